"""Reports: the prevention activities one has written down, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, rule


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity: what, where and for how many; `when` is worded. `id` comes back."""

    id: str
    title: str
    detail: str
    when: str


@dataclass(frozen=True, slots=True)
class ReportsModel:
    """The activities. `summary` is a sentence with their count."""

    summary: str
    lines: tuple[ActivityLine, ...]


class ReportsScreen(Screen[ReportsModel]):
    """The activities of one person.

    Signals:
        record_asked: write a new one down.
        correct_asked: the id of an activity to correct.
    """

    record_asked = Signal()
    correct_asked = Signal(str)

    def _build(self, page: QVBoxLayout) -> None:
        body = ScrollColumn(gap=16)
        page.addWidget(body, 1)
        self._summary = label("", "", "ink2")
        title = label(self.tr("Prevention activities"), "section")
        body.column.addLayout(column(title, self._summary, gap=4))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.current().space(8))
        body.column.addLayout(self._lines)
        body.column.addStretch(1)
        again = button(self.tr("Record an activity"), "primary", name="primary")
        again.setShortcut("Ctrl+Return")
        again.clicked.connect(self.record_asked)
        page.addWidget(Foot(again, []))

    def _fill(self, model: ReportsModel) -> None:
        self._set_heading(self.tr("Reports"))
        self._summary.setText(model.summary)
        empty(self._lines)
        if not model.lines:
            self._lines.addWidget(
                EmptyState(
                    "users",
                    self.tr("No activity yet."),
                    self.tr("Write down figures only. Never a name."),
                )
            )
            return
        card = Card(margin=16, gap=12)
        for number, line in enumerate(model.lines):
            if number:
                card.column.addWidget(rule())
            words = column(
                label(line.title, "strong"),
                label(line.detail, "small", "ink2"),
                label(line.when, "small", "ink2"),
                gap=1,
            )
            again = button(self.tr("Correct"), "small", name=f"correct-{line.id}")
            again.setAccessibleDescription(f"{line.title}, {line.when}")
            again.clicked.connect(lambda _on=False, line=line: self.correct_asked.emit(line.id))
            holder = row()
            holder.addLayout(words, 1)
            holder.addWidget(again)
            card.column.addLayout(holder)
        self._lines.addWidget(card)
