"""The mailbag: one honest sentence, three counts, and the items without names."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.chips import ChipRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.item_row import ItemLook, ItemRow
from ui.widgets.item_table import TableHead
from ui.widgets.places import Foot, ScrollColumn, Tiles
from ui.widgets.road_parts import (
    Counter,
    FilesHeld,
    FilesStrip,
    RoadCard,
    RoadHead,
    counter_card,
)
from ui.widgets.rows import RowView
from ui.widgets.screen import Screen
from ui.widgets.text import label

__all__ = ["Counter", "FilesHeld", "RoadHead", "SendModel", "SendScreen"]
_WAITING = frozenset({"di_laptop", "dititipkan", "terkirim"})
_RECEIVED = frozenset({"diterima_uptd"})


@dataclass(frozen=True, slots=True)
class SendModel:
    """What the mailbag shows. `files`: attachments on their way, if there are any; `note` stands
    beside the heading; `more` under the list, when it does not show everything."""

    head: RoadHead
    counters: tuple[Counter, Counter, Counter]
    rows: tuple[ItemRow, ...]
    files: FilesHeld | None = None
    note: str = ""
    more: str = ""


class SendScreen(Screen[SendModel]):
    """The mailbag.

    Signals:
        send_now: try at once.
        pause, resume: stop sending for a while, and go on.
        hold_files: True holds attachments back, False lets them go.
        stick_out, stick_in: send by USB stick; take from one.
    """

    send_now = Signal()
    pause = Signal()
    resume = Signal()
    hold_files = Signal(bool)
    stick_out = Signal()
    stick_in = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        self._show_state = ""
        body = ScrollColumn(gap=16)
        page.addWidget(body, 1)
        self._head = RoadCard()
        self._head.try_asked.connect(self.send_now)
        body.column.addWidget(self._head)
        self._counters = Tiles(270, 3, gap=16)
        body.column.addWidget(self._counters)
        self._files = FilesStrip()
        self._files.hold_asked.connect(self.hold_files)
        body.column.addWidget(self._files)
        body.column.addLayout(self._list())
        body.column.addStretch(1)
        take = button(self.tr("Receive by USB stick"), icon="inbox", name="stick-in")
        take.clicked.connect(self.stick_in)
        self._hold = button(" ", icon="pause", name="pause")
        self._hold.clicked.connect(self._on_hold)
        carry = button(self.tr("Send by USB stick"), "primary", "usb", name="primary")
        carry.clicked.connect(self.stick_out)
        self._foot = Foot(carry, [take, self._hold])
        page.addWidget(self._foot)

    def _list(self) -> QVBoxLayout:
        """Heading, chips, table."""
        title = label(self.tr("In the mailbag"), "section", wrap=False)
        note = label(self.tr("no names; what is not sent yet comes first"), "small", "ink2")
        self._chips = ChipRow()
        self._chips.chosen.connect(self._on_chip)
        if look.current().large:
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
        self._more = label("", "small", "ink2")
        part = column(head, gap=8)
        part.addWidget(frame)
        part.addWidget(self._more)
        return part

    def _fill(self, model: SendModel) -> None:
        self._set_heading(self.tr("Send"), model.note)
        self._head.set_head(model.head)
        self._counters.set_tiles([counter_card(counter) for counter in model.counters])
        self._files.set_files(model.files)
        waiting = sum(item.state in _WAITING for item in model.rows)
        done = sum(item.state in _RECEIVED for item in model.rows)
        self._chips.set_chips(
            [
                ("", self.tr("All {n}").format(n=len(model.rows))),
                ("waiting", self.tr("Waiting {n}").format(n=waiting)),
                ("received", self.tr("Received {n}").format(n=done)),
            ],
            self._show_state,
        )
        self._fill_rows(model)
        self._more.setText(model.more)
        self._more.setVisible(bool(model.more))
        paused = model.head.paused
        self._foot.reword(
            self._hold, self.tr("Go on sending") if paused else self.tr("Pause sending")
        )

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
        if self._model is not None and self._model.head.paused:
            self.resume.emit()
        else:
            self.pause.emit()
