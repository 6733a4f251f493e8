"""Recording: which form, one question a screen, and the page before finishing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.forms.views import QuestionView, RepeatSummary
from ui.screens.chooser import ChooserModel, ChooserPage
from ui.screens.summary import SummaryModel, SummaryPage
from ui.theme import look
from ui.theme.tokens import FORM_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.focus_order import focus_first
from ui.widgets.places import Columns, Foot, ScrollColumn
from ui.widgets.question import QuestionBlock
from ui.widgets.screen import Screen
from ui.widgets.step_bar import StepBar, StepMark
from ui.widgets.text import empty, label, rule


@dataclass(frozen=True, slots=True)
class SideNote:
    """Words beside the question. `quoted` lines are words to say aloud."""

    heading: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class FileShown:
    """What is known of the file of a media question: words ("Foto, 1,2 MB"), never its name.

    `thumbnail` are the bytes of a small picture, empty where there is none.
    """

    ref: str
    words: str
    thumbnail: bytes = b""


@dataclass(frozen=True, slots=True)
class Banner:
    """One line above the form with one thing to do: "Ada versi baru formulir ini", "Lihat dulu"."""

    words: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class RecordModel:
    """The page of a form that is open.

    `kind` is "question", "list" (all of `questions` on one page, `heading` above them) or
    "repeat" (`repeat` is shown, `questions` is empty); as `ScreenView.kind`. `ref` is the
    screen's ref. `room` is the rail entry that stays marked ("record", "danger" or "cases").
    `position` is worded ("Kejadian, pertanyaan 2 dari 6"). `violation` is a sentence under the
    first question, or on the page of a repeat; `violations` are (ref, sentence) under the others;
    each view's own broken constraint is shown under it anyway. `saved` is worded ("Tersimpan di
    laptop ini, 14.06") or empty. `marked` counts the tries to go on: when it rises, the focus
    goes to the first question that is wrong.
    """

    title: str
    code: str
    steps: tuple[StepMark, ...]
    questions: tuple[QuestionView, ...]
    position: str = ""
    saved: str = ""
    notes: tuple[SideNote, ...] = ()
    can_back: bool = True
    is_last: bool = False
    violation: str = ""
    room: str = "record"
    kind: str = "question"
    ref: str = ""
    heading: str = ""
    violations: tuple[tuple[str, str], ...] = ()
    repeat: RepeatSummary | None = None
    files: tuple[FileShown, ...] = ()
    banner: Banner | None = None
    marked: int = 0


class RecordScreen(Screen[RecordModel]):
    """The room of forms: `chooser` first, then questions, then `summary`.

    Signals:
        answered: the question's ref and its value as stored ("" clears; several choices are
            separated by blanks; dates are ISO). Sent at each change, so the draft is never behind.
        next_asked, back_asked: the foot's two buttons.
        why_toggled: the ref whose "why is this asked" was opened or folded.
        file_chosen: the ref of a media question and the path of the file to take in. The answer
            is the flow's to set; what it then knows of the file it tells by `show_file`.
        file_cleared: the ref whose file is to go.
        row_added: the ref of the repeat that gets one more instance (and is opened).
        row_opened: the ref of an instance to open.
        row_removed: the repeat's ref and the index (from 1) of the instance to take out. Sent
            when the ten seconds to take it back are over, or the page is left: do it at once.
        banner_asked: the action of the banner.
    """

    answered = Signal(str, str)
    next_asked = Signal()
    back_asked = Signal()
    why_toggled = Signal(str, bool)
    file_chosen = Signal(str, str)
    file_cleared = Signal(str)
    row_added = Signal(str)
    row_opened = Signal(str)
    row_removed = Signal(str, int)
    banner_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail_room = "record"
        self.chooser = ChooserPage(self)
        self.summary = SummaryPage(self)
        self._blocks: dict[str, QuestionBlock] = {}
        self._files: dict[str, FileShown] = {}
        for part in (self.chooser, self.summary):
            part.hide()
            part.heading_changed.connect(self._set_heading)

    def present(self, model: RecordModel) -> None:
        """Show a page of the form."""
        super().present(model)
        self._front(self._root)
        self._head(model)

    def present_chooser(self, model: ChooserModel) -> None:
        """Show the page where a form is chosen."""
        self.rail_room = model.room
        self.chooser.present(model)
        self._front(self.chooser)
        self._set_heading(*self.chooser.heading())

    def present_summary(self, model: SummaryModel) -> None:
        """Show the page before finishing."""
        self.rail_room = model.room
        self.summary.present(model)
        self._front(self.summary)
        self._set_heading(*self.summary.heading())

    def set_saved(self, saved: str) -> None:
        """Change only the saved mark, without touching the question."""
        if self._root is not None:
            self._foot.set_saved(saved)

    def show_file(self, ref: str, thumbnail: bytes, words: str) -> None:
        """What is known now of the file of a media question; no words: there is none."""
        self._files[ref] = FileShown(ref, words, thumbnail)

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._blocks = {}
        self._body = ScrollColumn(gap=24)
        page.addWidget(self._body, 1)
        self._steps = StepBar()
        self._steps.setMaximumWidth(round(FORM_WIDTH * max(1.0, now.scale)))
        self._position = label("", "small", "ink2")
        form = QWidget()
        form.setMaximumWidth(round(FORM_WIDTH * max(1.0, now.scale)))
        self._form = QVBoxLayout(form)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(now.space(16))
        left = QWidget()
        line = row(gap=0)
        line.addWidget(form, 100)
        line.addStretch(1)
        left.setLayout(line)
        self._side = Card("soft", margin=20, gap=8)
        self._notes: tuple[SideNote, ...] | None = None
        self._columns = Columns([(left, 100), (self._side, 36)], turn_at=1000, gap=40)
        self._body.column.addWidget(self._steps)
        self._body.column.addWidget(self._columns)
        self._body.column.addStretch(1)
        self._back = button(self.tr("Back"), icon="chevron-left", name="back")
        self._next = button(self.tr("Save and go on"), "primary", name="primary")
        self._back.clicked.connect(self.back_asked)
        self._next.clicked.connect(self.next_asked)
        self._back.setShortcut("Alt+Left")
        self._next.setShortcut("Ctrl+Return")
        self._foot = Foot(self._next, [self._back])
        page.addWidget(self._foot)

    def _fill(self, model: RecordModel) -> None:
        self._steps.set_steps(model.steps)
        fresh = [question.ref for question in model.questions]
        shape = {q.ref: (q.kind, q.label, q.choices) for q in model.questions}
        if fresh != list(self._blocks) or any(
            self._blocks[ref].shape() != shape[ref] for ref in fresh
        ):
            self._make_blocks(model)
        for question in model.questions:
            self._blocks[question.ref].refresh(question)
        if model.questions:
            self._blocks[model.questions[0].ref].show_violation(model.violation)
        self._position.setText(model.position)
        self._position.setVisible(bool(model.position))
        self._fill_side(model.notes or self._usual_notes(model.room))
        self._back.setVisible(model.can_back)
        self._next.setText(
            self.tr("Look at the answers") if model.is_last else self.tr("Save and go on")
        )
        self._next.setAccessibleName(self._next.text())
        self._foot.set_saved(model.saved)
        self._head(model)

    def _head(self, model: RecordModel) -> None:
        self.rail_room = model.room
        self._set_heading(model.title, model.code)

    def _make_anew(self) -> None:
        super()._make_anew()
        if self._root is not None and not (self.chooser.isHidden() and self.summary.isHidden()):
            self._root.hide()

    def _front(self, part: QWidget | None) -> None:
        layout = self.layout()
        for other in (self._root, self.chooser, self.summary):
            if other is None or layout is None:
                continue
            if other is part:
                if layout.indexOf(other) < 0:
                    layout.addWidget(other)
                other.show()
            else:
                other.hide()
        if part is not None and part is not self._root and self.isVisible():
            focus_first(part)

    def _make_blocks(self, model: RecordModel) -> None:
        self._form.removeWidget(self._position)
        self._position.setParent(None)
        empty(self._form)
        self._form.addWidget(self._position)
        self._blocks = {}
        alone = len(model.questions) == 1
        for question in model.questions:
            block = QuestionBlock(question, alone=alone)
            block.answered.connect(self.answered)
            block.why_toggled.connect(self.why_toggled)
            block.refused.connect(self._on_refused)
            block.submitted.connect(self.next_asked)
            self._blocks[question.ref] = block
            self._form.addWidget(block)
        self._body.verticalScrollBar().setValue(0)
        if model.questions:
            QTimer.singleShot(0, self, self._focus_first)

    def _focus_first(self) -> None:
        if self._blocks and self.isVisible():
            next(iter(self._blocks.values())).focus()

    def _fill_side(self, notes: tuple[SideNote, ...]) -> None:
        if notes == self._notes:
            return
        self._notes = notes
        empty(self._side.column)
        self._side.setVisible(bool(notes))
        for number, note in enumerate(notes):
            if number:
                self._side.column.addSpacing(8)
                self._side.column.addWidget(rule())
                self._side.column.addSpacing(8)
            self._side.column.addWidget(label(note.heading, "smallstrong", "primary"))
            for line in note.lines:
                text = f"“{line}”" if note.quoted else line
                self._side.column.addWidget(label(text, "tile" if note.quoted else ""))

    def _usual_notes(self, room: str) -> tuple[SideNote, ...]:
        """What helps beside any question of a talk, where the flow gives nothing of its own."""
        interrupted = SideNote(
            self.tr("Somebody comes in?"),
            (self.tr("Press Esc twice, then say: “So, about the health post timetable …”"),),
        )
        if room != "record":
            return (interrupted,)
        kind = (
            self.tr("Thank you for telling me."),
            self.tr("It is not your fault."),
            self.tr("You may stop whenever you want."),
        )
        return (SideNote(self.tr("You can say"), kind, quoted=True), interrupted)

    def _on_refused(self, ref: str, value: str) -> None:
        self.answered.emit(ref, value)
        if len(self._blocks) == 1:
            self.next_asked.emit()
