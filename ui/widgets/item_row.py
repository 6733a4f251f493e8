"""A row of the mailbag: level, what, number, size, age, where it is. No names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.theme import look
from ui.theme.tokens import BODY, SMALL
from ui.widgets import marks, pills
from ui.words import phrases

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the mailbag, without names. Sizes and ages are worded.

    `level` "none" draws no pill (a letter that is no referral); without `state` only `state_sub`
    stands in the last column.
    `progress` 0..1 while only a part was handed over, else None.
    """

    level: str
    what: str
    number: str
    size: str
    age: str
    state: str
    state_sub: str = ""
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class Stops:
    """Where the columns stand: left edges, and right edges of the two that end right."""

    what: float
    number: float
    size: float
    age: float
    state: float


def stops(width: float) -> Stops:
    """The columns of a table this wide; the head of the table uses the same."""
    now = look.current()
    left = now.space(16) + pills.level_pill_width() + now.space(16)
    rest = width - left - now.space(16)
    return Stops(
        left, left + rest * 0.2, left + rest * 0.395, left + rest * 0.5, left + rest * 0.54
    )


def stacked(width: float) -> bool:
    """Whether a table this wide shows two lines a row and no head."""
    return look.current().large or width < look.current().box(960)


class ItemLook:
    """Six columns, or two lines; three where a state and what stands beside it need one each."""

    def __init__(self) -> None:
        self._apart = False

    def settle(self, rows: Sequence[ItemRow], width: int) -> None:
        """Whether any row needs the third line."""
        self._apart = stacked(width) and any(
            self._state_width(row) + look.current().box(60) > width for row in rows
        )

    def height(self, width: int) -> int:
        """43 px at 100 %."""
        now = look.current()
        if not stacked(width):
            return now.box(43)
        return now.box(94) if self._apart else now.box(72)

    def _state_width(self, row: ItemRow) -> float:
        small = QFontMetricsF(look.current().font(SMALL, 600))
        return small.horizontalAdvance(phrases.state_word(row.state) + row.state_sub)

    def key(self, row: ItemRow) -> str:
        """Its number."""
        return row.number

    def spoken(self, row: ItemRow) -> str:
        """All columns in their order."""
        parts = (
            "" if row.level == "none" else phrases.level_word(row.level),
            row.what,
            row.number,
            row.size,
            row.age,
            phrases.state_word(row.state),
            row.state_sub,
        )
        return ", ".join(part for part in parts if part)

    def ground(self, row: ItemRow) -> str:
        """None."""
        return ""

    def fits(self, row: ItemRow, width: int) -> bool:
        """What stands in the second column, and the state with its second part."""
        now = look.current()
        medium, small = QFontMetricsF(now.font(BODY, 500)), QFontMetricsF(now.font(SMALL, 600))
        state = self._state_width(row)
        if stacked(width):
            beside = pills.level_pill_width() + now.space(48) + medium.horizontalAdvance(row.what)
            below = small.horizontalAdvance(row.state_sub) if self._apart else state
            return beside <= width and below + now.box(60) <= width
        at = stops(width)
        bar = now.box(120) if row.progress is not None else 0
        return (
            medium.horizontalAdvance(row.what) + at.what <= at.number
            and at.state + state + now.box(30) + bar <= width
        )

    def paint(self, painter: QPainter, box: QRectF, row: ItemRow) -> None:
        """The columns."""
        now = look.current()
        pad = now.space(16)
        high = pills.level_pill_height()
        two = stacked(box.width())
        share = (0.43 if self._apart else 0.56) if two else 1.0
        line = QRectF(box.left(), box.top(), box.width(), box.height() * share)
        pill = QRectF(
            box.left() + pad, line.center().y() - high / 2, pills.level_pill_width(), high
        )
        if row.level != "none":
            pills.paint_level_pill(painter, row.level, pill)
        at = stops(box.width())
        painter.setFont(now.font(BODY, 500))
        painter.setPen(now.colour("ink"))
        painter.drawText(line.adjusted(at.what, 0, 0, 0), _LEFT, row.what)
        if two:
            below = QRectF(
                box.left() + pad,
                box.top() + box.height() * (share - 0.02),
                box.width() - 2 * pad,
                box.height() * (0.26 if self._apart else 0.4),
            )
            self._state(painter, below, row)
            return
        painter.setFont(now.font(BODY))
        painter.setPen(now.colour("ink2"))
        painter.drawText(line.adjusted(at.number, 0, 0, 0), _LEFT, row.number)
        painter.drawText(QRectF(box.left(), box.top(), at.size, box.height()), _RIGHT, row.size)
        painter.drawText(QRectF(box.left(), box.top(), at.age, box.height()), _RIGHT, row.age)
        self._state(painter, line.adjusted(at.state, 0, -pad, 0), row)

    def _state(self, painter: QPainter, box: QRectF, row: ItemRow) -> None:
        now = look.current()
        side = now.box(12)
        if not row.state:
            painter.setFont(now.font(SMALL))
            painter.setPen(now.colour("ink2"))
            painter.drawText(box, _LEFT, row.state_sub)
            return
        marks.state_shape(
            painter, row.state, QRectF(box.left(), box.center().y() - side / 2, side, side), now
        )
        font = now.font(SMALL, 600)
        painter.setFont(font)
        painter.setPen(now.colour(marks.state_tone(row.state)))
        left = box.left() + side + now.space(10)
        word = phrases.state_word(row.state)
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), _LEFT, word)
        if self._apart and row.state_sub:
            box = box.translated(0, box.height())
        else:
            left += QFontMetricsF(font).horizontalAdvance(word) + now.space(10)
        if row.progress is not None and not stacked(box.width() + left):
            wide, thick = now.box(96), now.space(7)
            bar = QRectF(left, box.center().y() - thick / 2, wide, thick)
            marks.share_bar(painter, bar, row.progress, now)
            left += wide + now.space(10)
        painter.setFont(now.font(SMALL))
        painter.setPen(now.colour("ink2"))
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), _LEFT, row.state_sub)
