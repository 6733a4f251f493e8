"""The attachments of one stream: chunks that come with it, what is said of them, what goes home.

Lives as long as a ``Reception`` does; the rows are ``sync.server.blobs``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from data.ops.op import Op
from sync.protocol.chunks import ChunkRecord, chunk_record, record_size
from sync.protocol.envelope import piece_size, seal_piece
from sync.protocol.frame import FrameHeader
from sync.protocol.messages import BlobRanges
from sync.server import blobs
from sync.server.city import City
from sync.server.statement import kept_backup

_AT_ONCE = 8


class Attachments:
    """What one stream has to do with attachments."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._told: dict[bytes, None] = {}
        self._ripe: set[bytes] = set()
        self.places: list[blobs.Place] = []

    def store(
        self,
        connection: Connection,
        device: bytes,
        letters: Iterable[Op],
        chunks: Sequence[ChunkRecord],
    ) -> None:
        """Keep the chunks of some frames, after their letters, in the same transaction."""
        for op in letters:
            if op.known:
                self._told |= {blob: None for blob, _, _ in op.head.att}
        if not chunks:
            return
        self._told |= {one.blob: None for one in chunks}
        if self._city.disk.takes_attachments():
            now = self._city.now()
            self._ripe |= blobs.store(connection, self._city.number, device, chunks, now)

    def settle(self) -> None:
        """After the commit: compare the hash of what may be whole now."""
        if self._ripe:
            blobs.settle(self._city.database, self._city.number, self._ripe, self._city.now())
            self._ripe = set()

    def hand_out(
        self, connection: Connection, wishes: Iterable[BlobRanges], may_pull: Callable[[str], bool]
    ) -> None:
        """Choose the chunks that go home behind the answer."""
        found = blobs.handed_out(connection, self._city.number, wishes, may_pull)
        self.places, waiting = found
        self._told |= dict.fromkeys(waiting)

    def said(
        self,
        connection: Connection,
        device: bytes,
        writers: Sequence[bytes],
        asked: Iterable[BlobRanges],
    ) -> tuple[BlobRanges, ...]:
        """What is lacking: of what this stream named or brought, of what was asked for, and of
        everything that is not whole of these writers."""
        told = self._told | {one.blob: None for one in asked if not one.ranges}
        city, now = self._city.number, self._city.now()
        told |= dict.fromkeys(blobs.unfinished(connection, city, writers))
        if not told:
            return ()
        word = ""
        if not self._city.disk.takes_attachments():
            word = blobs.FULL
        elif not blobs.room_today(connection, city, device, now):
            word = blobs.QUOTA
        kept = kept_backup(connection, city, now)
        return blobs.said(connection, city, told, safe_upto=kept[1] if kept else None, word=word)

    @property
    def size(self) -> int:
        """Bytes of all frames of ``pieces``."""
        return sum(piece_size(record_size(one.i, one.size)) for one in self.places)

    def pieces(self, rk: bytes, request: FrameHeader) -> Iterator[bytes]:
        """The frames behind the answer, a few chunks read at a time; they end early where a chunk
        was destroyed meanwhile."""
        for start in range(0, len(self.places), _AT_ONCE):
            batch = self.places[start : start + _AT_ONCE]
            with self._city.database.reading() as connection:
                bodies = blobs.read(connection, self._city.number, batch)
            for number, (place, body) in enumerate(zip(batch, bodies, strict=False), start + 1):
                yield seal_piece(
                    chunk_record(place.blob, place.i, body),
                    rk,
                    self._city.server,
                    request,
                    number,
                    last=number == len(self.places),
                )
            if len(bodies) < len(batch):
                return
