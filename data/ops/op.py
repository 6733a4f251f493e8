"""One op: the exact signed bytes of one letter, read and made here and nowhere else.

    H    = prefix 58 (v, kind, writer, n, prev) || MessagePack array (data.ops.header)
    core = u16 len(H) || H || sha256(payload)
    sig  = Ed25519(writer, "psk/op/2\\0" || core)
    opid = sha256("psk/opid/2\\0" || core || sig)
    raw  = u16 len(H) || H || sig 64 || u16 len(payload) || payload
    raw of an erased op = u16 len(H) || H || sig || 0xFFFF || payload hash 32

The bytes are kept as they came and never made anew. Of a newer version the prefix and this outer
form are still read; its header stays opaque (``known`` is False, ``head`` is blank).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from data.ops.header import (
    BLANK,
    KINDS,
    MAX_HEADER,
    MAX_HEADER_GRANT,
    NO_PREV,
    PREFIX,
    PREFIX_BYTES,
    VERSION,
    BadOp,
    Header,
    check_written,
    decode_header,
    encode_h,
)
from data.ops.keys import LABEL_ONE_USE, SIGNATURE, ed_public, id16, sign, signed_by

MAX_OP = 15_872
_ERASED = b"\xff\xff"
_LEAST = 2 + PREFIX_BYTES + SIGNATURE + 2


@dataclass(frozen=True, slots=True)
class Op:
    """One letter. After erasure ``payload`` is None; ``payload_hash`` stays, the chain with it."""

    v: int
    kind: str
    writer: bytes
    n: int
    prev: bytes
    head: Header
    h: bytes
    sig: bytes
    payload: bytes | None
    payload_hash: bytes
    opid: bytes
    raw: bytes

    @staticmethod
    def parse(raw: bytes) -> Op:
        """Read whole or erased raw bytes. Raises ``BadOp``; time in proportion to ``len(raw)``.

        Checks form and limits, not the signature (``verify``).
        """
        if not _LEAST <= len(raw) <= MAX_OP:
            raise BadOp("size")
        h_end = 2 + int.from_bytes(raw[:2], "big")
        sig_end = h_end + SIGNATURE
        if h_end < 2 + PREFIX_BYTES or sig_end + 2 > len(raw):
            raise BadOp("size")
        h, sig, size = raw[2:h_end], raw[h_end:sig_end], raw[sig_end : sig_end + 2]
        rest = raw[sig_end + 2 :]
        if size == _ERASED:
            if len(rest) != 32:
                raise BadOp("size")
            return _assemble(h, sig, None, rest, raw)
        if len(rest) != int.from_bytes(size, "big"):
            raise BadOp("size")
        return _assemble(h, sig, rest, hashlib.sha256(rest).digest(), raw)

    @property
    def known(self) -> bool:
        """Whether the header is of the version this program reads."""
        return self.v == VERSION

    @property
    def erased(self) -> bool:
        """Whether the payload was destroyed by a kind x op."""
        return self.payload is None

    @property
    def core(self) -> bytes:
        """The signed bytes: length, header, payload hash."""
        return _core(self.h, self.payload_hash)

    @property
    def id16(self) -> bytes:
        """The first half of the opid, as it stands in ``deps``."""
        return self.opid[:16]

    def without_payload(self) -> Op:
        """The same op after erasure: header, signature and payload hash remain."""
        raw = len(self.h).to_bytes(2, "big") + self.h + self.sig + _ERASED + self.payload_hash
        return _assemble(self.h, self.sig, None, self.payload_hash, raw)


def _core(h: bytes, payload_hash: bytes) -> bytes:
    return len(h).to_bytes(2, "big") + h + payload_hash


def _label(what: str, v: int) -> bytes:
    """Labels carry the version of the op, so that its outer form holds for every version."""
    return f"psk/{what}/{v}".encode("ascii") + b"\0"


def _assemble(h: bytes, sig: bytes, payload: bytes | None, payload_hash: bytes, raw: bytes) -> Op:
    v, kind_byte, writer, n, prev = PREFIX.unpack_from(h)
    if v < VERSION or not 0x21 <= kind_byte <= 0x7E:
        raise BadOp("version")
    if not 1 <= n < 1 << 53 or (n == 1) != (prev == NO_PREV):
        raise BadOp("prefix")
    head = BLANK
    if v == VERSION:
        head = decode_header(h)
    elif len(h) > MAX_HEADER_GRANT:
        raise BadOp("size")
    opid = hashlib.sha256(_label("opid", v) + _core(h, payload_hash) + sig).digest()
    return Op(v, chr(kind_byte), writer, n, prev, head, h, sig, payload, payload_hash, opid, raw)


def _whole(h: bytes, sig: bytes, payload: bytes) -> bytes:
    raw = len(h).to_bytes(2, "big") + h + sig + len(payload).to_bytes(2, "big") + payload
    if len(raw) > MAX_OP:
        raise BadOp("size")
    return raw


def make_op(kind: str, writer_key: bytes, n: int, prev: bytes, head: Header, payload: bytes) -> Op:
    """Sign one op. ``writer_key``: 32-byte seed. ``payload``: as ``seal_payload`` made it.

    Raises ``BadOp`` when anything lies outside the limits: nothing is signed then.
    """
    h = encode_h(kind, id16(ed_public(writer_key)), n, prev, head)
    return sign_h(writer_key, h, payload)


def sign_h(writer_key: bytes, h: bytes, payload: bytes) -> Op:
    """Sign header bytes made by ``encode_h`` for this key. Refuses any other encoding of them."""
    check_written(h)
    if h[2:18] != id16(ed_public(writer_key)):
        raise BadOp("prefix")
    if len(payload) > MAX_OP:
        raise BadOp("size")
    payload_hash = hashlib.sha256(payload).digest()
    sig = sign(writer_key, _label("op", VERSION), _core(h, payload_hash))
    return Op.parse(_whole(h, sig, payload))


def verify(op: Op, writer_pub: bytes) -> bool:
    """Whether this key is the writer named in the op and signed exactly these bytes."""
    return id16(writer_pub) == op.writer and signed_by(
        writer_pub, _label("op", op.v), op.core, op.sig
    )


def one_use(writer_pub: bytes, device_key: bytes) -> tuple[bytes, bytes, bytes]:
    """The header element ``one``: a fresh writer's public key under the device's signature."""
    signature = sign(device_key, LABEL_ONE_USE, writer_pub)
    return writer_pub, signature, id16(ed_public(device_key))


def verify_one_use(op: Op, device_pub: bytes) -> bool:
    """Whether an urgent referral written at the door is of this device.

    Good for kind r, n = 1 only (design.md 3); the writer key stands in the header itself.
    """
    if op.head.one is None or op.kind != "r" or op.n != 1:
        return False
    writer_pub, signature, device = op.head.one
    return (
        device == id16(device_pub)
        and signed_by(device_pub, LABEL_ONE_USE, writer_pub, signature)
        and verify(op, writer_pub)
    )


def fixed_prefix(op: Op) -> bytes:
    """The 58 bytes the road may leave out in part (design.md 4c)."""
    return op.h[:PREFIX_BYTES]


def rest_of_h(op: Op) -> bytes:
    """The header after the fixed prefix: what always travels."""
    return op.h[PREFIX_BYTES:]


def rebuild(
    v: int,
    kind: str,
    writer: bytes,
    n: int,
    prev: bytes,
    rest: bytes,
    sig: bytes,
    payload: bytes,
) -> Op:
    """An op put together again from what the road carried. Raises ``BadOp``.

    Whether it is the op that was meant shows only in ``verify``.
    """
    if len(writer) != 16 or len(prev) != 32 or len(sig) != SIGNATURE or len(kind) != 1:
        raise BadOp("prefix")
    if not 0 <= v <= 255 or not 0 <= n < 1 << 64 or not ord(kind) < 256:
        raise BadOp("prefix")
    h = PREFIX.pack(v, ord(kind), writer, n, prev) + rest
    if len(h) > MAX_HEADER_GRANT or (kind in KINDS and kind != "g" and len(h) > MAX_HEADER):
        raise BadOp("size")
    return Op.parse(_whole(h, sig, payload))
