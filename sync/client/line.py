"""What is known of the line: round trip, rate each way, and how long silence may last.

One ``Line`` lives as long as the courier; each connection reports to it.
"""

from __future__ import annotations

from sync.protocol.limits import (
    ASSUMED_RATE,
    BULK_LINE,
    FAST_LINE,
    SEND_BUFFER_BULK,
    SEND_BUFFER_FAST,
    SEND_BUFFER_SLOW,
    SILENCE_BYTES,
    SILENCE_FLOOR,
    SILENCE_ROUND_TRIPS,
    SLOW_LINE,
    SLOWEST_RATE,
    SWALLOWED,
    WANT_FAST,
    WANT_SLOW,
)

_KEEP = 0.8
_LONGEST_ROUND_TRIP = 1.5


class _Meter:
    """A rate that forgets: bytes over seconds, older figures counting less."""

    def __init__(self) -> None:
        self._bytes = 0.0
        self._time = 0.0

    def add(self, size: int, took: float) -> None:
        self._bytes = _KEEP * self._bytes + size
        self._time = _KEEP * self._time + max(took, 1e-6)

    @property
    def rate(self) -> float | None:
        return self._bytes / self._time if self._time > 0 else None


class Line:
    """Measured figures of the road. Rates in bytes a second, times in seconds."""

    def __init__(self) -> None:
        self.round_trip = 0.5
        self.sent = 0
        self.received = 0
        self.requests = 0
        self.bulk = False
        self._up = _Meter()
        self._down = _Meter()

    @property
    def rate(self) -> float:
        """Bytes a second the wire takes, as last measured; never less than the slowest believed."""
        return max(self._up.rate or ASSUMED_RATE, SLOWEST_RATE)

    @property
    def down_rate(self) -> float:
        """Bytes a second that came down, as last measured; 0 before."""
        return self._down.rate or 0.0

    @property
    def fast(self) -> bool:
        """Whether larger buffers do not hide silence."""
        return (self._up.rate or 0.0) >= FAST_LINE

    @property
    def send_buffer(self) -> int:
        """Bytes the system may hold for us. While ``bulk`` goes (chunks, which are never sent whole
        again) more of them, where that is still less than a second: small ones leave a line with
        losses idle for a sixth of its time."""
        if self.fast:
            return SEND_BUFFER_FAST
        if self.bulk and (self._up.rate or 0.0) >= BULK_LINE:
            return SEND_BUFFER_BULK
        return SEND_BUFFER_SLOW

    @property
    def want(self) -> int:
        """Bytes of pulled ops to ask for in one answer."""
        return WANT_FAST if (self._down.rate or 0.0) >= SLOW_LINE else WANT_SLOW

    @property
    def silence(self) -> float:
        """Seconds without a piece taken or an answer after which the connection is given up."""
        return max(SILENCE_FLOOR, SILENCE_ROUND_TRIPS * self.round_trip + SILENCE_BYTES / self.rate)

    def connected(self, took: float) -> None:
        """A connection came up in ``took`` seconds; one lost packet must not count for long."""
        self.round_trip = 0.7 * self.round_trip + 0.3 * min(took, _LONGEST_ROUND_TRIP)

    def taken(self, size: int, before: int, took: float) -> None:
        """The wire took ``size`` bytes in ``took`` seconds, ``before`` bytes into the request.

        What the system's buffers swallow at the start says nothing of the wire.
        """
        if before >= SWALLOWED:
            self._up.add(size, took)

    def arrived(self, size: int, took: float) -> None:
        """An answer's body of ``size`` bytes came in ``took`` seconds; short ones say nothing."""
        if size >= WANT_SLOW // 2:
            self._down.add(size, took)
