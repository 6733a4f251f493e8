"""Attachments on the road, the laptop's side of one pass: what to ask, what to send, what came.

Chunks leave only when an answer of this very pass named what the city lacks: so the receipt of a
letter never waits behind its attachment, and nothing the city has is sent again, whatever was cut
and wherever else chunks travel. A stream of chunks takes about a minute of the
line, so that what is written meanwhile goes soon; something urgent does not even wait for that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data.ops.blob import CHUNK, chunk_size
from data.store.mailbag import Mailbag
from sync.client.line import Line
from sync.protocol.chunks import ChunkRecord, chunk_record, record_size
from sync.protocol.limits import POST_BYTES
from sync.protocol.messages import BlobRanges

HOLD = "attachments_hold"
WORD = "attachments_word"  # why the city takes no more now: quota, full, or nothing
SAFE = "safe"
NOT_THERE = "not-there"
_STREAM_TIME, _LEAST_STREAM = 60.0, 64 * 1024
_WISH_TIME, _LEAST_WISH, _MOST_WISH = 10.0, 2, 256
_MOST_ASKED, _MOST_WISHED, _MOST_RANGES = 16, 8, 32


class ChunkGone(Exception):
    """A chunk that was to be sent lies here no more: its letter was erased meanwhile."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Chunk ``i`` of an attachment as it will travel: ``size`` bytes of ciphertext."""

    bag: Mailbag
    blob: bytes
    i: int
    size: int

    @property
    def length(self) -> int:
        """Bytes of its record."""
        return record_size(self.i, self.size)

    def record(self) -> bytes:
        """Its record, read now. Raises ``ChunkGone``; what is damaged here is then let go."""
        body = self.bag.chunk(self.blob, self.i)
        if body is None or len(body) != self.size:
            self.bag.blob_holds(self.blob)
            raise ChunkGone
        return chunk_record(self.blob, self.i, body)


class Parcels:
    """The attachments of one pass. Nothing here outlives it: the next pass asks anew."""

    def __init__(self, bag: Mailbag, line: Line) -> None:
        self._bag = bag
        self._line = line
        self._named: set[bytes] = set()
        self._stopped = False
        self._in_vain: set[bytes] = set()
        self._wished: tuple[BlobRanges, ...] = ()
        self._wished_in_vain: set[bytes] = set()
        self.wishes_go_on = False
        self.sent = 0
        self.came = 0

    # what the hello says ---------------------------------------------------------------------

    def hello(self, had: Collection[bytes], *, alone: bool) -> tuple[BlobRanges, ...]:
        """How do these stand, and (in an exchange without letters) which chunks are wished for.

        ``had``: opids the city has. Asked is of all that it may have got by another road since, and
        of what only waits to be safe.
        """
        standings = [
            one
            for one in self._bag.blob_standings()
            if (not one.waits if one.had else not one.waits or one.opid in had)
        ]
        standings.sort(key=lambda one: one.had)
        asked = dict.fromkeys(BlobRanges(one.blob) for one in standings)
        self._wished = self._wishes() if alone else ()
        return (*list(asked)[:_MOST_ASKED], *self._wished)

    def _wishes(self) -> tuple[BlobRanges, ...]:
        fits = int(self._line.down_rate * _WISH_TIME / CHUNK)
        left = min(max(fits, _LEAST_WISH), _MOST_WISH)
        wished: list[BlobRanges] = []
        for blob, missing in self._bag.open_wishes():
            if blob in self._wished_in_vain or left <= 0 or len(wished) >= _MOST_WISHED:
                continue
            ranges = []
            for lo, hi in missing[:_MOST_RANGES]:
                if left > 0:
                    ranges.append((lo, min(hi, lo + left - 1)))
                    left -= ranges[-1][1] - lo + 1
            wished.append(BlobRanges(blob, tuple(ranges)))
        return tuple(wished)

    # what an answer says ---------------------------------------------------------------------

    def heard(self, told: Sequence[BlobRanges], parcels: Sequence[Parcel]) -> None:
        """After an answer was stored: what the stream's chunks came to, and whether to go on."""
        for one in told:
            (self._named.add if one.ranges else self._named.discard)(one.blob)
        words = {one.word for one in told if one.ranges} - {""}
        self._stopped = bool(words)
        word = min(words, default="").encode()
        if (self._bag.meta(WORD) or b"") != word:
            self._bag.put_meta(WORD, word)
        sent: dict[bytes, set[int]] = {}
        for parcel in parcels:
            sent.setdefault(parcel.blob, set()).add(parcel.i)
        for blob, places in sent.items():
            lacking = {i for lo, hi in self._bag.chunks_lacking(blob) for i in range(lo, hi + 1)}
            self.sent += len(places - lacking)
            if places <= lacking:
                # None of them counts, or all together were wrong: look at our own, try no more now.
                self._in_vain.add(blob)
                self._bag.blob_holds(blob)

    def arrived(self, records: Sequence[ChunkRecord], now: int) -> None:
        """Lay chunks that came."""
        by_blob: dict[bytes, list[tuple[int, bytes]]] = {}
        for one in records:
            by_blob.setdefault(one.blob, []).append((one.i, one.body))
        for blob, chunks in by_blob.items():
            self._bag.put_chunks(blob, chunks, now)
            self.came += len(chunks)

    def wishes_answered(self, came: Collection[bytes], *, letters_first: bool) -> None:
        """After an exchange: what was wished for in vain is not wished for again in this pass.

        ``came``: attachments of which a chunk came; ``letters_first``: the city still had letters
        for us and handed out no chunk for that.
        """
        if not letters_first:
            for wish in self._wished:
                if wish.blob not in came:
                    self._wished_in_vain.add(wish.blob)
                    self._bag.refuse_wish(wish.blob, NOT_THERE)
        self.wishes_go_on = any(
            blob not in self._wished_in_vain for blob, _ in self._bag.open_wishes()
        )

    # what to send ----------------------------------------------------------------------------

    def to_send(self) -> tuple[Parcel, ...]:
        """The chunks of the next stream: the gravest letter's first, then the oldest's.

        None but what an answer of this pass named, none while attachments are held back, or when
        the city takes none.
        """
        if self._stopped or self._bag.meta(HOLD):
            return ()
        room = min(max(int(self._line.rate * _STREAM_TIME), _LEAST_STREAM), POST_BYTES)
        chosen: list[Parcel] = []
        needed = self._named - self._in_vain
        for face in self._bag.blobs_waiting():
            if face.blob not in needed:
                continue
            needed.discard(face.blob)
            for lo, hi in self._bag.chunks_lacking(face.blob):
                for i in range(lo, hi + 1):
                    parcel = Parcel(self._bag, face.blob, i, chunk_size(face.bytes, i))
                    if parcel.length > room and chosen:
                        return tuple(chosen)
                    room -= parcel.length
                    chosen.append(parcel)
        return tuple(chosen)


def take_said(bag: Mailbag, told: Sequence[BlobRanges], now: int) -> None:
    """Store the city's word on attachments, of an answer whose receipt is the newest.

    What somebody here only wishes to see is not ours to send.
    """
    ours = {blob for blob, _ in bag.blobs_laid()}
    wished = {blob for blob, _ in bag.open_wishes()} - ours if told else set()
    bag.note_blob_needs([(one.blob, one.ranges) for one in told if one.blob not in wished], now)
    safe = [one.blob for one in told if one.word == SAFE and not one.ranges and one.blob in ours]
    if safe:
        bag.blobs_safe(safe)
