"""Enrolment: the code line decides whom to believe; everything else is refused by name."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from data.model.problems import Code
from sync.client.enrol import EnrolProblem, EnrolWish, enrol
from sync.client.ground import Ground
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import RealCity
from tests.sync.client.strangers import page, says


def refusal(laptop: Laptop, args: dict[str, str], ground: Ground | None = None) -> Code:
    """Why the enrolment was refused."""
    with pytest.raises(EnrolProblem) as caught:
        enrol(EnrolWish.of(args), ground or laptop.ground, laptop.line)
    return caught.value.code


def test_what_the_city_gives_is_kept_and_the_same_laptop_may_ask_again(
    city: RealCity, laptop: Laptop
) -> None:
    person, line = Writer(), city.code()
    args = laptop.wish(line, person)
    first = enrol(EnrolWish.of(args), laptop.ground, laptop.line)
    assert laptop.bag.meta("city_url") == city.url.encode()
    directory = laptop.ground.directory()
    assert directory is not None
    assert directory.seq == first.seq
    assert [len(laptop.bag.certs(kind)) for kind in ("voucher", "user", "device")] == [1, 1, 1]
    again = enrol(EnrolWish.of(args), laptop.ground, laptop.line)
    assert again == first
    assert len(laptop.bag.certs()) == 3


def test_a_code_works_once(
    city: RealCity, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    line = city.code()
    laptop.enrol(line)
    thief = another("thief")
    assert refusal(thief, thief.wish(line, Writer())) is Code.CODE_USED
    assert thief.ground.directory() is None


def test_a_code_nobody_made_is_refused(city: RealCity, laptop: Laptop) -> None:
    line = city.code()
    wrong = line[:-12] + ("0" * 12 if not line.endswith("0" * 12) else "1" * 12)
    assert refusal(laptop, laptop.wish(wrong, Writer())) is Code.CODE_REFUSED


def test_another_server_key_or_root_than_the_lines_is_not_the_city(
    city: RealCity, laptop: Laptop
) -> None:
    args = laptop.wish(city.code(), Writer())
    assert refusal(laptop, args | {"server_id": "00" * 8}) is Code.CITY_NOT_THE_ONE
    assert refusal(laptop, args | {"root_id": "00" * 16}) is Code.CITY_NOT_THE_ONE
    assert laptop.bag.meta("root_id") is None
    assert laptop.bag.directory_docs() == []


def test_a_laptop_of_one_city_joins_no_other(city: RealCity, laptop: Laptop) -> None:
    laptop.enrol(city.code())
    args = laptop.wish(city.code(), Writer())
    assert refusal(laptop, args | {"root_id": "11" * 16}) is Code.CITY_NOT_THE_ONE


def test_a_demo_city_is_refused_by_a_laptop_that_is_no_demo(city: RealCity, laptop: Laptop) -> None:
    args = laptop.wish(city.code(), Writer())
    serious = Ground(laptop.bag, laptop.device, laptop.ground.now, os.urandom, demo=False)
    assert refusal(laptop, args, serious) is Code.DEMO_CITY_REFUSED
    assert laptop.bag.meta("root_id") is None


@pytest.mark.parametrize(
    "change",
    [
        {"url": "http://kota.example"},
        {"root_id": "zz"},
        {"server_id": "00"},
        {"code_pub": "not base64!"},
        {"code_pub": ""},
    ],
)
def test_a_line_that_makes_no_sense_is_malformed(
    city: RealCity, laptop: Laptop, change: dict[str, str]
) -> None:
    args = laptop.wish(city.code(), Writer())
    assert refusal(laptop, args | change) is Code.CODE_MALFORMED


def test_a_portal_or_nobody_is_an_unreachable_city(city: RealCity, laptop: Laptop) -> None:
    args = laptop.wish(city.code(), Writer())
    with says(page("302 Found", "Location: http://login.example/")) as url:
        assert refusal(laptop, args | {"url": url}) is Code.CITY_UNREACHABLE
    assert refusal(laptop, args | {"url": "http://127.0.0.1:1"}) is Code.CITY_UNREACHABLE
