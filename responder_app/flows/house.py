"""All conversations, made once and joined: who is in, which rooms there are, where things lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.model.changes import Changes
from data.model.people import ICONS
from responder_app.flows.case import CaseFlow
from responder_app.flows.cases import CasesFlow
from responder_app.flows.choosing import ChoosingFlow
from responder_app.flows.conflicts import ConflictsFlow
from responder_app.flows.danger import DangerFlow
from responder_app.flows.desk import DeskFlow
from responder_app.flows.door import DoorFlow, Doorway
from responder_app.flows.guide import GuideFlow
from responder_app.flows.home import HomeFlow
from responder_app.flows.labels import Labels
from responder_app.flows.locking import LockingFlow
from responder_app.flows.moving import MovingFlow
from responder_app.flows.office import OfficeFlow
from responder_app.flows.practice import PracticeFlow
from responder_app.flows.practice_form import PracticeFormFlow
from responder_app.flows.record import RecordFlow
from responder_app.flows.refresh import RefreshFlow
from responder_app.flows.reports import ReportsFlow
from responder_app.flows.send import SendFlow
from responder_app.flows.settings import SettingsFlow
from responder_app.flows.share import ShareFlow
from responder_app.flows.stage import Stage
from responder_app.flows.sticks import StickFlow
from responder_app.flows.tray import TrayFlow
from responder_app.flows.urgent import UrgentFlow
from responder_app.flows.welcome import Arrival, WelcomeFlow
from responder_app.window_look import WindowLook
from responder_app.work.unlock import WhoIsIn
from ui.main_window import Session
from ui.screens.fault import FaultModel
from ui.tray import Tray
from ui.words import failures, phrases
from ui.words.translate import translate

RESPONDER_ROOMS = ("home", "record", "danger", "cases", "send", "guide", "reports", "settings")
STAFF = "staf_kelurahan"  # carries the mail of everybody on this laptop
DESK_ROOMS = ("desk", "cases", "send", "guide", "settings")


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Means:
    """What only the root can do for the conversations."""

    doorway: Doorway
    arrival: Arrival
    succeed: Callable[[], None]
    apply_look: Callable[[WindowLook], None]
    close: Callable[[], None]
    tray: Tray | None = None


def rooms_of(who: WhoIsIn) -> tuple[str, ...]:
    """The rooms of a person: who carries everybody's mail has the office beside her own."""
    rooms = DESK_ROOMS if who.at_desk else RESPONDER_ROOMS
    if who.role != STAFF:
        return rooms
    place = rooms.index("send") + 1
    return (*rooms[:place], "office", *rooms[place:])


class House:
    """The conversations of one window, from the door to the lock."""

    def __init__(self, stage: Stage, means: Means, look: WindowLook) -> None:
        self._stage = stage
        self._means = means
        self._notice = means.doorway.notice
        self._labels = Labels()
        self._who: WhoIsIn | None = None
        self.settings = SettingsFlow(stage, look, self._apply)
        self.door = DoorFlow(stage, means.doorway)
        self.welcome = WelcomeFlow(stage, means.arrival)
        self._inside_made = False
        stage.routes["come_in"] = self._come_in
        stage.routes["enter"] = self.door.enter
        stage.routes["again"] = self._show_again
        self.guide = GuideFlow(stage)
        self.office, self.sticks = OfficeFlow(stage), StickFlow(stage)
        self.tray = TrayFlow(stage, means.tray) if means.tray is not None else None
        if self.tray is not None:
            self.tray.set_on(look.tray)
        if means.doorway.desk is not None:
            stage.window.demo_desk_asked.connect(means.doorway.desk)
        stage.window.room_asked.connect(lambda room: stage.go(room))
        stage.window.fault.close_asked.connect(means.close)
        stage.window.fault.retry_asked.connect(self._show_again)
        self.choosing = ChoosingFlow(stage)
        self.recording = RecordFlow(stage)
        self.locking = LockingFlow(stage, self.recording, means.succeed)
        self.locking.minutes = look.lock_minutes
        self.urgent = UrgentFlow(stage, means.arrival.laptop.device)
        self.refresh = RefreshFlow(stage, {"door": self._at_door, "office": self.office.ask})

    def on_changes(self, changes: Changes) -> None:
        """From the Keeper, on the window's thread."""
        self.refresh.on_changes(changes)

    def tick(self) -> None:
        """Each second."""
        self.refresh.tick()
        if self.tray is not None:
            self.tray.tick()
        self.urgent.tick()
        self.locking.tick()

    def _at_door(self) -> None:
        self.door.count()
        self.urgent.ask()

    def show_bug(self, kind: str) -> None:
        """A calm page for a defect of ours; ``kind`` is a type's name, never content."""
        words = failures.failure("")
        self._stage.window.fault.present(
            FaultModel(words.what, words.what, words.safe, words.todo, kind, True)
        )
        self._stage.window.show_room("fault")

    def _apply(self, look: WindowLook) -> None:
        self._means.apply_look(look)
        if hasattr(self, "locking"):
            self.locking.minutes = look.lock_minutes
        if self.tray is not None:
            self.tray.set_on(look.tray)
        if self._who is not None:
            self._dress(self._who)

    def _come_in(self, who: WhoIsIn) -> None:
        """A person is in: her rooms are made, and the first one is shown."""
        self._who = who
        here = self._stage.here
        here.icon = ICONS[who.icon % len(ICONS)]
        here.role, here.at_desk = who.role, who.at_desk
        here.city = who.area[:4]
        self._dress(who)
        self._make_rooms()
        self._stage.go("desk" if who.at_desk else "home")

    def _dress(self, who: WhoIsIn) -> None:
        here = self._stage.here
        self._stage.window.set_session(
            Session(
                here.icon,
                phrases.icon_word(here.icon),
                phrases.role_word(who.role),
                rooms_of(who),
                translate("flows", "Demo: nothing here is real.") if who.demo else "",
                self._means.doorway.desk is not None,
            )
        )

    def _make_rooms(self) -> None:
        stage = self._stage
        home, cases, send = HomeFlow(stage), CasesFlow(stage), SendFlow(stage)
        case, danger = CaseFlow(stage, self._labels), DangerFlow(stage)
        desk, reports = DeskFlow(stage, self._labels), ReportsFlow(stage, self._labels)
        practice, trial = PracticeFlow(stage), PracticeFormFlow(stage)
        moving = MovingFlow(stage)
        sharing, checking = ShareFlow(stage, self._labels), ConflictsFlow(stage, self._labels)
        self._rooms = (home, cases, send, case, danger, desk, reports, practice, trial, moving)
        self._between = (sharing, checking)
        stage.window.guide.back_asked.connect(self._show_first)
        stage.window.guide.asked.connect(self.guide.on_asked)
        stage.window.guide.print_asked.connect(self.guide.on_print)
        self.refresh = RefreshFlow(
            stage,
            {
                "home": home.ask,
                "cases": cases.ask,
                "send": send.ask,
                "office": self.office.ask,
                "case": case.ask,
                "share": sharing.ask,
                "conflict": checking.ask,
                "desk": desk.ask,
                "reports": reports.ask,
            },
        )

    def _show_first(self) -> None:
        self._stage.go("desk" if self._stage.here.at_desk else "home")

    def _show_again(self) -> None:
        """After another language, or when a fault was looked at: the room in front, anew."""
        if self._who is not None:
            self._show_first()
        elif self._stage.window.room() == "welcome":
            self._stage.go("welcome")
        else:
            self._stage.go("door")
