"""Sixteen mebibytes kept back, so that a full disk can still take what somebody is just saying.

The file holds zeros and has a name that tells nothing. It is given up when the disk is full and
taken again when there is room.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from data.store.files import put_whole

FILE: Final = "ruang.dat"
BYTES: Final = 16 * 1024 * 1024
ROOM_WANTED: Final = 4 * BYTES
_BLOCK: Final = bytes(1024 * 1024)


def take(home: Path) -> bool:
    """Make sure that the reserve lies there; False where there is no room for it now."""
    path = home / FILE
    try:
        if path.exists() and path.stat().st_size >= BYTES:
            return True
        if _free(home) < ROOM_WANTED:
            return False
        put_whole(path, b"")
        with path.open("wb", buffering=0) as file:
            for _ in range(BYTES // len(_BLOCK)):
                file.write(_BLOCK)  # written, not only promised: a hole would hold no room
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def give_up(home: Path) -> bool:
    """Free the reserve; False where it was already gone."""
    path = home / FILE
    if not path.exists():
        return False
    path.unlink(missing_ok=True)
    return True


def _free(home: Path) -> int:
    if not hasattr(os, "statvfs"):
        return ROOM_WANTED
    found = os.statvfs(home)
    return found.f_bavail * found.f_frsize
