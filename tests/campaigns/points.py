"""Where a process may die: every named step of the program, by the process that reaches it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

APP_STEPS = (
    "expected",
    "vault-before-commit",
    "vault-committed",
    "lay-before-commit",
    "laid",
    "inbound-done",
    "referral-committed",
)
COURIER_STEPS = (
    "courier-sent-frame",
    "courier-answer-received",
    "courier-took",
    "courier-papers-stored",
    "courier-pulled-stored",
    "courier-answer-stored",
    "inbound-before-commit",
    "inbound-stored",
    "receipt-noted",
)
CITY_STEPS = ("city-frame-verified", "city-frame-committed", "city-answer-built")
ENROL_STEPS = ("courier-enrol-answered", "courier-enrol-kept")
# A pack travels in no referral: tests/sync/client/test_packs.py kills at both.
PACK_STEPS = ("courier-pack-part", "courier-pack-file")
# Attachments neither: tests/sync/client/test_blobs_home.py kills at these.
BLOB_STEPS = ("blob-before-commit", "blob-laid", "blob-chunks-stored")
# Nor do sticks: tests/campaigns/test_stick_kills.py kills at each of these.
STICK_STEPS = (
    "stick-unfinished",
    "stick-named",
    "stick-read-back",
    "stick-carried",
    "stick-titipan-taken",
    "stick-titipan-written",
    "stick-answer-taken",
    "stick-homeward-removed",
    "relay-answer-kept",
    "relay-handed-on",
    "city-bundle-part",
    "city-homeward-named",
)
# Nobody is logged in: tests/campaigns/test_door_first.py kills at these.
DOOR_STEPS = ("door-file-written", "door-file-removed")

STEPS: dict[str, tuple[str, ...]] = {
    "cadre": APP_STEPS,
    "desk": tuple(step for step in APP_STEPS if step != "referral-committed"),
    "cadre-courier": COURIER_STEPS,
    "desk-courier": COURIER_STEPS,
    "city": CITY_STEPS,
}
# How often a story reaches a step; what is not named here it reaches once or twice.
_MOST = {
    ("cadre", "vault-before-commit"): 11,
    ("cadre", "vault-committed"): 11,
    ("desk", "vault-before-commit"): 3,
    ("desk", "vault-committed"): 3,
    ("desk", "expected"): 1,
    ("desk", "laid"): 1,
    ("desk", "lay-before-commit"): 1,
    ("cadre", "referral-committed"): 1,
    ("city", "city-frame-verified"): 4,
    ("city", "city-frame-committed"): 4,
    ("city", "city-answer-built"): 6,
}
_BY_CLOCK = 0.25
_LONGEST = 1.2


@dataclass(frozen=True)
class KillPoint:
    """Who dies, and where: at the ``count``-th time of ``step``, or ``after`` so many seconds."""

    victim: str
    step: str = ""
    count: int = 1
    after: float = 0.0

    @property
    def armed(self) -> str:
        """What the environment says."""
        return f"{self.step}:{self.count}" if self.step else ""

    def __str__(self) -> str:
        return f"{self.victim}@{self.armed or f'{self.after:.3f}s'}"


def points() -> list[KillPoint]:
    """Every reaching of every step that a story brings, once."""
    return [
        KillPoint(victim, step, count)
        for victim, steps in STEPS.items()
        for step in steps
        for count in range(1, _MOST.get((victim, step), 2) + 1)
    ]


def draw(dice: random.Random) -> Iterator[KillPoint]:
    """Points for ever: a quarter by the clock, the others from a shuffled deck of all of them."""
    deck: list[KillPoint] = []
    while True:
        if dice.random() < _BY_CLOCK:
            yield KillPoint(dice.choice(list(STEPS)), after=dice.uniform(0.0, _LONGEST))
            continue
        if not deck:
            deck = points()
            dice.shuffle(deck)
        yield deck.pop()
