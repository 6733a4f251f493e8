"""The courier as a process: wishes of the app, its one instance, its end, and sudden deaths."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.model.road import RoadCode
from data.store.mail.errands import Errand
from data.store.position import Position
from sync.client.coverage import coverage
from sync.protocol.limits import SILENCE_FLOOR
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import RealCity

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    made = RealCity(tmp_path_factory.mktemp("city"))
    made.found()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path / "laptop")
    yield made
    made.close()


@pytest.fixture
def couriers() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start couriers; those still alive at the end are ended by their id."""
    started: list[subprocess.Popen[bytes]] = []

    def start(home: Path, *words: str, kill_at: str = "") -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "responder_app", "courier", "--home", str(home), *words],
            cwd=ROOT,
            env={**os.environ, "RESPONDER_KILL_AT": kill_at},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something the courier brings about."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.03)


def served(laptop: Laptop, kind: str, args: dict[str, str] | None = None) -> Errand:
    """Wish something and wait until the courier has served it."""
    number = laptop.bag.errand(kind, args or {}, 1)

    def over() -> bool:
        errand = laptop.bag.errand_of(number)
        return errand is not None and errand.over

    until(over)
    errand = laptop.bag.errand_of(number)
    assert errand is not None
    return errand


def test_its_whole_day(
    city: RealCity, laptop: Laptop, couriers: Callable[..., subprocess.Popen[bytes]]
) -> None:
    process = couriers(laptop.home)
    until(lambda: laptop.bag.road_state() is not None)
    state = laptop.bag.road_state()
    assert state is not None
    assert state.code is RoadCode.NOT_ENROLLED

    person = Writer()
    assert served(laptop, "enrol", laptop.wish(city.code(), person)).code == "ok"
    laptop.introduce(person)
    ops = laptop.send(person, 3) + laptop.send(person, 1, pri=4)
    until(lambda: coverage(laptop.bag).had == {op.opid for op in ops})
    assert (laptop.home / "courier.pid").read_text().strip() == str(process.pid)

    assert served(laptop, "pause").code == "ok"
    waiting = laptop.send(person, 1, pri=4)
    assert served(laptop, "send_now").code == RoadCode.PAUSED.value
    state = laptop.bag.road_state()
    assert state is not None
    assert (state.code, city.opids().count(waiting[0].opid)) == (RoadCode.PAUSED, 0)
    assert served(laptop, "resume").code == "ok"
    until(lambda: city.opids().count(waiting[0].opid) == 1)
    assert served(laptop, "send_now").code == "ok"
    assert served(laptop, "of another age").code == "unknown-errand"

    assert couriers(laptop.home).wait(PATIENCE) == 0, "a second one goes away by itself"
    assert process.poll() is None
    assert served(laptop, "stop").code == "ok"
    assert process.wait(PATIENCE) == 0

    log = (laptop.home / "log.txt").read_text()
    assert "courier-started" in log
    assert "courier-runs-already" in log
    assert city.url not in log
    assert person.user16.hex() not in log


def test_it_ends_even_while_the_line_is_silent(
    city: RealCity, laptop: Laptop, couriers: Callable[..., subprocess.Popen[bytes]]
) -> None:
    person = laptop.enrol(city.code())
    assert city.process is not None
    city.process.send_signal(signal.SIGSTOP)
    try:
        laptop.send(person, 1)
        process = couriers(laptop.home)
        until(lambda: _busy(laptop))
        time.sleep(0.5)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert time.monotonic() - began < SILENCE_FLOOR, "it did not wait for the silence to end"
    finally:
        city.process.send_signal(signal.SIGCONT)


def _busy(laptop: Laptop) -> bool:
    state = laptop.bag.road_state()
    return state is not None and state.code is RoadCode.BUSY


def test_something_urgent_overtakes_a_backlog_that_is_already_on_its_way(
    city: RealCity, laptop: Laptop, couriers: Callable[..., subprocess.Popen[bytes]]
) -> None:
    person = laptop.enrol(city.code())
    with CuttingProxy(city.port) as line:
        line.pace = 0.04  # about 25 kB/s: the backlog takes some five seconds
        laptop.bag.put_meta("city_url", line.url.encode())
        backlog = {op.opid for op in laptop.send(person, 240)}
        couriers(laptop.home)
        until(lambda: len(backlog & set(city.opids())) > 10)
        (urgent,) = laptop.send(person, 1, pri=4)
        until(lambda: urgent.opid in city.opids())
        assert len(backlog - set(city.opids())) > 40, "it did not wait for the backlog"
        line.pace = 0.0
        until(lambda: coverage(laptop.bag).had == backlog | {urgent.opid})
    stored = city.opids()
    assert len(stored) == len(set(stored))


def test_a_mailbag_without_its_key_is_left_alone(
    tmp_path: Path, couriers: Callable[..., subprocess.Popen[bytes]]
) -> None:
    (tmp_path / "mailbag.db").write_bytes(b"somebody's letters")
    assert couriers(tmp_path, "--once").wait(PATIENCE) == 1
    assert (tmp_path / "mailbag.db").read_bytes() == b"somebody's letters"
    assert not (tmp_path / "device.key").exists()


STEPS = [
    "courier-took:1",
    "courier-took:2",
    "courier-sent-frame:1",
    "courier-sent-frame:3",
    "courier-answer-received:1",
    "courier-papers-stored:2",
    "inbound-before-commit:1",
    "inbound-stored:1",
    "courier-pulled-stored:2",
    "receipt-noted:1",
    "courier-answer-stored:1",
]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_loses_and_doubles_nothing(
    city: RealCity,
    laptop: Laptop,
    couriers: Callable[..., subprocess.Popen[bytes]],
    step: str,
) -> None:
    person = laptop.enrol(city.code())
    laptop.bag.subscribe(person.scope, whole=True, owner=person.vault16)
    ops = laptop.send(person, 40) + laptop.send(person, 1, pri=4)
    killed = couriers(laptop.home, "--once", kill_at=step).wait(PATIENCE)
    assert killed == -signal.SIGKILL, f"{step} was never reached"
    assert laptop.bag.has([op.opid for op in ops]) == {op.opid for op in ops}

    assert couriers(laptop.home, "--once").wait(PATIENCE) == 0
    stored = city.opids()
    assert all(stored.count(op.opid) == 1 for op in ops)
    assert coverage(laptop.bag).had == {op.opid for op in ops}
    batch = laptop.bag.inbound(person.scope, Position(), limit=1000)
    assert not batch.hole
    assert sorted(raw for _, raw in batch.items) == sorted(op.raw for op in ops)
