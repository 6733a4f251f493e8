"""The root of the app: it builds, joins, starts and closes, in this order.

Start: 1 no core dumps, not dumpable, umask 077; 2 settings and folder; 3 one app a home (or the
successor of the one that locks); 4 log; 5 device key; 6 the Keeper with the mailbag; 7 the courier,
a process of its own, unless one runs; 8 window, Bridge, conversations; 9 the door; 10 a script,
in a demo's home only. When the door has painted, a successor tells the process before it to go.

Lock: cover the window (under 100 ms), keep the draft, commit what was pressed, lay; close the
Keeper (vault closed, key dropped); start the successor with ``close_fds``; end when it has painted,
at most two seconds later.

Stop: cover and hide, the same last work, close the Keeper, end children, quit Qt. The courier goes
on: mail moves with no window open. In a demo the conductor ends it by its id.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from data.model.changes import Changes
from data.model.problems import Fault
from data.store import steps
from data.store.device import DeviceKeys
from data.store.faces import VaultFace, list_vaults
from data.store.kdf_cost import FLOOR, START
from data.store.keeper import Keeper
from data.store.packing import Packing
from data.store.store import Store
from data.store.vault import VaultKey, open_database, unlock
from responder_app.demo_mark import read_mark
from responder_app.flows.door import Doorway
from responder_app.flows.house import House, Means
from responder_app.flows.settings import WindowLook, read_look
from responder_app.flows.stage import Stage
from responder_app.flows.welcome import Arrival
from responder_app.logs import LogCode, event, open_log
from responder_app.processes import Processes, end_predecessor
from responder_app.settings import AppSettings, settings_for
from responder_app.single import OneApp
from responder_app.work import unlock as unlocking
from responder_app.work.enrol import Laptop
from responder_app.work.world import World, real_world
from ui.app import make_application, on_unexpected, set_language, set_look
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.screens.fault import FaultModel
from ui.words import failures
from ui.words.translate import translate

PR_SET_DUMPABLE = 4
LOCK_SECONDS = 2.0
ENDED, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line, read once."""

    home: Path | None
    lang: str | None
    script: Path | None
    successor_of: int


def run(asked: Asked) -> int:
    """Open the app and stay until the last window closes or the successor has taken over."""
    harden()
    settings = settings_for(asked.home, lang=asked.lang or "id")
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if asked.script is not None and not settings.demo:
        print("--script works only in a demo's home.", file=sys.stderr)
        return REFUSED
    one = OneApp.take(settings.home, wait_for=asked.successor_of)
    if one is None:
        print("Satu Pintu sudah terbuka / is already open.", file=sys.stderr)
        return REFUSED
    open_log(settings.log)
    steps.arm(settings.home)
    with one:
        return _Root(settings, asked, one).live()


