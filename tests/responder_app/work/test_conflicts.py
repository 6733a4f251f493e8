"""Two people edit offline, then meet: both versions stand, a person chooses, nothing is deleted."""

from __future__ import annotations

import pytest

from data.model.problems import Code, Refusal
from data.ops.conflict import ConflictKind
from data.ops.fold import CaseState
from data.ops.header import OWN
from data.ops.payload import PayloadBody
from data.store.store import Store
from responder_app.work import assess, cases, fold_case, lay, refer, resolve, share
from responder_app.work.audience import addressed
from responder_app.work.identity import load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.near_town import NearTown
from tests.responder_app.work.test_share import shared, state, view


def say(store: Store, world: World, rec: bytes, field: str, value: str) -> None:
    """A correction of one field, as a finished form writes it."""
    me = load(store)
    folded = state_of(store, world, me, rec)
    letter = Letter(
        "d",
        rec,
        PayloadBody("correction", {field: value}),
        deps=folded.heads,
        lam=folded.lam,
    )
    with store.transaction():
        write(store, world, me, addressed(me, folded, letter, world.now()))
        fold_case.refresh(store, world, me, [rec])
    lay.run(store, world, me)


def differ(near: NearTown, field: str, hers: str, his: str) -> bytes:
    """A shared case in which both wrote a field without knowing of one another; all have met."""
    rec = near.ani.record_case()
    shared(near, rec)
    near.ani.w(say, rec, field, hers)
    near.budi.clock.at -= 3 * 365 * 86_400  # his laptop is years off: it decides nothing
    near.budi.w(say, rec, field, his)
    near.mail(near.ani, near.budi)
    return rec


def values(laptop: Laptop, rec: bytes, field: str) -> set[object]:
    folded: CaseState = laptop.w(state, rec)
    found = next((one for one in folded.conflicts if one.field == field), None)
    return {one.value for one in found.values} if found is not None else set()


def test_both_see_both_versions_and_the_case_waits_to_be_checked(near: NearTown) -> None:
    rec = differ(near, "survivor_name", "Sri", "Sari")
    for laptop in (near.ani, near.budi):
        assert values(laptop, rec, "survivor_name") == {"Sri", "Sari"}
        page = laptop.do(cases.page, "", "check", None)
        assert [one.rec for one in page.lines] == [rec]
        assert page.to_check == 1
        assert view(laptop, rec).line.action == "decide"


def test_one_choice_settles_it_everywhere_and_the_other_stays_in_the_letters(
    near: NearTown,
) -> None:
    rec = differ(near, "survivor_name", "Sri", "Sari")
    found = view(near.ani, rec).conflicts[0]
    his = next(one for one in found.values if one.value == "Sari")
    near.ani.w(resolve.choose, rec, "survivor_name", his.opid.hex())
    near.mail(near.ani, near.budi)
    for laptop in (near.ani, near.budi):
        assert values(laptop, rec, "survivor_name") == set()
        assert dict(laptop.w(cases.open_sealed, rec))["survivor_name"] == "Sari"
        assert laptop.do(cases.page, "", "check", None).lines == ()

    def kept(store: Store) -> int:
        return sum(
            1
            for row in store.vault.ops.of_case(rec)
            if row.opid in {one.opid for one in found.values}
        )

    assert near.ani.do(kept) == 2


def test_two_choices_made_apart_that_agree_are_one(near: NearTown) -> None:
    rec = differ(near, "survivor_name", "Sri", "Sari")
    for laptop in (near.ani, near.budi):
        laptop.w(resolve.write_anew, rec, "survivor_name", "Siti")
    near.mail(near.ani, near.budi)
    for laptop in (near.ani, near.budi):
        assert values(laptop, rec, "survivor_name") == set()
        assert dict(laptop.w(cases.open_sealed, rec))["survivor_name"] == "Siti"


def test_while_the_safe_contact_differs_neither_sending_nor_sharing_is_on(near: NearTown) -> None:
    rec = differ(near, "safe_contact", "WA siang", "lewat ibu")
    folded: CaseState = near.ani.w(state, rec)
    assert [one.kind for one in folded.conflicts] == [ConflictKind.HOLD]
    near.ani.judge(rec)
    plan = near.ani.w(assess.plan_of, rec)
    with pytest.raises(Refusal) as refused:
        near.ani.w(refer.press, rec, [one.service.id for one in plan.plan.sendable()])
    assert refused.value.code is Code.CHOOSE_FIRST
    with pytest.raises(Refusal) as refused:
        near.ani.w(share.plan, rec)
    assert refused.value.code is Code.CHOOSE_FIRST
    choice = view(near.ani, rec).conflicts[0].values[0].opid.hex()
    near.ani.w(resolve.choose, rec, "safe_contact", choice)
    near.ani.refer(rec)


def test_sending_decides_nothing_between_two_names(near: NearTown) -> None:
    rec = differ(near, "survivor_name", "Sri", "Sari")
    near.ani.judge(rec)
    near.ani.refer(rec)
    near.mail()
    assert values(near.ani, rec, "survivor_name") == {"Sri", "Sari"}
    assert near.desk.w(state, rec).value("survivor_name") is None
    choice = view(near.ani, rec).conflicts[0].values[0]
    near.ani.w(resolve.choose, rec, "survivor_name", choice.opid.hex())
    near.mail()
    assert near.desk.w(state, rec).value("survivor_name") == choice.value


def test_letters_of_her_own_between_two_to_him_make_no_false_difference(near: NearTown) -> None:
    rec = near.ani.record_case()
    shared(near, rec)
    near.ani.w(say, rec, "survivor_name", "Sri")

    def to_herself(store: Store, world: World) -> None:
        me = load(store)
        folded = state_of(store, world, me, rec)
        body = PayloadBody("note", {"told_ref": "hanya untuk saya"})
        with store.transaction():
            write(
                store,
                world,
                me,
                [Letter("d", rec, body, aud=OWN, deps=folded.heads, lam=folded.lam)],
            )
        lay.run(store, world, me)

    near.ani.w(to_herself)
    near.ani.w(say, rec, "survivor_name", "Sari")
    near.mail(near.ani, near.budi)
    assert values(near.budi, rec, "survivor_name") == set()
    assert near.budi.w(state, rec).value("survivor_name") == "Sari"
    assert near.budi.w(state, rec).value("told_ref") != "hanya untuk saya"
