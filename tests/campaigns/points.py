"""Where a process may die: every named step of the program, by the process that reaches it."""

from __future__ import annotations

import random
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

STEPS: dict[str, tuple[str, ...]] = {
    "cadre": APP_STEPS,
    "desk": tuple(step for step in APP_STEPS if step != "referral-committed"),
    "cadre-courier": COURIER_STEPS,
    "desk-courier": COURIER_STEPS,
    "city": CITY_STEPS,
}
_WEIGHTS = {"cadre": 6, "desk": 4, "cadre-courier": 3, "desk-courier": 3, "city": 2}
_MOST_COUNT = {"cadre": 4, "desk": 2, "cadre-courier": 2, "desk-courier": 2, "city": 4}
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


def draw(dice: random.Random) -> KillPoint:
    """A random point; a quarter of them by the clock instead of a step."""
    names = list(_WEIGHTS)
    victim = dice.choices(names, [_WEIGHTS[name] for name in names])[0]
    if dice.random() < _BY_CLOCK:
        return KillPoint(victim, after=dice.uniform(0.0, _LONGEST))
    return KillPoint(victim, dice.choice(STEPS[victim]), dice.randint(1, _MOST_COUNT[victim]))
