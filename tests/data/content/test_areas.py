"""The areas: every province, kabupaten and kota, and the two cities to their kelurahan."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources

from data.content import reader

KINDS = {"prov": 2, "kab": 4, "kota": 4, "kecamatan": 6, "kelurahan": 10, "desa": 10}


def test_all_provinces_and_all_kabupaten_and_kota_are_there() -> None:
    kinds = Counter(area.kind for area in reader.areas())
    assert kinds["prov"] == 38
    assert kinds["kab"] + kinds["kota"] == 514
    assert kinds["kelurahan"] + kinds["desa"] == 63
    assert set(kinds) == set(KINDS)


def test_a_code_is_as_long_as_its_kind_and_begins_with_what_it_lies_in() -> None:
    codes = Counter(area.code for area in reader.areas())
    assert max(codes.values()) == 1
    for area in reader.areas():
        assert re.fullmatch(r"\d+", area.code) and len(area.code) == KINDS[area.kind], area
        assert bool(area.parent) is (area.kind != "prov"), area
        assert area.code.startswith(area.parent) and (not area.parent or area.parent in codes)


def test_names_are_written_as_people_write_them() -> None:
    for area in reader.areas():
        assert area.name == area.name.strip() and area.name
        if area.kind == "kab":
            assert area.name.startswith("Kab. "), area
        if area.kind == "kota":
            assert area.name.startswith("Kota "), area
        words = set(re.findall(r"[A-Z]{2,}", area.name)) - {"DKI", "II", "III", "IX", "IV", "VI"}
        assert words == set(), area


def test_the_two_cities_lie_in_their_provinces_under_their_own_names() -> None:
    named = {area.code: area for area in reader.areas()}
    assert (named["1674"].name, named["1674"].parent) == ("Kota Prabumulih", "16")
    assert (named["2172"].name, named["2172"].parent) == ("Kota Tanjungpinang", "21")
    assert named["16"].name == "Sumatera Selatan" and named["21"].name == "Kepulauan Riau"


def test_a_place_outside_the_two_cities_has_no_kelurahan() -> None:
    below = [area for area in reader.areas() if area.kind in {"kecamatan", "kelurahan", "desa"}]
    assert {area.code[:4] for area in below} == {"1674", "2172"}


def test_the_table_is_small_and_read_once() -> None:
    size = len((resources.files("data.content") / "areas.csv").read_bytes())
    assert size < 24 * 1024
    assert reader.areas() is reader.areas()


def test_the_notice_of_the_open_database_licence_stands_beside_the_table() -> None:
    notice = (resources.files("data.content") / "NOTICE").read_text(encoding="utf-8")
    for words in ("idn-area-data 3.1.2", "Open Database License", "opendatacommons.org", "Changes"):
        assert words in notice
