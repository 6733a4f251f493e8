"""A real city in a process of its own, over its command line, with an embedded database."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from sync.server.__main__ import main as city_main

ROOT = Path(__file__).resolve().parents[3]


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RealCity:
    """``folder`` holds keys, database and log; the process is ended by ``stop``.

    ``listens``: the host it serves on (a demo city only this machine); ``started_with``: more words
    for ``serve``.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    database: str = ""
    listens: str = "127.0.0.1"
    demo: bool = True
    started_with: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def db(self) -> str:
        return self.database or f"sqlite:///{self.folder / 'city.sqlite'}"

    def command(self, *arguments: object) -> str:
        """Run one command of the city; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "sync.server", *map(str, arguments)],
            cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def found(self) -> None:
        """Ceremony and database."""
        self.folder.mkdir(parents=True, exist_ok=True)
        keys = self.folder / "keys"
        self.command(
            "ceremony", *(["--demo"] if self.demo else []), "--out", keys, "--url", self.url,
            "--city", 2172, "--letters", "TP", "--name", "Kota Contoh",
        )  # fmt: skip
        self.command(
            "init", "--db", self.db,
            "--public", keys / "public.bundle", "--secrets", keys / "server.secrets",
        )  # fmt: skip

    def code(self, role: str = "kader_pkk") -> str:
        """A code line, its voucher loaded; the same command, without a process of its own."""
        printed = io.StringIO()
        words = [
            "enrol-code", "--keys", str(self.folder / "keys"), "--load", "--db", self.db,
            "--role", role, "--area", "2172041003", "--display", "Kader contoh",
        ]  # fmt: skip
        with contextlib.redirect_stdout(printed):
            assert city_main(words) == 0
        lines = printed.getvalue().splitlines()
        return next(line for line in lines if line.startswith("PSKE1|"))

    def start(self, env: Mapping[str, str] | None = None) -> None:
        """Serve until ``stop``; returns when it answers."""
        with (self.folder / "city.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *("-m sync.server serve --db".split()), self.db,
                 "--host", self.listens, "--port", str(self.port), *self.started_with],
                cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **(env or {})},
            )  # fmt: skip
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.process.poll() is None, (self.folder / "city.log").read_text()[-2000:]
            time.sleep(0.05)
        raise AssertionError("the city did not begin to answer")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process."""
        if self.process is not None:
            self.process.send_signal(how)
            try:
                self.process.wait(8)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def counted(self) -> list[bytes]:
        """Every stored op's id by the city's own command, whatever its database is."""
        return [
            bytes.fromhex(one)
            for one in json.loads(self.command("counts", "--db", self.db))["opids"]
        ]

    def opids(self) -> list[bytes]:
        """Every stored op's id, one a row."""
        database = sqlite.connect(str(self.folder / "city.sqlite"))
        try:
            return [bytes(row[0]) for row in database.execute("SELECT opid FROM op").fetchall()]
        finally:
            database.close()

    def forget(self, device: bytes) -> None:
        """Lose every trace of a laptop and its people, as a restore from before them does."""
        database = sqlite.connect(str(self.folder / "city.sqlite"), isolation_level=None)
        people = "(SELECT user_id FROM pair WHERE device_id = ?)"
        try:
            database.execute(f"DELETE FROM writer WHERE user_id IN {people}", (device,))
            database.execute(f"DELETE FROM person WHERE id IN {people}", (device,))
            for table, column in (
                ("voucher", "device_id"),
                ("pair", "device_id"),
                ("device", "id"),
            ):
                database.execute(f"DELETE FROM {table} WHERE {column} = ?", (device,))
        finally:
            database.close()
