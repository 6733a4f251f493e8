"""Files of the form in hand: chosen by a person, judged and kept by the work, shown in words."""

from __future__ import annotations

from collections.abc import Callable

from responder_app.flows.open_form import OpenForm
from responder_app.flows.stage import Stage
from responder_app.work import attach
from responder_app.work.attach import Taken
from ui.screens.record import FileShown
from ui.words import phrases
from ui.words.translate import translate

SIDE = 400  # px of a small picture
Answer = Callable[[str, str], None]


class RecordFiles:
    """``answer(ref, value)`` puts the stored file's name into the form, or takes it out."""

    def __init__(self, stage: Stage, answer: Answer) -> None:
        self._stage = stage
        self._answer = answer
        self._form: OpenForm | None = None
        self._known: dict[str, Taken] = {}
        self._pixels: dict[str, bytes] = {}
        screen = stage.window.record
        screen.file_chosen.connect(self._on_chosen)
        screen.file_cleared.connect(self._on_cleared)

    def open(self, form: OpenForm | None) -> None:
        """Another form is in hand, or none."""
        self._form = form
        self._known = {}
        self._pixels = {}

    def shown(self) -> tuple[FileShown, ...]:
        """What is known of the files of the screen on show; asks for what is not known yet."""
        if self._form is None:
            return ()
        shown = []
        for view in self._form.views:
            if view.kind != "media" or not view.value:
                continue
            known = self._known.get(view.value)
            if known is None:
                self._look(view.ref, view.value)
            else:
                shown.append(self._words(view.ref, known))
        return tuple(shown)

    def _look(self, ref: str, name: str) -> None:
        self._stage.bridge.ask(
            attach.look,
            name,
            then=lambda taken: self._on_known(ref, taken),
            fails=self._stage.say,
            owner=self,
        )

    def _on_known(self, ref: str, taken: Taken | None) -> None:
        if taken is None or self._form is None:
            return
        self._known[taken.name] = taken
        self._show(ref, taken)
        if taken.mime.startswith("image/") and taken.name not in self._pixels:
            self._stage.bridge.ask(
                attach.body_of,
                taken.name,
                then=lambda body: self._on_body(ref, taken, body),
                fails=self._stage.say,
                owner=self,
            )

    def _on_body(self, ref: str, taken: Taken, body: bytes) -> None:
        """A small picture of it, made by the child: this process decodes no file of a case."""
        if body and self._form is not None:
            self._stage.pictures.look(body, SIDE, lambda got: self._on_pixels(ref, taken, got))

    def _on_pixels(self, ref: str, taken: Taken, pixels: bytes) -> None:
        form = self._form
        if form is None or self._known.get(taken.name) is not taken:
            return
        self._pixels[taken.name] = pixels
        if form.session.value(ref) == taken.name:
            self._show(ref, taken)

    def _show(self, ref: str, taken: Taken) -> None:
        shown = self._words(ref, taken)
        self._stage.window.record.show_file(ref, shown.thumbnail, shown.words)

    def _on_chosen(self, ref: str, path: str) -> None:
        form = self._form
        if form is None:
            return
        self._stage.bridge.do(
            attach.take,
            self._stage.world,
            form.opened.id,
            path,
            form.session.view(ref).media,
            {**form.opened.answers, **form.session.answers()},
            then=lambda taken: self._on_taken(form, ref, taken),
            fails=lambda error: self._on_refused(form, ref, error),
            owner=self,
        )

    def _on_refused(self, form: OpenForm, ref: str, error: BaseException) -> None:
        """Why it was not taken, in a sentence; the page shows again what there was before."""
        self._stage.say(error)
        if form is not self._form:
            return
        known = self._known.get(form.session.value(ref))
        before = FileShown(ref, "") if known is None else self._words(ref, known)
        self._stage.window.record.show_file(ref, before.thumbnail, before.words)

    def _on_taken(self, form: OpenForm, ref: str, taken: Taken) -> None:
        if form is not self._form:
            return
        before = form.session.value(ref)
        self._answer(ref, taken.name)
        self._on_known(ref, taken)
        if before and before != taken.name:
            self._erase(before)

    def _on_cleared(self, ref: str) -> None:
        if self._form is None:
            return
        before = self._form.session.value(ref)
        self._answer(ref, "")
        if before:
            self._erase(before)

    def _erase(self, name: str) -> None:
        self._stage.bridge.do(attach.clear, name, fails=self._stage.say, owner=self)

    def _words(self, ref: str, taken: Taken) -> FileShown:
        return FileShown(ref, file_words(taken.mime, taken.size), self._pixels.get(taken.name, b""))


def file_words(mime: str, size: int) -> str:
    """Kind and size of a file; its name is never shown."""
    kind, _, _ = mime.partition("/")
    words = {
        "image": translate("flows", "Picture, {size}"),
        "audio": translate("flows", "Sound, {size}"),
    }.get(kind, translate("flows", "Document, {size}"))
    return words.format(size=phrases.size(size))
