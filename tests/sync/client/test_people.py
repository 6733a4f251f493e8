"""The address book over the real road: asked for by an errand, kept apart, proved by its reader."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from data.ops.people import address_book
from data.store.mail.errands import Errand
from data.store.mailbag import open_mailbag
from sync.client.loop import CourierLoop, Rhythm
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity


def asked(laptop: Laptop, area: str) -> Errand:
    """The wish, served by a courier; how it ended."""
    number = laptop.bag.errand("people", {"area": area}, 1_795_000_000)
    own = open_mailbag(laptop.home, laptop.device)
    try:
        rhythm = Rhythm(random.uniform, lambda _word, _counts: None)
        assert CourierLoop(replace(laptop.ground, bag=own), rhythm).once()
    finally:
        own.close()
    found = laptop.bag.errand_of(number)
    assert found is not None
    return found


def test_colleagues_of_an_area_come_and_stay_apart_from_what_proves_letters(
    city: RealCity, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(city.code())
    other = another("other")
    colleague = other.enrol(city.code())
    before = laptop.bag.certs()
    ended = asked(laptop, "217204")
    assert (ended.state, ended.code) == ("done", "ok")
    directory = laptop.ground.directory()
    assert directory is not None
    book = address_book(laptop.bag.people(), directory)
    assert book.refused == 0
    assert ended.result["people"] == len(book.people) >= 2
    assert {person.user16, colleague.user16} <= {one.user for one in book.people}
    assert set(laptop.bag.people()).isdisjoint(set(laptop.bag.certs()) - set(before))
    # Nobody lives there: what is known stays.
    assert asked(laptop, "9999").result["people"] == 0
    assert laptop.bag.people()


def test_an_area_that_is_no_number_finds_nobody(city: RealCity, laptop: Laptop) -> None:
    laptop.enrol(city.code())
    assert asked(laptop, "217204%").result["people"] == 0
    assert laptop.bag.people() == []
