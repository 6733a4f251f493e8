"""Opening letters and folding a case from them; the folded row is a cache of this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.model.people import Person
from data.model.problems import Code, Refusal
from data.ops.certs import CertProblem
from data.ops.fold import CaseState, fold
from data.ops.header import BadOp
from data.ops.keys import CannotOpen
from data.ops.op import Op, verify, verify_one_use
from data.ops.opened import NOBODY, OpenedOp, opened
from data.ops.payload import BadPayload, PayloadBody, Value
from data.ops.seal import ck_for_author, commitment, open_body, unwrap_ck
from data.store.store import Store
from data.store.tables.ops import FOREIGN
from responder_app.work.identity import Me
from responder_app.work.world import World


def content_key(store: Store, me: Me, op: Op) -> bytes | None:
    """The key of one op: known already, wrapped to one of my keys, or wrapped to its author."""
    head = op.head
    known = store.vault.keys.case_key(head.rec, head.aud, head.ce)
    if known is not None and head.kc in (None, commitment(known)):
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
    return known


@dataclass(frozen=True, slots=True)
class _Signed:
    """An op of a case and who proved to have written it; ``outside`` has no body yet."""

    op: Op
    outside: OpenedOp


def _signed(me: Me, op: Op, *, proven: bool) -> _Signed:
    """The op with its author. ``proven`` False: it was kept before its writer's papers came, and
    its signature is looked at now, each time. A one-use writer stands for its laptop only where
    the laptop's own signature says so; otherwise for itself alone, never for a name it gives."""
    person = author_of(me, op.writer) if op.head.one is None else None
    if person is not None and not proven and not verify(op, me.book.writer_key(op.writer)):
        person = None
    found = opened(op, person, None)
    if op.head.one is not None and not _of_its_laptop(me, op):
        found = replace(found, author=op.writer if op.kind == "r" and op.n == 1 else NOBODY)
    return _Signed(op, found)


def _of_its_laptop(me: Me, op: Op) -> bool:
    try:
        laptop = me.book.device(op.head.one[2] if op.head.one is not None else NOBODY)
    except CertProblem:
        return False
    return verify_one_use(op, laptop.ed)


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


def _letters_of(store: Store, me: Me, rec: bytes) -> list[_Signed]:
    """Every op of a case that this program can read the outside of, as they came here."""
    found = []
    for row in store.vault.ops.of_case(rec):
        try:
            op = Op.parse(row.raw)
        except BadOp:
            continue
        if op.known:
            found.append(_signed(me, op, proven=row.src != FOREIGN))
    return found


def state_of(store: Store, world: World, me: Me, rec: bytes) -> CaseState:
    """Fold a case. Raises ``Refusal(CASE_UNKNOWN)`` when nothing of it is here."""
    letters = _letters_of(store, me, rec)
    if not letters:
        raise Refusal(Code.CASE_UNKNOWN)
    owner = _owner(me, [one.outside for one in letters])
    trusted = {user.id for user in me.users} | {owner}
    _learn_keys(store, me, [one.op for one in letters if one.outside.author in trusted])
    state = _folded(store, world, me, letters, owner)
    if state.keeper not in trusted:  # whoever took the case over brings keys as its owner did
        kept = [one.op for one in letters if one.outside.author == state.keeper]
        if _learn_keys(store, me, kept):
            state = _folded(store, world, me, letters, owner)
    return state


def _folded(
    store: Store, world: World, me: Me, letters: Sequence[_Signed], owner: bytes
) -> CaseState:
    return fold(
        [replace(one.outside, body=read_body(store, world, me, one.op)) for one in letters],
        owner=owner,
    )


def _owner(me: Me, letters: Sequence[OpenedOp]) -> bytes:
    """Whose case it is, whatever numbers later letters give themselves.

    Mine where I wrote its beginning; otherwise of whoever's letter came here first. A desk only
    answers, so it is asked last, and so am I: a case I did not begin was given to me.
    """
    mine = {user.id for user in me.users}
    proved = [one for one in letters if one.author != NOBODY and one.kind != "s"]
    begun = [one for one in proved if one.author in mine and not one.deps]
    sent = [one for one in proved if not one.scopes]
    given = [one for one in sent if one.author not in mine]
    return next((one.author for one in (*begun, *given, *sent, *proved)), NOBODY)


def _learn_keys(store: Store, me: Me, ops: Iterable[Op]) -> bool:
    """Keep the content keys these ops bring, so that later ops of the case open without a wrap.

    Only from the case's owner, its keeper and oneself: the newest key here seals what is written
    next, so whoever could bring one could read it. Gives whether one is new.
    """
    learnt = False
    for op in ops:
        head = op.head
        if head.kc is None or store.vault.keys.case_key(head.rec, head.aud, head.ce) is not None:
            continue
        key = content_key(store, me, op)
        if key is not None and commitment(key) == head.kc:
            store.vault.keys.put_case_key(head.rec, head.aud, head.ce, key)
            learnt = True
    return learnt


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
