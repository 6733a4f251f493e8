"""Attachments at the city: room for them, who may have them, erasure, what is safe."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select, text

from data.ops.blob import CHUNK
from data.ops.header import DESK, OWN
from sync.protocol.messages import BlobRanges
from sync.server import blobs
from sync.server.backup import back_up, note_restore
from sync.server.city import open_pulls
from sync.server.disk import Disk
from sync.server.store.blob_tables import BLOB
from tests.sync.server.attached import DAY, naming, of, push, sealed, stored, told, writer_of
from tests.sync.server.laptop import (
    DESK_POST,
    NOW,
    ClockedCity,
    enrolled,
    make_city,
)


class ShortDisk(Disk):
    """A disk of which little is free, but enough for letters."""

    free = 1 << 30

    def free_share(self) -> float | None:
        return 0.07

    def free_bytes(self) -> int:
        return self.free


def test_attachments_stop_before_letters_do(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    whole_disk, short = city.disk, ShortDisk(tmp_path)
    city.disk = short
    op = naming(writer, one)
    answer, _ = push(laptop, of(one), [op], certs=certs)
    assert told(answer, one) == BlobRanges(one.blob32, ((0, one.count - 1),), "full")
    assert stored(city, one) == 0
    short.free = 5 << 30  # little of a large disk is much all the same
    assert told(push(laptop, of(one, 0))[0], one) == BlobRanges(
        one.blob32, ((1, one.count - 1),), ""
    )
    city.disk = whole_disk
    assert told(push(laptop, of(one))[0], one) == BlobRanges(one.blob32, ())


def test_whoever_may_pull_its_letter_is_handed_an_attachment_and_nobody_else(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, stranger = enrolled(city, tmp_path), enrolled(city, tmp_path)
    desk = enrolled(city, tmp_path, DESK_POST)
    writer, certs = writer_of(laptop)
    ours, theirs = sealed(5 * CHUNK), sealed(20)
    ops = [naming(writer, ours, aud=DESK), naming(writer, theirs, aud=OWN)]
    push(laptop, of(ours) + of(theirs), ops, certs=certs)
    wish = [BlobRanges(ours.blob32, ((1, 2), (4, 99))), BlobRanges(theirs.blob32, ((0, 9),))]
    answer, came = push(desk, blobs=wish)
    assert came == of(ours, 1, 2, *range(4, ours.count)) and answer.blobs == ()
    assert push(stranger, blobs=wish)[1] == []
    assert push(laptop, blobs=wish)[1] == of(ours, 1, 2, *range(4, ours.count)) + of(theirs)


def test_of_what_is_not_whole_the_reader_is_told_what_is_lacking(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, stranger = enrolled(city, tmp_path), enrolled(city, tmp_path)
    desk = enrolled(city, tmp_path, DESK_POST)
    writer, certs = writer_of(laptop)
    one = sealed()
    push(laptop, of(one, 0), [naming(writer, one, aud=DESK)], certs=certs)
    wish = [BlobRanges(one.blob32, ((0, one.count - 1),))]
    answer, came = push(desk, blobs=wish)
    assert came == [] and told(answer, one) == BlobRanges(one.blob32, ((1, one.count - 1),))
    answer, came = push(stranger, blobs=wish)
    assert came == [] and answer.blobs == ()


def test_nobody_is_handed_more_at_once_than_an_answer_may_hold(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed(5 * 1024 * 1024)
    push(laptop, of(one), [naming(writer, one)], certs=certs)
    _, came = push(laptop, blobs=[BlobRanges(one.blob32, ((0, one.count - 1),))])
    assert came == of(one, *range(blobs.MOST_DOWN // CHUNK))


def test_after_a_restore_nothing_is_handed_out_until_pulls_are_open(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    push(laptop, of(one), [naming(writer, one)], certs=certs)
    note_restore(city.database, NOW + 5, told=True)
    wish = [BlobRanges(one.blob32, ((0, 9),))]
    assert push(laptop, blobs=wish)[1] == []
    open_pulls(city.database)
    assert push(laptop, blobs=wish)[1] == of(one)


def test_an_erasure_destroys_the_attachments_of_the_last_letter_that_names_them(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    shared, one = sealed(), sealed(50, 1)
    first, second = naming(writer, shared, one), naming(writer, shared)
    push(laptop, of(shared) + of(one), [first, second], certs=certs)
    push(laptop, ops=[writer.erase(b"r" * 16, [first.opid])])
    assert (stored(city, one), stored(city, shared)) == (0, shared.count)
    push(laptop, of(one))
    assert stored(city, one) == 0, "and it is not taken again"
    push(laptop, ops=[writer.erase(b"r" * 16, [second.opid])])
    assert stored(city, shared) == 0
    with city.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(BLOB)).scalar_one() == 0


def test_a_letter_erased_before_it_came_brings_no_attachment(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    letter = naming(writer, one)
    push(laptop, ops=[writer.erase(b"r" * 16, [letter.opid])], certs=certs)
    answer, _ = push(laptop, of(one), [letter])
    assert told(answer, one) is None and stored(city, one) == 0


def test_safe_is_what_every_kept_backup_that_began_later_holds(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    early, late = sealed(), sealed()
    push(laptop, of(early) + of(late, 0), [naming(writer, early, late)], certs=certs)
    asked = [BlobRanges(early.blob32), BlobRanges(late.blob32)]

    def words() -> list[str]:
        answer, _ = push(laptop, blobs=asked)
        return [(told(answer, one) or BlobRanges(b"")).word for one in (early, late)]

    assert words() == ["", ""], "no backup yet"
    back_up(city.database, city.number, tmp_path / "kept", 35, city.at)
    push(laptop, of(late))
    assert words() == ["safe", ""], "whole only after the backup began"
    city.at += 1
    back_up(city.database, city.number, tmp_path / "kept", 35, city.at)
    assert words() == ["safe", ""], "the older backup could still be restored"
    city.at += 40 * DAY
    back_up(city.database, city.number, tmp_path / "kept", 35, city.at)
    assert words() == ["safe", "safe"]
    city.database.close()


def test_many_holes_are_said_shortly_and_never_too_few(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed(150 * CHUNK)
    odd = [i for i in range(one.count) if i % 2]
    answer, _ = push(laptop, of(one, *odd), [naming(writer, one)], certs=certs)
    said = told(answer, one)
    assert said is not None and len(said.ranges) == blobs.MOST_RANGES
    covered = {i for lo, hi in said.ranges for i in range(lo, hi + 1)}
    assert covered >= set(range(one.count)) - set(odd)


def test_a_cloned_laptop_still_brings_its_chunks_and_is_handed_none(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    push(laptop, of(one, 0), [naming(writer, one)], certs=certs)
    with city.database.writing() as connection:
        connection.execute(text("UPDATE device SET went_back = 2"))
    answer, came = push(laptop, of(one), blobs=[BlobRanges(one.blob32, ((0, 9),))])
    assert told(answer, one) == BlobRanges(one.blob32, ()) and came == []
