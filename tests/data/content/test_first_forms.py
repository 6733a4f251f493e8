"""The quick record and the consultation: short, and nothing of them is asked again."""

from __future__ import annotations

import pytest

from data.content import reader
from data.model.levels import Level
from responder_app.rules.pathway import plan, read_table
from responder_app.rules.triage import assess
from tests.data.content.filling import begin, controls, fill, missing, more, shown, walk
from tests.data.content.test_intake import ADULT

QUICK = {
    "safe_now": "ya",
    "under_18": "tidak",
    "limits_explained": "ya",
    "consent_store": "ya",
    "visible_injury": "ringan",
    "tonight_place": "keluarga",
    "consent_services": "uptd",
}
TALK = {
    "safe_now": "ya",
    "channel": "tatap_muka",
    "limits_explained": "ya",
    "consent_store": "ya",
    "entry_type": "konsultasi_keluarga",
    "consult_topic": "ekonomi",
    "home_safe": "ya",
    "consult_outcome": "selesai_info",
    "consent_contact": "tidak",
    "consent_stats": "ya",
}


def test_a_quick_record_is_complete_with_seven_taps() -> None:
    session = begin("quick")
    walk(session, QUICK)
    assert missing(session) == set()
    assert session.problems() == []
    (change,) = session.entity_changes()
    assert change.properties["entry_type"] == "tanda_bahaya"
    assert change.properties["consent_store"] == "ya"


def test_in_danger_without_consent_a_vital_interest_opens_the_rest() -> None:
    session = begin("quick")
    walk(session, {**QUICK, "safe_now": "tidak", "consent_store": "tidak_tahu"})
    assert "visible_injury" not in shown(session)
    assert session.entity_changes() == []
    walk(session, {"legal_basis": "kepentingan_vital"})
    assert {"visible_injury", "tonight_place", "address_note"} <= set(shown(session))


def test_a_quick_record_asks_nothing_that_identifies_before_consent() -> None:
    identity = reader.identity_of_fields()
    session = fill("quick", {"safe_now": "tidak", "under_18": "ya", "limits_explained": "ya"})
    assert {identity[name] for name in shown(session)} == {"no"}


@pytest.mark.parametrize("form_id", ["quick", "consultation"])
def test_nothing_is_asked_again_in_the_intake_with_other_words(form_id: str) -> None:
    intake = {view.name: view for view in controls(begin("intake"))}
    only = {"consult_next_on", "note_naik", "note_pulang", "note_putus_asa"}
    for view in controls(begin(form_id)):
        if view.name in only:
            continue
        asked = intake[view.name]
        assert (view.kind, view.appearance) == (asked.kind, asked.appearance), view.name
        offered = {choice.value for choice in asked.choices}
        assert {choice.value for choice in view.choices} <= offered, view.name


def test_a_quick_record_becomes_an_intake_with_its_answers() -> None:
    first = begin("quick")
    walk(first, QUICK)
    (change,) = first.entity_changes()
    session = begin("intake")
    carried = {k: v for k, v in change.properties.items() if v and k != "received_at"}
    walk(session, {**ADULT, **carried})
    assert missing(session) == set()
    assert session.value("/intake/kebutuhan/tonight_place") == "keluarga"


def test_a_consultation_without_danger_is_short_and_complete() -> None:
    session = begin("consultation")
    walk(session, TALK)
    assert missing(session) == set()
    assert session.value("/consultation/is_violence") == "tidak"
    assert "note_pulang" not in shown(session)


def test_going_home_is_asked_in_passing_and_a_no_is_answered_at_once() -> None:
    session = begin("consultation")
    walk(session, {**TALK, "home_safe": "tidak"})
    assert "note_pulang" in shown(session)


