"""Chunks of attachments as records inside a frame: beside letters on the way up, alone down.

A record is flags 0x40 alone | blob 32 | varint i | u16 length | ciphertext. Each counts by itself,
in any order, from any road, any number of times.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.ops.blob import CHUNK
from sync.protocol.messages import BadMessage

CHUNK_FLAG = 0x40
BLOB_ID = 32
_LENGTH = 2


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """Chunk ``i`` of the attachment whose ciphertext hashes to ``blob`` (32 B)."""

    blob: bytes
    i: int
    body: bytes


def chunk_record(blob: bytes, i: int, body: bytes) -> bytes:
    """The bytes of one record."""
    size = len(body).to_bytes(_LENGTH, "big")
    return b"".join((bytes((CHUNK_FLAG,)), blob, _varint(i), size, body))


def record_size(i: int, body: int) -> int:
    """Bytes of the record of chunk ``i`` with ``body`` bytes of ciphertext."""
    return 1 + BLOB_ID + len(_varint(i)) + _LENGTH + body


def split_chunks(records: bytes, start: int = 0) -> list[ChunkRecord]:
    """The chunk records from ``start`` to the end; raises BadMessage where anything else stands."""
    found, at = [], start
    while at < len(records):
        record, at = _one(records, at)
        found.append(record)
    return found


def _one(data: bytes, at: int) -> tuple[ChunkRecord, int]:
    if data[at] != CHUNK_FLAG:
        raise BadMessage("record-flags")
    blob, at = data[at + 1 : at + 1 + BLOB_ID], at + 1 + BLOB_ID
    i, at = _number(data, at)
    size = int.from_bytes(data[at : at + _LENGTH], "big")
    body = data[at + _LENGTH : at + _LENGTH + size]
    if size > CHUNK:
        raise BadMessage("record-number")
    if at + _LENGTH > len(data) or len(body) != size:
        raise BadMessage("record-cut-short")
    return ChunkRecord(blob, i, body), at + _LENGTH + size


def _number(data: bytes, at: int) -> tuple[int, int]:
    number = 0
    for shift in range(0, 35, 7):
        if at >= len(data):
            raise BadMessage("record-cut-short")
        byte, at = data[at], at + 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
    raise BadMessage("record-number")


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
