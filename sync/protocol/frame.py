"""A frame: 150 bytes of signed header and a body, and how a stream of frames is sealed.

Header, big-endian: ``PSK2`` | kind u8 | flags u8 | stream 16 | index u32 | sender 16 | seq u64 |
body length u32 | SHA-256(body) 32 | Ed25519 64. The signature covers ``psk/frame/2`` NUL and
the 86 bytes before it. A request stream is sealed once: the body of frame 0 starts with an HPKE
wrap (80 B) of a random stream key to the city's transit key; every chunk is
ChaCha20-Poly1305(stream key, nonce = index, aad = the header's first 54 bytes). A stream of one
frame needs no key for more: its body is the HPKE of the plaintext itself (48 B instead of 96).
What is sealed may be packed first (flag 4): one zstd frame in place of the plaintext.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from enum import IntEnum

import zstandard
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.protocol.limits import (
    ANSWER_BODY,
    FRAME_BODY,
    FRAME_HEADER,
    FRAME_SIGNED,
    PACKED_PLAIN,
    SINGLE,
    STREAM_FRAMES,
    TAG,
    WRAP,
)

MAGIC = b"PSK2"
LABEL = b"psk/frame/2\0"
STREAM_INFO = b"psk/stream/2\0"
SINGLE_INFO = b"psk/single/2\0"
FLAG_LAST = 1
FLAG_OPEN = 2  # the body is not sealed: the file around it is
_SMALL: frozenset[int] = frozenset({1, 3, 4, 5})  # kinds whose bodies are at most FRAME_BODY
FLAG_PACKED = 4
_LAYOUT = struct.Struct(">4sBB16sI16sQI32s64s")
_BOUND = struct.Struct(">4sBB16sI16sQI")
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class FrameKind(IntEnum):
    """What a frame is. BUNDLE: a request stream in a stick's file; RELAY: what goes before one."""

    REQUEST = 1
    ANSWER = 2
    BUNDLE = 3
    RELAY = 4
    ENROL = 5
    ENROL_ANSWER = 6
    ERROR = 7
    TIME = 8


class BadFrame(ValueError):
    """Bytes that are no frame, or one whose hash, signature or seal is wrong.

    ``code``: ``not-a-frame``, ``kind``, ``too-big``, ``hash``, ``signature``, ``seal``, ``order``,
    ``packing``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """The parsed 150 bytes; ``raw`` keeps them exactly. Nothing here is verified yet."""

    kind: FrameKind
    flags: int
    stream: bytes
    index: int
    sender: bytes
    seq: int
    body_len: int
    body_hash: bytes
    sig: bytes
    raw: bytes

    @property
    def last(self) -> bool:
        """Whether this frame ends its stream."""
        return bool(self.flags & FLAG_LAST)

    @property
    def packed(self) -> bool:
        """Whether the plaintext was packed before it was sealed."""
        return bool(self.flags & FLAG_PACKED)

    @property
    def open(self) -> bool:
        """Whether the body is not sealed (in a stick's file)."""
        return bool(self.flags & FLAG_OPEN)

    @property
    def bound(self) -> bytes:
        """The part every sealed chunk is bound to (aad)."""
        return self.raw[: _BOUND.size]


def key_id(public: bytes) -> bytes:
    """The 16-byte id of an Ed25519 public key (32 B): device, user, writer or server."""
    return hashlib.sha256(public).digest()[:16]


def parse_header(data: bytes) -> FrameHeader:
    """Read the first 150 bytes of ``data``; raises BadFrame(not-a-frame | kind | too-big)."""
    if len(data) < FRAME_HEADER or data[:4] != MAGIC:
        raise BadFrame("not-a-frame")
    raw = bytes(data[:FRAME_HEADER])
    _, kind, flags, stream, index, sender, seq, body_len, body_hash, sig = _LAYOUT.unpack(raw)
    try:
        known = FrameKind(kind)
    except ValueError as error:
        raise BadFrame("kind") from error
    room = FRAME_BODY if known in _SMALL else ANSWER_BODY
    if body_len > room or index >= STREAM_FRAMES:
        raise BadFrame("too-big")
    return FrameHeader(known, flags, stream, index, sender, seq, body_len, body_hash, sig, raw)


def verify_header(header: FrameHeader, public: bytes) -> None:
    """Check sender id and signature against an Ed25519 public key; raises BadFrame(signature)."""
    if header.sender != key_id(public):
        raise BadFrame("signature")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            header.sig, LABEL + header.raw[:FRAME_SIGNED]
        )
    except (InvalidSignature, ValueError) as error:
        raise BadFrame("signature") from error


