"""The file on a stick: age version 1 around a list of frames, and how a stream lies in it.

Outward it is sealed to the city's transit key and holds one request stream of kind 3; homeward it
is sealed to the device's sealing key and holds one answer. age shows truncation and change, and
nothing about the sender: every frame inside is signed and counts by itself. What is whole before
the damage is read, the rest is passed over.
"""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import pyrage
from bech32 import bech32_encode, convertbits
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.frame import (
    FLAG_OPEN,
    BadFrame,
    FrameHeader,
    FrameKind,
    build_frame,
    check_body,
)
from sync.protocol.limits import ANSWER_BODY, BUNDLE_BYTES, BUNDLE_STEP, FRAME_HEADER

MAGIC = b"PSKB"
VERSION = 2
AGE_MAGIC = b"age-encryption.org/v1\n"
HIGHEST_STICK_SEQ = (1 << 53) - 1
_HEAD = struct.Struct(">4sBBH16s16sQI")
_DIGEST = 32
_SIZE = 4
_NOBODYS = "No matching keys found"


class Direction(IntEnum):
    """Which way a bundle travels."""

    OUTWARD = 1
    HOMEWARD = 2


class BadBundle(ValueError):
    """Bytes of which nothing can be used.

    ``code``: ``not-a-bundle``, ``foreign`` (sealed to somebody else, or its first bytes are
    changed), ``cut`` (damaged before the first frame), ``newer`` (a later version), ``too-big``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bundle:
    """``id`` and ``device`` 16 bytes; ``at``: the writer's Unix seconds; ``frames`` exact bytes.

    ``whole``: nothing of it is missing or changed. Nothing here is verified: the frames are signed.
    """

    direction: Direction
    id: bytes
    device: bytes
    at: int
    frames: tuple[bytes, ...]
    whole: bool = True


def age_recipient(x_public: bytes) -> str:
    """An X25519 public key (32 B) as age writes it: ``age1...``."""
    return bech32_encode("age", convertbits(x_public, 8, 5) or ())


def age_identity(x_seed: bytes) -> str:
    """An X25519 private key (32 B) as age writes it: ``AGE-SECRET-KEY-1...``. A secret."""
    return bech32_encode("age-secret-key-", convertbits(x_seed, 8, 5) or ()).upper()


def pack_bundle(bundle: Bundle) -> bytes:
    """The plaintext of a bundle: a multiple of 65,536 bytes."""
    head = _HEAD.pack(
        MAGIC, VERSION, bundle.direction, 0, bundle.id, bundle.device, bundle.at, len(bundle.frames)
    )
    parts = [head]
    for frame in bundle.frames:
        parts += (struct.pack(">I", len(frame)), frame)
    length = sum(map(len, parts))
    parts.append(bytes(-(length + _DIGEST) % BUNDLE_STEP))
    body = b"".join(parts)
    return body + hashlib.sha256(body).digest()


def read_bundle(plain: bytes, *, whole: bool = True) -> Bundle:
    """The bundle in a plaintext, or in its beginning; raises BadBundle.

    ``whole`` False: the file was damaged, and ``plain`` is what stood before the damage.
    """
    if len(plain) < _HEAD.size:
        raise BadBundle("not-a-bundle" if whole else "cut")
    magic, version, way, _free, id16, device, at, count = _HEAD.unpack(plain[: _HEAD.size])
    if magic != MAGIC:
        raise BadBundle("not-a-bundle")
    if version > VERSION:
        raise BadBundle("newer")
    if version != VERSION or way not in (Direction.OUTWARD, Direction.HOMEWARD):
        raise BadBundle("not-a-bundle")
    frames, place = _frames(plain, count)
    padding = plain[place:-_DIGEST] if len(plain) % BUNDLE_STEP == 0 else b"\1"
    sound = (
        whole
        and len(frames) == count
        and not padding.strip(b"\0")
        and hashlib.sha256(plain[:-_DIGEST]).digest() == plain[-_DIGEST:]
    )
    if not frames and not sound:
        raise BadBundle("cut")
    return Bundle(Direction(way), id16, device, at, tuple(frames), sound)


def _frames(plain: bytes, count: int) -> tuple[list[bytes], int]:
    """The frames that are all there, and where they end."""
    frames, place = list[bytes](), _HEAD.size
    for _ in range(count):
        start = place + _SIZE
        size = int.from_bytes(plain[place:start], "big")
        if not FRAME_HEADER <= size <= FRAME_HEADER + ANSWER_BODY or start + size > len(plain):
            break
        frames.append(plain[start : start + size])
        place = start + size
    return frames, place


def seal_bundle(plain: bytes, x_public: bytes) -> bytes:
    """The file: age version 1 to one X25519 public key (32 B)."""
    return pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(age_recipient(x_public))])


def open_bundle(data: bytes, x_seed: bytes) -> Bundle:
    """The bundle in a file sealed to this X25519 private key (32 B); raises BadBundle."""
    if not data.startswith(AGE_MAGIC):
        raise BadBundle("cut" if AGE_MAGIC.startswith(data) else "not-a-bundle")
    if len(data) > BUNDLE_BYTES:
        raise BadBundle("too-big")
    identity = pyrage.x25519.Identity.from_str(age_identity(x_seed))
    plain, whole = io.BytesIO(), True
    try:
        pyrage.decrypt_io(io.BytesIO(data), plain, [identity])
    except pyrage.DecryptError as error:
        raise BadBundle("foreign" if str(error) == _NOBODYS else "cut") from error
    except OSError:  # what stood before the damage has been handed out
        whole = False
    return read_bundle(plain.getvalue(), whole=whole)


def lay_stream(
    plains: Sequence[bytes], key: Ed25519PrivateKey, *, stream: bytes, seq: int
) -> tuple[bytes, ...]:
    """A request stream as it lies in a bundle: ``plains`` as in ``frame.join_plain``, signed."""
    last = len(plains) - 1
    return tuple(
        build_frame(
            FrameKind.BUNDLE, key, plain, stream=stream, index=index, seq=seq, last=index == last,
            flags=FLAG_OPEN,
        )
        for index, plain in enumerate(plains)
    )  # fmt: skip


def stream_digest(frames: Iterable[bytes]) -> bytes:
    """``re`` of a stream: SHA-256 over its frames' headers."""
    return hashlib.sha256(b"".join(frame[:FRAME_HEADER] for frame in frames)).digest()


class OpenReader:
    """Reads the frames of one stream out of a bundle, in order; as ``StreamOpener`` does.

    ``take`` wants frames whose header was verified with the device's key.
    """

    def __init__(self) -> None:
        self._first: FrameHeader | None = None
        self._next = 0
        self._taken = hashlib.sha256()

    def take(self, header: FrameHeader, body: bytes) -> bytes:
        """The plaintext of the next frame; raises BadFrame(order | hash)."""
        first = self._first or header
        if (
            header.kind is not FrameKind.BUNDLE
            or not header.open
            or header.index != self._next
            or (first.stream, first.sender, first.seq) != (header.stream, header.sender, header.seq)
        ):
            raise BadFrame("order")
        check_body(header, body)
        self._first = first
        self._next += 1
        self._taken.update(header.raw)
        return body

    @property
    def re(self) -> bytes:
        """SHA-256 over the 150-byte headers of all frames taken."""
        return self._taken.digest()
