"""Attachments over a real city: up in pieces, resumed anywhere, down only to whom they are for."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.ops.blob import CHUNK, SealedBlob, open_blob, seal_blob
from data.ops.op import Op
from data.store.mailbag import open_mailbag
from sync.client.blobs import HOLD
from sync.client.coverage import coverage
from sync.client.engine import Interrupted, Manner
from sync.client.loop import CourierLoop, Rhythm
from sync.client.transport import HttpRoad
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER, PIECE
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import Laptop, Writer
from tests.sync.client.real_city import ROOT, RealCity

NOW = 1_795_266_000
OWNER = b"v" * 16
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


def stop_after(pieces: int) -> Callable[[bool], None]:
    """A glance that breaks a pass off, as something urgent does, once so many pieces have left."""
    left = pieces

    def glance(_urgent: bool) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Interrupted

    return glance


def test_a_letters_receipt_never_waits_for_its_attachment(town: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 400_000).lay(laptop)
    receipts: list[bool] = []

    def glance(_urgent: bool) -> None:
        receipts.append(sent.op.opid in coverage(laptop.bag).had)

    assert laptop.sync(manner=Manner(glance=glance)).good
    first = receipts.index(True)
    assert receipts[first:] == [True] * (len(receipts) - first)
    assert len(receipts) - first > 400_000 // PIECE, "all of its bytes leave after its receipt"


def test_an_attachment_laid_after_its_letter_was_sent_follows_it(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 30_000)
    assert laptop.sync().chunks_sent == 0
    assert laptop.bag.blobs_needed() == {sent.blob.blob32}, "the city says so before it lies here"
    sent.lay(laptop)
    assert laptop.sync().chunks_sent == sent.blob.count
    assert attic.whole(sent.blob.blob32)


def test_wherever_the_line_breaks_every_chunk_arrives_and_few_go_twice(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    print(f"seed {SEED}, {CUTS} cuts")
    draw = random.Random(SEED)
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 600_000, 90_000).lay(laptop)
    size = sum(one.size for one in sent.sealed)
    up = 0
    with CuttingProxy(town.port) as line:
        laptop.road = HttpRoad(line.url, laptop.line)
        for _ in range(CUTS):
            line.arm(up=draw.randrange(1, size // CUTS * 2))
            first = laptop.sync(line.url)
            up += line.up
            if first.good:
                break
            settled(attic, sent)
        line.arm()
        while laptop.bag.blobs_waiting():
            assert laptop.sync(line.url).good
        up += line.up
        cuts = line.cuts
    for one in sent.sealed:
        assert attic.bytes_of(one.blob32) == b"".join(one.chunks) and attic.whole(one.blob32)
    frame = FRAME_HEADER + FRAME_BODY
    # A cut costs a frame, what lay in the buffers of the line, and the question how things stand.
    assert cuts > 2
    assert up < 1.02 * size + (cuts + 4) * (frame + 16_384 + 4_000)


def settled(attic: Attic, sent: Sent) -> None:
    """Wait until the city has stored what reached it."""
    before: list[int] = []
    while (now := [len(attic.here(one.blob32)) for one in sent.sealed]) != before:
        before = now
        time.sleep(0.3)


def test_half_goes_by_one_road_and_half_by_another(
    town: RealCity, attic: Attic, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(town.code())
    carrier = another("carrier")
    carrier.enrol(town.code())
    sent = Sent(laptop, person, 500_000).lay(laptop)
    first = laptop.sync(manner=Manner(glance=stop_after(60)))
    assert first.word == "interrupted"
    settled(attic, sent)
    half = len(attic.here(sent.blob.blob32))
    assert 0 < half < sent.blob.count
    carrier.lay(person, [sent.op])
    sent.lay(carrier)
    outcome = carrier.sync()
    assert outcome.good and outcome.chunks_sent == sent.blob.count - half
    assert attic.whole(sent.blob.blob32)
    assert laptop.sync().chunks_sent == 0
    assert laptop.bag.blobs_waiting() == []


def test_a_courier_that_starts_days_later_goes_on_where_the_city_is(
    town: RealCity, attic: Attic, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 500_000).lay(laptop)
    laptop.sync(manner=Manner(glance=stop_after(60)))
    settled(attic, sent)
    half = len(attic.here(sent.blob.blob32))
    laptop.bag.close()
    laptop.bag = another("laptop").bag
    outcome = another("laptop").sync()
    assert outcome.good and outcome.chunks_sent == sent.blob.count - half


def test_something_urgent_goes_first_and_an_attachment_goes_on_after_it(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 500_000).lay(laptop)
    laptop.sync(manner=Manner(glance=stop_after(60)))
    (urgent,) = laptop.send(person, 1, pri=4)
    later = Sent(laptop, person, 20_000, pri=4).lay(laptop)
    order: list[tuple[bool, bool]] = []

    def glance(alone: bool) -> None:
        had = coverage(laptop.bag).had
        order.append((alone, {urgent.opid, later.op.opid} <= had))

    settled(attic, sent)
    half = len(attic.here(sent.blob.blob32))
    outcome = laptop.sync(manner=Manner(ask_first=True, glance=glance))
    assert outcome.good
    assert order[0] == (True, False) and order[-1] == (False, True)
    assert outcome.chunks_sent == sent.blob.count - half + later.blob.count
    rows = attic.ask("SELECT blob FROM blob_chunk ORDER BY rowid")
    ours = [row[0] for row in rows if row[0] in (sent.blob.blob32, later.blob.blob32)]
    assert ours[half] == later.blob.blob32, "the gravest letter's chunks go first"


def test_attachments_are_held_back_and_letters_are_not(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    laptop.bag.put_meta(HOLD, b"1")
    sent = Sent(laptop, person, 30_000).lay(laptop)
    outcome = laptop.sync()
    assert outcome.good and (outcome.ops_sent, outcome.chunks_sent) == (1, 0)
    laptop.bag.put_meta(HOLD, b"")
    assert laptop.sync().chunks_sent == sent.blob.count


def test_what_was_damaged_here_is_not_sent_for_ever(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 50_000).lay(laptop)
    laptop.bag._drawer.run("UPDATE blob_chunk SET body = ? WHERE i = 1", b"x" * CHUNK)
    outcome = laptop.sync()
    assert outcome.good and attic.here(sent.blob.blob32) == []
    assert laptop.bag.blobs_laid() == set(), "let go, for the vault to lay it again"
    assert laptop.bag.blobs_needed() == {sent.blob.blob32}
    sent.lay(laptop)
    assert laptop.sync().good and attic.whole(sent.blob.blob32)


def test_a_restored_city_is_sent_what_it_lost_and_then_it_is_let_go(
    tmp_path: Path, laptop: Laptop
) -> None:
    city = RealCity(tmp_path / "restored")
    city.found()
    city.start()
    attic = Attic(city)
    try:
        person = laptop.enrol(city.code())
        early = Sent(laptop, person, 40_000)
        assert laptop.sync().good
        city.command("backup", "--db", city.db, "--out", tmp_path / "kept", "--keep", 35)
        early.lay(laptop)
        late = Sent(laptop, person, 60_000).lay(laptop)
        assert laptop.sync().good
        assert laptop.bag.has([early.op.opid]) == set(), "its letter is safe and has left"
        assert {blob for blob, _ in laptop.bag.blobs_laid()} == {
            early.blob.blob32,
            late.blob.blob32,
        }, "they are not"
        city.stop(signal.SIGKILL)
        (kept,) = (tmp_path / "kept").glob("*.sqlite")
        for file in city.folder.glob("city.sqlite*"):
            file.unlink()
        shutil.copy2(kept, city.folder / "city.sqlite")
        city.start()
        outcome = laptop.sync()
        assert outcome.good and outcome.chunks_sent == early.blob.count + late.blob.count
        assert attic.whole(early.blob.blob32) and attic.whole(late.blob.blob32)
        for file in (tmp_path / "kept").glob("*.sqlite"):
            file.unlink()
        attic.ask("DELETE FROM backup")
        city.command("backup", "--db", city.db, "--out", tmp_path / "kept", "--keep", 35)
        assert laptop.sync().good
        assert laptop.sync().good
        assert laptop.bag.blobs_laid() == set()
        assert laptop.bag.chunk(late.blob.blob32, 0) is None
    finally:
        city.stop()


def test_an_erased_letter_takes_its_attachments_from_laptop_and_city(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent, waits = Sent(laptop, person, 40_000), Sent(laptop, person, 20_000)
    sent.lay(laptop)
    assert laptop.sync().good
    waits.lay(laptop)
    for one in (sent, waits):
        laptop.lay(person, [laptop.erase(person, one.op)])
    assert laptop.sync().good
    assert laptop.bag.blobs_laid() == set()
    for one in (sent, waits):
        assert laptop.bag.chunk(one.blob.blob32, 0) is None
        assert attic.ask("SELECT 1 FROM blob WHERE blob = ?", one.blob.blob32) == []
        assert attic.here(one.blob.blob32) == []


@pytest.fixture
def desk(town: RealCity, another: Callable[[str], Laptop]) -> Laptop:
    """A case manager's laptop that reads the desk's scope."""
    made = another("desk")
    made.enrol(town.code("case_manager"))
    directory = made.ground.directory()
    assert directory is not None
    made.bag.subscribe(directory.scope, whole=False, owner=OWNER)
    return made


def wish(laptop: Laptop, sent: Sent) -> None:
    laptop.bag.wish_blob(sent.blob.blob32, sent.blob.size, sent.blob.count, OWNER, NOW)


def test_the_desk_brings_home_what_it_wishes_to_see(
    town: RealCity, laptop: Laptop, desk: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 700_000, pri=2).lay(laptop)
    assert laptop.sync().good
    wish(desk, sent)
    outcome = desk.sync()
    assert outcome.good and outcome.chunks_came == sent.blob.count
    assert desk.bag.blob_arrived(sent.blob.blob32)
    assert (
        open_blob(sent.ck, sent.salt, 0, desk.bag.blob_chunks(sent.blob.blob32)) == (sent.bodies[0])
    )
    assert desk.sync().chunks_came == 0
    desk.bag.drop_wish(sent.blob.blob32, OWNER)
    assert desk.bag.chunk(sent.blob.blob32, 0) is None


def test_what_is_not_there_yet_and_what_is_not_ours_is_said_and_asked_for_again_later(
    town: RealCity, laptop: Laptop, desk: Laptop, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(town.code())
    stranger = another("stranger")
    stranger.enrol(town.code())
    sent = Sent(laptop, person, 30_000, pri=2)
    assert laptop.sync().good
    for one in (desk, stranger):
        wish(one, sent)
        outcome = one.sync()
        assert outcome.good and outcome.exchanges <= 2
        assert one.bag.wishes(OWNER)[0].refused == "not-there"
        assert one.bag.blobs_needed() == set(), "others send it"
    sent.lay(laptop)
    assert laptop.sync().good
    assert stranger.sync().chunks_came == 0
    assert desk.sync().chunks_came == sent.blob.count
    assert desk.bag.wishes(OWNER)[0].refused == ""


def test_a_line_that_breaks_on_the_way_home_loses_at_most_a_frame(
    town: RealCity, laptop: Laptop, desk: Laptop
) -> None:
    draw = random.Random(SEED)
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 600_000, pri=2).lay(laptop)
    assert laptop.sync().good
    assert desk.sync().good
    wish(desk, sent)
    came = down = 0
    with CuttingProxy(town.port) as line:
        desk.road = HttpRoad(line.url, desk.line)
        for _ in range(40):
            line.arm(down=draw.randrange(5_000, 150_000))
            outcome = desk.sync(line.url)
            came, down = came + outcome.chunks_came, down + line.down
            if outcome.good:
                break
        cuts = line.cuts
    assert desk.bag.blob_arrived(sent.blob.blob32)
    assert came == sent.blob.count, "none came twice"
    assert cuts > 1
    assert down < 1.02 * sent.blob.size + (cuts + 8) * (FRAME_HEADER + FRAME_BODY + 4_000)


def test_a_letter_that_comes_meanwhile_is_pulled_between_two_parts(
    town: RealCity, laptop: Laptop, desk: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 700_000, pri=2).lay(laptop)
    assert laptop.sync().good
    wish(desk, sent)
    late: list[Op] = []

    def glance(_urgent: bool) -> None:
        if desk.bag.wishes(OWNER)[0].here_chunks and not late:
            late.extend(laptop.send(person, 1, pri=2))
            assert laptop.sync().good

    outcome = desk.sync(manner=Manner(glance=glance))
    assert late and outcome.good and desk.bag.blob_arrived(sent.blob.blob32)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_courier_killed_among_chunks_brings_the_rest_next_time(
    town: RealCity, laptop: Laptop, tmp_path: Path
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 600_000, pri=2).lay(laptop)
    assert laptop.sync().good
    home = tmp_path / "reader"
    reader = Laptop(home)
    reader.enrol(town.code("case_manager"))
    wish(reader, sent)
    reader.close()
    command = [sys.executable, "-m", "responder_app", "courier", "--once", "--home", str(home)]
    for step, code in (("blob-chunks-stored", -signal.SIGKILL), ("", 0)):
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "RESPONDER_KILL_AT": step},
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
    reader = Laptop(home)
    assert reader.bag.blob_arrived(sent.blob.blob32)
    reader.close()


_LAY = """
import sys
from pathlib import Path
from data.ops.blob import seal_blob
from data.store import steps
from data.store.device import DeviceKeys
from data.store.mailbag import open_mailbag
home = Path(sys.argv[1])
steps.arm(home)
bag = open_mailbag(home, DeviceKeys.load_or_create(home))
sealed = [seal_blob(b"k" * 32, b"s" * 16, place, b"CONTOH" * 9000) for place in (0, 1)]
bag.lay_blobs(b"o" * 32, b"v" * 16, sealed, 1)
bag.close()
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize(("step", "laid"), [("blob-before-commit:2", 1), ("blob-laid:2", 2)])
def test_an_attachment_is_laid_whole_or_not_at_all(tmp_path: Path, step: str, laid: int) -> None:
    home = tmp_path / "home"
    Laptop(home).close()
    for kill, code in ((step, -signal.SIGKILL), ("", 0)):
        done = subprocess.run(
            [sys.executable, "-c", _LAY, str(home)],
            cwd=ROOT, env={**os.environ, "RESPONDER_KILL_AT": kill, "PYTHONPATH": str(ROOT)},
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        laptop = Laptop(home)
        faces = laptop.bag.blobs_waiting()
        assert len(faces) == (laid if kill else 2)
        assert all(laptop.bag.blob_holds(face.blob) for face in faces)
        laptop.close()


def test_the_courier_notices_what_is_laid_and_wished_for_in_the_last_instant(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 20_000)
    words: list[str] = []

    def note(word: str, _counts: dict[str, int]) -> None:
        if not word.startswith("courier-pass"):
            return
        words.append(word)
        if len(words) == 1:
            sent.lay(laptop)
        elif len(words) == 2:
            wish(laptop, sent)
        else:
            loop.stop()

    own = open_mailbag(laptop.home, laptop.device)
    loop = CourierLoop(replace(laptop.ground, bag=own), Rhythm(random.uniform, note))
    guard = threading.Timer(60.0, loop.stop)
    guard.start()
    try:
        loop.run()
    finally:
        guard.cancel()
        own.close()
    assert attic.whole(sent.blob.blob32)
    assert len(words) >= 2


def test_an_urgent_referral_written_while_an_attachment_leaves_does_not_wait_for_it(
    town: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(town.code())
    sent = Sent(laptop, person, 400_000).lay(laptop)

    def courier() -> None:
        own = open_mailbag(laptop.home, laptop.device)
        try:
            loops.append(CourierLoop(replace(laptop.ground, bag=own), Rhythm(random.uniform, note)))
            loops[0].run()
        finally:
            own.close()

    def note(word: str, _counts: dict[str, int]) -> None:
        words.append(word)

    loops: list[CourierLoop] = []
    words: list[str] = []
    with CuttingProxy(town.port) as line:
        line.pace = 0.03
        laptop.bag.put_meta("city_url", line.url.encode())
        running = threading.Thread(target=courier)
        running.start()
        while len(attic.here(sent.blob.blob32)) < 3:
            time.sleep(0.05)
        (urgent,) = laptop.send(person, 1, pri=4)
        while urgent.opid not in town.opids():
            time.sleep(0.05)
        arrived = len(attic.here(sent.blob.blob32))
        line.pace = 0.0
        while not attic.whole(sent.blob.blob32):
            time.sleep(0.05)
        loops[0].stop()
        running.join(30)
    assert arrived < sent.blob.count
    assert words[0] == "courier-pass-busy", "the stream was broken off for it"
