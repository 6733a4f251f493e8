"""The Keeper: the one thread that owns the mailbag's and the vault's connections.

Functions are sent to it and called with the store, one after the other; what they return comes
back as a future. After each, it tells what was changed. When nothing comes for a moment it carries
the write-ahead logs home and looks whether the courier has written.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from data.model.changes import Changes
from data.model.problems import Code, Fault
from data.store import reserve
from data.store.device import DeviceKeys
from data.store.mailbag import open_mailbag
from data.store.packing import Packing
from data.store.store import Store
from data.store.vault import VaultKey, open_database

P = ParamSpec("P")
R = TypeVar("R")

IDLE_SECONDS = 0.5
BETWEEN_STEPS = 0.03


@dataclass(slots=True)
class _Job:
    run: Callable[[Store], Any]
    future: Future[Any] = field(default_factory=Future)


class Keeper:
    """Starts with the mailbag; takes and gives back one vault at a time.

    ``on_changes`` is called on the Keeper's thread, after the commit, before the future is done.
    """

    def __init__(
        self,
        home: Path,
        device: DeviceKeys,
        on_changes: Callable[[Changes], None],
        *,
        packing: Packing | None = None,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._home = home
        self._device = device
        self.on_changes = on_changes
        self._packing = packing
        self._idle_seconds = idle_seconds
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._live, name="keeper", daemon=False)
        self._started: Future[None] = Future()

    def start(self) -> None:
        """Start the thread and open the mailbag. Raises the ``Fault`` of ``open_mailbag``."""
        self._thread.start()
        self._started.result()

    def submit(
        self, fn: Callable[Concatenate[Store, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> Future[R]:
        """Call ``fn(store, *args)`` on the Keeper's thread, in order.

        The future ends with its result, its ``Refusal`` or ``Fault``, or our own defect.
        After ``close`` it ends at once with ``Fault(STORE_CLOSED)``.
        """
        job = _Job(lambda store: fn(store, *args, **kwargs))
        with self._closing:
            if self._closed:
                job.future.set_exception(Fault(Code.STORE_CLOSED))
            else:
                self._jobs.put(job)
        return job.future

    def open_vault(self, key: VaultKey) -> Future[None]:
        """Open a vault's database. Ends with the ``Fault`` of ``open_database`` if refused."""
        return self.submit(_open, key)

    def close_vault(self) -> Future[None]:
        """Lock: after everything sent before, close the vault and forget its key."""
        return self.submit(_lock)

    def close(self, seconds: float | None = None) -> bool:
        """End: everything sent before is still done, then both files are closed.

        Waits at most ``seconds``; gives whether the thread has ended. May be called twice.
        """
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        try:
            store = Store(open_mailbag(self._home, self._device), self._packing)
        except BaseException as error:
            self._started.set_exception(error)
            return
        self._started.set_result(None)
        try:
            self._serve(store)
        finally:
            store.close()

    def _serve(self, store: Store) -> None:
        seen = store.mailbag.data_version()
        fresh = True  # the reserve, and logs left by a crash, are looked after once
        pause = self._idle_seconds
        while True:
            try:
                job = self._jobs.get(timeout=pause)
            except queue.Empty:
                if fresh:
                    fresh = self._tidy(store)
                    # Once idle, idle work goes on in short steps with a short ear between them.
                    pause = min(BETWEEN_STEPS, self._idle_seconds) if fresh else self._idle_seconds
                seen = self._look_at_road(store, seen)
                continue
            if job is None:
                return
            self._do(store, job)
            fresh, pause = True, self._idle_seconds
            if store.logs_are_long():
                self._tidy(store)

    def _do(self, store: Store, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        result, problem = None, None
        try:
            result = self._with_reserve(store, job)
        except Exception as error:  # the Keeper's edge: whatever it is goes to who asked
            problem = error
        try:
            self._tell(store)
        except Exception as error:  # a listener's defect must not end the Keeper
            problem = problem or error
        if problem is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(problem)

    def _with_reserve(self, store: Store, job: _Job) -> Any:
        """Run a job; on a full disk give up the reserve and try it once more."""
        try:
            return job.run(store)
        except Fault as fault:
            if fault.code is not Code.DISK_FULL or not reserve.give_up(self._home):
                raise
        return job.run(store)

    def _tell(self, store: Store) -> None:
        changes = store.take_changes()
        if not changes.empty:
            self.on_changes(changes)

    def _look_at_road(self, store: Store, seen: int) -> int:
        try:
            version = store.mailbag.data_version()
        except Fault:
            return seen  # who next asks for the mailbag is told
        if version != seen:
            self.on_changes(Changes(road=True))
        return version

    def _tidy(self, store: Store) -> bool:
        """A step of idle work; True when the next idle moment should go on with it."""
        try:
            more = store.tidy()
            reserve.take(self._home)
        except Fault:
            return False  # busy or full: after the next job it is tried again, and saves say it
        return more


def _open(store: Store, key: VaultKey) -> None:
    store.open(open_database(key))


def _lock(store: Store) -> None:
    store.lock()
