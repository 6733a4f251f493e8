"""The plaintext of a stick's file, read from its bytes. Written from sync/PROTOCOL.md alone."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tests.wire.decoder import Frame, Refused, frame, sha

STEP = 65_536


@dataclass
class Bundle:
    """What stands in a file; the frames are not verified here."""

    outward: bool
    id: bytes
    device: bytes
    written: int
    frames: list[bytes]


def bundle(plain: bytes) -> Bundle:
    """Take a whole plaintext apart. Raises ``Refused``."""
    if len(plain) % STEP or sha(plain[:-32]) != plain[-32:]:
        raise Refused("hash")
    magic, version, direction, free, name, device, written, count = struct.unpack(
        ">4sBBH16s16sQI", plain[:52]
    )
    if (magic, version, free) != (b"PSKB", 2, 0) or direction not in (1, 2):
        raise Refused("form")
    place, frames = 52, []
    for _ in range(count):
        size = struct.unpack(">I", plain[place : place + 4])[0]
        frames.append(plain[place + 4 : place + 4 + size])
        place += 4 + size
    if plain[place:-32].strip(b"\0"):
        raise Refused("padding")
    return Bundle(direction == 1, name, device, written, frames)


def open_frame(wire: bytes, sender_key: bytes, kind: int) -> Frame:
    """A frame that lies open in a bundle. Raises ``Refused``."""
    found = frame(wire, sender_key)
    if found.kind != kind or not wire[5] & 2:
        raise Refused("kind")
    return found


def split_hello(body: bytes) -> tuple[bytes, bytes]:
    """(hello, records) of an outward frame."""
    size = struct.unpack(">H", body[:2])[0]
    return body[2 : 2 + size], body[2 + size :]


def relay_words(body: bytes) -> tuple[bytes, bytes]:
    """(ticket, hash of the file that follows) in the frame before a relayed file."""
    if len(body) != 48:
        raise Refused("form")
    return body[:16], body[16:]


def padded(beginning: bytes, digest: bytes) -> bytes:
    """A plaintext put together again from what the page shows of it."""
    zeros = -(len(beginning) + 32) % STEP
    return beginning + bytes(zeros) + digest
