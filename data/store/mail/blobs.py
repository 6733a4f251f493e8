"""Attachments that wait for the city: sealed chunks, laid by the app, carried by the courier.

They lie here until the city said that it has all of one and that every backup it could restore has
it too (``blobs_safe``), or until the letter was erased. A letter may leave before its attachment.
What the city lacks is its newest word (``blob_need``), also of attachments that do not lie here:
the vault that wrote them lays them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.ops.blob import SealedBlob, blob_of
from data.store import steps
from data.store.cipher import Drawer

Ranges = Sequence[tuple[int, int]]
Octets = bytes  # a face has a field of that name

_IS_GONE = "SELECT 1 FROM gone WHERE opid = ?"
_IS_LAID = "SELECT 1 FROM blob WHERE blob = ? AND opid = ?"
_LAY = "INSERT INTO blob(blob, opid, bytes, chunks, owner, laid_at) VALUES (?,?,?,?,?,?)"
_LAY_CHUNK = "INSERT OR IGNORE INTO blob_chunk(blob, i, body) VALUES (?,?,?)"
_LAID = "SELECT blob, opid FROM blob"
_FACES = (
    "SELECT b.blob, b.opid, b.bytes, b.chunks, b.owner, coalesce(i.pri, 0), b.laid_at,"
    " (SELECT sum(n.hi - n.lo + 1) FROM blob_need n WHERE n.blob = b.blob)"
    " FROM blob b LEFT JOIN item i ON i.opid = b.opid"
    " WHERE NOT EXISTS (SELECT 1 FROM blob_had h WHERE h.blob = b.blob)"
    " ORDER BY 6 DESC, b.laid_at, b.blob"
)
_STANDINGS = (
    "SELECT b.blob, b.opid, EXISTS (SELECT 1 FROM blob_had h WHERE h.blob = b.blob),"
    " EXISTS (SELECT 1 FROM blob_need n WHERE n.blob = b.blob),"
    " EXISTS (SELECT 1 FROM item i WHERE i.opid = b.opid)"
    " FROM blob b ORDER BY b.laid_at, b.blob"
)
_NEEDED = "SELECT DISTINCT blob FROM blob_need"
_NEED = "SELECT lo, hi FROM blob_need WHERE blob = ? ORDER BY lo"
_DROP_NEED = "DELETE FROM blob_need WHERE blob = ?"
_ADD_NEED = "INSERT OR REPLACE INTO blob_need(blob, lo, hi) VALUES (?,?,?)"
_HAD = "INSERT OR REPLACE INTO blob_had(blob, at) VALUES (?,?)"
_IS_HAD = "SELECT 1 FROM blob_had WHERE blob = ?"
_DROP_HAD = "DELETE FROM blob_had WHERE blob = ?"
_COUNT = "SELECT max(chunks) FROM blob WHERE blob = ?"
_CHUNK = "SELECT body FROM blob_chunk WHERE blob = ? AND i = ?"
_SAFE = (
    "DELETE FROM blob WHERE blob = ? AND NOT EXISTS (SELECT 1 FROM item i WHERE i.opid = blob.opid)"
)
_OF_LETTER = "SELECT blob FROM blob WHERE opid = ?"
_DROP = "DELETE FROM blob WHERE opid = ?"
_DROP_ALL = "DELETE FROM blob WHERE blob = ?"
_IS_WANTED = (
    "SELECT 1 FROM blob WHERE blob = ?1 UNION ALL SELECT 1 FROM blob_wish WHERE blob = ?1 LIMIT 1"
)
_DROP_CHUNKS = "DELETE FROM blob_chunk WHERE blob = ?"


@dataclass(frozen=True, slots=True)
class BlobFace:
    """An attachment that is not whole at the city, without its bytes.

    ``blob``: hash of its ciphertext (32 B); ``opid``: its letter; ``bytes``, ``chunks`` of
    ciphertext; ``sent_chunks``: how many of them the city had by its newest word, 0 before it
    spoke; ``owner``: id of the vault (16 B); ``pri``: of its letter while that waits too, else 0.
    """

    blob: Octets
    opid: Octets
    bytes: int
    chunks: int
    sent_chunks: int
    owner: Octets
    pri: int
    laid_at: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one attachment that lies here.

    ``had``: the city has all of it; ``lacking``: it named chunks it lacks; neither: it has not
    spoken. ``waits``: its letter still lies here as an item.
    """

    blob: bytes
    opid: bytes
    had: bool
    lacking: bool
    waits: bool


