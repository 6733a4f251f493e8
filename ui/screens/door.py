"""The locked door: who are you, passphrase, and what is open to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.screens.guide import GuidePage
from ui.widgets.screen import Screen

PERSON_ICONS = (
    "melati",
    "kupu_kupu",
    "daun",
    "ombak",
    "matahari",
    "kerang",
    "burung",
    "bulan",
)


@dataclass(frozen=True, slots=True)
class PersonFace:
    """One person of this laptop: a picture, never a name or a role.

    `index` is what `unlock_asked` gives back. `locked_since` is worded ("13.47") or empty.
    `wait_seconds` > 0 while wrong tries slow this person down.
    """

    index: int
    icon: str
    locked_since: str = ""
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True)
class DoorModel:
    """What the door shows. `waiting` = records that wait for their owner to come in."""

    people: tuple[PersonFace, ...]
    language: str = "id"
    waiting: int = 0
    demo_notice: str = ""
    demo_desk: bool = False
    guide: tuple[GuidePage, ...] = ()


class DoorScreen(Screen[DoorModel]):
    """The door.

    Signals:
        unlock_asked: the person's index and the passphrase as typed.
        enrol_asked: somebody new wants to use this laptop.
        language_changed: "id" or "en".
        demo_desk_asked: the demo's button that opens the desk's laptop.
    """

    unlock_asked = Signal(int, str)
    enrol_asked = Signal()
    language_changed = Signal(str)
    demo_desk_asked = Signal()

    def show_refusal(self, sentence: str, wait_seconds: int = 0) -> None:
        """Say why the door stayed shut; with a wait, count it down and keep the button off."""

    def set_busy(self, busy: bool) -> None:
        """While the key is derived: button off and a word that says so. Ends by itself never."""
