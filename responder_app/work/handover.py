"""Handing a case over: proposed, then answered; nothing changes before the other says yes."""

from __future__ import annotations

from data.model.problems import Code, Refusal
from data.ops.fold import CaseState
from data.ops.handover import ACCEPTED, ANSWER, PROPOSAL, REFUSED, TAKEN_BACK, Handover
from data.ops.header import DESK
from data.ops.keys import x_public
from data.ops.payload import Entry, PayloadBody, Value
from data.store.store import Store
from data.store.tables.audit import Act
from responder_app.work import circle, fold_case, lay, share
from responder_app.work.audience import first_epoch, tips_for
from responder_app.work.identity import Me, load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World


def propose(
    store: Store,
    world: World,
    rec: bytes,
    user: bytes,
    why: str,
    basis: str = circle.AGREED,
    stays: bool = True,
) -> None:
    """Ask a colleague to take a case over; where it is not shared with her yet, it is now.

    ``stays``: whether one goes on reading its history. Raises ``Refusal``: as ``share.share`` does;
    HANDOVER_OPEN while another proposal waits.
    """
    me = load(store)
    state = state_of(store, world, me, rec)
    share.check(me, state)
    if circle.open_proposal(state) is not None:
        raise Refusal(Code.HANDOVER_OPEN)
    if not why.strip():
        raise Refusal(Code.REASON_MISSING)
    said: dict[str, Value] = {
        "to": user.hex(),
        "why": why.strip(),
        "stays": stays,
        "x": x_public(me.users[0].x).hex(),
    }
    with store.transaction():
        if user not in state.grantees:
            write(store, world, me, share.letters(store, world, me, state, user, basis, why))
            state = state_of(store, world, me, rec)
        _say(store, world, me, state, Entry(PROPOSAL, said))
    _send(store, world, me)


def answer(
    store: Store, world: World, rec: bytes, opid: bytes, accept: bool, why: str = ""
) -> None:
    """Say yes or no to a proposal. Raises ``Refusal``: CASE_UNKNOWN where it does not wait for this
    person (any more), REASON_MISSING for a no without one."""
    me = load(store)
    state = state_of(store, world, me, rec)
    proposal = _waiting(state, opid)
    if proposal.to not in {user.id for user in me.users}:
        raise Refusal(Code.CASE_UNKNOWN)
    if not accept and not why.strip():
        raise Refusal(Code.REASON_MISSING)
    word = ACCEPTED if accept else REFUSED
    with store.transaction():
        _say(store, world, me, state, _answered(proposal, word, why))
    _send(store, world, me)


def take_back(store: Store, world: World, rec: bytes, opid: bytes) -> None:
    """Keep the case after all. A yes that was said before this came to her holds.

    Raises ``Refusal(CASE_UNKNOWN)`` where no such proposal of one's own waits."""
    me = load(store)
    state = state_of(store, world, me, rec)
    proposal = _waiting(state, opid)
    if proposal.by not in {user.id for user in me.users}:
        raise Refusal(Code.CASE_UNKNOWN)
    with store.transaction():
        _say(store, world, me, state, _answered(proposal, TAKEN_BACK, ""))
    _send(store, world, me)


def _waiting(state: CaseState, opid: bytes) -> Handover:
    found = circle.open_proposal(state)
    if found is None or found.opid != opid:
        raise Refusal(Code.CASE_UNKNOWN)
    return found


def _answered(proposal: Handover, word: str, why: str) -> Entry:
    said = {"of": proposal.opid.hex(), "answer": word, "why": why.strip()}
    return Entry(ANSWER, dict(said))


def _say(store: Store, world: World, me: Me, state: CaseState, entry: Entry) -> None:
    """One letter to those who share the case; and to the desk, which must know who is called."""
    shared = state.referrals and state.readers.get(DESK, frozenset()) >= state.grantees
    aud = DESK if shared else state.audience
    letter = Letter(
        "d",
        state.rec,
        PayloadBody("handover", entries=[entry]),
        aud=aud,
        fv="handover/1",
        deps=state.heads,
        lam=state.lam,
        tips=tips_for(state, aud),
        epoch=first_epoch(me, state),
    )
    write(store, world, me, [letter])
    store.vault.audit.add(Act.SEND, world.now(), state.rec)
    fold_case.refresh(store, world, me, [state.rec])


def _send(store: Store, world: World, me: Me) -> None:
    lay.now_or_later(store, world, me, hurry=True)
