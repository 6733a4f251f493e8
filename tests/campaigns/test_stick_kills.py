"""Courier and city die at every named step of a stick's journey; no letter is lost or doubled.

Real processes: the courier serves the errands, `responder-city stick` takes the stick.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.client.coverage import coverage
from sync.protocol.bundle import BadBundle, open_bundle
from sync.server import keyfiles
from tests.campaigns import launch
from tests.campaigns.points import STICK_STEPS
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity
from tests.sync.stick_hands import attach, files

# How often a journey reaches a step: later times only with all campaigns.
TIMES = {"stick-unfinished": 2, "stick-named": 3, "stick-read-back": 2, "stick-carried": 2}
ALL = os.environ.get("RESPONDER_ALL") == "1"
POINTS = [
    (step, count)
    for step in STICK_STEPS
    for count in range(1, (TIMES.get(step, 1) if ALL else 1) + 1)
]


@dataclass
class Road:
    """A city, and the homes of two laptops to begin from: one with letters, one that carries."""

    city: RealCity
    kept: Path
    opids: frozenset[bytes]
    blob: bytes


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Road]:
    place = tmp_path_factory.mktemp("stick-kills")
    city = RealCity(place / "city")
    city.found()
    city.start()
    origin, carrier = Laptop(place / "kept" / "origin"), Laptop(place / "kept" / "carrier")
    person = origin.enrol(city.code())
    carrier.enrol(city.code())
    ops = origin.send(person, 3) + origin.send(person, 1, pri=4)
    op, sealed = attach(origin, person, 60_000)
    origin.close()
    carrier.close()
    city.stop()
    shutil.copy(city.folder / "city.sqlite", place / "city-kept.sqlite")
    yield Road(city, place / "kept", frozenset(one.opid for one in (*ops, op)), sealed.blob32)
    city.stop()


class Story:
    """One journey: out, carried on by another laptop and by hand, answered, home."""

    def __init__(self, road: Road, place: Path, step: str, count: int) -> None:
        self.road = road
        self.armed = f"{step}:{count}"
        self.died = False
        self.homes = {name: place / name for name in ("origin", "carrier")}
        for name, home in self.homes.items():
            shutil.copytree(road.kept / name, home)
        for end in ("", "-wal", "-shm"):
            (road.city.folder / f"city.sqlite{end}").unlink(missing_ok=True)
        shutil.copy(road.kept.parent / "city-kept.sqlite", road.city.folder / "city.sqlite")
        self.sticks = [place / "stick-a", place / "stick-b"]
        for stick in self.sticks:
            stick.mkdir()
        seeds = keyfiles.read_secrets(road.city.folder / "keys" / keyfiles.SECRETS)
        self.transit = seeds.transit

    def run(self, program: str, *words: str) -> None:
        """One process; where it was killed at the step, once more without it."""
        for _ in range(2):
            log = self.homes["origin"].parent / "log"
            armed = "" if self.died else self.armed
            process = launch.process(program, words, armed=armed, log=log, line=None)
            process.start()
            process.join(120)
            if process.exitcode != -signal.SIGKILL:
                assert process.exitcode in (0, 2), log.read_text()[-2000:]
                return
            assert not self.died, "an armed step kills once"
            self.died = True
            self.nothing_is_promised_falsely()
        raise AssertionError("killed twice")

    def errand(self, name: str, kind: str, stick: Path) -> None:
        """A wish of the app, served by a courier without a network."""
        laptop = Laptop(self.homes[name])
        laptop.bag.put_meta("paused", b"1")
        made = laptop.bag.errand(kind, {"dir": str(stick)}, int(time.time()))
        laptop.close()
        self.run("courier", "--home", str(self.homes[name]), "--once")
        laptop = Laptop(self.homes[name])
        found = laptop.bag.errand_of(made)
        laptop.close()
        assert found is not None
        assert (found.state, found.code) == ("done", "ok"), found

    def online(self, name: str) -> None:
        laptop = Laptop(self.homes[name])
        laptop.bag.put_meta("paused", b"")
        laptop.close()
        self.run("courier", "--home", str(self.homes[name]), "--once")

    def at_city(self, stick: Path) -> None:
        self.run("city", "stick", str(stick), "--db", self.road.city.db, "--json")

    def nothing_is_promised_falsely(self) -> None:
        """What is called dititipkan lies in whole files; no letter has left the laptop for it."""
        laptop = Laptop(self.homes["origin"])
        carried = laptop.bag.carried(self.road.opids)
        here = laptop.bag.has(self.road.opids)
        bundles = set()
        for stick in self.sticks:
            for path in files(stick):
                try:
                    bundle = open_bundle(path.read_bytes(), self.transit)
                except BadBundle:
                    continue
                assert bundle.whole or path.suffix == ".part"
                bundles.add(bundle.id)
        had = coverage(laptop.bag).had
        laptop.close()
        assert {one.bundle for opid, one in carried.items() if opid not in had} <= bundles
        assert here == self.road.opids


@pytest.mark.parametrize(("step", "count"), POINTS, ids=lambda word: str(word))
def test_a_stick_arrives_wherever_a_process_died(
    road: Road, tmp_path: Path, step: str, count: int
) -> None:
    story = Story(road, tmp_path, step, count)
    first, second = story.sticks
    story.errand("origin", "stick_out", first)
    story.errand("carrier", "stick_in", first)
    road.city.start()
    try:
        story.online("carrier")
    finally:
        road.city.stop()
    story.at_city(first)
    story.errand("carrier", "stick_out", second)
    story.errand("origin", "stick_in", second)
    story.errand("origin", "stick_in", first)
    assert story.died, "the step was reached"
    stored = road.city.opids()
    assert len(stored) == len(set(stored))
    assert road.opids <= set(stored)
    origin = Laptop(story.homes["origin"])
    try:
        assert coverage(origin.bag).had == road.opids
        assert origin.bag.chunks_lacking(road.blob) == []
        assert origin.bag.has(road.opids) == road.opids, "nothing leaves before a backup"
    finally:
        origin.close()
    assert files(first) == [], "each took its own files away, and nothing else was there"
