"""The audit chain: who looked, printed, shared, erased. It only grows, and it tells no names.

obj = HMAC-SHA256(audit key, object id)[:16]        the log alone does not say which case
h_i = SHA-256(h_{i-1} || u64 i || u64 at || act || 0 || obj)     h_0 = 32 zero bytes
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from data.store.cipher import Drawer

_START = bytes(32)
_LAST = "SELECT i, h FROM audit ORDER BY i DESC LIMIT 1"
_ADD = "INSERT INTO audit(i, at, act, obj, h) VALUES (?,?,?,?,?)"
_PAGE = "SELECT i, at, act, obj, h FROM audit WHERE i > ? ORDER BY i LIMIT ?"


class Act(StrEnum):
    """What was done; nothing else may stand in the chain."""

    UNLOCK = "unlock"
    UNLOCK_FAILED = "unlock-failed"
    LOCK = "lock"
    VIEW = "view"
    PRINT = "print"
    EXPORT = "export"
    SHARE = "share"
    SEND = "send"
    ACCEPT = "accept"
    ERASE = "erase"
    NOT_STORED = "not-stored"
    BACKUP = "backup"
    RESTORE = "restore"
    CLOCK = "clock"
    SETTINGS = "settings"
    NEW_WRITER = "new-writer"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the chain. ``at`` Unix seconds by the laptop's clock."""

    i: int
    at: int
    act: str
    obj: bytes
    h: bytes


class Audit:
    """The audit chain of one vault. ``key``: 32 bytes, from the vault's master key."""

    def __init__(self, drawer: Drawer, key: bytes) -> None:
        self._drawer = drawer
        self._key = key

    def add(self, act: Act, at: int, obj: bytes = b"") -> None:
        """Append one entry; ``obj`` is an id (a case, an op), never a name."""
        named = hmac.digest(self._key, obj, "sha256")[:16] if obj else bytes(16)
        with self._drawer.transaction():
            i, before = self.head()
            h = _link(before, i + 1, at, act.value, named)
            self._drawer.run(_ADD, i + 1, at, act.value, named, h)

    def head(self) -> tuple[int, bytes]:
        """(count, newest hash): what an ``a`` op carries, so that a cut tail shows."""
        found = self._drawer.row(_LAST)
        return (found[0], found[1]) if found else (0, _START)

    def page(self, after: int = 0, limit: int = 500) -> list[Entry]:
        """Entries after number ``after``."""
        return [Entry(*row) for row in self._drawer.rows(_PAGE, after, limit)]

    def first_broken(self) -> int | None:
        """The number of the first entry that does not fit the chain, or ``None`` when whole."""
        i, before = 0, _START
        while entries := self.page(i):
            for entry in entries:
                fits = _link(before, i + 1, entry.at, entry.act, entry.obj)
                if entry.i != i + 1 or entry.h != fits:
                    return i + 1
                i, before = entry.i, entry.h
        return None


def _link(before: bytes, i: int, at: int, act: str, obj: bytes) -> bytes:
    numbers = i.to_bytes(8, "big") + at.to_bytes(8, "big", signed=True)
    return hashlib.sha256(before + numbers + act.encode() + b"\0" + obj).digest()
