"""A city put back by hand, its epoch not raised: no reader passes over a number given out again."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ops.op import Op
from sync.client.engine import Manner
from tests.sync.client.laptop import CITY, Laptop, Writer
from tests.sync.straight import Reader, Town

DESK = f"desk:{CITY}"
SEEDS = range(300 if os.environ.get("RESPONDER_ALL") == "1" else 4)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def referred(laptop: Laptop, person: Writer, count: int) -> set[bytes]:
    """Referrals laid on a laptop."""
    return {op.opid for op in laptop.send(person, count, pri=2)}


def read(town: Town, reader: Reader, manner: Manner | None = None) -> None:
    """Pull and take until nothing more comes."""
    for _ in range(3):
        assert town.sync(reader.laptop, manner).good
        reader.take()


@pytest.mark.parametrize("meanwhile", [0, 1, 3, 9], ids=["empty", "shorter", "level", "longer"])
def test_readers_ahead_and_level_get_every_letter_after_a_silent_restore(
    town: Town, meanwhile: int
) -> None:
    cadre, siti = town.seat("cadre")
    other, ani = town.seat("other")
    ahead = Reader(*town.seat("ahead", desk=True), DESK)
    level = Reader(*town.seat("level", desk=True), DESK)
    everything = referred(cadre, siti, 4)
    assert town.sync(cadre).good
    read(town, ahead)
    read(town, level)
    town.keep("kept")
    everything |= referred(cadre, siti, 3)
    assert town.sync(cadre).good
    read(town, ahead)
    before = ahead.place
    town.put_back("kept")
    everything |= referred(other, ani, meanwhile)
    assert town.sync(other).good
    read(town, ahead)
    read(town, level)
    assert town.sync(cadre).good
    read(town, ahead)
    read(town, level)
    assert ahead.had == level.had == everything == set(town.stored())
    assert level.laptop.bag.turns(DESK) == 0
    assert (ahead.laptop.bag.turns(DESK), before.ep) == (1, 1)
    # And it goes on as before, one turn later.
    everything |= referred(cadre, siti, 2)
    assert town.sync(cadre).good
    read(town, ahead)
    assert ahead.had == everything


@pytest.mark.parametrize("seed", SEEDS)
def test_any_order_of_restores_and_letters_leaves_no_reader_behind(town: Town, seed: int) -> None:
    draw = random.Random(seed)
    print(f"seed {seed}")
    writers = [town.seat(f"cadre{number}") for number in range(3)]
    readers = [Reader(*town.seat(f"desk{number}", desk=True), DESK) for number in range(2)]
    everything: set[bytes] = set()
    town.keep("kept")
    for _ in range(40):
        match draw.randrange(8):
            case 0 | 1 | 2:
                laptop, person = draw.choice(writers)
                everything |= referred(laptop, person, draw.randrange(1, 4))
                assert town.sync(laptop).good
            case 3 | 4:
                reader = draw.choice(readers)
                assert town.sync(reader.laptop).good
                if draw.random() < 0.7:
                    reader.take()
            case 5:
                # Own letters are skipped in what a laptop pulls: its place may name nothing new.
                laptop, person = readers[0].laptop, readers[0].person
                everything |= referred(laptop, person, 1)
                assert town.sync(laptop).good
            case 6:
                town.keep("kept")
            case _:
                town.put_back("kept")
    for laptop, _ in writers:
        assert town.sync(laptop).good
    for reader in (*readers, *readers):
        read(town, reader, Manner(samples=True))
    assert set(town.stored()) == everything
    own = {op.opid for op in own_of(readers[0])}
    assert readers[0].had | own == everything
    assert readers[1].had == everything


def own_of(reader: Reader) -> list[Op]:
    """What the reader's own person wrote, from her mailbag."""
    return [Op.parse(item.raw) for item in reader.laptop.bag.outgoing(set(), 1 << 30)]


def test_a_letter_at_its_old_number_proves_nothing_of_those_before_it(town: Town) -> None:
    """[1, 2] becomes [3, 2, 1]: a reader that stood at letter 2 would never have got letter 3."""
    (one, siti), (two, ani), (three, rina) = (town.seat(name) for name in ("one", "two", "three"))
    reader = Reader(*town.seat("reader", desk=True), DESK)
    town.keep("kept")
    early = referred(one, siti, 1) | referred(two, ani, 1)
    assert town.sync(one).good and town.sync(two).good
    read(town, reader)
    assert reader.had == early
    town.put_back("kept")
    late = referred(three, rina, 1)
    for laptop in (three, two, one):
        assert town.sync(laptop).good
    read(town, reader)
    assert reader.had == early | late
