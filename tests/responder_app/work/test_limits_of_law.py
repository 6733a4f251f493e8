"""The law as behaviour (domain.md 1.1): clocks, roles, closing, children, no mediation."""

from __future__ import annotations

import pytest

from data.forms.session import FormSession
from data.model.levels import DAY, Level
from data.model.problems import Code, Refusal
from data.model.referral import ReferralStep
from responder_app.work import assess, begin, cases, desk, drafts, faces, legal, pack
from responder_app.work.world import local_time
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop

PEACE = ("mediasi", "mediation", "damai", "reconcil")
ENDED = {
    "safe_now": "ya",
    "perp_nearby": "tidak",
    "close_reason": "permintaan_penyintas",
    "plan_reviewed": "ya",
    "can_return_told": "ya",
}
CALM = {f"ipv_{item}": "tidak" for item in "12345abcde"}


def sent(town: Town, **changes: str) -> bytes:
    """A case that lies at the desk."""
    rec = town.cadre.record_case(**changes)
    town.cadre.judge(rec)
    town.cadre.refer(rec)
    town.mail()
    return rec


def test_the_desk_sees_until_when_the_police_must_be_told(town: Town) -> None:
    rec = sent(town, violence_types="seksual", sexual_window="kurang_72j")
    (line,) = town.desk.w(desk.incoming).lines
    assert line.police_due is not None
    assert line.police_due == line.received_at + 3 * DAY
    assert town.desk.w(cases.open_case, rec).police_due == line.police_due
    assert town.cadre.w(cases.open_case, rec).police_due is None
    town.desk.w(desk.answer, line.opid, ReferralStep.ACCEPTED)
    town.desk.w(desk.answer, line.opid, ReferralStep.COMPLETED)
    assert town.desk.w(cases.open_case, rec).police_due is None


def test_without_sexual_violence_no_such_clock_runs(town: Town) -> None:
    sent(town)
    (line,) = town.desk.w(desk.incoming).lines
    assert line.police_due is None


