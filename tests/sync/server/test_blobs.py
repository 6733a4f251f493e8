"""Attachments come to the city: of named ones only, in any order, whole by their hash."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update

from data.ops.blob import CHUNK
from data.ops.header import OWN, Header
from sync.protocol.chunks import ChunkRecord
from sync.protocol.messages import BlobRanges
from sync.server import blobs
from sync.server.store.blob_tables import BLOB, BLOB_CHUNK
from tests.sync.server.attached import DAY, naming, of, push, sealed, stored, told, writer_of
from tests.sync.server.laptop import (
    NOW,
    ClockedCity,
    Laptop,
    enrolled,
    make_city,
)


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


@pytest.fixture(scope="module")
def everyday(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[ClockedCity, Laptop, Laptop]]:
    """One embedded city with two laptops, for many short stories."""
    folder = tmp_path_factory.mktemp("everyday")
    made = make_city(folder)
    yield made, enrolled(made, folder), enrolled(made, folder)
    made.database.close()


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
