"""Every form a letter's outside may have comes back byte for byte, to our reader and the other."""

from __future__ import annotations

import hashlib
import random
import struct

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ops.header import BadOp, Header, Routing, Status, check_written, encode_h
from data.ops.op import Op, make_op
from sync.protocol.homeward import ops_of, splice_ops
from sync.protocol.messages import Pulled, PulledOp
from sync.protocol.splice import Splicer, Unsplicer, cut
from tests.wire.decoder import letter, records, spliced
from tests.wire.packed import unpack

SEED = b"\x01" * 32
small = st.integers(0, 2**16 - 1)
number = st.one_of(small, st.integers(0, 2**53 - 1))
word = st.text(st.characters(min_codepoint=33, max_codepoint=0x1FFF), max_size=12)


def some(size: int) -> st.SearchStrategy[bytes]:
    return st.binary(min_size=size, max_size=size)


routing = st.builds(
    Routing,
    scope=word,
    kel=st.from_regex(r"[0-9]{10}", fullmatch=True),
    pri=st.integers(1, 4),
    svc=st.lists(word, max_size=8),
    due=st.integers(0, 2**32 - 1),
    tk=st.one_of(st.just(b""), some(16)),
    own=st.integers(0, 1),
)
status = st.builds(Status, ref=some(32), state=st.integers(1, 6), accepted=st.integers(0, 1))


@st.composite
def outsides(draw: st.DrawFn) -> tuple[str, Header]:
    """A kind and any header it may have."""
    kind = draw(st.sampled_from("dgrsxa"))
    wraps = draw(st.lists(st.tuples(some(8), some(80)), max_size=4))
    aw = draw(st.none() | some(48))
    return kind, Header(
        rec=draw(some(16)),
        lam=draw(number),
        tw=draw(st.integers(-(2**53) + 1, 2**53 - 1)),
        fv=draw(word),
        aud=draw(word),
        ce=draw(st.integers(0, 2**32 - 1)),
        dic=draw(small),
        deps=draw(st.lists(some(16), max_size=5)),
        off=draw(st.none() | st.lists(st.integers(-(2**31), 2**53 - 1), min_size=2, max_size=2)),
        kc=draw(some(32)) if wraps or aw else None,
        wraps=wraps,
        aw=aw,
        r=draw(routing) if kind == "r" else None,
        s=draw(status) if kind == "s" else None,
        x=draw(st.lists(some(32), max_size=6)) if kind == "x" else [],
        att=draw(st.lists(st.tuples(some(32), small, small), max_size=3)),
        cp=draw(st.none() | some(32)),
    )


def chained(heads: list[tuple[str, Header]], draw: random.Random) -> list[Op]:
    """Signed letters of one writer, with a gap here and there."""
    prev, n, ops = bytes(32), 0, list[Op]()
    for kind, head in heads:
        if draw.random() < 0.2:
            n, prev = n + 1, draw.randbytes(32)
        n += 1
        op = make_op(kind, SEED, n, prev, head, draw.randbytes(draw.randrange(16, 400)))
        prev = op.opid
        ops.append(op)
    return ops


@settings(max_examples=150, deadline=None)
@given(st.lists(outsides(), min_size=1, max_size=6), st.integers(0, 2**32))
def test_up_and_down_give_the_exact_bytes_to_both_readers(
    heads: list[tuple[str, Header]], seed: int
) -> None:
    ops = chained(heads, random.Random(seed))
    splicer, carried = Splicer(), b""
    for op in ops:
        record = splicer.prepare(op.raw)
        splicer.take(record)
        carried += record.data
    raws = [op.raw for op in ops]
    assert [one.raw for one in Unsplicer().feed(carried)] == raws
    assert records(carried) == raws
    assert [letter(raw).opid for raw in raws] == [op.opid for op in ops]
    placed = tuple(PulledOp(5 + 2 * at, raw) for at, raw in enumerate(raws))
    pulled = Pulled("p:x", 1, 3, 99, (), False, splice_ops(placed, 3))
    assert ops_of(pulled) == placed
    assert spliced(unpack(msgspec.msgpack.encode(pulled))) == [(op.pos, op.raw) for op in placed]


def longer_forms(tail: bytes, draw: random.Random) -> bytes:
    """The same MessagePack values with one length or number written longer than it must be."""
    places = [at for at, byte in enumerate(tail) if byte in range(0x80) or byte == 0xC4]
    at = draw.choice(places)
    if tail[at] == 0xC4:
        return tail[:at] + b"\xc5\x00" + tail[at + 1 :]
    return tail[:at] + b"\xcc" + tail[at:]


@settings(max_examples=150, deadline=None)
@given(outsides(), st.integers(0, 2**32))
def test_what_is_written_longer_than_it_must_be_is_never_signed_yet_travels_exactly(
    outside: tuple[str, Header], seed: int
) -> None:
    kind, head = outside
    h = encode_h(kind, b"w" * 16, 1, bytes(32), head)
    longer = h[:58] + longer_forms(h[58:], random.Random(seed))
    if longer_says_the_same(h, longer):
        with pytest.raises(BadOp):
            check_written(longer)
    payload = b"p" * 40
    raw = struct.pack(">H", len(longer)) + longer + b"s" * 64 + struct.pack(">H", 40) + payload
    carried = Splicer().prepare(raw).data
    assert records(carried) == [one.raw for one in Unsplicer().feed(carried)] == [raw]
    assert cut(raw).opid == letter_opid(raw)


def longer_says_the_same(h: bytes, longer: bytes) -> bool:
    """Whether both read as the same values (a changed byte inside a value may read otherwise)."""
    try:
        return bool(unpack(longer[58:]) == unpack(h[58:]))
    except (ValueError, IndexError, KeyError, UnicodeDecodeError, TypeError):
        return False


def letter_opid(raw: bytes) -> bytes:
    """The name of stored bytes, computed here by hand."""
    size = struct.unpack(">H", raw[:2])[0]
    core = raw[: 2 + size] + hashlib.sha256(raw[2 + size + 66 :]).digest()
    return hashlib.sha256(b"psk/opid/2\0" + core + raw[2 + size : 2 + size + 64]).digest()
