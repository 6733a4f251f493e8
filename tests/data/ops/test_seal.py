"""Content keys, payloads, wraps."""

from __future__ import annotations

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from data.content.dictionary.shipped import CURRENT, dictionaries
from data.ops.header import Header
from data.ops.keys import CannotOpen, x_public
from data.ops.op import Op
from data.ops.payload import BadPayload, PayloadBody, decode_body, encode_body
from data.ops.seal import (
    OVERHEAD,
    SizeClass,
    TooLong,
    author_unwrap,
    author_wrap,
    ck_for_author,
    ck_for_reader,
    commitment,
    open_body,
    open_payload,
    pack_body,
    unpack_body,
    unwrap_ck,
    wrap_ck,
)
from tests.data.ops.city import CITY, DESK, seed
from tests.data.ops.letters import AUTHOR_SECRET, CK, REC, first_head, letter


def test_the_desk_and_the_author_open_a_referral_and_nobody_else() -> None:
    body = PayloadBody("referral", {"survivor_name": "CONTOH", "age_years": 31})
    op = Op.parse(letter("r", head=first_head(), body=body).raw)
    for_desk = ck_for_reader(op, DESK, x_public(DESK), city=CITY)
    for_author = ck_for_author(op, AUTHOR_SECRET, city=CITY)
    assert for_desk == for_author == CK
    assert open_body(for_desk, op) == body
    with pytest.raises(CannotOpen):
        open_body(seed(6), op)
    with pytest.raises(CannotOpen):
        ck_for_reader(op, seed(6), x_public(seed(6)), city=CITY)
    with pytest.raises(CannotOpen):
        ck_for_author(op, seed(6), city=CITY)


def test_a_wrap_opens_only_under_everything_it_is_bound_to() -> None:
    bound = {"city": CITY, "rec": REC, "ce": 0, "aud": "desk", "rid": bytes(8)}
    wrap = wrap_ck(CK, x_public(DESK), **bound)  # type: ignore[arg-type]  # one mixed table
    assert len(wrap) == 80
    assert unwrap_ck(wrap, DESK, **bound) == CK  # type: ignore[arg-type]  # one mixed table
    for other in ({"city": 1}, {"rec": bytes(16)}, {"ce": 1}, {"aud": "own"}, {"rid": b"x" * 8}):
        with pytest.raises(CannotOpen):
            unwrap_ck(wrap, DESK, **(bound | other))  # type: ignore[arg-type]  # one mixed table


def test_the_authors_wrap_is_48_bytes_and_bound_to_the_commitment() -> None:
    wrap = author_wrap(CK, AUTHOR_SECRET, city=CITY, rec=REC, ce=0, aud="own")
    assert len(wrap) == 48
    opened = author_unwrap(wrap, AUTHOR_SECRET, commitment(CK), city=CITY, rec=REC, ce=0, aud="own")
    assert opened == CK
    with pytest.raises(CannotOpen):
        author_unwrap(wrap, AUTHOR_SECRET, commitment(seed(6)), city=CITY, rec=REC, ce=0, aud="own")


def test_a_sealed_body_cannot_be_moved_to_another_header() -> None:
    one, two = letter(head=Header(rec=REC, tw=1)), letter(head=Header(rec=REC, tw=2))
    assert one.payload is not None
    raw = len(two.h).to_bytes(2, "big") + two.h + two.sig
    moved = Op.parse(raw + len(one.payload).to_bytes(2, "big") + one.payload)
    with pytest.raises(CannotOpen):
        open_payload(CK, moved)
    with pytest.raises(CannotOpen):
        open_payload(CK, one.without_payload())


def test_a_key_of_another_commitment_is_refused_before_decrypting() -> None:
    op = letter("r", head=first_head(kc=commitment(seed(6))))
    with pytest.raises(CannotOpen):
        open_payload(CK, op)


def test_free_letters_are_padded_to_128_bytes_below_4_kib_and_1_kib_above() -> None:
    incompressible = bytes((i * 7919 + i // 251) % 251 for i in range(14_000))
    for size in (0, 1, 122, 123, 124, 1000, 4000, 4091, 4092, 9000):
        p = pack_body(incompressible[:size], SizeClass.FREE)
        assert len(p) % (128 if len(p) <= 4096 else 1024) == 0
        assert unpack_body(p, None) == incompressible[:size]


def test_padding_must_be_zero_and_the_length_true() -> None:
    p = pack_body(b"isi", SizeClass.FREE)
    with pytest.raises(CannotOpen):
        unpack_body(p[:-1] + b"\1", None)
    with pytest.raises(CannotOpen):
        unpack_body(b"\0\0\0\xff\xff" + bytes(100), None)
    with pytest.raises(CannotOpen):
        unpack_body(b"\3" + p[1:], None)
    with pytest.raises(CannotOpen):
        unpack_body(b"", None)


def test_a_dictionary_is_used_when_the_header_names_it_and_needed_to_open() -> None:
    body = PayloadBody("note", {"own_words": "Ia takut pulang karena suaminya marah tadi malam."})
    head = Header(rec=REC, dic=CURRENT)
    op = letter(head=head, body=body, dictionaries=dict(dictionaries()))
    assert open_body(CK, op, dictionaries()) == body
    with pytest.raises(CannotOpen):
        open_body(CK, op, {})


def test_a_decompression_bomb_stops_at_the_limit() -> None:
    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(50_000_000))
    p = b"\1" + len(bomb).to_bytes(4, "big") + bomb
    with pytest.raises(CannotOpen):
        unpack_body(p, None)
    with pytest.raises(CannotOpen):
        unpack_body(b"\1\0\0\0\4oops", None)


def test_a_body_that_fits_no_op_is_said_to_be_too_long() -> None:
    noise = "".join(chr(0x4E00 + (i * i * 31 + i * 7919) % 20_000) for i in range(9000))
    with pytest.raises(TooLong):
        letter(body=PayloadBody("note", {"own_words": noise}))


def test_a_body_is_the_same_bytes_whatever_order_it_was_filled_in() -> None:
    one = PayloadBody("answers", {"b": 1, "a": ["x"], "c": None})
    two = PayloadBody("answers", {"c": None, "a": ["x"], "b": 1})
    assert encode_body(one) == encode_body(two)
    assert decode_body(encode_body(one)) == one


def test_floats_and_nonsense_are_no_payload() -> None:
    for data in (b'{"t":"note","set":{"a":1.5}}', b"[]", b'{"set":{}}', b"\xff", b"[" * 9000):
        with pytest.raises(BadPayload):
            decode_body(data)


@given(st.binary(max_size=3000))
def test_every_body_comes_back_whole(body: bytes) -> None:
    p = pack_body(body, SizeClass.FREE, dic=1, dictionaries=dictionaries())
    assert unpack_body(p, dictionaries()[1]) == body
    assert OVERHEAD == 32
