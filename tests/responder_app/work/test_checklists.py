"""The checklists on a case: one leads to the next, nothing is asked twice or lowered."""

from __future__ import annotations

import pytest

from data.forms.session import FormSession
from data.model.levels import Level
from responder_app.work import assess, filling, suggest
from responder_app.work.assess import CasePlan
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop, danger_answers

SAFE = {"safe_now": "ya", "perp_nearby": "tidak"}
ITEMS = {
    "ipv5": tuple(f"ipv_{item}" for item in "12345abcde"),
    "jiwa": ("jiwa_1", "jiwa_2", "jiwa_3", "jiwa_4", "jiwa_worry"),
    "tppo": ("tppo_now", *(f"tppo_{number}" for number in range(1, 9))),
}


def _shown(session: FormSession) -> set[str]:
    return {view.name for view in session.questions()}


def _plan(cadre: Laptop, rec: bytes) -> CasePlan:
    found: CasePlan = cadre.w(assess.plan_of, rec)
    return found


def test_strangling_heard_in_one_list_leads_to_the_medical_one_and_is_not_asked_again(
    town: Town,
) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    done = cadre.fill("ipv5", rec, {**danger_answers(), "strangled_when": "hari_ini"})
    assert done.suggested == "medis"
    opened, session = cadre.open_form("medis", rec, {})
    assert {"under_18", "medis_2", "medis_9"}.isdisjoint(_shown(session))
    assert {"medis_1", "medis_2_signs", "medis_4"} <= _shown(session)
    assert session.answers()["strangled_when"] == "hari_ini"
    told = dict.fromkeys(
        ["medis_1", "medis_2_signs", "medis_3", "medis_4", "medis_5", "sexual_window", "medis_10"],
        "tidak",
    )
    filling.put_in(session, {**SAFE, **told})
    assert not session.problems()
    cadre.finish_session(opened, session)
    case = _plan(cadre, rec)
    assert case.danger.level is Level.DARURAT
    assert "medis_2" in [reason.code for reason in case.danger.reasons]
    hospital = case.plan.service("rs_rujukan")
    assert hospital is not None
    assert hospital.deadline == "segera"
    assert {"ipv_a", "strangled_when", "medis_2_signs"} <= set(hospital.packet)


def test_a_later_calm_list_lowers_nothing_and_the_newest_is_shown(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case()
    cadre.fill("ipv5", rec, danger_answers())
    assert _plan(cadre, rec).danger.level is Level.TINGGI
    town.cadre.clock.at += 20 * 24 * 3600
    cadre.fill("ipv5", rec, {**SAFE, **dict.fromkeys(ITEMS["ipv5"], "tidak")})
    assert _plan(cadre, rec).danger.level is Level.TINGGI


@pytest.mark.parametrize(
    ("form_id", "told", "level", "service"),
    [
        ("jiwa", {"jiwa_1": "ya", "jiwa_5": "tidak"}, Level.TINGGI, "psikolog"),
        ("jiwa", {"jiwa_1": "ya", "jiwa_5": "ya"}, Level.DARURAT, "rs_rujukan"),
        ("tppo", {"tppo_2": "ya"}, Level.SEDANG, "uptd_ppa"),
        ("tppo", {"tppo_now": "ya"}, Level.DARURAT, "polisi_110"),
    ],
)
def test_what_a_list_finds_becomes_the_cases_danger_and_plan(
    town: Town, form_id: str, told: dict[str, str], level: Level, service: str
) -> None:
    rec = town.cadre.record_case()
    answers = {**SAFE, **dict.fromkeys(ITEMS[form_id], "tidak"), **told}
    done = town.cadre.fill(form_id, rec, answers)
    assert done.next == "danger"
    case = _plan(town.cadre, rec)
    assert case.danger.level is level
    assert case.plan.service(service) is not None


def test_a_childs_online_signs_lead_to_the_questions_about_her_mind(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case(
        age_years="12",
        guardian_safe="ibu",
        consent_giver="anak_dan_wali_aman",
        perp_relation="kenalan_daring",
        place_category="daring",
        lives_with_perp="tidak",
    )
    fits = cadre.w(suggest.of_case, rec)
    assert {"anak", "kbgo"} <= set(fits)
    opened, session = cadre.open_form("kbgo", rec, SAFE)
    assert "under_18" not in _shown(session)
    assert "kbgo_3" in _shown(session)
    told = dict.fromkeys([f"kbgo_{number}" for number in range(1, 11)], "tidak")
    filling.put_in(session, {**told, "kbgo_9": "ya"})
    cadre.finish_session(opened, session)
    assert "jiwa" in cadre.w(suggest.of_case, rec)
    case = _plan(cadre, rec)
    assert case.danger.level is Level.TINGGI
    cyber = case.plan.service("siber")
    assert cyber is not None
    assert cyber.deadline == "24j"
