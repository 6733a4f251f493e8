"""What the picture child gives away before it looks at bytes nobody trusts.

POSIX: no core, no growing of files, bounded memory, time and open files. Linux besides: it dies
with its parent, gains nothing by exec, sees no network where it may have a name space of its own,
and, once everything it needs is loaded, a filter of the kernel refuses it every call that opens,
starts, connects, signals or looks into another process. Elsewhere these are left out: the parent's
ten seconds and the bare pixels that come back hold everywhere.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Iterable

if sys.platform != "win32":
    import resource

_ADDRESS_SPACE = 2 << 30
_CPU_SECONDS = 8
_FILES = 64
_PDEATHSIG, _DUMPABLE, _SECCOMP, _NO_NEW_PRIVILEGES = 1, 4, 22, 38
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_FILTER = 2

# Calls by their numbers: (x86_64, aarch64); -1 where a machine does not have one.
_REFUSED = {
    "open": (2, -1),
    "openat": (257, 56),
    "openat2": (437, 437),
    "creat": (85, -1),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, -1),
    "vfork": (58, -1),
    "kill": (62, 129),
    "tkill": (200, 130),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "unlink": (87, -1),
    "unlinkat": (263, 35),
    "rename": (82, -1),
    "renameat2": (316, 276),
    "mkdirat": (258, 34),
    "symlinkat": (266, 36),
    "linkat": (265, 37),
    "mount": (165, 40),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "keyctl": (250, 219),
    "shmget": (29, 194),
    "memfd_create": (319, 279),
}
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_LOAD, _EQUAL, _AT_LEAST, _GIVE = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # 0x0005 with errno 1, EPERM
_X32 = 0x40000000


def bound() -> None:
    """First of all: limits of memory, time and files; die with the parent; no network."""
    if sys.platform == "win32":
        return
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, _ADDRESS_SPACE),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        _limit(limit, most)
    if sys.platform == "linux":
        _leave_the_world()


def _limit(limit: int, most: int) -> None:
    if sys.platform == "win32":
        return
    _soft, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(limit, (most, most))
    except (OSError, ValueError):  # this system does not know the limit
        return


def _leave_the_world() -> None:
    try:
        libc = ctypes.CDLL(None)
        parent = os.getppid()
        libc.prctl(_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_DUMPABLE, 0, 0, 0, 0)
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    except (OSError, AttributeError):
        return


def shut() -> bool:
    """Once everything is loaded: from here on the kernel refuses whatever a decoder never needs.

    Gives whether it does: only on Linux on the two machines whose calls are listed.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    code = program(*machine)
    held = ctypes.create_string_buffer(code, len(code))
    filter_of = struct.pack("@HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    given = ctypes.create_string_buffer(filter_of, len(filter_of))
    libc = ctypes.CDLL(None)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done: int = libc.prctl(_SECCOMP, _FILTER, ctypes.byref(given), 0, 0)
    return done == 0


def program(column: int, arch: int) -> bytes:
    """The filter in the kernel's own form: another machine's calls end the process, what is listed
    gets EPERM, everything else goes on."""
    refused = sorted({one[column] for one in _REFUSED.values()} - {-1})
    lines = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, arch), (_GIVE, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    lines += [(_AT_LEAST, 0, 1, _X32), (_GIVE, 0, 0, _KILL)] if column == 0 else []
    for at, number in enumerate(refused):
        lines.append((_EQUAL, len(refused) - at, 0, number))
    lines += [(_GIVE, 0, 0, _ALLOW), (_GIVE, 0, 0, _DENY)]
    return _packed(lines)


def _packed(lines: Iterable[tuple[int, int, int, int]]) -> bytes:
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
