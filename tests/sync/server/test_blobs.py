"""Attachments at the city: taken of named ones only, whole by their hash, handed to who may."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, text, update

from data.ops.blob import CHUNK, SealedBlob, seal_blob
from data.ops.header import DESK, OWN, Header
from data.ops.op import Op
from sync.protocol.chunks import ChunkRecord, chunk_record
from sync.protocol.envelope import frames_that_came, open_piece
from sync.protocol.frame import StreamSealer, join_plain, parse_header
from sync.protocol.messages import Answer, BlobRanges, Hello, encode
from sync.server import blobs
from sync.server.backup import back_up, note_restore
from sync.server.city import open_pulls
from sync.server.disk import Disk
from sync.server.ingest import Reception
from sync.server.store.blob_tables import BLOB, BLOB_CHUNK
from tests.sync.server.laptop import (
    DESK_POST,
    NOW,
    ClockedCity,
    Laptop,
    Stream,
    Writer,
    enrolled,
    make_city,
    take,
)

DAY = 86_400


def sealed(size: int = 3 * CHUNK, place: int = 0) -> SealedBlob:
    return seal_blob(secrets.token_bytes(32), secrets.token_bytes(16), place, os.urandom(size))


def naming(writer: Writer, *named: SealedBlob, aud: str = OWN, rec: bytes = b"r" * 16) -> Op:
    att = [(one.blob32, one.size, one.count) for one in named]
    return writer.write("d", Header(rec=rec, lam=1, tw=NOW, fv="note/1", aud=aud, att=att))


def of(one: SealedBlob, *places: int) -> list[ChunkRecord]:
    chosen = places or tuple(range(one.count))
    return [ChunkRecord(one.blob32, i, one.chunks[i]) for i in chosen]


def push(
    laptop: Laptop,
    chunks: Iterable[ChunkRecord] = (),
    ops: Iterable[Op] = (),
    *,
    blobs: Iterable[BlobRanges] = (),
    certs: Iterable[bytes] = (),
) -> tuple[Answer, list[ChunkRecord]]:
    """One exchange: letters whole in frame 0, then a frame a chunk; the answer and what follows."""
    laptop.seq += 1
    rk, stream = X25519PrivateKey.generate(), secrets.token_bytes(16)
    public = rk.public_key().public_bytes_raw()
    hello = Hello(2, "test", public, {}, 1 << 16, 0, (NOW, None), tuple(certs), blobs=tuple(blobs))
    sealer = StreamSealer(
        Ed25519PrivateKey.from_private_bytes(laptop.device_seed),
        laptop.directory.transit,
        city=laptop.directory.city,
        stream=stream,
        seq=laptop.seq,
        stream_key=secrets.token_bytes(32),
    )
    letters = b"".join(b"\x01" + len(op.raw).to_bytes(2, "big") + op.raw for op in ops)
    plains = [join_plain(encode(hello), letters)]
    plains += [join_plain(b"", chunk_record(one.blob, one.i, one.body)) for one in chunks]
    frames = [
        sealer.frame(index, plain, last=index == len(plains) - 1)
        for index, plain in enumerate(plains)
    ]
    reception = Reception(laptop.city)
    for frame in frames:
        take(reception, frame)
    first = reception.answer()
    answer = Stream(laptop, frames, rk, stream, laptop.seq, sealer).open(first)
    if not reception.goes_on:
        assert parse_header(first).last
        return answer, []
    came = frames_that_came(first + b"".join(reception.pieces()))
    assert parse_header(came[-1]).last and not parse_header(first).last
    server, seq = laptop.directory.server, laptop.seq
    return answer, [
        record
        for index, piece in enumerate(came[1:], 1)
        for record in open_piece(piece, rk, server, stream=stream, seq=seq, index=index)
    ]


def told(answer: Answer, one: SealedBlob) -> BlobRanges | None:
    return next((said for said in answer.blobs if said.blob == one.blob32), None)


def stored(city: ClockedCity, one: SealedBlob) -> int:
    with city.database.reading() as connection:
        query = select(func.count()).select_from(BLOB_CHUNK).where(BLOB_CHUNK.c.blob == one.blob32)
        return int(connection.execute(query).scalar_one())


def writer_of(laptop: Laptop) -> tuple[Writer, list[bytes]]:
    writer = Writer()
    return writer, [laptop.certify(writer)]


@pytest.fixture(scope="module")
def everyday(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[ClockedCity, Laptop, Laptop]]:
    """One embedded city with two laptops, for many short stories."""
    folder = tmp_path_factory.mktemp("everyday")
    made = make_city(folder)
    yield made, enrolled(made, folder), enrolled(made, folder)
    made.database.close()


def test_half_now_half_later_and_whole_by_its_hash(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed(5 * CHUNK)
    end = one.count - 1
    answer, _ = push(laptop, ops=[naming(writer, one)], certs=certs)
    assert answer.blobs == (BlobRanges(one.blob32, ((0, end),)),)
    answer, _ = push(laptop, of(one, 4, 1, 1))
    assert told(answer, one) == BlobRanges(one.blob32, ((0, 0), (2, 3), (5, end)))
    # Days later, and nothing sent: what is lacking is said all the same.
    city.at += 9 * DAY
    assert told(push(laptop)[0], one) == BlobRanges(one.blob32, ((0, 0), (2, 3), (5, end)))
    answer, _ = push(laptop, of(one, 0, 2, 3, *range(5, end + 1)))
    assert told(answer, one) == BlobRanges(one.blob32, ())
    assert push(laptop)[0].blobs == (), "what is whole is not spoken of for ever"
    answer, _ = push(laptop, blobs=[BlobRanges(one.blob32)])
    assert told(answer, one) == BlobRanges(one.blob32, ()), "unless it is asked about"


def test_chunks_of_what_no_letter_names_are_not_kept(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one, foreign = sealed(), sealed()
    answer, _ = push(laptop, of(one) + of(foreign), certs=certs)
    assert answer.blobs == () and stored(city, one) == 0
    # They came before their letter: it names them, and they are asked for.
    answer, _ = push(laptop, ops=[naming(writer, one)])
    assert told(answer, one) == BlobRanges(one.blob32, ((0, one.count - 1),))
    push(laptop, of(one) + of(foreign))
    assert (stored(city, one), stored(city, foreign)) == (one.count, 0)


def test_letter_and_chunks_may_come_in_one_stream(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one, two = sealed(), sealed(10, 1)
    answer, _ = push(laptop, of(one) + of(two), [naming(writer, one, two)], certs=certs)
    assert told(answer, one) == BlobRanges(one.blob32, ())
    assert told(answer, two) == BlobRanges(two.blob32, ())


def test_sizes_no_attachment_has_name_nothing(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    att = [
        (one.blob32, one.size, one.count + 1),
        (b"short", one.size, one.count),
        (secrets.token_bytes(32), 1 << 30, (1 << 30) // CHUNK + 1),
    ]
    op = writer.write("d", Header(rec=b"r" * 16, lam=1, tw=NOW, fv="note/1", aud=OWN, att=att))
    answer, _ = push(laptop, of(one), [op], certs=certs)
    assert answer.blobs == () and stored(city, one) == 0


def test_a_chunk_of_a_wrong_size_is_not_kept(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    push(laptop, ops=[naming(writer, one)], certs=certs)
    odd = [
        ChunkRecord(one.blob32, 0, one.chunks[0][:-1]),
        ChunkRecord(one.blob32, one.count, b"more"),
        ChunkRecord(one.blob32, 1, b""),
    ]
    push(laptop, odd)
    assert stored(city, one) == 0


def test_a_wrong_chunk_is_found_at_the_end_and_all_are_asked_for_again(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, stranger = enrolled(city, tmp_path), enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    push(laptop, ops=[naming(writer, one)], certs=certs)
    wrong = ChunkRecord(one.blob32, 0, os.urandom(CHUNK))
    push(stranger, [wrong])
    assert stored(city, one) == 1, "from any road"
    answer, _ = push(laptop, of(one))
    assert told(answer, one) == BlobRanges(one.blob32, ((0, one.count - 1),))
    assert stored(city, one) == 0
    # From now on only its own people are believed, or it would never end.
    push(stranger, [wrong])
    assert stored(city, one) == 0
    answer, _ = push(laptop, of(one))
    assert told(answer, one) == BlobRanges(one.blob32, ())


def test_another_laptop_of_the_author_may_finish_what_was_wrong_once(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    beside = enrolled(city, tmp_path, beside=laptop)
    writer, certs = writer_of(laptop)
    one = sealed()
    push(laptop, ops=[naming(writer, one)], certs=certs)
    push(laptop, [ChunkRecord(one.blob32, 0, os.urandom(CHUNK)), *of(one)])
    assert stored(city, one) == 0
    beside.seq = laptop.seq
    push(beside, of(one))
    assert stored(city, one) == one.count


def test_a_city_stopped_before_it_compared_the_hash_does_it_at_the_next_visit(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    end = one.count - 1
    push(laptop, of(one), [naming(writer, one)], certs=certs)
    with city.database.writing() as connection:
        connection.execute(text("UPDATE blob SET whole_pos = NULL, whole_at = NULL"))
    assert told(push(laptop)[0], one) == BlobRanges(one.blob32, ((end, end),))
    assert told(push(laptop, of(one, end))[0], one) == BlobRanges(one.blob32, ())


def test_a_laptop_sends_200_mib_a_day_and_goes_on_tomorrow(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    writer, certs = writer_of(laptop)
    one = sealed()
    push(laptop, ops=[naming(writer, one)], certs=certs)
    with city.database.writing() as connection:
        connection.execute(
            text("UPDATE device SET blob_day = :day, blob_bytes = :sent"),
            {"day": city.at // DAY, "sent": blobs.BYTES_A_DAY - CHUNK - 5},
        )
    answer, _ = push(laptop, of(one))
    assert stored(city, one) == 1
    assert told(answer, one) == BlobRanges(one.blob32, ((1, one.count - 1),), "")
    with city.database.writing() as connection:
        connection.execute(
            text("UPDATE device SET blob_bytes = :sent"), {"sent": blobs.BYTES_A_DAY}
        )
    answer, _ = push(laptop, of(one))
    assert told(answer, one) == BlobRanges(one.blob32, ((1, one.count - 1),), "quota")
    city.at += DAY
    assert told(push(laptop, of(one))[0], one) == BlobRanges(one.blob32, ())


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


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_whatever_happens_on_the_way_the_laptop_that_goes_on_makes_it_whole(
    everyday: tuple[ClockedCity, Laptop, Laptop], data: st.DataObject
) -> None:
    """Chunks in any order, twice, wrong ones of a stranger, rows lost as by an older backup."""
    city, laptop, stranger = everyday
    writer, certs = writer_of(laptop)
    one = sealed(data.draw(st.integers(1, 6 * CHUNK)))
    push(laptop, ops=[naming(writer, one)], certs=certs)
    some = st.lists(st.integers(0, one.count - 1), min_size=1, max_size=8)
    for _ in range(data.draw(st.integers(0, 6))):
        places = data.draw(some)
        match data.draw(st.sampled_from(["send", "wrong", "lose", "forget"])):
            case "send":
                push(laptop, of(one, *places))
            case "wrong":
                push(
                    stranger,
                    [ChunkRecord(one.blob32, i, bytes(len(one.chunks[i]))) for i in places],
                )
            case "lose":
                with city.database.writing() as connection:
                    mine = BLOB_CHUNK.c.blob == one.blob32
                    connection.execute(delete(BLOB_CHUNK).where(mine & BLOB_CHUNK.c.i.in_(places)))
                    step = update(BLOB).where(BLOB.c.blob == one.blob32)
                    connection.execute(step.values(whole_pos=None))
            case _:
                with city.database.writing() as connection:
                    step = update(BLOB).where(BLOB.c.blob == one.blob32)
                    connection.execute(step.values(whole_pos=None))
    rounds = 0
    said = told(push(laptop, blobs=[BlobRanges(one.blob32)])[0], one)
    while said is not None and said.ranges:
        rounds += 1
        assert rounds <= 3, "wrong chunks are found once, and not believed again"
        lacking = [i for lo, hi in said.ranges for i in range(lo, hi + 1)]
        said = told(push(laptop, of(one, *lacking))[0], one)
    assert said == BlobRanges(one.blob32, ())
    with city.database.reading() as connection:
        assert list(blobs.bodies(connection, city.number, one.blob32)) == list(one.chunks)


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
