"""Putting choices in order: each line goes up and down by buttons, or by Ctrl and an arrow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.forms.views import QuestionView
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.choice_editors import one_line
from ui.widgets.editor import REFUSAL, Editor
from ui.widgets.text import label, restyle


class PlaceMark(QWidget):
    """The number of a place in a ring; hollow while nothing is ranked."""

    def __init__(self) -> None:
        super().__init__()
        side = look.current().box(30)
        self.setFixedSize(side, side)
        self._words = ""
        self._ranked = False

    def set_place(self, place: int, *, ranked: bool) -> None:
        """From 1; filled once the order is the person's."""
        self._words, self._ranked = str(place) if ranked else "–", ranked
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring, a number."""
        now = look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(now.colour("primary_fill" if self._ranked else "edge"))
        painter.setBrush(now.colour("primary_fill" if self._ranked else "surface"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.setFont(now.font(13, 600))
        painter.setPen(now.colour("on_primary" if self._ranked else "ink2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
        painter.end()


class RankLine(Card):
    """One choice with its place.

    Signals:
        moved: the value, and -1 (up) or 1 (down).
    """

    moved = Signal(str, int)

    def __init__(self, value: str, words: str) -> None:
        super().__init__("plain", margin=8)
        self.value = value
        self._words = words
        self._question = ""
        self.setProperty("value", value)
        self.setObjectName(f"rank-{value}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mark = PlaceMark()
        self.up = button("", icon="chevron-up", name=f"up-{value}")
        self.down = button("", icon="chevron-down", name=f"down-{value}")
        self.up.clicked.connect(lambda: self.moved.emit(self.value, -1))
        self.down.clicked.connect(lambda: self.moved.emit(self.value, 1))
        for one, name in ((self.up, self.tr("Move up")), (self.down, self.tr("Move down"))):
            one.setAccessibleName(name)
            one.setToolTip(name)
        line = row(self._mark, label(words, "medium"), self.up, self.down, gap=12)
        line.setStretch(1, 1)
        self.column.addLayout(line)

    def set_question(self, text: str) -> None:
        """The words of the question, for a screen reader."""
        self._question = text
        for one in (self.up, self.down):
            one.setAccessibleDescription(f"{self._words}. {text}")

    def set_place(self, place: int, count: int, *, ranked: bool) -> None:
        """Where it stands among how many."""
        self._mark.set_place(place, ranked=ranked)
        words = self.tr("Place {place} of {count}. Ctrl and an arrow move it.")
        self.setAccessibleName(self._words)
        said = words.format(place=place, count=count)
        self.setAccessibleDescription(f"{said} {self._question}".strip())
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with an arrow moves the line; an arrow alone goes to the next one."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(self.value, step)
        elif step and step > 0:
            self.focusNextChild()
        elif step:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class RankEditor(Editor):
    """All choices in a column; the upper one counts more. Ranked once a line was moved, or by
    the button that takes the order as it stands."""

    def _make(self, view: QuestionView) -> None:
        offered = [choice for choice in view.choices if choice.value != REFUSAL]
        self._lines = {c.value: RankLine(c.value, one_line(c.label)) for c in offered}
        self._order = [choice.value for choice in offered]
        self._ranked = False
        now = look.current()
        self._stack.setSpacing(now.space(12))
        self._column = QVBoxLayout()
        self._column.setSpacing(now.space(8))
        for line in self._lines.values():
            line.setProperty("ref", view.ref)
            line.moved.connect(self._on_moved)
            self._column.addWidget(line)
        self._stack.addLayout(self._column)
        self._take = button(self.tr("This order is right"), name=f"take-{view.name}")
        self._take.setProperty("ref", view.ref)
        self._take.clicked.connect(self._on_taken)
        self._stack.addLayout(row(self._take, None))
        self._name(view.label, view.hint)

    def _name(self, name: str, description: str) -> None:
        for line in self._lines.values():
            line.set_question(name)
        self._take.setAccessibleDescription(name)

    def _on_moved(self, value: str, step: int) -> None:
        at = self._order.index(value)
        to = min(len(self._order) - 1, max(0, at + step))
        if to == at:
            return
        self._order.insert(to, self._order.pop(at))
        pressed = self._lines[value].up if step < 0 else self._lines[value].down
        by_button = pressed.hasFocus()
        self._ranked = True
        self._lay()
        if by_button and pressed.isEnabled():
            pressed.setFocus()
        else:
            self._lines[value].setFocus()
        self.changed.emit(self._stored())

    def _on_taken(self) -> None:
        self._ranked = True
        self._lay()
        self._lines[self._order[0]].setFocus()
        self.changed.emit(self._stored())

    def _lay(self) -> None:
        before: QWidget | None = None
        for place, value in enumerate(self._order, 1):
            line = self._lines[value]
            self._column.removeWidget(line)
            self._column.addWidget(line)
            line.set_place(place, len(self._order), ranked=self._ranked)
            for part in (line, line.up, line.down):
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        if before is not None:
            QWidget.setTabOrder(before, self._take)
        self._take.setVisible(not self._ranked)

    def _show(self, value: str) -> None:
        given = [one for one in value.split() if one in self._lines]
        self._ranked = bool(given)
        self._order = given + [one for one in self._lines if one not in given]
        self._lay()

    def _stored(self) -> str:
        if not self._ranked:
            return self._view.value if self._view.value == REFUSAL else ""
        return " ".join(self._order)

    def mark_wrong(self, wrong: bool) -> None:
        """Frame the lines."""
        for line in self._lines.values():
            restyle(line, "wrong", "true" if wrong else "false")

    def focus(self) -> None:
        """The first line."""
        if self._order:
            self._lines[self._order[0]].setFocus()
