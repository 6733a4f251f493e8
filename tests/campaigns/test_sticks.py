"""Damaged, foreign, old and mixed sticks: nothing wrong is accepted, nothing doubled, no traceback.

Files are cut at every KiB, bits are flipped in files and, by somebody who knows the city's public
key, inside them; files come in any order, by hops and by the wire. ``RESPONDER_STICK_FLIPS`` flips
(300; 10,000 with ``RESPONDER_ALL=1``); ``RESPONDER_STICK_SEED`` repeats a campaign.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from data.ops.keys import x_public
from data.store.position import Position
from sync.client.coverage import coverage
from sync.client.relay import relay_waiting
from sync.client.stick_in import StickIn
from sync.client.transport import HttpRoad
from sync.protocol.bundle import open_bundle, pack_bundle, seal_bundle
from sync.server import keyfiles
from sync.server.city import City
from sync.server.commands import open_city
from sync.server.stick_cli import take_file
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import RealCity
from tests.sync.stick_hands import at_city, attach, files, read, words, write

ALL = os.environ.get("RESPONDER_ALL") == "1"
FLIPS = int(os.environ.get("RESPONDER_STICK_FLIPS", "10000" if ALL else "300"))
SEED = int(os.environ.get("RESPONDER_STICK_SEED", secrets.randbelow(1 << 32)))
KIB = 1_024
LETTERS = 150


@dataclass
class Post:
    """A city, a laptop whose letters lie on a stick, and the city's answer on another.

    ``raws``: every genuine letter by its opid; ``out`` and ``home``: the files, exact bytes.
    """

    city: RealCity
    kept: Path
    person: Writer
    raws: dict[bytes, bytes]
    chunks: set[bytes]
    out: list[bytes]
    home: bytes
    place: Path

    def laptop(self) -> Laptop:
        """The laptop as it was when it had written its stick."""
        home = self.place / f"home-{secrets.token_hex(4)}"
        shutil.copytree(self.kept, home)
        return Laptop(home)

    def stored(self) -> tuple[dict[bytes, bytes], int, int]:
        """The city's letters, the number of rows, and of places in its feeds."""
        database = sqlite.connect(str(self.city.folder / "city.sqlite"))
        try:
            rows = database.execute("SELECT opid, raw FROM op").fetchall()
            fed = database.execute("SELECT scope, opid FROM feed").fetchall()
        finally:
            database.close()
        assert len(fed) == len(set(fed)), "no letter stands twice in one feed"
        return {bytes(opid): bytes(raw) for opid, raw in rows}, len(rows), len(fed)

    def judge(self) -> None:
        """Only genuine letters, each once, each byte for byte; only genuine chunks."""
        stored, rows, _ = self.stored()
        assert rows == len(stored)
        assert stored.items() <= self.raws.items()
        database = sqlite.connect(str(self.city.folder / "city.sqlite"))
        bodies = {bytes(row[0]) for row in database.execute("SELECT body FROM blob_chunk")}
        database.close()
        assert bodies <= self.chunks


def copied(database: Path, to: Path) -> None:
    """A copy of a database nobody writes to, its log included."""
    connection = sqlite.connect(str(database), isolation_level=None)
    connection.execute("VACUUM INTO ?", (str(to),))
    connection.close()


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    place = tmp_path_factory.mktemp("sticks")
    city = RealCity(place / "city")
    city.found()
    city.start()
    laptop = Laptop(place / "kept")
    person = laptop.enrol(city.code())
    before = laptop.send(person, LETTERS)
    assert laptop.sync().good
    city.stop()
    laptop.bag.subscribe(person.scope, whole=True, owner=person.vault16)
    ops = laptop.send(person, LETTERS) + laptop.send(person, 2, pri=4)
    op, sealed = attach(laptop, person, 100_000)
    stick = place / "stick"
    stick.mkdir()
    write(laptop, stick)
    laptop.close()
    out = [path.read_bytes() for path in files(stick)]
    copied(city.folder / "city.sqlite", place / "before.sqlite")
    at_city(city, stick)
    (home,) = (path.read_bytes() for path in files(stick) if path.read_bytes() not in out)
    for end in ("", "-wal", "-shm"):
        (city.folder / f"city.sqlite{end}").unlink(missing_ok=True)
    copied(place / "before.sqlite", city.folder / "city.sqlite")
    raws = {one.opid: one.raw for one in (*before, *ops, op)}
    yield Post(city, place / "kept", person, raws, set(sealed.chunks), out, home, place)
    city.stop()


