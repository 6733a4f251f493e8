"""What every conversation holds: the window, the way to the Keeper, where one can go."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from data.model.problems import Fault
from responder_app.flows import wording
from responder_app.settings import AppSettings
from responder_app.work.world import World, local_time
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.pictures import Pictures
from ui.screens.fault import FaultModel
from ui.words import failures

LOOK_AT_PICTURE = (sys.executable, "-m", "responder_app", "picture")


def _at_once(_seconds: float, act: Callable[[], None]) -> None:
    act()


@dataclass(slots=True, weakref_slot=True)
class Here:
    """Who is in, and which language is shown. ``city``: its four digits, empty at the door."""

    language: str = "id"
    icon: str = ""
    role: str = ""
    at_desk: bool = False
    city: str = ""


@dataclass(slots=True, weakref_slot=True)
class Stage:
    """Given to every flow. ``go`` asks for a room by name; flows join themselves to ``routes``.

    ``later(seconds, act)`` calls ``act`` on the window's thread after a while.
    """

    window: MainWindow
    bridge: Bridge
    world: World
    settings: AppSettings
    here: Here = field(default_factory=Here)
    routes: dict[str, Callable[..., None]] = field(default_factory=dict)
    later: Callable[[float, Callable[[], None]], None] = _at_once
    heading: str = ""  # the way taken last: a late answer opens no room that was left
    pictures: Pictures = field(init=False)  # looks at pictures, in a child process

    def __post_init__(self) -> None:
        self.pictures = Pictures(LOOK_AT_PICTURE, self.window)

    def go(self, route: str, *facts: object) -> None:
        """Follow a named way: a room, ``open_case``, ``open_form``, ``open_danger``, ``lock``."""
        self.heading = route
        self.routes[route](*facts)

    def now(self) -> int:
        """Unix seconds."""
        return self.world.now()

    def moment(self) -> datetime:
        """Now in the laptop's zone."""
        return local_time(self.now())

    def local(self, moment: int) -> datetime:
        """A Unix moment in the laptop's zone."""
        return local_time(moment)

    def say(self, error: BaseException) -> None:
        """A refusal as a short message; a fault as the calm page."""
        if isinstance(error, Fault):
            self.show_fault(error)
        else:
            self.window.toast(wording.problem(error), seconds=8)

    def show_fault(self, error: Fault) -> None:
        """The calm page for something the world did."""
        facts: dict[str, object] = dict(error.facts)
        words = failures.failure(error.code.value, **facts)
        self.window.fault.present(
            FaultModel(words.what, words.what, words.safe, words.todo, error.code.value, True)
        )
        self.window.show_room("fault")
