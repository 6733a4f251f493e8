"""Letters with attachments for tests of the road, and the city's own rows of them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from data.ops.blob import SealedBlob, seal_blob
from sync.client.engine import Interrupted
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import RealCity

NOW = 1_795_266_000
OWNER = b"v" * 16


class Sent:
    """One letter with attachments, and what opens them."""

    def __init__(self, laptop: Laptop, person: Writer, *sizes: int, pri: int = 0) -> None:
        self.ck, self.salt = os.urandom(32), os.urandom(16)
        self.bodies = [os.urandom(size) for size in sizes]
        self.sealed = [
            seal_blob(self.ck, self.salt, place, body) for place, body in enumerate(self.bodies)
        ]
        att = [(one.blob32, one.size, one.count) for one in self.sealed]
        (self.op,) = laptop.write(person, 1, pri=pri, att=att)
        self.owner = person.vault16
        laptop.lay(person, [self.op])

    def lay(self, laptop: Laptop) -> Sent:
        laptop.bag.lay_blobs(self.op.opid, self.owner, self.sealed, NOW)
        return self

    @property
    def blob(self) -> SealedBlob:
        return self.sealed[0]


class Attic:
    """The city's own rows of attachments."""

    def __init__(self, city: RealCity) -> None:
        self._path = city.folder / "city.sqlite"

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        database = sqlite3.connect(self._path, isolation_level=None, timeout=10)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def here(self, blob: bytes) -> list[int]:
        return [
            row[0] for row in self.ask("SELECT i FROM blob_chunk WHERE blob = ? ORDER BY i", blob)
        ]

    def bytes_of(self, blob: bytes) -> bytes:
        rows = self.ask("SELECT body FROM blob_chunk WHERE blob = ? ORDER BY i", blob)
        return b"".join(row[0] for row in rows)

    def whole(self, blob: bytes) -> bool:
        (row,) = self.ask("SELECT whole_pos FROM blob WHERE blob = ?", blob)
        return row[0] is not None


def settled(attic: Attic, sent: Sent) -> None:
    """Wait until the city has stored what reached it."""
    before: list[int] = []
    while (now := [len(attic.here(one.blob32)) for one in sent.sealed]) != before:
        before = now
        time.sleep(0.3)


def stop_after(pieces: int) -> Callable[[bool], None]:
    """A glance that breaks a pass off, as something urgent does, once so many pieces have left."""
    left = pieces

    def glance(_urgent: bool) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Interrupted

    return glance


def wish(laptop: Laptop, sent: Sent) -> None:
    laptop.bag.wish_blob(sent.blob.blob32, sent.blob.size, sent.blob.count, OWNER, NOW)
