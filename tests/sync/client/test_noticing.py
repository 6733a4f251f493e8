"""Noticing: what is laid while a pass is ending goes with the next one, not in a quarter hour."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace

from data.ops.op import Op
from data.store.mailbag import open_mailbag
from sync.client.coverage import coverage
from sync.client.loop import CourierLoop, Rhythm
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import RealCity

PATIENCE = 60.0


def test_a_letter_laid_in_the_last_instant_of_a_pass_is_not_overlooked(
    city: RealCity, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 1)

    def lay_another() -> list[Op]:
        return laptop.send(person, 1)

    passes = _passes(laptop, lay_another, ops)
    assert passes == 2
    assert coverage(laptop.bag).had == {op.opid for op in ops}


def test_a_colleague_who_enrols_in_the_last_instant_of_a_pass_is_served(
    city: RealCity, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 1)
    other = Writer()

    def enrol_another() -> list[Op]:
        laptop.enrol(city.code(), other)
        return []

    passes = _passes(laptop, enrol_another, ops)
    assert passes == 2
    assert other.scope in {one.scope for one in laptop.bag.subscriptions()}


def _passes(laptop: Laptop, meanwhile: Callable[[], list[Op]], ops: list[Op]) -> int:
    """Run the loop; ``meanwhile`` happens when the first pass has ended. Gives the passes run."""
    count = 0

    def note(word: str, _counts: dict[str, int]) -> None:
        nonlocal count
        if not word.startswith("courier-pass"):
            return
        count += 1
        if count == 1:
            ops.extend(meanwhile())
        else:
            loop.stop()

    own = open_mailbag(laptop.home, laptop.device)  # the courier's; laptop.bag is the app's
    loop = CourierLoop(replace(laptop.ground, bag=own), Rhythm(random.uniform, note))
    guard = threading.Timer(PATIENCE, loop.stop)
    guard.start()
    try:
        loop.run()
    finally:
        guard.cancel()
        own.close()
    return count
