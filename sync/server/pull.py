"""What a laptop is handed: the ops of its people's scopes after its cursor, and who wrote them.

Positions a laptop needs no op for (its own writing, unless it asks for the whole) are covered by
the range lo..hi all the same, so that nothing looks like a hole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, or_, select

from data.ops.op import Op
from sync.protocol.homeward import splice_ops
from sync.protocol.messages import Cursor, Held, PackPart, Pulled, PulledOp
from sync.server.policy import device_scope, may_pull, person_scope
from sync.server.registry import KnownDevice, Registry
from sync.server.store.counters import last
from sync.server.store.tables import FEED, OP, WRITER

MOST_BYTES = 4 * 1024 * 1024
MOST_OPS = 4_096
CHUNK = 256


@dataclass(slots=True)
class Handful:
    """What one answer carries home."""

    pulled: list[Pulled] = field(default_factory=list)
    certs: dict[bytes, None] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    pack: PackPart | None = None
    people: tuple[bytes, ...] = ()


class Puller:
    """One reading transaction for one laptop."""

    def __init__(
        self,
        connection: Connection,
        registry: Registry,
        *,
        city: int,
        ep: int,
        desk: str,
        device: KnownDevice,
        people: Mapping[bytes, bool],
    ) -> None:
        self._connection = connection
        self._registry = registry
        self._city = city
        self._ep = ep
        self._desk = desk
        self._device = device
        self._people = people
        self._spliced = False

    def gather(self, cursors: Mapping[str, Cursor], want: int, *, spliced: bool = False) -> Handful:
        """Ops for every scope that may be pulled, the desk's first, up to ``want`` bytes.

        ``spliced``: the laptop puts back what splicing leaves out.
        """
        self._spliced = spliced
        handful = Handful()
        left = min(want, MOST_BYTES)
        for scope in sorted(cursors, key=self._rank):
            if left <= 0:
                break
            if may_pull(scope, self._device.id, self._people, self._desk):
                left -= self._one_scope(handful, scope, cursors[scope], left)
        return handful

    def _rank(self, scope: str) -> tuple[int, str]:
        if scope == self._desk:
            return 0, scope
        return (1 if scope == device_scope(self._device.id) else 2), scope

    def _one_scope(self, handful: Handful, scope: str, cursor: Cursor, left: int) -> int:
        end = last(self._connection, self._city, scope)
        start = self._start(scope, cursor, end)
        taken: list[_Row] = []
        used, place, cut = 0, start, False
        while not cut:
            rows = self._rows(scope, place, cursor.whole)
            for row in rows:
                if taken and (used + len(row.raw) > left or len(taken) >= MOST_OPS):
                    cut = True
                    break
                taken.append(row)
                used += len(row.raw)
                place = row.pos
            if len(rows) < CHUNK:
                break
        hi = place if cut else max(end, start)
        ops = tuple(PulledOp(row.pos, row.raw) for row in taken)
        bundle = splice_ops(ops, start + 1) if self._spliced and ops else None
        plain = () if bundle else ops
        at8 = self._named_at(scope, hi)[1]
        handful.pulled.append(Pulled(scope, self._ep, start + 1, hi, plain, cut, bundle, at8))
        for writer in dict.fromkeys(row.writer for row in taken):
            if not self._met(scope, writer, start):
                handful.certs |= dict.fromkeys(self._registry.chain(writer))
        for row in taken:
            if row.held is not None:
                handful.held.append(Held(row.opid[:16], row.held))
            if row.user_id is None:
                self._vouch_for_laptop(handful, row.raw)
        return used

    def _vouch_for_laptop(self, handful: Handful, raw: bytes) -> None:
        """A one-use writer has no certificate: that of the laptop it was made on goes along."""
        one = Op.parse(raw).head.one
        if one is not None:
            handful.certs |= dict.fromkeys(self._registry.device_chain(one[2]))

    def _start(self, scope: str, cursor: Cursor, end: int) -> int:
        """The last position both sides agree on: the cursor's, a sample's, or 0.

        A place that carries the feed's mark says that everything before it is the same as well.
        Older laptops name the letter that stood there instead: then a place counts only if every
        older one that was named stands too, for the same letter may by chance stand there again.
        """
        places = [(cursor.pos, cursor.opid8), *((one.pos, one.opid8) for one in cursor.samples)]
        for pos, mark in places:
            if 0 < pos <= end and mark and self._named_at(scope, pos)[1] == mark:
                return pos
        agreed = 0
        for pos, opid8 in reversed(places):
            if pos <= 0:
                continue
            if pos > end or not self._stands(scope, cursor, pos, opid8):
                break
            agreed = pos
        return agreed

    def _stands(self, scope: str, cursor: Cursor, pos: int, opid8: bytes) -> bool:
        if not opid8:
            # Nothing was handed out at that place; only the same epoch knows that.
            return cursor.ep == self._ep
        return self._named_at(scope, pos)[0][: len(opid8)] == opid8

    def _named_at(self, scope: str, pos: int) -> tuple[bytes, bytes]:
        """The opid at a position and the feed's mark there; nothing where none stands there."""
        row = self._connection.execute(
            select(FEED.c.opid, FEED.c.mark).where(
                (FEED.c.city == self._city) & (FEED.c.scope == scope) & (FEED.c.pos == pos)
            )
        ).first()
        return (b"", b"") if row is None else (bytes(row.opid), bytes(row.mark or b""))

    def _rows(self, scope: str, after: int, whole: bool) -> list[_Row]:
        query = (
            select(FEED.c.pos, OP.c.raw, OP.c.writer, OP.c.opid, OP.c.held, WRITER.c.user_id)
            .join(OP, and_(OP.c.city == FEED.c.city, OP.c.opid == FEED.c.opid))
            .outerjoin(WRITER, and_(WRITER.c.city == OP.c.city, WRITER.c.id == OP.c.writer))
            .where((FEED.c.city == self._city) & (FEED.c.scope == scope) & (FEED.c.pos > after))
            .order_by(FEED.c.pos)
            .limit(CHUNK)
        )
        owner = self._only_reader(scope)
        if not whole and owner is not None:
            # What this person wrote into this very mailbag lies in her vault already.
            query = query.where(
                or_(
                    WRITER.c.user_id.is_(None),
                    WRITER.c.user_id != owner,
                    WRITER.c.mailbag != self._device.mailbag,
                )
            )
        return [_Row(*row) for row in self._connection.execute(query)]

    def _only_reader(self, scope: str) -> bytes | None:
        """The one person of this laptop who reads a scope; None when there are more."""
        if scope == self._desk:
            desk = [user for user, at_desk in self._people.items() if at_desk]
            return desk[0] if len(desk) == 1 else None
        return next((user for user in self._people if scope == person_scope(user)), None)

    def _met(self, scope: str, writer: bytes, upto: int) -> bool:
        """Whether an op of this writer was handed out in this scope before."""
        query = (
            select(FEED.c.pos)
            .join(OP, and_(OP.c.city == FEED.c.city, OP.c.opid == FEED.c.opid))
            .where(
                (OP.c.city == self._city)
                & (OP.c.writer == writer)
                & (FEED.c.scope == scope)
                & (FEED.c.pos <= upto)
            )
            .limit(1)
        )
        return self._connection.execute(query).first() is not None


@dataclass(frozen=True, slots=True)
class _Row:
    pos: int
    raw: bytes
    writer: bytes
    opid: bytes
    held: str | None
    user_id: bytes | None
