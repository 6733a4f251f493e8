"""Network namespaces of our own, joined by TUN devices whose packets pass through our hands.

Linux only, as root: ``why_not`` says why a machine cannot. A namespace lives as long as its
``Space``; nothing of the machine's own network is touched and nothing is left behind.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
CITY_IP = "10.99.0.1"
LAPTOP_IP = "10.99.0.2"
TUN = Path("/dev/net/tun")
_CLONE_NEWNET = 0x40000000
_TUNSETIFF = 0x400454CA
_IFF_TUN, _IFF_NO_PI = 0x0001, 0x1000
_SIOCSIFADDR, _SIOCSIFDSTADDR, _SIOCSIFNETMASK = 0x8916, 0x8918, 0x891C
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _SIOCSIFMTU = 0x8913, 0x8914, 0x8922
_UP_AND_RUNNING = 0x1 | 0x40
MTU = 1_500


class NoSpace(RuntimeError):
    """This machine gives us no namespace; the text says why."""


def why_not() -> str | None:
    """Why no link can be built here, or ``None`` where it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux: network namespaces and TUN devices"
    if os.geteuid() != 0:
        return "needs root: network namespaces and TUN devices"
    if not TUN.exists():
        return f"needs {TUN}"
    try:
        Space.make(CITY_IP, LAPTOP_IP).close()
    except (NoSpace, OSError) as error:
        return f"the kernel refuses namespaces or TUN here ({error})"
    return None


def _system(name: str, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise NoSpace(f"{name}: {os.strerror(number)}")


@dataclass(slots=True)
class Space:
    """One namespace: ``tun`` is the open device; what it reads and writes are IP packets."""

    net: int
    tun: int

    @staticmethod
    def make(own: str, other: str) -> Space:
        """A namespace with ``lo`` and one TUN device from ``own`` to ``other``.

        Raises ``NoSpace`` or ``OSError``.
        """

        def build() -> Space:
            _system("unshare", _CLONE_NEWNET)
            net = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
            try:
                return Space(net, _tun(own, other))
            except BaseException:
                os.close(net)
                raise

        return _in_a_thread(build)

    def call(self, work: Callable[[], T]) -> T:
        """Run ``work`` inside, with all sockets it opens and processes it starts."""

        def within() -> T:
            _system("setns", self.net, _CLONE_NEWNET)
            return work()

        return _in_a_thread(within)

    def close(self) -> None:
        """Let go; the namespace ends with its last process and socket."""
        os.close(self.tun)
        os.close(self.net)


def _in_a_thread(work: Callable[[], T]) -> T:
    """The result of ``work`` in a thread of its own, as a namespace belongs to a thread."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # handed to the caller below
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done[0]


def _address(ip: str) -> bytes:
    return struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(ip))


def _tun(own: str, other: str) -> int:
    """A TUN device in the namespace of this thread, up, with a route to ``other``."""
    device = os.open(TUN, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    name = b"line0"
    try:
        fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH22x", name, _IFF_TUN | _IFF_NO_PI))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
            for request, value in (
                (_SIOCSIFADDR, _address(own)),
                (_SIOCSIFDSTADDR, _address(other)),
                (_SIOCSIFNETMASK, _address("255.255.255.255")),
                (_SIOCSIFMTU, struct.pack("i", MTU)),
            ):
                fcntl.ioctl(control, request, struct.pack("16s16s", name, value))
            for one in (name, b"lo"):
                asked = struct.pack("16sh14x", one, 0)
                flags = struct.unpack("16sh14x", fcntl.ioctl(control, _SIOCGIFFLAGS, asked))[1]
                up = struct.pack("16sh14x", one, flags | _UP_AND_RUNNING)
                fcntl.ioctl(control, _SIOCSIFFLAGS, up)
    except BaseException:
        os.close(device)
        raise
    _forget_between_connections()
    return device


def _forget_between_connections() -> None:
    """No connection inherits another's measured window: every run begins equally ignorant."""
    switch = Path("/proc/sys/net/ipv4/tcp_no_metrics_save")
    if os.access(switch, os.W_OK):
        switch.write_text("1\n", encoding="ascii")
