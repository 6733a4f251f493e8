"""A repeat on its own page: one line an instance, to open, to add, to take out and take back."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from data.forms.views import RepeatRow, RepeatSummary
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, PressCard, column, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus_order import order_focus
from ui.widgets.text import empty, label, picture

SECONDS = 10


class RepeatPage(QWidget):
    """The instances of a repeat.

    A line that was taken out waits ten seconds with a way back; only then is it told. It is told
    at once when anything else is done or the page goes out of sight, so that a place never means
    another instance. When other instances are put in under it, nothing is taken out.

    Signals:
        added: the ref of the repeat that gets one more.
        opened: the ref of an instance.
        removed: the ref of the repeat and the index, from 1.
    """

    added = Signal(str)
    opened = Signal(str)
    removed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        now = look.current()
        self._repeat = RepeatSummary("", "", True, ())
        self._waiting = 0  # the index that is to go, 0 if none
        self._seconds = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(now.space(16))
        self._title = label("", "page")
        self._help = label("", "", "ink2")
        stack.addLayout(column(self._title, self._help, gap=6))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(now.space(8))
        stack.addLayout(self._rows)
        self._add = button(self.tr("Add one"), icon="plus", name="add-row")
        self._add.clicked.connect(self._on_add)
        stack.addLayout(row(self._add, None))
        self._back: QPushButton | None = None

    def show_repeat(self, repeat: RepeatSummary) -> bool:
        """Show these instances; whether anything changed."""
        if repeat == self._repeat:
            return False
        self._stop()
        self._repeat = repeat
        self._title.setText(repeat.label or self.tr("Several of the same"))
        self._help.setText(
            self.tr("Press a line to open it.")
            if repeat.rows
            else self.tr("Add one for each. None is fine too.")
        )
        self._help.setVisible(bool(repeat.rows) or not repeat.fixed)
        self._add.setVisible(not repeat.fixed)
        self._add.setAccessibleDescription(repeat.label)
        self._lay()
        return True

    def ref(self) -> str:
        """The repeat on show, empty before the first."""
        return self._repeat.ref

    def settle(self) -> None:
        """Tell now of a line that waits to go."""
        if self._waiting:
            index = self._waiting
            self._stop()
            self.removed.emit(self._repeat.ref, index)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight there is no way back any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.settle()

    def focus(self) -> None:
        """The first line, or the button that adds."""
        first = self.findChild(PressCard)
        if first is not None:
            first.setFocus()
        elif not self._add.isHidden():
            self._add.setFocus()

    def _lay(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        empty(self._rows)
        self._back = None
        for one in self._repeat.rows:
            waits = one.index == self._waiting
            self._rows.addWidget(self._gone(one) if waits else self._line(one))
        if not self._repeat.rows:
            card = Card("plain", margin=0)
            card.column.addWidget(EmptyState("folder", self.tr("Nothing here yet.")))
            self._rows.addWidget(card)
        order_focus(self)
        if inside:
            self.focus()

    def _line(self, one: RepeatRow) -> QWidget:
        line = PressCard(quiet=False, margin=12)
        line.setObjectName(f"row-{one.index}")
        summary = one.summary or self.tr("Nothing answered yet")
        line.setAccessibleName(f"{one.index}. {summary}")
        line.setAccessibleDescription(self.tr("Opens it."))
        number = label(f"{one.index}.", "strong", "ink2", wrap=False)
        words = label(summary, "medium", "" if one.summary else "ink2")
        inner = row(number, words, picture("chevron-right", 16), gap=12)
        inner.setStretch(1, 1)
        line.column.addLayout(inner)
        line.clicked.connect(lambda: self._on_open(one.index))
        if self._repeat.fixed:
            return line
        remove = button(self.tr("Remove"), "small", name=f"remove-{one.index}")
        remove.setAccessibleDescription(f"{one.index}. {summary}")
        remove.setMinimumHeight(look.current().box(44))
        remove.clicked.connect(lambda: self._on_remove(one.index))
        holder = QWidget()
        both = row(line, remove, gap=12)
        both.setStretch(0, 1)
        holder.setLayout(both)
        return holder

    def _gone(self, one: RepeatRow) -> QWidget:
        card = Card("sunken", margin=12)
        card.setObjectName(f"gone-{one.index}")
        sentence = self.tr("{number} is taken out: {summary}")
        summary = one.summary or self.tr("Nothing answered yet")
        words = label(sentence.format(number=one.index, summary=summary), "", "ink2")
        self._back = button("", "small", name="take-back")
        self._back.setMinimumHeight(look.current().box(44))
        self._back.clicked.connect(self._on_take_back)
        self._word()
        line = row(words, self._back, gap=12)
        line.setStretch(0, 1)
        card.column.addLayout(line)
        return card

    def _word(self) -> None:
        if self._back is not None:
            words = self.tr("Take back")
            self._back.setText(f"{words}  ·  {self._seconds}")
            self._back.setAccessibleName(words)

    def _on_add(self) -> None:
        self.settle()
        self.added.emit(self._repeat.ref)

    def _on_open(self, index: int) -> None:
        at = self._settled(index)
        found = [one.ref for one in self._repeat.rows if one.index == at]
        if found:
            self.opened.emit(found[0])

    def _on_remove(self, index: int) -> None:
        at = self._settled(index)
        self._waiting, self._seconds = at, SECONDS
        self._lay()
        self._clock.start()
        if self._back is not None:
            self._back.setFocus()

    def _on_take_back(self) -> None:
        index = self._waiting
        self._stop()
        self._lay()
        line = self.findChild(PressCard, f"row-{index}")
        if line is not None:
            line.setFocus()

    def _settled(self, index: int) -> int:
        """The place of an instance once one that waits to go has gone."""
        waiting = self._waiting
        self.settle()
        return index - 1 if waiting and waiting < index else index

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self.settle()
        else:
            self._word()

    def _stop(self) -> None:
        self._clock.stop()
        self._waiting = 0
