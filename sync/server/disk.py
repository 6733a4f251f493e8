"""Room on the disk: how much is free where the letters lie, and what a full one looks like.

Below ``LEAST_FREE`` nothing new is stored (sync-security.md 2.8), so that backups, receipts and
the operator still have room to work.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from sync.server.store.engine import Database

LEAST_FREE = 0.05
# Attachments stop before letters do: below a tenth, unless that is much all the same.
LEAST_FOR_ATTACHMENTS = 0.10
ROOMY = 4 * 1024 * 1024 * 1024
_POSTGRES_FULL = "53100"


class Disk:
    """The disk a city's letters are written to. ``folder`` None: on another machine, unknown."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def free_share(self) -> float | None:
        """The free part of the disk, 0 to 1; None where it cannot be known."""
        if self.folder is None:
            return None
        try:
            usage = shutil.disk_usage(self.folder)
        except OSError:
            return None
        return (usage.free / usage.total) if usage.total else None

    def free_bytes(self) -> int:
        """The free part of the disk in bytes; 0 where it cannot be known."""
        if self.folder is None:
            return 0
        try:
            return shutil.disk_usage(self.folder).free
        except OSError:
            return 0

    def takes_attachments(self) -> bool:
        """Whether there is room for more than letters."""
        share = self.free_share()
        if share is None or share >= LEAST_FOR_ATTACHMENTS:
            return True
        return share >= LEAST_FREE and self.free_bytes() >= ROOMY

    def is_short(self) -> bool:
        """Whether nothing new may be stored."""
        free = self.free_share()
        return free is not None and free < LEAST_FREE


def disk_of(database: Database, named: str | None = None) -> Disk:
    """Where a database writes: the folder an operator names, else that of the embedded file."""
    if named is not None:
        return Disk(Path(named))
    file = database.engine.url.database if database.embedded else None
    return Disk(Path(file).resolve().parent if file else None)


def says_full(error: SQLAlchemyError) -> bool:
    """Whether a database failed because its disk is full; what was begun is then undone."""
    cause = getattr(error, "orig", None)
    if getattr(cause, "sqlstate", None) == _POSTGRES_FULL:
        return True
    return "database or disk is full" in str(cause)
