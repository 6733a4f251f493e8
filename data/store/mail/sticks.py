"""Sticks: the files this laptop wrote onto them, and other people's files it carries unopened.

A letter is *dititipkan* when it stands in a file that was read back; whether the city has it
meanwhile says the receipt, never this pocket.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from data.store.cipher import Drawer

WRITING, CARRIED = "writing", "carried"
OUT, IN = "out", "in"
WAITING, DONE, REFUSED = "waiting", "done", "refused"

_FACE = "id, file, volume, written_at, size, sha, stream, seq, state"
_BUNDLES = f"SELECT {_FACE} FROM bundle ORDER BY written_at, id"  # noqa: S608
_BEGIN = f"INSERT INTO bundle({_FACE}) VALUES (?,?,?,?,?,?,?,?,?)"  # noqa: S608
_STATE = "UPDATE bundle SET state = ? WHERE id = ?"
_LETTER = "INSERT OR IGNORE INTO bundle_letter(id, opid) VALUES (?,?)"
_LETTERS = "SELECT opid FROM bundle_letter WHERE id = ? ORDER BY opid"
_CHUNK = "INSERT OR IGNORE INTO bundle_chunk(id, blob, lo, hi) VALUES (?,?,?,?)"
_CHUNKS = "SELECT blob, lo, hi FROM bundle_chunk WHERE id = ? ORDER BY blob, lo"
_DROP = (
    "DELETE FROM bundle_letter WHERE id = ?",
    "DELETE FROM bundle_chunk WHERE id = ?",
    "DELETE FROM bundle WHERE id = ?",
)
_CARRIED_IN = (
    "SELECT b.id, b.written_at, b.volume FROM bundle_letter l JOIN bundle b ON b.id = l.id"
    " WHERE l.opid = ? AND b.state = 'carried' ORDER BY b.written_at DESC, b.id LIMIT 1"
)
_ALL_CARRIED = (
    "SELECT l.opid, b.id, b.written_at, b.volume FROM bundle_letter l"
    " JOIN bundle b ON b.id = l.id WHERE b.state = 'carried' ORDER BY b.written_at, b.id DESC"
)
_FEW = 64  # opids asked for one by one; more are looked up in one walk over all
_TAKE = (
    "INSERT OR IGNORE INTO errand_for_others(sha, bundle, direction, taken_at, size, state, body)"
    " VALUES (?,?,?,?,?,'waiting',?)"
)
_TITIPAN = (
    "SELECT sha, bundle, direction, taken_at, size, state, word, tried_at, body IS NOT NULL"
    " FROM errand_for_others ORDER BY taken_at, sha"
)
_NOT_HANDED_ON = (
    "SELECT count(*), coalesce(sum(size), 0), min(taken_at) FROM errand_for_others"
    " WHERE direction = 'out' AND state = 'waiting' AND body IS NOT NULL"
)
_CARRIED_CHUNKS = (
    "SELECT c.blob, c.lo, c.hi FROM bundle_chunk c JOIN bundle b ON b.id = c.id"
    " WHERE b.state = 'carried' ORDER BY c.blob, c.lo"
)
_LACKING = (
    "SELECT blob, lo, hi FROM blob_need UNION"
    " SELECT blob, 0, chunks - 1 FROM blob b WHERE NOT EXISTS"
    " (SELECT 1 FROM blob_need n WHERE n.blob = b.blob) AND NOT EXISTS"
    " (SELECT 1 FROM blob_had h WHERE h.blob = b.blob)"
)
_BODY = "SELECT body FROM errand_for_others WHERE sha = ?"
_NOTE = "UPDATE errand_for_others SET state = ?, word = ?, tried_at = ? WHERE sha = ?"
_EMPTY = "UPDATE errand_for_others SET body = NULL WHERE sha = ?"
_OLDER_ANSWERS = "DELETE FROM errand_for_others WHERE direction = 'in' AND bundle = ? AND sha != ?"
_HELD_BYTES = "SELECT coalesce(sum(size), 0) FROM errand_for_others WHERE body IS NOT NULL"
_LEAST_NEEDED = (
    "SELECT sha, size FROM errand_for_others WHERE body IS NOT NULL AND state != 'waiting'"
    " ORDER BY taken_at, sha"
)


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A file of ours. ``sha``: of the whole file; ``stream`` and ``seq``: of the request in it."""

    id: bytes
    file: str
    volume: str
    written_at: int
    size: int
    sha: bytes
    stream: bytes
    seq: int
    state: str = WRITING


class Carried(NamedTuple):
    """Where a letter was entrusted: the newest read-back file it stands in."""

    bundle: bytes
    written_at: int
    volume: str


@dataclass(frozen=True, slots=True)
class Titipan:
    """A file of somebody else. ``direction``: "out" (to the city, as far as we know) or "in" (the
    city's answer). ``tried_at``: when the city last put it off; ``here``: its bytes still lie here.
    """

    sha: bytes
    bundle: bytes
    direction: str
    taken_at: int
    size: int
    state: str
    word: str
    tried_at: int
    here: bool


