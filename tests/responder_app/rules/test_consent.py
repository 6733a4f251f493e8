"""Consent: who may be told, what a letter carries, and what never leaves the author's own key."""

from __future__ import annotations

import pytest

from responder_app.rules.consent import (
    EMERGENCY_FIELDS,
    ConsentState,
    consent_of,
    letter,
    standing,
)

ANSWERS = {
    "safe_now": "ya",
    "limits_explained": "ya",
    "consent_store": "ya",
    "consent_services": "uptd kesehatan",
    "survivor_name": "Melur",
    "own_words": "Ia mengunci pintu.",
    "perp_name": "Tuan X",
    "reporter_name": "Tetangga",
    "withhold_from": "Ibu mertua",
    "age_years": "31",
    "address_note": "Dekat dermaga",
}


def test_consent_covers_only_the_services_she_named() -> None:
    assert standing(ANSWERS, "kesehatan", exempt=False) is ConsentState.GIVEN
    assert standing(ANSWERS, "polisi", exempt=False) is ConsentState.REFUSED
    assert standing({"consent_store": "ya"}, "polisi", exempt=False) is ConsentState.NOT_ASKED


def test_danger_to_life_goes_without_consent_but_a_given_one_is_shown_as_given() -> None:
    assert standing(ANSWERS, "polisi", exempt=True) is ConsentState.NOT_NEEDED
    assert standing(ANSWERS, "uptd", exempt=True) is ConsentState.GIVEN


def test_a_service_named_without_a_yes_to_recording_is_not_consent() -> None:
    answers = {**ANSWERS, "consent_store": "tidak"}
    assert standing(answers, "uptd", exempt=False) is ConsentState.REFUSED


def test_a_legal_basis_opens_the_door_to_the_uptd_alone() -> None:
    answers = {**ANSWERS, "consent_store": "tidak", "legal_basis": "kewajiban_hukum"}
    assert standing(answers, "uptd", exempt=False) is ConsentState.NOT_NEEDED
    assert standing(answers, "kesehatan", exempt=False) is ConsentState.REFUSED


def test_a_legal_basis_is_no_way_round_an_adult_who_wants_nobody_told() -> None:
    refused = {
        **ANSWERS,
        "consent_store": "tidak",
        "consent_services": "tidak_ada",
        "legal_basis": "tugas_publik",
    }
    assert standing(refused, "uptd", exempt=False) is ConsentState.REFUSED
    assert standing(refused, "uptd", exempt=True) is ConsentState.NOT_NEEDED
    for child in ({"age_years": "11"}, {"age_years": "", "under_18": "ya"}):
        found = standing({**refused, **child}, "uptd", exempt=False)
        assert found is ConsentState.NOT_NEEDED


def test_content_whose_victim_nobody_knows_reaches_the_desk_on_a_legal_basis() -> None:
    report = {
        "legal_basis": "tugas_publik",
        "victim_known": "tidak_dikenal",
        "online_form": "konten_predator_umum",
        "url_handle": "alamat",
        "reporter_name": "Tetangga",
    }
    uptd = standing(report, "uptd", exempt=False)
    assert uptd is ConsentState.NOT_NEEDED
    divided = letter(report, uptd, child=False)
    assert set(divided.own) == {"reporter_name"}
    known = letter({**report, "victim_known": "saya_dampingi"}, uptd, child=False)
    assert "url_handle" in known.own


@pytest.mark.parametrize("word", ["tidak", "tidak_tahu", "tidak_mau_menjawab", ""])
def test_anything_but_yes_without_a_legal_basis_keeps_nothing(word: str) -> None:
    answers = {**ANSWERS, "consent_store": word}
    assert not consent_of(answers).may_be_kept
    for state in ConsentState:
        divided = letter(answers, state, child=True)
        assert (divided.desk, divided.own) == ({}, {})


def test_an_invented_legal_basis_is_none() -> None:
    answers = {**ANSWERS, "consent_store": "tidak", "legal_basis": "ingin_tahu"}
    assert not consent_of(answers).may_be_kept


def test_with_consent_the_uptd_gets_all_so_that_nothing_is_told_twice() -> None:
    divided = letter(ANSWERS, ConsentState.GIVEN, child=False)
    assert divided.desk == ANSWERS
    assert divided.own == {}


def test_what_she_withholds_stays_under_the_own_key() -> None:
    divided = letter(
        ANSWERS, ConsentState.GIVEN, child=False, withheld=frozenset({"own_words", "perp_name"})
    )
    assert set(divided.own) == {"own_words", "perp_name"}
    assert "own_words" not in divided.desk


@pytest.mark.parametrize("state", [ConsentState.REFUSED, ConsentState.NOT_ASKED])
def test_without_consent_and_without_a_basis_the_desk_gets_nothing(state: ConsentState) -> None:
    divided = letter(ANSWERS, state, child=True)
    assert divided.desk == {}
    assert divided.own == ANSWERS


def test_an_adult_in_danger_who_did_not_agree_sends_no_name_and_no_story() -> None:
    divided = letter(ANSWERS, ConsentState.NOT_NEEDED, child=False)
    assert set(divided.desk) <= EMERGENCY_FIELDS
    assert divided.desk["withhold_from"] == "Ibu mertua"
    for sealed in ("survivor_name", "own_words", "perp_name", "reporter_name"):
        assert sealed not in divided.desk
        assert sealed in divided.own


def test_a_child_is_sent_whole_but_for_the_reporter() -> None:
    divided = letter(ANSWERS, ConsentState.NOT_NEEDED, child=True)
    assert set(divided.own) == {"reporter_name"}


@pytest.mark.parametrize("state", list(ConsentState))
@pytest.mark.parametrize("child", [True, False])
def test_no_answer_is_lost_and_none_is_in_both_halves(state: ConsentState, child: bool) -> None:
    divided = letter(ANSWERS, state, child=child)
    assert {**divided.desk, **divided.own} == ANSWERS
    assert not divided.desk.keys() & divided.own.keys()
