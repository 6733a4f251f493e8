"""First start: the enrolment code, a picture, a passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class WelcomeModel:
    """What the first screen shows.

    `suggestion` is a passphrase made by the work (or empty). `progress` is worded while the
    enrolment is under way ("" = not under way). `problem` is a whole sentence or empty.
    """

    taken: tuple[str, ...] = ()
    code_line: str = ""
    suggestion: str = ""
    progress: str = ""
    problem: str = ""
    can_cancel: bool = False
    demo_notice: str = ""


class WelcomeScreen(Screen[WelcomeModel]):
    """Enrolment of a person on this laptop.

    Signals:
        enrol_asked: the code line as pasted, the icon id, the passphrase.
        cancelled: back to the door (also while under way).
    """

    enrol_asked = Signal(str, str, str)
    cancelled = Signal()
