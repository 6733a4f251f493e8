"""The online signs against domain.md 3.5: every sign for a child and for an adult, every pair."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest

from data.forms.session import FormSession
from tests.data.content.checking import SAFE, all_no, checked, level, why
from tests.data.content.filling import missing, more, shown

ITEMS = tuple(f"kbgo_{number}" for number in range(1, 11))
HEAVY = ("kbgo_1", "kbgo_2", "kbgo_4")
LIGHT = ("kbgo_5", "kbgo_6", "kbgo_7", "kbgo_8", "kbgo_10")
ADULT_ITEMS = tuple(item for item in ITEMS if item != "kbgo_3")


def _of(age: str, changed: Mapping[str, str]) -> FormSession:
    adult = age.isdecimal() and int(age) >= 18
    items = ADULT_ITEMS if adult else ITEMS
    carried = {"age_years": age} if age else {}
    asked = {} if age else {"under_18": "tidak_tahu"}
    return checked("kbgo", {**all_no(items), **asked, **changed}, carried)


@pytest.mark.parametrize("age", ["12", "31", ""])
@pytest.mark.parametrize("item", HEAVY)
def test_a_threat_a_spread_image_or_stalking_is_tinggi_at_any_age(age: str, item: str) -> None:
    session = _of(age, {item: "ya"})
    assert level(session) == "tinggi"
    assert item in why(session)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("sudah_pergi", "darurat"),
        ("hari_ini", "darurat"),
        ("lain_hari", "tinggi"),
        ("sudah_pulang", "tinggi"),
        ("tidak_tahu", "tinggi"),
        ("tidak_mau_menjawab", "tinggi"),
    ],
)
def test_a_child_who_meets_an_online_contact_is_darurat_when_gone_or_today(
    when: str, expected: str
) -> None:
    for age in ("12", ""):
        session = _of(age, {"kbgo_3": "ya", "kbgo_3_when": when})
        assert level(session) == expected
        assert ("kbgo_3_now" in why(session)) is (expected == "darurat")


@pytest.mark.parametrize(("age", "expected"), [("12", "tinggi"), ("31", "rendah"), ("", "tinggi")])
def test_sexual_talk_is_tinggi_for_a_child_and_one_point_for_an_adult(
    age: str, expected: str
) -> None:
    assert level(_of(age, {"kbgo_9": "ya"})) == expected


@pytest.mark.parametrize("item", LIGHT)
def test_one_sign_of_grooming_is_sedang_for_a_child_and_watched_for_an_adult(item: str) -> None:
    assert level(_of("12", {item: "ya"})) == "sedang"
    assert level(_of("", {item: "ya"})) == "sedang"
    assert level(_of("31", {item: "ya"})) == "rendah"


@pytest.mark.parametrize("pair", list(itertools.combinations((*LIGHT, "kbgo_9"), 2)))
def test_two_signs_of_grooming_are_tinggi_for_a_child_and_sedang_for_an_adult(
    pair: tuple[str, str],
) -> None:
    both = dict.fromkeys(pair, "ya")
    assert level(_of("12", both)) == "tinggi"
    adult = _of("31", both)
    assert (level(adult), "kbgo_two" in why(adult)) == ("sedang", True)


@pytest.mark.parametrize("age", ["12", "31", ""])
def test_nothing_found_is_rendah_and_danger_now_is_darurat(age: str) -> None:
    assert level(_of(age, {})) == "rendah"
    assert level(_of(age, {"safe_now": "tidak"})) == "darurat"
    assert level(_of(age, {"perp_nearby": "ya"})) == "darurat"


@pytest.mark.parametrize("answer", ["tidak_tahu", "tidak_mau_menjawab"])
def test_only_yes_scores(answer: str) -> None:
    assert level(checked("kbgo", {**SAFE, "under_18": "ya", **dict.fromkeys(ITEMS, answer)})) == (
        "rendah"
    )


@pytest.mark.parametrize(
    ("carried", "asked"),
    [
        ({"age_years": "12"}, False),
        ({"age_years": "40"}, False),
        ({"age_band": "13_17"}, False),
        ({"age_band": "tidak_tahu"}, True),
        ({}, True),
    ],
)
def test_the_age_is_asked_only_where_the_case_does_not_know_it(
    carried: dict[str, str], asked: bool
) -> None:
    session = checked("kbgo", SAFE, carried)
    assert ("under_18" in shown(session)) is asked


def test_an_adult_is_not_asked_what_concerns_children_alone() -> None:
    session = _of("31", {})
    assert "kbgo_3" not in shown(session)
    assert session.value("/kbgo/asked") == session.value("/kbgo/answered") == "9"


def test_an_unfinished_list_is_never_low_and_the_meeting_needs_its_time() -> None:
    session = checked("kbgo", SAFE, {"age_years": "12"})
    assert level(session) == "belum_lengkap"
    more(session, {"kbgo_3": "ya"})
    assert level(session) == "tinggi"
    assert "kbgo_3_when" in missing(session)
