"""Lines that break at any byte, either way: in the end everything is there, exactly once."""

from __future__ import annotations

import os
import random
import threading
import time

import pytest

from data.model.road import RoadCode
from sync.client.coverage import coverage
from sync.client.engine import Manner
from sync.client.ground import SyncOutcome
from sync.client.transport import HttpRoad
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import RealCity

_ASKED = "1000" if os.environ.get("RESPONDER_ALL") == "1" else "24"
RUNS = int(os.environ.get("RESPONDER_CUTS", _ASKED))
SEED = int(os.environ.get("RESPONDER_SEED", "20261121"))
LETTERS = 60


def passes_until_done(laptop: Laptop, url: str, most: int = 6) -> list[SyncOutcome]:
    """Passes as the courier's loop makes them, asking first after a cut."""
    outcomes: list[SyncOutcome] = []
    for _ in range(most):
        ask = bool(outcomes) and outcomes[-1].frames_out > 0
        outcomes.append(laptop.sync(url, Manner(ask_first=ask)))
        if outcomes[-1].good:
            return outcomes
    raise AssertionError([outcome.word for outcome in outcomes])


def test_wherever_the_line_breaks_everything_arrives_once(city: RealCity, laptop: Laptop) -> None:
    print(f"seed {SEED}, {RUNS} cuts")
    draw = random.Random(SEED)
    person = laptop.enrol(city.code())
    sent_ever: list[bytes] = []
    with CuttingProxy(city.port) as line:
        laptop.road = HttpRoad(line.url, laptop.line)
        for run in range(RUNS):
            ops = laptop.send(person, LETTERS if run % 8 == 0 else 5, pri=4 if run % 5 == 0 else 0)
            sent_ever += [op.opid for op in ops]
            whole = sum(len(op.raw) for op in ops)
            if draw.random() < 0.75:
                line.arm(up=draw.randrange(whole))
            else:
                line.arm(down=draw.randrange(600))
            passes_until_done(laptop, line.url)
    stored = city.opids()
    assert len(stored) == len(set(stored))
    assert set(sent_ever) <= set(stored)
    assert coverage(laptop.bag).had == set(sent_ever)


def settled(city: RealCity) -> list[bytes]:
    """What the city holds once it has stored everything that reached it."""
    before: list[bytes] | None = None
    while (now := city.opids()) != before:
        before = now
        time.sleep(0.3)
    return now


def test_after_a_cut_at_most_one_frame_goes_twice(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 150)
    with CuttingProxy(city.port) as line:
        laptop.road = HttpRoad(line.url, laptop.line)
        line.arm(up=60_000)
        first = laptop.sync(line.url)
        assert first.code is RoadCode.NO_CONNECTION
        assert first.frames_out >= 2
        at_the_cut = len(set(settled(city)) & {op.opid for op in ops})
        line.arm()
        outcome = laptop.sync(line.url, Manner(ask_first=True))
        again = line.up
    assert outcome.good
    assert outcome.ops_sent == 150 - at_the_cut
    whole = sum(len(op.raw) for op in ops)
    # One POST of everything would be below `whole`, as splicing saves more than the frames cost.
    assert 60_000 + again < whole + FRAME_HEADER + FRAME_BODY + 1_500


@pytest.mark.parametrize("count", [1, 30])
def test_a_lost_answer_costs_a_question_and_no_letter_twice(
    city: RealCity, laptop: Laptop, count: int
) -> None:
    person: Writer = laptop.enrol(city.code())
    ops = laptop.send(person, count)
    with CuttingProxy(city.port) as line:
        laptop.road = HttpRoad(line.url, laptop.line)
        line.arm(down=40)
        assert not laptop.sync(line.url).good
        assert coverage(laptop.bag).had == set(), "an answer that was cut proves nothing"
        passes_until_done(laptop, line.url)
    stored = city.opids()
    assert all(stored.count(op.opid) == 1 for op in ops)


def test_a_line_that_falls_silent_is_left_within_seconds_for_a_new_one(
    city: RealCity, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 120)
    with CuttingProxy(city.port) as line:
        laptop.road = HttpRoad(line.url, laptop.line)
        line.pace = 0.03
        threading.Timer(0.8, line.silent.set).start()
        began = time.monotonic()
        first = laptop.sync(line.url)
        took = time.monotonic() - began
        assert (first.code, first.word) == (RoadCode.NO_CONNECTION, "silence")
        assert took < 10
        line.pace = 0.0
        line.silent.clear()
        outcome = laptop.sync(line.url, Manner(ask_first=first.frames_out > 0))
    assert outcome.good
    assert 0 < outcome.ops_sent < 120, "what had arrived before the silence is not sent again"
    stored = city.opids()
    assert all(stored.count(op.opid) == 1 for op in ops)
