"""The four danger levels of domain.md 3, in order, and the deadlines that hang on them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Level(IntEnum):
    """How near and grave the danger is; a higher number is graver, and is ``pri`` on the road."""

    RENDAH = 1
    SEDANG = 2
    TINGGI = 3
    DARURAT = 4

    @property
    def word(self) -> str:
        """The stored word: rendah, sedang, tinggi, darurat."""
        return self.name.lower()

    @property
    def urgent(self) -> bool:
        """Whether it goes alone and first on the road (design.md 4c)."""
        return self >= Level.TINGGI

    @classmethod
    def of(cls, word: str) -> Level:
        """The level of a stored word. Raises ``KeyError`` for any other word."""
        return cls[word.upper()]


def highest(levels: Iterable[Level]) -> Level:
    """The gravest of some levels; RENDAH when there is none (a low score never means safe)."""
    return max(levels, default=Level.RENDAH)


HOUR = 3600
DAY = 24 * HOUR

# Seconds until a first answer of the UPTD is expected, by level (domain.md 3: segera is minutes,
# we take one hour as the outer edge of "now"; 24 h; 72 h; 7 days).
FIRST_SERVICE_SECONDS: dict[Level, int] = {
    Level.DARURAT: HOUR,
    Level.TINGGI: DAY,
    Level.SEDANG: 3 * DAY,
    Level.RENDAH: 7 * DAY,
}

# Seconds without ✔ after which the app says: phone the UPTD (design.md 4b, phone net).
PHONE_NET_SECONDS: dict[Level, int] = {
    Level.DARURAT: HOUR,
    Level.TINGGI: 2 * HOUR,
    Level.SEDANG: DAY,
    Level.RENDAH: 7 * DAY,
}

# Seconds until the worker looks again, by level (domain.md 2.11).
RECHECK_SECONDS: dict[Level, int] = {
    Level.DARURAT: DAY,
    Level.TINGGI: DAY,
    Level.SEDANG: 7 * DAY,
    Level.RENDAH: 14 * DAY,
}

# The deadline codes of the pathway table and their seconds.
DEADLINE_SECONDS: dict[str, int] = {"segera": HOUR, "24j": DAY, "72j": 3 * DAY, "7h": 7 * DAY}
