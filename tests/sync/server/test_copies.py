"""A copied laptop is noticed; late frames and echoes on the line are not taken for one."""

from __future__ import annotations

from pathlib import Path

from sync.protocol.messages import Cursor
from sync.server.ingest import CLONED_AFTER, Reception, Turned
from sync.server.registry import Registry
from tests.sync.server.laptop import (
    ClockedCity,
    Laptop,
    Stream,
    Writer,
    enrolled,
    receipt_of,
    take,
)


def went_back(city: ClockedCity, laptop: Laptop) -> int:
    with city.database.reading() as connection:
        known = Registry(connection, city.directory()).device(laptop.device)
    assert known is not None
    return known.went_back


def hand_over(city: ClockedCity, stream: Stream) -> str:
    """The frames of a stream; what the city says to it."""
    reception = Reception(city)
    try:
        for frame in stream.frames:
            take(reception, frame)
        reception.answer()
    except Turned as turned:
        return turned.code
    return "ok"


def test_frames_held_back_or_played_again_close_no_pulls(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    streams = [laptop.stream() for _ in range(12)]
    heard, held_back = streams[::2], streams[1::2]
    assert {hand_over(city, stream) for stream in heard} == {"ok"}
    assert {hand_over(city, stream) for stream in (*heard[:3], *held_back[:3]) * 3} == {"stale_seq"}
    assert went_back(city, laptop) == 0
    assert len(laptop.sync(cur={laptop.home: Cursor()}).pulled) == 1


def test_a_copied_laptop_says_itself_how_far_it_was_behind(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    for _ in range(12):
        laptop.sync()
    for number in range(1, CLONED_AFTER + 1):
        last = laptop.seq
        assert hand_over(city, laptop.stream(seq=3)) == "stale_seq"
        jumped = laptop.stream(behind=last - 3)
        assert hand_over(city, jumped) == "ok"
        assert hand_over(city, jumped) == "ok", "the same stream again is no second time"
        assert went_back(city, laptop) == number
    assert laptop.sync(cur={laptop.home: Cursor()}).pulled == ()
    note = laptop.sync(certs=[laptop.certify(writer := Writer())], ops=[writer.note(bytes(16))])
    assert receipt_of(laptop, note).have, "what it brings is taken all the same"


def test_a_laptop_that_lost_its_last_seconds_is_no_copy(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    for behind in (1, 2, 3):
        assert hand_over(city, laptop.stream(behind=behind)) == "ok"
    assert went_back(city, laptop) == 0
