"""What this vault believes by itself: root, server keys, newest directory, newest receipt.

Whatever the mailbag says is a hint; it is checked against these.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.store.cipher import Drawer

ROOT, SERVER, DIRECTORY = "root", "server", "directory"

_GET = "SELECT v FROM pin WHERE k = ?"
_PUT = "INSERT OR REPLACE INTO pin(k, v) VALUES (?,?)"
_RECEIPT = "SELECT ep, srv, doc FROM receipt_pin"
_PUT_RECEIPT = "INSERT OR REPLACE INTO receipt_pin(one, ep, srv, doc) VALUES (1,?,?,?)"


@dataclass(frozen=True, slots=True)
class PinnedReceipt:
    """The newest receipt this vault has verified, its exact bytes included."""

    ep: int
    srv: int
    doc: bytes


class Pins:
    """The pins of one person."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def get(self, name: str) -> bytes | None:
        """A pin by name (ROOT, SERVER, ...), or ``None``."""
        found = self._drawer.row(_GET, name)
        return found[0] if found else None

    def put(self, name: str, value: bytes) -> None:
        """Set a pin."""
        self._drawer.run(_PUT, name, value)

    def directory(self) -> tuple[int, bytes] | None:
        """(seq, hash) of the newest verified directory document, or ``None``."""
        found = self.get(DIRECTORY)
        return (int.from_bytes(found[:8], "big"), found[8:]) if found else None

    def put_directory(self, seq: int, hash32: bytes) -> bool:
        """Pin a newer directory; an older or equal number is refused (False)."""
        known = self.directory()
        if known is not None and seq <= known[0]:
            return False
        self.put(DIRECTORY, seq.to_bytes(8, "big") + hash32)
        return True

    def receipt(self) -> PinnedReceipt | None:
        """The newest verified receipt, or ``None``."""
        found = self._drawer.row(_RECEIPT)
        return PinnedReceipt(*found) if found else None

    def put_receipt(self, doc: bytes, ep: int, srv: int) -> bool:
        """Pin a verified receipt if (ep, srv) is newer than the pinned one."""
        with self._drawer.transaction():
            known = self.receipt()
            if known is not None and (ep, srv) <= (known.ep, known.srv):
                return False
            self._drawer.run(_PUT_RECEIPT, ep, srv, doc)
        return True
