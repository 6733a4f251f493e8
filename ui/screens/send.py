"""The mailbag: one honest sentence, three counts, and the items without names."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, column, row
from ui.widgets.chips import ChipRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.item_row import ItemLook, ItemRow
from ui.widgets.item_table import StateShape, TableHead
from ui.widgets.places import Foot, ScrollColumn, Tiles
from ui.widgets.rows import RowView
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture
from ui.words import phrases

_WAITING = frozenset({"di_laptop", "dititipkan", "terkirim"})
_RECEIVED = frozenset({"diterima_uptd"})


@dataclass(frozen=True, slots=True)
class Counter:
    """One of the three states. `line` and `sub` are worded (bytes; age)."""

    state: str
    count: int
    line: str = ""
    sub: str = ""


@dataclass(frozen=True, slots=True)
class SendModel:
    """What the mailbag shows. `sentence`: what happened and what is safe; `detail`: what to do."""

    sentence: str
    detail: str
    counters: tuple[Counter, Counter, Counter]
    rows: tuple[ItemRow, ...]
    online: bool = False
    busy: bool = False
    paused: bool = False
    month_note: str = ""


class SendScreen(Screen[SendModel]):
    """The mailbag.

    Signals:
        send_now: try at once.
        pause, resume: stop sending for a while, and go on.
    """

    send_now = Signal()
    pause = Signal()
    resume = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._show_state = ""
        body = ScrollColumn(gap=16)
        page.addWidget(body, 1)
        self._head = Card("sunken", margin=14)
        body.column.addWidget(self._head)
        self._counters = Tiles(270, 3, gap=16)
        body.column.addWidget(self._counters)
        title = label(self.tr("In the mailbag"), "section", wrap=False)
        note = label(self.tr("no names; what is not sent yet comes first"), "small", "ink2")
        self._chips = ChipRow()
        self._chips.chosen.connect(self._on_chip)
        if now.large:
            head = column(title, note, self._chips, gap=8)
        else:
            line = row(title, note, gap=12)
            line.setStretch(1, 1)
            line.addWidget(self._chips)
            head = column(line)
        self._table_head = TableHead()
        self._rows: RowView[ItemRow] = RowView(ItemLook(), self.tr("In the mailbag"), whole=True)
        self._rows.setObjectName("items")
        self._rows.round_corners = False
        frame = Card(margin=0, gap=0)
        frame.column.setContentsMargins(1, 1, 1, 1)
        frame.column.addWidget(self._table_head)
        frame.column.addWidget(self._rows)
        self._none = EmptyState(
            "send",
            self.tr("The mailbag is empty."),
            self.tr("What you send waits here until the city has it."),
        )
        frame.column.addWidget(self._none)
        part = column(head, gap=8)
        part.addWidget(frame)
        body.column.addLayout(part)
        body.column.addStretch(1)
        self._hold = button("", name="pause")
        self._hold.clicked.connect(self._on_hold)
        self._go = button(self.tr("Send now"), "primary", "send", name="primary")
        self._go.setShortcut("Ctrl+Return")
        self._go.clicked.connect(self.send_now)
        page.addWidget(Foot(self._go, [self._hold]))

    def _fill(self, model: SendModel) -> None:
        self._set_heading(self.tr("Send"), model.month_note)
        empty(self._head.column)
        mark = picture("wifi" if model.online else "wifi-off", 26)
        words = column(label(model.sentence, "strong"), label(model.detail, "small", "ink2"), gap=2)
        line = row(mark, gap=14)
        line.addLayout(words, 1)
        self._head.column.addLayout(line)
        self._counters.set_tiles([_counter(counter) for counter in model.counters])
        waiting = [item for item in model.rows if item.state in _WAITING]
        done = sum(item.state in _RECEIVED for item in model.rows)
        self._chips.set_chips(
            [
                ("", self.tr("All {n}").format(n=len(model.rows))),
                ("waiting", self.tr("Waiting {n}").format(n=len(waiting))),
                ("received", self.tr("Received {n}").format(n=done)),
            ],
            self._show_state,
        )
        self._fill_rows(model)
        self._hold.setText(self.tr("Go on sending") if model.paused else self.tr("Pause sending"))
        self._hold.setAccessibleName(self._hold.text())
        self._go.setEnabled(not model.busy and not model.paused)
        reword(self._go, self.tr("Sending…") if model.busy else self.tr("Send now"))

    def _fill_rows(self, model: SendModel) -> None:
        wanted = {"": None, "waiting": _WAITING, "received": _RECEIVED}[self._show_state]
        rows = [item for item in model.rows if wanted is None or item.state in wanted]
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))
        self._table_head.set_shown(bool(rows))
        self._none.setVisible(not rows)

    def _on_chip(self, chip: str) -> None:
        self._show_state = chip
        if self._model is not None:
            self._fill_rows(self._model)

    def _on_hold(self) -> None:
        if self._model is not None and self._model.paused:
            self.resume.emit()
        else:
            self.pause.emit()


def _counter(counter: Counter) -> QWidget:
    card = Card(margin=18)
    line = row(gap=20)
    line.addWidget(StateShape(counter.state, 28), 0, Qt.AlignmentFlag.AlignTop)
    tone = "done" if counter.state == "diterima_uptd" else ""
    word = label(phrases.state_word(counter.state), "tile", tone)
    head = row(label(str(counter.count), "page", tone, wrap=False), word, gap=8)
    head.setStretch(1, 1)
    words = column(head, gap=2)
    for text, kind, shade in ((counter.line, "", ""), (counter.sub, "small", "ink2")):
        if text:
            words.addWidget(label(text, kind, shade))
    line.addLayout(words, 1)
    card.column.addLayout(line)
    card.column.addStretch(1)
    return card
