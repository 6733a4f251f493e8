"""The banner of a danger level: shape, word, one sentence, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.theme.tokens import RADIUS, shape_colour
from ui.widgets import marks
from ui.widgets.card import column, row
from ui.widgets.places import Columns
from ui.widgets.text import label, picture
from ui.words import phrases

_TONES = {"darurat": "ondarurat", "tinggi": "tinggi", "sedang": "sedang", "rendah": "rendah"}
_TICKS = {
    "darurat": "on_darurat",
    "tinggi": "tinggi_ink",
    "sedang": "sedang_ink",
    "rendah": "rendah_ink",
}

_MOST = 8  # reasons on show, gravest first: what to do now must not leave the page


class LevelShape(QWidget):
    """The shape of a level alone, large."""

    def __init__(self, level: str, side: int) -> None:
        super().__init__()
        self._level = level
        size = look.current().icon(side)
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape, in the colour that stands on its banner."""
        colours = look.current().colours
        colour = colours.on_darurat if self._level == "darurat" else ""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        marks.level_shape(painter, self._level, box, colour or shape_colour(colours, self._level))
        painter.end()


class DangerBanner(QWidget):
    """Only DARURAT is filled; the others are a soft ground with a bar and a frame."""

    def __init__(
        self,
        level: str,
        sentence: str,
        advice: str,
        why: Sequence[str] = (),
        right: Sequence[str] = (),
    ) -> None:
        """`why` are the answers that made the level; `right` stands at the right edge instead."""
        super().__init__()
        self._level = level
        now = look.current()
        word = phrases.level_word(level)
        self.setObjectName("danger-banner")
        self.setAccessibleName(word)
        self.setAccessibleDescription(" ".join([sentence, advice, *why, *right]))
        tone = _TONES.get(level, "ink2")
        text_tone = "ondarurat" if level == "darurat" else ""
        small = bool(right)
        self._side: QWidget | None = None
        outer = QVBoxLayout(self)
        pad = now.space(12 if small else 16)
        outer.setContentsMargins(now.space(24), pad, now.space(16), pad)
        words = column(
            label(word, "section" if small else "page", tone),
            gap=2,
        )
        if sentence:
            words.addWidget(label(sentence, "" if small else "tile", text_tone))
        if advice:
            words.addWidget(label(advice, "tile" if level == "darurat" else "", text_tone))
        head = QWidget()
        line = row(LevelShape(level, 36 if small else 64), gap=16 if small else 24)
        line.addLayout(words, 1)
        head.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        if not why and not right:
            outer.addWidget(head)
            return
        side = QWidget()
        self._side = side if why else None
        reasons = QVBoxLayout(side)
        reasons.setContentsMargins(0, 0, 0, 0)
        reasons.setSpacing(now.space(2))
        if why:
            reasons.addWidget(label(self.tr("Why"), "smallstrong", tone))
            shown = why if len(why) <= _MOST else why[: _MOST - 1]
            for reason in shown:
                tick = picture("check", 16, _TICKS.get(level, "ink2"))
                each = row(tick, label(reason, "medium", text_tone), gap=8)
                each.setStretch(1, 1)
                reasons.addLayout(each)
            if len(shown) < len(why):
                more = self.tr("and {n} more among the answers").format(n=len(why) - len(shown))
                reasons.addWidget(label(more, "medium", text_tone))
        for number, text in enumerate(right):
            last = label(text, "strong" if number == 0 else "small", text_tone, right=not now.large)
            reasons.addWidget(last)
        left, share = (64, 36) if small else (62, 38)
        outer.addWidget(Columns([(head, left), (side, share)], turn_at=500))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar, frame."""
        now = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        colours = now.colours
        if self._level == "darurat":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.darurat_fill))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        else:
            soft = getattr(colours, f"{self._level}_soft", colours.sunken)
            bar = shape_colour(colours, self._level)
            path = QPainterPath()
            path.addRoundedRect(box, RADIUS, RADIUS)
            painter.fillPath(path, QColor(soft))
            painter.save()
            painter.setClipPath(path)
            painter.fillRect(QRectF(0, 0, 8, self.height()), QColor(bar))
            painter.restore()
            painter.setPen(QPen(QColor(bar), 1))
            painter.drawPath(path)
        if self._side is not None and self._side.x() > 0:
            filled = self._level == "darurat"
            line = QColor(colours.on_darurat if filled else shape_colour(colours, self._level))
            line.setAlphaF(0.45)
            painter.setPen(QPen(line, 1))
            x = self._side.mapTo(self, QPoint(0, 0)).x() - now.space(14)
            painter.drawLine(x, now.space(16), x, self.height() - now.space(16))
        painter.end()
