"""Packing letters into the frames of one request stream, before anything is sent.

Sizes must be known first, as the request names its length; sealing and signing happen later,
frame by frame, while the wire is busy with the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.store import steps
from data.store.mail.outgoing import OutItem
from sync.protocol.frame import StreamSealer, frame_size, join_plain, room
from sync.protocol.messages import BadMessage
from sync.protocol.splice import Splicer


@dataclass(frozen=True, slots=True)
class StreamPlan:
    """The plaintext of each frame, and the opids inside. ``unfit``: items whose bytes are
    not the op their row names."""

    plains: tuple[bytes, ...]
    opids: tuple[bytes, ...]
    whole: frozenset[bytes]
    unfit: tuple[bytes, ...]

    @property
    def length(self) -> int:
        """Bytes on the wire, frame headers and seals included."""
        end = len(self.plains) - 1
        return sum(
            frame_size(index, len(plain), last=index == end)
            for index, plain in enumerate(self.plains)
        )

    def frames(self, sealer: StreamSealer) -> Iterator[bytes]:
        """The frames, built as they are asked for."""
        last = len(self.plains) - 1
        for index, plain in enumerate(self.plains):
            yield sealer.frame(index, plain, last=index == last)
            steps.reached("courier-sent-frame")


def plan_stream(hello: bytes, items: Iterable[OutItem]) -> StreamPlan:
    """Pack ``items`` in their order behind ``hello``."""
    splicer = Splicer()
    plains: list[bytes] = []
    present: list[bytes] = [join_plain(hello, b"")]
    filled = len(present[0])
    opids: list[bytes] = []
    unfit: list[bytes] = []
    whole: set[bytes] = set()
    for item in items:
        try:
            record = splicer.prepare(item.raw, whole=item.whole)
            if filled + len(record.data) > room(len(plains)):
                plains.append(b"".join(present))
                splicer.next_frame()
                present, filled = [join_plain(b"", b"")], 2
                record = splicer.prepare(item.raw, whole=item.whole)
        except BadMessage:
            unfit.append(item.opid)
            continue
        if record.parts.opid != item.opid or filled + len(record.data) > room(len(plains)):
            unfit.append(item.opid)
            continue
        splicer.take(record)
        present.append(record.data)
        filled += len(record.data)
        opids.append(item.opid)
        if item.whole:
            whole.add(item.opid)
    plains.append(b"".join(present))
    return StreamPlan(tuple(plains), tuple(opids), frozenset(whole), tuple(unfit))