@pytest.fixture
def desk(post: Post) -> Iterator[City]:
    """The city's own end, in this process."""
    made = open_city(post.city.db)
    yield made
    made.database.close()


class Taker:
    """Lays one file on a stick and has the city take it, or a laptop read it."""

    def __init__(self, post: Post, desk: City, folder: Path) -> None:
        self._post = post
        self._desk = desk
        self._folder = folder
        folder.mkdir()
        self._laptop = post.laptop()
        self._pristine = self._seen()
        self.fared = Counter[str]()

    def city_takes(self, data: bytes) -> str:
        path = self._folder / "arsip-aaaaaaaa.dat"
        path.write_bytes(data)
        line, _ = take_file(self._desk, path)
        assert path.read_bytes() == data
        self.fared[f"city {line.word}"] += 1
        return line.word

    def laptop_reads(self, data: bytes) -> str:
        """What the laptop made of it; it then is as it was before."""
        path = self._folder / "arsip-bbbbbbbb.dat"
        path.write_bytes(data)
        counts = StickIn(self._laptop.ground, self._folder_of(path)).run()
        word = "good" if counts.receipts else ""
        word += "".join(counts.passed_over) + ("carried" if counts.carried else "")
        self.fared[f"laptop {word}"] += 1
        assert path.exists() == (word != "good"), word
        path.unlink(missing_ok=True)
        self._judge_laptop()
        return word

    def _folder_of(self, path: Path) -> Path:
        (self._folder / "arsip-aaaaaaaa.dat").unlink(missing_ok=True)
        return path.parent

    def _seen(self) -> tuple[object, ...]:
        bag = self._laptop.bag
        batch = bag.inbound(self._post.person.scope, Position(), limit=10_000)
        return (bag.receipt(), tuple(raw for _, raw in batch.items), len(bag.all_titipan()))

    def _judge_laptop(self) -> None:
        _, letters, _ = self._seen()
        assert isinstance(letters, tuple)
        assert set(letters) <= set(self._post.raws.values())
        assert len(letters) == len(set(letters))
        had = coverage(self._laptop.bag).had
        assert had <= set(self._post.raws)
        if self._seen() != self._pristine:
            self.close()
            self._laptop = self._post.laptop()
            assert self._seen() == self._pristine

    def close(self) -> None:
        self._laptop.close()
        shutil.rmtree(self._laptop.home)


@pytest.fixture
def taker(post: Post, desk: City, tmp_path: Path) -> Iterator[Taker]:
    made = Taker(post, desk, tmp_path / "stick")
    yield made
    made.close()


def flipped(dice: random.Random, data: bytes) -> bytes:
    """One bit changed."""
    changed = bytearray(data)
    changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def test_a_file_cut_at_any_kib_gives_what_is_whole_and_nothing_else(
    post: Post, taker: Taker
) -> None:
    largest = max(post.out, key=len)
    for size in range(0, len(largest), KIB):
        assert taker.city_takes(largest[:size]) in ("cut", "foreign", "not-a-bundle")
    post.judge()
    for size in range(0, len(post.home), KIB):
        taker.laptop_reads(post.home[:size])
    assert taker.laptop_reads(post.home) == "good"
    assert set(taker.fared) <= {"city cut", "laptop cut", "laptop goodcut", "laptop good"}
    assert taker.fared["laptop goodcut"], "what was whole before the cut was used"
    print(f"\ncuts: {dict(taker.fared)}")


