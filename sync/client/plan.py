"""Packing letters into the frames of one request stream, before anything is sent.

Sizes must be known first, as the request names its length; sealing and signing happen later,
frame by frame, while the wire is busy with the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from data.store import steps
from data.store.mail.outgoing import OutItem
from sync.client.blobs import Parcel
from sync.protocol.frame import StreamSealer, frame_size, join_plain, pack, room
from sync.protocol.limits import PACKED_PLAIN
from sync.protocol.messages import BadMessage
from sync.protocol.splice import Splicer

SMALL_FRAME = 4_096
SMALL_FRAMES = 5


@dataclass(frozen=True, slots=True)
class Inside:
    """What is sealed into one frame; ``packed``: it was packed first."""

    plain: bytes
    packed: bool = False


@dataclass(frozen=True, slots=True)
class StreamPlan:
    """What goes into each frame, and the opids inside.

    ``unfit``: items that are no op or too long to send; of these ``spoilt``: those whose bytes are
    not the op their row names. ``parcels``: chunks of attachments, a frame each, after all letters;
    they are read when their frame is built.
    """

    insides: tuple[Inside, ...]
    opids: tuple[bytes, ...]
    whole: frozenset[bytes]
    unfit: tuple[bytes, ...]
    parcels: tuple[Parcel, ...] = ()
    spoilt: tuple[bytes, ...] = ()

    @property
    def length(self) -> int:
        """Bytes on the wire, frame headers and seals included."""
        sizes = [len(one.plain) for one in self.insides]
        sizes += [len(join_plain(b"", b"")) + one.length for one in self.parcels]
        end = len(sizes) - 1
        return sum(frame_size(index, size, last=index == end) for index, size in enumerate(sizes))

    @property
    def packed(self) -> bool:
        """Whether the city must be able to read packed frames."""
        return any(one.packed for one in self.insides)

    def frames(self, sealer: StreamSealer) -> Iterator[bytes]:
        """The frames, built as they are asked for. Raises ``ChunkGone``."""
        last = len(self.insides) + len(self.parcels) - 1
        chunks = (Inside(join_plain(b"", one.record())) for one in self.parcels)
        for index, one in enumerate(chain(self.insides, chunks)):
            yield sealer.frame(index, one.plain, last=index == last, packed=one.packed)
            steps.reached("courier-sent-frame")


class _Present:
    """The frame being filled: its plaintext so far, packed anew when that would not fit as it is.

    What goes in may be up to PACKED_PLAIN bytes where it packs well; ``closed`` is what is sealed.
    Beyond ``most`` bytes nothing more is added to what is in already.
    """

    def __init__(self, index: int, first: bytes, *, may_pack: bool, most: int) -> None:
        self._room = room(index)
        self._empty, self._most = True, most
        self._plain = first
        self._packed: bytes | None = None
        self._may_pack = may_pack

    def takes(self, data: bytes) -> bool:
        """Add ``data`` if the frame still fits with it; say whether it did."""
        longer = self._plain + data
        if len(longer) > self._most and not self._empty:
            return False
        packed = None
        if len(longer) > self._room:
            if not self._may_pack or len(longer) > PACKED_PLAIN:
                return False
            packed = pack(longer)
            if len(packed) > self._room:
                return False
        self._plain, self._packed, self._empty = longer, packed, False
        return True

    def closed(self) -> Inside:
        """What is sealed: packed where that is shorter."""
        if not self._may_pack:
            return Inside(self._plain)
        packed = self._packed or pack(self._plain)
        shorter = len(packed) < len(self._plain)
        return Inside(packed, packed=True) if shorter else Inside(self._plain)


def plan_stream(
    hello: bytes, items: Iterable[OutItem], *, may_pack: bool = False, small: bool = False
) -> StreamPlan:
    """Fill frames with ``items`` in their order behind ``hello``.

    ``may_pack``: the city reads packed frames, and nothing urgent is here whose size should say
    nothing. ``small``: the line was just cut, and whole frames are what a cut leaves standing: no
    more than SMALL_FRAME bytes in each of the first SMALL_FRAMES, unless a letter alone is longer.
    """
    most = SMALL_FRAME if small else PACKED_PLAIN
    splicer = Splicer()
    insides: list[Inside] = []
    present = _Present(0, join_plain(hello, b""), may_pack=may_pack, most=most)
    opids: list[bytes] = []
    unfit: list[bytes] = []
    spoilt: list[bytes] = []
    whole: set[bytes] = set()
    for item in items:
        try:
            record = splicer.prepare(item.raw, whole=item.whole)
        except BadMessage:
            spoilt.append(item.opid)
            continue
        if record.parts.opid != item.opid:
            spoilt.append(item.opid)
            continue
        if not present.takes(record.data):
            insides.append(present.closed())
            splicer.next_frame()
            first = join_plain(b"", b"")
            if len(insides) >= SMALL_FRAMES:
                most = PACKED_PLAIN
            present = _Present(len(insides), first, may_pack=may_pack, most=most)
            record = splicer.prepare(item.raw, whole=item.whole)
            if not present.takes(record.data):
                unfit.append(item.opid)
                continue
        splicer.take(record)
        opids.append(item.opid)
        if item.whole:
            whole.add(item.opid)
    insides.append(present.closed())
    return StreamPlan(
        tuple(insides), tuple(opids), frozenset(whole), (*unfit, *spoilt), spoilt=tuple(spoilt)
    )
