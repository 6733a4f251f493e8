"""Pulled letters on the way home: spliced at the city, put back byte for byte on the laptop.

The same records as upward, as one frame of a stream of its own. What is left out stands under the
writer's signature, and a hash over all exact bytes says at once whether they came back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sync.protocol.messages import BadMessage, Pulled, PulledOp, SplicedOps
from sync.protocol.splice import Splicer, Unsplicer


def splice_ops(ops: Sequence[PulledOp], lo: int) -> SplicedOps | None:
    """Ops of a range that begins at ``lo``, spliced; None where one is not shaped like an op."""
    splicer, steps, records = Splicer(), list[int](), list[bytes]()
    digest, before = hashlib.sha256(), lo - 1
    for op in ops:
        try:
            record = splicer.prepare(op.raw)
        except BadMessage:
            return None
        splicer.take(record)
        records.append(record.data)
        steps.append(op.pos - before)
        before = op.pos
        digest.update(op.raw)
    return SplicedOps(tuple(steps), b"".join(records), digest.digest())


def ops_of(pulled: Pulled) -> tuple[PulledOp, ...]:
    """The ops of a range, however they travelled. Raises ``BadMessage``: nothing is taken then."""
    bundle = pulled.bundle
    if bundle is None:
        return pulled.ops
    raws = [one.raw for one in Unsplicer().feed(bundle.records)]
    if len(raws) != len(bundle.steps) or hashlib.sha256(b"".join(raws)).digest() != bundle.digest:
        raise BadMessage("spliced")
    place, found = pulled.lo - 1, list[PulledOp]()
    for step, raw in zip(bundle.steps, raws, strict=True):
        place += step
        found.append(PulledOp(place, raw))
    return tuple(found)
