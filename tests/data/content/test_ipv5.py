"""The partner checklist against domain.md 3.1: all answers, by a formula written apart from it."""

from __future__ import annotations

import itertools

import pytest

from data.forms.session import FormSession
from tests.data.content.filling import begin, fill, missing, more, ref_of

FIVE = tuple(f"ipv_{number}" for number in range(1, 6))
GRAVE = tuple(f"ipv_{letter}" for letter in "abcde")
ITEMS = FIVE + GRAVE
SAFE = {"safe_now": "ya", "perp_nearby": "tidak"}
ALL_NO = {**SAFE, **dict.fromkeys(ITEMS, "tidak")}


def _level(session: FormSession) -> str:
    return session.value("/ipv5/level")


def _why(session: FormSession) -> set[str]:
    return {name.removeprefix("why_") for name in session.answers() if name.startswith("why_")}


def test_every_one_of_the_1024_answers_gives_the_level_of_the_table() -> None:
    session = fill("ipv5", ALL_NO)
    refs = [ref_of(session, name) for name in ITEMS]
    held = [False] * len(ITEMS)
    seen: set[str] = set()
    for number in range(1 << len(ITEMS)):
        gray = number ^ (number >> 1)
        for at, ref in enumerate(refs):
            wanted = bool(gray >> at & 1)
            if wanted != held[at]:
                session.answer(ref, "ya" if wanted else "tidak")
                held[at] = wanted
        score, overrides = sum(held[:5]), sum(held[5:])
        expected = "rendah" if score == 0 else "sedang" if score <= 2 else "tinggi"
        if overrides:
            expected = "tinggi"
        assert _level(session) == expected
        assert session.value("/ipv5/ya") == str(score + overrides)
        seen.add(expected)
    assert seen == {"rendah", "sedang", "tinggi"}


@pytest.mark.parametrize("safe", ["ya", "tidak", "tidak_tahu", "tidak_mau_menjawab"])
@pytest.mark.parametrize("near", ["ya", "tidak", "tidak_tahu", "tidak_mau_menjawab"])
@pytest.mark.parametrize("grave", ["ya", "tidak"])
def test_only_danger_right_now_is_darurat(safe: str, near: str, grave: str) -> None:
    session = fill("ipv5", {**ALL_NO, "safe_now": safe, "perp_nearby": near, "ipv_a": grave})
    now = safe == "tidak" or near == "ya"
    assert _level(session) == ("darurat" if now else "tinggi" if grave == "ya" else "rendah")


def test_two_answers_not_known_are_treated_as_sedang_and_one_is_not() -> None:
    for pair in itertools.combinations(ITEMS, 2):
        session = fill("ipv5", {**ALL_NO, pair[0]: "tidak_tahu"})
        assert _level(session) == "rendah"
        more(session, {pair[1]: "tidak_tahu"})
        assert _level(session) == "sedang"
        assert "ipv_unknown" in _why(session)


def test_refusing_to_answer_counts_as_answered_and_never_scores() -> None:
    session = fill("ipv5", {**SAFE, **dict.fromkeys(ITEMS, "tidak_mau_menjawab")})
    assert (_level(session), session.value("/ipv5/answered")) == ("rendah", "10")
    assert missing(session) == set()


def test_violence_that_happened_is_at_least_sedang_and_lowers_nothing() -> None:
    session = fill("ipv5", {**ALL_NO, "violence_happened": "ya"})
    assert _level(session) == "sedang"
    more(session, {"ipv_d": "ya"})
    assert _level(session) == "tinggi"


def test_an_unfinished_list_is_never_low_but_a_danger_shows_at_once() -> None:
    session = begin("ipv5")
    assert _level(session) == "belum_lengkap"
    more(session, {**SAFE, **dict.fromkeys(ITEMS[:-1], "tidak")})
    assert _level(session) == "belum_lengkap"
    assert missing(session) == {"ipv_e"}
    more(session, {"ipv_e": "ya"})
    assert _level(session) == "tinggi"
    first = fill("ipv5", {"safe_now": "tidak"})
    assert _level(first) == "darurat"


def test_why_names_every_rule_that_fired_and_no_other() -> None:
    session = fill("ipv5", {**ALL_NO, "ipv_1": "ya", "ipv_2": "ya", "ipv_5": "ya", "ipv_a": "ya"})
    assert _why(session) == {"ipv_1", "ipv_2", "ipv_5", "ipv_three", "ipv_a"}


def test_an_answer_taken_back_takes_its_level_back_before_the_form_is_finished() -> None:
    session = fill("ipv5", {**ALL_NO, "ipv_c": "ya"})
    more(session, {"ipv_c": "tidak"})
    assert (_level(session), _why(session)) == ("rendah", set())
