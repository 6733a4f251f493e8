"""Many cases over loopback: pushed, ten more, pulled, and what a record costs as the city grows.

Goals 9, 10, 11 and 12 of performance.md on the embedded file and on PostgreSQL where that is
installed, beside the naive POST and the peers in the same run. CPU of servers is that of their
processes and children, read from /proc (Linux; elsewhere those rows are not measured).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import naive, naive_city
from tests.bench.peer_runs import NAMES, Peers
from tests.bench.row import Row, absolute, unmeasured
from tests.bench.sender import Sender, new_sender
from tests.bench.sync_cases import CaseMaker, as_json
from tests.postgres import ABSENT, Cluster, find_binaries
from tests.sync.client.laptop import CITY
from tests.sync.client.real_city import ROOT, RealCity

POSTGRES = "PostgreSQL"
A_LAPTOP = 10_000  # no laptop of the bench writes more than this
PATIENCE = 3600.0


def say(text: str) -> None:
    """Progress goes to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def cpu_of(*pids: int) -> float | None:
    """CPU seconds of processes, their children and their ended children; None off Linux."""
    if not Path("/proc/self/stat").exists():
        return None
    parents: dict[int, list[tuple[int, float]]] = {}
    used: dict[int, float] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = entry.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks = sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
        pid = int(entry.parent.name)
        used[pid] = ticks
        parents.setdefault(int(told[1]), []).append((pid, ticks))
    total, left = 0.0, list(pids)
    while left:
        pid = left.pop()
        total += used.get(pid, 0.0)
        left += [child for child, _ in parents.get(pid, [])]
    return total


@dataclass(frozen=True, slots=True)
class Stage:
    """One push or pull: ``cases`` moved, ``at`` how many the city has afterwards; bodies' bytes."""

    at: int
    cases: int
    seconds: float
    client: float
    server: float | None
    up: float
    down: float
    requests: int
    sealing: float = 0.0

    @property
    def rate(self) -> float:
        """Cases a second."""
        return self.cases / self.seconds

    def told(self) -> str:
        """For the terminal."""
        server = "-" if self.server is None else f"{self.server:.2f}"
        return (
            f"at {self.at}: {self.cases} in {self.seconds:.2f} s ({self.rate:.0f}/s), CPU "
            f"{self.client:.2f} + {server} s, sealing {self.sealing:.2f} s, {self.up:.0f} B up and "
            f"{self.down:.0f} B down a case, {self.requests} requests"
        )


class Town:
    """A city over one database, its processes, and laptops made as they are needed."""

    def __init__(self, folder: Path, database: str = "", pids: Sequence[int] = ()) -> None:
        self.folder = folder
        self.city = RealCity(folder / "city", database=database)
        self.city.found()
        self.city.start()
        process = self.city.process
        self._pids = (*([process.pid] if process else []), *pids)
        self._made = 0
        self.stored = 0

    def laptop(self, role: str = "kader_pkk") -> Sender:
        """A known laptop, with nothing waiting."""
        self._made += 1
        place = self.folder / f"laptop-{self._made}"
        sender = new_sender(place, self.city.code(role), self.city.url)
        sender.deliver(self.city.url)
        return sender

    def moved(self, sender: Sender, cases: int, sealing: float = 0.0) -> Stage:
        """Deliver what waits at a laptop, or pull, and say what that cost."""
        line = sender.laptop.line
        up, down, requests, server = line.sent, line.received, line.requests, cpu_of(*self._pids)
        seconds, client, _ = sender.deliver(self.city.url)
        after = cpu_of(*self._pids)
        used = None if server is None or after is None else after - server
        stage = Stage(
            self.stored, cases, seconds, client, used, (line.sent - up) / cases,
            (line.received - down) / cases, line.requests - requests, sealing,
        )  # fmt: skip
        say(f"  {stage.told()}")
        return stage

    def push(self, sender: Sender, maker: CaseMaker, cases: int) -> Stage:
        """Write, lay, deliver."""
        before = sender.sealing
        sender.lay_cases(maker, cases)
        self.stored += cases
        return self.moved(sender, cases, sender.sealing - before)

    def pull(self) -> Stage:
        """Everything into an empty laptop of the desk."""
        reader = self.laptop("case_manager")
        reader.laptop.bag.subscribe(f"desk:{CITY}", whole=False, owner=reader.person.vault16)
        stage = self.moved(reader, self.stored)
        reader.laptop.close()
        return stage


@contextmanager
def _town(kind: str, folder: Path) -> Iterator[Town]:
    """A city on the embedded file, or on a PostgreSQL of its own whose commits reach the disk."""
    with ExitStack() as stack:
        database, pids = "", []
        if kind == POSTGRES:
            cluster = Cluster.start(durable=True)
            stack.callback(cluster.stop)
            database, pids = cluster.database("bench"), [cluster.process.pid]
        town = Town(folder / kind, database, pids)
        stack.callback(town.city.stop)
        yield town


