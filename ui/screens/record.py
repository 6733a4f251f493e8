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
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, row
from ui.widgets.focus_order import focus_first, order_focus
from ui.widgets.places import Columns, Foot, ScrollColumn
from ui.widgets.question_page import QuestionPage
from ui.widgets.repeat_page import RepeatPage
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

    `thumbnail` are the bare pixels of a small picture (`ui.pixels`), empty where there is none.
    """

    ref: str
    words: str
    thumbnail: bytes = b""


@dataclass(frozen=True, slots=True)
class RecordModel:
    """The page of a form that is open.

    `kind` is "question", "list" (all of `questions` on one page, `heading` above them) or
    "repeat" (`repeat` is shown, `questions` is empty); as `ScreenView.kind`. `ref` is the
    screen's ref. `room` is the rail entry that stays marked ("record", "danger" or "cases").
    `position` is worded ("Kejadian, pertanyaan 2 dari 6"). `violation` is a sentence under the
    first question, or on the page of a repeat; `violations` are (ref, sentence) under the others;
    each view's own broken constraint is shown under it anyway. `saved` is worded ("Tersimpan di
    laptop ini, 14.06") or empty. `newer` is a sentence: the form
    has a newer version. `marked` counts the tries to go on: when it rises, the focus
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
    newer: str = ""
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
        newer_asked: to look at what a newer version of the form would change.
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
    newer_asked = Signal()

    orders_itself = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail_room = "record"
        self.chooser = ChooserPage(self)
        self.summary = SummaryPage(self)
        self._files: dict[str, FileShown] = {}
        self._files_of: tuple[str, ...] = ()
        self._marked = 0
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
        self._forget_files()
        self.chooser.present(model)
        self._front(self.chooser)
        self._set_heading(*self.chooser.heading())

    def present_summary(self, model: SummaryModel) -> None:
        """Show the page before finishing."""
        self.rail_room = model.room
        self._forget_files()
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
        if self._root is not None:
            self._page.show_file(ref, thumbnail, words)

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._body = ScrollColumn(gap=24)
        page.addWidget(self._body, 1)
        self._steps = StepBar()
        self._steps.setMaximumWidth(round(FORM_WIDTH * max(1.0, now.scale)))
        form = QWidget()
        form.setMaximumWidth(round(FORM_WIDTH * max(1.0, now.scale)))
        stack = QVBoxLayout(form)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(now.space(16))
        self._newer = Card("soft", margin=12)
        self._newer_text = label("")
        look_at = button(self.tr("Look first"), "small", name="newer")
        look_at.clicked.connect(self.newer_asked)
        line = row(self._newer_text, look_at, gap=12)
        line.setStretch(0, 1)
        self._newer.column.addLayout(line)
        self._position = label("", "small", "ink2")
        self._list_title = label("", "page")
        self._page = QuestionPage()
        self._repeat: RepeatPage | None = None  # made for the first repeat
        self._repeat_wrong = label("", "medium", "tinggi")
        for part in (
            self._newer, self._position, self._list_title, self._page, self._repeat_wrong,
        ):  # fmt: skip
            stack.addWidget(part)
        self._form = stack
        self._listen()
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
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._back.setShortcut("Alt+Left")
        self._next.setShortcut("Ctrl+Return")
        self._foot = Foot(self._next, [self._back])
        page.addWidget(self._foot)

    def _listen(self) -> None:
        self._page.answered.connect(self.answered)
        self._page.refused.connect(self._on_refused)
        self._page.why_toggled.connect(self.why_toggled)
        self._page.submitted.connect(self._on_submitted)
        self._page.file_chosen.connect(self.file_chosen)
        self._page.file_cleared.connect(self.file_cleared)

    def _fill(self, model: RecordModel) -> None:
        self._steps.set_steps(model.steps)
        self._newer.setVisible(bool(model.newer))
        self._newer_text.setText(model.newer)
        self._position.setText(model.position)
        self._position.setVisible(bool(model.position))
        self._list_title.setText(model.heading)
        self._list_title.setVisible(model.kind == "list" and bool(model.heading))
        came, changed = self._fill_repeat(model)
        violations = dict(model.violations)
        if model.violation and model.questions:
            violations.setdefault(model.questions[0].ref, model.violation)
        alone = model.kind != "list" and len(model.questions) == 1
        of = (model.title, model.code, model.ref, *(q.ref for q in model.questions[:1]))
        if of != self._files_of:
            self._forget_files()
            self._files_of = of
        for one in (*self._files.values(), *model.files):
            self._page.show_file(one.ref, one.thumbnail, one.words)
        fresh = self._page.show_questions(model.questions, alone=alone, violations=violations)
        self._fill_side(model.notes or self._usual_notes(model.room))
        self._back.setVisible(model.can_back)
        words = self.tr("Look at the answers") if model.is_last else self.tr("Save and go on")
        reword(self._next, words)
        self._foot.set_saved(model.saved)
        self._head(model)
        if (self._page.take_disorder() or changed) and self._root is not None:
            order_focus(self._root)
        if fresh or came:
            self._body.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self._focus_first)
        if model.marked > self._marked:
            QTimer.singleShot(0, self, self._focus_wrong)
        self._marked = model.marked

    def _fill_repeat(self, model: RecordModel) -> tuple[bool, bool]:
        """Whether another repeat came, and whether anything of it changed."""
        self._page.setVisible(model.repeat is None)
        if self._repeat is not None and model.repeat is None:
            self._repeat.hide()
        wrong = model.violation if model.repeat is not None else ""
        self._repeat_wrong.setText(wrong)
        self._repeat_wrong.setVisible(bool(wrong))
        if model.repeat is None:
            return False, False
        if self._repeat is None:
            self._repeat = RepeatPage()
            self._repeat.added.connect(self.row_added)
            self._repeat.opened.connect(self.row_opened)
            self._repeat.removed.connect(self.row_removed)
            self._form.insertWidget(self._form.indexOf(self._repeat_wrong), self._repeat)
        self._repeat.show()
        before = self._repeat.ref()
        changed = self._repeat.show_repeat(model.repeat)
        return model.repeat.ref != before, changed

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

    def _forget_files(self) -> None:
        """What was told of files belongs to one page of one draft, and goes with it."""
        self._files = {}
        self._files_of = ()
        if self._root is not None:
            self._page.forget_files()

    def _focus_first(self) -> None:
        if not self.isVisible() or self._root is None or self._root.isHidden():
            return
        first = self._page.first()
        asked = self._model.questions if self._model is not None else ()
        if asked and all(view.kind == "note" for view in asked):
            self._next.setFocus()  # there is nothing to answer: Enter goes on
        elif first is not None:
            first.focus()
        elif self._repeat is not None and not self._repeat.isHidden():
            self._repeat.focus()

    def _focus_wrong(self) -> None:
        wrong = self._page.first_wrong()
        if wrong is not None and self.isVisible():
            wrong.focus()
            self._body.ensureWidgetVisible(wrong)

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
        self.next_asked.emit()

    def _on_submitted(self) -> None:
        """Enter goes on from the only question; on a page of several, to the next one."""
        model = self.model()
        if model is not None and model.kind == "list":
            self.focusNextChild()
        else:
            self.next_asked.emit()

    def _on_next(self) -> None:
        self._settle()
        self.next_asked.emit()

    def _on_back(self) -> None:
        self._settle()
        self.back_asked.emit()

    def _settle(self) -> None:
        """What waits to be taken out of a repeat goes before anything else is done."""
        if self._repeat is not None:
            self._repeat.settle()
