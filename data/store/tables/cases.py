"""The cache of folded cases: narrow rows for lists, packed bodies beside, one text index.

It can be thrown away and made again from the ops at any time. Lists are read by keyset: every
page continues after the last row of the one before, over an index, never over the bodies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.model.case import CaseRow
from data.model.levels import Level
from data.model.road import RecordState
from data.store.cipher import Drawer
from data.store.packing import Packing
from data.store.search import Search, words_of
from data.store.tables.notes import Notes

FLAG_HELD, FLAG_FORKED, FLAG_CONFLICT, FLAG_PHONE, FLAG_TITIPAN, FLAG_GIVEN = 1, 2, 4, 8, 16, 32

_NARROW = (
    "v.rec, v.code, v.level, v.action, v.due_at, v.updated_at, v.state, v.ticket, v.closed,"
    " v.id, v.flags, v.desk"
)
_KNOWN = "SELECT v.id, b.said FROM case_view v JOIN case_body b ON b.id = v.id WHERE v.rec = ?"
_ADD = (
    "INSERT INTO case_view(rec, code, level, action, due_at, updated_at, state, ticket, closed,"
    " flags, desk) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(rec) DO NOTHING"
)
_CHANGE = (
    "UPDATE case_view SET rec=?, code=?, level=?, action=?, due_at=?, updated_at=?, state=?,"
    " ticket=?, closed=?, flags=?, desk=? WHERE id = ?"
)
_ADD_BODY = "INSERT INTO case_body(id, said, body) VALUES (?,?,?)"
_CHANGE_BODY = "UPDATE case_body SET said = ?, body = ? WHERE id = ?"
_GET = (
    f"SELECT {_NARROW}, b.body FROM case_view v JOIN case_body b ON b.id = v.id"  # noqa: S608
    " WHERE v.rec = ?"
)
_LIST = f"SELECT {_NARROW} FROM case_view v"  # noqa: S608
# CROSS JOIN: the index gives cases newest first, and only as many rows as asked are looked up.
_SEARCH = (
    f"SELECT {_NARROW} FROM case_text CROSS JOIN case_view v ON v.id = case_text.rowid"  # noqa: S608
    " WHERE case_text MATCH ? AND case_text.rowid < ? ORDER BY case_text.rowid DESC LIMIT ?"
)
_NO_END = 1 << 62
# Whose list a row stands in. A case set apart (domain.md 2.2, conflict_flag) stands in none and is
# counted nowhere; it is found by its whole code or ticket alone.
_OWN_LIST, _DESK_LIST, _NO_LIST = 0, 1, 2
_DUE = (
    f"SELECT {_NARROW} FROM case_view v WHERE v.desk = ?1 AND v.closed = 0"  # noqa: S608
    " AND v.due_at IS NOT NULL AND (v.due_at, v.id) > (?2, ?3) ORDER BY v.due_at, v.id LIMIT ?4"
)
_COUNT_CHECK = "SELECT count(*) FROM case_view v WHERE v.desk = ? AND v.flags & 4 <> 0"
_COUNT_OPEN = "SELECT count(*) FROM case_view WHERE desk = ? AND closed = 0"
_SET_STATE = (
    "UPDATE case_view SET state = ?1, flags = ?2 WHERE rec = ?3 AND (state <> ?1 OR flags <> ?2)"
)
# How a state stands in the cache: numbers make the one list index narrow.
_STATE_NUMBERS = {
    RecordState.DI_LAPTOP: 1,
    RecordState.DITITIPKAN: 2,
    RecordState.TERKIRIM: 3,
    RecordState.DITERIMA_UPTD: 4,
}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """The chips of a list. ``desk``: cases of the UPTD's desk, else one's own; ``check``: where two
    versions differ; ``given``: that a colleague shared; ``apart``: those that stand in no list, for
    the app's own work on them and never for a window."""

    desk: bool = False
    level: Level | None = None
    state: RecordState | None = None
    closed: bool | None = None
    check: bool = False
    given: bool = False
    apart: bool = False

    @property
    def place(self) -> int:
        """Which list is meant, as the cache numbers them."""
        return _NO_LIST if self.apart else _DESK_LIST if self.desk else _OWN_LIST


