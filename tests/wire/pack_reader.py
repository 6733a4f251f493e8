"""A pack read from its bytes, written from sync/PROTOCOL.md; beside `cryptography` only zstd."""

from __future__ import annotations

import struct
from typing import Any

import zstandard

from tests.wire.decoder import Refused, check, sha
from tests.wire.packed import unpack


def _part(raw: bytes, at: int) -> tuple[bytes, int]:
    size = struct.unpack(">I", raw[at : at + 4])[0]
    return raw[at + 4 : at + 4 + size], at + 4 + size


def read_pack(raw: bytes) -> tuple[bytes, dict[str, bytes], list[Any]]:
    """The manifest's bytes, the files by path, the signatures. Raises ``Refused``."""
    if raw[:8] != b"PSKPACK1":
        raise Refused("magic")
    head, at = _part(raw, 8)
    marks, at = _part(raw, at)
    lines = unpack(head)[6]
    whole = sum(size for _path, size, _hash in lines)
    content = zstandard.ZstdDecompressor().decompress(raw[at:], max_output_size=whole)
    files: dict[str, bytes] = {}
    place = 0
    for path, size, digest in lines:
        files[path] = content[place : place + size]
        place += size
        if sha(files[path]) != digest:
            raise Refused("file")
    if place != len(content) or list(files) != sorted(files):
        raise Refused("files")
    return head, files, unpack(marks)


def check_pack(
    head: bytes, signatures: list[Any], keys: dict[str, bytes], packed: dict[str, bytes]
) -> None:
    """Both signatures. ``packed``: role -> MessagePack of [role, name, at]. Raises ``Refused``."""
    found = {role: sig for role, _name, _at, sig in signatures}
    for role, key in keys.items():
        check(key, b"psk/pack/1", sha(head) + packed[role], found[role])


def said(role: str, name: str, at: int) -> bytes:
    """MessagePack of [role, name, at] for short names and times of this century."""
    words = b"".join(bytes([0xA0 | len(one)]) + one.encode() for one in (role, name))
    return b"\x93" + words + b"\xce" + struct.pack(">I", at)
