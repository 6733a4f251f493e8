"""A case is a function of the set of its ops: order of arrival, clocks and copies have no say.

Everything a screen shows of a case is folded from its ops here; stored tables are a cache. What is
written by somebody who may not is kept under ``outside`` and never folded (design.md 4b).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.model.people import Role
from data.ops.answered import AGAIN, TOLD_AT
from data.ops.causal import Seen
from data.ops.conflict import Conflict, ConflictKind, Written
from data.ops.continued import CONTINUED, CONTINUES, joined
from data.ops.fields import FieldClass, FieldRule, as_items, canon, rule_of
from data.ops.grants import Admitted, admit
from data.ops.handover import Handover, fold_handovers
from data.ops.header import MAX_DEPS
from data.ops.opened import OpenedOp
from data.ops.payload import KNOWN_TYPES, Value
from data.ops.referrals import Referral, fold_referrals


class FieldMark(StrEnum):
    """settled: one value. marked: newest of several shown. ask, hold, safest: see ConflictKind."""

    SETTLED = "settled"
    MARKED = "marked"
    ASK = "ask"
    HOLD = "hold"
    SAFEST = "safest"


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field now: the value shown, who wrote it in which op, and what stands beside it."""

    value: Value
    opid: bytes
    by: bytes
    state: FieldMark = FieldMark.SETTLED
    alternatives: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True)
class Struck:
    """A void: which op struck an entry through, who, and why."""

    opid: bytes
    by: bytes
    why: str


@dataclass(frozen=True, slots=True)
class EntryState:
    """Entry ``index`` of one op; never edited, struck through at most. ``tw``: writer's clock.

    ``beside``: the fields the same letter wrote; ``role``: the writer's, or empty.
    """

    opid: bytes
    index: int
    kind: str
    data: Mapping[str, Value]
    by: bytes
    tw: int
    lam: int
    struck: Struck | None = None
    beside: Mapping[str, Value] = field(default_factory=dict)
    role: str = ""

    @property
    def said_at(self) -> int:
        """When it was first said (Unix s, the writer's clock): telling it again moves nothing."""
        first = self.data.get(TOLD_AT)
        if self.data.get(AGAIN) is True and isinstance(first, int):
            return first
        return self.tw


