"""A row of something to do, or of a case: level, code, what, deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.theme import icons, look
from ui.theme.tokens import BODY, SMALL
from ui.widgets import marks, pills
from ui.words import phrases

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing to do, or one case: level pill, code, what, deadline.

    `level`: "darurat" | "tinggi" | "sedang" | "rendah" | "" (not judged yet).
    `state`: a road state code ("di_laptop", "dititipkan", "terkirim", "diterima_uptd") or "".
    `rec` is the hex of the record id. `sub` is a second line under `verb` (may be empty).
    """

    rec: str
    level: str
    code: str
    verb: str
    due: str = ""
    due_sub: str = ""
    overdue: bool = False
    sub: str = ""
    state: str = ""


class ActionLook:
    """Four fixed columns; two or three lines where the text is large or the width short."""

    def __init__(self) -> None:
        self._tall = False

    def settle(self, rows: Sequence[ActionRow], width: int) -> None:
        """Rows that need a third line make every row higher."""
        self._tall = False
        self._tall = self._stacked(width) and any(
            row.sub or not self.fits(row, width) for row in rows
        )

    def height(self, width: int) -> int:
        """55 px at 100 %, two or three lines of text and their air above."""
        now = look.current()
        if self._stacked(width):
            return now.box(90 if self._tall else 67)
        return now.box(55)

    def key(self, row: ActionRow) -> str:
        """The record."""
        return row.rec

    def spoken(self, row: ActionRow) -> str:
        """Level, code, what, deadline, where it is."""
        parts = (
            phrases.level_word(row.level),
            row.code,
            row.verb,
            row.sub,
            row.due,
            row.due_sub,
            phrases.state_word(row.state),
        )
        return ", ".join(part for part in parts if part)

    def ground(self, row: ActionRow) -> str:
        """Only what is late is tinted."""
        return "darurat_soft" if row.overdue else ""

    def fits(self, row: ActionRow, width: int) -> bool:
        """The middle column is what can become too long."""
        now = look.current()
        box = self._middle(QRectF(0, 0, width, self.height(width)), row)
        verb = QFontMetricsF(now.font(BODY, 500)).horizontalAdvance(row.verb)
        stacked = self._stacked(width)
        lines = 1 if row.sub or (stacked and not self._tall) else 2
        return verb <= box.width() * lines * (0.9 if lines == 2 else 1.0)

    def paint(self, painter: QPainter, box: QRectF, row: ActionRow) -> None:
        """The columns, left to right."""
        now = look.current()
        stacked = self._stacked(int(box.width()))
        pad = now.space(16)
        upper = self._upper(box)
        pill_high, pill_wide = pills.level_pill_height(), pills.level_pill_width()
        line = upper if stacked else box
        pill = QRectF(box.left() + pad, line.center().y() - pill_high / 2, pill_wide, pill_high)
        pills.paint_level_pill(painter, row.level, pill)
        painter.setFont(now.font(BODY))
        painter.setPen(now.colour("ink2"))
        code_box = QRectF(pill.right() + pad, line.top(), now.box(80), line.height())
        painter.drawText(code_box, _LEFT, row.code)
        side = now.icon(18)
        arrow = QRectF(box.right() - pad - side, 0, side, side)
        arrow_line = self._lower(box) if stacked else box
        arrow.moveTop(arrow_line.center().y() - side / 2)
        painter.drawPixmap(
            arrow.topLeft(),
            icons.pixmap(
                "chevron-right", now.colours.ink2, side, painter.device().devicePixelRatio()
            ),
        )
        self._words(painter, self._middle(box, row), row, stacked)
        self._due(painter, box, row, stacked)

    def _words(self, painter: QPainter, box: QRectF, row: ActionRow, stacked: bool) -> None:
        now = look.current()
        painter.setFont(now.font(BODY, 500))
        painter.setPen(now.colour("ink"))
        if row.sub:
            gap = 0 if stacked else now.box(8)
            upper = QRectF(box.left(), box.top() + gap, box.width(), now.box(21))
            painter.drawText(upper, _LEFT, row.verb)
            painter.setFont(now.font(SMALL))
            painter.setPen(now.colour("ink2"))
            painter.drawText(upper.translated(0, now.box(20)), _LEFT, row.sub)
        else:
            painter.drawText(box, int(_LEFT | Qt.TextFlag.TextWordWrap), row.verb)

    def _due(self, painter: QPainter, box: QRectF, row: ActionRow, stacked: bool) -> None:
        now = look.current()
        pad = now.space(16)
        right = box.right() - pad - (0 if stacked else now.icon(18) + now.space(16))
        tone = "darurat_ink" if row.overdue else "ink"
        painter.setPen(now.colour(tone))
        painter.setFont(now.font(BODY, 600))
        if stacked:
            line = self._upper(box)
            line.setRight(right)
            painter.drawText(line, _RIGHT, row.due)
            return
        second = row.state or row.due_sub
        upper = QRectF(box.left(), box.top() + now.box(8), right - box.left(), now.box(21))
        painter.drawText(
            upper if second else QRectF(box.left(), box.top(), upper.width(), box.height()),
            _RIGHT,
            row.due,
        )
        lower = upper.translated(0, now.box(20))
        painter.setFont(now.font(SMALL))
        if row.state:
            words = phrases.state_word(row.state)
            painter.setPen(now.colour(marks.state_tone(row.state)))
            painter.drawText(lower, _RIGHT, words)
            side = now.box(12)
            left = right - QFontMetricsF(painter.font()).horizontalAdvance(words) - side - 8
            where = QRectF(left, lower.center().y() - side / 2, side, side)
            marks.state_shape(painter, row.state, where, now)
        elif row.due_sub:
            painter.setPen(now.colour(tone if row.overdue else "ink2"))
            painter.drawText(lower, _RIGHT, row.due_sub)

    def _upper(self, box: QRectF) -> QRectF:
        now = look.current()
        return QRectF(box.left(), box.top() + now.box(4), box.width(), now.box(33))

    def _lower(self, box: QRectF) -> QRectF:
        top = box.top() + look.current().box(37)
        return QRectF(box.left(), top, box.width(), box.bottom() - top - look.current().box(5))

    def _middle(self, box: QRectF, row: ActionRow) -> QRectF:
        now = look.current()
        pad = now.space(16)
        if self._stacked(int(box.width())):
            lower = self._lower(box)
            return lower.adjusted(pad, 0, -pad - now.icon(18) - now.space(12), 0)
        left = box.left() + pad + pills.level_pill_width() + pad + now.box(88)
        due = max(
            QFontMetricsF(now.font(BODY, 600)).horizontalAdvance(row.due),
            QFontMetricsF(now.font(SMALL)).horizontalAdvance(row.due_sub),
            QFontMetricsF(now.font(SMALL)).horizontalAdvance(phrases.state_word(row.state))
            + now.box(22),
        )
        right = box.right() - pad - now.icon(18) - now.space(16) - due - now.space(16)
        return QRectF(left, box.top(), max(10.0, right - left), box.height())

    def _stacked(self, width: int) -> bool:
        return look.current().large or width < 640
