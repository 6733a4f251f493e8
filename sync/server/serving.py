"""Running the city on a socket: where it may listen, and how it begins and ends."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path

import uvicorn

from sync.server import steps
from sync.server.app import make_app
from sync.server.city import City

HEADER_BYTES = 16 * 1024
KEEP_ALIVE = 75
LAST_WORDS = 5


class CannotListen(ValueError):
    """The address may not or cannot be listened on. ``code``: demo, port."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_loopback(host: str) -> bool:
    """Whether a host is this computer and nothing else."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 picks a free one. Raises ``CannotListen('port')``."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Named as TCP, or asyncio leaves small packets waiting for each other: an answer's body
        # would then come one round trip after its head.
        server = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((host, port))
        server.listen(128)
    except (OSError, OverflowError) as error:
        raise CannotListen("port") from error
    return server


def check_host(city: City, host: str) -> None:
    """A demo city answers on this computer only. Raises ``CannotListen('demo')``."""
    if city.facts.demo and not is_loopback(host):
        raise CannotListen("demo")


def serve(
    city: City, listening: socket.socket, *, port_file: Path | None, proxy: str | None
) -> None:
    """Answer until the process is told to end. Frames under way are finished or left as stored."""
    steps.arm(demo=city.facts.demo)
    config = uvicorn.Config(
        make_app(city),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=LAST_WORDS,
        h11_max_incomplete_event_size=HEADER_BYTES,
        lifespan="off",
    )
    if port_file is not None:
        write_port(port_file, listening.getsockname()[1])
    uvicorn.Server(config).run(sockets=[listening])


def write_port(path: Path, port: int) -> None:
    """Write the port whole or not at all: whoever waits for the file reads a number."""
    part = path.with_name(path.name + ".part")
    part.write_text(f"{port}\n", encoding="ascii")
    os.replace(part, path)
