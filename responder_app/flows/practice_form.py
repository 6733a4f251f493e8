"""Any form filled in for practice: the real questions, nothing saved, nothing sent."""

from __future__ import annotations

from responder_app.flows import form_pages, practice
from responder_app.flows.open_form import OpenForm
from responder_app.flows.record_end import summary
from responder_app.flows.stage import Stage
from responder_app.work import faces, filling, pack
from responder_app.work.drafts import OpenDraft
from ui.screens.guide import GuideItem, GuideShelf
from ui.words.translate import translate

_NOBODY = bytes(16)


class PracticeFormFlow:
    """One form at a time, in memory only; its own screen, so that no draft is ever touched."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._form: OpenForm | None = None
        self._drill = ""
        screen = stage.window.trial
        screen.answered.connect(self._on_answered)
        screen.next_asked.connect(self._on_next)
        screen.back_asked.connect(self._on_back)
        screen.row_added.connect(self._on_row_added)
        screen.row_opened.connect(self._on_row_opened)
        screen.row_removed.connect(self._on_row_removed)
        screen.file_chosen.connect(lambda _ref, _path: self._say_no_files())
        screen.summary.jump_asked.connect(self._on_jump)
        screen.summary.back_asked.connect(self._on_back)
        screen.summary.finish_asked.connect(self._on_finish)
        stage.routes["practice_form"] = self.open

    def open(self, form_id: str, drill_id: str = "") -> None:
        """Begin a form; ``drill_id``: the drill whose expected answers it is compared with."""
        opened = OpenDraft(
            id=_NOBODY,
            rec=_NOBODY,
            form_id=form_id,
            form=pack.form(form_id),
            xml=None,
            answers={},
            known=frozenset(),
            cursor="",
            at_summary=False,
            code=translate("flows", "PRACTICE"),
            saved_at=None,
        )
        language = self._stage.here.language
        session = filling.session_of(opened, self._stage.world, language)
        self._form = OpenForm(opened, session)
        self._drill = drill_id
        self._show()
        self._stage.window.show_room("trial")

    def _on_answered(self, ref: str, value: str) -> None:
        if self._form is None:
            return
        self._form.session.answer(ref, value)
        if len(self._form.screen.questions) != 1:
            self._show()

    def _on_next(self) -> None:
        if self._form is not None:
            self._show(marked=not self._form.on())

    def _on_back(self) -> None:
        if self._form is not None and self._form.back():
            self._show()
        else:
            self._leave()

    def _on_jump(self, ref: str) -> None:
        if self._form is not None and ref:
            self._form.jump(ref)
            self._show()

    def _on_row_added(self, ref: str) -> None:
        if self._form is not None:
            self._form.enter(self._form.session.add_repeat(ref))
            self._show()

    def _on_row_opened(self, ref: str) -> None:
        if self._form is not None:
            self._form.enter(ref)
            self._show()

    def _on_row_removed(self, ref: str, index: int) -> None:
        if self._form is not None:
            self._form.session.remove_repeat(ref, index)
            self._show()

    def _say_no_files(self) -> None:
        self._stage.window.toast(translate("flows", "In practice no file is taken in."))

    def _on_finish(self) -> None:
        form = self._form
        if form is None or form.session.problems():
            self._show()
            return
        answers = form.session.answers()
        made = practice.form_result(
            form.opened.form_id, self._title(form), answers, self._drill, self._stage.here.language
        )
        self._form = None
        self._stage.go("practice_result", made, self._drill)

    def _leave(self) -> None:
        self._form = None
        self._stage.go("guide")

    def _show(self, *, marked: bool = False) -> None:
        form, screen = self._form, self._stage.window.trial
        if form is None:
            return
        title, saved = self._title(form), translate("flows", "Practice. Nothing is saved.")
        if form.summary:
            screen.present_summary(summary(form, title, saved, "guide"))
            return
        screen.present(
            form_pages.model(form, title=title, saved=saved, room="guide", marked=marked)
        )

    def _title(self, form: OpenForm) -> str:
        named = form_pages.form_title(form.opened.form_id, self._stage.here.language)
        return translate("flows", "Practice: {form}").format(form=named)


def shelf(language: str, role: str) -> GuideShelf:
    """The forms a role may use, as tiles of the guide."""
    items = tuple(
        GuideItem(
            f"form:{face.id}",
            form_pages.face_title(face, language),
            form_pages.face_about(face, language),
            face.icon,
        )
        for face in faces.every()
        if face.open_to(role)
    )
    return GuideShelf(translate("flows", "Try a form"), items)
