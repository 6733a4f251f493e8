"""Deadlines as clock times: when something is due, and whether it is past."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment in Unix seconds, and what is due by then (a code the window words)."""

    due: int
    what: str

    def overdue(self, now: int) -> bool:
        """Whether it lies before ``now`` (Unix seconds)."""
        return now > self.due

    def left(self, now: int) -> int:
        """Seconds left; negative when past."""
        return self.due - now
