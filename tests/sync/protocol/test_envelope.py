"""Answers: sealed to the one-time key, signed by the server, tied to their question."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.protocol.envelope import (
    Refused,
    enrol_frame,
    error_frame,
    open_answer,
    open_enrol_answer,
    open_time,
    seal_answer,
    time_frame,
)
from sync.protocol.frame import BadFrame, FrameKind, build_frame, key_id, parse_header
from sync.protocol.messages import (
    Answer,
    BadMessage,
    Cursor,
    EnrolAnswer,
    EnrolAsk,
    ErrorAnswer,
    Held,
    Hello,
    NeedAt,
    Pulled,
    PulledOp,
    Sample,
    decode,
    decode_hello,
    encode,
)

SERVER = Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
SERVER_PUB = SERVER.public_key().public_bytes_raw()
OTHER = Ed25519PrivateKey.from_private_bytes(b"\x0b" * 32)
DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
RK = X25519PrivateKey.from_private_bytes(b"\x0c" * 32)
RK_PUB = RK.public_key().public_bytes_raw()
STREAM = b"\x05" * 16
ASKED = parse_header(
    build_frame(FrameKind.REQUEST, DEVICE, b"", stream=STREAM, index=0, seq=9, last=True)
)
ANSWER = Answer(
    2,
    b"receipt",
    1_795_266_540_000,
    4,
    pulled=(Pulled("p:ab", 4, 1, 3, (PulledOp(2, b"raw"),), True),),
    needs=(b"o" * 32, NeedAt(b"w" * 16, 3)),
    held=(Held(b"h" * 16, "fork"),),
)


@pytest.mark.parametrize("receipt", [b"short", b"long enough to be packed " * 400])
def test_an_answer_comes_back_whole(receipt: bytes) -> None:
    answer = Answer(2, receipt, 5, 1)
    frame = seal_answer(answer, RK_PUB, SERVER, ASKED)
    assert open_answer(frame, RK, SERVER_PUB, stream=STREAM, seq=9) == answer
    assert len(frame) < len(receipt) + 400


def test_every_field_of_an_answer_survives() -> None:
    frame = seal_answer(ANSWER, RK_PUB, SERVER, ASKED)
    assert open_answer(frame, RK, SERVER_PUB, stream=STREAM, seq=9) == ANSWER


def test_an_answer_of_another_key_stream_or_seq_is_refused() -> None:
    frame = seal_answer(ANSWER, RK_PUB, SERVER, ASKED)
    with pytest.raises(BadFrame, match="signature"):
        open_answer(seal_answer(ANSWER, RK_PUB, OTHER, ASKED), RK, SERVER_PUB, stream=STREAM, seq=9)
    with pytest.raises(BadFrame, match="order"):
        open_answer(frame, RK, SERVER_PUB, stream=b"\x06" * 16, seq=9)
    with pytest.raises(BadFrame, match="order"):
        open_answer(frame, RK, SERVER_PUB, stream=STREAM, seq=10)
    with pytest.raises(BadFrame, match="seal"):
        stranger = X25519PrivateKey.from_private_bytes(b"\x0d" * 32)
        open_answer(frame, stranger, SERVER_PUB, stream=STREAM, seq=9)


def test_a_refusal_is_signed_and_says_why() -> None:
    frame = error_frame(ErrorAnswer("stale_seq", 41, 0), SERVER, ASKED)
    with pytest.raises(Refused) as caught:
        open_answer(frame, RK, SERVER_PUB, stream=STREAM, seq=9)
    assert caught.value.answer == ErrorAnswer("stale_seq", 41, 0)
    forged = error_frame(ErrorAnswer("unknown_device"), OTHER, ASKED)
    with pytest.raises(BadFrame, match="signature"):
        open_answer(forged, RK, SERVER_PUB, stream=STREAM, seq=9)


def test_an_enrolment_and_its_answer_come_back() -> None:
    ask = EnrolAsk(2, "0.1", RK_PUB, b"c" * 32, b"user", b"device")
    frame = enrol_frame(ask, DEVICE, stream=STREAM)
    header = parse_header(frame)
    assert decode(frame[150:], EnrolAsk) == ask
    answer = EnrolAnswer(2, 7, b"voucher", (b"base", b"change"))
    sealed = seal_answer(answer, RK_PUB, SERVER, header)
    assert open_enrol_answer(sealed, RK, SERVER_PUB, stream=STREAM) == answer


def test_the_signed_clock_proves_its_key_by_the_id_in_the_code_line() -> None:
    frame = time_frame(b"n" * 16, 1_795_266_540_123, SERVER)
    told = open_time(frame, key_id(SERVER_PUB)[:8], nonce=b"n" * 16)
    assert (told.srv, told.server) == (1_795_266_540_123, SERVER_PUB)
    for wrong_id in (key_id(OTHER.public_key().public_bytes_raw()), b"", b"\0" * 8):
        with pytest.raises(BadFrame, match="signature"):
            open_time(frame, wrong_id, nonce=b"n" * 16)
    with pytest.raises(BadFrame, match="order"):
        open_time(frame, key_id(SERVER_PUB), nonce=b"m" * 16)


def test_a_hello_outside_its_limits_is_refused() -> None:
    hello = Hello(2, "0.1", RK_PUB, {"p:x": Cursor(1, 5, b"12345678", True)}, 32_768, 3, (1, None))
    assert decode_hello(encode(hello)) == hello
    samples = tuple(Sample(n, b"12345678") for n in range(9))
    wrong = [
        Hello(2, "0.1", b"short", {}, 0, 0, (1, None)),
        Hello(2, "0.1", RK_PUB, {}, -1, 0, (1, None)),
        Hello(2, "0.1", RK_PUB, {"p": Cursor(samples=samples)}, 0, 0, (1, None)),
        Hello(2, "0.1", RK_PUB, {f"s{n}": Cursor() for n in range(65)}, 0, 0, (1, None)),
        Hello(2, "0.1", RK_PUB, {}, 0, 0, (1, None), certs=(b"x" * 13_000,)),
    ]
    for one in wrong:
        with pytest.raises(BadMessage):
            decode_hello(encode(one))
    with pytest.raises(BadMessage):
        decode_hello(b"\xc1 nonsense")
