"""L1: every laptop at once after a three-day outage, each with twenty letters, one of them urgent.

The real city as a process on PostgreSQL where that is installed, else on its embedded file. Each
laptop sends its urgent letter alone first, then the rest with its question for news, and obeys
Retry-After. Nothing may be lost or stored twice and nobody may be turned away for good; the times
are printed (``-rP``), not judged. Full size with RESPONDER_ALL=1, more processes of the city on one
database with RESPONDER_HERD_CITIES.
"""

from __future__ import annotations

import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from data.ops.op import Op
from sync.protocol.limits import BACKOFF_CAP_URGENT
from sync.protocol.messages import Answer, Cursor
from sync.server.city import City
from sync.server.store.tables import OP
from tests.postgres import Cluster, find_binaries
from tests.sync.server.laptop import Laptop, Stream, Writer, enrolled, make_city

ROOT = Path(__file__).resolve().parents[2]
FULL = os.environ.get("RESPONDER_ALL") == "1"
LAPTOPS = int(os.environ.get("RESPONDER_HERD", "500" if FULL else "20"))
CITIES = int(os.environ.get("RESPONDER_HERD_CITIES", "1"))
SEED = int(os.environ.get("RESPONDER_SEED", "20261122"))
LETTERS = 20
# All in the same second, and as laptops really come: within the longest wait between two tries
# while something urgent waits.
SPREADS = (0.0, BACKOFF_CAP_URGENT if FULL else 1.0)
PATIENCE = 300.0


@dataclass
class Waiter:
    """One laptop of the herd, its letters, and how its exchanges went."""

    laptop: Laptop
    port: int
    urgent: list[Op]
    rest: list[Op]
    certs: list[bytes]
    spread: float
    ready: dict[str, Stream] = field(default_factory=dict)
    answers: list[tuple[Stream, bytes]] = field(default_factory=list)
    took: dict[str, float] = field(default_factory=dict)
    done_after: dict[str, float] = field(default_factory=dict)
    refused: int = 0

    def prepare(self, lane: str) -> None:
        """Seal the stream of a lane."""
        ops = self.urgent if lane == "urgent" else self.rest
        home = {self.laptop.home: Cursor(0, 0, b"")} if lane == "rest" else {}
        self.ready[lane] = self.laptop.stream(
            ops, certs=self.certs, cur=home, want=262_144 if home else 0
        )

    def go(self, began: float, dice: random.Random) -> None:
        """Both exchanges over one connection, tried until they are answered."""
        time.sleep(dice.random() * self.spread)
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for lane in ("urgent", "rest"):
            while time.monotonic() < began + PATIENCE:
                asked = time.monotonic()
                wait = self._exchange(wire, self.ready[lane])
                if wait is None:
                    now = time.monotonic()
                    self.took[lane], self.done_after[lane] = now - asked, now - began
                    break
                self.refused += 1
                time.sleep(wait * (1 + dice.random()))
                self.prepare(lane)
        wire.close()

    def _exchange(self, wire: http.client.HTTPConnection, stream: Stream) -> float | None:
        """One POST; ``None`` when it was answered, else how long to wait before the next try."""
        try:
            wire.request("POST", "/v1/sync", b"".join(stream.frames))
            reply = wire.getresponse()
            frame = reply.read()
        except (OSError, http.client.HTTPException):
            wire.close()
            return 1.0
        if reply.status != 200:
            return float(reply.getheader("Retry-After") or 5)
        self.answers.append((stream, frame))
        return None


def _herd(city: City, folder: Path, ports: list[int], spread: float) -> list[Waiter]:
    """Enrolled laptops, their letters written and sealed."""
    found = []
    for number in range(LAPTOPS):
        laptop, writer = enrolled(city, folder), Writer()
        case = random.randbytes(16)
        urgent = [writer.refer(case, pri=4)]
        rest = [writer.note(random.randbytes(16), lam=1) for _ in range(LETTERS - 1)]
        port = ports[number % len(ports)]
        waiter = Waiter(laptop, port, urgent, rest, [laptop.certify(writer)], spread)
        for lane in ("urgent", "rest"):
            waiter.prepare(lane)
        found.append(waiter)
    return found


@contextmanager
def _serving(folder: Path, city: City, number: int) -> Iterator[int]:
    """The city as a process; gives its port."""
    port_file, log = folder / f"port-{number}", folder / f"city-{number}.log"
    url = city.database.engine.url.set(drivername=city.database.engine.dialect.name)
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "sync.server", "serve",
             "--db", url.render_as_string(hide_password=False),
             "--port", "0", "--port-file", str(port_file)],
            cwd=ROOT, stdout=said, stderr=said,
        )  # fmt: skip
    try:
        while not port_file.is_file():
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        yield int(port_file.read_text())
    finally:
        process.terminate()
        process.wait(30)


def _p95(times: list[float]) -> float:
    return sorted(times)[round(0.95 * (len(times) - 1))]


def _told(herd: list[Waiter], seconds: float, where: str) -> str:
    """The figures for people."""
    lanes = "; ".join(
        f"{lane}: p95 of an exchange {_p95([one.took[lane] for one in herd]):.2f} s, "
        f"last done after {max(one.done_after[lane] for one in herd):.1f} s"
        for lane in ("urgent", "rest")
    )
    both = [took for one in herd for took in one.took.values()]
    return (
        f"{len(herd)} laptops with {LETTERS} letters within {herd[0].spread:.0f} s, "
        f"{CITIES} process(es) of the city, {where}, seed {SEED}: "
        f"all in {seconds:.1f} s; {lanes}; both lanes p95 {_p95(both):.2f} s; "
        f"asked to come again {sum(one.refused for one in herd)} times"
    )


def _held(answers: list[tuple[Stream, bytes]]) -> list[Answer]:
    return [stream.open(frame) for stream, frame in answers]


@pytest.mark.parametrize("spread", SPREADS, ids=["same-second", "by-their-back-off"])
def test_a_whole_city_of_laptops_at_once_loses_and_doubles_nothing(
    tmp_path: Path, spread: float
) -> None:
    random.seed(SEED)
    with ExitStack() as stack:
        url, where = None, "embedded file"
        if find_binaries() is not None:
            cluster = Cluster.start()
            stack.callback(cluster.stop)
            url, where = cluster.database("herd"), "PostgreSQL"
        city = make_city(tmp_path, url)
        stack.callback(city.database.close)
        ports = [stack.enter_context(_serving(tmp_path, city, one)) for one in range(CITIES)]
        herd = _herd(city, tmp_path, ports, spread)
        began = time.monotonic()
        threads = [
            threading.Thread(target=one.go, args=(began, random.Random(SEED + number)))
            for number, one in enumerate(herd)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - began
        assert all(set(one.took) == {"urgent", "rest"} for one in herd), "somebody gave up"
        print(_told(herd, seconds, where))
        with city.database.reading() as connection:
            stored = [bytes(row[0]) for row in connection.execute(select(OP.c.opid))]
        written = {op.opid for one in herd for op in (*one.urgent, *one.rest)}
        assert len(written) == LAPTOPS * LETTERS
        assert set(stored) == written, "lost, or not ours"
        assert len(stored) == len(written), "stored twice"
        for one in herd:
            for answer in _held(one.answers):
                assert not answer.held
                assert not answer.needs
