"""Pills: a level with its word, and where a record is with its word."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look
from ui.theme.look import Look
from ui.theme.tokens import SMALL, pill_colours
from ui.widgets import marks
from ui.words import phrases


def paint_level_pill(painter: QPainter, level: str, box: QRectF) -> None:
    """A level's pill into a box: ground, shape, word in capitals."""
    now = look.current()
    ground, words, shape = pill_colours(now.colours, level)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 8, 8)
    side = now.box(12)
    left = box.left() + now.space(11)
    marks.level_shape(painter, level, QRectF(left, box.center().y() - side / 2, side, side), shape)
    painter.setFont(now.font(SMALL, 700))
    painter.setPen(QColor(words))
    painter.drawText(
        QRectF(left + side + now.space(8), box.top(), box.width(), box.height()),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        phrases.level_word(level),
    )
    painter.restore()


def level_pill_width() -> int:
    """One width for all levels, so that shapes stand in a column."""
    return _pill_width(look.current(), phrases.level_word("darurat"))


@lru_cache(maxsize=8)
def _pill_width(now: Look, _language: str) -> int:
    metrics = QFontMetricsF(now.font(SMALL, 700))
    words = max(
        metrics.horizontalAdvance(phrases.level_word(level))
        for level in ("darurat", "tinggi", "sedang", "rendah", "")
    )
    return round(words + now.box(12) + now.space(11) + now.space(8) + now.space(14))


def level_pill_height() -> int:
    """Of the same."""
    return look.current().box(28)


class LevelPill(QWidget):
    """A level: shape, word, colour."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(phrases.level_word(level))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """The width all levels share."""
        return QSize(level_pill_width(), level_pill_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill."""
        painter = QPainter(self)
        paint_level_pill(painter, self._level, QRectF(self.rect()))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs another width."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


class StatusPill(QWidget):
    """Where a record is: ○ ◐ ✔, its word, and a quiet second part ("stik USB, 13.40")."""

    def __init__(
        self,
        state: str,
        sub: str = "",
        *,
        text: str = "",
        strong: bool = True,
        size: int = SMALL,
    ) -> None:
        super().__init__()
        self._size = size
        self._state = state
        self._text = text or phrases.state_word(state)
        self._sub = sub
        self._strong = strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (self._text, sub) if part))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_text(self, text: str) -> None:
        """Other words for the same state."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Shape and words on one line."""
        now = look.current()
        strong = QFontMetricsF(now.font(self._size, 600 if self._strong else 500))
        plain = QFontMetricsF(now.font(SMALL))
        width = now.box(self._size - 1) + now.space(10) + strong.horizontalAdvance(self._text)
        if self._sub:
            width += now.space(10) + plain.horizontalAdvance(self._sub)
        return QSize(round(width) + 1, round(strong.height()) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape, word, second part."""
        now = look.current()
        painter = QPainter(self)
        side = now.box(self._size - 1)
        middle = self.height() / 2
        marks.state_shape(painter, self._state, QRectF(1, middle - side / 2, side, side), now)
        font = now.font(self._size, 600 if self._strong else 500)
        painter.setFont(font)
        painter.setPen(now.colour(marks.state_tone(self._state)))
        left = side + now.space(10)
        line = QRectF(left, 0, self.width() - left, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, flags, self._text)
        if self._sub:
            line.setLeft(left + QFontMetricsF(font).horizontalAdvance(self._text) + now.space(10))
            painter.setFont(now.font(SMALL))
            painter.setPen(now.colour("ink2"))
            painter.drawText(line, flags, self._sub)
        painter.end()
