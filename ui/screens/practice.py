"""Practice: a made-up situation, one choice after another, and what to keep or try again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.focus_order import focus_first
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture


@dataclass(frozen=True, slots=True)
class PracticeChoice:
    """One thing a person could do. The code comes back in `chosen`."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PracticeAction:
    """A key action of the drill: whether it was done, and whether safety hangs on it."""

    text: str
    done: bool
    safety: bool


@dataclass(frozen=True, slots=True)
class PracticeModel:
    """One page of a drill.

    `step` is "situation", "moment" or "result". `text` is the situation, the question, or the one
    lesson. `chosen` with `feedback`: what was picked and what it means; `right` says which.
    `verdict` is worded ("Ulangi: ..."), `again` whether a safety action is missing. `wrong` are
    (what was chosen, why not). `forms`: forms to fill in as practice, as (id, words).
    """

    title: str
    step: str
    text: str
    picture: str = ""
    position: str = ""
    choices: tuple[PracticeChoice, ...] = ()
    chosen: str = ""
    feedback: str = ""
    right: bool = False
    is_last: bool = False
    verdict: str = ""
    again: bool = False
    actions: tuple[PracticeAction, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


class PracticeScreen(Screen[PracticeModel]):
    """A drill.

    Signals:
        next_asked: go on (begin, next question, result, back to the list after the result).
        back_asked: leave the drill.
        again_asked: the whole drill once more.
        chosen: the code of a choice.
        form_asked: the id of a form to fill in as practice.
    """

    next_asked = Signal()
    back_asked = Signal()
    again_asked = Signal()
    chosen = Signal(str)
    form_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail_room = "guide"

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._body = body = ScrollColumn(gap=16, max_width=READING_WIDTH, center=True)
        page.addWidget(body, 1)
        mark = Card("warn", margin=12)
        words = self.tr("PRACTICE. Everything here is made up. Nothing is sent or kept as a case.")
        mark.column.addLayout(row(picture("pen", 20, "sedang"), label(words, "medium", "sedang")))
        body.column.addWidget(mark)
        self._column = QVBoxLayout()
        self._column.setSpacing(now.space(14))
        body.column.addLayout(self._column)
        body.column.addStretch(1)
        self._leave = button(self.tr("Leave practice"), icon="chevron-left", name="back")
        self._leave.clicked.connect(self.back_asked)
        self._again = button(self.tr("Once more"), icon="refresh", name="again")
        self._again.clicked.connect(self.again_asked)
        self._next = button(" ", "primary", name="primary")
        self._next.clicked.connect(self.next_asked)
        page.addWidget(Foot(self._next, [self._leave], [self._again]))

    def _fill(self, model: PracticeModel) -> None:
        empty(self._column)
        self._told_last: QWidget | None = None
        head = column(label(model.title, "page"), gap=4)
        if model.position:
            head.addWidget(label(model.position, "small", "ink2"))
        self._column.addLayout(head)
        {"situation": self._situation, "moment": self._moment, "result": self._result}[model.step](
            model
        )
        words = {
            "situation": self.tr("Begin"),
            "moment": self.tr("See how it went") if model.is_last else self.tr("Go on"),
            "result": self.tr("Back to the guide"),
        }[model.step]
        self._next.setText(words)
        self._next.setAccessibleName(words)
        self._next.setEnabled(model.step != "moment" or bool(model.chosen))
        self._again.setVisible(model.step == "result")
        self._leave.setVisible(model.step != "result")
        self._set_heading(self.tr("Practice"), model.title)
        if self.isVisible():  # what had the focus is gone or off: it must not fall into the rail
            QTimer.singleShot(0, self, self._go_on_reading)

    def _go_on_reading(self) -> None:
        """The focus on what comes next; in sight what was just said, else the page's head."""
        if self._told_last is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._body.ensureWidgetVisible(self._told_last)
        else:
            self._body.verticalScrollBar().setValue(0)
        self._arrive()

    def _arrive(self) -> None:
        if self._model is not None and (self._model.step != "moment" or self._model.chosen):
            self._next.setFocus()
        elif self._root is not None:
            focus_first(self._root)

    def _situation(self, model: PracticeModel) -> None:
        card = Card("sunken", margin=20)
        line = row(gap=20)
        if icons.known(model.picture):
            line.addWidget(picture(model.picture, 72, "primary"))
        line.addWidget(label(model.text, "tile"), 1)
        card.column.addLayout(line)
        self._column.addWidget(card)

    def _moment(self, model: PracticeModel) -> None:
        self._column.addWidget(label(model.text, "section"))
        tiles = [Tile(choice.code, choice.text) for choice in model.choices]
        made = ChoiceTiles(tiles, many=False, name="practice-choices")
        made.setAccessibleName(model.text)
        made.set_value(model.chosen)
        made.setEnabled(not model.chosen)
        made.changed.connect(self.chosen)
        self._column.addWidget(made)
        if model.chosen:
            self._told_last = self._told(model.feedback, model.right)
            self._column.addWidget(self._told_last)

    def _told(self, feedback: str, right: bool) -> QWidget:
        card = Card("soft" if right else "never", margin=14)
        icon, tone = ("check", "primary") if right else ("cross", "tinggi")
        word = self.tr("Right") if right else self.tr("Better not")
        words = column(label(word, "strong", tone), label(feedback, "tile"), gap=2)
        line = row(picture(icon, 22, tone), gap=14)
        line.addLayout(words, 1)
        card.column.addLayout(line)
        return card

    def _result(self, model: PracticeModel) -> None:
        verdict = Card("never" if model.again else "soft", margin=16)
        icon, tone = ("refresh", "tinggi") if model.again else ("check", "primary")
        line = row(picture(icon, 28, tone), label(model.verdict, "section", tone), gap=14)
        line.setStretch(1, 1)
        verdict.column.addLayout(line)
        self._column.addWidget(verdict)
        for action in model.actions:
            self._column.addWidget(self._action(action))
        for chosen, why in model.wrong:
            card = Card("plain", margin=12)
            card.column.addWidget(label(chosen, "strong"))
            card.column.addWidget(label(why, "", "ink2"))
            self._column.addWidget(card)
        self._column.addWidget(label(model.text, "tile", "ink2"))
        for form_id, words in model.forms:
            opening = button(words, icon="record", name=f"form-{form_id}")
            opening.clicked.connect(lambda _on=False, chosen=form_id: self.form_asked.emit(chosen))
            self._column.addLayout(row(opening, None))

    def _action(self, action: PracticeAction) -> QWidget:
        missing = not action.done
        tone = "tinggi" if missing and action.safety else "ink2" if missing else "primary"
        mark = picture("cross" if missing else "check", 20, tone)
        word = self.tr("Missing: {action}") if missing else "{action}"
        words = column(label(word.format(action=action.text), "tile"), gap=0)
        if missing and action.safety:
            words.addWidget(label(self.tr("Somebody's safety hangs on this."), "small", "tinggi"))
        line = row(mark, gap=12)
        line.addLayout(words, 1)
        holder = Card("plain", margin=10)
        holder.column.addLayout(line)
        return holder
