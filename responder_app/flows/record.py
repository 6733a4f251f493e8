"""Recording: one question a screen, look once more, finish. Nothing typed is lost.

The form session lives here, on the window's thread; every change goes to the Keeper at once, and
while one save is under way the newest state waits for it, so that the draft is never behind by
more than one save.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.forms.session import FormSession
from data.forms.views import QuestionView
from responder_app.flows.form_pages import FormPages, form_word, shown_value
from responder_app.flows.stage import Stage
from responder_app.work import record
from responder_app.work.record import Finished, OpenDraft
from ui.screens.summary import MissingRow, SummaryModel, SummaryRow, SummarySection
from ui.words import phrases
from ui.words.translate import translate


class RecordFlow:
    """One form at a time: intake, a checklist, a follow-up."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._opened: OpenDraft | None = None
        self._session: FormSession | None = None
        self._pages = FormPages()
        self._at = ""
        self._summary = False
        self._saving = False
        self._dirty = False
        self._saved_at: int | None = None
        screen = stage.window.record
        screen.answered.connect(self._on_answered)
        screen.next_asked.connect(self._on_next)
        screen.back_asked.connect(self._on_back)
        screen.summary.jump_asked.connect(self._on_jump)
        screen.summary.finish_asked.connect(self._on_finish)
        screen.summary.back_asked.connect(self._on_back)
        stage.routes["open_form"] = self.open_form
        stage.routes["open_draft"] = self.open_draft

    # --- opening ----------------------------------------------------------------------------

    def open_form(
        self, form_id: str, rec: bytes | None, known: Mapping[str, str] | None = None
    ) -> None:
        """Begin a form, for a new case (``rec`` None) or one that is there."""
        self._stage.bridge.do(
            record.start,
            self._stage.world,
            form_id,
            rec,
            dict(known or {}),
            then=self._on_opened,
            fails=self._stage.say,
            owner=self,
        )

    def open_draft(self, draft: bytes) -> None:
        """Go on where a draft was left: same question."""
        self._stage.bridge.ask(
            record.open_draft, draft, then=self._on_opened, fails=self._stage.say, owner=self
        )

    def _on_opened(self, opened: OpenDraft) -> None:
        self._opened = opened
        self._session = record.session_of(opened, self._stage.world, self._stage.here.language)
        self._pages = FormPages(self._session.pages())
        self._saved_at = opened.saved_at
        self._summary = opened.at_summary
        first = self._session.questions()[0].ref
        self._at = opened.cursor if self._is_asked(opened.cursor) else self._skip_known(first)
        self._show()
        self._stage.window.show_room("record")

    def _is_asked(self, ref: str) -> bool:
        return bool(ref) and self._session is not None and self._session.relevant(ref)

    def _skip_known(self, ref: str) -> str:
        """Step over what is known already: no screen asks it again."""
        session = self._live()
        at: str | None = ref
        while at is not None and session.view(at).name in self._known() and session.value(at):
            at = session.next_after(at)
        return at or ref

    def _known(self) -> frozenset[str]:
        return self._opened.known if self._opened is not None else frozenset()

    def _live(self) -> FormSession:
        if self._session is None:
            raise LookupError("no form is open")
        return self._session

    # --- answering --------------------------------------------------------------------------

    def _on_answered(self, ref: str, value: str) -> None:
        if self._session is None:
            return
        self._session.answer(ref, value)
        self._save()

    def _on_next(self) -> None:
        session = self._live()
        view = session.view(self._at)
        wrong = self._wrong(view)
        if wrong:
            self._show(wrong)
            return
        after = session.next_after(self._at)
        if after is None:
            self._summary = True
        else:
            self._at = self._skip_known(after)
        self._save()
        self._show()

    def _on_back(self) -> None:
        session = self._live()
        if self._summary:
            self._summary = False
        else:
            before = session.previous_before(self._at)
            if before is None:
                self._save()
                self._stage.go("record")
                return
            self._at = before
        self._save()
        self._show()

    def _on_jump(self, ref: str) -> None:
        self._summary = False
        self._at = ref
        self._save()
        self._show()

    def _wrong(self, view: QuestionView) -> str:
        """Why one cannot go on from here; empty when one can."""
        if not view.valid and view.value:
            return view.message or translate("flows", "This answer does not fit the question.")
        if view.required and not view.value and not view.readonly:
            return translate("flows", "This question needs an answer. 'Do not know' is one too.")
        return ""

    def _save(self) -> None:
        self._dirty = True
        self._save_now()

    def _save_now(self) -> None:
        if self._saving or not self._dirty or self._opened is None or self._session is None:
            return
        self._dirty = False
        self._saving = True
        self._stage.bridge.do(
            record.save,
            self._stage.world,
            self._opened.id,
            self._session.to_xml(),
            self._at,
            self._summary,
            then=self._on_saved,
            fails=self._on_not_saved,
            owner=self,
        )

    def _on_saved(self, at: int) -> None:
        self._saving = False
        if self._opened is None:
            return
        self._saved_at = at
        self._stage.window.record.set_saved(self._saved_words())
        self._save_now()

    def _on_not_saved(self, error: BaseException) -> None:
        self._saving = False
        if self._opened is None:  # the form was finished meanwhile: its letters hold everything
            return
        self._dirty = True
        self._stage.say(error)

    def commit(self) -> tuple[object, ...] | None:
        """What must still be saved before locking, as arguments of ``record.save``, or None."""
        if self._opened is None or self._session is None or not (self._dirty or self._saving):
            return None
        return (
            self._stage.world,
            self._opened.id,
            self._session.to_xml(),
            self._at,
            self._summary,
        )

    # --- showing ----------------------------------------------------------------------------

    def _show(self, wrong: str = "") -> None:
        if self._opened is None:
            return
        if self._summary:
            self._stage.window.record.present_summary(self._summary_model())
            return
        session = self._live()
        self._stage.window.record.present(
            self._pages.model(
                session,
                self._at,
                title=form_word(self._opened.form_id),
                code=self._opened.code,
                saved=self._saved_words(),
                violation=wrong,
                room=self._room(),
                is_last=session.next_after(self._at) is None,
            )
        )

    def _summary_model(self) -> SummaryModel:
        session, opened = self._live(), self._opened
        title = form_word(opened.form_id) if opened else ""
        missing = tuple(
            MissingRow(
                one.ref,
                session.view(one.ref).label,
                one.message or translate("flows", "An answer is missing."),
            )
            for one in session.problems()
        )
        refused = record.refused_to_keep(session.answers())
        primary = translate("flows", "Save and go on")
        if refused:
            primary = translate("flows", "Erase this draft")
            title = translate("flows", "She does not want it written down")
        hidden = tuple(session.view(ref).label for ref in session.hidden_answers())
        return SummaryModel(
            title,
            opened.code if opened else "",
            self._refused(session) if refused else self._sections(session),
            () if refused else missing,
            hidden,
            primary,
            self._saved_words(),
            self._room(),
        )

    def _refused(self, session: FormSession) -> tuple[SummarySection, ...]:
        """What erasing means, before it is confirmed; each line leads back to the question."""
        ref = next((one.ref for one in session.questions() if one.name == "consent_store"), "")
        lines = (
            (
                translate("flows", "When you press the button"),
                translate("flows", "This draft is erased. Only a count of talks goes up by one."),
            ),
            (
                translate("flows", "Until then"),
                translate("flows", "Nothing was sent. Press here to change the answer."),
            ),
            (
                translate("flows", "Help stays open to her"),
                translate("flows", "SAPA 129, police 110, or the UPTD, also without a name."),
            ),
        )
        rows = tuple(SummaryRow(ref, label, words) for label, words in lines)
        return (SummarySection(translate("flows", "What happens now"), rows),)

    def _sections(self, session: FormSession) -> tuple[SummarySection, ...]:
        sections = []
        for page in session.pages():
            rows = tuple(
                SummaryRow(ref, session.view(ref).label, shown_value(session.view(ref)))
                for ref in page.questions
                if session.relevant(ref) and session.value(ref)
            )
            if rows:
                sections.append(SummarySection(page.title, rows))
        return tuple(sections)

    def _saved_words(self) -> str:
        if self._saved_at is None:
            return ""
        return phrases.saved_at(self._stage.local(self._saved_at))

    def _room(self) -> str:
        form = self._opened.form_id if self._opened else "intake"
        return {"intake": "record", "followup": "cases"}.get(form, "danger")

    # --- finishing --------------------------------------------------------------------------

    def _on_finish(self) -> None:
        session, opened = self._live(), self._opened
        if opened is None:
            return
        if record.refused_to_keep(session.answers()):
            self._stage.bridge.do(
                record.erase_refused,
                self._stage.world,
                opened.id,
                then=self._on_erased,
                fails=self._stage.say,
                owner=self,
            )
            return
        if session.problems():
            self._show()
            return
        self._dirty = False  # the finished form goes whole
        answers = session.answers()
        self._stage.bridge.do(
            record.finish,
            self._stage.world,
            opened.id,
            session.to_xml(),
            answers,
            then=lambda done: self._on_finished(done, answers),
            fails=self._stage.say,
            owner=self,
        )

    def _on_erased(self, _count: int) -> None:
        self._close()
        self._stage.window.toast(
            translate("flows", "Nothing was kept. Only the count of talks went up by one.")
        )
        self._stage.go("home")

    def _on_finished(self, done: Finished, answers: Mapping[str, str]) -> None:
        self._close()
        if done.next == "unsaved":
            self._stage.go("open_unsaved", done.rec, done.suggested, answers)
        elif done.next == "checklist":
            self._stage.go("danger", done.rec, done.suggested)
        elif done.next == "danger":
            self._stage.go("open_danger", done.rec)
        else:
            self._stage.go("open_case", done.rec)

    def _close(self) -> None:
        self._opened = None
        self._session = None
        self._dirty = False
        self._at = ""
        self._summary = False
