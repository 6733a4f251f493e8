"""Packs come home in parts: last of all, gone on with after any break, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.content.pack import pack_hash
from data.store.mail.packs import MOST_TRIES, pack_file
from sync.client import packs
from sync.client.engine import Manner
from sync.client.line import Line
from sync.protocol.limits import PACK_PART, PACK_PART_SLOW
from sync.protocol.messages import PackPart
from sync.server.city import read_directory, read_facts
from sync.server.packs import publish
from sync.server.store.engine import Database
from tests.packs import Signers, signed, some_files
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import ROOT, RealCity

NOW = 1_795_266_000


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    """A city of our own: what is published here must not come to other tests' laptops."""
    made = RealCity(tmp_path_factory.mktemp("packs"))
    made.found()
    made.start()
    yield made
    made.stop()


class Press:
    """Publishes packs of rising numbers."""

    def __init__(self, town: RealCity) -> None:
        self._town = town
        self.seq = 0

    def publish(self, size: int = 0) -> bytes:
        """A pack of at least ``size`` bytes that do not shrink."""
        self.seq += 1
        noise = os.urandom(size)
        files = {**some_files(f"nomor {self.seq}"), "guide/id/besar.md": noise}
        raw = signed(Signers.of(self._town.folder / "keys"), self.seq, files, demo=True)
        database = Database(self._town.db)
        assert publish(database, read_directory(database, read_facts(database)), raw, NOW)
        database.close()
        return raw


@pytest.fixture(scope="module")
def press(town: RealCity) -> Press:
    return Press(town)


def lying(laptop: Laptop) -> list[str]:
    """The names of packs in a home."""
    return sorted(path.name for path in laptop.home.glob("pack-*"))


def test_the_newest_pack_lies_whole_in_the_home_after_one_pass(
    town: RealCity, press: Press, laptop: Laptop
) -> None:
    press.publish()
    laptop.enrol(town.code())
    assert laptop.sync().good
    raw = press.publish(3 * PACK_PART)
    outcome = laptop.sync()
    assert outcome.good and outcome.pack_bytes == len(raw)
    path = pack_file(laptop.home, press.seq, pack_hash(raw))
    assert path.read_bytes() == raw
    assert path.stat().st_mode & 0o077 == 0
    again = laptop.sync()
    assert (again.exchanges, again.pack_bytes) == (1, 0)