def check_body(header: FrameHeader, body: bytes) -> None:
    """Check length and hash of a body; raises BadFrame(hash)."""
    if len(body) != header.body_len or hashlib.sha256(body).digest() != header.body_hash:
        raise BadFrame("hash")


def build_frame(
    kind: FrameKind,
    key: Ed25519PrivateKey,
    body: bytes,
    *,
    stream: bytes,
    index: int,
    seq: int,
    last: bool,
    flags: int = 0,
) -> bytes:
    """Header and body of one frame, signed. ``stream`` is 16 bytes, ``body`` as it travels.

    ``flags``: others than *last*.
    """
    flags |= FLAG_LAST if last else 0
    head = _bound_part(
        kind, key.public_key().public_bytes_raw(), stream, index, seq, len(body), flags
    )
    signed = head + hashlib.sha256(body).digest()
    return signed + key.sign(LABEL + signed) + body


def _bound_part(
    kind: FrameKind, public: bytes, stream: bytes, index: int, seq: int, length: int, flags: int
) -> bytes:
    return _BOUND.pack(MAGIC, kind, flags, stream, index, key_id(public), seq, length)


def stream_info(city: int, device: bytes, stream: bytes) -> bytes:
    """What the wrap of a stream key is bound to: city (u32), device id, stream id."""
    return STREAM_INFO + struct.pack(">I", city) + device + stream


def single_info(city: int, device: bytes, stream: bytes, bound: bytes) -> bytes:
    """As ``stream_info`` for a stream of one frame, which is bound to its header here."""
    return SINGLE_INFO + struct.pack(">I", city) + device + stream + bound


def _nonce(index: int) -> bytes:
    return bytes(8) + struct.pack(">I", index)


def seal_to(public: bytes, plain: bytes, info: bytes) -> bytes:
    """HPKE (X25519, HKDF-SHA256, ChaCha20-Poly1305) of ``plain``: 48 bytes longer."""
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=info)


def open_sealed(private: X25519PrivateKey, sealed: bytes, info: bytes) -> bytes:
    """The plaintext of ``seal_to``; raises BadFrame(seal)."""
    try:
        return _SUITE.decrypt(sealed, private, info=info)
    except (InvalidTag, ValueError) as error:
        raise BadFrame("seal") from error


class StreamSealer:
    """Builds the frames of one request stream, in order.

    ``stream_key`` (32 B random) and ``stream`` (16 B random) are given by the caller and used
    for this stream only.
    """

    def __init__(
        self,
        key: Ed25519PrivateKey,
        transit: bytes,
        *,
        city: int,
        stream: bytes,
        seq: int,
        stream_key: bytes,
    ) -> None:
        self._key = key
        self._public = key.public_key().public_bytes_raw()
        self._stream = stream
        self._seq = seq
        self._aead = ChaCha20Poly1305(stream_key)
        self._stream_key = stream_key
        self._transit = transit
        self._city = city
        self._taken = hashlib.sha256()

    def frame(self, index: int, plain: bytes, *, last: bool, packed: bool = False) -> bytes:
        """Frame ``index`` around ``plain`` (see ``room``), which ``packed`` says was packed."""
        flags = (FLAG_LAST if last else 0) | (FLAG_PACKED if packed else 0)
        length = body_size(index, len(plain), last=last)
        if length > FRAME_BODY:
            raise BadFrame("too-big")
        bound = _bound_part(
            FrameKind.REQUEST, self._public, self._stream, index, self._seq, length, flags
        )
        body = self._body(index, plain, bound, last=last)
        signed = bound + hashlib.sha256(body).digest()
        raw = signed + self._key.sign(LABEL + signed)
        self._taken.update(raw)
        return raw + body

    def _body(self, index: int, plain: bytes, bound: bytes, *, last: bool) -> bytes:
        device = key_id(self._public)
        if index == 0 and last:
            info = single_info(self._city, device, self._stream, bound)
            return seal_to(self._transit, plain, info)
        chunk = self._aead.encrypt(_nonce(index), plain, bound)
        if index > 0:
            return chunk
        info = stream_info(self._city, device, self._stream)
        return seal_to(self._transit, self._stream_key, info) + chunk

    @property
    def stream(self) -> bytes:
        """The stream's id."""
        return self._stream

    @property
    def seq(self) -> int:
        """The device's number of this stream."""
        return self._seq

    @property
    def re(self) -> bytes:
        """SHA-256 over the headers of all frames built so far: what the receipt must name."""
        return self._taken.digest()


