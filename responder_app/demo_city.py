"""A real city for the demo: ceremony, database and server as processes, ended by their id.

The desktop may not import the city, so everything here goes through its command line.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
STOP_SECONDS = 5.0
CITY = ("--city", "2172", "--letters", "TP", "--name", "Kota Contoh")
PEOPLE = {
    "cadre": ("--role", "kader_pkk", "--area", "2172031001", "--display", "Kader contoh"),
    "desk": ("--role", "case_manager", "--area", "2172000000", "--display", "Petugas contoh"),
}


class CityFailed(Exception):
    """The city's command line said no; the text is its own last line."""


@dataclass(slots=True)
class DemoCity:
    """One demo city in ``folder``. ``db``: a database URL (an embedded file by default)."""

    folder: Path
    db: str
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the city answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def embedded(self) -> Path | None:
        """The database file, where there is one."""
        return Path(self.db.removeprefix("sqlite:///")) if self.db.startswith("sqlite:") else None

    @staticmethod
    def prepare(folder: Path, db: str | None = None) -> DemoCity:
        """Hold the demo ceremony and make the database, or take over what an earlier start made."""
        folder.mkdir(parents=True, exist_ok=True)
        known = folder / "demo-city.json"
        if known.is_file():
            facts = json.loads(known.read_text(encoding="utf-8"))
            return DemoCity(folder, facts["db"], facts["port"])
        city = DemoCity(folder, db or f"sqlite:///{folder / 'city.sqlite'}", free_port())
        keys = folder / "keys"
        city.command("ceremony", "--demo", "--out", keys, "--url", city.url, *CITY)
        city.command(
            "init",
            "--db",
            city.db,
            "--public",
            keys / "public.bundle",
            "--secrets",
            keys / "server.secrets",
        )
        if db is None:  # a database of somebody else's is never taken up again by itself
            facts = {"db": city.db, "port": city.port}
            known.write_text(json.dumps(facts), encoding="utf-8")
        return city

    def code_line(self, person: str) -> str:
        """A fresh enrolment code for ``cadre`` or ``desk``, its voucher loaded into the city."""
        printed = self.command(
            "enrol-code", "--keys", self.folder / "keys", "--load", "--db", self.db, *PEOPLE[person]
        )
        for line in printed.splitlines():
            if line.startswith("PSKE1|"):
                return line.strip()
        raise CityFailed("no enrolment code was printed")

    def command(self, *arguments: object) -> str:
        """Run one command of the city and give back what it printed. Raises ``CityFailed``."""
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "sync.server", *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise CityFailed(said[-1] if said else f"{arguments[0]} ended with {done.returncode}")
        return done.stdout

    def start(self, env: dict[str, str] | None = None) -> None:
        """Start serving and wait until the city answers. Raises ``CityFailed``."""
        log = (self.folder / "city.log").open("ab")
        with log:
            self.process = subprocess.Popen(  # noqa: S603
                [
                    sys.executable,
                    "-m",
                    "sync.server",
                    "serve",
                    "--db",
                    self.db,
                    "--port",
                    str(self.port),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **(env or {})},
                close_fds=True,
            )
        (self.folder / "city.pid").write_text(str(self.process.pid), encoding="ascii")
        end = time.monotonic() + START_SECONDS
        while not _listens(self.port):
            if self.process.poll() is not None:
                raise CityFailed(f"the city ended at once with {self.process.returncode}")
            if time.monotonic() > end:
                self.stop()
                raise CityFailed("the city did not begin to answer")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server we started."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def counts(self) -> dict[str, Any]:
        """What the database holds: rows, distinct opids, and the opids themselves."""
        found: dict[str, Any] = json.loads(self.command("counts", "--db", self.db))
        return found


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
