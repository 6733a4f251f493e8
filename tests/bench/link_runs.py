"""Single runs over a bad link: ours, the plain ways, and the peers where their modules are.

Everything here runs inside the city's namespace (``Link.city.call``); the sending process is
started in the laptop's. Each run begins with a fresh line and a fresh client.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.ops.op import Op
from tests.bench import naive
from tests.bench.link_air import Cuts, Link, Profile
from tests.bench.link_space import CITY_IP
from tests.bench.peer_runs import Peers
from tests.bench.sender import Sender, new_sender
from tests.bench.sync_cases import CaseMaker, as_json
from tests.sync.client.real_city import ROOT, RealCity

PATIENCE = 1800.0


@dataclass(frozen=True, slots=True)
class Told:
    """One run: ``seconds`` by the client's clock, bytes by the line's count, rows by the server."""

    seconds: float
    requests: int
    app_up: int
    ip_up: int
    lost: int
    doubled: int
    exchanges: int = 0
    cpu: float = 0.0


@dataclass
class Grounds:
    """Where runs take place: a line, a city behind it, a folder, the peers' modules if any."""

    link: Link
    city: RealCity
    folder: Path
    peers: Peers = field(default_factory=lambda: Peers(None))
    cases: int = 100
    _made: int = field(default=0, init=False)

    def place(self, name: str) -> Path:
        """An empty folder for one run."""
        self._made += 1
        made = self.folder / f"{name}-{self._made}"
        made.mkdir(parents=True)
        return made

    def documents(self, seed: int) -> Path:
        """The cases as JSON lines, the same for every way of sending of one seed."""
        file = self.folder / f"cases-{self.cases}-{seed}.json"
        if not file.exists():
            lines = [as_json(case) for case in CaseMaker(seed).cases(self.cases)]
            file.write_bytes(b"\n".join(lines))
        return file

    def from_laptop(self, words: list[str], env: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Run a client on the far side; its line of JSON. Raises ``AssertionError``."""
        done = self.link.laptop.call(
            lambda: subprocess.run(
                words, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
                check=False, env=env,
            )
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def sender(self) -> Sender:
        """A laptop known to the city, with nothing waiting; then the line is its only road."""
        sender = new_sender(self.place("laptop") / "home", self.city.code(), self.city.url)
        sender.deliver(self.city.url)
        sender.laptop.close_road()
        sender.laptop.bag.put_meta("city_url", f"http://{CITY_IP}:{self.city.port}".encode())
        return sender

    def courier(self, sender: Sender, until: bytes = b"") -> dict[str, Any]:
        """Its courier on the far side, until all is receipted or one letter is."""
        words = [sys.executable, "-m", "tests.bench.link_client", str(sender.laptop.home)]
        return self.from_laptop(words + (["--until", until.hex()] if until else []))

    def ours(self, profile: Profile, seed: int, cuts: Cuts | None = None) -> Told:
        """New cases from a known laptop, by the real courier."""
        sender = self.sender()
        try:
            ops = sender.lay_cases(CaseMaker(seed), self.cases)
            self.link.set(profile, seed, cuts)
            told = self.courier(sender)
            lost, doubled = self.judge(ops)
        finally:
            sender.laptop.close()
        return self.told(told, lost, doubled)

    def judge(self, ops: list[Op]) -> tuple[int, int]:
        """Which of these letters the city lacks, and which it stored twice."""
        stored = self.city.opids()
        lost = {op.opid for op in ops} - set(stored)
        return len(lost), len(stored) - len(set(stored))

    def plain(self, manner: str, profile: Profile, seed: int, cuts: Cuts | None = None) -> Told:
        """The cases one by one in plain JSON, or all of them in one compressed body."""
        return self.file(manner, self.documents(seed), profile, seed, cuts)

    def file(
        self, manner: str, file: Path, profile: Profile, seed: int, cuts: Cuts | None = None
    ) -> Told:
        """A file by one of the plain manners."""
        place = self.place(manner)
        with naive.running(place, CITY_IP) as port:
            self.link.set(profile, seed, cuts)
            words = "-m", "tests.bench.naive", "push", manner, CITY_IP, str(port), str(file)
            told = self.from_laptop([sys.executable, *words])
            rows, distinct = naive.kept_by(place)
        lost = len(naive.bodies(manner, file)) - distinct
        return self.told(told, lost, rows - distinct)

    def peer(self, peer: str, profile: Profile, seed: int, cuts: Cuts | None = None) -> Told:
        """The cases by a peer's own replication."""
        place, file = self.place(peer), self.documents(seed)
        with self.peers.server(peer, place, CITY_IP) as server:
            self.link.set(profile, seed, cuts)
            words = self.peers.words(peer, "push", CITY_IP, server.port, place, file)
            told = self.from_laptop(words, self.peers.env)
        return self.told(told, self.cases - int(told["documents"]), 0)

    def told(self, told: Mapping[str, Any], lost: int, doubled: int) -> Told:
        """A client's own figures beside the line's count."""
        up = self.link.up
        return Told(
            told["seconds"], told["requests"], up.app, up.ip, lost, doubled,
            told.get("exchanges", told["requests"]), told.get("cpu", 0.0),
        )  # fmt: skip
