"""Putting verified ops on the shelf: one transaction stores, orders, feeds and marks them.

An op is known by its opid: the same one again changes nothing, a second one with the same number
is stored beside the first, fed, and marked ``fork``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data.ops.chain import Link
from data.ops.directory import Directory
from data.ops.op import Op
from sync.protocol.messages import Held
from sync.server import blobs, tickets
from sync.server.branches import Branch, Branches
from sync.server.circles import Circles
from sync.server.judge import BAD, FORK, QUOTA, Letter
from sync.server.policy import QUOTA_A_DAY
from sync.server.store.counters import EVERYTHING, take, take_places
from sync.server.store.tables import BRANCH, DOOR, ERASED, FEED, OP, WRITER

DAY = 86_400


class Shelf:
    """One storing transaction of one city."""

    def __init__(self, connection: Connection, directory: Directory, now: int) -> None:
        self._connection = connection
        self._directory = directory
        self._city = directory.city
        self._now = now
        self._insert = (
            postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        )

    def put(self, letters: Sequence[Letter], device: bytes) -> list[Held]:
        """Store what is new among ``letters``, in their order; returns the marks they got.

        What is marked ``bad`` was not stored: a second letter of a one-use writer's key.
        """
        if not letters:
            return []
        wanted = {letter.op.opid: letter for letter in letters}
        # The counter's row lock comes first: what is read below cannot change before the commit.
        first_pos = take(self._connection, self._city, EVERYTHING, len(wanted))
        stored = self._marks_of(wanted)
        fresh = [letter for opid, letter in wanted.items() if opid not in stored]
        misused = self._second_of_a_key(fresh)
        fresh = [letter for letter in fresh if letter.op.opid not in misused]
        marks = {letter.op.opid: letter.mark for letter in fresh} | dict.fromkeys(misused, BAD)
        if fresh:
            self._mark_quota(fresh, marks)
            self._grow_branches(fresh, marks)
            self._write_ops(fresh, marks, first_pos, device)
            blobs.name(self._connection, self._city, [letter.op for letter in fresh])
            self._feed(fresh)
            tickets.note(
                self._connection, self._city, [(one.op, one.author) for one in fresh], self._now
            )
            self._erase(fresh)
        return [
            Held(opid[:16], mark)
            for opid in wanted
            if (mark := stored[opid] if opid in stored else marks[opid])
        ]

    def _marks_of(self, opids: Iterable[bytes]) -> dict[bytes, str | None]:
        rows = self._connection.execute(
            select(OP.c.opid, OP.c.held).where((OP.c.city == self._city) & OP.c.opid.in_(opids))
        )
        return {row.opid: row.held for row in rows}

    def _second_of_a_key(self, fresh: list[Letter]) -> set[bytes]:
        """Letters of a one-use writer whose key has signed another one: it is good for one."""
        doors = [letter.op for letter in fresh if letter.author.device is not None]
        if not doors:
            return set()
        used = set(
            self._connection.execute(
                select(OP.c.writer).where(
                    (OP.c.city == self._city) & OP.c.writer.in_({op.writer for op in doors})
                )
            ).scalars()
        )
        misused: set[bytes] = set()
        for op in doors:
            if op.writer in used:
                misused.add(op.opid)
            used.add(op.writer)
        return misused

    # marks and branches -----------------------------------------------------------------------

    def _mark_quota(self, fresh: list[Letter], marks: dict[bytes, str | None]) -> None:
        today = self._now // DAY
        counts: dict[bytes, int] = {}
        for letter in fresh:
            counts[letter.op.writer] = counts.get(letter.op.writer, 0) + 1
        rows = self._connection.execute(
            select(WRITER.c.id, WRITER.c.quota_day, WRITER.c.quota_ops).where(
                (WRITER.c.city == self._city) & WRITER.c.id.in_(counts)
            )
        ).all()
        for row in rows:
            before = row.quota_ops if row.quota_day == today else 0
            self._connection.execute(
                update(WRITER)
                .where((WRITER.c.city == self._city) & (WRITER.c.id == row.id))
                .values(quota_day=today, quota_ops=before + counts[row.id])
            )
            for number, letter in enumerate(one for one in fresh if one.op.writer == row.id):
                if before + number >= QUOTA_A_DAY and marks[letter.op.opid] is None:
                    marks[letter.op.opid] = QUOTA

    def _grow_branches(self, fresh: list[Letter], marks: dict[bytes, str | None]) -> None:
        by_writer: dict[bytes, list[Op]] = {}
        for letter in fresh:
            by_writer.setdefault(letter.op.writer, []).append(letter.op)
        found = load_branches(self._connection, self._city, by_writer)
        for writer, ops in by_writer.items():
            branches, places = found[writer], self._places(writer, ops)
            for op in ops:
                if places.get(op.n, set()) - {op.opid} and marks[op.opid] is None:
                    marks[op.opid] = FORK
                prev_known = op.prev in places.get(op.n - 1, ())
                branches.add(Link(op.n, op.opid, op.prev), prev_known=prev_known)
                places.setdefault(op.n, set()).add(op.opid)
            self._write_branches(writer, branches)

    def _places(self, writer: bytes, ops: list[Op]) -> dict[int, set[bytes]]:
        """The stored opids at the numbers of some ops and at those just before."""
        numbers = {op.n for op in ops} | {op.n - 1 for op in ops}
        rows = self._connection.execute(
            select(OP.c.n, OP.c.opid).where(
                (OP.c.city == self._city) & (OP.c.writer == writer) & OP.c.n.in_(numbers)
            )
        )
        places: dict[int, set[bytes]] = {}
        for row in rows:
            places.setdefault(row.n, set()).add(row.opid)
        return places

    def _write_branches(self, writer: bytes, branches: Branches) -> None:
        of_writer = (BRANCH.c.city == self._city) & (BRANCH.c.writer == writer)
        if branches.removed:
            self._connection.execute(
                delete(BRANCH).where(of_writer & BRANCH.c.hi_opid.in_(branches.removed))
            )
        if branches.added:
            rows = [
                {
                    "city": self._city,
                    "writer": writer,
                    "hi_opid": branch.hi_opid,
                    "hi": branch.hi,
                    "lo": branch.lo,
                    "lo_prev": branch.lo_prev,
                }
                for branch in branches.added
            ]
            self._connection.execute(insert(BRANCH), rows)

    # rows and feeds ---------------------------------------------------------------------------

    def _write_ops(
        self,
        fresh: list[Letter],
        marks: dict[bytes, str | None],
        first_pos: int,
        device: bytes,
    ) -> None:
        rows = [
            {
                "city": self._city,
                "opid": letter.op.opid,
                "writer": letter.op.writer,
                "n": letter.op.n,
                "prev": letter.op.prev,
                "kind": letter.op.kind,
                "rec": letter.op.head.rec if letter.op.known else None,
                "aud": letter.op.head.aud.replace("\0", "") if letter.op.known else "",
                "pos": first_pos + number,
                "device_id": device,
                "held": marks[letter.op.opid],
                "erased": 0,
                "got_at": self._now,
                "raw": letter.op.raw,
            }
            for number, letter in enumerate(fresh)
        ]
        self._connection.execute(insert(OP), rows)
        doors = [
            {
                "city": self._city,
                "device_id": letter.author.device,
                "writer": letter.op.writer,
                "pos": first_pos + number,
            }
            for number, letter in enumerate(fresh)
            if letter.author.device is not None
        ]
        if doors:
            self._connection.execute(self._insert(DOOR).on_conflict_do_nothing(), doors)

    def _feed(self, fresh: list[Letter]) -> None:
        by_scope = Circles(self._connection, self._directory).feed(fresh)
        rows: list[dict[str, Any]] = []
        for scope in sorted(by_scope):
            opids = by_scope[scope]
            places = take_places(self._connection, self._city, scope, opids)
            rows += [
                {"city": self._city, "scope": scope, "pos": pos, "opid": opid, "mark": mark}
                for opid, (pos, mark) in zip(opids, places, strict=True)
            ]
        if rows:
            self._connection.execute(insert(FEED), rows)

    # erasure ----------------------------------------------------------------------------------

    def _erase(self, fresh: list[Letter]) -> None:
        """Destroy what kind x ops name, now or when it arrives; header and signature stay."""
        orders = [
            {
                "city": self._city,
                "opid": opid,
                "rec": letter.op.head.rec,
                "user_id": letter.author.user,
                "desk": int(letter.author.desk),
            }
            for letter in fresh
            if letter.op.kind == "x" and letter.author.user is not None and letter.mark is None
            for opid in letter.op.head.x
        ]
        if orders:
            self._connection.execute(self._insert(ERASED).on_conflict_do_nothing(), orders)
        touched = {opid for letter in fresh for opid in (*letter.op.head.x, letter.op.opid)}
        rows = self._connection.execute(
            select(
                ERASED.c.opid, ERASED.c.user_id, ERASED.c.desk, OP.c.raw, OP.c.aud, OP.c.writer,
                WRITER.c.user_id.label("author"),
            )
            .join(
                OP,
                and_(
                    OP.c.city == ERASED.c.city,
                    OP.c.opid == ERASED.c.opid,
                    OP.c.rec == ERASED.c.rec,
                ),
            )
            .outerjoin(WRITER, and_(WRITER.c.city == OP.c.city, WRITER.c.id == OP.c.writer))
            .where((ERASED.c.city == self._city) & ERASED.c.opid.in_(touched))
        ).all()  # fmt: skip
        for row in rows:
            if row.author != row.user_id and not (row.desk and row.aud != "own"):
                continue
            raw = Op.parse(row.raw).without_payload().raw
            self._connection.execute(
                update(OP)
                .where((OP.c.city == self._city) & (OP.c.opid == row.opid))
                .values(raw=raw, erased=1)
            )
            self._connection.execute(
                update(ERASED)
                .where((ERASED.c.city == self._city) & (ERASED.c.opid == row.opid))
                .values(writer=row.writer)
            )
            blobs.erase(self._connection, self._city, row.opid)


def load_branches(
    connection: Connection, city: int, writers: Iterable[bytes]
) -> dict[bytes, Branches]:
    """The branches of some writers, an empty set for one that has none."""

    def link_of(opid: bytes) -> Link | None:
        row = connection.execute(
            select(OP.c.n, OP.c.opid, OP.c.prev).where((OP.c.city == city) & (OP.c.opid == opid))
        ).first()
        return Link(*row) if row else None

    stored: dict[bytes, list[Branch]] = {writer: [] for writer in writers}
    rows = connection.execute(
        select(BRANCH.c.writer, BRANCH.c.hi_opid, BRANCH.c.hi, BRANCH.c.lo, BRANCH.c.lo_prev).where(
            (BRANCH.c.city == city) & BRANCH.c.writer.in_(list(stored))
        )
    )
    for row in rows:
        stored[row.writer].append(Branch(row.hi_opid, row.hi, row.lo, row.lo_prev))
    return {writer: Branches(branches, link_of) for writer, branches in stored.items()}
