"""The intake: safety first, the limits before the story, and only what a case needs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from data.content import reader
from tests.data.content.filling import begin, fill, missing, more, shown, walk

ADULT = {
    "safe_now": "ya",
    "perp_nearby": "tidak",
    "limits_explained": "ya",
    "consent_store": "ya",
    "consent_giver": "penyintas_dewasa",
    "consent_form": "lisan_bersaksi",
    "entry_type": "kekerasan",
    "channel": "tatap_muka",
    "reporter_relation": "penyintas",
    "told_before": "belum",
    "conflict_flag": "tidak",
    "survivor_name": "Melur",
    "age_years": "31",
    "sex": "perempuan",
    "home_area_code": "21.72.04.1003",
    "lives_with_perp": "ya",
    "disability_support": "tidak",
    "own_words": "Ia mengunci pintu depan sampai subuh.",
    "violence_types": "fisik psikis",
    "occurred_when": "hari_ini",
    "ongoing": "ya",
    "place_category": "rumah_tangga",
    "visible_injury": "ringan",
    "perp_relation": "suami_istri",
    "perp_age_band": "dewasa",
    "tonight_place": "keluarga",
    "needs": "aman hukum",
    "consent_services": "uptd hukum",
    "consent_contact": "ya",
    "contact_rule": "wa_tanpa_rincian",
    "consent_stats": "ya",
}


def _but(**changed: str) -> Mapping[str, str]:
    return {**ADULT, **changed}


def test_an_adult_case_is_complete_with_its_required_answers() -> None:
    session = begin("intake")
    walk(session, ADULT)
    assert missing(session) == set()
    assert session.problems() == []
    assert set(ADULT) <= set(session.answers())
    assert session.value("/intake/checklist_id") == "IPV5"


REQUIRED = sorted(set(ADULT) - {"survivor_name", "own_words", "contact_rule"})


@pytest.mark.parametrize("name", REQUIRED)
def test_each_required_answer_that_is_missing_is_named(name: str) -> None:
    session = begin("intake")
    walk(session, {key: value for key, value in ADULT.items() if key != name})
    if name == "consent_store":
        assert "consent_store" in missing(session)
    elif name == "entry_type":
        assert missing(session) == {"entry_type"}
    else:
        assert missing(session) == {name}


# Forms about things, not about somebody who is met: what the content, the item or the day was.
WITHOUT_A_PERSON = {"content_report", "evidence", "activity"}


@pytest.mark.parametrize("form_id", sorted(set(reader.form_ids()) - WITHOUT_A_PERSON))
def test_the_first_question_about_a_person_is_whether_she_is_safe_now(form_id: str) -> None:
    assert shown(begin(form_id))[0] == "safe_now"


def test_before_consent_nothing_is_asked_that_identifies() -> None:
    identity = reader.identity_of_fields()
    session = fill("intake", {"safe_now": "ya", "perp_nearby": "tidak", "limits_explained": "ya"})
    assert shown(session) == [
        "safe_now",
        "perp_nearby",
        "channel",
        "under_18",
        "limits_explained",
        "consent_store",
    ]
    assert {identity[name] for name in shown(session)} == {"no"}


@pytest.mark.parametrize("word", ["tidak", "tidak_tahu", "tidak_mau_menjawab"])
def test_without_a_yes_only_the_legal_basis_is_asked_and_all_else_stays_hidden(word: str) -> None:
    session = begin("intake")
    walk(session, ADULT)
    more(session, {"consent_store": word})
    assert shown(session)[-2:] == ["legal_basis", "info_path"]
    identity = reader.identity_of_fields()
    assert {identity[name] for name in shown(session)} == {"no"}
    kept = {name for name in session.answers() if name in identity and identity[name] != "no"}
    assert kept <= {"received_at", "service_area_code"}
    assert missing(session) == set()


def test_a_legal_basis_opens_the_rest_without_asking_how_consent_was_given() -> None:
    session = fill(
        "intake",
        {
            "safe_now": "tidak",
            "perp_nearby": "ya",
            "limits_explained": "tidak",
            "consent_store": "tidak",
            "legal_basis": "kepentingan_vital",
        },
    )
    assert "survivor_name" in shown(session)
    assert "consent_form" not in shown(session)


@pytest.mark.parametrize("word", ["", "tidak", "tidak_tahu", "tidak_mau_menjawab"])
def test_the_story_opens_only_after_the_limits_were_explained(word: str) -> None:
    session = begin("intake")
    walk(session, ADULT)
    more(session, {"limits_explained": word})
    assert "own_words" not in shown(session)
    assert "own_words" not in session.answers()
    assert "/intake/kejadian/own_words" in session.hidden_answers()
    more(session, {"limits_explained": "ya"})
    assert session.answers()["own_words"] == ADULT["own_words"]


@pytest.mark.parametrize(
    ("age", "child"),
    [
        ({"age_years": "0"}, "ya"),
        ({"age_years": "17"}, "ya"),
        ({"age_years": "18"}, "tidak"),
        ({"age_band": "13_17"}, "ya"),
        ({"age_band": "60_ke_atas"}, "tidak"),
        ({"age_band": "18_24", "age_years": "17"}, "ya"),
        ({"age_band": "tidak_tahu"}, "tidak_tahu"),
        ({"age_band": "tidak_mau_menjawab"}, "tidak_tahu"),
    ],
)
def test_under_eighteen_is_a_child_and_gets_the_child_questions(
    age: dict[str, str], child: str
) -> None:
    session = begin("intake")
    told = {k: v for k, v in ADULT.items() if k != "age_years"}
    giver = "anak_dan_wali_aman" if child == "ya" else "penyintas_dewasa"
    walk(session, {**told, **age, "consent_giver": giver})
    assert session.value("/intake/is_child") == child
    assert ("guardian_safe" in shown(session)) is (child == "ya")
    assert missing(session) == ({"guardian_safe"} if child == "ya" else set())
    expected = {"ya": "ANAK", "tidak": "IPV5", "tidak_tahu": "IPV5"}[child]
    assert session.value("/intake/checklist_id") == expected


def test_only_sexual_violence_asks_when_and_nothing_more() -> None:
    session = begin("intake")
    walk(session, ADULT)
    before = set(shown(session))
    more(session, {"violence_types": "fisik seksual"})
    assert set(shown(session)) - before == {"sexual_window"}
    assert missing(session) == {"sexual_window"}


def test_a_consultation_without_violence_asks_nothing_about_an_incident() -> None:
    session = begin("intake")
    walk(
        session,
        _but(
            entry_type="konsultasi_keluarga",
            consult_topic="ekonomi",
            consult_outcome="selesai_info",
        ),
    )
    assert missing(session) == set()
    for name in (
        "violence_types",
        "own_words",
        "perp_relation",
        "lives_with_perp",
        "conflict_flag",
    ):
        assert name not in shown(session)
    assert session.value("/intake/checklist_id") == ""


def test_a_consultation_becomes_a_case_with_no_retelling() -> None:
    session = begin("intake")
    consultation = _but(
        entry_type="konsultasi_keluarga", consult_topic="ekonomi", consult_outcome="jadwal_ulang"
    )
    walk(session, consultation)
    more(session, {"consult_outcome": "naik_kasus"})
    assert {"violence_types", "perp_relation", "own_words"} <= set(shown(session))
    assert session.value("/intake/pembukaan/consult_topic") == "ekonomi"


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("told_before", "belum"),
        ("violence_types", "tidak_tahu"),
        ("violence_types", "tidak_mau_menjawab"),
        ("needs", "tidak_mau_menjawab"),
        ("disability_support", "tidak"),
        ("consent_services", "tidak_ada"),
    ],
)
def test_a_choice_that_stands_alone_cannot_be_mixed(name: str, alone: str) -> None:
    session = begin("intake")
    walk(session, ADULT)
    other = ADULT[name].split()[0] if ADULT[name] != alone else "polisi"
    other = "penglihatan" if name == "disability_support" else other
    more(session, {name: f"{other} {alone}"})
    assert [each.name for each in session.problems()] == [name]
    more(session, {name: alone})
    assert session.problems() == []


@pytest.mark.parametrize("years", ["-1", "121"])
def test_an_age_that_cannot_be_is_refused(years: str) -> None:
    session = begin("intake")
    walk(session, _but(age_years=years))
    assert ("age_years", "constraint") in {(each.name, each.kind) for each in session.problems()}


def test_no_contact_is_asked_of_somebody_who_does_not_want_to_be_contacted() -> None:
    session = begin("intake")
    walk(session, _but(consent_contact="tidak"))
    assert "safe_contact" not in shown(session)
    assert "contact_rule" not in shown(session)


@pytest.mark.parametrize(
    ("area", "city", "count"),
    [("2172041003", "21.72", 18), ("16.74.02.1007", "16.74", 45), ("", "", 63)],
)
def test_the_kelurahan_offered_are_those_of_the_workers_city(
    area: str, city: str, count: int
) -> None:
    session = begin("intake")
    session.answer("/intake/service_area_code", area)
    walk(session, ADULT)
    offered = [choice.value for choice in session.view("/intake/orangnya/home_area_code").choices]
    kelurahan = [value for value in offered if value[:1].isdigit()]
    assert len(kelurahan) == count
    assert all(value.startswith(city) for value in kelurahan)
    assert {"luar_kota", "tidak_mau_menjawab"} <= set(offered)


def test_the_sections_are_the_steps_of_the_bar() -> None:
    session = begin("intake")
    walk(session, ADULT)
    assert [page.title for page in session.pages()] == [
        "Keselamatan",
        "Cara bicara",
        "Batas & persetujuan",
        "Pembukaan",
        "Orangnya",
        "Kejadian",
        "Terlapor",
        "Kebutuhan",
        "Diteruskan ke",
    ]


def test_follow_up_reopens_the_question_of_tonight_when_she_is_not_safe() -> None:
    session = fill(
        "followup", {"safe_now": "ya", "perp_nearby": "tidak", "fu_result": "tidak_aman"}
    )
    assert missing(session) == {"tonight_place"}
    assert session.value("/followup/recheck") == "ya"
    more(session, {"fu_result": "aman"})
    assert "recovery_aman" in shown(session)
    assert missing(session) == set()
