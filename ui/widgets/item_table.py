"""Around the mailbag's table: its head, and the large shape of a state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look
from ui.theme.tokens import SMALL
from ui.widgets import marks
from ui.widgets.item_row import stacked, stops


class StateShape(QWidget):
    """○ ◐ ✔, large."""

    def __init__(self, state: str, side: int) -> None:
        super().__init__()
        self._state = state
        size = look.current().icon(side)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        marks.state_shape(painter, self._state, box, look.current())
        painter.end()


class TableHead(QWidget):
    """The names of the columns, over the columns."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shown(self, shown: bool) -> None:
        """Without rows there is no head."""
        self._shown = shown
        self._fit()

    def sizeHint(self) -> QSize:
        """One small line."""
        return QSize(200, look.current().box(33))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow table has no head."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        hide = not self._shown or stacked(self.width())
        self.setMaximumHeight(0 if hide else 16777215)
        self.setMinimumHeight(0 if hide else look.current().box(33))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words and a hairline."""
        now = look.current()
        painter = QPainter(self)
        painter.setFont(now.font(SMALL))
        painter.setPen(now.colour("ink2"))
        at, high = stops(self.width()), self.height()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for x, text in (
            (now.space(16), self.tr("Level")),
            (at.what, self.tr("What")),
            (at.number, self.tr("Item number")),
            (at.state, self.tr("Where it is")),
        ):
            painter.drawText(QRectF(x, 0, self.width(), high), left, text)
        for edge, text in ((at.size, self.tr("Size")), (at.age, self.tr("Age"))):
            painter.drawText(QRectF(0, 0, edge, high), right, text)
        painter.setPen(now.colour("line"))
        painter.drawLine(0, high - 1, self.width(), high - 1)
        painter.end()
