"""A line that breaks: forwards TCP to the city and cuts both ways after a given byte."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType

_NOTICED_AFTER = 2.0
_FORGOTTEN_AFTER = 20.0


class CuttingProxy:
    """Listens on a loopback port. ``cut_up``/``cut_down``: bytes after which the line breaks once.

    ``up`` and ``down`` count what was forwarded since the last ``arm``; ``pace``: seconds a piece
    of 1 KiB takes upward; while ``silent`` is set nothing passes and nobody is told. A list as
    ``kept`` gets what passed upward on each connection from then on.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.socket()
        # Small, so that a paced line is felt by the sender and not swallowed by this process.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._listener.settimeout(0.2)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._lock = threading.Lock()
        self.cut_up: int | None = None
        self.cut_down: int | None = None
        self.up = self.down = 0
        self.cuts = 0
        self.kept: list[bytearray] | None = None
        self.pace = 0.0
        self.silent = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def arm(self, *, up: int | None = None, down: int | None = None) -> None:
        """Break the line once after so many bytes counted from now; None: not at all."""
        with self._lock:
            self.cut_up, self.cut_down, self.up, self.down = up, down, 0, 0

    def __enter__(self) -> CuttingProxy:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join(5)
        self._listener.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            while self.silent.is_set() and not self._over.is_set():
                time.sleep(0.05)
            city = socket.create_connection(("127.0.0.1", self._target))
            pair = _Pair(client, city)
            for upward in (True, False):
                threading.Thread(target=self._pump, args=(pair, upward), daemon=True).start()

    def _pump(self, pair: _Pair, upward: bool) -> None:
        source, sink = (pair.laptop, pair.city) if upward else (pair.city, pair.laptop)
        passed = bytearray()
        if upward and self.kept is not None:
            self.kept.append(passed)
        with contextlib.suppress(OSError):
            while data := source.recv(1024 if self.pace and upward else 4096):
                if upward:
                    time.sleep(self.pace)
                if self.silent.is_set():
                    pair.fall_silent()
                    return
                allowed, cut = self._count(len(data), upward)
                sink.sendall(data[:allowed])
                passed += data[:allowed] if upward and self.kept is not None else b""
                if cut:
                    pair.lose_line()
                    return
        if not pair.lost:
            pair.end()

    def _count(self, size: int, upward: bool) -> tuple[int, bool]:
        """How many of ``size`` bytes may pass, and whether the line breaks after them."""
        with self._lock:
            limit = self.cut_up if upward else self.cut_down
            before = self.up if upward else self.down
            allowed = size if limit is None else max(0, min(size, limit - before))
            if upward:
                self.up += allowed
            else:
                self.down += allowed
            if limit is None or before + size <= limit:
                return allowed, False
            self.cut_up = self.cut_down = None
            self.cuts += 1
            return allowed, True


class _Pair:
    """One connection and its continuation to the city."""

    def __init__(self, laptop: socket.socket, city: socket.socket) -> None:
        self.laptop = laptop
        self.city = city
        self.lost = False

    def fall_silent(self) -> None:
        """Nothing passes any more and nobody is told; the ends close much later."""
        self.lost = True
        gone = threading.Timer(_FORGOTTEN_AFTER, self.end)
        gone.daemon = True
        gone.start()

    def lose_line(self) -> None:
        """The laptop's connection breaks; the city notices much later, as with a lost modem."""
        self.lost = True
        with contextlib.suppress(OSError):
            self.laptop.shutdown(socket.SHUT_RDWR)
        self.laptop.close()
        noticed = threading.Timer(_NOTICED_AFTER, self.end)
        noticed.daemon = True
        noticed.start()

    def end(self) -> None:
        """Both ends close."""
        for one in (self.laptop, self.city):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
