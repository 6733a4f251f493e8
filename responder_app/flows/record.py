"""Recording: one screen at a time, look once more, finish. Nothing typed is lost.

The form session lives here, on the window's thread; every change goes to the Keeper at once, and
while one save is under way the newest state waits for it, so that the draft is never behind by
more than one save.
"""

from __future__ import annotations

from collections.abc import Mapping

from responder_app.flows import form_pages, record_end
from responder_app.flows.open_form import OpenForm
from responder_app.flows.record_files import RecordFiles
from responder_app.flows.stage import Stage
from responder_app.work import begin, drafts, filling, finish, pack
from responder_app.work.drafts import OpenDraft
from responder_app.work.finish import Finished
from ui.words import phrases
from ui.words.translate import translate


class RecordFlow:
    """One form at a time, of any kind."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._form: OpenForm | None = None
        self._saving = False
        self._dirty = False
        self._several = False  # the page on show asks more than one thing
        self._saved_at: int | None = None
        self._files = RecordFiles(stage, self._on_answered)
        screen = stage.window.record
        screen.answered.connect(self._on_answered)
        screen.next_asked.connect(self._on_next)
        screen.back_asked.connect(self._on_back)
        screen.row_added.connect(self._on_row_added)
        screen.row_opened.connect(self._on_row_opened)
        screen.row_removed.connect(self._on_row_removed)
        screen.newer_asked.connect(self._on_newer)
        screen.summary.jump_asked.connect(self._on_jump)
        screen.summary.finish_asked.connect(self._on_finish)
        screen.summary.back_asked.connect(self._on_back)
        stage.routes["open_form"] = self.open_form
        stage.routes["open_draft"] = self.open_draft
        stage.routes["correct"] = self.correct

    # --- opening ----------------------------------------------------------------------------

    def open_form(
        self, form_id: str, rec: bytes | None, known: Mapping[str, str] | None = None
    ) -> None:
        """Begin a form, for a new case (``rec`` None) or one that is there."""
        self._stage.bridge.do(
            begin.start,
            self._stage.world,
            form_id,
            rec,
            dict(known or {}),
            then=self._on_opened,
            fails=self._stage.say,
            owner=self,
        )

    def correct(self, rec: bytes, instance: str) -> None:
        """Open an answered form again; what is saved takes its place, the old one stays."""
        self._stage.bridge.do(
            begin.correct,
            self._stage.world,
            rec,
            instance,
            then=self._on_opened,
            fails=self._stage.say,
            owner=self,
        )

    def open_draft(self, draft: bytes) -> None:
        """Go on where a draft was left: same screen."""
        self._stage.bridge.ask(
            drafts.open_draft, draft, then=self._on_opened, fails=self._stage.say, owner=self
        )

    def _on_opened(self, opened: OpenDraft) -> None:
        session = filling.session_of(opened, self._stage.world, self._stage.here.language)
        self._form = OpenForm(opened, session)
        self._files.open(self._form)
        self._saved_at = opened.saved_at
        self._show()
        self._stage.window.show_room("record")

    # --- answering --------------------------------------------------------------------------

    def _on_answered(self, ref: str, value: str) -> None:
        if self._form is None:
            return
        self._form.session.answer(ref, value)
        self._save()
        if self._several:  # others on the page may show or hide now
            self._show()

    def _on_next(self) -> None:
        if self._form is None:
            return
        if self._form.on():
            self._save()
            self._show()
        else:
            self._show(marked=True)

    def _on_back(self) -> None:
        if self._form is None:
            return
        moved = self._form.back()
        self._save()
        if moved:
            self._show()
        else:
            self._stage.go(self._room() if self._room() in ("cases", "reports") else "record")

    def _on_jump(self, ref: str) -> None:
        if self._form is not None and ref:
            self._form.jump(ref)
            self._save()
            self._show()

    def _on_row_added(self, ref: str) -> None:
        if self._form is not None:
            self._form.enter(self._form.session.add_repeat(ref))
            self._save()
            self._show()

    def _on_row_opened(self, ref: str) -> None:
        if self._form is not None:
            self._form.enter(ref)
            self._save()
            self._show()

    def _on_row_removed(self, ref: str, index: int) -> None:
        if self._form is not None:
            self._form.session.remove_repeat(ref, index)
            self._save()
            if self._form.at == ref:
                self._show()

    def _save(self) -> None:
        self._dirty = True
        self._save_now()

    def _save_now(self) -> None:
        form = self._form
        if self._saving or not self._dirty or form is None:
            return
        self._dirty = False
        self._saving = True
        self._stage.bridge.do(
            drafts.save,
            self._stage.world,
            form.opened.id,
            form.session.to_xml(),
            form.at,
            form.summary,
            then=self._on_saved,
            fails=self._on_not_saved,
            owner=self,
        )

    def _on_saved(self, at: int) -> None:
        self._saving = False
        if self._form is None:
            return
        self._saved_at = at
        self._stage.window.record.set_saved(self._saved_words())
        self._save_now()

    def _on_not_saved(self, error: BaseException) -> None:
        self._saving = False
        if self._form is None:  # the form was finished meanwhile: its letters hold everything
            return
        self._dirty = True
        self._stage.say(error)

    def commit(self) -> tuple[object, ...] | None:
        """What must still be saved before locking, as arguments of ``drafts.save``, or None."""
        form = self._form
        if form is None or not (self._dirty or self._saving):
            return None
        return (
            self._stage.world,
            form.opened.id,
            form.session.to_xml(),
            form.at,
            form.summary,
        )

    # --- showing ----------------------------------------------------------------------------

    def _show(self, *, marked: bool = False) -> None:
        form = self._form
        if form is None:
            return
        title, saved, room = self._title(), self._saved_words(), self._room()
        if form.summary:
            self._stage.window.record.present_summary(record_end.summary(form, title, saved, room))
            return
        page = form_pages.model(
            form,
            title=title,
            saved=saved,
            room=room,
            marked=marked,
            files=self._files.shown(),
            newer=self._newer(),
        )
        self._several = len(page.questions) != 1
        self._stage.window.record.present(page)

    def _newer(self) -> str:
        if self._form is None:
            return ""
        form = self._form.opened.form
        if not pack.is_newer(form.form_id, form.version):
            return ""
        return translate("flows", "The city sent a newer version of this form.")

    def _on_newer(self) -> None:
        """Look what the newer version would change; the draft stays as it is until then."""
        if self._form is None:
            return
        draft, unsaved = self._form.opened.id, self.commit()
        # From here on nothing of this session is saved any more: the draft may go to another form.
        self._form, self._dirty = None, False
        if unsaved is not None:
            self._stage.bridge.do(drafts.save, *unsaved, fails=self._stage.say, owner=self)
        self._stage.go("move_form", draft)

    def _title(self) -> str:
        if self._form is None:
            return ""
        title = form_pages.form_title(self._form.opened.form_id, self._stage.here.language)
        if self._form.opened.supersedes:
            return translate("flows", "{form}: correction").format(form=title)
        return title

    def _saved_words(self) -> str:
        if self._saved_at is None:
            return ""
        return phrases.saved_at(self._stage.local(self._saved_at))

    def _room(self) -> str:
        return form_pages.room_of(self._form.opened.form_id) if self._form else "record"

    # --- finishing --------------------------------------------------------------------------

    def _on_finish(self) -> None:
        form = self._form
        if form is None:
            return
        back_to = record_end.no_way_out(form)
        if back_to:
            self._on_jump(back_to)
            return
        if record_end.refused(form.session):
            self._stage.bridge.do(
                finish.erase_refused,
                self._stage.world,
                form.opened.id,
                then=self._on_erased,
                fails=self._stage.say,
                owner=self,
            )
            return
        if form.session.problems():
            self._show()
            return
        self._dirty = False  # the finished form goes whole
        told = filling.told(form.session)
        chosen = {name: form.opened.answers.get(name, "") for name in form.opened.known}
        self._stage.bridge.do(
            finish.finish,
            self._stage.world,
            form.opened.id,
            form.session.to_xml(),
            told,
            then=lambda done: self._on_finished(done, told.answers, chosen),
            fails=self._stage.say,
            owner=self,
        )

    def _on_erased(self, _count: int) -> None:
        self._close()
        self._stage.window.toast(
            translate("flows", "Nothing was kept. Only the count of talks went up by one.")
        )
        self._stage.go("home")

    def _on_finished(
        self, done: Finished, answers: Mapping[str, str], chosen: Mapping[str, str]
    ) -> None:
        self._close()
        self._tell(done)
        if done.next == "unsaved":
            self._stage.go("open_unsaved", done.rec, done.suggested, answers)
        elif done.next == "checklist":
            self._stage.go("danger", done.rec, done.suggested)
        elif done.next == "danger":
            self._stage.go("open_danger", done.rec)
            self._offer(done)
        elif done.next == "form":
            self._stage.go("open_form", done.suggested, done.rec, chosen)
        elif done.next == "activities":
            self._stage.go("reports")
        elif done.next == "home":
            self._stage.go("home")
        else:
            self._stage.go("open_case", done.rec)
            self._offer(done)

    def _tell(self, done: Finished) -> None:
        """What a person must hear about a case that is treated otherwise."""
        if done.asks_uptd:
            words = translate(
                "flows", "The danger is high: the UPTD is asked to close this case with you."
            )
        elif done.apart:
            words = translate(
                "flows",
                "This case stands in no list. Remember its code {code}: search finds it by that.",
            ).format(code=done.code)
        else:
            return
        self._stage.window.toast(words, seconds=12)

    def _offer(self, done: Finished) -> None:
        """A further list that fits, without standing in the way of the plan."""
        if not done.suggested:
            return
        title = form_pages.form_title(done.suggested, self._stage.here.language)
        self._stage.window.toast(
            translate("flows", "This list fits as well: {form}.").format(form=title),
            translate("flows", "Open it"),
            12,
            lambda: self._stage.go("open_form", done.suggested, done.rec),
        )

    def _close(self) -> None:
        self._form = None
        self._files.open(None)
        self._dirty = False
