"""A copied laptop is noticed; an echo on the line is not taken for one."""

from __future__ import annotations

from pathlib import Path

from sync.protocol.frame import parse_header
from sync.server import echoes
from sync.server.ingest import CLONED_AFTER, Reception, Turned
from sync.server.registry import Registry
from tests.sync.server.laptop import ClockedCity, Stream, enrolled, take


def went_back(city: ClockedCity, device: bytes) -> int:
    with city.database.reading() as connection:
        known = Registry(connection, city.directory()).device(device)
    assert known is not None
    return known.went_back


def hand_over(city: ClockedCity, stream: Stream) -> str:
    """The frames of a stream again; what the city says to it."""
    reception = Reception(city)
    try:
        for frame in stream.frames:
            take(reception, frame)
        reception.answer()
    except Turned as turned:
        return turned.code
    return "ok"


def test_a_stream_heard_before_may_come_again_any_number_of_times(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    streams = [laptop.stream() for _ in range(12)]
    assert {hand_over(city, stream) for stream in streams} == {"ok"}
    assert {hand_over(city, stream) for stream in streams[:6] * 3} == {"stale_seq"}
    assert went_back(city, laptop.device) == 0


def test_a_copied_laptop_is_noticed_by_streams_nobody_saw(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    for _ in range(12):
        laptop.sync()
    copies = [laptop.stream(seq=seq) for seq in (3, 4)]
    for number, copy in enumerate(copies, 1):
        assert hand_over(city, copy) == "stale_seq"
        assert hand_over(city, copy) == "stale_seq"
        assert went_back(city, laptop.device) == number
    assert went_back(city, laptop.device) >= CLONED_AFTER
    assert laptop.sync().pulled == ()


def test_what_is_remembered_of_a_laptop_does_not_grow_for_ever(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    early, late = laptop.stream(seq=7), laptop.stream(seq=256 * (echoes.KEPT // 256 + 2))
    hand_over(city, early)
    hand_over(city, late)
    with city.database.reading() as connection:
        known = [
            echoes.is_echo(connection, city.number, parse_header(stream.frames[0]))
            for stream in (early, late)
        ]
    assert known == [False, True]
