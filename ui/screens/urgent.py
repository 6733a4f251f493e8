"""The urgent referral at the door: nobody is logged in, nothing is kept before it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.forms.views import QuestionView
from ui.theme import look
from ui.theme.tokens import FORM_WIDTH
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, column, row
from ui.widgets.emergency import EmergencyStrip
from ui.widgets.focus_order import order_focus
from ui.widgets.guide_text import NumberShown, number_card
from ui.widgets.outside_top import OutsideTop
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.question_page import QuestionPage
from ui.widgets.screen import Screen
from ui.widgets.step_bar import StepBar, StepMark
from ui.widgets.text import empty, label, picture, rule

ASKING, LOOKING, SENT, CLOSED, QUIET = "asking", "looking", "sent", "closed", "quiet"


@dataclass(frozen=True, slots=True)
class UrgentSlip:
    """The ticket, shown once. `text`: what to do with it, a sentence."""

    number: str
    pin: str
    text: str


@dataclass(frozen=True, slots=True)
class UrgentModel:
    """One page. `step` is ASKING (questions), LOOKING (the answers once more, then it is sent),
    SENT (the slip), CLOSED (no referral can go from this laptop) or QUIET (she does not want it,
    and nothing in the law stands in its place).

    `ref` names the page of questions. `violations` are (ref, sentence). `rows` are (question,
    answer). `calls`: whom to phone. `problem`: a whole sentence or empty; `marked` counts the
    tries to go on. `busy`: it is being written.
    """

    step: str
    ref: str = ""
    heading: str = ""
    steps: tuple[StepMark, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    violations: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    calls: tuple[NumberShown, ...] = ()
    slip: UrgentSlip | None = None
    problem: str = ""
    marked: int = 0
    busy: bool = False


def _is_first(model: UrgentModel) -> bool:
    """Whether nothing lies before this page but the door."""
    return model.step == ASKING and model.steps[:1] != () and model.steps[0].state == "here"


class UrgentScreen(Screen[UrgentModel]):
    """Five questions, one look, one press.

    Signals:
        answered: a question's ref and its value as stored, at each change.
        next_asked: the primary button: on, send, or back to the door.
        back_asked: one page back.
        leave_asked: to the door at once.
        hide_asked: the corner button.
    """

    answered = Signal(str, str)
    next_asked = Signal()
    back_asked = Signal()
    leave_asked = Signal()
    hide_asked = Signal()

    orders_itself = True

    def step_back(self) -> None:
        """Esc goes one page back; on the first one, and where the slip stands, it does nothing."""
        model = self._model
        if model is not None and model.step in (ASKING, LOOKING) and not _is_first(model):
            self.back_asked.emit()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._page_ref = ""
        self._marked = 0
        self._top = OutsideTop(self.tr("Urgent referral"))
        self._top.back_asked.connect(self.leave_asked)
        hide = button(self.tr("Hide"), "small", "eye-off", name="hide")
        hide.setAccessibleDescription(self.tr("Shows a harmless page and forgets the answers."))
        hide.clicked.connect(self.hide_asked)
        line = self._top.layout()
        if line is not None:
            line.addWidget(hide)
        page.addWidget(self._top)
        self._body = ScrollColumn(gap=16, max_width=FORM_WIDTH, center=True)
        strip = EmergencyStrip()
        if now.large:
            self._body.column.addWidget(strip)
        else:
            page.addWidget(strip)
        page.addWidget(self._body, 1)
        self._kept = Card("warn", margin=12)
        self._kept_text = label("", "medium", "sedang")
        self._kept.column.addWidget(self._kept_text)
        self._body.column.addWidget(self._kept)
        self._problem = Card("never", margin=12)
        self._problem_text = label("", "medium", "tinggi")
        self._problem_text.setObjectName("urgent-problem")
        self._problem.column.addWidget(self._problem_text)
        self._body.column.addWidget(self._problem)
        self._steps = StepBar()
        self._body.column.addWidget(self._steps)
        self._title = label("", "page")
        self._body.column.addWidget(self._title)
        self._page = QuestionPage()
        self._page.answered.connect(self.answered)
        self._page.refused.connect(self._on_refused)
        self._page.submitted.connect(lambda: self.focusNextChild())
        self._body.column.addWidget(self._page)
        self._rest = QVBoxLayout()
        self._rest.setSpacing(now.space(12))
        self._body.column.addLayout(self._rest)
        self._body.column.addStretch(1)
        self._back = button(self.tr("Back"), icon="chevron-left", name="previous")
        self._back.setShortcut("Alt+Left")
        self._back.clicked.connect(self.back_asked)
        self._next = button(" ", "primary", name="primary")
        self._next.setShortcut("Ctrl+Return")
        self._next.clicked.connect(self.next_asked)
        page.addWidget(Foot(self._next, [self._back]))

    def _fill(self, model: UrgentModel) -> None:
        self._set_heading(self.tr("Urgent referral"), "")
        asking = model.step == ASKING
        short = look.current().large  # there one line more is a question less
        said = asking and (_is_first(model) or not short)
        self._kept.setVisible(said or model.step == LOOKING)
        self._kept_text.setText(
            self.tr(
                "This is not kept on the laptop until it is sent. Once sent it cannot be read "
                "here again. Hiding, locking or going back to the door forgets the answers."
            )
        )
        self._problem.setVisible(bool(model.problem))
        self._problem_text.setText(model.problem)
        self._steps.set_steps(model.steps if asking else ())
        self._title.setText(model.heading)
        self._title.setVisible(bool(model.heading))
        self._page.setVisible(asking)
        questions = model.questions if asking else ()
        fresh = self._page.show_questions(questions, alone=False, violations=dict(model.violations))
        empty(self._rest)
        {
            LOOKING: self._fill_look,
            SENT: self._fill_sent,
            CLOSED: self._fill_closed,
            QUIET: self._fill_quiet,
        }.get(model.step, self._fill_nothing)(model)
        for shown in model.calls:
            self._rest.addWidget(number_card(shown))
        self._word_foot(model)
        self._page.take_disorder()
        if self._root is not None:
            order_focus(self._root)
        self._move_focus(model, fresh)

    def _word_foot(self, model: UrgentModel) -> None:
        words = {
            ASKING: self.tr("Go on"),
            LOOKING: self.tr("Send urgent referral"),
            SENT: self.tr("I have written it down"),
        }.get(model.step, self.tr("Back to the door"))
        if model.busy:
            words = self.tr("Writing…")
        reword(self._next, words)
        self._next.setEnabled(not model.busy)
        self._back.setVisible(model.step in (ASKING, LOOKING, QUIET) and not _is_first(model))
        self._back.setEnabled(not model.busy)
        door = self._top.findChild(QWidget, "back")
        if door is not None:
            door.setVisible(not model.busy and model.step != SENT)

    def _move_focus(self, model: UrgentModel, fresh: bool) -> None:
        page = f"{model.step} {model.ref}"
        if page != self._page_ref or fresh:
            self._page_ref = page
            self._body.verticalScrollBar().setValue(0)
            QTimer.singleShot(0, self, self._arrive)
        if model.marked > self._marked:
            QTimer.singleShot(0, self, self._focus_wrong)
        self._marked = model.marked

    def _arrive(self) -> None:
        if self._model is None or not self.isVisible():
            return
        first = self._page.first() if self._model.step == ASKING else None
        if first is not None:
            first.focus()
        else:
            self._next.setFocus()

    def _focus_wrong(self) -> None:
        wrong = self._page.first_wrong()
        if wrong is not None and self.isVisible():
            wrong.focus()
            self._body.ensureWidgetVisible(wrong)

    def _fill_nothing(self, model: UrgentModel) -> None:
        """The page of questions has nothing else."""

    def _fill_look(self, model: UrgentModel) -> None:
        card = Card(margin=0, gap=0)
        card.column.setContentsMargins(1, 1, 1, 1)
        for number, (name, value) in enumerate(model.rows):
            if number:
                card.column.addWidget(rule())
            holder = QWidget()
            pair = column(label(name, "small", "ink2"), label(value, "medium"), gap=2)
            pair.setContentsMargins(14, 10, 14, 10)
            holder.setLayout(pair)
            card.column.addWidget(holder)
        self._rest.addWidget(card)

    def _fill_sent(self, model: UrgentModel) -> None:
        if model.slip is None:
            return
        card = Card("soft", margin=24, gap=8)
        card.column.addLayout(row(picture("ticket", 28, "primary"), None))
        card.column.addWidget(label(self.tr("Ticket number"), "small", "ink2"))
        number = label(model.slip.number, "page")
        number.setObjectName("ticket-number")
        card.column.addWidget(number)
        card.column.addWidget(label(self.tr("PIN"), "small", "ink2"))
        pin = label(model.slip.pin, "page")
        pin.setObjectName("ticket-pin")
        card.column.addWidget(pin)
        card.column.addWidget(label(model.slip.text))
        self._rest.addWidget(card)
        self._rest.addWidget(
            label(
                self.tr("This slip is shown once. Nobody can read the referral on this laptop."),
                "strong",
            )
        )

    def _fill_closed(self, model: UrgentModel) -> None:
        self._rest.addWidget(
            label(self.tr("No referral can go from this laptop. Phone instead:"), "tile")
        )

    def _fill_quiet(self, model: UrgentModel) -> None:
        for text in (
            self.tr("An adult who is in no danger decides alone. Nothing is sent or kept."),
            self.tr("Tell of these numbers. The door stays open."),
        ):
            self._rest.addWidget(label(text, "tile"))

    def _on_refused(self, ref: str, value: str) -> None:
        self.answered.emit(ref, value)
