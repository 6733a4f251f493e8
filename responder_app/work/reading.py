"""Opening letters and folding a case from them; the folded row is a cache of this."""

from __future__ import annotations

from collections.abc import Iterable

from data.model.people import Person
from data.model.problems import Code, Refusal
from data.ops.certs import CertProblem
from data.ops.fold import CaseState, fold
from data.ops.header import BadOp
from data.ops.keys import CannotOpen
from data.ops.op import Op
from data.ops.opened import OpenedOp, opened
from data.ops.payload import BadPayload, PayloadBody, Value
from data.ops.seal import ck_for_author, open_body, unwrap_ck
from data.store.store import Store
from responder_app.work.identity import Me
from responder_app.work.world import World


def content_key(store: Store, me: Me, op: Op) -> bytes | None:
    """The key of one op: known already, wrapped to one of my keys, or wrapped to its author."""
    head = op.head
    known = store.vault.keys.case_key(head.rec, head.aud, head.ce)
    if known is not None:
        return known
    for rid, wrap in head.wraps:
        seed = me.readers.get(rid)
        if seed is None:
            continue
        try:
            return unwrap_ck(
                wrap, seed, city=me.city, rec=head.rec, ce=head.ce, aud=head.aud, rid=rid
            )
        except CannotOpen:
            continue
    if head.aw is not None:
        for user in me.users:
            try:
                return ck_for_author(op, user.x, city=me.city)
            except CannotOpen:
                continue
    return None


def open_one(store: Store, world: World, me: Me, op: Op) -> OpenedOp:
    """The op with its author and, where a key is at hand, its body."""
    return opened(op, author_of(me, op.writer), read_body(store, world, me, op))


def author_of(me: Me, writer: bytes) -> Person | None:
    """Who a writer is, revoked or not; None where no papers prove anybody."""
    try:
        return me.book.writer(writer)
    except CertProblem as problem:
        return problem.person


def read_body(store: Store, world: World, me: Me, op: Op) -> PayloadBody | None:
    """The inside of an op, or None where it cannot be opened (or was erased)."""
    if not op.known or op.erased:
        return None
    key = content_key(store, me, op)
    if key is None:
        return None
    try:
        return open_body(key, op, world.dictionaries)
    except (CannotOpen, BadPayload):
        return None


def ops_of(store: Store, rec: bytes) -> list[Op]:
    """Every op of a case that this program can read the outside of."""
    found = []
    for row in store.vault.ops.of_case(rec):
        try:
            op = Op.parse(row.raw)
        except BadOp:
            continue
        if op.known:
            found.append(op)
    return found


def state_of(store: Store, world: World, me: Me, rec: bytes) -> CaseState:
    """Fold a case. Raises ``Refusal(CASE_UNKNOWN)`` when nothing of it is here."""
    ops = ops_of(store, rec)
    learn_keys(store, me, ops)
    opened_ops = [open_one(store, world, me, op) for op in ops]
    if not opened_ops:
        raise Refusal(Code.CASE_UNKNOWN)
    return fold(opened_ops)


def learn_keys(store: Store, me: Me, ops: Iterable[Op]) -> None:
    """Keep the content keys these ops bring, so that later ops of the case open without a wrap."""
    for op in ops:
        head = op.head
        if head.kc is None or store.vault.keys.case_key(head.rec, head.aud, head.ce) is not None:
            continue
        key = content_key(store, me, op)
        if key is not None:
            store.vault.keys.put_case_key(head.rec, head.aud, head.ce, key)


def text_of(value: Value) -> str:
    """A field's value as the forms store it: several choices parted by blanks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return " ".join(value)
    return str(value)


def full_text(state: CaseState, name: str) -> str:
    """A field's text, whole; the beginning where the rest has not arrived (``state.awaited``)."""
    found = state.fields.get(name)
    return "" if found is None else text_of(found.value)


def answers_of(state: CaseState) -> dict[str, str]:
    """Everything known of a case as answers, by field name."""
    return {name: full_text(state, name) for name in state.fields}
