"""What a letter says of its files: read only where its outside and its inside agree."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ops.attached import ATT, attached, said
from data.ops.blob import MAX_FILE, sealed_size

SUM = hashlib.sha256(b"file").digest()
BLOB = b"b" * 32
SIZE = 5_000


def outside(size: int = SIZE) -> list[tuple[bytes, int, int]]:
    """The header's word for one file."""
    return [(BLOB, *sealed_size(size))]


def told(**other: Any) -> dict[str, Any]:
    """An entry's data, with some of it changed."""
    return {**said(0, "0123456789abcdef.jpg", "image/jpeg", SIZE, SUM).d, **other}


def test_what_was_said_is_read_again() -> None:
    entry = said(0, "0123456789abcdef.jpg", "image/jpeg", SIZE, SUM)
    assert entry.k == ATT
    (one,) = attached([entry.d], outside())
    assert (one.at, one.name, one.mime, one.size) == (0, "0123456789abcdef.jpg", "image/jpeg", SIZE)
    assert (one.sha256, one.blob) == (SUM, BLOB)
    assert (one.sealed_bytes, one.chunks) == sealed_size(SIZE)


@pytest.mark.parametrize(
    "other",
    [
        {"at": 1},
        {"at": -1},
        {"at": True},
        {"at": "0"},
        {"name": "../../etc/passwd"},
        {"name": "Foto Melur.jpg"},
        {"name": "0123456789ABCDEF.jpg"},
        {"name": "0123456789abcdef.jpg\n"},
        {"name": None},
        {"type": "image"},
        {"type": "image/jpeg\r\nx: y"},
        {"bytes": 0},
        {"bytes": -5},
        {"bytes": True},
        {"bytes": "5000"},
        {"bytes": SIZE * 9},
        {"bytes": MAX_FILE + 1},
        {"sum": SUM.hex().upper()},
        {"sum": "ab"},
        {"sum": ["x"]},
    ],
)
def test_an_entry_of_another_form_names_no_file(other: dict[str, Any]) -> None:
    assert attached([told(**other)], outside()) == []


def test_sizes_outside_and_inside_must_agree() -> None:
    bytes_, chunks = sealed_size(SIZE)
    for size, count in ((bytes_, chunks + 1), (bytes_ + 1, chunks), (5, 1), (1 << 50, 1)):
        assert attached([told()], [(BLOB, size, count)]) == []


def test_the_first_word_about_a_place_counts() -> None:
    second = told(sum=hashlib.sha256(b"another").hexdigest())
    (one,) = attached([told(), second], outside())
    assert one.sha256 == SUM


@given(st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text() | st.booleans()))
def test_whatever_stands_there_nothing_breaks(data: dict[str, Any]) -> None:
    assert attached([data], outside()) == []
