"""The parts of one referral on the desk, and the red lane above the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.theme.tokens import RADIUS
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.danger_banner import LevelShape
from ui.widgets.desk_row import DeskLook, DeskRow
from ui.widgets.places import Tiles
from ui.widgets.rows import RowView
from ui.widgets.sealed import SealedLine
from ui.widgets.text import label, picture


class RedLane(QWidget):
    """A block of its own above the list: nothing can be sorted or scrolled over it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        now = look.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(2, 0, 2, 2)
        stack.setSpacing(0)
        self._head = QWidget()
        line = row(LevelShape("darurat", 22), label(title, "strong", "ondarurat"), gap=8)
        line.setContentsMargins(now.space(14), now.space(4), now.space(14), now.space(4))
        line.setStretch(1, 1)
        self._note = label("", "smallstrong", "ondarurat", wrap=False)
        line.addWidget(self._note)
        self._head.setLayout(line)
        self.rows: RowView[DeskRow] = RowView(DeskLook(), title, whole=True)
        self.rows.setObjectName("red-lane")
        stack.addWidget(self._head)
        stack.addWidget(self.rows)

    def set_rows(self, rows: Sequence[DeskRow], note: str) -> None:
        """What burns, and how many."""
        self._note.setText(note)
        self.rows.set_rows(rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled head, red frame."""
        colours = look.current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.fillPath(path, QColor(colours.surface))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(
            QRectF(0, 0, self.width(), self._head.geometry().bottom() + 1),
            QColor(colours.darurat_fill),
        )
        painter.restore()
        painter.setPen(QPen(QColor(colours.darurat_fill), 2))
        painter.drawPath(path)
        painter.end()


class ReasonCard(Card):
    """Asks for one short sentence before something that is written down.

    Signals:
        given: what it was for, and the reason.
    """

    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("plain", gap=8)
        self._for = ""
        self._question = label("", "strong")
        self._line = SealedLine(self.tr("Reason"))
        self._line.setObjectName("reason")
        self._line.returnPressed.connect(self._on_given)
        self._give = button("", "small", name="reason-give")
        self._give.clicked.connect(self._on_given)
        leave = button(self.tr("Leave it"), "small", name="reason-leave")
        leave.clicked.connect(self.hide)
        self.column.addWidget(self._question)
        self.column.addWidget(self._line)
        self.column.addLayout(row(None, leave, self._give))

    def ask(self, why: str, question: str, verb: str) -> None:
        """Show the question and put the cursor into the line."""
        self._for = why
        self._question.setText(question)
        self._give.setText(verb)
        self._give.setAccessibleName(verb)
        self.show()
        self._line.setFocus()

    def _on_given(self) -> None:
        reason = self._line.text().strip()
        if reason:
            self._line.clear()
            self.hide()
            self.given.emit(self._for, reason)


class DetailParts(QObject):
    """Makes the cards of one referral."""

    def __init__(self, code: str, origin: str, status: str, notice: str) -> None:
        super().__init__()
        self._code = code
        self._origin = origin
        self._status = status
        self._notice = notice

    def head(self) -> QWidget:
        """Code, where it came from, its status; and a notice where there is one."""
        holder = QWidget()
        title = label(self.tr("Case {code}").format(code=self._code), "page")
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        origin = label(self._origin, "", "ink2")
        line = row()
        line.addLayout(column(title, origin, gap=4), 1)
        if self._status:
            line.addWidget(label(self._status, "smallstrong", "primary", wrap=False))
        stack.addLayout(line)
        if self._notice:
            stack.addWidget(label(self._notice, "small", "ink2"))
        return holder

    def withhold(self, lines: Sequence[str]) -> QWidget:
        """Who must not know: before every fact."""
        card = Card("never")
        words = column(label(self.tr("Must not know"), "smallstrong", "tinggi"), gap=4)
        for number, text in enumerate(lines):
            words.addWidget(label(text, "strong" if number == 0 else ""))
        line = row(gap=12)
        line.addWidget(picture("eye-off", 24, "tinggi"), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        card.column.addLayout(line)
        return card

    def facts(self, facts: Sequence[tuple[str, str]]) -> QWidget:
        """The minimum that is needed to act."""
        card = Card()
        tiles = Tiles(170, 3, gap=12)
        made: list[QWidget] = []
        for name, text in facts:
            each = QWidget()
            stack = column(label(name, "small", "ink2"), label(text, "medium"), None, gap=1)
            each.setLayout(stack)
            made.append(each)
        tiles.set_tiles(made)
        card.column.addWidget(tiles)
        return card

    def story(self, story: str | None, can_open: bool, on_open: Callable[[], None]) -> QWidget:
        """The survivor's own words: sealed, or as they were written."""
        card = Card("sunken", gap=8)
        title = label(self.tr("The story in the survivor's words"), "strong")
        sub = label(self.tr("Written down once. Nobody needs to ask again."), "small", "ink2")
        line = row(picture("lock", 22), gap=14)
        line.addLayout(column(title, sub, gap=1), 1)
        card.column.addLayout(line)
        if story is not None:
            card.column.addWidget(label(story))
        elif can_open:
            go = button(self.tr("Open, the reason is written down"), "small", name="open-story")
            go.clicked.connect(on_open)
            if look.current().large:
                card.column.addLayout(row(go, None))
            else:
                line.addWidget(go)
        return card
