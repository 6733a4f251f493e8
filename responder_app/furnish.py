"""The second half of the start: Keeper, courier, Bridge and conversations, behind a painted door.

``open_store`` runs on a thread of its own while the window lives already; ``move_in`` then joins
the conversations on the window's thread. Only the root comes in here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from data.model.changes import Changes
from data.model.problems import Code, Fault
from data.store.device import DeviceKeys
from data.store.faces import VaultFace, list_vaults
from data.store.kdf_cost import FLOOR, START
from data.store.keeper import Keeper
from data.store.mailbag import set_aside
from data.store.packing import Packing
from data.store.store import Store
from data.store.vault import VaultKey, open_database, unlock
from responder_app.flows.door import Doorway
from responder_app.flows.house import House, Means
from responder_app.flows.stage import Stage
from responder_app.flows.welcome import Arrival
from responder_app.processes import Processes
from responder_app.settings import AppSettings
from responder_app.window_look import WindowLook
from responder_app.work import road
from responder_app.work import unlock as unlocking
from responder_app.work.enrol import Laptop
from responder_app.work.world import World, real_world
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.rooms import ROOMS
from ui.screens.fault import FaultModel
from ui.tray import Tray
from ui.words import failures

_BEGUN_AGAIN = frozenset({Code.MAILBAG_MISSING.value, Code.MAILBAG_DAMAGED.value})
COURIER_WATCH_MS = 20_000  # how soon a courier that was killed is missed


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands behind the window: the device's keys, the running Keeper, clock and chance."""

    device: DeviceKeys
    keeper: Keeper
    world: World
    processes: Processes

    def last_work(self) -> None:
        """What was pressed is committed and laid before the Keeper ends."""
        self.keeper.submit(unlocking.before_lock, self.world)


@dataclass(frozen=True, slots=True)
class Handles:
    """What the root alone can do. ``notice``: a demo's words; ``desk_home``: its desk's laptop."""

    application: QApplication
    window: MainWindow
    notice: str
    desk_home: Path | None
    succeed: Callable[[], None]
    apply_look: Callable[[WindowLook], None]
    on_bug: Callable[[object], None]


def open_store(
    settings: AppSettings, processes: Processes, on_changes: Callable[[Changes], None]
) -> Opened:
    """Device key, Keeper with the mailbag, courier. Raises the ``Fault`` of either file."""
    world = real_world()
    device = DeviceKeys.load_or_create(settings.home)
    packing = Packing(dict(world.dictionaries), use=world.dictionary_now)
    keeper = Keeper(settings.home, device, on_changes, packing=packing)
    keeper.start()
    try:
        keeper.submit(road.door).result()  # damage is said before anybody is asked to come in
    except Fault as fault:
        if fault.code is Code.MAILBAG_DAMAGED:
            keeper.close()
            raise
    processes.courier()
    return Opened(device, keeper, world, processes)


def move_in(
    settings: AppSettings, opened: Opened, handles: Handles, look: WindowLook
) -> tuple[House, Stage]:
    """Window, Bridge and conversations, joined; the door stays as it is on the screen."""
    window = handles.window
    window.furnish(ROOMS)
    bridge = Bridge(opened.keeper.submit, window)
    bridge.unhandled.connect(handles.on_bug)
    stage = Stage(window, bridge, opened.world, settings)
    stage.here.language = look.language
    stage.later = _later
    house = House(stage, _means(settings, opened, handles), look)
    clock = QTimer(window)
    clock.timeout.connect(house.tick)
    clock.start(1000)
    watch = QTimer(window)
    watch.timeout.connect(opened.processes.keep_courier)
    watch.start(COURIER_WATCH_MS)
    return house, stage


def show_fault(
    window: MainWindow,
    code: str,
    facts: dict[str, object],
    begin_again: Callable[[], None] | None = None,
) -> None:
    """The calm page, where no house could be made: files stay as they are.

    ``begin_again``: what a person may answer to a mailbag that is gone or damaged (and to nothing
    else).
    """
    window.furnish(ROOMS)
    words = failures.failure(code, **facts)
    again = begin_again if code in _BEGUN_AGAIN else None
    page = FaultModel(words.what, words.what, words.safe, words.todo, code, again is not None)
    window.fault.present(page)
    window.fault.close_asked.connect(window.close)
    if again is not None:
        window.fault.retry_asked.connect(again)
    window.show_room("fault")


def new_mailbag(home: Path) -> None:
    """Begin a new, empty mailbag; every vault lays its letters again. Raises ``Fault``.

    A damaged one is laid aside under another name; nothing of it is deleted.
    """
    set_aside(home)
    DeviceKeys.load_or_create(home).with_new_mailbag(home)


def _means(settings: AppSettings, opened: Opened, handles: Handles) -> Means:
    home, world = settings.home, opened.world

    def faces() -> list[VaultFace]:
        return list_vaults(home, world.now())

    desk = None
    if handles.desk_home is not None:
        desk = _calling(opened.processes.desk, handles.desk_home)
    laptop = Laptop(home, opened.device, FLOOR if settings.demo else START, settings.demo)
    return Means(
        Doorway(faces, _derive(world), _open_vault, handles.notice, desk),
        Arrival(laptop, faces, handles.notice),
        handles.succeed,
        handles.apply_look,
        lambda: _quiet(handles.window.close()),
        Tray(handles.window),
    )


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
