"""A small town of real processes: a city, a cadre's laptop, a desk's laptop, two couriers.

Every process is ours to start and to kill; a kill is SIGKILL.
"""

from __future__ import annotations

import json
import shutil
import signal
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from tests.campaigns import launch

ROOT = Path(__file__).resolve().parents[2]
MARKER = "demo.json"
PATIENCE = 60.0
ICONS = {"cadre": 1, "desk": 2}


class Died(Exception):
    """The process asked has ended before it answered."""


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """One process of the town: ``program`` is city, courier or person; ``log`` what it says."""

    name: str
    program: str
    arguments: list[str]
    log: Path
    process: launch.Process | None = None
    line: Connection | None = None

    @property
    def talks(self) -> bool:
        """Whether orders can be given to it."""
        return self.program == "person"

    def start(self, armed: str = "", *more: str) -> None:
        """Start it, with a step armed or none, with ``more`` words on its command line."""
        here, there = launch.pipe() if self.talks else (None, None)
        self.process = launch.process(
            self.program, [*self.arguments, *more], armed=armed, log=self.log, line=there
        )
        self.process.start()
        if there is not None:
            there.close()
        self.line = here

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.is_alive()

    def strike(self) -> None:
        """SIGKILL, as a power cut would; somebody else finds it dead."""
        if self.process is not None:
            self.process.kill()

    def kill(self) -> None:
        """SIGKILL, and bury it."""
        self.strike()
        self.bury()

    def stop(self) -> None:
        """Ask it to end, a person by hanging up, and wait."""
        if self.process is None:
            return
        if self.line is not None:
            self.line.close()
        else:
            self.process.terminate()
        self.process.join(15)
        self.kill()

    def bury(self) -> int | None:
        """Wait for its end and forget it; gives the exit status."""
        dead, self.process = self.process, None
        if dead is None:
            return None
        dead.join()
        status = dead.exitcode
        dead.close()
        if self.line is not None:
            self.line.close()
            self.line = None
        return status

    def read(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """Its next answer. Raises ``Died``."""
        if self.line is None:
            raise Died(self.name)
        try:
            assert self.line.poll(seconds), f"{self.name} did not answer"
            found: dict[str, Any] = self.line.recv()
        except (EOFError, OSError) as error:
            raise Died(self.name) from error
        return found

    def ask(self, verb: str, **words: Any) -> Any:
        """Give an order, return its ``ok``. Raises ``Died``; a refusal fails the campaign."""
        if self.line is None:
            raise Died(self.name)
        try:
            self.line.send({"do": verb, **words})
        except OSError as error:
            raise Died(self.name) from error
        said = self.read()
        assert "ok" in said, f"{self.name} {verb}: {said}"
        return said["ok"]


@dataclass
class Town:
    """City and two laptops under ``root``; made once by ``found``, then copied back and forth."""

    root: Path
    port: int = field(default_factory=free_port)
    all: dict[str, Running] = field(default_factory=dict)
    courier_options: tuple[str, ...] = ("--interval", "0.3")

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        self._add("city", "city", "demo", "--dir", self.city_dir, "--port", self.port)
        for person, icon in ICONS.items():
            home = self.home(person)
            self._add(person, "person", "--home", home, "--icon", icon)
            self._add(f"{person}-courier", "courier", "--home", home, *self.courier_options)

    def _add(self, name: str, program: str, *arguments: object) -> None:
        log = self.root / f"{name}.log"
        self.all[name] = Running(name, program, [str(word) for word in arguments], log)

    @property
    def url(self) -> str:
        """The city's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def city_dir(self) -> Path:
        """Keys and database of the city."""
        return self.root / "city"

    @property
    def database(self) -> Path:
        """The city's database file."""
        return self.city_dir / "city.sqlite"

    def home(self, person: str) -> Path:
        """The home of ``cadre`` or ``desk``."""
        return self.root / person

    def found(self) -> None:
        """Ceremony, city, both people enrolled; everything stopped again at the end."""
        self.city_dir.mkdir(parents=True, exist_ok=True)
        self.start("city")
        codes = self.codes()
        for person in ICONS:
            home = self.home(person)
            home.mkdir(mode=0o700, exist_ok=True)
            (home / MARKER).write_text(json.dumps({"demo": True}), encoding="utf-8")
            self.start(person)
            self.start(f"{person}-courier")
        for person in ICONS:
            self.all[person].ask("enrol", code_line=codes[person])
        for person in ICONS:
            self._wait_enrolled(person)
        self.stop()

    def codes(self) -> dict[str, str]:
        """The enrolment lines of a city that has just been started."""
        path = self.city_dir / "codes.json"
        end = time.monotonic() + PATIENCE
        while not path.is_file() or not self.city_answers():
            assert time.monotonic() < end, "the city did not begin"
            assert self.all["city"].alive, (self.root / "city.log").read_text()[-2000:]
            time.sleep(0.05)
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def _wait_enrolled(self, person: str) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            progress = self.all[person].ask("enrol_progress")
            assert not progress["problem"], progress
            if progress["done"]:
                return
            assert time.monotonic() < end, progress
            time.sleep(0.05)

    def city_answers(self) -> bool:
        """Whether somebody listens at the city's port."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self, *names: str, armed: Mapping[str, str] | None = None) -> None:
        """Start processes (all when none is named); a person is ready when this returns."""
        chosen = names or tuple(self.all)
        for name in chosen:
            self.all[name].start((armed or {}).get(name, ""))
        for name in chosen:
            if self.all[name].talks:
                self.hear(name)

    def come_in(self, person: str, *more: str) -> dict[str, Any]:
        """Start a person; what logging in said."""
        self.all[person].start("", *more)
        found: dict[str, Any] = self.hear(person)
        return found

    def hear(self, name: str) -> Any:
        """The first word of a person who has just come in."""
        said = self.all[name].read()
        assert "ok" in said, said
        return said["ok"]

    def restart_dead(self) -> list[str]:
        """Start again whatever has died; gives the names."""
        dead = [name for name, one in self.all.items() if one.process and not one.alive]
        for name in dead:
            status = self.all[name].bury()
            assert status == -signal.SIGKILL, f"{name} ended by itself: {status}\n{self.tail(name)}"
            self.start(name)
        return dead

    def tail(self, name: str) -> str:
        """The end of what a process said, for a failure's message."""
        log = self.all[name].log
        return log.read_text(encoding="utf-8", errors="replace")[-20000:] if log.exists() else ""

    def stop(self) -> None:
        """End everything: people first (they lock), then couriers, then the city."""
        for person in ICONS:
            self.all[person].stop()
            self.all[f"{person}-courier"].stop()
        self.all["city"].stop()

    def kill(self) -> None:
        """End everything at once."""
        for one in self.all.values():
            one.kill()

    def stored(self) -> list[str]:
        """The opid of every op row the city holds."""
        database = sqlite.connect(str(self.database), timeout=20)
        try:
            rows = database.execute("SELECT opid FROM op").fetchall()
        finally:
            database.close()
        return [bytes(row[0]).hex() for row in rows]

    def keep(self, place: Path) -> None:
        """Copy everything on disk (nothing may run)."""
        shutil.copytree(self.root, place)

    def put_back(self, place: Path) -> None:
        """Everything on disk as it was kept (nothing may run)."""
        shutil.rmtree(self.root)
        shutil.copytree(place, self.root)
