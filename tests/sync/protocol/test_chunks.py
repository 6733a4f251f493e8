"""Chunk records: what one end writes, the other and a second reader read; nothing else passes."""

from __future__ import annotations

import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ops.blob import CHUNK, seal_blob
from sync.protocol.chunks import ChunkRecord, chunk_record, record_size, split_chunks
from sync.protocol.envelope import (
    frames_that_came,
    open_piece,
    piece_size,
    seal_answer,
    seal_piece,
)
from sync.protocol.frame import BadFrame, FrameHeader, FrameKind, build_frame, parse_header
from sync.protocol.messages import Answer, BadMessage, BlobRanges, Hello, decode, encode
from sync.protocol.splice import Splicer, Unsplicer
from tests.sync.protocol.letters import chain
from tests.wire.decoder import answer_piece, attachment, chunk_records, frame

DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
SERVER = Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
RK = X25519PrivateKey.from_private_bytes(b"\x0c" * 32)
RK_PUB = RK.public_key().public_bytes_raw()
SERVER_PUB = SERVER.public_key().public_bytes_raw()
CHUNKS = st.lists(
    st.builds(
        ChunkRecord,
        st.binary(min_size=32, max_size=32),
        st.integers(0, (1 << 35) - 1),
        st.binary(max_size=64),
    ),
    max_size=6,
)


def request() -> FrameHeader:
    return parse_header(
        build_frame(FrameKind.REQUEST, DEVICE, b"x", stream=b"\5" * 16, index=0, seq=7, last=True)
    )


@settings(max_examples=80, deadline=None)
@given(CHUNKS)
def test_what_is_written_is_read_by_both_readers(chunks: list[ChunkRecord]) -> None:
    data = b"".join(chunk_record(one.blob, one.i, one.body) for one in chunks)
    assert split_chunks(data) == chunks
    assert chunk_records(data) == [(one.blob, one.i, one.body) for one in chunks]
    assert len(data) == sum(record_size(one.i, len(one.body)) for one in chunks)


@settings(max_examples=80, deadline=None)
@given(CHUNKS.filter(len), st.data())
def test_a_record_cut_short_makes_no_sense(chunks: list[ChunkRecord], data: st.DataObject) -> None:
    whole = b"".join(chunk_record(one.blob, one.i, one.body) for one in chunks)
    ends: set[int] = set()
    for one in chunks:
        ends.add(max(ends, default=0) + record_size(one.i, len(one.body)))
    at = data.draw(st.integers(1, len(whole) - 1).filter(lambda at: at not in ends))
    with pytest.raises(BadMessage):
        split_chunks(whole[:at])


def test_chunks_stand_behind_letters_and_no_letter_stands_behind_a_chunk() -> None:
    splicer = Splicer()
    ops = list(chain(b"w" * 16, 3))
    records = [splicer.prepare(raw) for raw in ops[:1]]
    body = os.urandom(CHUNK)
    chunk = chunk_record(b"b" * 32, 1_708, body)
    arrived, chunks = Unsplicer().frame(records[0].data + chunk + chunk)
    assert [one.raw for one in arrived] == ops[:1]
    assert chunks == [ChunkRecord(b"b" * 32, 1_708, body)] * 2
    for wrong in (
        chunk + records[0].data,
        b"\x41" + chunk[1:],
        chunk_record(b"b" * 32, 0, body * 2),
    ):
        with pytest.raises(BadMessage):
            Unsplicer().frame(wrong)
    with pytest.raises(BadMessage):
        Unsplicer().feed(chunk)


def test_an_attachment_of_many_chunks_comes_home_behind_an_answer() -> None:
    ck, salt = os.urandom(32), os.urandom(16)
    body = os.urandom(1024 * 1024 + 50)
    sealed = seal_blob(ck, salt, 3, body)
    asked = request()
    answer = seal_answer(Answer(2, b"", 1, 1), RK_PUB, SERVER, asked, last=False)
    pieces = [
        seal_piece(
            chunk_record(sealed.blob32, i, chunk), RK_PUB, SERVER, asked, i + 1,
            last=i == sealed.count - 1,
        )
        for i, chunk in enumerate(sealed.chunks)
    ]  # fmt: skip
    assert len(pieces[0]) == piece_size(record_size(0, CHUNK))
    flow = answer + b"".join(pieces)
    came = frames_that_came(flow)
    assert came == [answer, *pieces]
    place = {"stream": asked.stream, "seq": asked.seq}
    got = [
        open_piece(one, RK, SERVER_PUB, index=i, **place)[0]  # type: ignore[arg-type]  # mixed
        for i, one in enumerate(came[1:], 1)
    ]
    assert [one.body for one in got] == list(sealed.chunks)
    seen = [answer_piece(frame(one, SERVER_PUB), b"\x0c" * 32)[0] for one in came[1:]]
    assert attachment(ck, salt, 3, b"".join(chunk for _, _, chunk in seen)) == body
    with pytest.raises(BadFrame, match="order"):
        open_piece(came[1], RK, SERVER_PUB, index=2, **place)  # type: ignore[arg-type]  # mixed
    # A line that breaks among them loses the one it broke.
    assert frames_that_came(flow[:-1]) == [answer, *pieces[:-1]]
    assert frames_that_came(answer[:-1]) == []
    assert frames_that_came(answer + b"<html>" * 40) == [answer]


def test_an_answer_that_ends_and_a_page_are_no_flow() -> None:
    alone = seal_answer(Answer(2, b"", 1, 1), RK_PUB, SERVER, request())
    assert frames_that_came(alone) == []
    assert frames_that_came(b"<html>" * 100) == []


def test_what_is_lacking_and_what_is_wished_for_are_said_alike() -> None:
    told = (BlobRanges(b"b" * 32, ((0, 3), (7, 7))), BlobRanges(b"c" * 32, (), "safe"))
    answer = Answer(2, b"r", 1, 1, blobs=told)
    assert decode(encode(answer), Answer) == answer
    hello = Hello(2, "0.1", RK_PUB, {}, 0, 0, (0, None), blobs=told[:1])
    assert decode(encode(hello), Hello) == hello
