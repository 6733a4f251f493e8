"""Recording: which form, one question a screen, and the page before finishing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.forms.views import QuestionView
from ui.screens.chooser import ChooserModel, ChooserPage
from ui.screens.summary import SummaryModel, SummaryPage
from ui.widgets.screen import Screen
from ui.widgets.step_bar import StepMark


@dataclass(frozen=True, slots=True)
class SideNote:
    """Words beside the question. `quoted` lines are words to say aloud."""

    heading: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class RecordModel:
    """The page of a form that is open.

    `room` is the rail entry that stays marked ("record", "danger" or "cases"). `position` is
    worded ("Kejadian, pertanyaan 2 dari 6"). `violation` is a sentence shown under the question.
    `saved` is worded ("Tersimpan di laptop ini, 14.06") or empty.
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


class RecordScreen(Screen[RecordModel]):
    """The room of forms: `chooser` first, then questions, then `summary`.

    Signals:
        answered: the question's ref and its value as stored ("" clears; several choices are
            separated by blanks; dates are ISO). Sent at each change, so the draft is never behind.
        next_asked, back_asked: the foot's two buttons.
        why_toggled: the ref whose "why is this asked" was opened or folded.
    """

    answered = Signal(str, str)
    next_asked = Signal()
    back_asked = Signal()
    why_toggled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = ChooserPage(self)
        self.summary = SummaryPage(self)

    def present_chooser(self, model: ChooserModel) -> None:
        """Show the page where a form is chosen."""
        self.chooser.present(model)

    def present_summary(self, model: SummaryModel) -> None:
        """Show the page before finishing."""
        self.summary.present(model)

    def set_saved(self, saved: str) -> None:
        """Change only the saved mark, without touching the question."""
