"""Danger: the highest of everything said wins, a person may raise it, and nothing lowers it."""

from __future__ import annotations

import itertools

import pytest

from data.content import reader
from data.model.danger import ChecklistResult, Danger
from data.model.levels import FIRST_SERVICE_SECONDS, Level
from data.model.problems import Code, Refusal
from responder_app.rules.facts import together
from responder_app.rules.triage import (
    RAISE_REASONS,
    Raise,
    assess,
    checklist_result,
    raise_level,
    raise_said,
)

WORDS = reader.reason_words()
YN = ("", "ya", "tidak", "tidak_tahu", "tidak_mau_menjawab")


def _result(level: Level) -> ChecklistResult:
    return ChecklistResult("IPV5", "1", level, 10, 10, ())


def _codes(danger: Danger) -> list[str]:
    return [reason.code for reason in danger.reasons]


def test_every_mixture_of_answers_and_checklists_gives_the_highest_level() -> None:
    places = ("", "keluarga", "belum_ada")
    kinds = ("", "fisik", "tidak_tahu")
    lists = (None, *Level)
    raises = (None, *Level)
    for safe, near, place, kind, found, to in itertools.product(
        YN, YN, places, kinds, lists, raises
    ):
        answers = {
            "safe_now": safe,
            "perp_nearby": near,
            "tonight_place": place,
            "violence_types": kind,
        }
        expected = max(
            4 if safe == "tidak" or near == "ya" else 1,
            3 if place == "belum_ada" else 1,
            2 if kind == "fisik" else 1,
            int(found or 1),
            int(to or 1),
        )
        danger = assess(
            [] if found is None else [_result(found)],
            answers,
            WORDS,
            None if to is None else Raise(to, "penilaian_petugas"),
        )
        assert int(danger.level) == expected
        assert danger.deadline_seconds == FIRST_SERVICE_SECONDS[danger.level]


def test_several_checklists_count_by_the_gravest() -> None:
    danger = assess([_result(Level.SEDANG), _result(Level.TINGGI)], {}, WORDS)
    assert danger.level is Level.TINGGI


def test_an_older_result_of_the_same_list_stands_beside_a_newer_one() -> None:
    danger = assess([_result(Level.TINGGI), _result(Level.RENDAH)], {}, WORDS)
    assert danger.level is Level.TINGGI


@pytest.mark.parametrize(
    ("answers", "level", "code"),
    [
        ({"home_safe": "tidak"}, Level.TINGGI, "home_safe"),
        ({"despair_signs": "ya"}, Level.SEDANG, "despair_signs"),
        ({"home_safe": "ya", "despair_signs": "tidak"}, Level.RENDAH, ""),
        ({"home_safe": "tidak_tahu", "despair_signs": "tidak_mau_menjawab"}, Level.RENDAH, ""),
    ],
)
def test_what_a_consultation_hears_between_the_lines_raises_the_danger(
    answers: dict[str, str], level: Level, code: str
) -> None:
    danger = assess([], answers, WORDS)
    assert (danger.level, _codes(danger)) == (level, [code] if code else [])


def test_nothing_known_is_rendah_and_due_within_seven_days() -> None:
    danger = assess([], {}, WORDS)
    assert (danger.level, danger.deadline_seconds) == (Level.RENDAH, 7 * 24 * 3600)


def test_the_gravest_reason_stands_first_and_none_is_said_twice() -> None:
    answers = {"violence_types": "fisik", "safe_now": "tidak"}
    ipv5 = checklist_result(
        "IPV5",
        "1",
        {"level": "darurat", "why_safe_now": "ya", "why_ipv_a": "ya", "why_ipv_b": ""},
        WORDS,
    )
    codes = _codes(assess([ipv5], answers, WORDS))
    assert codes == ["safe_now", "ipv_a", "violence_happened"]


def test_a_checklist_that_is_not_complete_is_never_low() -> None:
    result = checklist_result("IPV5", "1", {"level": "belum_lengkap", "answered": "9"}, WORDS)
    assert result.level is Level.SEDANG
    assert [reason.code for reason in result.reasons] == ["belum_lengkap"]


@pytest.mark.parametrize("word", [None, "", "hijau", "NaN", "Tinggi"])
def test_a_level_that_was_not_worked_out_is_said_and_never_low(word: str | None) -> None:
    answers = {"answered": "10"} | ({} if word is None else {"level": word})
    result = checklist_result("IPV5", "1", answers, WORDS)
    assert result.level is Level.SEDANG
    assert [reason.code for reason in result.reasons] == ["level_tidak_terhitung"]
    assert result.reasons[0].label_id.startswith("Tingkat tidak terhitung")


@pytest.mark.parametrize(
    ("level", "reason", "heard"),
    [
        ("darurat", "informasi_baru", Raise(Level.DARURAT, "informasi_baru")),
        ("sedang", "alasan_baru", Raise(Level.SEDANG, "penilaian_petugas")),
        ("kritis", "", Raise(Level.TINGGI, "penilaian_petugas")),
        ("", "informasi_baru", Raise(Level.TINGGI, "informasi_baru")),
    ],
)
def test_a_raise_in_words_of_another_version_stays_a_raise(
    level: str, reason: str, heard: Raise
) -> None:
    raised = raise_said(level, reason)
    assert raised == heard
    assert assess([], {}, WORDS, raised).level is heard.level


@pytest.mark.parametrize("reason", RAISE_REASONS)
def test_a_person_raises_and_the_reason_is_shown_first(reason: str) -> None:
    danger = assess([_result(Level.RENDAH)], {"violence_types": "psikis"}, WORDS)
    raised = raise_level(danger, Raise(Level.TINGGI, reason), WORDS)
    assert raised.level is Level.TINGGI
    assert _codes(raised)[0] == reason
    assert raised.raised_by == reason
    assert raised.deadline_seconds == FIRST_SERVICE_SECONDS[Level.TINGGI]


def test_nobody_lowers_a_level_here() -> None:
    danger = assess([_result(Level.TINGGI)], {}, WORDS)
    with pytest.raises(Refusal) as refusal:
        raise_level(danger, Raise(Level.SEDANG, "informasi_baru"), WORDS)
    assert refusal.value.code is Code.LEVEL_NOT_LOWERED


def test_a_raise_needs_one_of_the_known_reasons() -> None:
    with pytest.raises(Refusal) as refusal:
        assess([], {}, WORDS, Raise(Level.TINGGI, ""))
    assert refusal.value.code is Code.REASON_MISSING


def test_a_danger_said_in_one_form_is_not_unsaid_by_a_later_one() -> None:
    merged = together(
        {
            "safe_now": "tidak",
            "perp_nearby": "tidak",
            "tonight_place": "belum_ada",
            "needs": "aman",
        },
        {"safe_now": "ya", "perp_nearby": "ya", "tonight_place": "keluarga", "needs": ""},
    )
    assert merged == {
        "safe_now": "tidak",
        "perp_nearby": "ya",
        "tonight_place": "belum_ada",
        "needs": "aman",
    }
