"""The exact bytes of an op."""

from __future__ import annotations

import os

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ops.header import PREFIX_BYTES, BadOp, Header, Status, encode_h
from data.ops.keys import ed_public, id16
from data.ops.op import (
    MAX_OP,
    Op,
    fixed_prefix,
    make_op,
    one_use,
    rebuild,
    rest_of_h,
    sign_h,
    verify,
    verify_one_use,
)
from tests.data.ops.city import seed
from tests.data.ops.letters import REC, WRITER, first_head, letter

WRITER_PUB = ed_public(WRITER)


def test_what_was_signed_is_read_back_byte_for_byte() -> None:
    op = letter("r", head=first_head())
    again = Op.parse(op.raw)
    assert again == op
    assert again.raw == op.raw
    assert verify(again, WRITER_PUB)
    assert not verify(again, ed_public(seed(2)))


def test_the_fixed_prefix_is_58_bytes_and_starts_every_header() -> None:
    op = letter()
    assert PREFIX_BYTES == 58
    assert fixed_prefix(op) == op.h[:58]
    assert op.h[:2] == b"\x02d"
    assert op.h[2:18] == op.writer == id16(WRITER_PUB)


def test_empty_elements_at_the_end_of_the_header_are_left_out() -> None:
    bare = encode_h("d", bytes(16), 1, bytes(32), Header(rec=REC))
    full = encode_h("d", bytes(16), 1, bytes(32), Header(rec=REC, cp=bytes(32)))
    assert msgspec.msgpack.decode(bare[58:]) == [REC, 1, 0, "", "own", 0, 0]
    assert len(msgspec.msgpack.decode(full[58:])) == 18


@pytest.mark.parametrize("place", range(0, 400, 7))
def test_one_changed_bit_is_noticed(place: int) -> None:
    op = letter("r", head=first_head())
    changed = bytearray(op.raw)
    changed[place] ^= 1
    try:
        read = Op.parse(bytes(changed))
    except BadOp:
        return
    assert not verify(read, WRITER_PUB)
    assert read.opid != op.opid


def test_an_erased_op_keeps_its_name_and_its_signature() -> None:
    op = letter()
    gone = op.without_payload()
    assert Op.parse(gone.raw) == gone
    assert gone.erased and gone.payload is None
    assert gone.opid == op.opid and gone.payload_hash == op.payload_hash
    assert verify(gone, WRITER_PUB)
    assert len(gone.raw) < len(op.raw)


def test_the_road_can_put_an_op_together_again() -> None:
    op = letter("r", head=first_head())
    assert op.payload is not None
    parts = (op.v, op.kind, op.writer, op.n, op.prev, rest_of_h(op), op.sig, op.payload)
    assert rebuild(*parts) == op
    wrong = rebuild(op.v, op.kind, op.writer, 2, op.opid, rest_of_h(op), op.sig, op.payload)
    assert not verify(wrong, WRITER_PUB)
    with pytest.raises(BadOp):
        rebuild(op.v, op.kind, b"short", op.n, op.prev, rest_of_h(op), op.sig, op.payload)


def test_a_header_that_is_not_in_its_shortest_form_is_refused_at_write() -> None:
    h = encode_h("d", id16(WRITER_PUB), 1, bytes(32), Header(rec=REC))
    assert sign_h(WRITER, h, b"")
    assert h[-1:] == b"\x00"  # dic, the last element
    for longer in (b"\xcc\x00", b"\xcd\x00\x00", b"\xd0\x00", b"\xcf" + bytes(8)):
        with pytest.raises(BadOp, match="minimal"):
            sign_h(WRITER, h[:-1] + longer, b"")
    with pytest.raises(BadOp, match="minimal"):
        sign_h(WRITER, h + b"\x00", b"")


def test_a_header_of_another_writer_is_never_signed() -> None:
    h = encode_h("d", bytes(16), 1, bytes(32), Header(rec=REC))
    with pytest.raises(BadOp):
        sign_h(WRITER, h, b"")


