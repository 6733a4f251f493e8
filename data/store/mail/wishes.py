"""Attachments somebody of this laptop wants to see: asked for until every chunk is here.

Chunks come in any order, over any road, and count by themselves. When all are here, their hash is
compared once; if it is another, all are forgotten and asked for again, three times at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, overload

from data.ops.blob import blob_of, chunk_size, fits
from data.store import steps
from data.store.cipher import Drawer

DAMAGED: Final = "damaged"
MOST_TRIES: Final = 3
Octets = bytes  # a face has a field of that name

_WISH = (
    "INSERT INTO blob_wish(blob, owner, bytes, chunks, wished_at) VALUES (?,?,?,?,?)"
    " ON CONFLICT(blob, owner) DO UPDATE SET"
    " refused = '', tries = 0, wished_at = excluded.wished_at"
)
_OF_OWNER = (
    "SELECT w.blob, w.bytes, w.chunks,"
    " (SELECT count(*) FROM blob_chunk c WHERE c.blob = w.blob), w.refused"
    " FROM blob_wish w WHERE w.owner = ? ORDER BY w.wished_at, w.blob"
)
_OPEN = (
    "SELECT w.blob, max(w.bytes), max(w.chunks) FROM blob_wish w GROUP BY w.blob"
    " HAVING min(w.refused <> 'damaged') ORDER BY min(w.wished_at), w.blob"
)
_ONE = "SELECT bytes, chunks, max(tries) FROM blob_wish WHERE blob = ? GROUP BY bytes, chunks"
_HERE = "SELECT i FROM blob_chunk WHERE blob = ? ORDER BY i"
_COUNT_HERE = "SELECT count(*) FROM blob_chunk WHERE blob = ?"
_PUT = "INSERT OR IGNORE INTO blob_chunk(blob, i, body) VALUES (?,?,?)"
_CHUNK = "SELECT body FROM blob_chunk WHERE blob = ? AND i = ?"
_LAID = "SELECT 1 FROM blob WHERE blob = ?"
_REFUSE = "UPDATE blob_wish SET refused = ? WHERE blob = ? AND refused <> ?"
_TRIED = "UPDATE blob_wish SET tries = ?, refused = ? WHERE blob = ?"
_DROP = "DELETE FROM blob_wish WHERE blob = ? AND owner = ?"
_IS_WISHED = "SELECT 1 FROM blob_wish WHERE blob = ?"
_DROP_CHUNKS = "DELETE FROM blob_chunk WHERE blob = ?"


@dataclass(frozen=True, slots=True)
class WishFace:
    """One wish of one vault. ``here_chunks``: of ``chunks``, so many lie here.

    ``refused``: why the city hands out nothing now: ``not-there`` (it lacks some of it itself, or
    knows no such attachment that may come here), ``damaged`` (three times its bytes did not fit
    their hash: not asked for any more); empty: it comes.
    """

    blob: Octets
    bytes: int
    chunks: int
    here_chunks: int
    refused: str


class Wishes:
    """The pocket of attachments on their way down."""

    _drawer: Drawer

    def wish_blob(self, blob: bytes, bytes: int, chunks: int, owner: bytes, now: int) -> None:
        """Wish an attachment, as a letter's ``att`` names it, for a vault (16 B); again: try anew.

        Raises ``ValueError`` for sizes no attachment has.
        """
        if not fits(bytes, chunks):
            raise ValueError("no attachment has these sizes")
        with self._drawer.transaction():
            self._drawer.run(_WISH, blob, owner, bytes, chunks, now)

    def wishes(self, owner: bytes) -> list[WishFace]:
        """What a vault wishes for, oldest first."""
        return [WishFace(*row) for row in self._drawer.rows(_OF_OWNER, owner)]

    def open_wishes(self) -> list[tuple[bytes, list[tuple[int, int]]]]:
        """(blob, ranges lo..hi that are not here, both included) over all vaults, oldest first."""
        found = []
        for blob, _size, chunks in self._drawer.rows(_OPEN):
            here = [row[0] for row in self._drawer.rows(_HERE, blob)]
            missing = _gaps(here, chunks)
            if missing:
                found.append((blob, missing))
        return found

    def put_chunks(self, blob: bytes, chunks: Iterable[tuple[int, bytes]], now: int) -> bool:
        """Lay chunks that came, in one transaction; those nobody wished for are passed over.

        Gives whether the attachment is whole now, its hash compared.
        """
        with self._drawer.transaction():
            known = self._drawer.row(_ONE, blob)
            if known is None:
                return False
            size, count, tries = known
            if self._count(blob) == count:
                return True
            fitting = [
                (blob, i, body) for i, body in chunks if body and len(body) == chunk_size(size, i)
            ]
            self._drawer.run_many(_PUT, fitting)
            whole = self._count(blob) == count
            if whole and blob_of(self.blob_chunks(blob)) != blob:
                if not self._drawer.row(_LAID, blob):
                    self._drawer.run(_DROP_CHUNKS, blob)
                word = DAMAGED if tries + 1 >= MOST_TRIES else ""
                self._drawer.run(_TRIED, tries + 1, word, blob)
                whole = False
            elif fitting:
                self._drawer.run(_REFUSE, "", blob, "")
        steps.reached("blob-chunks-stored")
        return bool(whole)

    def blob_arrived(self, blob: bytes) -> bool:
        """Whether a wished attachment lies here whole, its hash compared."""
        known = self._drawer.row(_ONE, blob)
        return known is not None and self._count(blob) == int(known[1])

    def blob_chunks(self, blob: bytes) -> Sequence[bytes]:
        """The chunks that lie here, in order, each read when it is looked at."""
        return _Lying(self._drawer, blob, [row[0] for row in self._drawer.rows(_HERE, blob)])

    def refuse_wish(self, blob: bytes, word: str) -> None:
        """Note why the city hands out nothing of it now."""
        self._drawer.run(_REFUSE, word, blob, word)

    def drop_wish(self, blob: bytes, owner: bytes) -> None:
        """A vault has taken it, or wants it no more; chunks go with the last who does."""
        with self._drawer.transaction():
            self._drawer.run(_DROP, blob, owner)
            if not self._drawer.row(_IS_WISHED, blob) and not self._drawer.row(_LAID, blob):
                self._drawer.run(_DROP_CHUNKS, blob)

    def _count(self, blob: bytes) -> int:
        found = self._drawer.row(_COUNT_HERE, blob)
        return int(found[0]) if found else 0


class _Lying(Sequence[bytes]):
    """Chunks of one attachment as they lie in the drawer."""

    def __init__(self, drawer: Drawer, blob: bytes, places: list[int]) -> None:
        self._drawer, self._blob, self._places = drawer, blob, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[bytes]:
        return (self[at] for at in range(len(self._places)))

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self._places)))]
        found = self._drawer.row(_CHUNK, self._blob, self._places[at])
        if found is None:
            raise IndexError(at)
        body: bytes = found[0]
        return body


def _gaps(here: Sequence[int], count: int) -> list[tuple[int, int]]:
    """The ranges of 0..count-1 that are not in ``here`` (ascending)."""
    gaps, start = [], 0
    for i in here:
        if i > start:
            gaps.append((start, i - 1))
        start = max(start, i + 1)
    if start < count:
        gaps.append((start, count - 1))
    return gaps
