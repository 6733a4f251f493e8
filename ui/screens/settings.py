"""Settings: language, theme, text size, lock time, about."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class SettingsModel:
    """What is set now. `language` id|en; `theme` system|light|dark; `text_size` 100|125|150|200;
    `lock_minutes` 1..15; `about` are label and text pairs."""

    language: str = "id"
    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 5
    about: tuple[tuple[str, str], ...] = ()


class SettingsScreen(Screen[SettingsModel]):
    """Settings take effect at once.

    Signals:
        changed: one of language, theme, text_size, lock_minutes, and its value as text.
    """

    changed = Signal(str, str)
