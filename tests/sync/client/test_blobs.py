"""Attachments over a real city: up in pieces, resumed anywhere, down only to whom they are for."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.ops.blob import CHUNK, SealedBlob, open_blob, seal_blob
from data.ops.op import Op
from sync.client.engine import Manner
from sync.client.transport import HttpRoad
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import ROOT, RealCity

NOW = 1_795_266_000
SEED = int(os.environ.get("RESPONDER_SEED", "20261122"))
CUTS = int(os.environ.get("RESPONDER_CUTS", "12"))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    """A city of our own: backups and lost rows here must not come to other tests' laptops."""
    made = RealCity(tmp_path_factory.mktemp("blobs"))
    made.found()
    made.start()
    yield made
    made.stop()


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

    def __init__(self, town: RealCity) -> None:
        self._path = town.folder / "city.sqlite"

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        database = sqlite3.connect(self._path, isolation_level=None, timeout=10)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def here(self, blob: bytes) -> list[object]:
        return [
            row[0] for row in self.ask("SELECT i FROM blob_chunk WHERE blob = ? ORDER BY i", blob)
        ]

    def bytes_of(self, blob: bytes) -> bytes:
        rows = self.ask("SELECT body FROM blob_chunk WHERE blob = ? ORDER BY i", blob)
        return b"".join(bytes(row[0]) for row in rows)  # type: ignore[arg-type]  # a BLOB column

    def whole(self, blob: bytes) -> bool:
        (row,) = self.ask("SELECT whole_pos FROM blob WHERE blob = ?", blob)
        return row[0] is not None


@pytest.fixture
def attic(town: RealCity) -> Attic:
    return Attic(town)


def test_an_attachment_lies_whole_at_the_city_after_one_pass(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 100_000, 5).lay(laptop)
    outcome = laptop.sync()
    assert outcome.good and outcome.chunks_sent == sum(one.count for one in sent.sealed)
    for one in sent.sealed:
        assert attic.bytes_of(one.blob32) == b"".join(one.chunks) and attic.whole(one.blob32)
    assert laptop.bag.blobs_waiting() == []
    assert laptop.bag.blobs_laid(), "kept until every backup has it"
    again = laptop.sync()
    assert (again.exchanges, again.chunks_sent) == (1, 0)
