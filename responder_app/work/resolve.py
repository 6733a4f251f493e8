"""Two people wrote different things: one choice, made by a person, settles it everywhere."""

from __future__ import annotations

from data.model.problems import Code, Refusal
from data.ops.payload import PayloadBody
from data.store.store import Store
from responder_app.work import fold_case, lay
from responder_app.work.audience import addressed
from responder_app.work.identity import load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World


def choose(store: Store, world: World, rec: bytes, field: str, choice: str) -> None:
    """Choose one of the values that stand beside one another; ``choice``: its op's hex.

    The new letter names both versions as seen, so it replaces both on every laptop. Raises
    ``Refusal(CASE_UNKNOWN)`` when there is nothing to choose there any more.
    """
    me = load(store)
    state = state_of(store, world, me, rec)
    conflict = next((one for one in state.conflicts if one.field == field), None)
    values = conflict.values if conflict is not None else ()
    chosen = next((one for one in values if one.opid.hex() == choice), None)
    if chosen is None:
        raise Refusal(Code.CASE_UNKNOWN)
    letter = Letter(
        "d",
        rec,
        PayloadBody("correction", {field: chosen.value}),
        deps=state.heads,
        lam=state.lam,
    )
    with store.transaction():
        write(store, world, me, addressed(me, state, letter, world.now()))
        fold_case.refresh(store, world, me, [rec])
    lay.run(store, world, me)
