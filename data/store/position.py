"""A place in a scope's feed, as courier, mailbag and vault all name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Epoch, number, and the first 8 bytes of the opid there (empty before the first)."""

    ep: int = 0
    pos: int = 0
    opid8: bytes = b""

    def before(self, other: Position) -> bool:
        """Whether ``other`` lies further on."""
        return (self.ep, self.pos) < (other.ep, other.pos)
