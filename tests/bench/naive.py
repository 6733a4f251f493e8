"""The plainest way to send cases: one JSON document a POST to a server with one SQLite table.

The baseline that runs everywhere: keep-alive, a durable commit a request, nothing signed, nothing
sealed, no authorisation. The server is a process of its own: ``python -m tests.bench.naive FILE``
prints its port.
"""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class NaivePush:
    """``seconds`` for all, client ``cpu`` seconds, ``bytes_up`` at the socket, headers included."""

    seconds: float
    cpu: float
    bytes_up: int


def serve(path: str) -> None:
    """Answer until killed."""
    database = sqlite.connect(path, check_same_thread=False, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS doc(id INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            database.execute("INSERT INTO doc(body) VALUES (?)", (body,))
            self.send_response(201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


@contextlib.contextmanager
def running(folder: Path) -> Iterator[int]:
    """The server's port while it runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.naive", str(folder / "naive.db")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def push(port: int, documents: list[bytes]) -> NaivePush:
    """Send every document over one connection, one request each."""
    wire = http.client.HTTPConnection("127.0.0.1", port)
    wire.connect()
    head = len(b"POST /cases HTTP/1.1\r\nHost: 127.0.0.1:00000\r\nAccept-Encoding: identity\r\n")
    up = 0
    began, cpu = time.perf_counter(), time.process_time()
    for document in documents:
        wire.request("POST", "/cases", document, {"Content-Type": "application/json"})
        answer = wire.getresponse()
        answer.read()
        assert answer.status == 201
        up += head + len(f"Content-Length: {len(document)}\r\n") + 34 + len(document)
    done = NaivePush(time.perf_counter() - began, time.process_time() - cpu, up)
    wire.close()
    return done


if __name__ == "__main__":
    serve(sys.argv[1])
