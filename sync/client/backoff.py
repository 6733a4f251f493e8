"""How long to wait before the next try: at once at first, then with decorrelated jitter.

Times are seconds of a monotonic clock the caller reads; randomness is handed in.
"""

from __future__ import annotations

from collections.abc import Callable

from sync.protocol.limits import (
    BACKOFF_BASE,
    BACKOFF_CAP,
    BACKOFF_CAP_URGENT,
    EAGER_FOR,
)

_EAGER_STEPS = (0.0, 0.5, 1.0)


class Backoff:
    """Counts failures in a row. ``between(a, b)`` draws a float, ``random.uniform`` for one."""

    def __init__(self, between: Callable[[float, float], float]) -> None:
        self._between = between
        self._since: float | None = None
        self._failures = 0
        self._slept = BACKOFF_BASE

    def success(self) -> None:
        """The road works: forget every failure."""
        self._since = None
        self._failures = 0
        self._slept = BACKOFF_BASE

    def failure(self, now: float, *, urgent: bool, retry_after: int | None = None) -> float:
        """Seconds to wait after a failure at ``now``.

        Retries go on at once for two minutes (a broken line is usually back by then), unless the
        city named a time; afterwards between 30 s and 30 min. While something urgent waits never
        longer than 2 min, whatever was named: a box on the way may name hours.
        """
        if self._since is None:
            self._since = now
        self._failures += 1
        if retry_after is None and now - self._since < EAGER_FOR:
            return _EAGER_STEPS[min(self._failures, len(_EAGER_STEPS)) - 1]
        cap = BACKOFF_CAP_URGENT if urgent else BACKOFF_CAP
        self._slept = min(cap, self._between(BACKOFF_BASE, max(self._slept * 3, BACKOFF_BASE)))
        if retry_after is None:
            return self._slept
        return float(min(max(retry_after, 1), cap))
