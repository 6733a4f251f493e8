"""Settings: language, theme, text size, lock time; they take effect at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from data.store.store import Store
from responder_app.flows import guide
from responder_app.flows.stage import Stage
from responder_app.settings import VERSION
from responder_app.window_look import WindowLook, keep_look
from ui.screens.settings import SettingsModel
from ui.words.translate import translate


def _keep(_store: Store, home: Path, look: WindowLook) -> None:
    keep_look(home, look)


class SettingsFlow:
    """``apply(look)`` is the root's: it changes words and colours of the running window."""

    def __init__(self, stage: Stage, look: WindowLook, apply: Callable[[WindowLook], None]) -> None:
        self._stage = stage
        self._apply = apply
        self.look = look
        stage.window.settings.changed.connect(self._on_changed)
        stage.routes["settings"] = self.show
        stage.routes["language"] = self._on_language

    def show(self) -> None:
        """What is set now."""
        self._present()
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
                    (translate("flows", "Who else can open this"), guide.custodians()),
                ),
            )
        )

    def _on_changed(self, name: str, value: str) -> None:
        changes: dict[str, WindowLook] = {
            "language": replace(self.look, language=value),
            "theme": replace(self.look, theme=value),
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
