"""The application object: font, theme, words, and what happens with an unexpected error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import look, tokens
from ui.theme.look import Look
from ui.theme.stylesheet import stylesheet

FaultHook = Callable[[type[BaseException], BaseException], None]

LANGUAGES = ("id", "en")
THEMES = ("system", "light", "dark")
_WORDS = Path(__file__).parent / "words"


class _Shell(QObject):
    """What belongs to the application object and must live as long as it does."""

    fault = Signal(object, object)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("shell")
        self.application = application
        self.translator = QTranslator(self)
        self.theme = "system"
        self.text_size = 100
        application.styleHints().colorSchemeChanged.connect(self.on_scheme)
        application.clipboard().selectionChanged.connect(self.on_selection)

    def on_scheme(self) -> None:
        """The system changed between light and dark."""
        if self.theme == "system":
            set_look(self.application, self.theme, self.text_size)

    def on_selection(self) -> None:
        """Marked text never becomes the middle-click clipboard of other programs."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)


def make_application(
    argv: Sequence[str], language: str = "id", theme: str = "system", text_size: int = 100
) -> QApplication:
    """Make the one QApplication, with font, words and look in place.

    `language` id|en, `theme` system|light|dark, `text_size` percent of the 15 px body.
    """
    # The style by its name on the command line: a style handed over would load every kind of style.
    application = QApplication([*argv, "-style", "Fusion"])
    application.setApplicationName("satu-pintu")
    application.setApplicationDisplayName("Satu Pintu")
    look.load_fonts()
    _Shell(application)
    set_language(application, language)
    set_look(application, theme, text_size)
    return application


def set_language(application: QApplication, language: str) -> None:
    """Change the words; every widget gets a LanguageChange event.

    English is the language of the source, so it needs no catalogue.
    """
    shell = _shell(application)
    application.removeTranslator(shell.translator)
    if language != "en" and shell.translator.load(str(_WORDS / f"{language}.qm")):
        application.installTranslator(shell.translator)


def set_look(application: QApplication, theme: str, text_size: int) -> None:
    """Change theme and text size at once."""
    shell = _shell(application)
    shell.theme, shell.text_size = theme, text_size
    dark = theme == "dark" or (
        theme == "system" and application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    now = Look(tokens.DARK if dark else tokens.LIGHT, dark, text_size / 100)
    if now == look.current() and application.styleSheet():
        return
    look.set_current(now)
    palette = QPalette(now.colour("ground"))
    for role, token in (
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.Button, "surface"),
        (QPalette.ColorRole.PlaceholderText, "ink2"),
        (QPalette.ColorRole.Highlight, "primary_fill"),
        (QPalette.ColorRole.HighlightedText, "on_primary"),
        (QPalette.ColorRole.ToolTipBase, "surface"),
        (QPalette.ColorRole.ToolTipText, "ink"),
    ):
        palette.setColor(role, now.colour(token))
    application.setPalette(palette)
    application.setFont(now.font(tokens.BODY))
    application.setStyleSheet(stylesheet(now))


def on_unexpected(hook: FaultHook) -> None:
    """Send exceptions that nobody caught to `hook`, on the GUI thread; nothing is printed."""
    application = QApplication.instance()
    assert isinstance(application, QApplication), "make_application comes first"
    shell = _shell(application)

    def tell(kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, application.quit)
            return
        shell.fault.emit(kind, error)

    shell.fault.connect(hook, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = tell


def _shell(application: QApplication) -> _Shell:
    found = application.findChild(_Shell, "shell")
    if not isinstance(found, _Shell):
        return _Shell(application)
    return found
