"""The city's signed word on what it has: ``have``, ``safe``, ``side``, ``gone`` for one stream.

For the writers of the stream's laptop and of the stream itself: one range a branch, one more that
ends at the highest op of each writer that the stream carried. ``safe`` is the same, as things stood
when the oldest backup that is still kept began; empty before the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from data.ops.receipt import Receipt
from sync.server.shelve import load_branches
from sync.server.store.tables import BACKUP, ERASED, OP, SAFE

MOST_GONE = 1_024

Ranges = dict[bytes, list[tuple[int, int, bytes]]]


@dataclass(slots=True)
class Carried:
    """What one stream brought of each writer: number -> opids, stored now or before."""

    ops: dict[bytes, dict[int, list[bytes]]] = field(default_factory=dict)

    def note(self, writer: bytes, n: int, opid: bytes) -> None:
        """One op of the stream that the city now has."""
        found = self.ops.setdefault(writer, {}).setdefault(n, [])
        if opid not in found:
            found.append(opid)

    @property
    def count(self) -> int:
        """How many letters the stream brought."""
        return sum(len(opids) for numbers in self.ops.values() for opids in numbers.values())

    def highest(self, writer: bytes) -> list[tuple[int, bytes]]:
        """The op (ops, in a fork) with the highest number that the stream carried."""
        numbers = self.ops.get(writer)
        if not numbers:
            return []
        top = max(numbers)
        return [(top, opid) for opid in numbers[top]]

    def all_of(self, writer: bytes) -> list[bytes]:
        """Every opid of a writer that the stream carried."""
        return [opid for opids in self.ops.get(writer, {}).values() for opid in opids]


def state(
    connection: Connection,
    *,
    city: int,
    ep: int,
    srv: int,
    re: bytes,
    writers: Iterable[bytes],
    carried: Carried,
    now: int,
) -> Receipt:
    """The receipt for one stream; ``srv`` in milliseconds."""
    asked = sorted(set(writers) | set(carried.ops))
    have, side = _have(connection, city, asked, carried)
    safe, safe_side = _safe(connection, city, asked, carried, now)
    gone = connection.execute(
        select(ERASED.c.opid)
        .where((ERASED.c.city == city) & ERASED.c.writer.in_(asked))
        .distinct()
        .limit(MOST_GONE)
    ).scalars()
    return Receipt(
        city=city,
        ep=ep,
        srv=srv,
        re=re,
        have=have,
        side=side,
        safe=safe,
        safe_side=safe_side,
        gone=list(gone),
    )


def _have(
    connection: Connection, city: int, writers: list[bytes], carried: Carried
) -> tuple[Ranges, list[bytes]]:
    have: Ranges = {}
    side: list[bytes] = []
    for writer, branches in load_branches(connection, city, writers).items():
        ranges = set(branches.ranges)
        for n, opid in carried.highest(writer):
            found = branches.up_to(opid, n)
            if found is not None:
                ranges.add(found)
        if ranges:
            have[writer] = [(one.lo, one.hi, one.opid) for one in sorted(ranges)]
        if branches.forked:
            side += carried.all_of(writer)
    return have, side


def kept_backup(connection: Connection, city: int, now: int) -> tuple[str, int] | None:
    """The oldest backup the city could still be restored from: its file and its last position.

    The newest finished one always counts as kept, however long ago it was made.
    """
    rows = connection.execute(
        select(BACKUP.c.file, BACKUP.c.pos, BACKUP.c.kept_until)
        .where((BACKUP.c.city == city) & BACKUP.c.done_at.is_not(None))
        .order_by(BACKUP.c.pos.desc(), BACKUP.c.begun_at.desc())
    ).all()
    kept = [row for number, row in enumerate(rows) if number == 0 or row.kept_until > now]
    return (kept[-1].file, kept[-1].pos) if kept else None


def _safe(
    connection: Connection, city: int, writers: list[bytes], carried: Carried, now: int
) -> tuple[Ranges, list[bytes]]:
    kept = kept_backup(connection, city, now)
    if kept is None:
        return {}, []
    file, last_pos = kept
    safe: Ranges = {}
    rows = connection.execute(
        select(SAFE.c.writer, SAFE.c.lo, SAFE.c.hi, SAFE.c.hi_opid)
        .where((SAFE.c.city == city) & (SAFE.c.file == file) & SAFE.c.writer.in_(writers))
        .order_by(SAFE.c.writer, SAFE.c.lo, SAFE.c.hi)
    )
    for row in rows:
        safe.setdefault(row.writer, []).append((row.lo, row.hi, row.hi_opid))
    side: list[bytes] = []
    tops = [(writer, n, opid) for writer in carried.ops for n, opid in carried.highest(writer)]
    held = _held_at(connection, city, [opid for _, _, opid in tops], last_pos)
    for writer, n, opid in tops:
        if opid not in held:
            continue
        near = [one for one in safe.get(writer, []) if one[0] <= n <= one[1]]
        if any(one[2] == opid for one in near):
            continue
        if len(near) == 1:  # one line only: everything from lo to this op was there too
            safe[writer] = [*safe[writer], (near[0][0], n, opid)]
        else:
            side.append(opid)
    return safe, side


def _held_at(connection: Connection, city: int, opids: list[bytes], last_pos: int) -> set[bytes]:
    """Which of some ops lay in the database up to a position."""
    return set(
        connection.execute(
            select(OP.c.opid).where(
                (OP.c.city == city) & OP.c.opid.in_(opids) & (OP.c.pos <= last_pos)
            )
        ).scalars()
    )
