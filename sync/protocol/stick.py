"""The folder of a stick: which files may be ours, writing one whole, reading it back.

Both ends use it. Nothing in the folder is changed but what the caller names; a file appears under
its name only when all of it is on the disk.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sync.protocol.limits import BUNDLE_BYTES

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_NAME_BYTES: Final = 5
PIECE: Final = 1024 * 1024
MOST_FILES: Final = 4_096
UNFINISHED: Final = ".part"

Glance = Callable[[int], None]


class StickProblem(Exception):
    """A stick that cannot be used.

    ``code``: ``stick-gone``, ``stick-full``, ``stick-read-only``, ``stick-not-a-folder``,
    ``stick-differs``, ``stick-on-system-disk``, ``stick-stopped``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def problem_of(error: OSError) -> StickProblem:
    """What an operating system error on a stick means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StickProblem("stick-full")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StickProblem("stick-read-only")
    if error.errno == errno.ENOTDIR:
        return StickProblem("stick-not-a-folder")
    return StickProblem("stick-gone")


def check_folder(folder: Path, home: Path, *, removable: bool = False) -> int:
    """Raise StickProblem unless ``folder`` has nothing to do with the app's ``home``.

    ``removable``: it was chosen as a drive of its own; where it lies on the disk of ``home``, the
    drive was pulled out and only the place where it hung is left. Gives the number of its disk.
    """
    try:
        place, own = folder.resolve(strict=True), home.resolve()
    except OSError as error:
        raise problem_of(error) from error
    if not place.is_dir():
        raise StickProblem("stick-not-a-folder")
    if place == own or own in place.parents or place in own.parents:
        raise StickProblem("stick-on-system-disk")
    disk = disk_of(place)
    if removable and disk == disk_of(own):
        raise StickProblem("stick-gone")
    return disk


def disk_of(folder: Path) -> int:
    """The number of the disk a folder lies on now. Raises StickProblem."""
    try:
        return folder.stat().st_dev
    except OSError as error:
        raise problem_of(error) from error


def new_name(random: bytes) -> str:
    """A file's name out of 5 random bytes; it tells nothing."""
    number = int.from_bytes(random[:_NAME_BYTES], "big")
    word = "".join(_ALPHABET[number >> shift & 31] for shift in range(0, 40, 5))
    return f"arsip-{word}.dat"


def candidates(folder: Path) -> list[Path]:
    """Every plain file ``arsip-*.dat`` in the folder, by name. Raises StickProblem."""
    found: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name.lower()
                if not (name.startswith("arsip-") and name.endswith(".dat")):
                    continue
                if entry.is_file(follow_symlinks=False):
                    found.append(folder / entry.name)
    except OSError as error:
        raise problem_of(error) from error
    return sorted(found)[:MOST_FILES]


def read_file(path: Path, glance: Glance = lambda size: None) -> bytes | None:
    """All of one file as the stick has it, or None for one too big to be ours.

    Raises StickProblem (``stick-gone`` also for a spot that cannot be read).
    """
    data = bytearray()
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NO_LINK)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_size > BUNDLE_BYTES:
                return None
            _past_the_cache(descriptor)
            while piece := os.read(descriptor, PIECE):
                data += piece
                glance(len(piece))
                if len(data) > BUNDLE_BYTES:
                    return None
        finally:
            os.close(descriptor)
    except OSError as error:
        raise problem_of(error) from error
    return bytes(data)


_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)


def _past_the_cache(descriptor: int) -> None:
    """Let the system forget what it still holds of a file, so that the stick itself is read."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        advise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def write_unfinished(
    folder: Path, name: str, data: bytes, glance: Glance = lambda size: None
) -> None:
    """Write ``data`` to disk under another name than its own. Raises StickProblem.

    On any failure, and when ``glance`` raises, what was written is taken away again.
    """
    beside = folder / (name + UNFINISHED)
    try:
        descriptor = os.open(
            beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        try:
            for place in range(0, len(data), PIECE):
                piece = memoryview(data)[place : place + PIECE]
                size = len(piece)
                while piece:
                    piece = piece[os.write(descriptor, piece) :]
                glance(size)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        remove(beside)
        raise problem_of(error) from error
    except BaseException:
        remove(beside)
        raise


def give_name(folder: Path, name: str) -> None:
    """Give a file that is all on disk its name, and the name to disk. Raises StickProblem."""
    try:
        os.replace(folder / (name + UNFINISHED), folder / name)
        _sync_folder(folder)
    except OSError as error:
        raise problem_of(error) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder to flush it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system without it
            raise
    finally:
        os.close(descriptor)


def lies_there(path: Path, sha: bytes, glance: Glance = lambda size: None) -> bool:
    """Whether the stick gives back exactly what was written. Raises StickProblem."""
    data = read_file(path, glance)
    return data is not None and hashlib.sha256(data).digest() == sha


def remove(path: Path) -> bool:
    """Take a file of ours away; False where that cannot be done now."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
