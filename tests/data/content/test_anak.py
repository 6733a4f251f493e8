"""The child danger signs against domain.md 3.3: each sign, each threshold, each pair of yellows."""

from __future__ import annotations

import itertools

import pytest

from data.forms.session import FormSession
from tests.data.content.filling import begin, fill, missing, more, ref_of

RED = tuple(f"anak_m{number}" for number in range(1, 7))
ORANGE = tuple(f"anak_o{number}" for number in range(1, 7))
YELLOW = tuple(f"anak_k{number}" for number in range(1, 6))
SAFE = {"safe_now": "ya", "perp_nearby": "tidak"}
ALL_NO = {**SAFE, **dict.fromkeys(RED + ORANGE + YELLOW, "tidak")}


def _level(session: FormSession) -> str:
    return session.value("/anak/level")


@pytest.mark.parametrize("sign", RED)
def test_any_red_sign_is_darurat_whatever_else_is_answered(sign: str) -> None:
    session = fill("anak", {**SAFE, sign: "ya"})
    assert _level(session) == "darurat"
    assert session.value(f"/anak/why_{sign}") == "ya"


@pytest.mark.parametrize("sign", ORANGE)
def test_any_orange_sign_is_tinggi(sign: str) -> None:
    session = fill("anak", {**ALL_NO, sign: "ya"})
    assert _level(session) == "tinggi"
    assert session.value(f"/anak/why_{sign}") == "ya"


def test_all_mixtures_of_yellow_signs_count_two_as_sedang_and_one_as_watching() -> None:
    session = fill("anak", ALL_NO)
    refs = [ref_of(session, name) for name in YELLOW]
    for answers in itertools.product(("tidak", "ya"), repeat=len(YELLOW)):
        for ref, answer in zip(refs, answers, strict=True):
            if session.value(ref) != answer:
                session.answer(ref, answer)
        signs = answers.count("ya")
        assert _level(session) == ("sedang" if signs >= 2 else "rendah")
        assert session.value("/anak/why_anak_two") == ("ya" if signs >= 2 else "")


def test_a_child_who_is_not_safe_now_is_darurat_without_any_sign() -> None:
    assert _level(fill("anak", {**ALL_NO, "safe_now": "tidak"})) == "darurat"
    assert _level(fill("anak", {**ALL_NO, "perp_nearby": "ya"})) == "darurat"


def test_a_list_with_open_questions_is_never_low() -> None:
    session = begin("anak")
    assert _level(session) == "belum_lengkap"
    more(session, {key: value for key, value in ALL_NO.items() if key != "anak_k5"})
    assert _level(session) == "belum_lengkap"
    assert missing(session) == {"anak_k5"}
    more(session, {"anak_k5": "tidak_tahu"})
    assert _level(session) == "rendah"
    assert session.value("/anak/answered") == session.value("/anak/asked") == "17"
