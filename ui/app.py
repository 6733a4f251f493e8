"""The application object: font, theme, words, and what happens with an unexpected error."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication

FaultHook = Callable[[type[BaseException], BaseException], None]


def make_application(
    argv: Sequence[str], language: str = "id", theme: str = "system", text_size: int = 100
) -> QApplication:
    """Make the one QApplication, with font, words and look in place.

    `language` id|en, `theme` system|light|dark, `text_size` percent of the 15 px body.
    """
    application = QApplication(list(argv))
    application.setApplicationName("Satu Pintu")
    return application


def set_language(application: QApplication, language: str) -> None:
    """Change the words; every widget gets a LanguageChange event."""


def set_look(application: QApplication, theme: str, text_size: int) -> None:
    """Change theme and text size at once."""


def on_unexpected(hook: FaultHook) -> None:
    """Send exceptions that nobody caught to `hook`, on the GUI thread; nothing is printed."""
