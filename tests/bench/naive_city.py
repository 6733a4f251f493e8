"""The plain way on a city's own stack: one JSON document a POST to uvicorn, into PostgreSQL.

The baseline of ``ingest-vs-naive``: parsed JSON, one row, one commit; nothing signed, sealed,
authorised or audited. ``python -m tests.bench.naive_city DATABASE-URL`` prints its port.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import uvicorn
from litestar import Litestar, post
from psycopg.types.json import Jsonb

from tests.sync.client.real_city import ROOT


def serve(url: str) -> None:
    """Answer until killed."""
    database = psycopg.connect(url, autocommit=True)
    database.execute("CREATE TABLE doc(id bigserial PRIMARY KEY, body jsonb NOT NULL)")

    @post("/cases", sync_to_thread=True)
    def take(data: dict[str, Any]) -> None:
        database.execute("INSERT INTO doc(body) VALUES (%s)", (Jsonb(data),))

    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(Litestar([take]), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


@contextlib.contextmanager
def serving(url: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The server's port and its process, while it runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.naive_city", url], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline()), process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


if __name__ == "__main__":
    serve(sys.argv[1])
