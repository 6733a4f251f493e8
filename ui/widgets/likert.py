"""Points in a row, from one end to the other: a face or a ring each, its words below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.theme.tokens import SMALL
from ui.widgets.card import paint_ground, paint_tick
from ui.widgets.choice_tiles import STEPS, Tile
from ui.widgets.places import Tiles


class Point(QAbstractButton):
    """One point: a face (or only the ring), its words in the middle below."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.value = tile.value
        self.setProperty("value", tile.value)
        self.setObjectName(f"choice-{tile.value}")
        self.setCheckable(True)
        self.setAccessibleName(tile.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tile = tile
        self._look = look.current()
        self._font = self._look.font(SMALL, 500)
        self._pad = self._look.space(10)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Px for the drawing, the ring and the words."""
        return round(self._top() + self._words_height(width) + self._pad) + 1

    def sizeHint(self) -> QSize:
        """At a usual width."""
        wide = self._look.box(120)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word must fit."""
        metrics = QFontMetricsF(self._font)
        words = (metrics.horizontalAdvance(word) for word in self._tile.title.split())
        return QSize(round(max(words, default=0.0)) + 2 * self._pad + 2, self._look.box(64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, face, ring, words."""
        now = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, quiet=False)
        middle, top = self.width() / 2, float(self._pad)
        if self._tile.icon:
            size = now.icon(44)
            colour = now.colours.primary if self.isChecked() else now.colours.ink
            face = icons.pixmap(self._tile.icon, colour, size, self.devicePixelRatioF())
            painter.drawPixmap(round(middle - size / 2), round(top), face)
            top += size + now.space(6)
        side = float(now.icon(20))
        ring = QRectF(middle - side / 2, top, side, side)
        paint_tick(painter, ring, checked=self.isChecked(), round_=True)
        painter.setFont(self._font)
        painter.setPen(now.colour("ink" if self.isEnabled() else "ink2"))
        wrap = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        box = QRectF(self._pad, self._top(), self.width() - 2 * self._pad, self.height())
        painter.drawText(box, wrap, self._tile.title)
        painter.end()

    def _top(self) -> float:
        now = self._look
        face = now.icon(44) + now.space(6) if self._tile.icon else 0
        return float(self._pad + face + now.icon(20) + now.space(6))

    def _words_height(self, width: int) -> float:
        room = QRectF(0, 0, max(1.0, width - 2.0 * self._pad), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return QFontMetricsF(self._font).boundingRect(room, wrap, self._tile.title).height()


class PointRow(QWidget):
    """The points of one question; arrows walk and choose nothing, Space or Enter chooses.

    Signals:
        changed: the value that was chosen.
    """

    changed = Signal(str)

    def __init__(self, tiles: Sequence[Tile], *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._points = [Point(tile) for tile in tiles]
        grid = Tiles(96, max(2, len(tiles)), gap=8)
        grid.set_tiles(self._points)
        for point in self._points:
            point.clicked.connect(lambda _on=False, point=point: self._on_clicked(point))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(grid)
        if self._points:
            self.setFocusProxy(self._points[0])

    def set_question(self, text: str) -> None:
        """The words of the question, said with each point."""
        for point in self._points:
            point.setAccessibleDescription(text)

    def tell(self, name: str, text: str) -> None:
        """Give every point a property, by which it can be found."""
        for point in self._points:
            point.setProperty(name, text)

    def set_value(self, value: str) -> None:
        """Choose this point; nothing is told."""
        for point in self._points:
            point.setChecked(point.value == value)

    def value(self) -> str:
        """What is chosen."""
        return next((point.value for point in self._points if point.isChecked()), "")

    def focus_chosen(self) -> None:
        """Put the cursor on the chosen point, else on the first."""
        chosen = [point for point in self._points if point.isChecked()]
        for point in (chosen or self._points)[:1]:
            point.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk along the row."""
        step = STEPS.get(Qt.Key(event.key()), 0)
        here = next((i for i, point in enumerate(self._points) if point.hasFocus()), -1)
        if step and here >= 0:
            self._points[(here + step) % len(self._points)].setFocus()
            return
        super().keyPressEvent(event)

    def _on_clicked(self, pressed: Point) -> None:
        for point in self._points:
            point.setChecked(point is pressed)
        self.changed.emit(pressed.value)
