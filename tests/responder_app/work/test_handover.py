"""A case is handed over between two laptops: nothing changes before the yes, all of it after."""

from __future__ import annotations

import pytest

from data.model.problems import Code, Refusal
from data.ops.fold import CaseState
from responder_app.work import cases, handover, refer, share
from responder_app.work.circle import AGREED
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.near_town import NearTown
from tests.responder_app.work.test_share import state, view

FOLLOW_UP = {"fu_channel": "tatap_muka", "fu_result": "aman"}


def proposed(near: NearTown, rec: bytes, *, stays: bool = True) -> bytes:
    """Ani asks Budi; the question has come. Gives the proposal."""
    assert near.meet(near.ani, people="2172").good
    who = near.ani.w(share.plan, rec).people[0].user
    near.ani.w(handover.propose, rec, who, "Saya pindah tugas", AGREED, stays)
    near.mail(near.ani, near.budi)
    asked = view(near.budi, rec).circle.proposed
    assert asked is not None
    return asked.opid


def test_before_the_yes_nothing_changes_and_he_has_it_to_answer(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    before = view(near.ani, rec).line
    proposed(near, rec)
    hers, his = view(near.ani, rec), view(near.budi, rec)
    assert (hers.line.action, hers.line.due_at) == (before.action, before.due_at)
    assert hers.circle.keeps
    assert hers.circle.proposed_name == "Pak Budi, guru BK"
    assert his.line.action == "handover_answer"
    assert his.circle.to_me
    assert his.line.rec in {one.rec for one in near.budi.do(cases.home).lines}


def test_after_the_yes_he_is_called_and_she_reads(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    before = view(near.ani, rec).line
    near.budi.w(handover.answer, rec, proposed(near, rec), True)
    near.mail(near.budi, near.ani)
    hers, his = view(near.ani, rec), view(near.budi, rec)
    assert (his.line.action, his.line.due_at) == (before.action, before.due_at)
    assert his.circle.keeps
    assert (hers.line.action, hers.line.due_at, hers.line.closed) == ("handed_over", None, False)
    assert hers.circle.keeper == "Pak Budi, guru BK"
    assert not hers.circle.writes
    with pytest.raises(Refusal) as refused:
        near.ani.w(refer.press, rec, ["uptd_ppa"])
    assert refused.value.code is Code.NOT_YOUR_CASE
    near.budi.fill("followup", rec, FOLLOW_UP)
    near.mail(near.budi, near.ani)
    assert "followup" in {one.what for one in view(near.ani, rec).events}


def test_she_may_let_it_leave_her_list(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.budi.w(handover.answer, rec, proposed(near, rec, stays=False), True)
    near.mail(near.budi, near.ani)
    assert view(near.ani, rec).line.closed


def test_a_no_comes_back_with_its_reason_and_leaves_all_as_it_was(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    asked = proposed(near, rec)
    with pytest.raises(Refusal) as refused:
        near.budi.w(handover.answer, rec, asked, False, " ")
    assert refused.value.code is Code.REASON_MISSING
    near.budi.w(handover.answer, rec, asked, False, "Sedang cuti")
    near.mail(near.budi, near.ani)
    hers = view(near.ani, rec)
    assert hers.line.action == "handover_refused"
    assert hers.circle.keeps
    assert hers.circle.refused is not None
    assert hers.circle.refused.answer_why == "Sedang cuti"
    near.ani.fill("followup", rec, FOLLOW_UP)  # she has gone on: it is no task any more
    assert view(near.ani, rec).line.action != "handover_refused"


def test_taken_back_before_the_answer_it_stays_hers(near: NearTown) -> None:
    rec = near.ani.record_case()
    asked = proposed(near, rec)
    near.ani.w(handover.take_back, rec, asked)
    near.mail(near.ani, near.budi)
    with pytest.raises(Refusal):
        near.budi.w(handover.answer, rec, asked, True)
    assert view(near.budi, rec).line.action == "shared"


def test_a_yes_that_crosses_the_taking_back_holds_so_that_somebody_has_it(near: NearTown) -> None:
    rec = near.ani.record_case()
    asked = proposed(near, rec)
    near.ani.w(handover.take_back, rec, asked)
    near.budi.w(handover.answer, rec, asked, True)
    near.mail(near.ani, near.budi)
    keepers = {near.ani.w(state, rec).keeper, near.budi.w(state, rec).keeper}
    assert keepers == {near.ani.w(state, rec).handovers[0].to}


def test_a_yes_that_crosses_an_edit_loses_neither(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    asked = proposed(near, rec)
    near.ani.fill("followup", rec, {**FOLLOW_UP, "fu_note": "Ani menulis tanpa sinyal"})
    near.budi.w(handover.answer, rec, asked, True)
    near.mail(near.budi, near.ani)
    for laptop in (near.ani, near.budi):
        folded: CaseState = laptop.w(state, rec)
        assert folded.keeper == folded.handovers[0].to
        assert [one.kind for one in folded.entries].count("followup") == 1
        assert folded.outside == ()


def test_of_a_referred_case_the_desk_learns_who_is_called_and_hears_him(near: NearTown) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    near.ani.refer(rec)
    near.mail()
    near.budi.w(handover.answer, rec, proposed(near, rec), True)
    near.mail()
    seen: CaseState = near.desk.w(state, rec)
    assert seen.keeper == near.budi.w(state, rec).keeper
    near.budi.fill("followup", rec, FOLLOW_UP)
    near.mail()
    assert "followup" in {one.kind for one in near.desk.w(state, rec).entries}
    assert near.desk.w(state, rec).outside == ()


def test_after_the_hand_over_the_new_keeper_refers_and_both_see_the_answer(
    near: NearTown,
) -> None:
    rec = near.ani.record_case()
    near.ani.judge(rec)
    near.budi.w(handover.answer, rec, proposed(near, rec), True)
    near.mail()
    near.budi.refer(rec)
    near.mail()
    assert len(view(near.budi, rec).referrals) >= 1
    assert near.desk.w(state, rec).outside == ()
    assert near.desk.w(state, rec).referrals
    assert view(near.ani, rec).referrals


def test_a_vault_restored_from_before_the_yes_knows_it_again(near: NearTown) -> None:
    rec = near.ani.record_case()
    asked = proposed(near, rec)
    before = _copy(near.budi)
    near.budi.w(handover.answer, rec, asked, True)
    near.mail(near.budi, near.ani)
    _put_back(near.budi, before)
    near.mail(near.budi, near.ani)
    assert view(near.budi, rec).circle.keeps
    assert view(near.ani, rec).circle.keeper == "Pak Budi, guru BK"


def _copy(laptop: Laptop) -> dict[str, bytes]:
    laptop.stop()
    kept = {
        one.name: one.read_bytes()
        for one in laptop.home.iterdir()
        if one.is_file() and one.name.startswith("vault-")
    }
    laptop.start()
    laptop.come_in()
    return kept


def _put_back(laptop: Laptop, kept: dict[str, bytes]) -> None:
    laptop.stop()
    for one in laptop.home.iterdir():
        if one.is_file() and one.name.startswith("vault-") and one.name not in kept:
            one.unlink()
    for name, body in kept.items():
        (laptop.home / name).write_bytes(body)
    laptop.start()
    laptop.come_in()
