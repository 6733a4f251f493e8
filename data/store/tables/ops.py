"""The vault's letters: exact bytes, by opid; nothing is ever changed but a payload erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.ops.op import Op
from data.store.cipher import Drawer
from data.store.tables.notes import Notes

OWN, PULLED, FOREIGN = 0, 1, 2  # from where: written here, the road, the road without papers

_COLUMNS = "id, opid, writer, n, prev, rec, kind, lam, raw, src, got_at, mark, erased"
_ADD = (
    "INSERT OR IGNORE INTO op"
    "(opid, writer, n, prev, rec, kind, lam, raw, src, got_at, mark, erased)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_GET = f"SELECT {_COLUMNS} FROM op WHERE opid = ?"  # noqa: S608
_OF_CASE = f"SELECT {_COLUMNS} FROM op WHERE rec = ? ORDER BY id"  # noqa: S608
_OF_WRITER = f"SELECT {_COLUMNS} FROM op WHERE writer = ? ORDER BY n, id"  # noqa: S608
_AFTER = f"SELECT {_COLUMNS} FROM op WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608
_OWN_FACES = "SELECT opid, writer, n FROM op WHERE writer = ? ORDER BY n, opid"
_TIP = "SELECT n, opid FROM op WHERE writer = ? ORDER BY n DESC, opid LIMIT 1"
_AT = "SELECT opid FROM op WHERE writer = ? AND n = ? ORDER BY opid"
_CASES = "SELECT DISTINCT rec FROM op ORDER BY rec"
_RAW = "SELECT raw, rec, erased FROM op WHERE opid = ?"
_ERASE = "UPDATE op SET raw = ?, erased = 1 WHERE opid = ? AND erased = 0"
_MARK = "UPDATE op SET mark = ? WHERE opid = ?"
_CASE_OF = "SELECT rec FROM op WHERE opid = ?"


@dataclass(frozen=True, slots=True)
class OpRow:
    """One op as the vault keeps it; ``seq`` is the local order of arrival, ``raw`` exact bytes.

    ``mark``: "" or the code under which the city holds it; ``lam`` the Lamport number.
    """

    seq: int
    opid: bytes
    writer: bytes
    n: int
    prev: bytes
    rec: bytes
    kind: str
    lam: int
    raw: bytes
    src: int
    got_at: int
    mark: str
    erased: bool


@dataclass(frozen=True, slots=True)
class OpFace:
    """What a lay pass or a receipt needs to know of an op."""

    opid: bytes
    writer: bytes
    n: int


class Ops:
    """The op table."""

    def __init__(self, drawer: Drawer, notes: Notes) -> None:
        self._drawer = drawer
        self._notes = notes

    def add(self, op: Op, *, src: int, got_at: int, mark: str = "") -> bool:
        """Keep an op; idempotent by opid. Gives whether it is new here.

        ``src``: OWN, PULLED, or FOREIGN (no papers yet). A fork (another op there) is kept.
        """
        added = self._drawer.run(
            _ADD,
            op.opid,
            op.writer,
            op.n,
            op.prev,
            op.head.rec,
            op.kind,
            op.head.lam,
            op.raw,
            src,
            got_at,
            mark,
            int(op.payload is None),
        )
        if added > 0:
            self._notes.cases.add(op.head.rec)
        return added > 0

    def get(self, opid: bytes) -> OpRow | None:
        """One op, or ``None``."""
        found = self._drawer.row(_GET, opid)
        return _row(found) if found else None

    def of_case(self, rec: bytes) -> list[OpRow]:
        """All ops of a case, in the order they came here."""
        return [_row(found) for found in self._drawer.rows(_OF_CASE, rec)]

    def of_writer(self, writer: bytes) -> list[OpRow]:
        """All ops of a writer by number, forks side by side."""
        return [_row(found) for found in self._drawer.rows(_OF_WRITER, writer)]

    def faces(self, writer: bytes) -> list[OpFace]:
        """The same without bytes, from an index alone: what the lay pass compares."""
        return [OpFace(*found) for found in self._drawer.rows(_OWN_FACES, writer)]

    def after(self, seq: int, limit: int = 500) -> list[OpRow]:
        """Ops that came after local number ``seq``, a page at a time."""
        return [_row(found) for found in self._drawer.rows(_AFTER, seq, limit)]

    def each(self, page: int = 500) -> Iterator[OpRow]:
        """Every op, a page at a time, for rebuilding the cache."""
        seq = 0
        while rows := self.after(seq, page):
            yield from rows
            seq = rows[-1].seq

    def tip(self, writer: bytes) -> tuple[int, bytes] | None:
        """The highest (n, opid) here of a writer, or ``None``."""
        found = self._drawer.row(_TIP, writer)
        return (found[0], found[1]) if found else None

    def next_n(self, writer: bytes) -> int:
        """The next number of a writer. Only inside the transaction that uses it."""
        if not self._drawer.in_transaction:
            raise ValueError("a number is given only inside the vault's transaction")
        tip = self.tip(writer)
        return tip[0] + 1 if tip else 1

    def opids_at(self, writer: bytes, n: int) -> list[bytes]:
        """The opids here at one number of a writer."""
        return [found[0] for found in self._drawer.rows(_AT, writer, n)]

    def cases(self) -> list[bytes]:
        """The ids of all cases that have ops here."""
        return [found[0] for found in self._drawer.rows(_CASES)]

    def erase_payload(self, opid: bytes) -> bool:
        """Destroy an op's payload; header, signature and payload hash stay. False: was done."""
        found = self._drawer.row(_RAW, opid)
        if found is None or found[2]:
            return False
        self._drawer.run(_ERASE, Op.parse(found[0]).without_payload().raw, opid)
        self._notes.cases.add(found[1])
        return True

    def set_mark(self, opid: bytes, mark: str) -> None:
        """Mark an op as held by the city (code), or "" when it no longer is."""
        found = self._drawer.row(_CASE_OF, opid)
        if found is not None:
            self._drawer.run(_MARK, mark, opid)
            self._notes.cases.add(found[0])


def _row(found: tuple[Any, ...]) -> OpRow:
    return OpRow(*(*found[:12], bool(found[12])))
