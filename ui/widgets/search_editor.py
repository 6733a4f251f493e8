"""A long list of choices that is searched while one types (`autocomplete`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListView

from data.forms.views import ChoiceView, QuestionView
from ui.theme import look
from ui.widgets.card import paint_tick
from ui.widgets.choice_editors import one_line
from ui.widgets.editor import EXCLUSIVE, REFUSAL, Editor
from ui.widgets.sealed import SealedLine
from ui.widgets.text import label

_ROWS = 6  # shown at once
_Index = QModelIndex | QPersistentModelIndex


class ChoiceList(QAbstractListModel):
    """The choices that hold the searched words; what is chosen comes first and always shows."""

    def __init__(self, choices: Sequence[ChoiceView], *, many: bool) -> None:
        super().__init__()
        self._many = many
        self._all = [(c.value, one_line(c.label)) for c in choices]
        self._folded = [text.casefold() for _value, text in self._all]
        self._chosen: frozenset[str] = frozenset()
        self._asked: tuple[str, ...] = ()
        self._shown = list(range(len(self._all)))
        self._ticks: dict[bool, QIcon] = {}

    def search(self, words: str) -> None:
        """Show what holds all of these words; a word's beginning ranks before its middle."""
        self._asked = tuple(words.casefold().split())
        self._sift()

    def choose(self, values: frozenset[str]) -> None:
        """Tick these."""
        if values != self._chosen:
            self._chosen = values
            self._sift()

    def row_of(self, value: str) -> int:
        """Where a value stands now, or -1."""
        rows = (row for row, at in enumerate(self._shown) if self._all[at][0] == value)
        return next(rows, -1)

    def value_at(self, row: int) -> str:
        """The value of a row that is shown."""
        return self._all[self._shown[row]][0]

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many are shown."""
        return len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and whether it is chosen."""
        value, text = self._all[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.DecorationRole:
            return self._tick(value in self._chosen)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.tr("Chosen") if value in self._chosen else ""
        return None

    def _sift(self) -> None:
        self.beginResetModel()
        found = [
            at
            for at, folded in enumerate(self._folded)
            if self._all[at][0] in self._chosen or all(word in folded for word in self._asked)
        ]
        first = self._asked[0] if self._asked else ""
        self._shown = sorted(
            found,
            key=lambda at: (
                self._all[at][0] not in self._chosen,
                bool(first) and not self._folded[at].startswith(first),
            ),
        )
        self.endResetModel()

    def _tick(self, checked: bool) -> QIcon:
        if checked not in self._ticks:
            side = look.current().icon(20)
            drawn = QPixmap(side + look.current().space(8), side)  # air before the words
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_tick(painter, QRectF(0, 0, side, side), checked=checked, round_=not self._many)
            painter.end()
            self._ticks[checked] = QIcon(drawn)
        return self._ticks[checked]


class SearchEditor(Editor):
    """A line to type in, and below it the choices that fit. One choice, or several."""

    def _make(self, view: QuestionView) -> None:
        self._many = view.kind == "select_multiple"
        offered = [c for c in view.choices if c.value != REFUSAL or not self._alone]
        self._order = [choice.value for choice in offered]
        self._chosen: frozenset[str] = frozenset()
        now = look.current()
        self._line = SealedLine(self.tr("Search in this list"))
        self._line.setObjectName(f"filter-{view.name}")
        self._line.setPlaceholderText(self.tr("Search in this list"))
        self._line.setClearButtonEnabled(True)
        self._line.setProperty("ref", view.ref)
        self._line.textChanged.connect(self._on_searched)
        self._line.returnPressed.connect(self._on_entered)
        self._line.installEventFilter(self)
        self._list = QListView()
        self._list.setObjectName(f"field-{view.name}")
        self._list.setProperty("ref", view.ref)
        self._list.setProperty("look", "choices")
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setWordWrap(True)
        self._list.setIconSize(QSize(now.icon(20) + now.space(8), now.icon(20)))
        self._choices = ChoiceList(offered, many=self._many)
        self._choices.setParent(self._list)
        self._list.setModel(self._choices)
        self._list.clicked.connect(self._on_pressed)
        self._list.installEventFilter(self)
        high = max(now.box(44), QFontMetrics(now.font(15)).height() + now.space(22))
        self._list.setFixedHeight(high * min(_ROWS, max(2, len(offered))) + 4)
        self._none = label(self.tr("Nothing fits. Try fewer letters."), "", "ink2")
        self._none.hide()
        self._stack.setSpacing(now.space(8))
        self._stack.addWidget(self._line)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._list)
        self._name(view.label, view.hint)

    def _name(self, name: str, description: str) -> None:
        self._list.setAccessibleName(name)
        self._list.setAccessibleDescription(description)
        self._line.setAccessibleDescription(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line into the list, Enter and Space choose in it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if watched is self._line and key == Qt.Key.Key_Down and self._choices.rowCount():
            self._list.setFocus()
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._choices.index(0))
            return True
        chooses = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if watched is self._list and key in chooses:
            self._on_pressed(self._list.currentIndex())
            return True
        if watched is self._list and key == Qt.Key.Key_Up and self._list.currentIndex().row() <= 0:
            self._line.setFocus()
            return True
        return False

    def _on_searched(self, words: str) -> None:
        self._choices.search(words)
        self._none.setVisible(self._choices.rowCount() == 0)

    def _on_entered(self) -> None:
        """Enter in the line takes the first that fits; in an empty line it goes on."""
        if not self._line.text().strip():
            self.submitted.emit()
            return
        fits = [
            row
            for row in range(self._choices.rowCount())
            if self._choices.value_at(row) not in self._chosen
        ]
        if fits:
            self._on_pressed(self._choices.index(fits[0]))

    def _on_pressed(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        value = self._choices.value_at(index.row())
        if not self._many:
            self._chosen = frozenset({value})
        elif value in self._chosen:
            self._chosen -= {value}
        elif value in EXCLUSIVE:
            self._chosen = frozenset({value})
        else:
            self._chosen = (self._chosen - EXCLUSIVE) | {value}
        self._choices.choose(self._chosen)
        row = self._choices.row_of(value)
        if row >= 0:
            self._list.setCurrentIndex(self._choices.index(row))
        self.changed.emit(self._stored())

    def _show(self, value: str) -> None:
        self._chosen = frozenset(value.split()) & frozenset(self._order)
        self._choices.choose(self._chosen)

    def _stored(self) -> str:
        if self._view.value == REFUSAL and not self._chosen:
            return REFUSAL
        return " ".join(value for value in self._order if value in self._chosen)

    def focus(self) -> None:
        """The line one types in."""
        self._line.setFocus()
