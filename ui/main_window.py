"""The main window: rail, top bar, one screen, foot, the neutral page, toasts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.screens.case import CaseScreen
from ui.screens.cases import CasesScreen
from ui.screens.danger import DangerScreen
from ui.screens.desk import DeskScreen
from ui.screens.door import DoorScreen
from ui.screens.fault import FaultScreen
from ui.screens.guide import GuideScreen
from ui.screens.home import HomeScreen
from ui.screens.record import RecordScreen
from ui.screens.send import SendScreen
from ui.screens.settings import SettingsScreen
from ui.screens.welcome import WelcomeScreen

AnyScreen = TypeVar("AnyScreen", bound=QWidget)
Action = Callable[[], None]


class Place(Generic[AnyScreen]):
    """A screen of the window, made when first asked for."""

    def __init__(self, kind: type[AnyScreen]) -> None:
        self._kind = kind
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, window: None, owner: type) -> Place[AnyScreen]: ...
    @overload
    def __get__(self, window: MainWindow, owner: type) -> AnyScreen: ...
    def __get__(self, window: MainWindow | None, owner: type) -> Place[AnyScreen] | AnyScreen:
        if window is None:
            return self
        made = window.__dict__.get(self._name)
        if made is None:
            made = self._kind()
            window.__dict__[self._name] = made
        return made


@dataclass(frozen=True, slots=True)
class Session:
    """Who is in: shown at the foot of the rail. `rooms` in order, as names for `show_room`.

    Possible rooms: home, record, danger, cases, send, desk, guide, settings.
    """

    icon: str
    name: str
    role: str
    rooms: tuple[str, ...]
    demo_notice: str = ""


class MainWindow(QMainWindow):
    """The one window.

    Screens are attributes, made at first use. `show_room(name)` brings one to the front; a screen
    must have been given a model by `present` first.

    Signals:
        lock_asked: F12, the rail's button, or coming back from the neutral page.
        hide_asked: the neutral page was just shown (Esc Esc, or the corner button).
        room_asked: a rail entry was pressed (its name).
        close_asked: the window is about to close; the owner ends the session.
        touched: a key or the pointer was used (for the idle clock), at most once a second.
    """

    lock_asked = Signal()
    hide_asked = Signal()
    room_asked = Signal(str)
    close_asked = Signal()
    touched = Signal()

    door = Place(DoorScreen)
    welcome = Place(WelcomeScreen)
    guide = Place(GuideScreen)
    home = Place(HomeScreen)
    record = Place(RecordScreen)
    danger = Place(DangerScreen)
    cases = Place(CasesScreen)
    case = Place(CaseScreen)
    send = Place(SendScreen)
    desk = Place(DeskScreen)
    settings = Place(SettingsScreen)
    fault = Place(FaultScreen)

    def show_room(self, name: str) -> None:
        """Bring a screen to the front by its attribute name, and mark its rail entry."""

    def set_session(self, session: Session | None) -> None:
        """Who is in; None = locked: no rail, no foot, screens of the session thrown away."""

    def cover(self) -> None:
        """Show the neutral page at once (under 100 ms)."""

    def uncover(self) -> None:
        """Take the neutral page away."""

    def toast(
        self, text: str, action: str = "", seconds: int = 4, on_action: object = None
    ) -> None:
        """A short message in the foot's corner; with `action` a button and a visible countdown.

        `on_action()` is called when the button is pressed in time.
        """

    def room(self) -> str:
        """The name of the screen in front."""
        return ""
