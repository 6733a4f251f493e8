"""The peers of performance.md as processes: PouchDB over LevelDB files, RxDB over a plain server.

They run where node is and a folder of modules was named; nothing is ever fetched from here. Put
there, by hand, once: pouchdb@9.0.0 express-pouchdb@4.2.0 express@4 rxdb@17.6.0 rxjs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import naive
from tests.sync.client.real_city import ROOT

SCRIPTS = ROOT / "tests" / "bench" / "peers"
NAMES = {"couch": "PouchDB", "rx": "RxDB"}
_MODULES = {"couch": ("pouchdb", "express", "express-pouchdb"), "rx": ("rxdb", "rxjs")}


@dataclass(frozen=True, slots=True)
class Server:
    """What a peer sends to: its port and the number of its process."""

    port: int
    pid: int


@dataclass(frozen=True, slots=True)
class Peers:
    """``modules``: a node_modules folder, or None: nobody can run."""

    modules: Path | None

    def has(self, peer: str) -> bool:
        """Whether a peer (``couch``, ``rx``) can run: node is here and its modules are."""
        if self.modules is None or shutil.which("node") is None:
            return False
        return all((self.modules / one).is_dir() for one in _MODULES[peer])

    @property
    def env(self) -> dict[str, str]:
        """The environment of a peer's process."""
        return {**os.environ, "PEERS": str(self.modules)}

    def words(
        self, peer: str, what: str, host: str, port: int, place: Path, file: Path
    ) -> list[str]:
        """The command of a client that pushes a file of JSON lines, or pulls."""
        script = str(SCRIPTS / f"{peer}.mjs")
        return ["node", script, what, host, str(port), str(place / "laptop"), str(file)]

    @contextlib.contextmanager
    def server(self, peer: str, place: Path, host: str = "127.0.0.1") -> Iterator[Server]:
        """The server a peer is measured against, while it runs."""
        if peer == "rx":
            with naive.serving(place, host) as (port, process):
                yield Server(port, process.pid)
            return
        process = subprocess.Popen(
            ["node", str(SCRIPTS / "couch_server.mjs"), str(place / "server"), host],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.env,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            yield Server(int(process.stdout.readline()), process.pid)
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
