"""The first page of a recording: whom do you meet, how, and drafts that wait."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class Option:
    """One tile: its id comes back in `started`. `icon` names a file of ui/theme/icons."""

    id: str
    title: str
    hint: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """One question of the chooser; exactly one option is chosen."""

    id: str
    title: str
    help: str
    options: tuple[Option, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A recording that was begun. `when` is worded."""

    id: str
    title: str
    when: str


@dataclass(frozen=True, slots=True)
class ChooserModel:
    """What the chooser shows. `room` is the rail entry that stays marked."""

    title: str
    groups: tuple[OptionGroup, ...]
    drafts: tuple[DraftRow, ...] = ()
    primary: str = ""
    room: str = "record"


class ChooserPage(Screen[ChooserModel]):
    """Choose and start.

    Signals:
        started: {group id: option id}, complete.
        draft_opened: the id of a draft.
        back_asked: the way back.
    """

    started = Signal(dict)
    draft_opened = Signal(str)
    back_asked = Signal()
