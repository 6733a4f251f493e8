"""The medical signs against domain.md 3.7: each row with its time, strangling in all its forms."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest

from data.forms.session import FormSession
from tests.data.content.checking import SAFE, all_no, checked, level, why
from tests.data.content.filling import missing, more, shown

ITEMS = ("medis_1", "medis_2", "medis_3", "medis_4", "medis_5", "sexual_window", "medis_10")


def _of(age: str, changed: Mapping[str, str]) -> FormSession:
    asked = {} if age else {"under_18": "tidak_tahu"}
    items = ITEMS if age and int(age) >= 18 else (*ITEMS, "medis_9")
    return checked("medis", {**all_no(items), **asked, **changed}, {"age_years": age})


@pytest.mark.parametrize("age", ["31", "12", ""])
@pytest.mark.parametrize(
    "changed",
    [
        {"medis_1": "ya", "medis_1_awake": "ya"},
        {"medis_1": "ya", "medis_1_awake": "tidak"},
        {"medis_3": "ya"},
        {"medis_4": "ya"},
        {"medis_5": "ya"},
        {"safe_now": "tidak"},
        {"perp_nearby": "ya"},
    ],
)
def test_what_the_page_calls_segera_is_darurat(age: str, changed: dict[str, str]) -> None:
    assert level(_of(age, changed)) == "darurat"


@pytest.mark.parametrize(
    ("window", "adult", "child", "unknown"),
    [
        ("kurang_72j", "tinggi", "darurat", "tinggi"),
        ("72_120j", "tinggi", "darurat", "tinggi"),
        ("lebih_120j", "sedang", "tinggi", "sedang"),
        ("tidak", "rendah", "rendah", "rendah"),
        ("tidak_mau_menjawab", "rendah", "rendah", "rendah"),
    ],
)
def test_the_hours_since_sexual_violence_give_the_level(
    window: str, adult: str, child: str, unknown: str
) -> None:
    found = [level(_of(age, {"sexual_window": window})) for age in ("31", "12", "")]
    assert found == [adult, child, unknown]


@pytest.mark.parametrize(
    ("when", "signs"),
    list(
        itertools.product(
            ["", "hari_ini", "minggu_ini", "lebih_lama", "tidak_tahu", "tidak_mau_menjawab"],
            ["tidak", "ya", "tidak_tahu", "tidak_mau_menjawab"],
        )
    ),
)
def test_strangled_is_darurat_also_without_marks_unless_long_ago_and_without_any_sign(
    when: str, signs: str
) -> None:
    given = {"medis_2": "ya", "medis_2_signs": signs}
    session = _of("31", {**given, "strangled_when": when} if when else given)
    long_ago = when == "lebih_lama" and signs != "ya"
    assert level(session) == ("tinggi" if long_ago else "darurat")
    assert "medis_2" in why(session)


def test_signs_of_strangling_count_where_nobody_knows_of_it() -> None:
    session = _of("31", {"medis_2": "tidak_tahu", "medis_2_signs": "ya"})
    assert (level(session), why(session)) == ("darurat", {"medis_2_signs"})
    assert level(_of("31", {"medis_2": "tidak_tahu", "medis_2_signs": "tidak"})) == "rendah"


def test_what_the_partner_list_has_heard_of_strangling_is_not_asked_again() -> None:
    items = [item for item in ITEMS if item != "medis_2"]
    answers = all_no(items, medis_2_signs="tidak")
    session = checked("medis", answers, {"age_years": "31", "ipv_a": "ya"})
    assert "medis_2" not in shown(session)
    assert (level(session), why(session)) == ("darurat", {"medis_2"})
    assert session.value("/medis/asked") == session.value("/medis/answered") == "7"
    more(session, {"strangled_when": "lebih_lama"})
    assert level(session) == "tinggi"


@pytest.mark.parametrize("sign", ["medis_9", "medis_10"])
def test_a_childs_pain_and_any_injury_are_tinggi_within_a_day(sign: str) -> None:
    session = _of("12", {sign: "ya"})
    assert (level(session), why(session)) == ("tinggi", {sign})
    assert level(_of("31", {"medis_10": "ya"})) == "tinggi"


@pytest.mark.parametrize(
    ("carried", "hidden"),
    [
        ({"age_years": "31", "sex": "laki_laki"}, {"medis_4", "medis_9"}),
        ({"age_years": "31", "sex": "perempuan"}, {"medis_9"}),
        ({"age_years": "12", "sex": "perempuan"}, set()),
    ],
)
def test_nobody_is_asked_what_cannot_be(carried: dict[str, str], hidden: set[str]) -> None:
    session = checked("medis", SAFE, carried)
    assert {"medis_4", "medis_9"} - set(shown(session)) == hidden
    more(session, {name: "tidak" for name in missing(session)})
    assert level(session) == "rendah"
    assert session.value("/medis/asked") == session.value("/medis/answered")


def test_an_unfinished_list_is_never_low() -> None:
    session = checked("medis", SAFE, {"age_years": "31"})
    assert level(session) == "belum_lengkap"
    more(session, {name: "tidak" for name in missing(session) - {"sexual_window"}})
    assert (level(session), missing(session)) == ("belum_lengkap", {"sexual_window"})
