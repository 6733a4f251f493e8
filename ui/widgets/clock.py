"""The response clock of a referral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look
from ui.theme.tokens import BODY, SMALL
from ui.widgets import marks


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One point of the clock: when (worded), what, "done" | "here" | "todo"."""

    when: str
    what: str
    state: str


class ResponseClock(QWidget):
    """Points on a line: done, the one that is due, what is still to come.

    Lies on its side where the words fit, else stands upright.
    """

    def __init__(self, steps: Sequence[ClockStep]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Response clock"))
        self.setAccessibleDescription("; ".join(f"{s.when}: {s.what}" for s in self._steps))

    def hasHeightForWidth(self) -> bool:
        """Standing upright needs more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One row of points, or one line a point."""
        now = look.current()
        if self._lies(width):
            return now.box(22) + now.box(22) + now.box(20)
        return len(self._steps) * (now.box(46)) if self._steps else 0

    def sizeHint(self) -> QSize:
        """Lying."""
        return QSize(240, self.heightForWidth(2000))

    def minimumSizeHint(self) -> QSize:
        """Narrow."""
        return QSize(look.current().box(180), 0)

    def _needs(self) -> list[float]:
        """Px that each point needs when the clock lies."""
        now = look.current()
        strong, small = QFontMetricsF(now.font(BODY, 600)), QFontMetricsF(now.font(SMALL))
        air = now.space(20)
        return [
            max(strong.horizontalAdvance(s.when), small.horizontalAdvance(s.what)) + air
            for s in self._steps
        ]

    def _lies(self, width: int) -> bool:
        return sum(self._needs()) <= width

    def _starts(self) -> list[float]:
        """Where each point stands when the clock lies: equal parts, or as much as each needs."""
        count, needs = max(1, len(self._steps)), self._needs()
        equal = self.width() / count
        if all(need <= equal for need in needs):
            return [number * equal for number in range(count + 1)]
        spare = max(0.0, self.width() - sum(needs)) / count
        starts = [0.0]
        for need in needs:
            starts.append(starts[-1] + need + spare)
        return starts

    def paintEvent(self, event: QPaintEvent) -> None:
        """Points, lines, words."""
        now = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lies = self._lies(self.width())
        side, count = now.box(16), max(1, len(self._steps))
        starts = self._starts()
        for number, step in enumerate(self._steps):
            x = starts[number] if lies else 0.0
            y = 0.0 if lies else number * now.box(46)
            box = QRectF(x, y + now.box(2), side, side)
            if number + 1 < count:
                todo = self._steps[number + 1].state == "todo"
                pen = QPen(now.colour("edge" if todo else "primary"), 2)
                pen.setStyle(Qt.PenStyle.DashLine if todo else Qt.PenStyle.SolidLine)
                painter.setPen(pen)
                if lies:
                    middle = box.center().y()
                    painter.drawLine(
                        QPointF(box.right() + 5, middle), QPointF(starts[number + 1] - 4, middle)
                    )
                else:
                    middle = box.center().x()
                    painter.drawLine(
                        QPointF(middle, box.bottom() + 4), QPointF(middle, y + now.box(44))
                    )
            self._point(painter, step.state, box)
            left = x if lies else side + now.space(12)
            top = y + now.box(24) if lies else y
            painter.setFont(now.font(BODY, 600))
            painter.setPen(now.colour("ink"))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(QRectF(left, top, self.width() - left, now.box(22)), flags, step.when)
            painter.setFont(now.font(SMALL))
            painter.setPen(now.colour("ink2"))
            below = QRectF(left, top + now.box(21), self.width() - left, now.box(20))
            painter.drawText(below, flags, step.what)
        painter.end()

    def _point(self, painter: QPainter, state: str, box: QRectF) -> None:
        now = look.current()
        if state == "done":
            marks.state_shape(painter, "diterima_uptd", box, now)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(now.colour("tinggi" if state == "here" else "edge"), 2))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if state == "here":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("tinggi"))
            painter.drawEllipse(box.center(), box.width() * 0.22, box.width() * 0.22)
