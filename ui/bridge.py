"""The one way from the window to the Keeper's thread and back."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Result = TypeVar("Result")
Submit = Callable[..., "Future[Any]"]


@dataclass(frozen=True, slots=True, eq=False)
class _Parcel:
    """What one question came back with, and who asked."""

    future: Future[Any]
    then: Callable[[Any], None] | None
    fails: Callable[[BaseException], None] | None
    owner: weakref.ref[Any] | None
    key: tuple[int, str] | None
    number: int


class Bridge(QObject):
    """Sends functions to the Keeper and brings their results to the GUI thread.

    `submit(fn, *args)` is given, never imported; the Keeper calls `fn(store, *args)`.
    `then` and `fails` are called on the GUI thread, by one queued signal. A result is dropped when
    its owner is gone, and (for `ask` only) when the same owner has asked the same thing again.

    Signals:
        unhandled: an exception nobody took with `fails`.
        busy_changed: True while anything is under way.
    """

    unhandled = Signal(object)
    busy_changed = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, submit: Submit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._submit = submit
        self._numbers: dict[tuple[int, str], int] = {}
        self._running = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        fn: Callable[..., Result],
        *args: Any,
        then: Callable[[Result], None] | None = None,
        fails: Callable[[BaseException], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Read something. A later `ask` of the same function by the same owner replaces this."""
        key = None
        if owner is not None:
            key = (id(owner), getattr(fn, "__qualname__", type(fn).__name__))
        self._send(fn, args, then, fails, owner, key)

    def do(
        self,
        fn: Callable[..., Result],
        *args: Any,
        then: Callable[[Result], None] | None = None,
        fails: Callable[[BaseException], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Change something. Never replaced by a later one; only the answer may be dropped."""
        self._send(fn, args, then, fails, owner, None)

    def _send(
        self,
        fn: Callable[..., Any],
        args: tuple[Any, ...],
        then: Callable[[Any], None] | None,
        fails: Callable[[BaseException], None] | None,
        owner: object | None,
        key: tuple[int, str] | None,
    ) -> None:
        number = 0
        if key is not None:
            number = self._numbers.get(key, 0) + 1
            self._numbers[key] = number
        whose = weakref.ref(owner) if owner is not None else None
        future = self._submit(fn, *args)
        self._running += 1
        if self._running == 1:
            self.busy_changed.emit(True)
        parcel = _Parcel(future, then, fails, whose, key, number)
        future.add_done_callback(lambda _done: self._arrived.emit(parcel))

    @Slot(object)
    def _deliver(self, parcel: _Parcel) -> None:
        self._running -= 1
        if self._running == 0:
            self.busy_changed.emit(False)
        gone = parcel.owner is not None and parcel.owner() is None
        if gone and parcel.key is not None:
            self._numbers.pop(parcel.key, None)
        stale = parcel.key is not None and self._numbers.get(parcel.key) != parcel.number
        if gone or stale:
            return
        try:
            error = parcel.future.exception()
        except CancelledError:
            return
        if error is not None:
            if parcel.fails is not None:
                parcel.fails(error)
            else:
                self.unhandled.emit(error)
        elif parcel.then is not None:
            parcel.then(parcel.future.result())
