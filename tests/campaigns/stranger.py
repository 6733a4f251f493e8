"""Somebody else on the city's port: an office proxy, a login page, a broken gateway.

It stands for other people's machines, never for our city: that is always the real one.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<html><head><title>Login</title></head><body>Silakan masuk</body></html>"
Manner = Callable[[BaseHTTPRequestHandler, bytes], None]


def page(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
    """A login page with a friendly 200."""
    _say(handler, 200, PAGE)


def redirect(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
    """Off to the login page."""
    _say(handler, 302, b"", {"Location": "http://127.0.0.1:9/masuk"})


def broken(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
    """A defect of a gateway."""
    _say(handler, 500, PAGE)


def busy(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
    """Too much to do."""
    _say(handler, 503, PAGE)


def rubbish(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
    """Bytes that begin like a frame and are none."""
    _say(handler, 200, b"PSK2" + bytes(400))


def silent(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
    """No word, until the other end gives up."""
    handler.connection.settimeout(30)
    try:
        while handler.connection.recv(1024):
            continue
    except OSError:
        return


def cut(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
    """A line that breaks in the middle of the answer."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nPSK2\x02")
    handler.connection.shutdown(socket.SHUT_RDWR)


def swallowing(port: int) -> Manner:
    """A proxy that gives the request to the real city at ``port`` and loses its answer."""

    def swallow(handler: BaseHTTPRequestHandler, asked: bytes) -> None:
        line = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            line.request(handler.command, handler.path, asked, dict(handler.headers.items()))
            line.getresponse().read()
        except (OSError, HTTPException):
            pass
        finally:
            line.close()
        _say(handler, 502, PAGE)

    return swallow


def _say(
    handler: BaseHTTPRequestHandler, status: int, body: bytes, more: dict[str, str] | None = None
) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **(more or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@dataclass
class Stranger:
    """Listens on ``port`` and answers everybody in one manner; ``heard`` counts the asking."""

    port: int
    manner: Manner
    heard: list[str] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Stranger:
        manner, heard = self.manner, self.heard

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.close_connection = True
                heard.append(self.path)
                asked = b"" if manner is silent else _body(self)
                try:
                    manner(self, asked)
                except OSError:
                    return

            do_GET = do_POST

            def log_message(self, format: str, *words: object) -> None:
                """Say nothing."""

        for _ in range(100):
            try:
                self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Door)
                break
            except OSError:
                time.sleep(0.05)
        assert self._server is not None, "the city's port is not free"
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()


def _body(handler: BaseHTTPRequestHandler) -> bytes:
    length = handler.headers.get("Content-Length")
    if length is not None:
        return handler.rfile.read(int(length))
    pieces = []
    while (size := int(handler.rfile.readline().split(b";")[0] or b"0", 16)) > 0:
        pieces.append(handler.rfile.read(size))
        handler.rfile.readline()
    return b"".join(pieces)
