"""What the running transaction has touched, until the Keeper tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.model.changes import Changes


@dataclass(slots=True)
class Notes:
    """Collects ids of changed cases and drafts; ``take`` empties it."""

    cases: set[bytes] = field(default_factory=set)
    drafts: set[bytes] = field(default_factory=set)
    road: bool = False

    def take(self) -> Changes:
        """What was noted since the last ``take``."""
        changes = Changes(frozenset(self.cases), frozenset(self.drafts), self.road)
        self.forget()
        return changes

    def forget(self) -> None:
        """Throw the notes away: the transaction they belonged to was undone."""
        self.cases.clear()
        self.drafts.clear()
        self.road = False
