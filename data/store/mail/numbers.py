"""Which op stood at which number of which writer: kept for ever, whatever leaves the mailbag.

From it a restored vault learns that it must start a new writer, a receipt can be judged after its
op left, and the door can say how many notes wait for their owner.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.store import steps
from data.store.cipher import Drawer

_TOP = "SELECT n, opid FROM laid WHERE writer = ? ORDER BY n DESC, opid LIMIT 1"
_AT = "SELECT opid FROM laid WHERE writer = ? AND n = ? ORDER BY opid"
_WRITERS = "SELECT DISTINCT writer FROM laid ORDER BY writer"
_CHAIN = "SELECT n, opid FROM laid WHERE writer = ? ORDER BY n, opid"
_EXPECT = "INSERT OR REPLACE INTO expect(writer, n, at) VALUES (?,?,?)"
_EXPECTED = "SELECT writer, n, at FROM expect ORDER BY writer, n"
_SETTLE = "DELETE FROM expect WHERE writer = ?"


@dataclass(frozen=True, slots=True)
class Expected:
    """A number promised before a vault's commit and not laid yet; ``at`` Unix seconds."""

    writer: bytes
    n: int
    at: int


class Numbers:
    """The pocket of writers' numbers."""

    _drawer: Drawer

    def writer_top(self, writer: bytes) -> tuple[int, bytes] | None:
        """The highest (n, opid) ever laid for a writer, or ``None``."""
        found = self._drawer.row(_TOP, writer)
        return (found[0], found[1]) if found else None

    def opids_at(self, writer: bytes, n: int) -> list[bytes]:
        """All opids ever laid at one number: one, or several where the chain forked."""
        return [row[0] for row in self._drawer.rows(_AT, writer, n)]

    def laid_chain(self, writer: bytes) -> list[tuple[int, bytes]]:
        """All (n, opid) ever laid for a writer, ascending."""
        return [(row[0], row[1]) for row in self._drawer.rows(_CHAIN, writer)]

    def writers(self) -> list[bytes]:
        """Every writer that ever laid something here."""
        return [row[0] for row in self._drawer.rows(_WRITERS)]

    def expect(self, writer: bytes, n: int, at: int) -> None:
        """Promise a number before the vault's commit that makes its op.

        A killed process keeps the promise; a power cut may take it back, and then only the door's
        count is one too low until the owner's next lay pass. No letter hangs on it.
        """
        self._drawer.run_lightly(_EXPECT, writer, n, at)
        steps.reached("expected")

    def expected(self) -> list[Expected]:
        """What was promised and not laid: the door says so many notes wait for their owner."""
        return [Expected(*row) for row in self._drawer.rows(_EXPECTED)]

    def settle_expected(self, writer: bytes) -> None:
        """After a full lay pass of the owner: every committed op of this writer has been laid."""
        self._drawer.run(_SETTLE, writer)
