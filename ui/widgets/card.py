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


def paint_ground(painter: QPainter, card: QAbstractButton, *, quiet: bool) -> None:
    """The framed ground of a card one can press: chosen, under the pointer, or plain."""
    colours = look.current().colours
    ground, edge, width = colours.surface, colours.line if quiet else colours.edge, 1.0
    if card.isCheckable() and card.isChecked():
        ground, edge, width = colours.primary_soft, colours.primary, 2.0
    elif card.underMouse() and card.isEnabled():
        edge = colours.primary
    inset = width / 2
    painter.setPen(QPen(QColor(edge), width))
    painter.setBrush(QColor(ground))
    box = QRectF(card.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, RADIUS, RADIUS)


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
        if self._filled:
            ground = colours.primary_hover if self.underMouse() else colours.primary_fill
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        elif self._framed:
            paint_ground(painter, self, quiet=self._quiet)
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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tick(painter, QRectF(self.rect()), checked=self._checked, round_=self._round)
        painter.end()


def paint_tick(painter: QPainter, box: QRectF, *, checked: bool, round_: bool) -> None:
    """A box with a tick, or a ring with a dot, into a square."""
    colours = look.current().colours
    painter.setPen(QPen(QColor(colours.primary_fill if checked else colours.edge), 1.5))
    painter.setBrush(QColor(colours.primary_fill if checked else colours.surface))
    inner, side = box.adjusted(1, 1, -1, -1), box.width()
    if round_:
        painter.drawEllipse(inner)
    else:
        painter.drawRoundedRect(inner, 5, 5)
    if not checked:
        return
    if round_:
        painter.setBrush(QColor(colours.on_primary))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box.center(), side * 0.2, side * 0.2)
        return
    pen = QPen(QColor(colours.on_primary), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = ((0.28, 0.52), (0.44, 0.68), (0.74, 0.34))
    corner = box.topLeft()
    painter.drawPolyline([corner + QPointF(x * side, y * side) for x, y in points])


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
