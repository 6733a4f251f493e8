"""A flood of urgent referrals from one laptop at the desk: folded, counted, always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.desk_row import DeskLook, DeskRow
from ui.widgets.rows import RowView
from ui.widgets.text import empty, label, picture


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """One group. `words`: how many, of which laptop, on which day. `rows` are shown where `open`.

    `key` is what `toggled` gives back.
    """

    key: str
    words: str
    rows: tuple[DeskRow, ...]
    open: bool = False


class DeskGroups(QWidget):
    """All groups, one under another.

    Signals:
        toggled: the key of a group that is to be opened or folded.
        opened: the opid (hex) of a row.
    """

    toggled = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.current().space(8))
        self._shown: tuple[DeskGroup, ...] = ()
        self._views: list[RowView[DeskRow]] = []

    def set_groups(self, groups: Sequence[DeskGroup]) -> None:
        """Show these; equal ones again change nothing."""
        if tuple(groups) == self._shown:
            return
        self._shown = tuple(groups)
        self._views = []
        empty(self._column)
        self.setVisible(bool(groups))
        for group in groups:
            self._column.addWidget(self._card(group))

    def choose(self, opid: str) -> None:
        """Mark the row that is open."""
        for view in self._views:
            view.choose(opid)

    def _card(self, group: DeskGroup) -> QWidget:
        card = Card("warn", margin=12, gap=8)
        words = self.tr("Fold") if group.open else self.tr("Show them")
        fold = button(words, "small", name=f"group-{group.key}")
        fold.setAccessibleName(f"{words}: {group.words}")
        fold.clicked.connect(lambda _on=False, key=group.key: self.toggled.emit(key))
        text = label(group.words, "medium", "sedang")
        line = row(picture("users", 20, "sedang"), text, fold, gap=10)
        line.setStretch(1, 1)
        card.column.addLayout(line)
        if group.open:
            view: RowView[DeskRow] = RowView(DeskLook(), group.words, whole=True)
            view.setObjectName(f"rows-{group.key}")
            view.opened.connect(self.opened)
            view.set_rows(group.rows)
            self._views.append(view)
            card.column.addWidget(view)
        return card
