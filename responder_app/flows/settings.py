"""Settings: language, theme, text size, lock time; they take effect at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from data.store.store import Store
from responder_app.flows.stage import Stage
from responder_app.settings import VERSION
from ui.screens.settings import SettingsModel
from ui.words.translate import translate

KEY = "window"  # under which the mailbag keeps how this laptop's window looks
LANGUAGES, THEMES, SIZES = ("id", "en"), ("system", "light", "dark"), ("100", "125", "150", "200")


@dataclass(frozen=True, slots=True)
class WindowLook:
    """How the window of this laptop looks; nothing of a person."""

    language: str = "id"
    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 5

    def packed(self) -> bytes:
        """As kept in the mailbag."""
        return f"{self.language} {self.theme} {self.text_size} {self.lock_minutes}".encode()

    @staticmethod
    def unpacked(kept: bytes | None) -> WindowLook:
        """Read back; anything unreadable gives the usual look."""
        parts = (kept or b"").decode("ascii", errors="replace").split()
        if len(parts) != 4 or parts[0] not in LANGUAGES or parts[1] not in THEMES:
            return WindowLook()
        if parts[2] not in SIZES or not parts[3].isdigit():
            return WindowLook()
        return WindowLook(parts[0], parts[1], int(parts[2]), min(15, max(1, int(parts[3]))))


def read_look(store: Store) -> WindowLook:
    """The look kept on this laptop."""
    return WindowLook.unpacked(store.mailbag.meta(KEY))


def keep_look(store: Store, look: WindowLook) -> None:
    """Keep the look on this laptop."""
    store.mailbag.put_meta(KEY, look.packed())


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
        self._stage.bridge.do(keep_look, look, fails=self._stage.say)
