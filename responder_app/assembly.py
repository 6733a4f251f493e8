"""The root of the app: it starts, joins and closes, in this order.

Before the first picture: 1 no core dumps, not dumpable, umask 077; 2 settings and folder; 3 one
app a home (or the successor of the one that locks); 4 log; 5 how the window looks, and the faces
of the vaults; 6 the window with the door, or the welcome page where nobody has a vault.

Behind the painted door, on a thread of its own so that the window answers: 7 everything else is
imported; 8 device key; 9 the Keeper with the mailbag; 10 the courier, a process of its own, unless
one runs. Then on the window's thread: 11 Bridge and conversations, and what the person wished
meanwhile; 12 a script, in a demo's home only. When the door has painted, a successor tells the
process before it to go.

Lock: cover the window (under 100 ms), keep the draft, commit what was pressed, lay; close the
Keeper (vault closed, key dropped); start the successor with ``close_fds``; end when it has painted,
at most two seconds later.

Stop: cover and hide, the same last work, close the Keeper, end children, quit Qt. The courier goes
on: mail moves with no window open. In a demo the conductor ends it by its id.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from data.model.problems import Fault
from data.store import steps
from data.store.faces import VaultFace, list_vaults
from responder_app.doorstep import Doorstep
from responder_app.logs import LogCode, event, open_log
from responder_app.settings import AppSettings, settings_for
from responder_app.single import OneApp
from responder_app.window_look import WindowLook, read_look
from ui.app import make_application, on_unexpected, set_language, set_look
from ui.main_window import MainWindow
from ui.words.translate import translate

if TYPE_CHECKING:
    from data.model.changes import Changes
    from responder_app.flows.house import House
    from responder_app.furnish import Opened
    from responder_app.processes import Processes

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
    """Carries news of other threads to the window's thread."""

    changed = Signal(object)
    opened = Signal(object)
    failed = Signal(object)


