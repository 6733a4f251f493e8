"""The questions of one page: made once, the first ones at once, then only what differs changes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from data.forms.views import QuestionView
from ui.theme import look
from ui.widgets.focus_order import reading_order
from ui.widgets.question import QuestionBlock

AT_ONCE = 8  # blocks: as many as a page shows before one scrolls
_SLICE = 0.010  # seconds of making more, between two looks at what the person does


class QuestionPage(QWidget):
    """Blocks by the ref of their question.

    Signals:
        answered, refused, why_toggled, submitted, file_chosen, file_cleared: as `QuestionBlock`.
    """

    answered = Signal(str, str)
    refused = Signal(str, str)
    why_toggled = Signal(str, bool)
    submitted = Signal()
    file_chosen = Signal(str, str)
    file_cleared = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._blocks: dict[str, QuestionBlock] = {}
        self._shapes: dict[str, Hashable] = {}
        self._wanted: tuple[QuestionView, ...] = ()
        self._alone = True
        self._said: Mapping[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._make_more)

    def show_questions(
        self, views: Sequence[QuestionView], *, alone: bool, violations: Mapping[str, str]
    ) -> bool:
        """Show these questions; whether it is another page (none of the old blocks fits)."""
        shapes = {view.ref: QuestionBlock.shape(view) for view in views}
        other = [ref for ref in self._blocks if self._shapes[ref] != shapes.get(ref)]
        fresh = bool(views) and (alone != self._alone or len(other) == len(self._blocks))
        focused = self._focused()
        self._drop(list(self._blocks) if fresh else other)
        if fresh:
            self._alone = alone
            self._column.setSpacing(look.current().space(16 if alone else 28))
        self._wanted = tuple(views)
        for view in views:
            block = self._blocks.get(view.ref)
            if block is not None and block.view() is not view and block.view() != view:
                block.refresh(view)
        self._shapes = shapes
        self._make(AT_ONCE if fresh else len(views), 0.0 if fresh else _SLICE)
        if focused in other and focused in self._blocks and not fresh:
            self._blocks[focused].focus()
        self._say(violations)
        return fresh

    def block(self, ref: str) -> QuestionBlock | None:
        """The block of a question; it is made now if its turn had not come."""
        if ref not in self._blocks and any(view.ref == ref for view in self._wanted):
            self._make(len(self._wanted), 60.0)
        return self._blocks.get(ref)

    def first(self) -> QuestionBlock | None:
        """The block at the top."""
        return self._blocks.get(self._wanted[0].ref) if self._wanted else None

    def first_wrong(self) -> QuestionBlock | None:
        """The first block something is said against."""
        for view in self._wanted:
            block = self.block(view.ref)
            if block is not None and block.is_wrong():
                return block
        return None

    def complete(self) -> bool:
        """Whether every block is made."""
        return len(self._blocks) == len(self._wanted)

    def _make(self, most: int, seconds: float) -> None:
        """Make missing blocks: `most` of them, or until the time is over, and the rest later."""
        if self.complete():
            return
        until = perf_counter() + seconds
        made = 0
        before: QuestionBlock | None = None
        for place, view in enumerate(self._wanted):
            if view.ref in self._blocks:
                before = self._blocks[view.ref]
                continue
            if made >= most or (seconds and made and perf_counter() > until):
                break
            self._blocks[view.ref] = block = self._block(view)
            self._column.insertWidget(place, block)
            if before is not None:
                _follow(before, block)
            before = block
            made += 1
        if not self.complete():
            self._later.start()

    def _make_more(self) -> None:
        self._make(len(self._wanted), _SLICE)
        self._say(self._said)

    def _block(self, view: QuestionView) -> QuestionBlock:
        block = QuestionBlock(view, alone=self._alone)
        block.answered.connect(self.answered)
        block.refused.connect(self.refused)
        block.why_toggled.connect(self.why_toggled)
        block.submitted.connect(self.submitted)
        block.file_chosen.connect(self.file_chosen)
        block.file_cleared.connect(self.file_cleared)
        return block

    def _focused(self) -> str:
        """The ref of the question the cursor is in, empty if in none."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return ""
        return next((ref for ref, one in self._blocks.items() if one.isAncestorOf(focus)), "")

    def _drop(self, refs: Sequence[str]) -> None:
        for ref in refs:
            block = self._blocks.pop(ref)
            self._column.removeWidget(block)
            block.hide()
            block.setParent(None)
            block.deleteLater()

    def _say(self, violations: Mapping[str, str]) -> None:
        for ref, block in self._blocks.items():
            sentence = violations.get(ref, "")
            if sentence or ref in self._said:
                block.show_violation(sentence)
        self._said = dict(violations)


def _follow(before: QuestionBlock, block: QuestionBlock) -> None:
    """Tab goes from the one into the other, and from there to what came after the one."""
    tail = reading_order(before)[-1:]
    for one, other in pairwise(tail + reading_order(block)):
        QWidget.setTabOrder(one, other)
