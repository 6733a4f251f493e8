"""The questions of one page: made when they come into view, then only what differs changes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from data.forms.views import QuestionView
from ui.theme import look
from ui.widgets.focus_order import reading_order
from ui.widgets.question import QuestionBlock

AT_ONCE = 5  # blocks: about as many as a page shows before one scrolls
_AHEAD = 150  # ms until as many again are made, below what is on show
_HEIGHT = 110  # px: what a block that is not made yet is taken for


class Rest(QWidget):
    """The room of the blocks that are not made yet.

    Signals:
        seen: some of it came into view.
    """

    seen = Signal()

    def set_blocks(self, count: int) -> None:
        """Stand for this many."""
        self.setFixedHeight(look.current().box(_HEIGHT) * count)
        self.setVisible(bool(count))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only what is on show is painted."""
        self.seen.emit()


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
        self._files: dict[str, tuple[bytes, str]] = {}
        self._disordered = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rest = Rest()
        self._rest.seen.connect(self._on_rest_seen)
        self._rest.hide()
        self._column.addWidget(self._rest)
        self._soon = QTimer(self)
        self._ahead = QTimer(self)
        for timer, wait in ((self._soon, 0), (self._ahead, _AHEAD)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self._make_more)

    def show_questions(
        self, views: Sequence[QuestionView], *, alone: bool, violations: Mapping[str, str]
    ) -> bool:
        """Show these questions; whether it is another page (none of the old blocks fits)."""
        shapes = {view.ref: QuestionBlock.shape(view) for view in views}
        other = [ref for ref in self._blocks if self._shapes[ref] != shapes.get(ref)]
        fresh = bool(views) and (alone != self._alone or len(other) == len(self._blocks))
        focused, whole = self._focused(), self.complete()
        self._column.setEnabled(False)  # one layout for all changes, not one for each
        self._drop(list(self._blocks) if fresh else other)
        if fresh:
            self._said = {}
            self._alone = alone
            self._column.setSpacing(look.current().space(16 if alone else 28))
        self._wanted = tuple(views)
        for view in views:
            block = self._blocks.get(view.ref)
            if block is not None and block.view() is not view and block.view() != view:
                block.refresh(view)
        self._shapes = shapes
        came = [
            place
            for place, view in enumerate(views)
            if view.ref in other or (whole and view.ref not in self._blocks)
        ]
        self._make(AT_ONCE if fresh else max(came[: 2 * AT_ONCE], default=-1) + 1)
        if focused in other and focused in self._blocks and not fresh:
            self._blocks[focused].focus()
        self._say(violations)
        if fresh and not self.complete():
            self._ahead.start()
        return fresh

    def block(self, ref: str) -> QuestionBlock | None:
        """The block of a question; it is made now if its turn had not come."""
        if ref not in self._blocks:
            refs = [view.ref for view in self._wanted]
            if ref in refs:
                self._make(refs.index(ref) + 1)
        return self._blocks.get(ref)

    def is_made(self, ref: str) -> bool:
        """Whether the block of a question stands already."""
        return ref in self._blocks

    def first(self) -> QuestionBlock | None:
        """The block at the top."""
        return self._blocks.get(self._wanted[0].ref) if self._wanted else None

    def first_wrong(self) -> QuestionBlock | None:
        """The first block something is said against."""
        for view in self._wanted:
            block = self._blocks.get(view.ref)
            if block is None and (view.ref in self._said or view.violation == "constraint"):
                block = self.block(view.ref)
            if block is not None and block.is_wrong():
                return block
        return None

    def show_file(self, ref: str, thumbnail: bytes, words: str) -> None:
        """What is known of the file of a question, now or when its block is made."""
        self._files[ref] = (thumbnail, words)
        block = self._blocks.get(ref)
        if block is not None:
            block.show_file(thumbnail, words)

    def forget_files(self) -> None:
        """Another draft may hold a question of the same ref: nothing of this one is kept."""
        self._files = {}

    def take_disorder(self) -> bool:
        """Whether the page needs the order of Tab anew; asking settles it."""
        was, self._disordered = self._disordered, False
        return was

    def complete(self) -> bool:
        """Whether every block is made."""
        return len(self._blocks) == len(self._wanted)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab never jumps over what is not made yet."""
        if next and not self.complete():
            last = [view.ref for view in self._wanted if view.ref in self._blocks][-1:]
            if last == [self._focused()]:
                self._make_more()
        return super().focusNextPrevChild(next)

    def _make(self, reach: int) -> None:
        """Make what is missing up to the last block there is, and at least the first `reach`."""
        made = [place for place, view in enumerate(self._wanted) if view.ref in self._blocks]
        reach = max(reach, made[-1] + 1 if made else AT_ONCE)
        before: QuestionBlock | None = None
        self._column.setEnabled(False)
        for place, view in enumerate(self._wanted[:reach]):
            block = self._blocks.get(view.ref)
            if block is None:
                self._blocks[view.ref] = block = self._block(view)
                self._column.insertWidget(place, block)
                block.show()
                if before is not None:
                    _follow(before, block)
                else:
                    self._disordered = True
                if view.ref in self._said:
                    block.show_violation(self._said[view.ref])
                if view.ref in self._files:
                    block.show_file(*self._files[view.ref])
            before = block
        self._rest.set_blocks(len(self._wanted) - len(self._blocks))
        self._column.setEnabled(True)
        self._column.activate()

    def _make_more(self) -> None:
        self._make(len(self._blocks) + AT_ONCE)

    def _on_rest_seen(self) -> None:
        self._soon.start()
        self._ahead.start()

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
