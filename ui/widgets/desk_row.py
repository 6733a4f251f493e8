"""A row of the desk's list: level, code, deadline; origin and when it came under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.theme import look
from ui.theme.tokens import BODY, SMALL
from ui.widgets import pills
from ui.words import phrases

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One referral in the list: level, code, deadline / origin, received."""

    opid: str
    level: str
    code: str
    deadline: str
    origin: str
    received: str
    overdue: bool = False


class DeskLook:
    """Two lines a row; three where the text is large."""

    def settle(self, rows: Sequence[DeskRow], width: int) -> None:
        """Every row has the same lines; nothing to settle."""

    def height(self, width: int) -> int:
        """70 px at 100 %."""
        now = look.current()
        return now.box(70) if self._two(width) else now.box(96)

    def key(self, row: DeskRow) -> str:
        """The op that is the referral."""
        return row.opid

    def spoken(self, row: DeskRow) -> str:
        """Level, code, deadline, origin, received."""
        parts = (phrases.level_word(row.level), row.code, row.deadline, row.origin, row.received)
        return ", ".join(part for part in parts if part)

    def ground(self, row: DeskRow) -> str:
        """None of its own: the red lane is a block, not a tint."""
        return ""

    def fits(self, row: DeskRow, width: int) -> bool:
        """First line beside the pill, second line whole."""
        now = look.current()
        pad = now.space(14)
        strong, small = QFontMetricsF(now.font(BODY, 600)), QFontMetricsF(now.font(SMALL))
        first = pills.level_pill_width() + pad + strong.horizontalAdvance(row.code)
        last = small.horizontalAdvance(row.received)
        origin = small.horizontalAdvance(row.origin)
        room = width - 2 * pad
        if self._two(width):
            first += pad + strong.horizontalAdvance(row.deadline)
            return first <= room and origin + last + pad <= room
        return first <= room and origin <= room

    def paint(self, painter: QPainter, box: QRectF, row: DeskRow) -> None:
        """Pill, code, deadline; origin, received."""
        now = look.current()
        pad = now.space(14)
        two = self._two(int(box.width()))
        part = box.height() / (2.2 if two else 3.2)
        line = QRectF(box.left() + pad, box.top() + part * 0.12, box.width() - 2 * pad, part)
        high = pills.level_pill_height()
        pill = QRectF(line.left(), line.center().y() - high / 2, pills.level_pill_width(), high)
        pills.paint_level_pill(painter, row.level, pill)
        painter.setFont(now.font(BODY, 600))
        painter.setPen(now.colour("ink"))
        painter.drawText(line.adjusted(pill.width() + pad - 2, 0, 0, 0), _LEFT, row.code)
        painter.setPen(now.colour("darurat_ink" if row.overdue else "ink"))
        below = line.translated(0, part * (0.96 if two else 1.0))
        painter.drawText(line if two else below, _RIGHT if two else _LEFT, row.deadline)
        last = below if two else below.translated(0, part * 0.92)
        painter.setFont(now.font(SMALL))
        painter.setPen(now.colour("ink2"))
        painter.drawText(last, _LEFT, self.origin_shown(row, last.width(), beside=two))
        if two or self._room(row, last.width()):
            if row.overdue:
                painter.setPen(now.colour("darurat_ink"))
            painter.drawText(last, _RIGHT, row.received)

    def origin_shown(self, row: DeskRow, width: float, *, beside: bool) -> str:
        """What of the origin has room: with a clock of the law in front its end is cut off."""
        small = QFontMetricsF(look.current().font(SMALL))
        taken = small.horizontalAdvance(row.received) + 16 if beside else 0
        return small.elidedText(row.origin, Qt.TextElideMode.ElideRight, width - taken)

    def _room(self, row: DeskRow, width: float) -> bool:
        small = QFontMetricsF(look.current().font(SMALL))
        both = small.horizontalAdvance(row.origin) + small.horizontalAdvance(row.received)
        return both + 16 <= width

    def _two(self, width: int) -> bool:
        return width >= look.current().box(360)
