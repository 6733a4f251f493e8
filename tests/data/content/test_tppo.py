"""The trafficking signs against domain.md 3.6: every sign and every pair, child, adult, unknown."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest

from data.forms.session import FormSession
from tests.data.content.checking import SAFE, all_no, checked, level, why
from tests.data.content.filling import missing, more

SIGNS = tuple(f"tppo_{number}" for number in range(1, 9))
ITEMS = ("tppo_now", *SIGNS)
STRONG = {"31": {1, 4, 6}, "12": {3, 5, 6, 7}, "": {1, 3, 4, 5, 6, 7}}


def _of(age: str, changed: Mapping[str, str]) -> FormSession:
    asked = {} if age else {"under_18": "tidak_tahu"}
    return checked("tppo", {**all_no(ITEMS), **asked, **changed}, {"age_years": age})


@pytest.mark.parametrize("age", STRONG)
@pytest.mark.parametrize("number", range(1, 9))
def test_one_sign_is_tinggi_where_the_page_says_so_and_sedang_otherwise(
    age: str, number: int
) -> None:
    session = _of(age, {f"tppo_{number}": "ya"})
    assert level(session) == ("tinggi" if number in STRONG[age] else "sedang")
    assert why(session) == {f"tppo_{number}"}


@pytest.mark.parametrize("age", STRONG)
def test_any_two_signs_are_tinggi(age: str) -> None:
    for pair in itertools.combinations(SIGNS, 2):
        session = _of(age, dict.fromkeys(pair, "ya"))
        assert level(session) == "tinggi"
        assert "tppo_two" in why(session)


@pytest.mark.parametrize("age", STRONG)
def test_being_moved_or_held_now_is_darurat_alone(age: str) -> None:
    session = _of(age, {"tppo_now": "ya"})
    assert (level(session), why(session)) == ("darurat", {"tppo_now"})
    assert level(_of(age, {"tppo_now": "tidak_tahu"})) == "rendah"
    assert level(_of(age, {"safe_now": "tidak"})) == "darurat"
    assert level(_of(age, {"perp_nearby": "ya"})) == "darurat"
    assert level(_of(age, {})) == "rendah"


def test_an_unfinished_list_is_never_low_but_a_sign_shows_at_once() -> None:
    session = checked("tppo", SAFE, {"age_years": "31"})
    assert level(session) == "belum_lengkap"
    more(session, dict.fromkeys(ITEMS[:-1], "tidak"))
    assert (level(session), missing(session)) == ("belum_lengkap", {"tppo_8"})
    more(session, {"tppo_8": "ya"})
    assert level(session) == "sedang"
