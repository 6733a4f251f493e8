"""The mailbag's packs: what is on its way in parts, what lies whole beside it, what was refused.

Nothing here is verified but hashes; the app verifies signatures before it uses a pack, and says
here what it refused, so that the courier does not bring it again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.store.cipher import Drawer

PART, WHOLE, REFUSED = "part", "whole", "refused"
STICK: Final = "stick"
MOST_TRIES: Final = 3  # how often a pack whose bytes do not fit its hash is fetched anew
DAMAGED: Final = "damaged"

_FIELDS = "sha, seq, size, state, word, tries, at"
_ALL = f"SELECT {_FIELDS} FROM pack ORDER BY seq, sha"  # noqa: S608
_ONE = f"SELECT {_FIELDS} FROM pack WHERE sha = ?"  # noqa: S608
_PUT = (
    "INSERT INTO pack(sha, seq, size, state, word, tries, at) VALUES (?,?,?,?,?,?,?)"
    " ON CONFLICT(sha) DO UPDATE SET seq = excluded.seq, size = excluded.size,"
    " state = excluded.state, word = excluded.word, tries = excluded.tries, at = excluded.at"
)
_END = "SELECT COALESCE(MAX(start + length(body)), 0) FROM pack_part WHERE sha = ?"
_PUT_PART = "INSERT OR REPLACE INTO pack_part(sha, start, body) VALUES (?,?,?)"
_PARTS = "SELECT body FROM pack_part WHERE sha = ? ORDER BY start"
_DROP_PARTS = "DELETE FROM pack_part WHERE sha = ?"
_DROP_OTHERS = "DELETE FROM pack_part WHERE sha <> ?"
_FORGET_OTHERS = f"DELETE FROM pack WHERE sha <> ? AND state = '{PART}'"  # noqa: S608
_FORGET = "DELETE FROM pack WHERE sha = ?"


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack the mailbag knows: its hash (32 B), number, bytes, state, and since when (Unix s)."""

    sha: bytes
    seq: int
    size: int
    state: str
    word: str
    tries: int
    at: int


def pack_file(home: Path, seq: int, sha: bytes) -> Path:
    """Where a whole pack lies: ``pack-<number>-<8 hex digits of its hash>.pack``."""
    return home / f"pack-{seq}-{sha[:4].hex()}.pack"


class Packs:
    """The pocket of packs."""

    _drawer: Drawer

    def packs(self) -> list[PackRow]:
        """All packs known here, lowest number first."""
        return [PackRow(*row) for row in self._drawer.rows(_ALL)]

    def pack_on_its_way(self) -> tuple[PackRow, int] | None:
        """The pack that comes in parts, and how many bytes of it lie here; ``None`` if none."""
        coming = [row for row in self.packs() if row.state == PART]
        if not coming:
            return None
        found = self._drawer.row(_END, coming[-1].sha)
        return coming[-1], int(found[0]) if found else 0

    def put_pack_part(
        self, sha: bytes, seq: int, size: int, start: int, body: bytes, now: int
    ) -> int:
        """Lay one part; one that does not follow what lies here is passed over.

        Another pack's parts give way. Gives how many bytes lie here now.
        """
        with self._drawer.transaction():
            known = self._drawer.row(_ONE, sha)
            tries = PackRow(*known).tries if known else 0
            found = self._drawer.row(_END, sha)
            end = int(found[0]) if found else 0
            if start != end or end + len(body) > size or not body:
                return end
            self._drawer.run(_DROP_OTHERS, sha)
            self._drawer.run(_FORGET_OTHERS, sha)
            self._drawer.run(_PUT, sha, seq, size, PART, "", tries, now)
            self._drawer.run(_PUT_PART, sha, start, body)
        return end + len(body)

    def pack_bytes(self, sha: bytes) -> bytes | None:
        """All bytes of a pack whose parts are complete and fit its hash; else ``None``."""
        whole = b"".join(row[0] for row in self._drawer.rows(_PARTS, sha))
        return whole if hashlib.sha256(whole).digest() == sha else None

    def pack_damaged(self, row: PackRow, now: int) -> None:
        """Its bytes did not fit its hash: begin again, and after three times no more."""
        tries = row.tries + 1
        state, word = (REFUSED, DAMAGED) if tries >= MOST_TRIES else (PART, "")
        with self._drawer.transaction():
            self._drawer.run(_DROP_PARTS, row.sha)
            self._drawer.run(_PUT, row.sha, row.seq, row.size, state, word, tries, now)

    def pack_is_whole(self, sha: bytes, seq: int, size: int, now: int, *, word: str = "") -> None:
        """It lies beside the mailbag as a file now; parts are not needed any more.

        ``word``: ``stick`` where the courier did not bring it.
        """
        with self._drawer.transaction():
            self._drawer.run(_DROP_PARTS, sha)
            self._drawer.run(_PUT, sha, seq, size, WHOLE, word, 0, now)

    def pack_refused(self, sha: bytes, seq: int, size: int, word: str, now: int) -> None:
        """It may not be used (``word``: why); it is not asked for again."""
        with self._drawer.transaction():
            self._drawer.run(_DROP_PARTS, sha)
            self._drawer.run(_PUT, sha, seq, size, REFUSED, word, 0, now)

    def forget_pack(self, sha: bytes) -> None:
        """Its file is gone: the city may send it again."""
        with self._drawer.transaction():
            self._drawer.run(_DROP_PARTS, sha)
            self._drawer.run(_FORGET, sha)
