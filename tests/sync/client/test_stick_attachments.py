"""Attachments by stick: out, half by each road, and home to whoever wished to see one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity
from tests.sync.stick_hands import at_city, attach, files, read, words, write


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_an_attachment_goes_out_by_stick_and_is_whole_at_the_city(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    _, sealed = attach(laptop, person, 200_000)
    counts = write(laptop, stick)
    assert (counts.files, counts.letters, counts.chunks) == (2, 1, sealed.count)
    assert laptop.bag.carried_blobs() == {sealed.blob32}
    at_city(city, stick)
    assert read(laptop, stick).receipts >= 1
    assert laptop.bag.blobs_waiting() == []
    assert laptop.bag.chunks_lacking(sealed.blob32) == []
    assert files(stick) == []


def test_the_half_that_went_by_the_wire_does_not_go_by_stick(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    op, sealed = attach(laptop, person, 200_000)
    write(laptop, stick)
    for path in files(stick):  # half of the chunks arrive, by a stick that was pulled early
        if path.stat().st_size > 200_000:
            data = path.read_bytes()
            path.write_bytes(data[: len(data) // 2])
    found = at_city(city, stick)
    assert sorted(words(found)) == ["answer", "cut", "ok"]
    outcome = laptop.sync()
    assert outcome.good
    assert 0 < outcome.chunks_sent < sealed.count
    assert laptop.bag.chunks_lacking(sealed.blob32) == []
    assert op.opid in set(city.opids())


def test_a_file_of_chunks_is_of_use_alone(city: RealCity, laptop: Laptop, stick: Path) -> None:
    person = laptop.enrol(city.code())
    op, sealed = attach(laptop, person, 100_000)
    write(laptop, stick)
    small, _large = sorted(files(stick), key=lambda path: path.stat().st_size)
    small.unlink()
    at_city(city, stick)
    assert op.opid in set(city.opids())
    read(laptop, stick)
    assert laptop.bag.chunks_lacking(sealed.blob32) == []


def test_a_wished_attachment_comes_home_by_stick_to_whoever_may_see_it(
    city: RealCity, another: Callable[[str], Laptop], stick: Path
) -> None:
    author, desk = another("author"), another("desk")
    person = author.enrol(city.code())
    case_manager = desk.enrol(city.code("case_manager"))
    stranger = another("stranger")
    other = stranger.enrol(city.code())
    _, sealed = attach(author, person, 6_000_000, pri=3)
    assert author.sync().good
    for laptop, owner in ((desk, case_manager.vault16), (stranger, other.vault16)):
        laptop.bag.wish_blob(sealed.blob32, sealed.size, sealed.count, owner, 1)
        write(laptop, stick)
    found = at_city(city, stick)
    assert words(found).count("answer") == 2
    got = read(desk, stick)
    assert got.chunks == sealed.count
    assert desk.bag.blob_arrived(sealed.blob32)
    assert b"".join(desk.bag.blob_chunks(sealed.blob32)) == b"".join(sealed.chunks)
    assert read(stranger, stick).chunks == 0
    assert not stranger.bag.blob_arrived(sealed.blob32)
