"""Whole answers: building and opening the frame that ends an exchange, and what may follow it.

Answers to a stream and to an enrolment are sealed to the one-time key ``rk`` of the request and
signed whole by the server key; their plaintext is u8 z (0 plain, 1 zstd) | MessagePack. Errors
and the time are signed only. Every answer repeats stream id and seq of what it answers.
"""

from __future__ import annotations

import struct
from typing import TypeVar

import msgspec
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.protocol.chunks import ChunkRecord, split_chunks
from sync.protocol.frame import (
    FLAG_OPEN,
    BadFrame,
    FrameHeader,
    FrameKind,
    build_frame,
    check_body,
    key_id,
    open_sealed,
    parse_header,
    seal_to,
    verify_header,
)
from sync.protocol.limits import ANSWER_PLAIN, FRAME_HEADER, SINGLE
from sync.protocol.messages import (
    Answer,
    BadMessage,
    EnrolAnswer,
    EnrolAsk,
    ErrorAnswer,
    TimeAnswer,
    decode,
    encode,
)

ANSWER_INFO = b"psk/answer/2\0"
_WORTH_PACKING = 1_024
T = TypeVar("T", bound=msgspec.Struct)


class Refused(Exception):
    """The city answered with a signed error frame; ``answer`` says which."""

    def __init__(self, answer: ErrorAnswer) -> None:
        super().__init__(answer.code)
        self.answer = answer


def _info(stream: bytes, seq: int) -> bytes:
    return ANSWER_INFO + stream + struct.pack(">Q", seq)


def _pack(message: msgspec.Struct) -> bytes:
    plain = encode(message)
    if len(plain) < _WORTH_PACKING:
        return b"\0" + plain
    packed = zstandard.ZstdCompressor(level=3).compress(plain)
    return b"\1" + packed if len(packed) < len(plain) else b"\0" + plain


def _unpack(packed: bytes) -> bytes:
    if packed[:1] == b"\0":
        return packed[1:]
    if packed[:1] != b"\1":
        raise BadMessage("packing")
    try:
        size = zstandard.frame_content_size(packed[1:])
        if size < 0 or size > ANSWER_PLAIN:
            raise BadMessage("too-big")
        return zstandard.ZstdDecompressor().decompress(packed[1:], max_output_size=size or 1)
    except zstandard.ZstdError as error:
        raise BadMessage("packing") from error


def seal_answer(
    message: Answer | EnrolAnswer,
    rk: bytes,
    server: Ed25519PrivateKey,
    request: FrameHeader,
    *,
    last: bool = True,
) -> bytes:
    """The answer frame for the stream (or enrolment) whose first or last header is ``request``.

    Not ``last``: pieces follow (``seal_piece``).
    """
    kind = FrameKind.ANSWER if isinstance(message, Answer) else FrameKind.ENROL_ANSWER
    body = seal_to(rk, _pack(message), _info(request.stream, request.seq))
    return build_frame(
        kind, server, body, stream=request.stream, index=0, seq=request.seq, last=last
    )


def seal_piece(
    record: bytes,
    rk: bytes,
    server: Ed25519PrivateKey,
    request: FrameHeader,
    index: int,
    *,
    last: bool,
) -> bytes:
    """Frame ``index`` (from 1) of an answer: one chunk record, sealed for itself."""
    info = _info(request.stream, request.seq) + struct.pack(">I", index)
    body = seal_to(rk, record, info)
    return build_frame(
        FrameKind.ANSWER,
        server,
        body,
        stream=request.stream,
        index=index,
        seq=request.seq,
        last=last,
    )


def piece_size(record: int) -> int:
    """Bytes on the wire of ``seal_piece`` around a record of ``record`` bytes."""
    return FRAME_HEADER + SINGLE + record


def open_frame(
    server: Ed25519PrivateKey, body: bytes, stream: bytes, seq: int, index: int
) -> bytes:
    """A frame of a homeward bundle: signed, not sealed, as the file around it is."""
    return build_frame(
        FrameKind.ANSWER, server, body, stream=stream, index=index, seq=seq, last=False,
        flags=FLAG_OPEN,
    )  # fmt: skip


def stick_answer(
    message: Answer, server: Ed25519PrivateKey, *, stream: bytes, seq: int, index: int
) -> bytes:
    """An answer as it lies in a homeward bundle."""
    return open_frame(server, _pack(message), stream, seq, index)


def unpack_answer(body: bytes) -> Answer:
    """The answer in the body of such a frame, which was verified; raises BadMessage."""
    return decode(_unpack(body), Answer)


