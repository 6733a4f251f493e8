"""An attachment's outside: padded, cut into chunks, each sealed under a key of its own.

    plain    = u32 length || body || 0... up to whole steps of 1,024 (above 1 MiB: of 15,344)
    chunk i  = ChaCha20-Poly1305(k, nonce 0, 15,344 bytes of plain), no aad; the last one shorter
    k        = HKDF-SHA256(ikm = CK, the salt of the letter's payload,
               "psk/blob/2\\0" || place u8 || i u32 || 1 for the last chunk, else 0)
    blob     = sha256(all chunks)                       what the letter's ``att`` names
No two chunks under one CK share a key, so a chunk cut off, moved or put elsewhere does not open.
The same CK, salt, place and body give the same bytes: a lost mailbag is filled again from a vault.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK: Final = 15_360  # ciphertext; every chunk but the last
TAG: Final = 16
PLAIN_CHUNK: Final = CHUNK - TAG
MAX_FILE: Final = 25 * 1024 * 1024
MAX_PLACES: Final = 16
_STEP, _LARGE, _LARGE_STEP = 1_024, 1024 * 1024, PLAIN_CHUNK
_LENGTH = struct.Struct(">I")
_PLACE = struct.Struct(">BIB")
_LABEL = b"psk/blob/2\0"
_NONCE = bytes(12)


class BadBlob(ValueError):
    """Chunks that do not open, or not to an attachment. Never contains content.

    ``code``: ``size`` (more than the limits allow, or none), ``seal`` (another key, place or
    order, cut off, changed), ``form`` (it opened, and is no padded body).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def padded_size(body: int) -> int:
    """Bytes of the plaintext around a body of ``body`` bytes: length, body and zeros."""
    size = _LENGTH.size + body
    step = _LARGE_STEP if size > _LARGE else _STEP
    return -(-size // step) * step


def sealed_size(body: int) -> tuple[int, int]:
    """(bytes of all ciphertext, number of chunks) of a body of ``body`` bytes."""
    plain = padded_size(body)
    count = -(-plain // PLAIN_CHUNK)
    return plain + count * TAG, count


MAX_BYTES: Final = sealed_size(MAX_FILE)[0]
MAX_CHUNKS: Final = sealed_size(MAX_FILE)[1]


def fits(size: int, count: int) -> bool:
    """Whether a letter's ``att`` may name so many bytes of ciphertext in so many chunks."""
    return 1 <= count <= MAX_CHUNKS and count == -(-size // CHUNK) and size <= MAX_BYTES


def chunk_size(size: int, i: int) -> int:
    """Bytes of chunk ``i`` of an attachment of ``size`` bytes of ciphertext; 0: there is none."""
    return max(0, min(CHUNK, size - i * CHUNK))


class Chunks(Sequence[bytes]):
    """The sealed chunks of one body, each made when it is asked for.

    The body (bytes in memory) lies here once; nothing of its ciphertext does.
    """

    def __init__(self, ck: bytes, salt: bytes, place: int, body: bytes) -> None:
        """Raises ``BadBlob`` (size) for a body or a place beyond the limits."""
        if len(body) > MAX_FILE or not 0 <= place < MAX_PLACES:
            raise BadBlob("size")
        self._ck, self._salt, self._place = ck, salt, place
        self._body = memoryview(body)
        self._plain = padded_size(len(body))
        self.size, self._count = sealed_size(len(body))

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        """One after another."""
        return (self[i] for i in range(self._count))

    @overload
    def __getitem__(self, i: int) -> bytes: ...
    @overload
    def __getitem__(self, i: slice) -> list[bytes]: ...
    def __getitem__(self, i: int | slice) -> bytes | list[bytes]:
        """Chunk ``i``."""
        if isinstance(i, slice):
            return [self[at] for at in range(*i.indices(self._count))]
        at = i + self._count if i < 0 else i
        if not 0 <= at < self._count:
            raise IndexError(i)
        key = _key(self._ck, self._salt, self._place, at, last=at == self._count - 1)
        return ChaCha20Poly1305(key).encrypt(_NONCE, self._piece(at), None)

    def _piece(self, i: int) -> bytes:
        start = i * PLAIN_CHUNK
        size = min(PLAIN_CHUNK, self._plain - start)
        if i == 0:
            head = _LENGTH.pack(len(self._body))
            return (head + self._body[: size - _LENGTH.size]).ljust(size, b"\0")
        at = start - _LENGTH.size
        return bytes(self._body[at : at + size]).ljust(size, b"\0")


@dataclass(frozen=True, slots=True)
class SealedBlob:
    """An attachment as a letter names it and as it travels.

    ``blob32``: hash of all ciphertext; ``size``: its bytes; ``count``: number of chunks. The
    letter's ``att`` is [blob32, size, count].
    """

    blob32: bytes
    size: int
    count: int
    chunks: Sequence[bytes]


def seal_blob(ck: bytes, salt: bytes, place: int, body: bytes) -> SealedBlob:
    """Seal one attachment of a letter.

    ``ck``: content key of the letter's audience (32 B); ``salt``: the first 16 bytes of the
    letter's payload; ``place``: from 0, its place in ``att``; ``body``: at most 25 MiB. The chunks
    are sealed anew each time one is asked for, so that only the body lies in memory.
    Raises ``BadBlob`` (size).
    """
    chunks = Chunks(ck, salt, place, body)
    return SealedBlob(blob_of(chunks), chunks.size, len(chunks), chunks)


def blob_of(chunks: Iterable[bytes]) -> bytes:
    """The hash that names an attachment: over all ciphertext, in order."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.digest()


def open_blob(ck: bytes, salt: bytes, place: int, chunks: Sequence[bytes]) -> bytes:
    """The body out of all chunks, in order. Raises ``BadBlob``; gives no part of a body.

    ``chunks`` are looked at one after another: they may come from a drawer one by one.
    """
    if not 1 <= len(chunks) <= MAX_CHUNKS or not 0 <= place < MAX_PLACES:
        raise BadBlob("size")
    body, size, padding = BytesIO(), 0, 0
    for i, chunk in enumerate(chunks):
        last = i == len(chunks) - 1
        if len(chunk) > CHUNK or len(chunk) < (TAG if last else CHUNK):
            raise BadBlob("size")
        key = _key(ck, salt, place, i, last=last)
        try:
            plain = ChaCha20Poly1305(key).decrypt(_NONCE, chunk, None)
        except InvalidTag as error:
            raise BadBlob("seal") from error
        if i == 0:
            size, plain = _length(plain), plain[_LENGTH.size :]
        room = size - body.tell()
        body.write(plain[:room])
        padding += max(0, len(plain) - room)
        if any(plain[room:]):
            raise BadBlob("form")
    if body.tell() != size or _LENGTH.size + size + padding != padded_size(size):
        raise BadBlob("form")
    return body.getvalue()


def _length(plain: bytes) -> int:
    if len(plain) < _LENGTH.size:
        raise BadBlob("form")
    (size,) = _LENGTH.unpack_from(plain)
    if size > MAX_FILE:
        raise BadBlob("form")
    return int(size)


def _key(ck: bytes, salt: bytes, place: int, i: int, *, last: bool) -> bytes:
    info = _LABEL + _PLACE.pack(place, i, int(last))
    return HKDF(SHA256(), 32, salt, info).derive(ck)
