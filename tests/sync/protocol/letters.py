"""Random-looking op bytes with true chains, for tests that move bytes and verify nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sync.protocol.splice import cut


def noise(tag: str, size: int) -> bytes:
    """``size`` bytes that depend on ``tag`` alone."""
    return hashlib.shake_256(tag.encode()).digest(size)


def raw_op(
    writer: bytes, n: int, prev: bytes, *, payload: int = 200, rest: int = 90, version: int = 2
) -> bytes:
    """The stored bytes of something shaped like an op."""
    tag = f"{writer.hex()}-{n}-{payload}-{rest}"
    h = bytes([version]) + b"d" + writer + n.to_bytes(8, "big") + prev + noise("h" + tag, rest)
    inside = noise("p" + tag, payload)
    return (
        len(h).to_bytes(2, "big") + h + noise("s" + tag, 64)
        + len(inside).to_bytes(2, "big") + inside
    )  # fmt: skip


def chain(writer: bytes, count: int, *, payload: int = 200) -> Iterator[bytes]:
    """``count`` ops of one writer, each naming the one before."""
    prev = bytes(32)
    for n in range(1, count + 1):
        raw = raw_op(writer, n, prev, payload=payload)
        prev = cut(raw).opid
        yield raw


def erased(raw: bytes) -> bytes:
    """The same op after its payload was erased."""
    parts = cut(raw)
    assert parts.payload is not None
    head = raw[: len(raw) - len(parts.payload) - 2]
    return head + b"\xff\xff" + hashlib.sha256(parts.payload).digest()
