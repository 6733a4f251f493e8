"""A drop-down that shows where it opens and that the wheel does not change by accident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from ui.theme import icons, look


class DropDown(QComboBox):
    """One of several in a list that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only with the cursor in it: one may be scrolling the page past it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field as it is, and a chevron at its right."""
        super().paintEvent(event)
        now = look.current()
        side = now.icon(18)
        colour = now.colours.ink if self.isEnabled() else now.colours.ink2
        painter = QPainter(self)
        drawing = icons.pixmap("chevron-down", colour, side, self.devicePixelRatioF())
        right = self.width() - side - now.space(12)
        painter.drawPixmap(right, (self.height() - side) // 2, drawing)
        painter.end()
