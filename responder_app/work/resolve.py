"""Two people wrote different things: one choice, made by a person, settles it everywhere."""

from __future__ import annotations

from data.model.problems import Code, Refusal
from data.ops.conflict import Conflict, ConflictKind, Written
from data.ops.fields import rule_of
from data.ops.fold import CaseState
from data.ops.payload import PayloadBody, Value
from data.store.store import Store
from data.store.tables.audit import Act
from responder_app.work import circle, fold_case, lay
from responder_app.work.audience import addressed
from responder_app.work.identity import Me, load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World


def choose(store: Store, world: World, rec: bytes, field: str, choice: str) -> None:
    """Choose one of the values that stand beside one another; ``choice``: its op's hex.

    The new letter names all versions as seen, so it replaces them on every laptop; they stay in the
    history. Raises ``Refusal``: CASE_UNKNOWN when there is nothing to choose there any more,
    NOT_YOUR_CASE, LEVEL_NOT_LOWERED (only the UPTD puts a lower level over a higher one).
    """
    me = load(store)
    state = state_of(store, world, me, rec)
    chosen = next((one for one in _open(state, field).values if one.opid.hex() == choice), None)
    if chosen is None:
        raise Refusal(Code.CASE_UNKNOWN)
    _settle(store, world, me, state, field, chosen.value)


def write_anew(store: Store, world: World, rec: bytes, field: str, value: str) -> None:
    """None of them is right: write what is. Raises as ``choose`` does, and ANSWERS_MISSING for an
    empty one."""
    me = load(store)
    state = state_of(store, world, me, rec)
    _open(state, field)
    if not value.strip():
        raise Refusal(Code.ANSWERS_MISSING)
    _settle(store, world, me, state, field, value.strip())


def note_look(store: Store, world: World, rec: bytes) -> None:
    """Somebody looks at versions of an answer that is locked: written down, as any look at it."""
    store.vault.audit.add(Act.VIEW, world.now(), rec)


def choosable(me: Me, state: CaseState, conflict: Conflict) -> tuple[Written, ...]:
    """The values this person may settle it with: of a level only the gravest, unless at the desk;
    none of what a desk said twice."""
    if conflict.kind is ConflictKind.STATUS or not circle.may_write(me, state):
        return ()
    rule = rule_of(conflict.field)
    if rule.rank is None or not rule.desk_lowers or me.at_desk:
        return conflict.values
    gravest = max(rule.rank(one.value) for one in conflict.values)
    return tuple(one for one in conflict.values if rule.rank(one.value) == gravest)


def _open(state: CaseState, field: str) -> Conflict:
    found = next((one for one in state.conflicts if one.field == field), None)
    if found is None:
        raise Refusal(Code.CASE_UNKNOWN)
    return found


def _settle(store: Store, world: World, me: Me, state: CaseState, field: str, value: Value) -> None:
    allowed = choosable(me, state, _open(state, field))
    if not allowed:
        raise Refusal(Code.NOT_YOUR_CASE)
    rule = rule_of(field)
    if rule.rank is not None and len(allowed) < len(_open(state, field).values):
        gravest = max(rule.rank(one.value) for one in allowed)
        if rule.rank(value) < gravest:
            raise Refusal(Code.LEVEL_NOT_LOWERED)
    letter = Letter(
        "d",
        state.rec,
        PayloadBody("correction", {field: value}),
        fv="choice/1",
        deps=state.heads,
        lam=state.lam,
    )
    with store.transaction():
        write(store, world, me, addressed(me, state, letter, world.now()))
        fold_case.refresh(store, world, me, [state.rec])
    lay.now_or_later(store, world, me)
