"""An own PostgreSQL for tests: a fresh cluster of the installed server, on a free loopback port.

It belongs to an unprivileged user (PostgreSQL refuses root), lies in a temporary folder, and is
ended with the tests. Where no server is installed, ``find_binaries`` says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ABSENT = "no PostgreSQL server binaries on this machine: its leg was not run"
_START_SECONDS = 30.0


def find_binaries() -> Path | None:
    """The folder of the newest installed server, or None."""
    found = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda folder: int(folder.parent.name.split(".")[0]),
    )
    if found:
        return found[-1]
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _owner() -> str | None:
    """Whom the server runs as: nobody special when we are root, ourselves otherwise."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@dataclass(slots=True)
class Cluster:
    """A running server. ``database(name)`` makes an empty database and gives its URL."""

    binaries: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @staticmethod
    def start(*, durable: bool = False) -> Cluster:
        """Make and start a cluster. Raises ``RuntimeError`` when it does not come up.

        ``durable``: every commit reaches the disk, as in a city; tests need not wait for that.
        """
        binaries = find_binaries()
        if binaries is None:
            raise RuntimeError(ABSENT)
        folder = Path(tempfile.mkdtemp(prefix="satu-pintu-pg-"))
        owner = _owner()
        if owner is not None:
            shutil.chown(folder, owner)
        data = folder / "data"
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "city", "-A", "trust", "-E", "UTF8", "-N"],
            check=True,
            capture_output=True,
            user=owner,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C"},
        )
        port = _free_port()
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    binaries / "postgres", "-D", data, "-p", str(port),
                    "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                    "-c", f"fsync={'on' if durable else 'off'}",
                    "-c", f"shared_buffers={'128MB' if durable else '16MB'}",
                    "-c", "max_connections=60",
                ],
                stdout=log,
                stderr=log,
                user=owner,
                cwd=folder,
                env={**os.environ, "LC_ALL": "C"},
            )  # fmt: skip
        cluster = Cluster(binaries, folder, port, process)
        cluster._wait()
        return cluster

    def _wait(self) -> None:
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            if self._run("SELECT 1", check=False) == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        raise RuntimeError("the PostgreSQL server for the tests did not start")

    def _run(self, sql: str, *, check: bool) -> int:
        done = subprocess.run(
            [
                self.binaries / "psql", "-X", "-q", "-h", "127.0.0.1", "-p", str(self.port),
                "-U", "city", "-d", "postgres", "-c", sql,
            ],
            check=check,
            capture_output=True,
        )  # fmt: skip
        return done.returncode

    def database(self, name: str) -> str:
        """A fresh empty database; ``name`` is lower-case letters and digits."""
        self._run(f"CREATE DATABASE {name}", check=True)
        return f"postgresql://city@127.0.0.1:{self.port}/{name}"

    def empty(self) -> str:
        """The URL of the standing database, emptied of everything: quicker than a new one."""
        self._run("DROP SCHEMA public CASCADE; CREATE SCHEMA public", check=True)
        return f"postgresql://city@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        """End the server we started and remove its folder."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # fast: does not wait for open connections
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
