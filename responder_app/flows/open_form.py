"""The form in hand: where one stands in it, what may be skipped, why one cannot go on."""

from __future__ import annotations

from data.forms.errors import NoSuchNode
from data.forms.session import FormSession
from data.forms.views import QuestionView, ScreenView
from responder_app.work.drafts import OpenDraft
from ui.words.translate import translate

# Answers somebody may guess at.
_GUESSED = ("integer", "decimal", "range", "date", "time", "datetime")


class OpenForm:
    """One draft being filled: ``at`` is the ref of the screen on show, ``summary`` the last page.

    ``tries`` counts how often somebody could not go on.
    """

    def __init__(self, opened: OpenDraft, session: FormSession) -> None:
        self.opened = opened
        self.session = session
        self.summary = opened.at_summary
        self.tries = 0
        self.at = ""
        # What was told before and could not be put in yet: its question was not there.
        self._waiting = {
            name: opened.answers[name] for name in opened.known if opened.answers.get(name)
        }
        for view in session.questions():
            if view.value:
                self._waiting.pop(view.name, None)
        if self._stands(opened.cursor):
            self.at = session.screen_at(opened.cursor).ref
        else:
            first = session.screens()
            self.at = self._skip_known(first[0].ref) if first else ""
            self.summary = self.summary or not first

    @property
    def screen(self) -> ScreenView:
        """The screen on show."""
        return self.session.screen_at(self.at)

    @property
    def views(self) -> tuple[QuestionView, ...]:
        """The questions of the screen on show."""
        return self.views_of(self.screen)

    def views_of(self, screen: ScreenView) -> tuple[QuestionView, ...]:
        """The questions of a screen. Finding a screen walks the form: ask once, then use it."""
        return tuple(self.session.view(ref) for ref in screen.questions)

    @property
    def is_last(self) -> bool:
        """Whether the page before finishing comes next."""
        return self.session.next_screen(self.at) is None

    def _stands(self, ref: str) -> bool:
        """Whether a place is still there and on show: rows may be gone, answers may hide it."""
        if not ref:
            return False
        try:
            screen = self.session.screen_at(ref)
        except NoSuchNode:
            return False
        return bool(screen.questions) or screen.repeat is not None

    def on(self) -> bool:
        """Go one screen on; False where something is wrong here."""
        if self.wrongs():
            self.tries += 1
            return False
        self._put_waiting()
        after = self.session.next_screen(self.at)
        if after is None:
            self.summary = True
        else:
            self.at = self._skip_known(after)
        return True

    def back(self) -> bool:
        """Go one screen back; False at the beginning."""
        if self.summary:
            self.summary = False
            return True
        before = self.session.previous_screen(self.at)
        if before is None:
            return False
        self.at = before
        return True

    def jump(self, ref: str) -> None:
        """Go to the screen of a question."""
        self.summary = False
        self.at = self.session.screen_at(ref).ref

    def enter(self, instance: str) -> None:
        """Open one row of a repeat at its first question."""
        self.at = self.session.screen_at(instance).ref

    def wrongs(self) -> tuple[tuple[str, str], ...]:
        """What keeps one from going on, as (question, sentence), in order."""
        return self.wrongs_of(self.views)

    def wrongs_of(self, views: tuple[QuestionView, ...]) -> tuple[tuple[str, str], ...]:
        """The same of these questions."""
        found = ((view.ref, _wrong(view)) for view in views)
        return tuple((ref, words) for ref, words in found if words)

    def _put_waiting(self) -> None:
        """Answer once what was told before and whose question has come up by now."""
        for view in self.session.questions() if self._waiting else ():
            told = "" if view.repeat else self._waiting.pop(view.name, "")
            if told and not view.value:
                self.session.answer(view.ref, told)

    def _skip_known(self, ref: str) -> str:
        """Step over what is known already: no screen asks it again."""
        at: str | None = ref
        while at is not None and self._is_known(self.session.screen_at(at)):
            at = self.session.next_screen(at)
        return at or ref

    def _is_known(self, screen: ScreenView) -> bool:
        if screen.repeat is not None or not screen.questions:
            return False
        views = [self.session.view(ref) for ref in screen.questions]
        return all(
            view.name in self.opened.known and bool(view.value) and not _wrong(view)
            for view in views
        )


def _wrong(view: QuestionView) -> str:
    """Why one cannot go on from a question; empty when one can."""
    if not view.valid and view.value:
        return view.message or translate("flows", "This answer does not fit the question.")
    if view.required and not view.value and not view.readonly:
        if any(choice.value == "tidak_tahu" for choice in view.choices):
            return translate("flows", "This question needs an answer. 'Do not know' is one too.")
        if view.kind in _GUESSED:
            return translate("flows", "This question needs an answer. An estimate is enough.")
        return translate("flows", "This question needs an answer.")
    return ""
