"""Referrals in their ten seconds: pressed, and still to be taken back.

A row outlives a crash: at the next unlock it is turned into its op like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.store.cipher import Drawer
from data.store.packing import Packing
from data.store.tables.notes import Notes

_PUT = "INSERT OR REPLACE INTO pending(id, rec, due_at, ticket, body) VALUES (?,?,?,?,?)"
_GET = "SELECT id, rec, due_at, ticket, body FROM pending WHERE id = ?"
_LIST = "SELECT id, rec, due_at, ticket, body FROM pending ORDER BY due_at, id"
_DUE = "SELECT id, rec, due_at, ticket, body FROM pending WHERE due_at <= ? ORDER BY due_at, id"
_TAKE = "DELETE FROM pending WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Pending:
    """A finished form that becomes an op at ``due_at`` (Unix seconds). ``body``: the app's JSON.

    ``id``: 16 bytes, the draft's own, so that *Batalkan* finds the way back.
    """

    id: bytes
    rec: bytes
    due_at: int
    ticket: str
    body: bytes


class PendingRows:
    """The pending table."""

    def __init__(self, drawer: Drawer, notes: Notes, packing: Packing) -> None:
        self._drawer = drawer
        self._notes = notes
        self._packing = packing

    def put(self, pending: Pending) -> None:
        """Begin the ten seconds."""
        body = self._packing.pack(pending.body)
        self._drawer.run(_PUT, pending.id, pending.rec, pending.due_at, pending.ticket, body)
        self._notes.cases.add(pending.rec)

    def get(self, id: bytes) -> Pending | None:
        """One pending row, or ``None``: too late to undo."""
        found = self._drawer.row(_GET, id)
        return self._pending(found) if found else None

    def due(self, now: int) -> list[Pending]:
        """Those whose ten seconds are over."""
        return [self._pending(row) for row in self._drawer.rows(_DUE, now)]

    def take(self, id: bytes) -> Pending | None:
        """Take a row out, once: whoever gets it turns it into the op, or back into the draft.

        Call it inside the transaction that does so.
        """
        if not self._drawer.in_transaction:
            raise ValueError("a pending row is taken only inside a transaction")
        found = self.get(id)
        if found is not None:
            self._drawer.run(_TAKE, id)
            self._notes.cases.add(found.rec)
        return found

    def _pending(self, row: tuple[Any, ...]) -> Pending:
        return Pending(*(*row[:4], self._packing.unpack(row[4])))

    def list(self) -> list[Pending]:
        """All pending rows, nearest first."""
        return [self._pending(row) for row in self._drawer.rows(_LIST)]