def test_a_broken_fetch_goes_on_where_it_was_also_after_a_restart(
    town: RealCity, press: Press, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    laptop.enrol(town.code())
    raw = press.publish(2 * PACK_PART)
    sha = pack_hash(raw)
    part = PackPart(press.seq, sha, len(raw), 0, raw[:40_000])
    assert packs.take(laptop.bag, part, NOW)
    laptop.bag.close()
    laptop.bag = another("laptop").bag
    asked = packs.wish(laptop.bag, Line(), NOW)
    assert (asked.sha, asked.offset) == (sha, 40_000)
    outcome = another("laptop").sync()
    assert outcome.pack_bytes == len(raw) - 40_000
    assert pack_file(laptop.home, press.seq, sha).read_bytes() == raw


def test_urgent_letters_and_letters_go_before_any_part_of_a_pack(
    town: RealCity, press: Press, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    press.publish(2 * PACK_PART)
    laptop.send(person, 3)
    laptop.send(person, 1, pri=4)
    laid: list[int] = []

    def glance(_urgent: bool) -> None:
        # Whenever a piece of a request goes out while letters wait, no part of a pack lies here.
        coming = laptop.bag.pack_on_its_way()
        laid.append(0 if coming is None else coming[1])

    def late_referral(urgent: bool) -> None:
        glance(urgent)
        if laid[-1] and not late:
            late.extend(laptop.send(person, 1, pri=4))

    late: list[object] = []
    outcome = laptop.sync(manner=Manner(glance=late_referral))
    assert outcome.good and outcome.ops_sent == 5
    assert laid[0] == laid[1] == 0
    assert late and not laptop.bag.pack_on_its_way()


def test_bytes_that_do_not_fit_their_hash_are_fetched_anew_but_not_for_ever(
    laptop: Laptop,
) -> None:
    sha, body = pack_hash(b"true"), b"false"
    for tried in range(1, MOST_TRIES + 1):
        assert not packs.take(laptop.bag, PackPart(4, sha, len(body), 0, body), NOW)
        (row,) = laptop.bag.packs()
        assert row.tries == tried
        assert lying(laptop) == []
    assert (row.state, row.word) == ("refused", "damaged")
    assert packs.wish(laptop.bag, Line(), NOW).seq == 4
    assert not packs.take(laptop.bag, PackPart(4, sha, len(body), 0, body), NOW)
    good = b"another pack"
    packs.take(laptop.bag, PackPart(5, pack_hash(good), len(good), 0, good), NOW)
    assert lying(laptop) == [pack_file(laptop.home, 5, pack_hash(good)).name]


def test_parts_that_do_not_follow_are_passed_over(laptop: Laptop) -> None:
    raw = os.urandom(5_000)
    sha = pack_hash(raw)
    packs.take(laptop.bag, PackPart(2, sha, 5_000, 0, raw[:2_000]), NOW)
    for start, body in ((0, raw[:2_000]), (3_000, raw[3_000:]), (2_000, b""), (2_000, raw)):
        assert not packs.take(laptop.bag, PackPart(2, sha, 5_000, start, body), NOW)
        coming = laptop.bag.pack_on_its_way()
        assert coming is not None and coming[1] == 2_000
    packs.take(laptop.bag, PackPart(2, sha, 5_000, 2_000, raw[2_000:]), NOW)
    assert pack_file(laptop.home, 2, sha).read_bytes() == raw


def test_a_newer_pack_takes_the_place_of_one_on_its_way(laptop: Laptop) -> None:
    old, new = os.urandom(3_000), os.urandom(3_000)
    packs.take(laptop.bag, PackPart(2, pack_hash(old), 3_000, 0, old[:1_000]), NOW)
    packs.take(laptop.bag, PackPart(3, pack_hash(new), 3_000, 0, new[:500]), NOW)
    asked = packs.wish(laptop.bag, Line(), NOW)
    assert (asked.seq, asked.sha, asked.offset) == (0, pack_hash(new), 500)
    packs.take(laptop.bag, PackPart(3, pack_hash(new), 3_000, 500, new[500:]), NOW)
    assert [row.seq for row in laptop.bag.packs()] == [3]
    assert not packs.take(laptop.bag, PackPart(2, pack_hash(old), 3_000, 0, old), NOW)


def test_a_pack_whose_file_is_gone_is_asked_for_again(laptop: Laptop) -> None:
    raw = b"x" * 700
    packs.take(laptop.bag, PackPart(8, pack_hash(raw), 700, 0, raw), NOW)
    assert packs.wish(laptop.bag, Line(), NOW).seq == 8
    pack_file(laptop.home, 8, pack_hash(raw)).unlink()
    assert packs.wish(laptop.bag, Line(), NOW).seq == 0
    packs.take(laptop.bag, PackPart(8, pack_hash(raw), 700, 0, raw), NOW)
    assert packs.wish(laptop.bag, Line(), NOW).seq == 8


def test_a_slow_line_asks_for_small_parts(laptop: Laptop) -> None:
    line = Line()
    assert packs.wish(laptop.bag, line, NOW).want == PACK_PART_SLOW
    line.arrived(600_000, 1.0)
    assert packs.wish(laptop.bag, line, NOW).want == PACK_PART


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("step", ["courier-pack-part:2", "courier-pack-file"])
def test_a_courier_killed_in_the_middle_of_a_pack_brings_it_whole_next_time(
    town: RealCity, press: Press, tmp_path: Path, step: str
) -> None:
    laptop = Laptop(tmp_path / "home")
    laptop.enrol(town.code())
    laptop.close()
    raw = press.publish(3 * PACK_PART_SLOW)

    def courier(**more: str) -> int:
        command = [sys.executable, "-m", "responder_app", "courier", "--once", "--home"]
        done = subprocess.run(
            [*command, str(laptop.home)],
            cwd=ROOT,
            env={**os.environ, **more},
            capture_output=True,
            check=False,
            timeout=60,
        )
        return done.returncode

    assert courier(RESPONDER_KILL_AT=step) == -signal.SIGKILL
    assert courier() == 0
    assert pack_file(laptop.home, press.seq, pack_hash(raw)).read_bytes() == raw
    assert len(list(laptop.home.glob("pack-*.pack"))) == 1