class _Root:
    """Everything one process holds, and the order in which it lets go."""

    def __init__(self, settings: AppSettings, asked: Asked, one: OneApp) -> None:
        self._settings = settings
        self._asked = asked
        self._one = one
        self._look = read_look(settings.home)
        if asked.lang is not None and not asked.successor_of:
            self._look = replace(self._look, language=asked.lang)
        self._notice = ""
        self._desk_home: Path | None = None
        self._processes: Processes | None = None
        self._opened: Opened | None = None
        self._house: House | None = None
        self._ending = False
        self._status = ENDED
        self._doorstep = Doorstep()
        self._mover = threading.Thread(target=self._open_store, name="moving-in")

    def live(self) -> int:
        """Start everything, run the window, end everything."""
        look = self._look
        self._application = application = make_application(
            sys.argv[:1], look.language, look.theme, look.text_size
        )
        event(LogCode.APP_STARTED)
        self._window = window = self._first_window()
        self._wire = wire = _Wire(window)
        queued = Qt.ConnectionType.QueuedConnection
        wire.opened.connect(self._move_in, queued)
        wire.failed.connect(self._on_not_opened, queued)
        on_unexpected(lambda _kind, error: self._on_bug(error))
        window.close_asked.connect(self._on_close)
        window.resize(1366, 768)
        window.show()
        QTimer.singleShot(0, self._painted)
        status: int = application.exec()
        if self._mover.ident is not None:
            self._mover.join()
        if self._opened is not None:
            self._opened.keeper.close(LOCK_SECONDS)
        event(LogCode.APP_ENDED)
        return status or self._status

    def _first_window(self) -> MainWindow:
        """The door, or the welcome page where nobody has a vault: what is seen first, no more."""
        if self._settings.demo:
            self._read_mark()
        faces = list_vaults(self._settings.home, int(time.time()))
        window = self._door(faces) if faces else self._welcome()
        self._doorstep.listen("lock", window.lock_asked)
        return window

    def _door(self, faces: Sequence[VaultFace]) -> MainWindow:
        from responder_app.flows.door_page import door_model
        from ui.screens.door import DoorScreen

        window = MainWindow({"door": DoorScreen})
        door, keep = window.door, self._doorstep
        desk = self._desk_home is not None
        door.present(door_model(faces, self._look.language, 0, self._notice, desk=desk))
        window.show_room("door")
        keep.listen("unlock", door.unlock_asked, lambda: door.set_busy(True))
        keep.listen("enrol", door.enrol_asked)
        keep.listen("language", door.language_changed)
        keep.listen("desk", door.demo_desk_asked)
        keep.listen("guide", door.guide_asked)
        keep.listen("urgent", door.urgent_asked)
        keep.listen("office", door.office_asked)
        return window

    def _welcome(self) -> MainWindow:
        from responder_app.flows.welcome_page import welcome_model
        from ui.screens.welcome import WelcomeScreen

        window = MainWindow({"welcome": WelcomeScreen})
        window.welcome.present(welcome_model((), self._notice))
        window.show_room("welcome")
        self._doorstep.listen("enrol", window.welcome.enrol_asked)
        return window

    def _read_mark(self) -> None:
        from responder_app.demo_mark import read_mark

        mark = read_mark(self._settings.home)
        if mark is not None and mark.passphrase:
            self._notice = translate(
                "flows", "Demo. The passphrase of this laptop is: {passphrase}"
            ).format(passphrase=mark.passphrase)
        self._desk_home = mark.desk_home if mark is not None else None

    def _painted(self) -> None:
        """The door is on the screen: the process before this one may go, and the rest may come."""
        event(LogCode.DOOR_SHOWN)
        if self._asked.successor_of:
            from responder_app.processes import end_predecessor

            end_predecessor(self._asked.successor_of)
        if not self._ending:
            self._mover.start()

    def _open_store(self) -> None:
        """On a thread of its own: import what the door did without, open the mailbag."""
        try:
            from responder_app import furnish
            from responder_app.processes import Processes

            language = self._look.language
            self._processes = Processes(self._settings, self._asked.script, language)
            self._opened = furnish.open_store(self._settings, self._processes, self._on_changes)
        except BaseException as error:  # the edge of this thread: told on the window's
            self._wire.failed.emit(error)
        else:
            self._wire.opened.emit(None)

    def _on_changes(self, changes: Changes) -> None:
        """On the Keeper's thread."""
        self._wire.changed.emit(changes)

    def _move_in(self) -> None:
        """Everything is there: the conversations begin, first with what was wished meanwhile."""
        from responder_app import furnish

        if self._ending or self._opened is None:
            return
        handles = furnish.Handles(
            self._application,
            self._window,
            self._notice,
            self._desk_home,
            self._succeed,
            self._apply,
            self._on_bug,
        )
        house, stage = furnish.move_in(self._settings, self._opened, handles, self._look)
        self._house = house
        self._wire.changed.connect(house.on_changes, Qt.ConnectionType.QueuedConnection)
        house.door.show()
        if "unlock" in self._doorstep.waits():
            self._window.door.set_busy(False)
        self._doorstep.pass_on()
        if self._asked.script is not None:
            from responder_app import script

            script.play(self._asked.script, self._application, self._window, stage, house)
        gc.freeze()  # what was made so far, stays: looking through it again and again is in vain
        gc.enable()

    def _apply(self, look: WindowLook) -> None:
        if self._processes is not None:
            self._processes.language = look.language
        set_look(self._application, look.theme, look.text_size)
        set_language(self._application, look.language)

    def _succeed(self) -> None:
        """The vault is settled: close it, let go of the home, start the one who paints the door."""
        if self._ending or self._opened is None:
            return
        self._ending = True
        self._opened.keeper.close(LOCK_SECONDS)
        event(LogCode.LOCKED)
        self._one.give_up()
        successor = self._opened.processes.successor
        child = successor()

        def leave() -> None:
            if child.poll() is not None:  # it ended before it could paint: once more
                successor()
            self._application.exit(ENDED)

        QTimer.singleShot(int(LOCK_SECONDS * 1000), leave)

    def _begin_again(self) -> None:
        """The person's answer to a mailbag that is gone: a new one, and the app opens anew."""
        from responder_app import furnish

        if self._ending or self._processes is None:
            return
        try:
            furnish.new_mailbag(self._settings.home)
        except Fault as fault:
            furnish.show_fault(self._window, fault.code.value, dict(fault.facts))
            return
        self._ending = True
        self._one.give_up()
        self._processes.successor()
        QTimer.singleShot(int(LOCK_SECONDS * 1000), lambda: self._application.exit(ENDED))

    def _on_close(self) -> None:
        """The window is going: the same last work as at locking, then the Keeper ends."""
        if self._ending:
            return
        self._ending = True
        if self._house is not None:
            self._house.locking.last_work()
        if self._opened is not None:
            self._opened.last_work()
            self._opened.keeper.close(LOCK_SECONDS)

    def _on_bug(self, error: object) -> None:
        """Something nobody expected: said by its type and place in the log, and calmly here."""
        event(LogCode.APP_BUG, bug=error if isinstance(error, BaseException) else None)
        if self._house is not None:
            self._house.show_bug(type(error).__name__)

    def _on_not_opened(self, error: BaseException) -> None:
        """Mailbag or device key cannot be used: a page says so; files stay as they are."""
        from responder_app import furnish

        gc.enable()
        self._status = REFUSED
        if self._asked.script is not None:
            event(LogCode.VAULT_TROUBLE, bug=error)
            self._application.exit(REFUSED)
        elif isinstance(error, Fault):
            event(LogCode.VAULT_TROUBLE, bug=error)
            facts: dict[str, object] = dict(error.facts)
            furnish.show_fault(self._window, error.code.value, facts, self._begin_again)
        else:
            self._on_bug(error)
            furnish.show_fault(self._window, "", {})