class Sticks:
    """The pocket of what travels by stick."""

    _drawer: Drawer

    def begin_bundle(
        self,
        bundle: WrittenBundle,
        letters: Iterable[bytes],
        chunks: Iterable[tuple[bytes, int, int]] = (),
    ) -> None:
        """Before a file is written: what it is and what stands in it. Counts for nothing yet.

        ``chunks``: (blob, lo, hi), both included.
        """
        with self._drawer.transaction():
            self._drawer.run(
                _BEGIN, bundle.id, bundle.file, bundle.volume, bundle.written_at, bundle.size,
                bundle.sha, bundle.stream, bundle.seq, WRITING,
            )  # fmt: skip
            self._drawer.run_many(_LETTER, ((bundle.id, opid) for opid in letters))
            self._drawer.run_many(_CHUNK, ((bundle.id, *one) for one in chunks))

    def bundle_carried(self, id: bytes) -> None:
        """The file was read back and is what was written: its letters are *dititipkan*."""
        self._drawer.run(_STATE, CARRIED, id)

    def forget_bundle(self, id: bytes) -> None:
        """The file is nowhere any more, or never was whole."""
        with self._drawer.transaction():
            for sql in _DROP:
                self._drawer.run(sql, id)

    def settle_bundle(self, id: bytes) -> None:
        """Everything in it is had and the file was removed; the row stays, to know copies of it."""
        with self._drawer.transaction():
            for sql in _DROP[:2]:
                self._drawer.run(sql, id)

    def bundles(self) -> list[WrittenBundle]:
        """Every file this laptop wrote, oldest first."""
        return [WrittenBundle(*row) for row in self._drawer.rows(_BUNDLES)]

    def letters_in(self, id: bytes) -> set[bytes]:
        """The opids in one file."""
        return {row[0] for row in self._drawer.rows(_LETTERS, id)}

    def chunks_in(self, id: bytes) -> list[tuple[bytes, int, int]]:
        """The chunks in one file: (blob, lo, hi), both included."""
        return [(row[0], row[1], row[2]) for row in self._drawer.rows(_CHUNKS, id)]

    def carried(self, opids: Collection[bytes]) -> dict[bytes, Carried]:
        """Those of ``opids`` that stand in a file that was read back, and in which (the newest).

        The caller leaves out what the city has: that is *terkirim*, not *dititipkan*.
        """
        if len(opids) > _FEW:
            wanted = set(opids)
            rows = self._drawer.rows(_ALL_CARRIED)  # the newest last: it stays
            return {row[0]: Carried(*row[1:]) for row in rows if row[0] in wanted}
        found = ((opid, self._drawer.row(_CARRIED_IN, opid)) for opid in opids)
        return {opid: Carried(*row) for opid, row in found if row}

    # other people's files -------------------------------------------------------------------

    def take_titipan(
        self, sha: bytes, bundle: bytes, direction: str, body: bytes, now: int, most_bytes: int
    ) -> bool:
        """Keep a file for somebody else; False where there is no room for it.

        What was delivered or refused makes room first, oldest first. The same file twice is one.
        An answer takes the place of an older answer to the same file.
        """
        with self._drawer.transaction():
            if direction == IN:
                self._drawer.run(_OLDER_ANSWERS, bundle, sha)
            held: int = (self._drawer.row(_HELD_BYTES) or (0,))[0]
            for old, size in self._drawer.rows(_LEAST_NEEDED):
                if held + len(body) <= most_bytes:
                    break
                self._drawer.run(_EMPTY, old)
                held -= size
            if held + len(body) > most_bytes:
                return False
            self._drawer.run(_TAKE, sha, bundle, direction, now, len(body), body)
        return True

    def all_titipan(self) -> list[Titipan]:
        """All files of others, oldest first, without their bytes."""
        return [
            Titipan(sha, bundle, way, at, size, state, word, tried, bool(here))
            for sha, bundle, way, at, size, state, word, tried, here in self._drawer.rows(_TITIPAN)
        ]

    def titipan(self) -> tuple[int, int, int | None]:
        """Files of others not handed on yet: how many, bytes, since when the oldest lies here."""
        count, size, oldest = self._drawer.row(_NOT_HANDED_ON) or (0, 0, None)
        return count, size, oldest

    def carried_blobs(self) -> set[bytes]:
        """Attachments every lacking chunk of which lies in a file that was read back."""
        carried: dict[bytes, list[tuple[int, int]]] = {}
        for blob, lo, hi in self._drawer.rows(_CARRIED_CHUNKS):
            carried.setdefault(blob, []).append((lo, hi))
        lacking: dict[bytes, list[tuple[int, int]]] = {}
        for blob, lo, hi in self._drawer.rows(_LACKING):
            lacking.setdefault(blob, []).append((lo, hi))
        return {
            blob
            for blob, ranges in carried.items()
            if blob in lacking and all(_within(one, ranges) for one in lacking[blob])
        }

    def titipan_body(self, sha: bytes) -> bytes | None:
        """The exact bytes of one, or None where they were let go."""
        found = self._drawer.row(_BODY, sha)
        return found[0] if found else None

    def note_titipan(
        self, sha: bytes, state: str, word: str = "", now: int = 0, *, drop: bool = False
    ) -> None:
        """What became of one, tried ``now``; with ``drop`` its bytes go, and that we had it stays
        known."""
        with self._drawer.transaction():
            self._drawer.run(_NOTE, state, word, now, sha)
            if drop:
                self._drawer.run(_EMPTY, sha)


def _within(wanted: tuple[int, int], ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether every number lo..hi lies in one of some ranges, which ascend by lo."""
    following, hi = wanted
    for lo, upto in ranges:
        if lo > following:
            return False
        following = max(following, upto + 1)
        if following > hi:
            return True
    return False