def room(index: int) -> int:
    """Bytes of plaintext that surely fit into frame ``index``, whether it is the last or not."""
    return FRAME_BODY - TAG - (WRAP if index == 0 else 0)


def body_size(index: int, plain: int, *, last: bool) -> int:
    """Bytes of the body of frame ``index`` with ``plain`` bytes inside."""
    if index == 0:
        return plain + (SINGLE if last else WRAP + TAG)
    return plain + TAG


def frame_size(index: int, plain: int, *, last: bool) -> int:
    """Bytes on the wire of that frame."""
    return FRAME_HEADER + body_size(index, plain, last=last)


class StreamOpener:
    """The city's side of one request stream: opens verified frames in order.

    ``take`` wants frames whose header was verified with the device's key; it checks order, hash
    and seal and gives the plaintext. ``re`` is the hash over all headers taken.
    """

    def __init__(self, transit: X25519PrivateKey, *, city: int) -> None:
        self._transit = transit
        self._city = city
        self._aead: ChaCha20Poly1305 | None = None
        self._first: FrameHeader | None = None
        self._next = 0
        self._taken = hashlib.sha256()

    def take(self, header: FrameHeader, body: bytes) -> bytes:
        """The plaintext of the next frame; raises BadFrame(order | hash | seal)."""
        self._check_order(header)
        check_body(header, body)
        plain = self._opened(header, body)
        if header.packed:
            plain = unpack(plain)
        self._first = self._first or header
        self._next += 1
        self._taken.update(header.raw)
        return plain

    def _opened(self, header: FrameHeader, body: bytes) -> bytes:
        chunk, place = body, (self._city, header.sender, header.stream)
        if header.index == 0 and header.last:
            return open_sealed(self._transit, body, single_info(*place, header.bound))
        if header.index == 0:
            key = open_sealed(self._transit, body[:WRAP], stream_info(*place))
            self._aead, chunk = ChaCha20Poly1305(key), body[WRAP:]
        if self._aead is None:
            raise BadFrame("order")
        try:
            return self._aead.decrypt(_nonce(header.index), chunk, header.bound)
        except InvalidTag as error:
            raise BadFrame("seal") from error

    def _check_order(self, header: FrameHeader) -> None:
        if header.kind is not FrameKind.REQUEST or header.index != self._next:
            raise BadFrame("order")
        first = self._first
        if first is not None and (first.stream, first.sender, first.seq) != (
            header.stream,
            header.sender,
            header.seq,
        ):
            raise BadFrame("order")

    @property
    def re(self) -> bytes:
        """SHA-256 over the 150-byte headers of all frames taken."""
        return self._taken.digest()


def pack(plain: bytes) -> bytes:
    """One zstd frame around a plaintext: what every letter's outside says alike is said once."""
    return zstandard.ZstdCompressor(level=3, write_content_size=False).compress(plain)


def unpack(packed: bytes) -> bytes:
    """The plaintext of ``pack``, at most PACKED_PLAIN bytes; raises BadFrame(packing)."""
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 23).stream_reader(packed)
    try:
        plain = reader.read(PACKED_PLAIN + 1)
    except zstandard.ZstdError as error:
        raise BadFrame("packing") from error
    if len(plain) > PACKED_PLAIN:
        raise BadFrame("packing")
    return plain


def join_plain(hello: bytes, records: bytes) -> bytes:
    """The plaintext of a frame: u16 length of the hello, hello (empty after frame 0), records."""
    return struct.pack(">H", len(hello)) + hello + records


def split_plain(plain: bytes) -> tuple[bytes, bytes]:
    """(hello, records) of a frame's plaintext; raises BadFrame(not-a-frame)."""
    if len(plain) < 2:
        raise BadFrame("not-a-frame")
    end = 2 + int.from_bytes(plain[:2], "big")
    if end > len(plain):
        raise BadFrame("not-a-frame")
    return plain[2:end], plain[end:]
