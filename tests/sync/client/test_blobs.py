"""Attachments over a real city, upward: behind their letter, resumed anywhere, kept until safe."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

from data.ops.blob import CHUNK
from sync.client.blobs import HOLD
from sync.client.coverage import coverage
from sync.client.engine import Manner
from sync.client.transport import HttpRoad
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER, PIECE
from tests.sync.client.attached import Attic, Sent, settled, stop_after
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity

SEED = int(os.environ.get("RESPONDER_SEED", "20261122"))
CUTS = int(os.environ.get("RESPONDER_CUTS", "12"))


def test_an_attachment_lies_whole_at_the_city_after_one_pass(
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 100_000, 5).lay(laptop)
    outcome = laptop.sync()
    assert outcome.good and outcome.chunks_sent == sum(one.count for one in sent.sealed)
    for one in sent.sealed:
        assert attic.bytes_of(one.blob32) == b"".join(one.chunks) and attic.whole(one.blob32)
    assert laptop.bag.blobs_waiting() == []
    assert laptop.bag.blobs_laid(), "kept until every backup has it"
    again = laptop.sync()
    assert (again.exchanges, again.chunks_sent) == (1, 0)


def test_a_letters_receipt_never_waits_for_its_attachment(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 400_000).lay(laptop)
    receipts: list[bool] = []

    def glance(_urgent: bool) -> None:
        receipts.append(sent.op.opid in coverage(laptop.bag).had)

    assert laptop.sync(manner=Manner(glance=glance)).good
    first = receipts.index(True)
    assert receipts[first:] == [True] * (len(receipts) - first)
    assert len(receipts) - first > 400_000 // PIECE, "all of its bytes leave after its receipt"


def test_an_attachment_laid_after_its_letter_was_sent_follows_it(
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 30_000)
    assert laptop.sync().chunks_sent == 0
    assert laptop.bag.blobs_needed() == {sent.blob.blob32}, "the city says so before it lies here"
    sent.lay(laptop)
    assert laptop.sync().chunks_sent == sent.blob.count
    assert attic.whole(sent.blob.blob32)


def test_wherever_the_line_breaks_every_chunk_arrives_and_few_go_twice(
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    print(f"seed {SEED}, {CUTS} cuts")
    draw = random.Random(SEED)
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 600_000, 90_000).lay(laptop)
    size = sum(one.size for one in sent.sealed)
    up = 0
    with CuttingProxy(city.port) as line:
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


def test_half_goes_by_one_road_and_half_by_another(
    city: RealCity, attic: Attic, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(city.code())
    carrier = another("carrier")
    carrier.enrol(city.code())
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
    city: RealCity, attic: Attic, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(city.code())
    sent = Sent(laptop, person, 500_000).lay(laptop)
    laptop.sync(manner=Manner(glance=stop_after(60)))
    settled(attic, sent)
    half = len(attic.here(sent.blob.blob32))
    laptop.bag.close()
    laptop.bag = another("laptop").bag
    outcome = another("laptop").sync()
    assert outcome.good and outcome.chunks_sent == sent.blob.count - half


def test_something_urgent_goes_first_and_an_attachment_goes_on_after_it(
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
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
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    laptop.bag.put_meta(HOLD, b"1")
    sent = Sent(laptop, person, 30_000).lay(laptop)
    outcome = laptop.sync()
    assert outcome.good and (outcome.ops_sent, outcome.chunks_sent) == (1, 0)
    laptop.bag.put_meta(HOLD, b"")
    assert laptop.sync().chunks_sent == sent.blob.count


def test_what_was_damaged_here_is_not_sent_for_ever(
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
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
    city: RealCity, attic: Attic, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
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