@dataclass(frozen=True, slots=True)
class PageRow:
    """One line of a list with its place in the order: hand ``key`` back to read on.

    ``flags``: FLAG_HELD and its kin, or'ed. ``apart``: in no list, found by code or ticket alone.
    """

    row: CaseRow
    id: int
    flags: int
    desk: bool
    apart: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """The place in the newest-first order."""
        return (self.row.updated_at, self.id)

    @property
    def due_key(self) -> tuple[int, int]:
        """The place in the by-deadline order."""
        return (self.row.due_at or 0, self.id)


@dataclass(frozen=True, slots=True)
class FoldedCase:
    """A cached case: its line, and the folded body the app packed for itself."""

    line: PageRow
    body: bytes


class Cases:
    """The cache of folded cases and their text index."""

    def __init__(self, drawer: Drawer, notes: Notes, packing: Packing) -> None:
        self._drawer = drawer
        self._notes = notes
        self._packing = packing
        self._search = Search(drawer)

    def put(
        self,
        row: CaseRow,
        body: bytes,
        said: str = "",
        *,
        flags: int = 0,
        desk: bool = False,
        apart: bool = False,
    ) -> int:
        """Cache one folded case; gives its number.

        ``body``: whatever the app wants back (JSON), packed here. ``said``: all sealed text that
        searching may find, code and ticket included; indexed again only when it changed.
        ``apart``: no list and no count shows it.
        """
        digest = hashlib.sha256(said.encode()).digest()[:8]
        place = _NO_LIST if apart else _DESK_LIST if desk else _OWN_LIST
        values = (*_columns(row), flags, place)
        with self._drawer.transaction():
            id = self._drawer.insert(_ADD, *values)
            if id is not None:
                self._drawer.run(_ADD_BODY, id, digest, self._packing.pack(body))
                self._search.put(id, said, new=True)
            else:
                id = self._change(row.rec, values, digest, body, said)
        self._notes.cases.add(row.rec)
        return id

    def _change(
        self, rec: bytes, values: tuple[Any, ...], digest: bytes, body: bytes, said: str
    ) -> int:
        id, indexed = self._drawer.rows(_KNOWN, rec)[0]
        self._drawer.run(_CHANGE, *values, id)
        self._drawer.run(_CHANGE_BODY, digest, self._packing.pack(body), id)
        if indexed != digest:
            self._search.put(id, said, new=False)
        return int(id)

    def get(self, rec: bytes) -> FoldedCase | None:
        """One cached case with its body, or ``None`` (not folded yet, or unknown)."""
        found = self._drawer.row(_GET, rec)
        return FoldedCase(_page_row(found), self._packing.unpack(found[12])) if found else None

    def page(
        self,
        filter: CaseFilter | None = None,
        before: tuple[int, int] | None = None,
        limit: int = 50,
    ) -> list[PageRow]:
        """A page of a list, last changed first; ``before`` is the ``key`` of the last row seen."""
        wanted = filter or CaseFilter()
        where, values = ["v.desk = ?"], [wanted.place]
        extra: list[Any] = []
        if wanted.level is not None:
            where.append("v.level = ?")
            extra.append(int(wanted.level))
        if wanted.state is not None:
            where.append("v.state = ?")
            extra.append(_STATE_NUMBERS[wanted.state])
        if wanted.closed is not None:
            where.append("v.closed = ?")
            extra.append(int(wanted.closed))
        if wanted.check:
            where.append("v.flags & 4 <> 0")  # in the words of the partial index: few rows, found
        if wanted.given:
            where.append("v.flags & 32 <> 0")
        if before is not None:
            where.append("(v.updated_at, v.id) < (?, ?)")
            extra.extend(before)
        sql = f"{_LIST} WHERE {' AND '.join(where)} ORDER BY v.updated_at DESC, v.id DESC LIMIT ?"
        return [_page_row(row) for row in self._drawer.rows(sql, *values, *extra, limit)]

    def due(
        self, limit: int = 50, after: tuple[int, int] | None = None, *, desk: bool = False
    ) -> list[PageRow]:
        """Open cases that have a deadline, nearest first; ``after`` is a ``due_key``."""
        at, id = after or (-(1 << 62), 0)
        return [_page_row(row) for row in self._drawer.rows(_DUE, int(desk), at, id, limit)]

    def search(self, text: str, limit: int = 50, before: int | None = None) -> list[PageRow]:
        """Cases that hold all words of ``text``, newest first; ``before`` is a row's ``id``."""
        query = words_of(text)
        if not query:
            return []
        bound = _NO_END if before is None else before
        return [_page_row(row) for row in self._drawer.rows(_SEARCH, query, bound, limit)]

    def set_state(self, rec: bytes, state: RecordState, flags: int) -> bool:
        """Change only where a record is, after a new receipt; False when nothing changed."""
        changed = self._drawer.run(_SET_STATE, _STATE_NUMBERS[state], flags, rec) > 0
        if changed:
            self._notes.cases.add(rec)
        return changed

    def count_open(self, *, desk: bool = False) -> int:
        """How many cases are open."""
        found = self._drawer.row(_COUNT_OPEN, int(desk))
        return int(found[0]) if found else 0

    def count_to_check(self, *, desk: bool = False) -> int:
        """In how many cases two versions differ and a person must choose."""
        found = self._drawer.row(_COUNT_CHECK, int(desk))
        return int(found[0]) if found else 0

    def remove(self, rec: bytes) -> None:
        """Take one case out of cache and index (its ops stay, or were erased)."""
        with self._drawer.transaction():
            known = self._drawer.row(_KNOWN, rec)
            if known is not None:
                self._search.remove(int(known[0]))
                self._drawer.run("DELETE FROM case_body WHERE id = ?", known[0])
                self._drawer.run("DELETE FROM case_view WHERE id = ?", known[0])
        self._notes.cases.add(rec)

    def tidy(self) -> bool:
        """One short step of idle work on the index; True while there is more to do."""
        return self._search.merge()

    def forget_all(self) -> None:
        """Throw the whole cache away; the app folds it again from the ops."""
        with self._drawer.transaction():
            self._search.forget_all()
            self._drawer.run("DELETE FROM case_body")
            self._drawer.run("DELETE FROM case_view")

    def unfolded(self, recs: Iterable[bytes]) -> list[bytes]:
        """Those of ``recs`` that have no row in the cache."""
        return [rec for rec in recs if self._drawer.row(_KNOWN, rec) is None]


def _columns(row: CaseRow) -> tuple[Any, ...]:
    return (
        row.rec,
        row.code,
        int(row.level),
        row.action,
        row.due_at,
        row.updated_at,
        _STATE_NUMBERS[row.state],
        row.ticket,
        int(row.closed),
    )


# Looked up instead of called: lists are read fifty rows at a time.
_LEVELS = {int(level): level for level in Level}
_STATES = {number: state for state, number in _STATE_NUMBERS.items()}


def _page_row(found: tuple[Any, ...]) -> PageRow:
    rec, code, level, action, due_at, updated_at, state, ticket, closed, id, flags, desk = found[
        :12
    ]
    row = CaseRow(
        rec,
        code,
        _LEVELS[level],
        action,
        due_at,
        updated_at,
        _STATES[state],
        ticket,
        bool(closed),
    )
    return PageRow(row, id, flags, desk == _DESK_LIST, desk == _NO_LIST)
