"""The bar of steps above a form."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look
from ui.theme.tokens import SMALL


@dataclass(frozen=True, slots=True)
class StepMark:
    """One section of a form. `state`: "done" | "here" | "todo"; `part` 0..1 of it when here."""

    title: str
    state: str
    part: float = 0.0


class StepBar(QWidget):
    """Done, here, to come: a bar and a word for each section.

    Where the words do not fit, only the word of the section that is open is written, with its
    number; the others stay in the accessible description.
    """

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[StepMark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Steps of this form"))

    def set_steps(self, steps: tuple[StepMark, ...]) -> None:
        """Show these steps."""
        self._steps = steps
        self.setVisible(bool(steps))
        here = next((step.title for step in steps if step.state == "here"), "")
        self.setAccessibleDescription(here)
        self.update()

    def sizeHint(self) -> QSize:
        """One bar and one line."""
        now = look.current()
        return QSize(200, 6 + now.space(8) + now.box(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, ticks, words."""
        if not self._steps:
            return
        now = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, count = 8.0, len(self._steps)
        wide = (self.width() - gap * (count - 1)) / count
        bold = QFontMetricsF(now.font(SMALL, 700))
        tick = now.box(14)
        fits = all(bold.horizontalAdvance(s.title) + tick + 8 <= wide for s in self._steps)
        top = 6 + now.space(8)
        for number, step in enumerate(self._steps):
            left = number * (wide + gap)
            bar = QRectF(left, 0, wide, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("line"))
            painter.drawRoundedRect(bar, 3, 3)
            part = 1.0 if step.state == "done" else step.part if step.state == "here" else 0.0
            if part > 0:
                painter.setBrush(now.colour("primary_fill"))
                painter.drawRoundedRect(QRectF(left, 0, max(6.0, wide * part), 6), 3, 3)
            if fits:
                self._word(painter, step, QRectF(left, top, wide, now.box(20)), tick)
        if not fits:
            number = next((i for i, s in enumerate(self._steps) if s.state == "here"), 0)
            text = self.tr("{n} of {all}: {title}").format(
                n=number + 1, all=count, title=self._steps[number].title
            )
            painter.setFont(now.font(SMALL, 600))
            painter.setPen(now.colour("ink"))
            painter.drawText(
                QRectF(0, top, self.width(), now.box(20)),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                text,
            )
        painter.end()

    def _word(self, painter: QPainter, step: StepMark, box: QRectF, tick: int) -> None:
        now = look.current()
        left = box.left()
        if step.state == "done":
            side = tick * 0.75
            pen = QPen(QColor(now.colours.primary), 1.8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle = box.center().y()
            painter.drawPolyline(
                [
                    QPointF(left + 2, middle),
                    QPointF(left + 2 + side * 0.35, middle + side * 0.35),
                    QPointF(left + 2 + side, middle - side * 0.35),
                ]
            )
            left += tick + 6
        here = step.state == "here"
        painter.setFont(now.font(SMALL, 700 if here else 400))
        painter.setPen(now.colour("ink" if here else "ink2"))
        painter.drawText(
            QRectF(left, box.top(), box.width(), box.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            step.title,
        )