def test_five_days_after_police_protection_was_spoken_of_somebody_is_reminded(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    assert town.cadre.w(cases.open_case, rec).protection_due is None
    town.cadre.w(assess.step_done, rec, legal.PROTECTION_STEP)
    at = town.cadre.clock.at
    assert town.cadre.w(cases.open_case, rec).protection_due == at + 5 * DAY


def test_no_form_and_no_service_offers_to_make_peace(town: Town) -> None:
    offered = []
    for face in faces.every():
        form = pack.form(face.id)
        session = FormSession.new(
            form, clock=lambda: local_time(town.cadre.clock.at), new_id=lambda: "1"
        )
        for view in session.questions():
            offered += [(face.id, view.name, one.value + one.label) for one in view.choices]
    offered += [("service", one.id, one.label_id) for one in pack.table().services.values()]
    assert offered
    assert not [one for one in offered if any(word in one[2].lower() for word in PEACE)]


@pytest.mark.parametrize("form_id", ["intake", "quick", "consultation"])
def test_nothing_told_can_be_written_before_the_limits_are_explained(
    town: Town, form_id: str
) -> None:
    told = {"safe_now": "ya", "perp_nearby": "tidak", "under_18": "tidak"}
    _opened, session = town.cadre.open_form(form_id, None, told)
    before = {view.name for view in session.questions()}
    assert not before & {"own_words", "consult_note", "survivor_name", "perp_name"}
    assert {"limits_explained", "consent_store"} <= before


@pytest.mark.parametrize("word", ["tidak", "tidak_tahu", "tidak_mau_menjawab"])
def test_a_talk_is_written_down_only_once_the_limits_were_explained(town: Town, word: str) -> None:
    told = {"safe_now": "ya", "perp_nearby": "tidak", "under_18": "tidak", "consent_store": "ya"}
    _opened, session = town.cadre.open_form("consultation", None, told | {"limits_explained": word})
    note = "/consultation/pembicaraan/consult_note"
    assert not session.relevant(note)
    session.answer("/consultation/batas/limits_explained", "ya")
    assert session.relevant(note)


def test_a_low_case_is_closed_by_its_cadre_and_its_deadlines_end(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case(occurred_when="30h", visible_injury="tidak")
    cadre.fill("ipv5", rec, CALM)
    assert cadre.w(assess.plan_of, rec).danger.level <= Level.SEDANG
    cadre.fill("closing", rec, ENDED)
    view = cadre.w(cases.open_case, rec)
    assert (view.closing, view.line.closed, view.line.due_at) == ("closed", True, None)
    assert not [line for line in cadre.do(cases.home).lines if line.rec == rec]
    cadre.fill("followup", rec, {"safe_now": "ya", "perp_nearby": "tidak", "fu_result": "aman"})
    assert not cadre.w(cases.open_case, rec).line.closed


def test_a_grave_case_is_closed_by_the_uptd_only(town: Town) -> None:
    cadre = town.cadre
    rec = sent(town)
    opid = town.desk.w(desk.incoming).lines[0].opid
    town.desk.w(desk.answer, opid, ReferralStep.ACCEPTED)
    town.mail()
    done = cadre.fill("closing", rec, ENDED)
    assert done.asks_uptd
    view = cadre.w(cases.open_case, rec)
    assert (view.closing, view.line.closed, view.line.action) == ("asked", False, "close_asked")
    town.mail()
    assert town.desk.w(desk.open_referral, opid).line.asks_closing
    town.desk.w(desk.answer, opid, ReferralStep.COMPLETED)
    town.mail()
    assert cadre.w(cases.open_case, rec).line.closed


def test_the_uptd_closes_a_grave_case_with_the_same_form(town: Town) -> None:
    rec = sent(town)
    opid = town.desk.w(desk.incoming).lines[0].opid
    town.desk.w(desk.answer, opid, ReferralStep.ACCEPTED)
    done = town.desk.fill("closing", rec, ENDED)
    assert not done.asks_uptd
    assert town.desk.w(cases.open_case, rec).line.closed
    town.mail()
    view = town.cadre.w(cases.open_case, rec)
    assert (view.closing, view.line.closed) == ("closed", True)


def test_an_unsafe_case_is_not_closed_by_its_closing_form(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    cadre.fill("ipv5", rec, CALM)
    done = cadre.fill("closing", rec, {**ENDED, "safe_now": "tidak"})
    assert done.next == "danger"
    assert not cadre.w(cases.open_case, rec).line.closed


def test_a_childs_case_is_not_closed_before_the_uptd_knows(town: Town) -> None:
    cadre = town.cadre
    child = {"age_years": "9", "under_18": "ya", "guardian_safe": "ibu", "guardian_ok": "ya"}
    rec = cadre.record_case(**child, consent_giver="anak_dan_wali_aman", perp_relation="teman")
    done = cadre.fill("closing", rec, ENDED)
    assert done.asks_uptd
    assert not cadre.w(cases.open_case, rec).line.closed
    plan = cadre.w(assess.plan_of, rec)
    assert plan.child
    assert plan.plan.service("uptd_ppa") is not None


def test_the_uptd_is_told_of_a_child_although_somebody_said_no(town: Town) -> None:
    child = {"age_years": "9", "under_18": "ya", "guardian_safe": "tidak_ada"}
    rec = town.cadre.record_case(**child, consent_services="tidak_ada", perp_relation="ayah_ibu")
    plan = town.cadre.w(assess.plan_of, rec).plan
    assert "uptd_ppa" in [one.service.id for one in plan.sendable()]
    assert not plan.refused


def test_rt_volunteers_are_not_given_the_questions_about_wanting_to_die() -> None:
    assert [face.id for face in faces.not_for_role("relawan_rt", "checklist")] == ["jiwa"]
    assert "jiwa" not in [face.id for face in faces.for_role("relawan_rt", ("checklist",))]
    assert "jiwa" in [face.id for face in faces.for_role("guru_bk", ("checklist",))]


def test_a_role_that_may_not_use_a_form_cannot_begin_it(town: Town) -> None:
    volunteer = Laptop(town.cadre.home.parent / "volunteer")
    try:
        volunteer.enrol(town.city, "relawan_rt", 3)
        with pytest.raises(Refusal) as refused:
            volunteer.w(begin.start, "jiwa", None, {})
        assert refused.value.code is Code.FORM_NOT_FOR_ROLE
        assert volunteer.do(drafts.begun) == ()
    finally:
        volunteer.stop()


def test_content_seen_online_reaches_the_uptd_without_a_known_victim(town: Town) -> None:
    done = town.cadre.fill(
        "content_report",
        None,
        {
            "victim_known": "tidak_dikenal",
            "child_content": "ya",
            "online_form": "konten_predator_umum",
            "platform": "telegram",
            "url_handle": "kanal samaran",
            "reported_to": "belum",
        },
    )
    plan = town.cadre.w(assess.plan_of, done.rec).plan
    assert "uptd_ppa" in [one.service.id for one in plan.sendable()]
    town.cadre.refer(done.rec)
    town.mail()
    (line,) = town.desk.w(desk.incoming).lines
    assert line.rec == done.rec