@dataclass(frozen=True, slots=True)
class Grown:
    """What one city went through: pushes up to each size, ten more after 10,000, and one pull."""

    pushes: tuple[Stage, ...]
    ten: Stage
    pull: Stage


def grow(kind: str, sizes: Sequence[int], folder: Path) -> Grown:
    """Push until each size is reached; ten more and the pull come at the first size >= 10,000."""
    say(kind)
    maker, pushes = CaseMaker(2), []
    ten = pull = None
    pull_at = next((size for size in sizes if size >= A_LAPTOP), sizes[-1])
    with _town(kind, folder) as town:
        sender = town.laptop()
        written = 0
        for size in sizes:
            while town.stored < size:
                if written >= A_LAPTOP:
                    sender.laptop.close()
                    sender, written = town.laptop(), 0
                part = min(size - town.stored, A_LAPTOP - written)
                stage = town.push(sender, maker, part)
                written += part
            pushes.append(stage)
            if size == pull_at:
                ten = town.push(sender, maker, 10)
                written += 10
                pull = town.pull()
        sender.laptop.close()
    assert ten is not None
    assert pull is not None
    return Grown(tuple(pushes), ten, pull)


def _node(peers: Peers, words: list[str]) -> dict[str, Any]:
    done = subprocess.run(
        words, cwd=ROOT, env=peers.env, capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@dataclass(frozen=True, slots=True)
class Other:
    """A baseline's push of such cases: a second and CPU, and ten more and a pull if it can."""

    cases: int
    rate: float
    client: float
    server: float | None
    requests: int
    ten: float | None = None
    ten_requests: int | None = None
    pull: float | None = None


def _peer(peers: Peers, peer: str, cases: int, folder: Path) -> Other:
    """A peer's push of so many cases; PouchDB also ten more and a pull."""
    place = folder / f"{peer}-{cases}"
    place.mkdir()
    first, more = place / "cases.json", place / "ten.json"
    documents = [as_json(case) for case in CaseMaker(2).cases(cases + 10)]
    first.write_bytes(b"\n".join(documents[:cases]))
    more.write_bytes(b"\n".join(documents[cases:]))
    host = "127.0.0.1"
    with peers.server(peer, place) as server:
        before = cpu_of(server.pid)
        told = _node(peers, peers.words(peer, "push", host, server.port, place, first))
        after = cpu_of(server.pid)
        used = None if before is None or after is None else after - before
        made = Other(cases, cases / told["seconds"], told["cpu"], used, told["requests"])
        say(f"  {NAMES[peer]} {cases}: {made}")
        if peer != "couch":
            return made
        ten = _node(peers, peers.words(peer, "push", host, server.port, place, more))
        empty = place / "empty"
        pull = _node(peers, peers.words(peer, "pull", host, server.port, empty, more))
        say(f"  {NAMES[peer]} ten more {ten}, pull {pull}")
    return Other(
        cases, made.rate, made.client, made.server, made.requests, ten["seconds"], ten["requests"],
        pull["documents"] / pull["seconds"],
    )  # fmt: skip


def _naive(cases: int, folder: Path) -> Other:
    documents = [as_json(case) for case in CaseMaker(2).cases(cases)]
    with naive.serving(folder) as (port, process):
        before = cpu_of(process.pid)
        told = naive.push(port, documents)
        after = cpu_of(process.pid)
    used = None if before is None or after is None else after - before
    made = Other(cases, cases / told.seconds, told.cpu, used, told.requests)
    say(f"  naive POST {cases}: {made}")
    return made


def _naive_on_postgres(cases: int) -> Other:
    """The plain way on a city's own stack, with a PostgreSQL of its own."""
    documents = [as_json(case) for case in CaseMaker(2).cases(cases)]
    cluster = Cluster.start(durable=True)
    try:
        with naive_city.serving(cluster.database("naive")) as (port, process):
            pids = process.pid, cluster.process.pid
            before = cpu_of(*pids)
            told = naive.push(port, documents)
            after = cpu_of(*pids)
    finally:
        cluster.stop()
    used = None if before is None or after is None else after - before
    made = Other(cases, cases / told.seconds, told.cpu, used, told.requests)
    say(f"  naive POST to PostgreSQL {cases}: {made}")
    return made


def _kinds() -> list[str]:
    return ["embedded file", *([POSTGRES] if find_binaries() is not None else [])]


def rows(many: Sequence[int], modules: Path | None) -> list[Row]:
    """The rows for the given sizes, smallest first."""
    sizes = sorted(many)
    compared = next((size for size in sizes if size >= A_LAPTOP), sizes[-1])
    with tempfile.TemporaryDirectory() as place:
        folder, peers = Path(place), Peers(modules)
        others: dict[str, Other] = {"naive POST": _naive(min(compared, 2000), folder)}
        for short, name in NAMES.items():
            if peers.has(short):
                others[name] = _peer(peers, short, compared, folder)
        found: list[Row] = []
        for kind in _kinds():
            (folder / kind).mkdir()
            grown = grow(kind, sizes, folder)
            plain = others["naive POST"]
            if kind == POSTGRES:
                plain = _naive_on_postgres(min(compared, 2000))
            found += _of(kind, grown, compared, {**others, "naive POST": plain})
    if find_binaries() is None:
        found.append(unmeasured("10", POSTGRES, "-", ABSENT))
    return found


def _of(kind: str, grown: Grown, compared: int, others: dict[str, Other]) -> list[Row]:
    """The rows of one city."""
    push = next(one for one in grown.pushes if one.at >= compared or one is grown.pushes[-1])
    pull, ten = grown.pull, grown.ten
    found: list[Row] = []
    goals: dict[str, Callable[[float], bool]] = {
        "PouchDB": lambda ratio: ratio >= 1.5,
        "RxDB": lambda ratio: ratio >= 0.5,
    }
    words = {"PouchDB": ">= 1.5 x", "RxDB": ">= 0.5 x"}
    for name in ("naive POST", *NAMES.values()):
        metric = f"{kind}: push to {push.at}, signed and sealed; baseline {name}"
        if name not in others:
            found.append(unmeasured("10", metric, words[name], "its modules are not here"))
            continue
        ratio = push.rate / others[name].rate
        met = goals[name](ratio) if name in goals else None
        found.append(Row("10", metric, push.rate, "cases/s", others[name].rate, ratio,
                         words.get(name, "-"), met))  # fmt: skip
    pouch, plain = others.get("PouchDB"), others["naive POST"]
    base = None if pouch is None else pouch.pull
    times = None if base is None else pull.rate / base
    found += [
        Row("11", f"{kind}: pull {pull.cases} into an empty laptop; baseline PouchDB", pull.rate,
            "cases/s", base, times, ">= 3 x", None if times is None else times >= 3),
        absolute("11", f"{kind}: bytes down a case, {pull.cases} pulled", pull.down, "B", "<= 950",
                 pull.down <= 950),
        Row("11", f"{kind}: requests of that pull", pull.requests, "", None, None, "-", None),
        Row("1", f"{kind}: bytes of bodies up a case, push to {push.at}", push.up, "B", None, None,
            "-", None),
        Row("10", f"{kind}: requests of the push to {push.at}", push.requests, "",
            pouch.requests if pouch else None, None, "-", None),
        Row("9", f"{kind}: round trips for 10 more after {push.at}; baseline PouchDB",
            ten.requests, "", pouch.ten_requests if pouch else None, None, "1", ten.requests == 1),
        Row("9", f"{kind}: seconds for those 10; baseline PouchDB", ten.seconds, "s",
            pouch.ten if pouch else None, None, "-", None),
    ]  # fmt: skip
    found += [_client_cpu(kind, push, name, other) for name, other in others.items()]
    if push.server is not None and plain.server is not None:
        a_case, theirs = push.server / push.cases, plain.server / plain.cases
        found.append(Row("ingest-vs-naive", f"{kind}: server CPU a case; baseline naive POST",
                         a_case * 1000, "ms", theirs * 1000, a_case / theirs, "<= 1.0",
                         a_case <= theirs))  # fmt: skip
    found += _growth(kind, grown.pushes)
    return found


def _client_cpu(kind: str, push: Stage, name: str, other: Other) -> Row:
    mine, theirs = push.client / push.cases * 1000, other.client / other.cases * 1000
    return Row("12", f"{kind}: client CPU for 1,000 cases, sealing excluded; baseline {name}",
               mine, "s", theirs, mine / theirs, "<= 0.1", mine <= 0.1)  # fmt: skip


def _growth(kind: str, pushes: Sequence[Stage]) -> list[Row]:
    """What a case costs at each size over what it cost at the first."""
    first, found = pushes[0], []
    for one in pushes[1:]:
        seconds = (one.seconds / one.cases) / (first.seconds / first.cases)
        found.append(Row("ingest-growth", f"{kind}: seconds a case at {one.at} over {first.at}",
                         1000 * one.seconds / one.cases, "ms",
                         1000 * first.seconds / first.cases, seconds, "<= 1.3", seconds <= 1.3)
                     )  # fmt: skip
        if one.server is not None and first.server:
            now, then = one.server / one.cases, first.server / first.cases
            found.append(Row("ingest-growth", f"{kind}: server CPU a case at {one.at}", 1000 * now,
                             "ms", 1000 * then, now / then, "<= 1.3", now / then <= 1.3)
                         )  # fmt: skip
    return found
