"""Op records inside a frame: how the fixed prefix of an op is left out and put back.

A record is: flags u8, then

* ``WHOLE``: u16 length | the op's exact stored bytes; nothing is left out; or
* spliced: kind u8 (letter) | version u8 unless ``USUAL`` | writer | n | prev |
  varint length, rest of H | signature 64 | varint length, payload. Varints are LEB128.

The writer stands once a stream (``NEW_WRITER``: 16 bytes, next number of the table), later as
its number, or not at all (``SAME_WRITER``: as in the record before). ``n`` is left out when it
is one more than that writer's spliced record before it in the stream (``NEXT_N``; the first
counts from 0). ``prev`` is left out (``KNOWN_PREV``) when it is zero and n is 1, or when it is
the opid of the last op of that writer with number n-1 that stands earlier in the same frame.
The payload hash never travels. Everything left out is under the op's signature, so a mistake
shows as an op that does not verify, and that op is then asked for whole.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from sync.protocol.chunks import CHUNK_FLAG, ChunkRecord, split_chunks
from sync.protocol.limits import OP_HEADER, OP_WHOLE
from sync.protocol.messages import BadMessage

PREFIX = 58
SIG = 64
USUAL_VERSION = 2
_ERASED = 0xFFFF
_OPID_LABEL = b"psk/opid/2\0"

WHOLE = 0x01
USUAL = 0x02
NEW_WRITER = 0x04
SAME_WRITER = 0x08
NEXT_N = 0x10
KNOWN_PREV = 0x20
_KNOWN_FLAGS = 0x3F
_ZERO_PREV = bytes(32)


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside of a stored op, cut at the seams splicing needs. ``payload`` None: erased."""

    version: int
    kind: int
    writer: bytes
    n: int
    prev: bytes
    rest: bytes
    sig: bytes
    payload: bytes | None
    opid: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """One op as it came out of a frame: its exact bytes, and whether nothing was left out."""

    raw: bytes
    whole: bool
    writer: bytes
    n: int


def cut(raw: bytes) -> Parts:
    """The parts of an op's stored bytes; raises BadMessage(op-shape). Verifies nothing."""
    if len(raw) < 2 or len(raw) > OP_WHOLE + 4:
        raise BadMessage("op-shape")
    h_end = 2 + int.from_bytes(raw[:2], "big")
    sig_end = h_end + SIG
    if h_end < 2 + PREFIX or h_end > 2 + OP_HEADER or len(raw) < sig_end + 2:
        raise BadMessage("op-shape")
    h = raw[2:h_end]
    length = int.from_bytes(raw[sig_end : sig_end + 2], "big")
    tail = raw[sig_end + 2 :]
    if length == _ERASED:
        payload, digest = None, tail
        shape_ok = len(tail) == 32
    else:
        payload, digest = tail, hashlib.sha256(tail).digest()
        shape_ok = len(tail) == length
    if not shape_ok:
        raise BadMessage("op-shape")
    opid = hashlib.sha256(_OPID_LABEL + raw[:h_end] + digest + raw[h_end:sig_end]).digest()
    return Parts(
        h[0],
        h[1],
        h[2:18],
        int.from_bytes(h[18:26], "big"),
        h[26:58],
        h[58:],
        raw[h_end:sig_end],
        payload,
        opid,
    )


def _put_varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


@dataclass(frozen=True, slots=True)
class Record:
    """One op as it would travel at this place of the stream; ``data`` is the record's bytes."""

    data: bytes
    parts: Parts


@dataclass(slots=True)
class _Stream:
    """What both ends remember while a stream runs: writers, their tops, this frame's opids."""

    writers: list[bytes] = field(default_factory=list)
    numbers: dict[bytes, int] = field(default_factory=dict)
    tops: dict[bytes, int] = field(default_factory=dict)
    last: bytes | None = None
    frame: dict[tuple[bytes, int], bytes] = field(default_factory=dict)

    def note(self, writer: bytes, n: int, opid: bytes, *, spliced: bool) -> None:
        self.frame[writer, n] = opid
        if spliced:
            if writer not in self.numbers:
                self.numbers[writer] = len(self.writers)
                self.writers.append(writer)
            self.tops[writer] = n
            self.last = writer

    def prev_of(self, writer: bytes, n: int) -> bytes | None:
        return _ZERO_PREV if n == 1 else self.frame.get((writer, n - 1))


