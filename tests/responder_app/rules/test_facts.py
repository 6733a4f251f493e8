"""Facts drawn from answers: whose case it is, and what the signs of several lists say together."""

from __future__ import annotations

import pytest

from data.model.levels import Level
from data.model.vocabulary import ASKED, DRAWN, VOCABULARY
from responder_app.rules.facts import child, draw


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"age_years": "17"}, "ya"),
        ({"age_years": "18"}, "tidak"),
        ({"age_years": "0"}, "ya"),
        ({"age_band": "13_17"}, "ya"),
        ({"age_band": "60_ke_atas"}, "tidak"),
        ({"age_years": "31", "under_18": "ya"}, "tidak"),
        ({"age_band": "tidak_tahu", "under_18": "ya"}, "ya"),
        ({"under_18": "tidak"}, "tidak"),
        ({"under_18": "tidak_tahu"}, "tidak_tahu"),
        ({"under_18": "tidak_tahu", "anak_k1": "tidak"}, "ya"),
        ({"age_years": "31", "anak_m1": "ya"}, "tidak"),
        ({"child_content": "ya"}, "ya"),
        ({}, "tidak_tahu"),
    ],
)
def test_under_eighteen_is_told_by_age_then_band_then_guess_then_signs(
    answers: dict[str, str], found: str
) -> None:
    assert child(answers) == found


def test_every_drawn_fact_is_always_there_and_nothing_else_is_made_up() -> None:
    facts = draw({}, Level.RENDAH)
    assert set(facts) == DRAWN
    assert {*facts.values()} == {"tidak", "tidak_tahu", "rendah"}
    assert not ASKED & DRAWN
    assert VOCABULARY == ASKED | DRAWN


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("reported", {"entry_type": "tanda_bahaya"}, {"entry_type": "konsultasi_jiwa"}),
        ("reported", {"consult_outcome": "naik_kasus"}, {"consult_outcome": "selesai_info"}),
        ("violence", {"violence_happened": "ya"}, {"violence_types": "tidak_tahu"}),
        ("sexual", {"sexual_window": "lebih_120j"}, {"sexual_window": "tidak"}),
        ("sexual", {"anak_o1": "ya"}, {"anak_o3": "ya"}),
        ("sexual_recent", {"sexual_window": "72_120j"}, {"sexual_window": "lebih_120j"}),
        ("sexual_recent", {"anak_m2": "ya"}, {"anak_o1": "ya"}),
        ("ksbe", {"online_form": "grooming doxing"}, {"online_form": "doxing"}),
        ("ksbe", {"kbgo_9": "ya"}, {"kbgo_8": "ya"}),
        ("kdrt", {"lives_with_perp": "ya"}, {"perp_relation": "tetangga"}),
        ("online", {"online_form": "doxing"}, {"online_form": "tidak_tahu"}),
        ("online", {"kbgo_10": "ya"}, {"kbgo_10": "tidak_tahu"}),
        ("online_threat", {"kbgo_4": "ya"}, {"kbgo_2": "ya"}),
        (
            "meeting_now",
            {"kbgo_3": "ya", "kbgo_3_when": "sudah_pergi"},
            {"kbgo_3": "ya", "kbgo_3_when": "tidak_tahu"},
        ),
        (
            "meeting_now",
            {"kbgo_3": "ya", "kbgo_3_when": "hari_ini"},
            {"kbgo_3": "tidak", "kbgo_3_when": "hari_ini"},
        ),
        ("strangled_now", {"ipv_a": "ya"}, {"ipv_a": "ya", "occurred_when": "1th"}),
        (
            "strangled_now",
            {"ipv_a": "ya", "strangled_when": "minggu_ini", "occurred_when": "1th"},
            {"ipv_a": "ya", "strangled_when": "lebih_lama"},
        ),
        (
            "strangled_now",
            {"medis_2": "ya", "medis_2_signs": "ya", "strangled_when": "lebih_lama"},
            {"medis_2": "tidak_tahu", "medis_2_signs": "tidak_tahu"},
        ),
        ("unconscious", {"medis_1_awake": "tidak"}, {"medis_1_awake": "ya"}),
        ("suicide", {"jiwa_4": "tidak_mau_menjawab"}, {"jiwa_4": "tidak_tahu"}),
        ("suicide", {"anak_m6": "ya"}, {"jiwa_worry": "ya"}),
        ("suicide_now", {"jiwa_5": "tidak_mau_menjawab"}, {"jiwa_5": "tidak_tahu"}),
        ("trafficking", {"tppo_6": "ya"}, {"tppo_5": "ya", "age_years": "31"}),
        ("trafficking", {"tppo_5": "ya", "age_years": "9"}, {"tppo_1": "ya", "age_years": "9"}),
        ("trafficking", {"tppo_2": "ya", "tppo_8": "ya"}, {"tppo_2": "ya"}),
        (
            "trafficking",
            {"anak_o5": "ya", "anak_o5_kind": "menikah bekerja"},
            {"anak_o5": "ya", "anak_o5_kind": "menikah"},
        ),
        (
            "forced_marriage",
            {"anak_o5": "ya", "anak_o5_kind": "tidak_tahu"},
            {"anak_o5": "ya", "anak_o5_kind": "mengemis"},
        ),
        ("refused", {"consent_services": "tidak_ada"}, {"consent_services": "uptd"}),
        ("support", {"disability_support": "mobilitas"}, {"disability_support": "tidak"}),
    ],
)
def test_a_fact_is_drawn_by_its_signs_and_by_no_others(
    name: str, yes: dict[str, str], no: dict[str, str]
) -> None:
    assert draw(yes, Level.RENDAH)[name] == "ya"
    assert draw(no, Level.RENDAH)[name] == "tidak"
