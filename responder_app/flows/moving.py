"""A newer version of a form on an open draft: look what would become of it, then move or stay."""

from __future__ import annotations

from responder_app.flows.stage import Stage
from responder_app.work import faces, moving
from responder_app.work.moving import MovePreview
from ui.screens.moving import MovedRow, MovingModel
from ui.screens.summary import UnplacedRow
from ui.words.translate import translate


class MovingFlow:
    """The page between a draft and its newer version. Route: ``move_form`` (draft's id)."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._draft = b""
        screen = stage.window.moving
        screen.move_asked.connect(self._on_move)
        screen.stay_asked.connect(self._on_stay)
        stage.routes["move_form"] = self.show

    def show(self, draft: bytes) -> None:
        """Show what moving this draft would do."""
        self._draft = draft
        self._stage.bridge.ask(
            moving.preview,
            self._stage.world,
            draft,
            self._stage.here.language,
            then=self._on_preview,
            fails=self._on_failed,
            owner=self,
        )

    def _on_preview(self, preview: MovePreview) -> None:
        if preview.draft != self._draft or self._stage.heading != "move_form":
            return
        self._stage.window.moving.present(model_of(preview, self._stage.here.language))
        self._stage.window.show_room("moving")

    def _on_move(self) -> None:
        self._stage.bridge.do(
            moving.move_draft,
            self._stage.world,
            self._draft,
            self._stage.here.language,
            then=self._on_moved,
            fails=self._on_failed,
            owner=self,
        )

    def _on_moved(self, draft: bytes) -> None:
        self._stage.window.toast(translate("flows", "Moved to the new version. All is kept."))
        self._stage.go("open_draft", draft)

    def _on_stay(self) -> None:
        self._stage.go("open_draft", self._draft)

    def _on_failed(self, error: BaseException) -> None:
        """The draft is as it was; back to it."""
        self._stage.say(error)
        self._stage.go("open_draft", self._draft)


def model_of(preview: MovePreview, language: str) -> MovingModel:
    """The page in words."""
    face = faces.of(preview.form_id)
    return MovingModel(
        title=face.title_en if language == "en" else face.title_id,
        code=preview.code,
        lead=translate(
            "flows",
            "This draft was begun with version {before}. The city sent version {after} since.",
        ).format(before=preview.before, after=preview.after),
        required=preview.required,
        aside=tuple(UnplacedRow(one.label, one.words, why(one.why)) for one in preview.aside),
        changed=tuple(MovedRow(label, "", how(code)) for label, code in preview.changed),
        carried=tuple(MovedRow(label, words) for label, words in preview.carried),
    )


def why(code: str) -> str:
    """Why an answer has no place in the newer version, as a sentence."""
    return {
        "gone": translate("flows", "This question is not in the new version."),
        "moved": translate("flows", "This question stands elsewhere now: it will be asked there."),
        "type": translate("flows", "This question is answered in another way now."),
        "repeat": translate("flows", "This list is kept in another way now."),
        "calculated": translate("flows", "The form works this out by itself now."),
        "choice": translate("flows", "This choice is no longer offered. Please choose again."),
    }.get(code, "")


def how(code: str) -> str:
    """What is other about a carried answer, as a sentence."""
    return {
        "hidden": translate("flows", "Not asked any more with the other answers as they are."),
        "wrong": translate("flows", "Does not fit the new version; please correct it."),
    }.get(code, "")
