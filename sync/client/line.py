"""What is known of the line: round trip, upward rate, and how long silence may last.

One ``Line`` lives as long as the courier; each connection reports to it.
"""

from __future__ import annotations

from sync.protocol.limits import (
    ASSUMED_RATE,
    FAST_LINE,
    SILENCE_BYTES,
    SILENCE_FLOOR,
    SILENCE_ROUND_TRIPS,
    SLOW_LINE,
    SLOWEST_RATE,
    WANT_FAST,
    WANT_SLOW,
)

_KEEP = 0.8


class Line:
    """Measured figures of the road. Rates in bytes a second, times in seconds."""

    def __init__(self) -> None:
        self.round_trip = 0.5
        self.sent = 0
        self.received = 0
        self.requests = 0
        self._bytes = 0.0
        self._time = 0.0

    @property
    def rate(self) -> float:
        """Bytes a second the wire takes, as last measured; never less than the slowest believed."""
        measured = self._bytes / self._time if self._time > 0 else ASSUMED_RATE
        return max(measured, SLOWEST_RATE)

    @property
    def fast(self) -> bool:
        """Whether larger buffers do not hide silence."""
        return self._time > 0 and self.rate >= FAST_LINE

    @property
    def want(self) -> int:
        """Bytes of pulled ops to ask for in one answer."""
        return WANT_FAST if self._time > 0 and self.rate >= SLOW_LINE else WANT_SLOW

    @property
    def silence(self) -> float:
        """Seconds without a piece taken or an answer after which the connection is given up."""
        return max(SILENCE_FLOOR, SILENCE_ROUND_TRIPS * self.round_trip + SILENCE_BYTES / self.rate)

    def connected(self, took: float) -> None:
        """A connection came up in ``took`` seconds: one round trip, more with TLS."""
        self.round_trip = took if took > self.round_trip else 0.5 * (self.round_trip + took)

    def piece(self, size: int, took: float) -> None:
        """The wire accepted ``size`` bytes ``took`` seconds after the piece before."""
        self._bytes = _KEEP * self._bytes + size
        self._time = _KEEP * self._time + max(took, 1e-6)
