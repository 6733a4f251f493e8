"""What the courier says of the road: counts from the newest receipt, totals over its lives."""

from __future__ import annotations

from data.model.road import RoadCode
from sync.client.line import Line
from sync.client.telling import Telling
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity


def test_what_waits_is_counted_anew_each_time(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    telling = Telling(laptop.bag, laptop.line)
    laptop.send(person, 3)
    before = telling.tell(RoadCode.NO_CONNECTION, 1_000, next_try=1_030)
    assert (before.waiting, before.last_success, before.next_try) == (3, None, 1_030)
    assert before.waiting_bytes > 1_000
    assert before.oldest_waiting is not None
    assert laptop.sync().good
    after = telling.tell(RoadCode.IDLE, 1_010, success=True)
    assert (after.waiting, after.waiting_bytes, after.oldest_waiting) == (0, 0, None)
    assert (after.last_success, after.next_try) == (1_010, None)
    assert after.sent_bytes > before.sent_bytes
    assert laptop.bag.road_state() == after


def test_totals_go_on_where_the_last_courier_left_off(laptop: Laptop) -> None:
    first = Line()
    first.sent, first.received, first.requests = 100, 20, 3
    Telling(laptop.bag, first).tell(RoadCode.IDLE, 5, success=True)
    second = Line()
    second.sent, second.received, second.requests = 7, 1, 1
    told = Telling(laptop.bag, second).tell(RoadCode.BUSY, 9)
    assert (told.sent_bytes, told.received_bytes, told.requests) == (107, 21, 4)
    assert told.last_success == 5


def test_nothing_is_written_when_nothing_changed(laptop: Laptop) -> None:
    telling = Telling(laptop.bag, Line())
    telling.tell(RoadCode.NO_CONNECTION, 5)
    telling.tell(RoadCode.NO_CONNECTION, 6)
    state = laptop.bag.road_state()
    assert state is not None
    assert state.at == 5
