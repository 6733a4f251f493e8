"""Sealing: content keys, padded and compressed payloads, and the wraps that give a key to a reader.

    payload  = salt 16 || ChaCha20-Poly1305(k, nonce 0, P, aad = H)
    k        = HKDF-SHA256(ikm = CK, salt, "psk/payload/2", 32)      one fresh key an op
    P        = u8 z (0 plain, 1 zstd, 2 zstd with dictionary) || u32 len || body || 0...
    kc       = sha256("psk/kc/2\\0" || CK)
Padding hides what was said behind how much: urgent and status ops have one fixed size each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from io import BytesIO

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from data.ops.header import Header, Routing, encode_h
from data.ops.keys import CannotOpen, ed_public, id16, open_with, rid8, seal_to
from data.ops.op import MAX_OP, Op, sign_h
from data.ops.payload import MAX_BODY, PayloadBody, decode_body, encode_body

CK_BYTES = 32
SALT_BYTES = 16
TAG_BYTES = 16
OVERHEAD = SALT_BYTES + TAG_BYTES
MAX_PAYLOAD = MAX_OP - 2 - 64 - 2  # what is left of an op beside its header
_NONCE = bytes(12)
_P_HEAD = 5
_PLAIN, _ZSTD, _ZSTD_DICTIONARY = 0, 1, 2
_LEVEL = 19
_WINDOW = 1 << 20


class TooLong(ValueError):
    """The body does not fit one op: the writer continues it in a second op of the same case."""


class SizeClass(Enum):
    """How P is padded: the step in bytes below 4 KiB. Above, every class goes in steps of 1 KiB.

    DOOR: an urgent referral of a one-use writer (five questions). URGENT: any other referral with
    ``pri`` 3 or 4. STATUS: kind s. Their first step holds whatever the forms ask; a longer body
    takes the next whole step, it is never cut.
    """

    FREE = "free"
    DOOR = "door"
    STATUS = "status"
    URGENT = "urgent"

    @property
    def step(self) -> int:
        """Bytes of one step."""
        return _STEPS[self]


_STEPS = {SizeClass.FREE: 128, SizeClass.DOOR: 256, SizeClass.STATUS: 256, SizeClass.URGENT: 1024}


def size_class_of(kind: str, routing: Routing | None, *, one_use: bool = False) -> SizeClass:
    """The class a letter must be padded to, from its outside alone."""
    if kind == "s":
        return SizeClass.STATUS
    if kind == "r" and routing is not None and routing.pri >= 3:
        return SizeClass.DOOR if one_use else SizeClass.URGENT
    return SizeClass.FREE


def commitment(ck: bytes) -> bytes:
    """What stands beside a wrap, so that one letter cannot mean two things to two readers."""
    return hashlib.sha256(b"psk/kc/2\0" + ck).digest()


def payload_key(ck: bytes, salt: bytes) -> bytes:
    """The key of one op."""
    return HKDF(SHA256(), 32, salt, b"psk/payload/2").derive(ck)


def pack_body(
    body: bytes,
    size_class: SizeClass,
    *,
    dic: int = 0,
    dictionaries: Mapping[int, bytes] | None = None,
) -> bytes:
    """P: the smallest of plain, zstd, zstd with dictionary ``dic``; padded to the class."""
    if len(body) > MAX_BODY:
        raise TooLong(len(body))
    z, inner = _PLAIN, body
    dictionary = (dictionaries or {}).get(dic) if dic else None
    packed = _compress(body, dictionary)
    if len(packed) < len(body):
        z, inner = (_ZSTD_DICTIONARY if dictionary else _ZSTD), packed
    size = padded(_P_HEAD + len(inner), size_class)
    if size + OVERHEAD > MAX_PAYLOAD:
        raise TooLong(len(body))
    return (bytes((z,)) + len(inner).to_bytes(4, "big") + inner).ljust(size, b"\0")


def padded(size: int, size_class: SizeClass) -> int:
    """``size`` bytes of P rounded up to the class."""
    step = size_class.step
    up = -(-size // step) * step
    return up if up <= 4096 else -(-size // 1024) * 1024


def unpack_body(p: bytes, dictionary: bytes | None) -> bytes:
    """The body inside P. Raises ``CannotOpen`` for a wrong form, a missing dictionary, a bomb."""
    if len(p) < _P_HEAD:
        raise CannotOpen
    z, size = p[0], int.from_bytes(p[1:_P_HEAD], "big")
    inner, pad = p[_P_HEAD : _P_HEAD + size], p[_P_HEAD + size :]
    if len(inner) != size or pad.strip(b"\0"):
        raise CannotOpen
    if z == _PLAIN:
        return inner
    if z == _ZSTD:
        return _decompress(inner, None)
    if z == _ZSTD_DICTIONARY and dictionary:
        return _decompress(inner, dictionary)
    raise CannotOpen


def seal_payload(
    ck: bytes,
    h: bytes,
    body: bytes,
    *,
    size_class: SizeClass,
    salt: bytes,
    dic: int = 0,
    dictionaries: Mapping[int, bytes] | None = None,
) -> bytes:
    """Seal a body under one op's header bytes. ``salt``: 16 fresh random bytes. May raise TooLong.

    ``dic`` must be the number that stands in that header.
    """
    p = pack_body(body, size_class, dic=dic, dictionaries=dictionaries)
    return salt + ChaCha20Poly1305(payload_key(ck, salt)).encrypt(_NONCE, p, h)


def open_payload(ck: bytes, op: Op, dictionaries: Mapping[int, bytes] | None = None) -> bytes:
    """The body of an op. Checks the commitment first where the op carries one.

    Raises ``CannotOpen`` for another key, changed bytes, an erased op, an unknown dictionary.
    """
    if op.payload is None or len(op.payload) < OVERHEAD:
        raise CannotOpen
    if op.head.kc is not None and op.head.kc != commitment(ck):
        raise CannotOpen
    salt, sealed = op.payload[:SALT_BYTES], op.payload[SALT_BYTES:]
    try:
        p = ChaCha20Poly1305(payload_key(ck, salt)).decrypt(_NONCE, sealed, op.h)
    except InvalidTag as error:
        raise CannotOpen from error
    return unpack_body(p, (dictionaries or {}).get(op.head.dic))


def open_body(ck: bytes, op: Op, dictionaries: Mapping[int, bytes] | None = None) -> PayloadBody:
    """``open_payload`` and read it. Raises ``CannotOpen`` or ``BadPayload``."""
    return decode_body(open_payload(ck, op, dictionaries))


def write_letter(
    kind: str,
    writer_key: bytes,
    n: int,
    prev: bytes,
    head: Header,
    body: PayloadBody,
    ck: bytes,
    *,
    salt: bytes,
    dictionaries: Mapping[int, bytes] | None = None,
) -> Op:
    """Seal and sign one letter: header first, payload under it, signature over both.

    Raises ``BadOp`` (header outside the limits) or ``TooLong``.
    """
    h = encode_h(kind, id16(ed_public(writer_key)), n, prev, head)
    payload = seal_payload(
        ck,
        h,
        encode_body(body),
        size_class=size_class_of(kind, head.r, one_use=head.one is not None),
        salt=salt,
        dic=head.dic,
        dictionaries=dictionaries,
    )
    if 2 + len(h) + 64 + 2 + len(payload) > MAX_OP:
        raise TooLong(len(payload))
    return sign_h(writer_key, h, payload)


def _ck_info(city: int, rec: bytes, ce: int, aud: str, rid: bytes) -> bytes:
    name = aud.encode("utf-8")
    parts = (city.to_bytes(4, "big"), rec, ce.to_bytes(4, "big"), bytes((len(name),)), name, rid)
    return b"psk/ck/2\0" + b"".join(parts)


def wrap_ck(
    ck: bytes, recipient_pub: bytes, *, city: int, rec: bytes, ce: int, aud: str, rid: bytes
) -> bytes:
    """80 bytes: the content key for one reader. Everything it is bound to stands in ``info``."""
    return seal_to(recipient_pub, ck, _ck_info(city, rec, ce, aud, rid))


def unwrap_ck(
    wrap: bytes, recipient_key: bytes, *, city: int, rec: bytes, ce: int, aud: str, rid: bytes
) -> bytes:
    """The content key out of a wrap. Raises ``CannotOpen``; compare ``commitment`` yourself."""
    return open_with(recipient_key, wrap, _ck_info(city, rec, ce, aud, rid))


def ck_for_reader(op: Op, recipient_key: bytes, recipient_pub: bytes, *, city: int) -> bytes:
    """The content key this op brings for one reader, commitment checked. Raises ``CannotOpen``."""
    head = op.head
    rid = rid8(recipient_pub)
    for name, wrap in head.wraps:
        if name == rid:
            ck = unwrap_ck(
                wrap, recipient_key, city=city, rec=head.rec, ce=head.ce, aud=head.aud, rid=rid
            )
            if head.kc != commitment(ck):
                raise CannotOpen
            return ck
    raise CannotOpen


def _author_key(user_secret: bytes, kc: bytes, city: int, rec: bytes, ce: int, aud: str) -> bytes:
    info = b"psk/aw/2\0" + _ck_info(city, rec, ce, aud, b"")
    return HKDF(SHA256(), 32, kc, info).derive(user_secret)


def author_wrap(
    ck: bytes, user_secret: bytes, *, city: int, rec: bytes, ce: int, aud: str
) -> bytes:
    """48 bytes: the content key for its own author, under a key made from the user's sealing seed.

    The commitment is the salt of that key, so one key never seals two different content keys.
    """
    key = _author_key(user_secret, commitment(ck), city, rec, ce, aud)
    return ChaCha20Poly1305(key).encrypt(_NONCE, ck, None)


def author_unwrap(
    wrapped: bytes, user_secret: bytes, kc: bytes, *, city: int, rec: bytes, ce: int, aud: str
) -> bytes:
    """The inverse. Raises ``CannotOpen``."""
    key = _author_key(user_secret, kc, city, rec, ce, aud)
    try:
        ck = ChaCha20Poly1305(key).decrypt(_NONCE, wrapped, None)
    except InvalidTag as error:
        raise CannotOpen from error
    if commitment(ck) != kc:
        raise CannotOpen
    return ck


def ck_for_author(op: Op, user_secret: bytes, *, city: int) -> bytes:
    """The content key this op brings for its own author. Raises ``CannotOpen``."""
    head = op.head
    if head.aw is None or head.kc is None:
        raise CannotOpen
    return author_unwrap(
        head.aw, user_secret, head.kc, city=city, rec=head.rec, ce=head.ce, aud=head.aud
    )


@lru_cache(maxsize=4)
def _dictionary(data: bytes, *, writing: bool) -> zstandard.ZstdCompressionDict:
    prepared = zstandard.ZstdCompressionDict(data, dict_type=zstandard.DICT_TYPE_FULLDICT)
    if writing:
        prepared.precompute_compress(level=_LEVEL)
    return prepared


def _compress(body: bytes, dictionary: bytes | None) -> bytes:
    compressor = zstandard.ZstdCompressor(
        level=_LEVEL,
        dict_data=_dictionary(dictionary, writing=True) if dictionary else None,
        write_checksum=False,
        write_content_size=False,
        write_dict_id=False,
    )
    return compressor.compress(body)


def _decompress(packed: bytes, dictionary: bytes | None) -> bytes:
    reader = zstandard.ZstdDecompressor(
        dict_data=_dictionary(dictionary, writing=False) if dictionary else None,
        max_window_size=_WINDOW,
    )
    try:
        with reader.stream_reader(BytesIO(packed)) as stream:
            body = stream.read(MAX_BODY + 1)
    except (zstandard.ZstdError, MemoryError) as error:
        raise CannotOpen from error
    if len(body) > MAX_BODY:
        raise CannotOpen
    return body
