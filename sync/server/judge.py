"""Which arrived bytes are letters the city keeps: rebuilt, signed by a certified writer, marked.

A mark is no refusal. Refused are only bytes that came whole and still are no op of their writer,
and ops of a writer nobody vouches for yet (their certificates are asked for; the mailbag keeps
them meanwhile).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from data.ops.directory import Directory
from data.ops.header import BadOp
from data.ops.op import Op, verify, verify_one_use
from sync.protocol.messages import Held, NeedAt
from sync.protocol.splice import Arrived, cut
from sync.server.policy import Author
from sync.server.registry import KnownWriter

BAD = "bad"
UNKNOWN_WRITER = "unknown_writer"
VERSION = "version"
REVOKED = "revoked"
QUOTA = "quota"
FORK = "fork"

DeviceKeyOf = Callable[[bytes], bytes | None]


@dataclass(frozen=True, slots=True)
class Letter:
    """One verified op, who wrote it, and its mark if it has one."""

    op: Op
    author: Author
    mark: str | None


@dataclass(slots=True)
class Verdict:
    """What became of the ops of one frame."""

    letters: list[Letter] = field(default_factory=list)
    needs: list[NeedAt] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


def judge(
    arrived: Iterable[Arrived],
    writers: Mapping[bytes, KnownWriter],
    device_key_of: DeviceKeyOf,
    directory: Directory,
) -> Verdict:
    """Verify the ops of one frame. No database, no clock: may run before the transaction."""
    verdict = Verdict()
    for one in arrived:
        try:
            op = Op.parse(one.raw)
        except BadOp:
            _refuse(verdict, one, cut(one.raw).opid)
            continue
        if op.erased:  # nobody may bring an op without its inside
            _refuse(verdict, one, op.opid)
            continue
        if op.head.one is not None:
            _judge_one_use(verdict, one, op, device_key_of, directory)
            continue
        writer = writers.get(op.writer)
        if writer is None:
            verdict.held.append(Held(op.id16, UNKNOWN_WRITER))
        elif verify(op, writer.pub):
            author = Author(writer.user, None, writer.desk, writer.revoked)
            verdict.letters.append(Letter(op, author, _mark(op, author)))
        else:
            _refuse(verdict, one, op.opid)
    return verdict


def _judge_one_use(
    verdict: Verdict, one: Arrived, op: Op, device_key_of: DeviceKeyOf, directory: Directory
) -> None:
    device = op.head.one[2] if op.head.one else b""
    key = device_key_of(device)
    if key is None:
        verdict.held.append(Held(op.id16, UNKNOWN_WRITER))
    elif verify_one_use(op, key):
        author = Author(None, device, False, directory.is_revoked(device))
        verdict.letters.append(Letter(op, author, _mark(op, author)))
    else:
        _refuse(verdict, one, op.opid)


def _mark(op: Op, author: Author) -> str | None:
    if author.revoked:
        return REVOKED
    return None if op.known else VERSION


def _refuse(verdict: Verdict, one: Arrived, opid: bytes) -> None:
    """A rebuilt op that does not verify is wanted whole; one that came whole is bad."""
    if one.whole:
        verdict.held.append(Held(opid[:16], BAD))
    else:
        verdict.needs.append(NeedAt(one.writer, one.n))