class Blobs:
    """The pocket of attachments on their way up."""

    _drawer: Drawer

    def lay_blobs(self, opid: bytes, owner: bytes, sealed: Iterable[SealedBlob], now: int) -> int:
        """Lay a letter's attachments, idempotent; each whole or not at all. Gives how many were
        new. Those of a letter known as gone are not laid."""
        new = 0
        for one in sealed:
            with self._drawer.transaction():
                if self._drawer.row(_IS_GONE, opid) or self._drawer.row(_IS_LAID, one.blob32, opid):
                    continue
                rows = ((one.blob32, i, body) for i, body in enumerate(one.chunks))
                self._drawer.run_many(_LAY_CHUNK, rows)
                self._drawer.run(_LAY, one.blob32, opid, one.size, one.count, owner, now)
                steps.reached("blob-before-commit")
            new += 1
            steps.reached("blob-laid")
        return new

    def blobs_laid(self) -> set[tuple[bytes, bytes]]:
        """(blob, opid) of everything that lies here for the city."""
        return {(row[0], row[1]) for row in self._drawer.rows(_LAID)}

    def blobs_needed(self) -> set[bytes]:
        """What the city's newest word lacks, whether it lies here or not."""
        return {row[0] for row in self._drawer.rows(_NEEDED)}

    def blobs_waiting(self) -> list[BlobFace]:
        """What is not whole at the city: gravest first, then oldest."""
        return [
            BlobFace(blob, opid, size, count, 0 if lacks is None else count - lacks, *rest)
            for blob, opid, size, count, *rest, lacks in self._drawer.rows(_FACES)
        ]

    def blob_standings(self) -> list[Standing]:
        """What is known of everything that lies here, oldest first."""
        return [
            Standing(row[0], row[1], *(bool(one) for one in row[2:]))
            for row in self._drawer.rows(_STANDINGS)
        ]

    def note_blob_needs(self, needs: Iterable[tuple[bytes, Ranges]], now: int) -> None:
        """The city's newest word: (blob, ranges lo..hi it lacks, both included); none: has all."""
        with self._drawer.transaction():
            for blob, ranges in needs:
                before = [(row[0], row[1]) for row in self._drawer.rows(_NEED, blob)]
                if ranges and before == list(ranges):
                    continue
                self._drawer.run(_DROP_NEED, blob)
                if ranges:
                    self._drawer.run(_DROP_HAD, blob)
                    self._drawer.run_many(_ADD_NEED, [(blob, lo, hi) for lo, hi in ranges])
                elif not self._drawer.row(_IS_HAD, blob):
                    self._drawer.run(_HAD, blob, now)

    def chunks_lacking(self, blob: bytes) -> list[tuple[int, int]]:
        """Ranges (both included) the city lacks of what lies here: all before it has spoken."""
        if self._drawer.row(_IS_HAD, blob):
            return []
        named = [(row[0], row[1]) for row in self._drawer.rows(_NEED, blob)]
        found = self._drawer.row(_COUNT, blob)
        count = found[0] if found and found[0] else 0
        return [(lo, min(hi, count - 1)) for lo, hi in named or [(0, count - 1)] if lo < count]

    def chunk(self, blob: bytes, i: int) -> bytes | None:
        """One sealed chunk that lies here, or ``None``."""
        found = self._drawer.row(_CHUNK, blob, i)
        return found[0] if found else None

    def blobs_safe(self, blobs: Iterable[bytes]) -> int:
        """Let go of what lies in every backup the city could restore; the letter must have left.

        Gives how many went.
        """
        count = 0
        with self._drawer.transaction():
            for blob in blobs:
                count += self._drawer.run(_SAFE, blob)
                _drop_unwanted(self._drawer, blob)
        return count

    def blob_holds(self, blob: bytes) -> bool:
        """Whether what lies here hashes to its name; what does not is let go, for the vault to lay
        it again."""
        found = self._drawer.row(_COUNT, blob)
        if not found or not found[0]:
            return False
        bodies = (self.chunk(blob, i) or b"" for i in range(found[0]))
        if blob_of(bodies) == blob:
            return True
        with self._drawer.transaction():
            self._drawer.run(_DROP_ALL, blob)
            self._drawer.run(_DROP_CHUNKS, blob)
        return False


def forget_letter(drawer: Drawer, opid: bytes) -> None:
    """Inside a transaction: a letter was erased, its attachments go with it."""
    blobs = [row[0] for row in drawer.rows(_OF_LETTER, opid)]
    drawer.run(_DROP, opid)
    for blob in blobs:
        _drop_unwanted(drawer, blob)


def _drop_unwanted(drawer: Drawer, blob: bytes) -> None:
    """Chunks, and what is known of them, go with the last who wants them."""
    if not drawer.row(_IS_WANTED, blob):
        for sql in (_DROP_CHUNKS, _DROP_NEED, _DROP_HAD):
            drawer.run(sql, blob)
