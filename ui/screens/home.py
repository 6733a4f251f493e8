"""Home: one sentence about today, four doors, what needs doing, where the letters are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from ui.theme import look
from ui.theme.tokens import BODY
from ui.widgets.action_row import ActionLook, ActionRow
from ui.widgets.buttons import button
from ui.widgets.card import Card, PressCard, column, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.pills import StatusPill
from ui.widgets.places import ScrollColumn, Tiles
from ui.widgets.rows import RowView
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture, rule


@dataclass(frozen=True, slots=True)
class HomeModel:
    """What home shows. All texts are worded already (see `ui.words.phrases`).

    `rows` are sorted by deadline, nearest first. `road` is one sentence about the connection,
    `road_ok` chooses its icon. `rows_note` stands beside the heading ("5 hal, ...").
    """

    name: str
    icon: str
    date: str
    greeting: str
    headline: str
    record_line: str
    danger_line: str
    cases_line: str
    send_line: str
    rows: tuple[ActionRow, ...]
    rows_note: str
    on_laptop: int
    on_way: int
    received: int
    road: str
    road_ok: bool = False


class HomeScreen(Screen[HomeModel]):
    """The first room after the door.

    Signals:
        opened: a room's name: record, danger, cases, send.
        case_opened: the case (hex of its record id) of a row.
    """

    opened = Signal(str)
    case_opened = Signal(str)

    narrow_below = 900

    def _build(self, page: QVBoxLayout) -> None:
        body = ScrollColumn(gap=16)
        page.addWidget(body)
        self._greeting = label("", "page")
        self._headline = label("", "", "ink2")
        body.column.addLayout(column(self._greeting, self._headline, gap=4))
        self._doors = Tiles(230, 4, gap=16)
        tiles = (
            ("record", "record", self.tr("Record")),
            ("danger", "danger", self.tr("Danger signs")),
            ("cases", "folder", self.tr("My cases")),
            ("send", "send", self.tr("Send")),
        )
        self._lines: dict[str, QLabel] = {}
        self._doors.set_tiles([self._door(*tile) for tile in tiles])
        body.column.addWidget(self._doors)
        self._note = label("", "small", "ink2")
        more = button(self.tr("All cases"), "link", name="all-cases")
        more.clicked.connect(lambda: self.opened.emit("cases"))
        heading = row(label(self.tr("Needs doing"), "section", wrap=False), self._note, gap=12)
        heading.setStretch(1, 1)
        heading.addWidget(more)
        part = column(heading, gap=4)
        self._rows: RowView[ActionRow] = RowView(
            ActionLook(), self.tr("What needs doing, nearest deadline first"), whole=True
        )
        self._rows.setObjectName("needs-doing")
        self._rows.opened.connect(self.case_opened)
        self._frame = Card(margin=0, gap=0)
        self._frame.column.setContentsMargins(1, 1, 1, 1)
        self._frame.column.addWidget(self._rows)
        self._none = EmptyState(
            "folder",
            self.tr("Nothing needs doing now."),
            self.tr("Begin with Record, or read the guide."),
        )
        self._frame.column.addWidget(self._none)
        part.addWidget(self._frame)
        body.column.addLayout(part)
        self._strip = Card("sunken", margin=12)
        body.column.addWidget(self._strip)
        body.column.addStretch(1)

    def _fill(self, model: HomeModel) -> None:
        self._set_heading(self.tr("Home"), model.date)
        self._greeting.setText(model.greeting)
        self._headline.setText(model.headline)
        lines = {
            "record": model.record_line,
            "danger": model.danger_line,
            "cases": model.cases_line,
            "send": model.send_line,
        }
        for room, text in lines.items():
            self._lines[room].setText(text)
        self._note.setText(model.rows_note)
        self._rows.setVisible(bool(model.rows))
        self._none.setVisible(not model.rows)
        self._rows.set_rows(model.rows)
        self._fill_strip(model)

    def _door(self, room: str, icon: str, title: str) -> PressCard:
        filled = room == "record"
        card = PressCard(filled=filled, margin=18)
        card.setObjectName(f"door-{room}")
        card.setAccessibleName(title)
        now = look.current()
        card.column.addWidget(picture(icon, 32, "on_primary" if filled else "primary"))
        card.column.addSpacing(now.space(12))
        card.column.addStretch(1)
        tone = "onfill" if filled else ""
        card.column.addWidget(label(title, "section", tone))
        self._lines[room] = label("", "small", tone or "ink2")
        card.column.addWidget(self._lines[room])
        card.setMinimumHeight(now.space(124))
        card.clicked.connect(lambda: self.opened.emit(room))
        return card

    def _fill_strip(self, model: HomeModel) -> None:
        empty(self._strip.column)
        counts = (
            ("di_laptop", self.tr("{n} on this laptop").format(n=model.on_laptop)),
            ("terkirim", self.tr("{n} on their way").format(n=model.on_way)),
            ("diterima_uptd", self.tr("{n} received by UPTD").format(n=model.received)),
        )
        marks = [StatusPill(state, text=text, strong=False, size=BODY) for state, text in counts]
        road = label(model.road, "small", "ink2")
        go = button(self.tr("Open Send"), "link", name="open-send")
        go.clicked.connect(lambda: self.opened.emit("send"))
        if self._narrow:
            for mark in marks:
                self._strip.column.addWidget(mark)
            self._strip.column.addWidget(road)
            self._strip.column.addLayout(row(go, None))
            return
        line = row(4, *marks, gap=24)
        line.addWidget(rule("v"))
        line.addLayout(row(picture("wifi" if model.road_ok else "wifi-off", 18), road), 1)
        line.addWidget(go)
        self._strip.column.addLayout(line)
