"""Raw 32-byte keys: signing and sealing halves, the identities made from them, and their labels.

A secret key is its 32-byte seed everywhere in the house; a public key is its 32 raw bytes.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

LABEL_CERT = b"psk/cert/2\0"
LABEL_OWN = b"psk/own/2\0"
LABEL_DIRECTORY = b"psk/dir/2\0"
LABEL_RECEIPT = b"psk/receipt/2\0"
LABEL_ONE_USE = b"psk/one/2\0"

SIGNATURE = 64
WRAP_OVERHEAD = 48  # one-time public key 32, tag 16

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class CannotOpen(Exception):
    """A seal did not open: another key, another binding, or changed bytes; no more is known."""


def id16(public: bytes) -> bytes:
    """The 16-byte identity of a signing key: of a writer, a user, a device, a server, a code."""
    return hashlib.sha256(public).digest()[:16]


def rid8(public: bytes) -> bytes:
    """The 8-byte name of a sealing key, as it stands beside a wrap."""
    return hashlib.sha256(public).digest()[:8]


def ed_public(seed: bytes) -> bytes:
    """The public half of a signing seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def x_public(seed: bytes) -> bytes:
    """The public half of a sealing seed."""
    return X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, label: bytes, message: bytes) -> bytes:
    """Ed25519 over ``label || message``; 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(label + message)


def signed_by(public: bytes, label: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` over ``label || message`` is of that key. Never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, label + message)
    except (InvalidSignature, ValueError):
        return False
    return True


def seal_to(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """HPKE base mode (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305), one shot, empty aad.

    All binding stands in ``info``. 48 bytes longer than ``plaintext``. Raises ``CannotOpen`` when
    ``public`` is not a usable key.
    """
    try:
        return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), info)
    except ValueError as error:
        raise CannotOpen from error


def open_with(seed: bytes, sealed: bytes, info: bytes) -> bytes:
    """The inverse of ``seal_to``. Raises ``CannotOpen``."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(seed), info)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