@dataclass(frozen=True, slots=True)
class CaseState:
    """One case as all its ops together say it.

    ``owner``: the user the case began with. ``heads``: what the next op names in ``deps``;
    ``lam``: highest seen, the next op takes one more. ``outside``: ops of people who may not write
    here. ``unread``: ops this reader has no key for. ``erased``: ops destroyed by right of erasure.
    ``loose``: status ops whose referral has not arrived. ``missing``: an ancestor has not arrived
    ("ada perubahan yang belum tiba"). ``newer``: an op says something this version does not know.
    ``awaited``: fields whose long text goes on in a letter that has not arrived.
    ``grantees``: whom the case is shared with, under ``audience``; ``readers``: who was ever given
    an audience's key; ``keeper``: the user who is called and reminded, the
    owner until somebody took it over; ``handovers``: every proposal of that, oldest first.
    ``tips``: by audience, the newest letters its readers have; a letter to them names these too.
    """

    rec: bytes
    owner: bytes
    fields: Mapping[str, FieldState] = field(default_factory=dict)
    entries: tuple[EntryState, ...] = ()
    referrals: tuple[Referral, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    grantees: frozenset[bytes] = frozenset()
    heads: tuple[bytes, ...] = ()
    lam: int = 0
    outside: tuple[bytes, ...] = ()
    unread: tuple[bytes, ...] = ()
    erased: tuple[bytes, ...] = ()
    loose: tuple[bytes, ...] = ()
    missing: bool = False
    newer: bool = False
    awaited: tuple[str, ...] = ()
    audience: str = ""
    readers: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    keeper: bytes = b""
    handovers: tuple[Handover, ...] = ()
    tips: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """The value shown for a field; None when nobody wrote it."""
        found = self.fields.get(name)
        return None if found is None else found.value


def fold(ops: Iterable[OpenedOp], *, owner: bytes | None = None) -> CaseState:
    """Fold one case. Duplicates are one op; any order gives the same state.

    ``owner``: the user the reader pinned when the case began, if it did; otherwise the author of
    the first op without ancestors in the agreed order. Raises ``ValueError`` for ops of two cases.
    """
    distinct = {op.opid: op for op in ops}
    every = sorted(distinct.values(), key=lambda op: op.order)
    if not every:
        raise ValueError("no ops")
    if any(op.rec != every[0].rec for op in every):
        raise ValueError("ops of more than one case")
    owner = _owner(every) if owner is None else owner
    seen = Seen(every, owner)
    admitted: Admitted = admit(every, owner, seen)
    seen.admit(admitted.scopes, admitted.readers)
    inside, awaited = joined(list(admitted.inside))
    readable = [op for op in inside if op.body is not None]
    fields, conflicts = _fold_fields(readable, seen)
    referrals, loose, status_conflicts = fold_referrals(inside, seen)
    keeper, handovers = fold_handovers(readable, seen, owner)
    let_in = {op.opid for op in inside}
    return CaseState(
        rec=every[0].rec,
        owner=owner,
        fields=fields,
        entries=_fold_entries(readable),
        referrals=referrals,
        conflicts=(*conflicts, *status_conflicts),
        grantees=admitted.grantees,
        heads=_heads(readable, seen),
        lam=every[-1].lam,
        outside=tuple(op.opid for op in every if op.opid not in let_in),
        unread=tuple(op.opid for op in inside if op.body is None and not op.erased),
        erased=tuple(op.opid for op in inside if op.erased),
        loose=loose,
        missing=seen.missing or bool(loose) or bool(awaited),
        awaited=awaited,
        newer=any(op.body is not None and op.body.t not in KNOWN_TYPES for op in readable),
        audience=admitted.audience,
        readers=admitted.readers,
        keeper=keeper,
        handovers=handovers,
        tips={
            aud: _heads([op for op in readable if op.aud == aud], seen)
            for aud in {op.aud for op in readable}
        },
    )


def _heads(ops: list[OpenedOp], seen: Seen) -> tuple[bytes, ...]:
    return tuple(op.opid[:16] for op in seen.heads(ops)[-MAX_DEPS:])


def _owner(every: list[OpenedOp]) -> bytes:
    """The author of the first op that names no ancestor; of the first op at all without one."""
    return next((op.author for op in every if not op.deps), every[0].author)


def _fold_fields(
    readable: list[OpenedOp], seen: Seen
) -> tuple[dict[str, FieldState], list[Conflict]]:
    writes: dict[str, list[tuple[OpenedOp, Value]]] = {}
    for op in readable:
        if op.body is not None:
            for name, value in op.body.set.items():
                writes.setdefault(name, []).append((op, value))
    fields: dict[str, FieldState] = {}
    conflicts: list[Conflict] = []
    for name in sorted(writes):
        rule = rule_of(name)
        if rule.field_class is FieldClass.SET:
            fields[name] = _fold_set(writes[name], seen)
            continue
        fields[name], conflict = _fold_register(name, rule, writes[name], seen)
        if conflict is not None:
            conflicts.append(conflict)
    return fields, conflicts


def _fold_set(writes: list[tuple[OpenedOp, Value]], seen: Seen) -> FieldState:
    """Every item somebody wrote, unless one who had seen that wrote the field without it."""
    items = [(op, as_items(value)) for op, value in writes]
    kept: set[str] = set()
    for item in frozenset[str]().union(*(added for _, added in items)):
        without = [op for op, added in items if item not in added]
        if any(
            item in added and not any(seen.saw(other, op) for other in without)
            for op, added in items
        ):
            kept.add(item)
    last = writes[-1][0]
    return FieldState(sorted(kept), last.opid, last.author)


def _fold_register(
    name: str, rule: FieldRule, writes: list[tuple[OpenedOp, Value]], seen: Seen
) -> tuple[FieldState, Conflict | None]:
    heads = [
        (op, value)
        for op, value in writes
        if not any(
            seen.saw(other, op) and _may_outdate(rule, other, later, value)
            for other, later in reversed(writes)  # the newest outdates most: soon found
        )
    ]
    by_value: dict[bytes, Written] = {}
    for op, value in heads:  # of equal values the newest speaks, and stands in its place
        by_value.pop(canon(value), None)
        by_value[canon(value)] = Written(value, op.opid, op.author, op.tw)
    written = tuple(by_value.values())
    shown = written[-1]
    if len(written) == 1:
        return FieldState(shown.value, shown.opid, shown.by), None
    if rule.pick is not None:
        value = rule.pick([one.value for one in written])
        same = by_value.get(canon(value))
        shown = Written(value, shown.opid, shown.by, shown.tw) if same is None else same
    mark, kind = _MARKS[rule.field_class]
    beside = tuple(one for one in written if one is not shown)
    state = FieldState(shown.value, shown.opid, shown.by, mark, beside)
    return state, None if kind is None else Conflict(name, kind, written)


_MARKS: dict[FieldClass, tuple[FieldMark, ConflictKind | None]] = {
    FieldClass.A: (FieldMark.MARKED, None),
    FieldClass.B: (FieldMark.ASK, ConflictKind.ASK),
    FieldClass.C: (FieldMark.HOLD, ConflictKind.HOLD),
    FieldClass.SAFETY: (FieldMark.SAFEST, ConflictKind.SAFEST),
}


def _may_outdate(rule: FieldRule, other: OpenedOp, later: Value, value: Value) -> bool:
    """A level is never lowered here: a less grave value outdates a graver one only from a desk."""
    if not rule.desk_lowers or rule.rank is None or other.role == Role.CASE_MANAGER.value:
        return True
    return rule.rank(later) >= rule.rank(value)


def _fold_entries(readable: list[OpenedOp]) -> tuple[EntryState, ...]:
    struck: dict[tuple[str, int], Struck] = {}
    for op in readable:
        for void in op.body.void if op.body is not None else ():
            struck.setdefault((void.op, void.i), Struck(op.opid, op.author, void.why))
    return tuple(
        EntryState(
            opid=op.opid,
            index=index,
            kind=entry.k,
            data=entry.d,
            by=op.author,
            tw=op.tw,
            lam=op.lam,
            struck=struck.get((op.opid.hex(), index)),
            beside=op.body.set,
            role=op.role,
        )
        for op in readable
        if op.body is not None
        for index, entry in enumerate(op.body.entries)
        if entry.k not in (CONTINUES, CONTINUED)  # joined already: they add no line of their own
    )