class Splicer:
    """Turns ops into records for one stream, in the order they are taken."""

    def __init__(self) -> None:
        self._stream = _Stream()

    def next_frame(self) -> None:
        """A new frame begins: prev may no longer lean on what stood before."""
        self._stream.frame.clear()

    def prepare(self, raw: bytes, *, whole: bool = False) -> Record:
        """The record of one op if it came next; raises BadMessage(op-shape)."""
        parts = cut(raw)
        if whole or parts.payload is None:
            return Record(bytes([WHOLE]) + len(raw).to_bytes(2, "big") + raw, parts)
        return Record(self._spliced(parts, parts.payload), parts)

    def take(self, record: Record) -> None:
        """The record goes into the present frame."""
        parts, spliced = record.parts, not record.data[0] & WHOLE
        self._stream.note(parts.writer, parts.n, parts.opid, spliced=spliced)

    def _spliced(self, parts: Parts, payload: bytes) -> bytes:
        stream, flags, lead = self._stream, 0, bytes([parts.kind])
        if parts.version == USUAL_VERSION:
            flags |= USUAL
        else:
            lead += bytes([parts.version])
        if parts.writer == stream.last:
            flags |= SAME_WRITER
        elif parts.writer in stream.numbers:
            lead += _put_varint(stream.numbers[parts.writer])
        else:
            flags |= NEW_WRITER
            lead += parts.writer
        if stream.tops.get(parts.writer, 0) + 1 == parts.n:
            flags |= NEXT_N
        else:
            lead += _put_varint(parts.n)
        if stream.prev_of(parts.writer, parts.n) == parts.prev:
            flags |= KNOWN_PREV
        else:
            lead += parts.prev
        lead += _put_varint(len(parts.rest))
        size = _put_varint(len(payload))
        return b"".join((bytes([flags]), lead, parts.rest, parts.sig, size, payload))


class _Reader:
    """Takes bytes off the front of a frame's records; every overrun is a BadMessage."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def at(self) -> int:
        return self._at

    @property
    def done(self) -> bool:
        return self._at >= len(self._data)

    @property
    def following(self) -> int:
        return self._data[self._at]

    def take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._data):
            raise BadMessage("record-cut-short")
        piece = self._data[self._at : end]
        self._at = end
        return piece

    def varint(self) -> int:
        number = 0
        for shift in range(0, 63, 7):
            byte = self.take(1)[0]
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
        raise BadMessage("record-number")


class Unsplicer:
    """The reading end of one stream: gives each op's exact bytes back."""

    def __init__(self) -> None:
        self._stream = _Stream()

    def feed(self, records: bytes) -> list[Arrived]:
        """The ops of one frame, in order; raises BadMessage when the records make no sense.

        A rebuilt op may still fail to verify: ask for it whole by (writer, n).
        """
        ops, chunks = self.frame(records)
        if chunks:
            raise BadMessage("record-flags")
        return ops

    def frame(self, records: bytes) -> tuple[list[Arrived], list[ChunkRecord]]:
        """The ops of one frame, and the chunks of attachments that follow them; as ``feed``."""
        self._stream.frame.clear()
        reader, out = _Reader(records), []
        while not reader.done and reader.following != CHUNK_FLAG:
            out.append(self._one(reader))
        return out, split_chunks(records, reader.at)

    def _one(self, reader: _Reader) -> Arrived:
        flags = reader.take(1)[0]
        if flags & ~_KNOWN_FLAGS or (flags & WHOLE and flags != WHOLE):
            raise BadMessage("record-flags")
        if flags & WHOLE:
            raw = reader.take(int.from_bytes(reader.take(2), "big"))
        else:
            raw = self._rebuilt(reader, flags)
        parts = cut(raw)
        whole = bool(flags & WHOLE)
        self._stream.note(parts.writer, parts.n, parts.opid, spliced=not whole)
        return Arrived(raw, whole, parts.writer, parts.n)

    def _rebuilt(self, reader: _Reader, flags: int) -> bytes:
        kind = reader.take(1)
        version = bytes([USUAL_VERSION]) if flags & USUAL else reader.take(1)
        writer = self._writer(reader, flags)
        n = self._stream.tops.get(writer, 0) + 1 if flags & NEXT_N else reader.varint()
        known = self._stream.prev_of(writer, n) if flags & KNOWN_PREV else reader.take(32)
        # A prev this end cannot know: zeros stand in, the op will not verify and is asked whole.
        prev = known or _ZERO_PREV
        rest = reader.take(reader.varint())
        sig = reader.take(SIG)
        payload = reader.take(reader.varint())
        if n >= 1 << 64 or len(payload) >= _ERASED or len(rest) > OP_HEADER:
            raise BadMessage("record-number")
        h = version + kind + writer + n.to_bytes(8, "big") + prev + rest
        return len(h).to_bytes(2, "big") + h + sig + len(payload).to_bytes(2, "big") + payload

    def _writer(self, reader: _Reader, flags: int) -> bytes:
        if flags & SAME_WRITER:
            if self._stream.last is None:
                raise BadMessage("record-writer")
            return self._stream.last
        if flags & NEW_WRITER:
            return reader.take(16)
        number = reader.varint()
        if number >= len(self._stream.writers):
            raise BadMessage("record-writer")
        return self._stream.writers[number]
