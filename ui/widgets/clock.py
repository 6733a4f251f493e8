"""The response clock of a referral."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One point of the clock: when (worded), what, "done" | "here" | "todo"."""

    when: str
    what: str
    state: str
