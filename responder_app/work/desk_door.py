"""Urgent referrals of the door as they come to a desk: which laptop, and a flood of one folded.

Whoever steals a laptop's key can send as many as they like. Ten a day of one laptop stand in the
list by themselves, the first that came; the others lie in one group that is always in sight, and
push nothing else out of it (design.md 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from data.model.levels import Level
from data.ops.header import BadOp, Routing
from data.ops.op import Op
from data.store.store import Store
from data.store.tables.cases import CaseFilter
from responder_app.work.world import local_time

TEN = 10
_PAGES = 100


@dataclass(frozen=True, slots=True)
class DoorLetter:
    """One that nobody has answered, told from its outside. ``day``: of receipt, local (ISO)."""

    opid: bytes
    rec: bytes
    laptop: bytes
    routing: Routing
    got_at: int
    day: str

    @property
    def level(self) -> Level:
        """How urgent its outside says it is."""
        return Level(self.routing.pri)


@dataclass(frozen=True, slots=True)
class Gathered:
    """``recs``: the cases that stand in the list by themselves. ``groups``: the others, by laptop
    and day, oldest first."""

    recs: tuple[bytes, ...]
    groups: tuple[tuple[DoorLetter, ...], ...]


def short(laptop: bytes) -> str:
    """A laptop's id as people say it: eight digits in two groups."""
    digits = laptop.hex()[:8].upper()
    return f"{digits[:4]}-{digits[4:]}"


def laptop_of(store: Store, opid: bytes) -> bytes:
    """The laptop a letter of the door names; empty for any other letter."""
    row = store.vault.ops.get(opid)
    one = Op.parse(row.raw).head.one if row is not None else None
    return one[2] if one is not None else b""


def gather(store: Store, limit: int) -> Gathered:
    """The desk's cases, last changed first: ``limit`` of them, beside any flood of a laptop."""
    recs: list[bytes] = []
    loose: dict[tuple[bytes, str], list[DoorLetter]] = {}
    before: tuple[int, int] | None = None
    for _page in range(_PAGES):
        rows = store.vault.cases.page(CaseFilter(desk=True), before, limit)
        for row in rows:
            letter = _unanswered(store, row.row.rec)
            if letter is None:
                recs.append(row.row.rec)
            else:
                loose.setdefault((letter.laptop, letter.day), []).append(letter)
        flood = any(len(letters) > TEN for letters in loose.values())
        if not flood or len(rows) < limit or len(recs) >= limit:
            break
        before = rows[-1].key
    groups = []
    for letters in loose.values():
        letters.sort(key=lambda one: (one.got_at, one.opid))
        recs += [one.rec for one in letters[:TEN]]
        if letters[TEN:]:
            groups.append(tuple(letters[TEN:]))
    groups.sort(key=lambda letters: (letters[0].day, letters[0].laptop))
    return Gathered(tuple(recs), tuple(groups))


def _unanswered(store: Store, rec: bytes) -> DoorLetter | None:
    """The letter of a case that is one urgent referral of the door and nothing else yet."""
    rows = store.vault.ops.of_case(rec)
    if len(rows) != 1:
        return None
    try:
        op = Op.parse(rows[0].raw)
    except BadOp:
        return None
    if op.head.one is None or op.head.r is None:
        return None
    got = rows[0].got_at
    day = local_time(got).date().isoformat()
    return DoorLetter(op.opid, rec, op.head.one[2], op.head.r, got, day)