def test_flipped_bits_change_no_letter_no_receipt_and_no_chunk(post: Post, taker: Taker) -> None:
    dice = random.Random(SEED)
    seeds = keyfiles.read_secrets(post.city.folder / "keys" / keyfiles.SECRETS)
    laptop = post.laptop()
    reading = laptop.device.x_seed
    laptop.close()
    plain_out = [pack_bundle(open_bundle(data, seeds.transit)) for data in post.out]
    plain_home = pack_bundle(open_bundle(post.home, reading))
    for number in range(FLIPS):
        way = number % 4
        if way == 0:
            taker.city_takes(flipped(dice, dice.choice(post.out)))
        elif way == 1:
            taker.laptop_reads(flipped(dice, post.home))
        elif way == 2:
            inside = flipped(dice, dice.choice(plain_out))
            taker.city_takes(seal_bundle(inside, x_public(seeds.transit)))
        else:
            taker.laptop_reads(seal_bundle(flipped(dice, plain_home), x_public(reading)))
        if number % 500 == 499:
            post.judge()
    post.judge()
    print(f"\nflips: seed {SEED}, {FLIPS}: {dict(sorted(taker.fared.items()))}, 0 accepted wrong")


def test_a_set_in_any_order_with_damage_between_is_taken_as_far_as_it_is_good(
    post: Post, tmp_path: Path
) -> None:
    dice = random.Random(SEED)
    stick = tmp_path / "mixed"
    stick.mkdir()
    seeds = keyfiles.read_secrets(post.city.folder / "keys" / keyfiles.SECRETS)
    plain = pack_bundle(open_bundle(post.out[0], seeds.transit))
    key = x_public(seeds.transit)
    bad = [
        post.out[0][:5_000],
        flipped(dice, post.out[0][:400]) + post.out[0][400:],
        seal_bundle(plain, x_public(bytes([9]) * 32)),
        seal_bundle(plain[:4] + b"\x01" + plain[5:], key),
        seal_bundle(plain[:4] + b"\x03" + plain[5:], key),
        seal_bundle(plain[: len(plain) // 2], key),
        post.home,
        b"",
        os.urandom(70_000),
    ]
    everything = [*bad, *post.out, *post.out]
    dice.shuffle(everything)
    for number, data in enumerate(everything):
        (stick / f"arsip-{number:08d}.dat").write_bytes(data)
    found = at_city(post.city, stick)
    assert found["ended"] == 0
    assert words(found).count("ok") == 2 * len(post.out)
    assert words(found).count("answer") == 1
    for number, data in enumerate(everything):
        assert (stick / f"arsip-{number:08d}.dat").read_bytes() == data
    post.judge()
    stored, _, _ = post.stored()
    assert set(stored) == set(post.raws)

    laptop = post.laptop()
    try:
        counts = read(laptop, stick)
        assert counts.receipts == 2  # that of the set, and the older one: in whatever order
        assert coverage(laptop.bag).had == laptop.bag.has(post.raws)
        assert counts.letters == LETTERS * 2 + 3
    finally:
        laptop.close()


def test_the_same_letters_by_three_hops_and_by_the_wire_stand_once(
    post: Post, tmp_path: Path
) -> None:
    post.city.start()
    carriers = [Laptop(tmp_path / f"carrier-{number}") for number in range(3)]
    origin = post.laptop()
    try:
        for one in carriers:
            one.enrol(post.city.code())
        sticks = [tmp_path / f"stick-{number}" for number in range(5)]
        for stick in sticks:
            stick.mkdir()
        for number, data in enumerate(post.out):
            (sticks[0] / f"arsip-0000000{number}.dat").write_bytes(data)
        for number, one in enumerate(carriers):
            assert read(one, sticks[number]).carried == len(post.out) + number
            write(one, sticks[number + 1])
            assert dict(read(one, sticks[number]).passed_over) == {"old": len(post.out) + number}
        assert origin.sync().good
        for one in carriers:
            road = HttpRoad(post.city.url, one.line)
            assert relay_waiting(one.ground, road).refused == 0
            road.close()
        at_city(post.city, sticks[3])
        stored, rows, _ = post.stored()
        assert rows == len(stored)
        assert set(post.raws) <= set(stored)
        write(carriers[2], sticks[4])
        before = coverage(origin.bag).had
        assert read(origin, sticks[4]).receipts >= 1
        assert coverage(origin.bag).had == before
    finally:
        for one in (*carriers, origin):
            one.close()
        post.city.stop()