def harden() -> None:
    """First of all: nothing this process writes is for others, and it leaves no core behind."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


class _Wire(QObject):
    """Carries the Keeper's news to the window's thread."""

    changed = Signal(object)


class _Root:
    """Everything one process holds, and the order in which it lets go."""

    def __init__(self, settings: AppSettings, asked: Asked, one: OneApp) -> None:
        self._settings = settings
        self._asked = asked
        self._one = one
        self._world = real_world()
        self._processes = Processes(settings, asked.script, asked.lang or "id")
        self._keeper: Keeper | None = None
        self._ending = False
        self._house: House | None = None
        self._wire: _Wire | None = None

    def live(self) -> int:
        """Start everything, run the window, end everything."""
        try:
            device = DeviceKeys.load_or_create(self._settings.home)
            self._keeper = self._start_keeper(device)
            look = self._keeper.submit(read_look).result()
        except Fault as fault:
            return self._only_a_fault(fault)
        if self._asked.lang is not None and not self._asked.successor_of:
            look = WindowLook(self._asked.lang, look.theme, look.text_size, look.lock_minutes)
        self._processes.language = look.language
        self._processes.courier()
        application = make_application(sys.argv[:1], look.language, look.theme, look.text_size)
        event(LogCode.APP_STARTED)
        window = self._furnish(application, device, look)
        window.resize(1366, 768)
        window.show()
        QTimer.singleShot(0, self._painted)
        status: int = application.exec()
        self._keeper.close(LOCK_SECONDS)
        event(LogCode.APP_ENDED)
        return status

    def _painted(self) -> None:
        """The door is on the screen: the process before this one may go."""
        event(LogCode.DOOR_SHOWN)
        end_predecessor(self._asked.successor_of)

    def _start_keeper(self, device: DeviceKeys) -> Keeper:
        packing = Packing(dict(self._world.dictionaries), use=self._world.dictionary_now)
        keeper = Keeper(self._settings.home, device, self._on_changes, packing=packing)
        keeper.start()
        return keeper

    def _on_changes(self, changes: Changes) -> None:
        """On the Keeper's thread."""
        if self._wire is not None:
            self._wire.changed.emit(changes)

    def _furnish(
        self, application: QApplication, device: DeviceKeys, look: WindowLook
    ) -> MainWindow:
        """Window, Bridge and conversations, joined; the door is shown."""
        assert self._keeper is not None
        window = MainWindow()
        bridge = Bridge(self._keeper.submit, window)
        bridge.unhandled.connect(self._on_bug)
        on_unexpected(lambda _kind, error: self._on_bug(error))
        stage = Stage(window, bridge, self._world, self._settings)
        stage.here.language = look.language
        stage.later = _later
        self._house = house = House(stage, self._means(application, window, device), look)
        self._wire = wire = _Wire(window)
        wire.changed.connect(house.on_changes, Qt.ConnectionType.QueuedConnection)
        clock = QTimer(window)
        clock.timeout.connect(house.tick)
        clock.start(1000)
        window.close_asked.connect(self._on_close)
        house.door.show()
        if self._asked.script is not None:
            from responder_app import script

            script.play(self._asked.script, application, window, stage, house)
        return window

    def _means(self, application: QApplication, window: MainWindow, device: DeviceKeys) -> Means:
        home = self._settings.home
        mark = read_mark(home)
        notice, desk = "", None
        if mark is not None and mark.passphrase:
            notice = translate(
                "flows", "Demo. The passphrase of this laptop is: {passphrase}"
            ).format(passphrase=mark.passphrase)
        if mark is not None and mark.desk_home is not None:
            desk_home = mark.desk_home
            desk = _calling(self._processes.desk, desk_home)
        laptop = Laptop(home, device, FLOOR if self._settings.demo else START, self._settings.demo)
        return Means(
            Doorway(self._faces, _derive(self._world), _open_vault, notice, desk),
            Arrival(laptop, self._faces, notice),
            lambda: self._succeed(application),
            lambda look: self._apply(application, look),
            lambda: _quiet(window.close()),
        )

    def _faces(self) -> list[VaultFace]:
        return list_vaults(self._settings.home, self._world.now())

    def _apply(self, application: QApplication, look: WindowLook) -> None:
        self._processes.language = look.language
        set_look(application, look.theme, look.text_size)
        set_language(application, look.language)

    def _succeed(self, application: QApplication) -> None:
        """The vault is settled: close it, let go of the home, start the one who paints the door."""
        if self._ending or self._keeper is None:
            return
        self._ending = True
        self._keeper.close(LOCK_SECONDS)
        event(LogCode.LOCKED)
        self._one.give_up()
        self._processes.successor()
        QTimer.singleShot(int(LOCK_SECONDS * 1000), lambda: application.exit(ENDED))

    def _on_close(self) -> None:
        """The window is going: the same last work as at locking, then the Keeper ends."""
        if self._ending or self._keeper is None:
            return
        self._ending = True
        if self._house is not None:
            self._house.locking.last_work()
        self._keeper.submit(unlocking.before_lock, self._world)
        self._keeper.close(LOCK_SECONDS)

    def _on_bug(self, error: object) -> None:
        """Something nobody expected: said by its type and place in the log, and calmly here."""
        event(LogCode.APP_BUG, bug=error if isinstance(error, BaseException) else None)
        if self._house is not None:
            self._house.show_bug(type(error).__name__)

    def _only_a_fault(self, fault: Fault) -> int:
        """Mailbag or device key cannot be used: a page says so; files stay as they are."""
        event(LogCode.VAULT_TROUBLE, bug=fault)
        application = make_application(sys.argv[:1], self._settings.lang)
        window = MainWindow()
        words = failures.failure(fault.code.value, **dict(fault.facts))
        window.fault.present(
            FaultModel(words.what, words.what, words.safe, words.todo, fault.code.value)
        )
        window.fault.close_asked.connect(window.close)
        window.show_room("fault")
        window.resize(1366, 768)
        window.show()
        if self._asked.script is not None:
            return REFUSED
        application.exec()
        return REFUSED


def _later(seconds: float, act: Callable[[], None]) -> None:
    QTimer.singleShot(int(seconds * 1000), act)


def _quiet(_closed: bool) -> None:
    """A callable that gives something back, where nothing is wanted."""


def _calling(act: Callable[[Path], None], place: Path) -> Callable[[], None]:
    return lambda: act(place)


def _derive(world: World) -> Callable[[Store, VaultFace, str], VaultKey]:
    """Trying a passphrase, on the Keeper's thread: it takes the better part of a second."""

    def try_one(_store: Store, face: VaultFace, passphrase: str) -> VaultKey:
        return unlock(face, passphrase, world.now())

    return try_one


def _open_vault(store: Store, key: VaultKey) -> None:
    store.open(open_database(key))
