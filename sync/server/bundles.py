"""Bundles at the city: what a stick's file brings is taken as if it had come by the road.

Only the file is sealed, so its frames are read as they lie; each is signed by its laptop. What is
whole before damage is stored. The answer lies in a bundle for that laptop alone, whoever brings it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select, update

from data.ops.certs import CertProblem, DeviceCert, read_cert
from sync.protocol.bundle import (
    BadBundle,
    Bundle,
    Direction,
    OpenReader,
    open_bundle,
    pack_bundle,
    seal_bundle,
)
from sync.protocol.chunks import chunk_record
from sync.protocol.envelope import open_frame, stick_answer
from sync.protocol.frame import BadFrame, FrameHeader, FrameKind, parse_header
from sync.protocol.limits import FRAME_BODY, FRAME_HEADER
from sync.protocol.messages import Answer, BlobRanges, Cursor, Hello
from sync.server import steps
from sync.server.blobs import Place, read
from sync.server.city import City
from sync.server.ingest import Reception, Turned
from sync.server.registry import KnownDevice
from sync.server.store.tables import DEVICE, PAIR

_AT_ONCE = 16
_MOST_ANSWERS = 1_024


class StickReception(Reception):
    """One stream out of a bundle. It neither opens nor ends a stream of the road."""

    kind = FrameKind.BUNDLE

    def _new_opener(self) -> OpenReader:
        return OpenReader()

    def _is_stale(self, header: FrameHeader, device: KnownDevice) -> bool:
        return False

    def _check_reply(self, hello: Hello) -> None:
        return

    def _advance(
        self, connection: Connection, first: FrameHeader, last: FrameHeader, device: KnownDevice
    ) -> None:
        """Note the newest stream that came by stick; one taken again is no sign of life."""
        now, another = self._city.now(), DEVICE.c.stick_stream.is_distinct_from(first.stream)
        connection.execute(
            update(DEVICE)
            .where(self._row(device.id) & another)
            .values(stick_stream=first.stream, stick_seq=first.seq, stick_at=now, seen_at=now)
        )

    @property
    def letters(self) -> int:
        """How many letters of this stream the city has now."""
        return self._carried.count

    @property
    def device(self) -> bytes | None:
        """The laptop that wrote it, as soon as one of its frames was taken."""
        return self._last.sender if self._last else None

    def homeward(self, most: int) -> tuple[bytes, ...]:
        """The frames that answer it: as many answers as what waits fills, up to ``most`` bytes."""
        frames: list[bytes] = []
        asked, size = self._hello, 0
        while asked is not None and len(frames) < _MOST_ANSWERS and size < most:
            self._hello = asked
            message, hello, last = self.message()
            frame = stick_answer(
                message, self._city.server, stream=last.stream, seq=last.seq, index=len(frames)
            )
            frames.append(frame)
            handed = self._attachments.places
            frames += self._chunk_frames(handed, last, len(frames))
            self._attachments.places = []
            size += len(frame) + sum(one.size for one in handed)
            asked = going_on(hello, message, handed)
        return tuple(frames)

    def _chunk_frames(
        self, places: Sequence[Place], request: FrameHeader, index: int
    ) -> Iterator[bytes]:
        """Chunks of attachments that somebody on this laptop wished for."""
        for start in range(0, len(places), _AT_ONCE):
            batch = places[start : start + _AT_ONCE]
            with self._city.database.reading() as connection:
                bodies = read(connection, self._city.number, batch)
            pairs = zip(batch, bodies, strict=False)
            records = b"".join(chunk_record(one.blob, one.i, body) for one, body in pairs)
            if records:
                yield open_frame(self._city.server, records, request.stream, request.seq, index)
                index += 1


def going_on(hello: Hello, answer: Answer, handed: Sequence[Place] = ()) -> Hello | None:
    """The hello that asks for what follows this answer, or None when nothing does."""
    moved = {one.scope: one for one in answer.pulled}
    cur: dict[str, Cursor] = {}
    for scope, cursor in hello.cur.items() if moved else ():
        one = moved.get(scope)
        if one is None:  # the answer was full before its turn came
            cur[scope] = cursor
        elif one.more:
            cur[scope] = Cursor(one.ep, one.hi, one.at8, cursor.whole)
    part, wish = answer.pack, hello.pack
    if part is not None and wish is not None:
        end = part.offset + len(part.body)
        goes_on = part.body and end < part.size
        wish = msgspec.structs.replace(wish, sha=part.sha, offset=end) if goes_on else None
    elif not any(one.more for one in answer.pulled):
        wish = None
    wishes = left_over(hello.blobs, handed)
    if not cur and wish is None and not (wishes and handed):
        return None
    return msgspec.structs.replace(
        hello, cur=cur, pack=wish, blobs=wishes, dirseq=1 << 62, people=None
    )


def left_over(wishes: Iterable[BlobRanges], handed: Iterable[Place]) -> tuple[BlobRanges, ...]:
    """What was wished for and not handed out yet. Chunks are handed out in their order."""
    upto: dict[bytes, int] = {}
    for one in handed:
        upto[one.blob] = max(one.i, upto.get(one.blob, -1))
    left: list[BlobRanges] = []
    for wish in wishes:
        first = upto.get(wish.blob, -1) + 1
        ranges = tuple((max(lo, first), hi) for lo, hi in wish.ranges if hi >= first)
        if ranges:
            left.append(BlobRanges(wish.blob, ranges))
    return tuple(left)


@dataclass(frozen=True, slots=True)
class TakenBundle:
    """What became of one file. ``word``: ``ok``, or why it was not taken to its end.

    ``refusal`` is set where the city itself could not: full, busy.
    """

    bundle: Bundle
    reception: StickReception
    word: str
    refusal: Turned | None = None

    @property
    def device(self) -> bytes | None:
        """The laptop it is from, None where the city does not know it."""
        return self.reception.device


def take_bundle(city: City, data: bytes) -> TakenBundle:
    """Open a file and store what it holds. Raises ``BadBundle``."""
    bundle = open_bundle(data, city.secrets.transit)
    if bundle.direction is not Direction.OUTWARD:
        raise BadBundle("foreign")
    reception = StickReception(city)
    word, refusal = "ok" if bundle.whole else "cut", None
    try:
        for place in range(0, len(bundle.frames), _AT_ONCE):
            reception.take(_split(bundle.frames[place : place + _AT_ONCE]))
            steps.reached(steps.BUNDLE_PART)
    except BadFrame:
        word = "cut"
    except Turned as turned:
        word = turned.code
        refusal = turned if turned.code in ("full", "busy") else None
    return TakenBundle(bundle, reception, word, refusal)


def _split(frames: Sequence[bytes]) -> list[tuple[FrameHeader, bytes]]:
    found = []
    for frame in frames:
        header = parse_header(frame)
        if header.body_len > FRAME_BODY:
            raise BadFrame("too-big")
        found.append((header, frame[FRAME_HEADER:]))
    return found


def answer_bundle(city: City, taken: TakenBundle, id16: bytes, most: int) -> bytes | None:
    """The file for the laptop whose bundle was taken, of about ``most`` bytes at most.

    None where nothing can be sealed to it.
    """
    if taken.device is None:
        return None
    key = _sealing_key(city, taken.device)
    if key is None:
        return None
    frames = taken.reception.homeward(most)
    bundle = Bundle(Direction.HOMEWARD, id16, taken.device, city.now(), frames)
    return seal_bundle(pack_bundle(bundle), key)


def _sealing_key(city: City, device: bytes) -> bytes | None:
    """A laptop's X25519 key, out of its certificate."""
    with city.database.reading() as connection:
        doc = connection.execute(
            select(PAIR.c.doc).where((PAIR.c.city == city.number) & (PAIR.c.device_id == device))
        ).scalar()
    if doc is None:
        return None
    try:
        cert = read_cert(doc).cert
    except CertProblem:
        return None
    return cert.x if isinstance(cert, DeviceCert) else None
