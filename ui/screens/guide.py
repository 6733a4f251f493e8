"""The guide that needs no passphrase: emergency numbers and a few pages given as data."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: a title, lines, and how the lines are meant.

    `kind`: "say" (words to say), "never" (words and acts that hurt), "signs" (danger signs),
    "steps" (numbered). `closing` is one quiet sentence under the lines.
    """

    title: str
    lines: tuple[str, ...]
    kind: str = "steps"
    closing: str = ""


@dataclass(frozen=True, slots=True)
class GuideModel:
    """The pages and the one that is open. `from_door` decides the word of the way back."""

    pages: tuple[GuidePage, ...]
    page: int = 0
    from_door: bool = False


class GuideScreen(Screen[GuideModel]):
    """The guide. Pages turn inside the screen.

    Signals:
        back_asked: the way back was pressed.
    """

    back_asked = Signal()
