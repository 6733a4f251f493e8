"""Cards: a framed ground, and one that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import look
from ui.theme.tokens import RADIUS


class Card(QFrame):
    """A card with a column inside. `kind`: plain, soft, sunken, never, red, warn."""

    def __init__(self, kind: str = "plain", margin: int = 16, gap: int = 4) -> None:
        super().__init__()
        now = look.current()
        self.setProperty("card", kind)
        self.column = QVBoxLayout(self)
        pad = now.space(margin)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(now.space(gap))


class PressCard(QAbstractButton):
    """A card one can press. Its content is laid out in `column`; it paints its own ground.

    `filled` makes it the one filled control of a screen; `framed` False leaves the ground to the
    card it stands in (rows). Enter and Space press it.
    """

    def __init__(
        self, *, filled: bool = False, framed: bool = True, quiet: bool = True, margin: int = 16
    ) -> None:
        super().__init__()
        now = look.current()
        self._filled = filled
        self._framed = framed
        self._quiet = quiet
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.column = QVBoxLayout(self)
        pad = now.space(margin)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(now.space(2))
        if filled:
            self.setProperty("look", "primary")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As large as the content."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never smaller than the content."""
        return self.column.totalMinimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border from the tokens."""
        colours = look.current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isCheckable() and self.isChecked()
        ground, edge, width = colours.surface, colours.line if self._quiet else colours.edge, 1.0
        if self._filled:
            ground = colours.primary_hover if self.underMouse() else colours.primary_fill
            edge = ground
        elif chosen and self._framed:
            ground, edge, width = colours.primary_soft, colours.primary, 2.0
        elif self.underMouse() and self.isEnabled():
            edge = colours.primary
        if self._framed:
            inset = width / 2
            painter.setPen(QPen(QColor(edge), width))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS
            )
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.primary_soft))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class TickBox(QWidget):
    """The square that shows whether something is chosen; decoration of a button around it."""

    def __init__(self, checked: bool, *, round_: bool = False) -> None:
        super().__init__()
        self._checked = checked
        self._round = round_
        side = look.current().icon(22)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_checked(self, checked: bool) -> None:
        """Draw the tick, or not."""
        self._checked = checked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box with a tick, or a ring with a dot."""
        colours = look.current().colours
        side = float(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(colours.primary_fill if self._checked else colours.surface)
        painter.setPen(QPen(QColor(colours.primary_fill if self._checked else colours.edge), 1.5))
        painter.setBrush(fill)
        rect = QRectF(1, 1, side - 2, side - 2)
        if self._round:
            painter.drawEllipse(rect)
        else:
            painter.drawRoundedRect(rect, 5, 5)
        if self._checked:
            painter.setPen(
                QPen(
                    QColor(colours.on_primary),
                    2,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            if self._round:
                painter.setBrush(QColor(colours.on_primary))
                painter.drawEllipse(QPointF(side / 2, side / 2), side * 0.16, side * 0.16)
            else:
                points = ((0.28, 0.52), (0.44, 0.68), (0.74, 0.34))
                painter.drawPolyline([QPointF(x * side, y * side) for x, y in points])
        painter.end()


def row(*items: QWidget | int | None, gap: int = 8) -> QHBoxLayout:
    """A line of widgets; an int is a fixed space, None a stretch."""
    now = look.current()
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(now.space(gap))
    for item in items:
        if item is None:
            line.addStretch(1)
        elif isinstance(item, int):
            line.addSpacing(now.space(item))
        else:
            line.addWidget(item)
    return line


def column(*items: QWidget | QLayout | None, gap: int = 2) -> QVBoxLayout:
    """A stack of widgets or lines; None is a stretch."""
    now = look.current()
    stack = QVBoxLayout()
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(now.space(gap))
    for item in items:
        if item is None:
            stack.addStretch(1)
        elif isinstance(item, QLayout):
            stack.addLayout(item)
        else:
            stack.addWidget(item)
    return stack