def test_unknown_elements_of_a_newer_writer_are_kept() -> None:
    full = Header(rec=REC, cp=bytes(32))
    h = encode_h("d", id16(WRITER_PUB), 1, bytes(32), full)
    values = msgspec.msgpack.decode(h[58:])
    longer = h[:58] + msgspec.msgpack.encode([*values, "later", [1, 2]])
    op = sign_h(WRITER, longer, b"inside")
    assert op.head == full
    assert Op.parse(op.raw).h == longer


def test_a_newer_version_is_kept_with_a_blank_header() -> None:
    raw = bytearray(letter().raw)
    raw[2] = 3
    op = Op.parse(bytes(raw))
    assert not op.known
    assert op.head == Header()
    assert (op.kind, op.n) == ("d", 1)
    raw[2] = 1
    with pytest.raises(BadOp):
        Op.parse(bytes(raw))


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("q", Header(rec=REC)),
        ("d", Header(rec=b"short")),
        ("d", Header(rec=REC, deps=[bytes(16)] * 17)),
        ("d", Header(rec=REC, fv="x" * 25)),
        ("d", Header(rec=REC, kc=bytes(32))),
        ("d", Header(rec=REC, aw=bytes(48))),
        ("r", Header(rec=REC)),
        ("s", Header(rec=REC, s=Status(bytes(32), 7, 0))),
        ("d", Header(rec=REC, x=[bytes(32)])),
        ("d", Header(rec=REC, wraps=[(bytes(8), bytes(80))] * 33, kc=bytes(32))),
    ],
)
def test_a_header_outside_the_limits_is_never_signed(kind: str, head: Header) -> None:
    with pytest.raises(BadOp):
        make_op(kind, WRITER, 1, bytes(32), head, b"")


def test_number_one_has_no_predecessor_and_every_other_has_one() -> None:
    for n, prev in ((1, bytes([1]) * 32), (2, bytes(32)), (0, bytes(32))):
        with pytest.raises(BadOp):
            make_op("d", WRITER, n, prev, Header(rec=REC), b"")


def test_an_op_is_at_most_15872_bytes() -> None:
    room = MAX_OP - len(make_op("d", WRITER, 1, bytes(32), Header(rec=REC), b"").raw)
    assert len(make_op("d", WRITER, 1, bytes(32), Header(rec=REC), bytes(room)).raw) == MAX_OP
    with pytest.raises(BadOp, match="size"):
        make_op("d", WRITER, 1, bytes(32), Header(rec=REC), bytes(room + 1))


def test_an_urgent_referral_of_the_door_proves_its_laptop() -> None:
    device = seed(2)
    fresh = seed(9)
    head = first_head(one=one_use(ed_public(fresh), device), aw=None)
    op = letter("r", head=head, writer=fresh)
    assert verify_one_use(op, ed_public(device))
    assert not verify_one_use(op, ed_public(seed(3)))
    second = letter("r", n=2, prev=op.opid, head=head, writer=fresh)
    assert not verify_one_use(second, ed_public(device))
    stolen = letter("r", head=head, writer=seed(10))
    assert not verify_one_use(stolen, ed_public(device))


FUZZ = settings(
    max_examples=10_000 if os.environ.get("RESPONDER_ALL") == "1" else 500, deadline=None
)


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes_are_refused_calmly(raw: bytes) -> None:
    with pytest.raises(BadOp):
        Op.parse(raw)


@FUZZ
@given(st.data())
def test_a_mangled_op_is_refused_or_does_not_verify(data: st.DataObject) -> None:
    whole = letter("r", head=first_head()).raw
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, len(whole)))
    mangled = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    try:
        op = Op.parse(mangled)
    except BadOp:
        return
    assert mangled == whole or not verify(op, WRITER_PUB)
