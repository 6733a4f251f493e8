"""What a verb is given from outside: the clock, chance, the compression dictionaries."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from data.content.dictionary import shipped


@dataclass(frozen=True, slots=True)
class World:
    """Passed to every verb that needs it, so that tests can turn the clock and tame chance.

    ``clock``: Unix seconds, as the laptop believes. ``random``: n unpredictable bytes.
    ``dictionaries``: compression dictionaries by number; ``dictionary_now`` the one to write with.
    """

    clock: Callable[[], int]
    random: Callable[[int], bytes]
    dictionaries: Mapping[int, bytes] = field(default_factory=dict)
    dictionary_now: int = 0

    def now(self) -> int:
        """Unix seconds."""
        return self.clock()


def real_world() -> World:
    """The clock and the chance of this machine, and the built-in dictionary."""
    found = shipped.dictionaries()
    return World(lambda: int(time.time()), os.urandom, found, shipped.CURRENT)


def local_time(moment: int) -> datetime:
    """A Unix moment in the laptop's own zone, for words."""
    return datetime.fromtimestamp(moment, tz=UTC).astimezone()
