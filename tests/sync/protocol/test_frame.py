"""Frames and streams: what one end builds the other opens, and nothing else."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol.frame import (
    BadFrame,
    FrameKind,
    StreamOpener,
    StreamSealer,
    build_frame,
    check_body,
    frame_size,
    join_plain,
    key_id,
    parse_header,
    room,
    split_plain,
    verify_header,
)
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER

DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
TRANSIT = X25519PrivateKey.from_private_bytes(b"\x04" * 32)
STREAM = b"\x05" * 16
CITY = 2172


def sealer(stream: bytes = STREAM) -> StreamSealer:
    return StreamSealer(
        DEVICE,
        TRANSIT.public_key().public_bytes_raw(),
        city=CITY,
        stream=stream,
        seq=7,
        stream_key=b"\x06" * 32,
    )


def opened(opener: StreamOpener, frame: bytes) -> bytes:
    header = parse_header(frame)
    verify_header(header, DEVICE.public_key().public_bytes_raw())
    return opener.take(header, frame[FRAME_HEADER:])


def test_a_stream_opens_frame_by_frame_and_both_ends_agree_on_its_hash() -> None:
    out, into = sealer(), StreamOpener(TRANSIT, city=CITY)
    plains = [b"x" * room(0), b"", b"y" * room(2)]
    frames = [out.frame(i, plain, last=i == 2) for i, plain in enumerate(plains)]
    assert [opened(into, frame) for frame in frames] == plains
    assert into.re == out.re
    assert [parse_header(frame).last for frame in frames] == [False, False, True]


def test_sizes_are_known_before_anything_is_sealed() -> None:
    out = sealer()
    for index, length, last in ((0, 10, False), (0, 10, True), (1, 0, True), (2, room(2), False)):
        made = out.frame(index, b"z" * length, last=last)
        assert len(made) == frame_size(index, length, last=last)


def test_a_stream_of_one_frame_costs_48_bytes_of_seal() -> None:
    out, into = sealer(), StreamOpener(TRANSIT, city=CITY)
    frame = out.frame(0, b"urgent" * 100, last=True)
    assert len(frame) == FRAME_HEADER + 600 + 48
    assert opened(into, frame) == b"urgent" * 100
    assert into.re == out.re


def test_no_body_is_longer_than_the_limit() -> None:
    out = sealer()
    assert parse_header(out.frame(0, b"x" * room(0), last=False)).body_len == FRAME_BODY
    with pytest.raises(BadFrame):
        out.frame(1, b"x" * (room(1) + 1), last=False)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(place: int, change: int) -> None:
    frame = bytearray(sealer().frame(0, b"hello" * 40, last=True))
    frame[place % len(frame)] ^= change
    with pytest.raises(BadFrame):
        opened(StreamOpener(TRANSIT, city=CITY), bytes(frame))


def test_frames_out_of_order_repeated_or_of_another_stream_are_refused() -> None:
    out, other = sealer(), sealer(b"\x09" * 16)
    first, second = out.frame(0, b"a", last=False), out.frame(1, b"b", last=True)
    other.frame(0, b"a", last=False)
    alien = other.frame(1, b"b", last=True)
    with pytest.raises(BadFrame, match="order"):
        opened(StreamOpener(TRANSIT, city=CITY), second)
    into = StreamOpener(TRANSIT, city=CITY)
    opened(into, first)
    for wrong in (first, alien):
        with pytest.raises(BadFrame, match="order"):
            opened(into, wrong)
    assert opened(into, second) == b"b"


def test_a_stream_for_another_city_or_key_does_not_open() -> None:
    frame = sealer().frame(0, b"a", last=True)
    with pytest.raises(BadFrame, match="seal"):
        opened(StreamOpener(TRANSIT, city=CITY + 1), frame)
    stranger = X25519PrivateKey.from_private_bytes(b"\x0a" * 32)
    with pytest.raises(BadFrame, match="seal"):
        opened(StreamOpener(stranger, city=CITY), frame)


def test_pages_cut_frames_and_unknown_kinds_are_no_frames() -> None:
    frame = build_frame(FrameKind.ENROL, DEVICE, b"abc", stream=STREAM, index=0, seq=0, last=True)
    for wrong in (b"", b"<html>" + bytes(200), frame[:149], b"PSK1" + frame[4:]):
        with pytest.raises(BadFrame, match="not-a-frame"):
            parse_header(wrong)
    with pytest.raises(BadFrame, match="kind"):
        parse_header(frame[:4] + b"\x63" + frame[5:])
    with pytest.raises(BadFrame, match="hash"):
        check_body(parse_header(frame), frame[FRAME_HEADER:-1])


def test_a_sender_is_the_hash_of_its_key() -> None:
    frame = build_frame(FrameKind.ERROR, DEVICE, b"", stream=STREAM, index=0, seq=3, last=True)
    header = parse_header(frame)
    assert header.sender == key_id(DEVICE.public_key().public_bytes_raw())
    with pytest.raises(BadFrame, match="signature"):
        verify_header(header, Ed25519PrivateKey.generate().public_key().public_bytes_raw())


def test_hello_and_records_come_apart_again() -> None:
    assert split_plain(join_plain(b"hello", b"records")) == (b"hello", b"records")
    for wrong in (b"", b"\0", b"\0\5abc"):
        with pytest.raises(BadFrame):
            split_plain(wrong)
