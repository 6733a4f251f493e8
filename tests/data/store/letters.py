"""Small true letters for the drawers: signed ops of one writer, one after the other."""

from __future__ import annotations

from data.ops.header import Header
from data.ops.op import Op, make_op
from data.store.mail.outgoing import LaidItem

WRITER_SEED = b"\x01" * 32
OWNER = b"v" * 16


def chain(
    count: int, *, seed: bytes = WRITER_SEED, rec: bytes = b"r" * 16, start: Op | None = None
) -> list[Op]:
    """``count`` ops of a writer; ``start`` is the op they follow. Payloads differ by number."""
    made: list[Op] = []
    before = start
    for _ in range(count):
        n = before.n + 1 if before else 1
        prev = before.opid if before else bytes(32)
        head = Header(rec=rec, lam=n, tw=1_000 + n, fv="intake 1", aud="own", ce=1)
        before = make_op("d", seed, n, prev, head, b"sealed" + n.to_bytes(4, "big") + seed[:4])
        made.append(before)
    return made


def forked(op: Op, *, seed: bytes = WRITER_SEED) -> Op:
    """Another op at the same number and place of the same writer."""
    head = Header(rec=op.head.rec, lam=op.head.lam, tw=9, fv="intake 1", aud="own", ce=1)
    return make_op("d", seed, op.n, op.prev, head, b"another inside")


def laid(op: Op, *, pri: int = 1, at: int = 100) -> LaidItem:
    """An op as an item to lay."""
    return LaidItem(op.opid, op.writer, op.n, op.prev, op.kind, pri, op.raw, OWNER, at)
