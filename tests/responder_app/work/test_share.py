"""Two people on two laptops share a case over the real city: asked, told, written to, ended."""

from __future__ import annotations

import pytest

from data.model.problems import Code, Refusal
from data.ops.fold import CaseState
from data.ops.header import OWN
from data.store.store import Store
from responder_app.work import cases, colleagues, share
from responder_app.work.cases import CaseView
from responder_app.work.circle import AGREED
from responder_app.work.identity import load
from responder_app.work.reading import state_of
from responder_app.work.share import SharePlan
from responder_app.work.world import World
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.near_town import NearTown

WHY = "Rumahnya dekat, bisa menjenguk"


def state(store: Store, world: World, rec: bytes) -> CaseState:
    return state_of(store, world, load(store), rec)


def view(laptop: Laptop, rec: bytes) -> CaseView:
    found: CaseView = laptop.w(cases.open_case, rec)
    return found


def shared(near: NearTown, rec: bytes) -> bytes:
    """Ani shares with Budi; everybody's mail has come. Gives his id."""
    assert near.meet(near.ani, people="2172").good
    plan: SharePlan = near.ani.w(share.plan, rec)
    who = next(one for one in plan.people if one.display.startswith("Pak Budi"))
    near.ani.w(share.share, rec, who.user, AGREED, WHY)
    near.mail(near.ani, near.budi)
    return who.user


def test_the_address_book_shows_proved_colleagues_and_neither_oneself_nor_a_desk(
    near: NearTown,
) -> None:
    rec = near.ani.record_case()
    assert near.ani.w(share.plan, rec).people == ()
    near.ani.w(colleagues.fetch)
    assert near.meet(near.ani, people="217204").good
    plan: SharePlan = near.ani.w(share.plan, rec)
    assert [one.display for one in plan.people] == ["Pak Budi, guru BK"]
    assert plan.refused == 0


def test_a_shared_case_opens_on_the_other_laptop_with_what_was_agreed(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    before = view(near.ani, rec)
    shared(near, rec)
    his = view(near.budi, rec)
    assert his.line.shared_by == "Bu Ani, RW 3"
    assert his.line.level is before.line.level
    assert (his.line.action, his.line.due_at) == ("shared", None)
    assert not his.circle.mine
    assert his.circle.writes
    assert not his.circle.keeps
    sealed = dict(near.budi.w(cases.open_sealed, rec))
    assert sealed == dict(near.ani.w(cases.open_sealed, rec))
    hers = view(near.ani, rec)
    assert (hers.line.action, hers.line.due_at) == (before.line.action, before.line.due_at)
    assert [one.name for one in hers.circle.holders] == ["Pak Budi, guru BK"]
    assert hers.conflicts == his.conflicts == ()
    assert not hers.missing
    assert not his.missing


def test_nothing_she_kept_is_ever_given_away(near: NearTown) -> None:
    rec = near.ani.record_case()
    shared(near, rec)

    def audiences(store: Store) -> set[str]:
        return {name for name, _epoch in store.vault.keys.case_keys(rec)}

    assert OWN in near.ani.do(audiences)
    assert OWN not in near.budi.do(audiences)


def test_what_he_writes_reaches_her_and_the_other_way_round(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    shared(near, rec)
    near.budi.fill("followup", rec, {"fu_channel": "tatap_muka", "fu_result": "aman"})
    near.mail(near.budi, near.ani)
    assert "followup" in {one.what for one in view(near.ani, rec).events}
    near.ani.judge(rec, ipv_1_weapon="ya")
    near.mail(near.ani, near.budi)
    assert view(near.budi, rec).line.level is view(near.ani, rec).line.level
    assert near.ani.w(state, rec).outside == near.budi.w(state, rec).outside == ()


def test_without_a_reason_or_consent_nothing_is_shared(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.meet(near.ani, people="2172")
    who = near.ani.w(share.plan, rec).people[0].user
    for user, basis, why, code in (
        (who, AGREED, " ", Code.REASON_MISSING),
        (who, "dasar", WHY, Code.CONSENT_TO_SHARE_MISSING),
        (bytes(16), AGREED, WHY, Code.COLLEAGUE_UNKNOWN),
    ):
        with pytest.raises(Refusal) as refused:
            near.ani.w(share.share, rec, user, basis, why)
        assert refused.value.code is code
    assert near.ani.w(state, rec).grantees == frozenset()


def test_ending_it_stops_what_comes_later_and_says_so_on_the_other_laptop(near: NearTown) -> None:
    rec = near.ani.record_case()
    user = shared(near, rec)
    near.ani.w(share.unshare, rec, user, "Pindah tugas")
    near.ani.fill("followup", rec, {"fu_channel": "tatap_muka", "fu_result": "aman"})
    near.mail(near.ani, near.budi)
    his = view(near.budi, rec)
    assert his.circle.left
    assert his.line.action == "share_ended"
    assert his.line.closed
    assert "followup" not in {one.what for one in his.events}
    assert dict(near.budi.w(cases.open_sealed, rec))  # what was read cannot be unread
    with pytest.raises(Refusal) as refused:
        near.budi.fill("followup", rec, {"fu_channel": "tatap_muka", "fu_result": "aman"})
    assert refused.value.code is Code.NOT_YOUR_CASE
    hers = view(near.ani, rec)
    assert [one.until > 0 for one in hers.circle.holders] == [True]


def test_what_he_wrote_before_he_heard_of_the_end_is_kept_apart_and_shown(near: NearTown) -> None:
    rec = near.ani.record_case()
    user = shared(near, rec)
    near.ani.w(share.unshare, rec, user)
    near.budi.fill("followup", rec, {"fu_channel": "tatap_muka", "fu_result": "aman"})
    near.mail(near.budi, near.ani)
    hers = view(near.ani, rec)
    assert hers.outside > 0
    assert "followup" not in {one.what for one in hers.events}


def test_a_referral_after_sharing_opens_for_both_and_the_answer_comes_to_both(
    near: NearTown,
) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    shared(near, rec)
    near.ani.refer(rec)
    near.mail()
    for laptop in (near.ani, near.budi):
        assert view(laptop, rec).referrals, laptop.home.name
    assert near.budi.w(state, rec).unread == ()
    assert near.desk.w(state, rec).referrals
