"""F4b: a laptop whose clock is years off, jumps within a session, or stands still.

Whatever its clock says and however old its mailbag is by it: no letter is dropped but by ``safe``,
none is refused, each arrives once, and the state it is shown in comes from the city's word alone.
Ages from RESPONDER_CLOCK_RUNS (12; 200 with --all); the seed is printed.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.store.mail.outgoing import LaidItem
from sync.client.coverage import coverage
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity

RUNS = int(
    os.environ.get(
        "RESPONDER_CLOCK_RUNS", "200" if os.environ.get("RESPONDER_ALL") == "1" else "12"
    )
)
SEED = int(os.environ.get("RESPONDER_CLOCK_SEED", random.SystemRandom().randrange(2**32)))
TRUE = 1_795_266_000
YEAR = 365 * 86_400
WRONG = (-2 * YEAR, 2 * YEAR, -TRUE, 73 * YEAR, -3_600, 3_600, 0)


class Clock:
    """A clock that is off, jumps when it likes, and may stand still."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self.off = dice.choice(WRONG)

    def __call__(self) -> int:
        if self._dice.random() < 0.2:
            self.off = self._dice.choice(WRONG)
        return TRUE + self.off


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    made = RealCity(tmp_path_factory.mktemp("city"))
    made.found()
    made.start()
    yield made
    made.stop()


def test_no_clock_drops_refuses_or_doubles_a_letter(
    city: RealCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(SEED)
    laptop = Laptop(tmp_path / "laptop")
    person = laptop.enrol(city.code())
    written: list[bytes] = []
    refused = 0
    for run in range(RUNS):
        laptop.ground = replace(laptop.ground, now=Clock(dice))
        ops = laptop.write(person, dice.randrange(1, 4), pri=dice.choice((0, 0, 2, 4)))
        laid_at = TRUE + dice.choice(WRONG) - dice.randrange(3 * YEAR)
        laptop.bag.lay(
            LaidItem(
                op.opid, op.writer, op.n, op.prev, op.kind,
                op.head.r.pri if op.head.r else 0, op.raw, person.vault16, laid_at,
            )
            for op in ops
        )  # fmt: skip
        written += [op.opid for op in ops]
        if run % 2:
            continue
        outcome = laptop.sync()
        refused += not outcome.good
        assert coverage(laptop.bag).had >= set(written), "what arrived is shown as arrived"
        assert laptop.bag.has(written) == set(written), "nothing is safe yet, so nothing leaves"
    laptop.sync()
    stored = city.opids()
    assert refused == 0
    assert all(stored.count(opid) == 1 for opid in written)

    city.command("backup", "--db", city.db, "--out", tmp_path / "kept")
    late = laptop.send(person)
    laptop.sync()
    assert laptop.bag.has(written) == set(), "what lies in the only backup may go, at any age"
    assert laptop.bag.has([late[0].opid]) == {late[0].opid}, "and nothing else"
    laptop.close()
    with capsys.disabled():
        print(f"\nclocks: {RUNS} ages, RESPONDER_CLOCK_SEED={SEED}, {len(written)} letters, 0 lost")
