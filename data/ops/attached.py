"""A file that goes with a letter: what its sealed entry says, held against the letter's outside.

    entry  {"k": "att", "d": {"at": place, "name": .., "type": .., "bytes": .., "sum": hex}}
    att    [blob, bytes of all ciphertext, chunks] at that place of the header
``name`` is the stored name that an answer of the form says; the file's own name is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.ops.blob import MAX_FILE, sealed_size
from data.ops.payload import Entry, Value

ATT = "att"
_NAME = re.compile(r"\A[0-9a-f]{16}\.[a-z0-9]{2,5}\Z")
_TYPE = re.compile(r"\A[a-z]{1,20}/[a-z0-9.+-]{1,40}\Z")
_SUM = re.compile(r"\A[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Attached:
    """One file of a letter. ``size`` in bytes of the file, ``sealed_bytes`` of its ciphertext in
    ``chunks`` chunks; ``blob`` names the ciphertext, ``sha256`` the file."""

    at: int
    name: str
    mime: str
    size: int
    sha256: bytes
    blob: bytes
    sealed_bytes: int
    chunks: int


def said(at: int, name: str, mime: str, size: int, sha256: bytes) -> Entry:
    """The entry that says what the attachment at a place is."""
    told: dict[str, Value] = {
        "at": at,
        "name": name,
        "type": mime,
        "bytes": size,
        "sum": sha256.hex(),
    }
    return Entry(ATT, told)


def attached(
    told: Iterable[Mapping[str, Value]], att: Sequence[tuple[bytes, int, int]]
) -> list[Attached]:
    """The files of one letter, by place: of its entries those that name a place of its header, in
    a form a writer of this version would use. The first entry of a place counts."""
    found: dict[int, Attached] = {}
    for data in told:
        one = _one(data, att)
        if one is not None:
            found.setdefault(one.at, one)
    return [found[at] for at in sorted(found)]


def _one(data: Mapping[str, Value], att: Sequence[tuple[bytes, int, int]]) -> Attached | None:
    at, size = data.get("at"), data.get("bytes")
    texts = (data.get("name"), data.get("type"), data.get("sum"))
    if type(at) is not int or type(size) is not int or not 0 <= at < len(att):
        return None
    name, mime, digest = (text if isinstance(text, str) else "" for text in texts)
    if not (_NAME.match(name) and _TYPE.match(mime) and _SUM.match(digest)):
        return None
    blob, sealed_bytes, chunks = att[at]
    if not 0 < size <= MAX_FILE or sealed_size(size) != (sealed_bytes, chunks):
        return None
    return Attached(at, name, mime, size, bytes.fromhex(digest), blob, sealed_bytes, chunks)
