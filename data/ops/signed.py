"""A signed document: the exact bytes, the signature, and who signed; the shape all papers share.

wire = MessagePack [doc bytes, signature 64, signer id 16]; the signature is over label || doc.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from data.ops.keys import ed_public, id16, sign, signed_by

MAX_SIGNED = 262_144


class BadPaper(ValueError):
    """Bytes that are no signed document of ours. ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Wire(msgspec.Struct, array_like=True, frozen=True):
    doc: bytes
    sig: bytes
    signer: bytes


_DECODER = msgspec.msgpack.Decoder(_Wire)
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class Signed:
    """The parts of one signed document, and its wire bytes as they came."""

    doc: bytes
    sig: bytes
    signer: bytes
    wire: bytes

    @staticmethod
    def parse(wire: bytes) -> Signed:
        """Take a wire form apart. Raises ``BadPaper``; the signature is not checked here."""
        if len(wire) > MAX_SIGNED:
            raise BadPaper("size")
        try:
            parts = _DECODER.decode(wire)
        except (msgspec.MsgspecError, RecursionError):
            raise BadPaper("form") from None
        if len(parts.sig) != 64 or len(parts.signer) != 16:
            raise BadPaper("form")
        return Signed(parts.doc, parts.sig, parts.signer, wire)

    @property
    def digest(self) -> bytes:
        """sha256 of the wire bytes; what a next document names as its ``prev``."""
        return hashlib.sha256(self.wire).digest()

    def is_by(self, public: bytes, label: bytes) -> bool:
        """Whether that key signed it under that label."""
        return id16(public) == self.signer and signed_by(public, label, self.doc, self.sig)


def sign_document(body: msgspec.Struct, seed: bytes, label: bytes) -> bytes:
    """Encode a document and sign it; returns the wire bytes to keep."""
    doc = _ENCODER.encode(body)
    return _ENCODER.encode(_Wire(doc, sign(seed, label, doc), id16(ed_public(seed))))