def error_frame(
    answer: ErrorAnswer, server: Ed25519PrivateKey, request: FrameHeader | None
) -> bytes:
    """A signed refusal; zeros for stream and seq where no header could be read."""
    stream, seq = (request.stream, request.seq) if request else (bytes(16), 0)
    return build_frame(
        FrameKind.ERROR, server, encode(answer), stream=stream, index=0, seq=seq, last=True
    )


def time_frame(nonce: bytes, srv: int, server: Ed25519PrivateKey) -> bytes:
    """The signed clock for a 16-byte nonce (also the frame's stream id)."""
    body = encode(TimeAnswer(nonce, srv, server.public_key().public_bytes_raw()))
    return build_frame(FrameKind.TIME, server, body, stream=nonce, index=0, seq=0, last=True)


def enrol_frame(ask: EnrolAsk, device: Ed25519PrivateKey, *, stream: bytes) -> bytes:
    """The one frame of an enrolment, signed by the device key."""
    return build_frame(
        FrameKind.ENROL, device, encode(ask), stream=stream, index=0, seq=0, last=True
    )


def _verified(
    data: bytes, server: bytes, kinds: tuple[FrameKind, ...], stream: bytes, seq: int
) -> tuple[FrameHeader, bytes]:
    """Header and body of an answer signed by ``server`` (32 B) to this stream and seq."""
    header = parse_header(data)
    body = data[FRAME_HEADER:]
    verify_header(header, server)
    check_body(header, body)
    if header.kind is FrameKind.ERROR and header.stream in (stream, bytes(16)):
        raise Refused(decode(body, ErrorAnswer))
    if header.kind not in kinds or header.stream != stream or header.seq != seq:
        raise BadFrame("order")
    return header, body


def open_answer(
    data: bytes, rk: X25519PrivateKey, server: bytes, *, stream: bytes, seq: int
) -> Answer:
    """The city's answer to our stream; raises BadFrame, BadMessage, Refused."""
    _, body = _verified(data, server, (FrameKind.ANSWER,), stream, seq)
    return decode(_unpack(open_sealed(rk, body, _info(stream, seq))), Answer)


def frames_that_came(data: bytes | bytearray) -> list[bytes]:
    """The whole frames at the start of an answer that goes on after its first frame; none where
    the first is not whole, is not an answer, or is its last."""
    found: list[bytes] = []
    at = 0
    try:
        while len(data) - at >= FRAME_HEADER:
            header = parse_header(bytes(data[at : at + FRAME_HEADER]))
            end = at + FRAME_HEADER + header.body_len
            alone = not found and (header.kind is not FrameKind.ANSWER or header.last)
            if end > len(data) or alone:
                break
            found.append(bytes(data[at:end]))
            at = end
    except BadFrame:
        pass
    return found


def open_piece(
    data: bytes, rk: X25519PrivateKey, server: bytes, *, stream: bytes, seq: int, index: int
) -> list[ChunkRecord]:
    """The chunks in frame ``index`` (from 1) of the answer to our stream.

    Raises BadFrame, BadMessage, Refused.
    """
    header, body = _verified(data, server, (FrameKind.ANSWER,), stream, seq)
    if header.index != index:
        raise BadFrame("order")
    info = _info(stream, seq) + struct.pack(">I", index)
    return split_chunks(open_sealed(rk, body, info))


def told_docs(data: bytes) -> tuple[bytes, ...]:
    """The directory documents in a refusal, whoever signed it: they prove themselves or nothing."""
    header = parse_header(data)
    if header.kind is not FrameKind.ERROR:
        return ()
    try:
        return decode(data[FRAME_HEADER:], ErrorAnswer).docs
    except BadMessage:
        return ()


def open_enrol_answer(
    data: bytes, rk: X25519PrivateKey, server: bytes, *, stream: bytes
) -> EnrolAnswer:
    """The city's answer to our enrolment; raises BadFrame, BadMessage, Refused."""
    _, body = _verified(data, server, (FrameKind.ENROL_ANSWER,), stream, 0)
    return decode(_unpack(open_sealed(rk, body, _info(stream, 0))), EnrolAnswer)


def open_time(data: bytes, server_id: bytes, *, nonce: bytes) -> TimeAnswer:
    """The city's clock for our nonce, signed by the key whose id starts with ``server_id``.

    ``server_id`` is 8 bytes (from a code line) or more; raises BadFrame, BadMessage, Refused.
    """
    header = parse_header(data)
    body = data[FRAME_HEADER:]
    if header.kind is not FrameKind.TIME or header.stream != nonce:
        raise BadFrame("order")
    answer = decode(body, TimeAnswer)
    if len(server_id) < 8 or not key_id(answer.server).startswith(server_id):
        raise BadFrame("signature")
    verify_header(header, answer.server)
    check_body(header, body)
    if answer.nonce != nonce:
        raise BadFrame("order")
    return answer
