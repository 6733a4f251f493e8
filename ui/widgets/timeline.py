"""The timeline of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.card import column
from ui.widgets.pills import StatusPill
from ui.widgets.text import empty, label


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line: what, detail, when, where the record is.

    `icon` names a file of ui/theme/icons. `state` is a road state code or "". `kind` groups lines
    for the chips: "record" | "danger" | "referral" | "evidence" | "followup". `to_come` draws a
    dashed ring, and `when` is then a deadline.
    """

    icon: str
    title: str
    detail: str
    when: str
    state: str = ""
    state_sub: str = ""
    kind: str = "record"
    to_come: bool = False


class _Ring(QWidget):
    """The ring with an icon, and the thread to the next one."""

    def __init__(self, entry: TimelineEntry, *, last: bool) -> None:
        super().__init__()
        self._entry = entry
        self._last = last
        self.setFixedWidth(look.current().icon(32) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring, icon, thread."""
        now = look.current()
        side = now.icon(32)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(1.5, 1.5, side - 2, side - 2)
        if not self._last:
            painter.setPen(QPen(now.colour("line"), 2))
            middle = ring.center().x()
            painter.drawLine(QPointF(middle, ring.bottom()), QPointF(middle, self.height()))
        tone = "edge" if self._entry.to_come else "primary"
        pen = QPen(now.colour(tone), 1.5)
        if self._entry.to_come:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(now.colour("surface" if self._entry.to_come else "primary_soft"))
        painter.drawEllipse(ring)
        size = now.icon(18)
        colour = now.colours.ink2 if self._entry.to_come else now.colours.primary
        drawing = icons.pixmap(
            self._entry.icon if icons.known(self._entry.icon) else "info",
            colour,
            size,
            self.devicePixelRatioF(),
        )
        corner = ring.center() - QPointF(size / 2, size / 2)
        painter.drawPixmap(corner, drawing)
        painter.end()


class Timeline(QWidget):
    """What happened, in order; what is still to come has a dashed ring."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these lines."""
        empty(self._stack)
        for number, entry in enumerate(entries):
            self._stack.addWidget(_line(entry, last=number == len(entries) - 1))


def _line(entry: TimelineEntry, *, last: bool) -> QWidget:
    now = look.current()
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(now.space(16))
    line.addWidget(_Ring(entry, last=last))
    words = column(label(entry.title, "strong"), label(entry.detail, "small", "ink2"), gap=1)
    words.setContentsMargins(0, 0, 0, now.space(10))
    right = QVBoxLayout()
    right.setSpacing(now.space(1))
    side = Qt.AlignmentFlag.AlignLeft if now.large else Qt.AlignmentFlag.AlignRight
    kind = "smallstrong" if entry.to_come else "small"
    tone = "" if entry.to_come else "ink2"
    right.addWidget(label(entry.when, kind, tone, wrap=False), 0, side)
    if entry.state:
        right.addWidget(StatusPill(entry.state, entry.state_sub), 0, side)
    elif entry.state_sub:
        right.addWidget(label(entry.state_sub, "small", "ink2", wrap=False), 0, side)
    right.addStretch(1)
    if now.large:
        words.addLayout(right)
        line.addLayout(words, 1)
    else:
        line.addLayout(words, 1)
        line.addLayout(right)
    return holder
