"""Attachments: sealed in places of their own, opened whole and in order or not at all."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ops.blob import (
    CHUNK,
    MAX_BYTES,
    MAX_CHUNKS,
    MAX_FILE,
    PLAIN_CHUNK,
    BadBlob,
    Chunks,
    SealedBlob,
    blob_of,
    chunk_size,
    fits,
    open_blob,
    padded_size,
    seal_blob,
    sealed_size,
)

PAGE = Path(__file__).resolve().parents[3] / "sync" / "PROTOCOL.md"
CK, SALT = b"\x07" * 32, b"\x18" * 16
MIB = 1024 * 1024
# Around every seam: a step, a chunk, the size from which the steps grow.
SIZES = st.one_of(
    st.integers(0, 3 * CHUNK),
    st.sampled_from([MIB - 4, MIB - 3, MIB, MIB + PLAIN_CHUNK]),
    st.integers(0, 3).map(lambda n: n * PLAIN_CHUNK - 4 if n else 0),
)


def body_of(size: int) -> bytes:
    return (b"CONTOH " * (size // 7 + 1))[:size]


def test_the_attachment_of_the_page_is_ours() -> None:
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(r"^attachment:\n```\n([0-9a-f\n]+)\n```$", page, re.M)
    assert found is not None
    sealed = seal_blob(CK, SALT, 1, b"catatan contoh")
    assert b"".join(sealed.chunks) == bytes.fromhex(found[1])
    assert (sealed.size, sealed.count) == (1_040, 1)
    assert sealed.blob32 == hashlib.sha256(bytes.fromhex(found[1])).digest()


@settings(max_examples=60, deadline=None)
@given(SIZES, st.integers(0, 15))
def test_what_was_sealed_opens_and_its_size_tells_little(size: int, place: int) -> None:
    body = body_of(size)
    sealed = seal_blob(CK, SALT, place, body)
    assert open_blob(CK, SALT, place, sealed.chunks) == body
    assert (sealed.size, sealed.count) == sealed_size(size)
    assert [len(one) for one in sealed.chunks] == [
        chunk_size(sealed.size, i) for i in range(sealed.count)
    ]
    step = PLAIN_CHUNK if size + 4 > MIB else 1_024
    assert padded_size(size) % step == 0 and 4 <= padded_size(size) - size < step + 4
    assert fits(sealed.size, sealed.count)
    assert seal_blob(CK, SALT, place, body).blob32 == sealed.blob32


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_chunk_that_was_changed_moved_cut_off_or_added_does_not_open(data: st.DataObject) -> None:
    sealed = seal_blob(CK, SALT, 2, body_of(data.draw(st.integers(PLAIN_CHUNK, 4 * PLAIN_CHUNK))))
    chunks = list(sealed.chunks)
    harm = data.draw(st.sampled_from(["bit", "cut", "swap", "shorter", "twice", "place", "key"]))
    ck, place = CK, 2
    if harm == "bit":
        at = data.draw(st.integers(0, len(chunks) - 1))
        spot = data.draw(st.integers(0, len(chunks[at]) - 1))
        changed = bytearray(chunks[at])
        changed[spot] ^= 1 << data.draw(st.integers(0, 7))
        chunks[at] = bytes(changed)
    elif harm == "cut":
        del chunks[data.draw(st.integers(0, len(chunks) - 1))]
    elif harm == "swap":
        chunks[0], chunks[-1] = chunks[-1], chunks[0]
    elif harm == "shorter":
        chunks[-1] = chunks[-1][: data.draw(st.integers(0, len(chunks[-1]) - 1))]
    elif harm == "twice":
        chunks.insert(0, chunks[0])
    elif harm == "place":
        place = 3
    else:
        ck = b"\x06" * 32
    with pytest.raises(BadBlob):
        open_blob(ck, SALT, place, chunks)


def test_chunks_of_one_body_in_two_places_share_nothing() -> None:
    one, other = (seal_blob(CK, SALT, place, body_of(40_000)) for place in (0, 1))
    assert not set(one.chunks) & set(other.chunks)
    assert len(set(one.chunks)) == one.count


def test_limits_hold_on_both_sides() -> None:
    assert sealed_size(MAX_FILE) == (MAX_BYTES, MAX_CHUNKS)
    for body, place in ((bytes(MAX_FILE + 1), 0), (b"", 16), (b"", -1)):
        with pytest.raises(BadBlob, match="size"):
            seal_blob(CK, SALT, place, body)
    for chunks in ([], [b"x" * (CHUNK + 1)], [b"x" * 15]):
        with pytest.raises(BadBlob, match="size"):
            open_blob(CK, SALT, 0, chunks)
    sizes = [(0, 0), (1, 0), (CHUNK, 2), (CHUNK + 1, 1), (MAX_BYTES + 1, MAX_CHUNKS)]
    assert not any(fits(*one) for one in sizes)
    assert chunk_size(CHUNK + 5, 1) == 5 and chunk_size(CHUNK, 1) == 0


def test_the_largest_file_makes_a_round_and_its_ciphertext_never_lies_whole() -> None:
    body = body_of(MAX_FILE)
    sealed = seal_blob(CK, SALT, 15, body)
    assert isinstance(sealed, SealedBlob) and isinstance(sealed.chunks, Chunks)
    assert open_blob(CK, SALT, 15, sealed.chunks) == body
    assert sealed.chunks[-1] == sealed.chunks[MAX_CHUNKS - 1]
    assert sealed.chunks[:2] == [sealed.chunks[0], sealed.chunks[1]]
    with pytest.raises(IndexError):
        sealed.chunks[MAX_CHUNKS]
    assert blob_of(sealed.chunks) == sealed.blob32
