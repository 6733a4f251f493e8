"""Small files written whole or not at all: temporary name, fsync, rename, fsync of the folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from data.model.problems import Code, Fault


def put_whole(path: Path, content: bytes, *, only_new: bool = False) -> None:
    """Write ``content`` to ``path`` (mode 600) so that a crash leaves the old file or the new one.

    With ``only_new`` a file that appeared meanwhile wins and stays. Raises ``Fault`` DISK_FULL or
    DISK_READ_ONLY; then the old file is untouched.
    """
    beside = path.with_name(f"{path.name}.{os.urandom(4).hex()}.new")
    try:
        try:
            _write_through(beside, content)
            if only_new:
                give_name(beside, path)
            else:
                os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise fault_of(error) from error


def fault_of(error: OSError) -> Fault:
    """The fault an operating system error on a write means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Fault(Code.DISK_FULL)
    return Fault(Code.DISK_READ_ONLY)


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def give_name(beside: Path, path: Path) -> None:
    """Give a finished file its name only if nobody has it: a hard link never replaces.

    The file stays under its other name too, for the caller to remove. Raises ``OSError``.
    """
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            os.replace(beside, path)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder to flush it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
