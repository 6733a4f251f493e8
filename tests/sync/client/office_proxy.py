"""An office's proxy: lets CONNECT through, asks for a password, refuses, or stops reading."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class OfficeProxy:
    """``port``: where every CONNECT leads, whatever it names. ``login``: wanted, as user:password.

    ``refuses``: answers 403. ``stuck``: takes this many bytes after CONNECT and no more. ``asked``
    gets the head of each request.
    """

    port: int
    login: str = ""
    refuses: bool = False
    stuck: int | None = None
    asked: list[bytes] = field(default_factory=list)

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Its address while it runs."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.1)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                with contextlib.suppress(TimeoutError):
                    client, _ = listener.accept()
                    work = threading.Thread(target=self._one, args=(client, over), daemon=True)
                    work.start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            thread.join(5)
            listener.close()

    def _one(self, client: socket.socket, over: threading.Event) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(10)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = client.recv(1024)
                if not piece:
                    return
                head += piece
            self.asked.append(head)
            said = base64.b64encode(self.login.encode())
            if self.login and said not in head:
                client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            elif self.refuses:
                client.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            else:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                with socket.create_connection(("127.0.0.1", self.port)) as city:
                    back = threading.Thread(target=_pump, args=(city, client), daemon=True)
                    back.start()
                    self._up(client, city, over)
                    back.join(5)

    def _up(self, client: socket.socket, city: socket.socket, over: threading.Event) -> None:
        taken = 0
        with contextlib.suppress(OSError):
            while data := client.recv(4096):
                city.sendall(data)
                taken += len(data)
                if self.stuck is not None and taken >= self.stuck:
                    over.wait(20)
                    return
            city.shutdown(socket.SHUT_WR)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(4096):
            sink.sendall(data)
