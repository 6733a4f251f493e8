"""Settings: language, theme, text size, lock time, packs; they take effect at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from data.content.pack import Pack, PackRefused
from data.store.store import Store
from responder_app.flows import forgotten, pack_words
from responder_app.flows.stage import Stage
from responder_app.settings import VERSION
from responder_app.window_look import WindowLook, keep_look
from responder_app.work import faces, take_pack
from responder_app.work.take_pack import PackFacts
from ui.screens.settings import ContentShown, SettingsModel
from ui.words.translate import translate


def _keep(_store: Store, home: Path, look: WindowLook) -> None:
    keep_look(home, look)


class SettingsFlow:
    """``apply(look)`` is the root's: it changes words and colours of the running window."""

    def __init__(self, stage: Stage, look: WindowLook, apply: Callable[[WindowLook], None]) -> None:
        self._stage = stage
        self._apply = apply
        self.look = look
        self._content: ContentShown | None = None
        self._said = ""
        stage.window.settings.changed.connect(self._on_changed)
        stage.window.settings.pack_chosen.connect(self._on_pack_chosen)
        stage.routes["settings"] = self.show
        stage.routes["language"] = self._on_language

    def show(self) -> None:
        """What is set now."""
        self._said = ""
        self._present()
        self._ask_content()
        self._stage.window.show_room("settings")

    def _present(self) -> None:
        look = self.look
        self._stage.window.settings.present(
            SettingsModel(
                look.language,
                look.theme,
                look.text_size,
                look.lock_minutes,
                (
                    ("Satu Pintu", VERSION),
                    (
                        translate("flows", "Licence"),
                        translate("flows", "Apache-2.0; Qt under the LGPL-3.0"),
                    ),
                    (translate("flows", "Who else can open this"), forgotten.custodians()),
                ),
                self._content,
                look.tray,
            )
        )

    def _ask_content(self) -> None:
        self._stage.bridge.ask(
            take_pack.facts, then=self._on_content, fails=self._stage.say, owner=self
        )

    def _on_content(self, facts: PackFacts) -> None:
        english = self._stage.here.language == "en"
        titles = {face.id: face.title_en if english else face.title_id for face in faces.every()}
        self._content = pack_words.shown(facts, titles, self._said)
        if self._stage.window.room() == "settings":
            self._present()

    def _on_pack_chosen(self, path: str) -> None:
        self._stage.bridge.do(
            take_pack.take_file,
            Path(path),
            self._stage.now(),
            then=self._on_pack_taken,
            fails=self._on_pack_refused,
            owner=self,
        )

    def _on_pack_taken(self, pack: Pack) -> None:
        taken = translate("flows", "{name} is in use from now on. Drafts stay on their version.")
        self._said = taken.format(name=pack.manifest.name)
        self._ask_content()

    def _on_pack_refused(self, error: BaseException) -> None:
        if not isinstance(error, PackRefused):
            self._stage.say(error)
            return
        not_taken = translate("flows", "Not taken. {why}")
        self._said = not_taken.format(why=pack_words.refusal(error.code))
        self._ask_content()

    def _on_changed(self, name: str, value: str) -> None:
        changes: dict[str, WindowLook] = {
            "language": replace(self.look, language=value),
            "theme": replace(self.look, theme=value),
            "tray": replace(self.look, tray=value == "on"),
        }
        if value.isdigit():
            changes["text_size"] = replace(self.look, text_size=int(value))
            changes["lock_minutes"] = replace(self.look, lock_minutes=int(value))
        if name in changes:
            self._take(changes[name])
            self._present()

    def _on_language(self, language: str) -> None:
        self._take(replace(self.look, language=language))
        self._stage.go("again")

    def _take(self, look: WindowLook) -> None:
        self.look = look
        self._stage.here.language = look.language
        self._apply(look)
        self._stage.bridge.do(_keep, self._stage.settings.home, look, fails=self._stage.say)
