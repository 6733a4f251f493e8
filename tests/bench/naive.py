"""The plainest ways to send cases, as baselines that run everywhere.

A server with one SQLite table (a durable commit a request, nothing signed, nothing sealed, no
authorisation) and a client over one kept connection: one JSON document a POST, all of them in one
compressed body, or a file in pieces. ``python -m tests.bench.naive serve FILE [HOST]`` prints its
port; ``... push MANNER HOST PORT FILE`` sends the lines (or the bytes) of FILE and prints JSON.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
import zstandard

ROOT = Path(__file__).resolve().parents[2]
TIME_OUT = 30.0
RETRY_AFTER = 1.0
PIECE = 64 * 1024
MANNERS = ("each", "body", "pieces")


@dataclass(frozen=True, slots=True)
class NaivePush:
    """``seconds`` for all, client ``cpu`` seconds, ``bytes_up`` at the socket, headers included."""

    seconds: float
    cpu: float
    bytes_up: int
    requests: int = 0


def serve(path: str, host: str = "127.0.0.1") -> None:
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
            rows = json.loads(body) if self.path == "/batch" else [body]
            database.execute("BEGIN")
            kept = [(one if isinstance(one, bytes) else json.dumps(one),) for one in rows]
            database.executemany("INSERT INTO doc(body) VALUES (?)", kept)
            database.execute("COMMIT")
            answer = b"[]" if self.path == "/batch" else b""
            self.send_response(200 if answer else 201)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """A line that breaks is no news here."""
            with contextlib.suppress(ConnectionError, TimeoutError):
                super().handle()

    server = ThreadingHTTPServer((host, 0), Handler)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


@contextlib.contextmanager
def serving(folder: Path, host: str = "127.0.0.1") -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The server's port and its process, while it runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.naive", "serve", str(folder / "naive.db"), host],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline()), process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@contextlib.contextmanager
def running(folder: Path, host: str = "127.0.0.1") -> Iterator[int]:
    """The server's port while it runs."""
    with serving(folder, host) as (port, _):
        yield port


def kept_by(folder: Path) -> tuple[int, int]:
    """Rows at the server, and distinct ones among them."""
    database = sqlite.connect(str(folder / "naive.db"))
    try:
        asked = "SELECT count(*), count(DISTINCT body) FROM doc"
        [(rows, distinct)] = database.execute(asked).fetchall()
        return int(rows), int(distinct)
    finally:
        database.close()


def push(port: int, documents: Iterable[bytes], host: str = "127.0.0.1") -> NaivePush:
    """Send every document over one connection, one request each, again after a break."""
    wire = http.client.HTTPConnection(host, port, timeout=TIME_OUT)
    head = len(b"POST /cases HTTP/1.1\r\nHost: 127.0.0.1:00000\r\nAccept-Encoding: identity\r\n")
    up = tries = 0
    began, cpu = time.perf_counter(), time.process_time()
    for document in documents:
        length = str(len(document))
        while True:
            tries += 1
            up += head + len(f"Content-Length: {length}\r\n") + 34 + len(document)
            try:
                # From a file object: the limit is then one on silence, not on the whole body.
                wire.request(
                    "POST", "/cases", io.BytesIO(document),
                    {"Content-Type": "application/json", "Content-Length": length},
                )  # fmt: skip
                answer = wire.getresponse()
                answer.read()
                assert answer.status == 201
                break
            except (OSError, http.client.HTTPException):
                wire.close()
                time.sleep(RETRY_AFTER)
    done = NaivePush(time.perf_counter() - began, time.process_time() - cpu, up, tries)
    wire.close()
    return done


def bodies(manner: str, file: Path) -> list[bytes]:
    """What a manner sends of a file: lines, everything packed in one body, or 64 kB pieces."""
    whole = file.read_bytes()
    if manner == "each":
        return whole.splitlines()
    if manner == "body":
        return [zstandard.ZstdCompressor(level=19).compress(whole)]
    return [whole[at : at + PIECE] for at in range(0, len(whole), PIECE)]


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(*sys.argv[2:4])
    else:
        _, _, _manner, _host, _port, _file = sys.argv
        _done = push(int(_port), bodies(_manner, Path(_file)), _host)
        sys.stdout.write(json.dumps(asdict(_done)) + "\n")
