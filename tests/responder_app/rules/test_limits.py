"""Limits of the law: no mediation, who is passed over, nobody left alone, and the clocks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from data.model.levels import DAY, HOUR, Level
from responder_app.rules import limits
from responder_app.rules.facts import draw, guardian_unsafe

NOW = 1_790_000_000
ADULT = {"age_years": "31"}
CHILD = {"age_years": "11"}


def _facts(answers: Mapping[str, str], level: Level = Level.SEDANG) -> dict[str, str]:
    return draw(answers, level)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize(
    "sexual",
    [
        {"violence_types": "psikis seksual"},
        {"sexual_window": "lebih_120j"},
        {"anak_o1": "ya"},
        {"kbgo_2": "ya"},
        {"kbgo_1": "ya"},
        {"online_form": "rekayasa_gambar"},
    ],
)
def test_mediation_is_never_offered_with_sexual_violence(
    sexual: dict[str, str], level: Level
) -> None:
    assert not limits.mediation_allowed(_facts({**ADULT, **sexual}, level))


@pytest.mark.parametrize(
    ("answers", "level", "allowed"),
    [
        ({**ADULT, "violence_types": "penelantaran"}, Level.SEDANG, True),
        ({**ADULT, "consult_topic": "cerai_nafkah"}, Level.RENDAH, True),
        ({**ADULT, "violence_types": "fisik"}, Level.TINGGI, False),
        ({**ADULT, "violence_types": "fisik"}, Level.DARURAT, False),
        ({**ADULT, "violence_types": "tppo"}, Level.SEDANG, False),
        ({**CHILD, "violence_types": "fisik"}, Level.SEDANG, False),
    ],
)
def test_mediation_stays_for_civil_matters_without_danger(
    answers: dict[str, str], level: Level, allowed: bool
) -> None:
    assert limits.mediation_allowed(_facts(answers, level)) is allowed


@pytest.mark.parametrize(
    ("answer", "hidden"),
    [("ya", True), ("tidak", False), ("tidak_tahu", False), ("", False)],
)
def test_a_case_against_somebody_of_power_here_is_hidden_here(answer: str, hidden: bool) -> None:
    assert limits.local_view_hidden(_facts({"conflict_flag": answer})) is hidden


@pytest.mark.parametrize(
    ("answers", "level", "ends"),
    [
        ({**ADULT, "violence_types": "fisik"}, Level.SEDANG, True),
        ({**ADULT, "violence_types": "fisik"}, Level.TINGGI, True),
        ({**ADULT, "violence_types": "fisik"}, Level.DARURAT, False),
        ({**ADULT, "safe_now": "tidak"}, Level.RENDAH, False),
        ({**ADULT, "jiwa_5": "ya"}, Level.RENDAH, False),
        ({**CHILD, "violence_types": "psikis"}, Level.RENDAH, False),
        ({**CHILD, "entry_type": "tanda_bahaya"}, Level.RENDAH, False),
        ({**CHILD}, Level.SEDANG, False),
        ({**CHILD, "entry_type": "konsultasi_keluarga"}, Level.RENDAH, True),
    ],
)
def test_only_an_adult_without_acute_danger_may_end_it(
    answers: dict[str, str], level: Level, ends: bool
) -> None:
    refused = {**answers, "consent_services": "tidak_ada"}
    assert limits.may_end_without_help(_facts(refused, level)) is ends
    assert not limits.may_end_without_help(_facts(answers, level))


@pytest.mark.parametrize(
    ("answers", "unsafe"),
    [
        ({"guardian_safe": "tidak_ada"}, True),
        ({"consent_giver": "anak_saja", "guardian_safe": "ibu"}, True),
        ({"guardian_ok": "tidak", "guardian_safe": "ibu"}, True),
        ({"guardian_ok": "ya", "guardian_safe": "ibu"}, False),
        ({"guardian_safe": "ayah", "perp_relation": "ayah_ibu", "perp_sex": "laki_laki"}, True),
        ({"guardian_safe": "ibu", "perp_relation": "ayah_ibu", "perp_sex": "laki_laki"}, False),
        ({"guardian_safe": "ibu", "perp_relation": "orang_tua_tiri"}, True),
        ({"guardian_safe": "ibu", "perp_relation": "ayah_ibu", "perp_sex": "tidak_tahu"}, True),
        ({"guardian_safe": "guru", "perp_relation": "ayah_ibu"}, False),
        ({}, False),
    ],
)
def test_an_accused_parent_is_never_the_safe_guardian(
    answers: dict[str, str], unsafe: bool
) -> None:
    assert guardian_unsafe(answers) is unsafe


@pytest.mark.parametrize(
    ("answers", "basis"),
    [
        ({**ADULT, "safe_now": "tidak"}, "kepentingan_vital"),
        ({**ADULT, "medis_1_awake": "tidak"}, "kepentingan_vital"),
        ({**ADULT, "jiwa_5": "ya"}, "kepentingan_vital"),
        ({**ADULT, "tppo_now": "ya"}, "kepentingan_vital"),
        ({**CHILD, "violence_types": "fisik", "guardian_safe": "tidak_ada"}, "kewajiban_hukum"),
        ({**CHILD, "violence_types": "fisik", "guardian_safe": "ibu"}, ""),
        ({**ADULT, "violence_types": "fisik", "guardian_safe": "tidak_ada"}, ""),
    ],
)
def test_a_legal_basis_stands_in_only_where_consent_cannot_be_had(
    answers: dict[str, str], basis: str
) -> None:
    assert limits.legal_basis_for(_facts(answers)) == basis


@pytest.mark.parametrize(
    ("answers", "runs"),
    [
        ({**ADULT, "violence_types": "seksual"}, True),
        ({**CHILD, "anak_m2": "ya"}, True),
        ({**CHILD, "kbgo_2": "ya"}, True),
        ({**ADULT, "kbgo_2": "ya"}, False),
        ({**ADULT, "violence_types": "fisik"}, False),
    ],
)
def test_the_police_clock_runs_for_sexual_violence(answers: dict[str, str], runs: bool) -> None:
    clock = limits.police_clock(_facts(answers), NOW, NOW + HOUR)
    assert (clock is not None) is runs


def test_the_police_clock_ends_after_three_days() -> None:
    facts = _facts({"violence_types": "seksual"})
    last = limits.police_clock(facts, NOW, NOW + 3 * DAY)
    over = limits.police_clock(facts, NOW, NOW + 3 * DAY + 1)
    assert last is not None
    assert over is not None
    assert (last.due, last.left, last.late) == (NOW + 3 * DAY, 0, False)
    assert over.late


@pytest.mark.parametrize(
    ("level", "silent_after", "recheck"),
    [
        (Level.DARURAT, HOUR, DAY),
        (Level.TINGGI, 2 * HOUR, DAY),
        (Level.SEDANG, DAY, 7 * DAY),
        (Level.RENDAH, 7 * DAY, 14 * DAY),
    ],
)
def test_silence_and_the_next_look_follow_the_level(
    level: Level, silent_after: int, recheck: int
) -> None:
    assert not limits.uptd_silent(level, NOW, NOW + silent_after)
    assert limits.uptd_silent(level, NOW, NOW + silent_after + 1)
    assert limits.recheck_at(level, NOW) == NOW + recheck
