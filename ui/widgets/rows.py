"""The one view of painted rows: fixed heights, any number of rows, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import look
from ui.theme.tokens import RADIUS

Row = TypeVar("Row")
Shown = TypeVar("Shown", contravariant=True)
Index = QModelIndex | QPersistentModelIndex


class RowLook(Protocol[Shown]):
    """How one kind of row looks, is named and is read aloud."""

    def settle(self, rows: Sequence[Shown], width: int) -> None:
        """Look at the first rows before `height` is asked."""

    def height(self, width: int) -> int:
        """Px of every row at this width."""

    def key(self, row: Shown) -> str:
        """What `opened` tells."""

    def spoken(self, row: Shown) -> str:
        """The row as a sentence, for a screen reader."""

    def ground(self, row: Shown) -> str:
        """The token of its ground, or empty."""

    def paint(self, painter: QPainter, box: QRectF, row: Shown) -> None:
        """The content of the row."""

    def fits(self, row: Shown, width: int) -> bool:
        """Whether all words can be read at this width."""


class _Rows(QAbstractTableModel, Generic[Row]):
    def __init__(self, look_of: RowLook[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self._look_of = look_of
        self.rows: list[Row] = []

    def rowCount(self, parent: Index | None = None) -> int:
        """All rows that were given."""
        return len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """One: the whole row is painted."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The spoken line; the delegate takes the row itself from `rows`."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._look_of.spoken(self.rows[index.row()])
        return None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[Row]) -> None:
        """More rows at the end."""
        if not rows:
            return
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.rows.extend(rows)
        self.endInsertRows()


class _Delegate(QStyledItemDelegate, Generic[Row]):
    def __init__(self, view: RowView[Row], look_of: RowLook[Row]) -> None:
        super().__init__(view)
        self._view = view
        self._look_of = look_of

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(200, self._look_of.height(200))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content, hairline."""
        now = look.current()
        number = index.row()
        row = self._view.rows()[number]
        rect: QRect = option.rect
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._look_of.ground(row)
        if self._look_of.key(row) == self._view.chosen and self._view.chosen:
            ground = "primary_soft"
        elif number == self._view.hovered and not ground:
            ground = "sunken"
        if ground:
            painter.fillPath(self._corners(box, number), now.colour(ground))
        self._look_of.paint(painter, box, row)
        if number + 1 < len(self._view.rows()):
            painter.setPen(now.colour("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _corners(self, box: QRectF, number: int) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        last = len(self._view.rows()) - 1
        if number not in (0, last) or not self._view.round_corners:
            path.addRect(box)
            return path
        radius = RADIUS - 1
        path.addRoundedRect(box, radius, radius)
        if number > 0:
            path.addRect(QRectF(box.left(), box.top(), box.width(), radius + 1))
        if number < last:
            path.addRect(QRectF(box.left(), box.bottom() - radius - 1, box.width(), radius + 1))
        return path


class RowView(QTableView, Generic[Row]):
    """Painted rows.

    With `whole` it is as high as its rows and scrolls with the page; else it scrolls itself.

    Signals:
        opened: the key of a row that was pressed, or Enter on it.
        near_end: the last rows came into view.
    """

    opened = Signal(str)
    near_end = Signal()

    def __init__(self, look_of: RowLook[Row], name: str, *, whole: bool) -> None:
        super().__init__()
        self._look_of = look_of
        self._whole = whole
        self.chosen = ""
        self.hovered = -1
        self.round_corners = True
        self._rows = _Rows(look_of, self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, look_of))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(False)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.entered.connect(self._on_entered)
        self.clicked.connect(self._on_opened)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def rows(self) -> list[Row]:
        """The rows on show."""
        return self._rows.rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current row stays current where its key is still there."""
        if list(rows) == self._rows.rows:
            return
        here = self.currentIndex().row()
        key = self._look_of.key(self.rows()[here]) if 0 <= here < len(self.rows()) else ""
        self._rows.set_rows(rows)
        self.hovered = -1
        keys = [self._look_of.key(row) for row in rows] if key else []
        if rows:
            self.setCurrentIndex(self._rows.index(keys.index(key) if key in keys else 0, 0))
        self._measure()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Add rows at the end."""
        self._rows.append(rows)
        self._measure()

    def choose(self, key: str) -> None:
        """Mark the row whose detail is on show."""
        self.chosen = key
        self.viewport().update()

    def too_narrow(self) -> list[str]:
        """The keys of rows whose words do not fit; for the walk through the screens."""
        wide = self.viewport().width()
        return [self._look_of.key(r) for r in self.rows() if not self._look_of.fits(r, wide)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may mean another row height."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: Any) -> None:
        """No row is under the pointer."""
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def _measure(self) -> None:
        wide = self.viewport().width()
        self._look_of.settle(self.rows()[:60], wide)
        high = self._look_of.height(wide)
        if self.verticalHeader().defaultSectionSize() != high:
            self.verticalHeader().setDefaultSectionSize(high)
        if self._whole:
            self.setFixedHeight(high * len(self.rows()))
        else:
            self.setMaximumHeight(max(1, high * len(self.rows())))

    def _on_entered(self, index: QModelIndex) -> None:
        self.hovered = index.row()
        self.viewport().update()

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._look_of.key(self.rows()[index.row()]))

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() and value >= bar.maximum() - self.viewport().height():
            self.near_end.emit()
