"""What one laptop may ask of the city: how often, how many streams at once, how slowly.

Kept per process and in memory: a limit that is forgotten at a restart harms nobody. Figures are
those of sync-security.md 5.3. Too many streams never turn the newest away, because a laptop on a
bad line opens a new one while the old still look alive here: the oldest ends instead.
"""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_REMEMBERED = 4_096
_AHEAD = 256 * 1024


class Ended(Exception):
    """A newer stream of the same laptop took this one's place."""


class TooSlow(Exception):
    """The body came more slowly than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``grace``: seconds of silence, and seconds before ``slowest`` bytes a second count."""

    per_minute: int = 30
    burst: int = 60
    streams: int = 4
    grace: float = 90.0
    slowest: float = 200.0


# A demo answers one computer only, on which benchmarks and kill campaigns are run.
DEMO = Limits(per_minute=6_000, burst=6_000)


def limits_of(*, demo: bool) -> Limits:
    """The limits of a city."""
    return DEMO if demo else Limits()


class Turnstile:
    """Requests a laptop and minute. Safe in threads. ``clock``: seconds that never go back."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = limits.per_minute / 60
        self._burst = limits.burst
        self._clock = clock
        self._left: dict[bytes, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, device: bytes) -> int:
        """0 lets the laptop in and counts it; else the seconds until it would be let in."""
        with self._lock:
            now = self._clock()
            if len(self._left) > _REMEMBERED:
                self._forget(now)
            left = self._now_left(device, now)
            if left < 1:
                return math.ceil((1 - left) / self._rate)
            self._left[device] = (left - 1, now)
            return 0

    def _now_left(self, device: bytes, now: float) -> float:
        left, at = self._left.get(device, (float(self._burst), now))
        return min(float(self._burst), left + (now - at) * self._rate)

    def _forget(self, now: float) -> None:
        """Drop whoever has the whole burst again."""
        for device in [one for one in self._left if self._now_left(one, now) >= self._burst]:
            del self._left[device]


class Body:
    """One request's body as it comes; ``end`` stops it from elsewhere on the same loop.

    It is read ahead while what came before is being stored: a server drops what it holds of a body
    the moment the client is cut off, and what has arrived must not be lost.
    """

    def __init__(
        self,
        receive: Callable[[], Awaitable[Any]],
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._receive = receive
        self._limits = limits
        self._clock = clock
        self._waiting: deque[bytes] = deque()
        self._news = asyncio.Event()
        self._room = asyncio.Event()
        self._ended = False
        self._reading: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Body:
        """Begin to read ahead, before anything else is done."""
        self._reading = asyncio.ensure_future(self._read_ahead())
        self._reading.add_done_callback(lambda _: self._news.set())
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Read no more."""
        if self._reading is not None:
            self._reading.cancel()

    def end(self) -> None:
        """Read no more: whoever waits for the next piece hears ``Ended``."""
        self._ended = True
        self._news.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Each piece, inside ``async with``.

        Raises ``ConnectionResetError`` (the client is gone), ``TooSlow``, ``Ended``.
        Silence may last ``grace``; a whole body may last ``grace`` plus its bytes at ``slowest``.
        """
        while not self._ended:
            if self._waiting:
                piece = self._waiting.popleft()
                self._room.set()
                yield piece
            elif self._reading is None or self._reading.done():
                if self._reading is not None:
                    self._reading.result()
                return
            else:
                self._news.clear()
                await self._news.wait()
        raise Ended

    async def _read_ahead(self) -> None:
        allowed, more = self._limits.grace, True
        while more:
            asked = self._clock()
            if allowed <= 0:
                raise TooSlow
            try:
                patience = min(self._limits.grace, allowed)
                event = await asyncio.wait_for(self._receive(), patience)
            except TimeoutError as error:
                raise TooSlow from error
            if event["type"] != "http.request":
                raise ConnectionResetError("client went away")
            more, piece = event.get("more_body", False), event["body"]
            allowed += len(piece) / self._limits.slowest - (self._clock() - asked)
            if piece:
                self._waiting.append(piece)
                self._news.set()
            while sum(map(len, self._waiting)) > _AHEAD:
                self._room.clear()
                await self._room.wait()


class OpenStreams:
    """Which bodies of which laptop are being read now. Lives on the event loop alone."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.streams
        self._open: dict[bytes, list[Body]] = {}

    @contextmanager
    def entered(self, device: bytes, body: Body) -> Iterator[None]:
        """Count a body while it is read; the oldest beyond the limit ends."""
        bodies = self._open.setdefault(device, [])
        bodies.append(body)
        if len(bodies) > self._most:
            bodies.pop(0).end()
        try:
            yield
        finally:
            if body in bodies:
                bodies.remove(body)
            if not bodies and self._open.get(device) is bodies:
                del self._open[device]