@pytest.mark.parametrize(
    ("kind", "topic", "asked"),
    [
        ("konsultasi_keluarga", "ekonomi", False),
        ("konsultasi_keluarga", "sedih_cemas", True),
        ("konsultasi_keluarga", "ekonomi duka", True),
        ("konsultasi_jiwa", "lain", True),
    ],
)
def test_signs_of_despair_are_asked_about_only_where_there_is_sadness(
    kind: str, topic: str, asked: bool
) -> None:
    session = begin("consultation")
    walk(session, {**TALK, "entry_type": kind, "consult_topic": topic})
    assert ("despair_signs" in shown(session)) is asked
    if asked:
        more(session, {"despair_signs": "ya"})
        assert "note_putus_asa" in shown(session)


@pytest.mark.parametrize(
    ("outcome", "services", "contact"),
    [
        ("selesai_info", False, True),
        ("jadwal_ulang", False, True),
        ("rujuk_psikolog", True, True),
        ("rujuk_puspaga", True, True),
        ("naik_kasus", False, False),
    ],
)
def test_what_comes_after_the_talk_decides_what_is_asked(
    outcome: str, services: bool, contact: bool
) -> None:
    session = begin("consultation")
    walk(session, {**TALK, "consult_outcome": outcome})
    assert ("consent_services" in shown(session)) is services
    assert ("consent_contact" in shown(session)) is contact
    assert ("note_naik" in shown(session)) is (outcome == "naik_kasus")
    assert ("consult_next_on" in shown(session)) is (outcome == "jadwal_ulang")


def test_a_consultation_becomes_a_case_and_the_intake_takes_everything() -> None:
    first = begin("consultation")
    walk(first, {**TALK, "consult_outcome": "naik_kasus", "consult_note": "Uang belanja ditahan."})
    assert missing(first) == set()
    (change,) = first.entity_changes()
    carried = {k: v for k, v in change.properties.items() if v and k != "received_at"}
    session = begin("intake")
    walk(session, {**ADULT, **carried})
    assert missing(session) == set()
    assert {k: session.answers()[k] for k in carried} == carried
    assert session.value("/intake/is_violence") == "ya"


def test_a_talk_that_may_not_be_written_down_ends_with_information() -> None:
    session = fill(
        "consultation",
        {**{k: TALK[k] for k in ("safe_now", "channel")}, "consent_store": "tidak"},
    )
    assert shown(session)[-1] == "info_path"
    assert session.entity_changes() == []


@pytest.mark.parametrize("day", ["2026-11-21", "2026-12-01"])
def test_the_next_meeting_is_today_or_later(day: str) -> None:
    session = begin("consultation")
    walk(session, {**TALK, "consult_outcome": "jadwal_ulang", "consult_next_on": "2026-11-20"})
    assert [each.name for each in session.problems()] == ["consult_next_on"]
    more(session, {"consult_next_on": day})
    assert session.problems() == []


@pytest.mark.parametrize(
    ("answers", "level", "deadline"),
    [
        ({}, Level.RENDAH, None),
        ({"tonight_place": "belum_ada"}, Level.TINGGI, None),
        ({"safe_now": "tidak", "address_note": "Dekat dermaga"}, Level.DARURAT, "segera"),
        ({"visible_injury": "berat"}, Level.RENDAH, "segera"),
    ],
)
def test_a_quick_record_alone_can_be_referred(
    answers: dict[str, str], level: Level, deadline: str | None
) -> None:
    session = begin("quick")
    walk(session, {**QUICK, **answers})
    told = session.answers()
    danger = assess([], told, reader.reason_words())
    table = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
    made = plan(told, danger, table, 0)
    assert danger.level >= level
    uptd = made.service("uptd_ppa")
    assert uptd is not None
    assert uptd.consent.allows
    assert deadline is None or uptd.deadline == deadline


def test_a_quick_record_without_consent_goes_out_when_a_life_is_in_danger() -> None:
    session = begin("quick")
    asked = {**QUICK, "safe_now": "tidak", "consent_store": "tidak"}
    del asked["consent_services"]
    walk(session, {**asked, "legal_basis": "kepentingan_vital"})
    told = session.answers()
    danger = assess([], told, reader.reason_words())
    table = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
    sent = {each.service.id for each in plan(told, danger, table, 0).sendable()}
    assert {"uptd_ppa", "polisi_110"} <= sent
