"""A pack: forms, tables and guide of one city in one signed file, made, signed, read and verified.

    b"PSKPACK1" | u32 length | manifest | u32 length | signatures | one zstd frame

The manifest is a MessagePack array; the frame holds the files one after another, in its order. A
signature is Ed25519 over ``psk/pack/1`` NUL, sha256(manifest) and the MessagePack array of role,
name and time beside it. What is read is a stranger's until ``verify`` has said otherwise; what
verifies is still only data.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
import zstandard

from data.content.source import BUILT_IN, Content, Layered
from data.ops.directory import Directory
from data.ops.keys import id16, sign, signed_by

MAGIC: Final = b"PSKPACK1"
LABEL: Final = b"psk/pack/1\0"
FORMAT: Final = 1
MAKER: Final = "pembuat"  # signs with the city's pack key
APPROVER: Final = "pengesah"  # signs with an admin key

MOST_BYTES: Final = 8 * 1024 * 1024  # the whole pack file
MOST_MANIFEST: Final = 256 * 1024
MOST_SIGNATURES: Final = 4 * 1024
MOST_FILES: Final = 1_000
MOST_FILE: Final = 2 * 1024 * 1024
MOST_UNPACKED: Final = 24 * 1024 * 1024
MOST_NAME: Final = 80
_WINDOW: Final = 32 * 1024 * 1024
# A block of one repeated byte unpacks 4 bytes to 128 KiB: a piece this small stays within 8 MiB.
_PIECE: Final = 256

_TABLES: Final = "forms|fields|pathway|steps|reasons|services|directory|areas"
_SEGMENT: Final = "[a-z0-9][a-z0-9_-]{0,63}"
_KNOWN: Final = re.compile(
    rf"(?:built/[a-z][a-z0-9_]{{0,31}}\.xml"
    rf"|(?:{_TABLES})\.csv"
    rf"|(?:guide|drills)/(?:{_SEGMENT}/){{0,2}}{_SEGMENT}\.(?:csv|md|txt|json))"
)
_VERSION: Final = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")


class PackRefused(ValueError):
    """Bytes that are no pack this city's people may use.

    ``code``: ``form`` (no pack, cut short, changed), ``size``, ``version`` (of a later program),
    ``path`` (a file no pack may bring), ``hash`` (a file is not what the manifest says); from
    signing and verifying: ``name`` (empty, too long, or one person twice), ``role``, ``city``,
    ``demo``, ``unsigned`` (one of the two signatures is missing), ``signature`` (not by the key
    that counts now). ``detail`` names a path or a role, never a person.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


class FileLine(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """One file: its path, its length in bytes, its sha256."""

    path: str
    size: int
    sha256: bytes


class Manifest(
    msgspec.Struct, array_like=True, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """What a pack says of itself.

    ``city``: the city's number; ``seq`` rises with every pack of the city; ``made``: Unix seconds;
    ``app_min``: the least program version that can use it ("0.1"); ``files`` sorted by path.
    """

    v: int = FORMAT
    city: int
    seq: int
    name: str
    made: int
    app_min: str
    files: tuple[FileLine, ...] = ()
    demo: bool = False


class Signature(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """Who answers for the pack: role, that person's name, Unix seconds, 64 bytes."""

    role: str
    name: str
    at: int
    sig: bytes


_MANIFEST = msgspec.msgpack.Decoder(Manifest)
_SIGNATURES = msgspec.msgpack.Decoder(tuple[Signature, ...])
_PEEK = msgspec.msgpack.Decoder(list[msgspec.Raw])
_INT = msgspec.msgpack.Decoder(int)
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read: whole and consistent, but verified only by ``verify``.

    ``digest`` = sha256(manifest), what is signed; ``hash`` = sha256 of the file's bytes.
    """

    manifest: Manifest
    signatures: tuple[Signature, ...]
    files: Mapping[str, bytes]
    digest: bytes
    hash: bytes

    def content(self, below: Content = BUILT_IN) -> Content:
        """The pack's files laid over other content."""
        return Layered(self.files, below)


def pack_hash(raw: bytes) -> bytes:
    """sha256 of a pack file's bytes: its name on the road and in file names."""
    return hashlib.sha256(raw).digest()


def allowed(path: str) -> bool:
    """Whether a pack may bring a file of this path."""
    return _KNOWN.fullmatch(path) is not None


def app_fits(app_min: str, app: str) -> bool:
    """Whether a program of version ``app`` may use a pack that asks for ``app_min``."""
    return _numbers(app) >= _numbers(app_min)


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    numbers = [int(part) for part in found.group().split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def make(manifest: Manifest, files: Mapping[str, bytes]) -> bytes:
    """An unsigned pack of these files; ``manifest.files`` is written anew from them.

    The same input gives the same bytes. Raises ``PackRefused``.
    """
    lines = tuple(
        FileLine(path, len(files[path]), hashlib.sha256(files[path]).digest())
        for path in sorted(files)
    )
    head = _encode(msgspec.structs.replace(manifest, v=FORMAT, files=lines))
    body = zstandard.ZstdCompressor(level=19).compress(b"".join(files[line.path] for line in lines))
    raw = _joined(head, (), body)
    read(raw)
    return raw


def with_signature(raw: bytes, role: str, name: str, at: int, key: bytes) -> bytes:
    """The same pack with one signature more; an earlier one of that role gives way.

    ``key``: the 32-byte seed of the pack key (``pembuat``) or of the admin key (``pengesah``);
    ``at``: Unix seconds. Raises ``PackRefused``: ``role``, ``name``, or what ``read`` refuses.
    """
    if role not in (MAKER, APPROVER):
        raise PackRefused("role", role)
    shown = " ".join(name.split())
    if not shown or len(shown) > MOST_NAME:
        raise PackRefused("name", role)
    pack = read(raw)
    head, _, body = _parts(raw)
    others = tuple(one for one in pack.signatures if one.role != role)
    if any(_same_person(one.name, shown) for one in others):
        raise PackRefused("name", role)
    sig = sign(key, LABEL, _said(pack.digest, role, shown, at))
    signatures = sorted((*others, Signature(role, shown, at, sig)), key=lambda one: one.role)
    return _joined(head, tuple(signatures), body)


def read(raw: bytes) -> Pack:
    """Take a pack apart and check that it is whole. Who signed it is not looked at here.

    Raises ``PackRefused``: ``form``, ``size``, ``version``, ``path``, ``hash``.
    """
    head, marks, body = _parts(raw)
    manifest = _manifest(head)
    try:
        signatures = _SIGNATURES.decode(marks)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise PackRefused("form", "signatures") from None
    roles = [one.role for one in signatures]
    if len(set(roles)) != len(roles) or any(len(one.sig) != 64 for one in signatures):
        raise PackRefused("form", "signatures")
    if any(not one.name or len(one.name) > MOST_NAME for one in signatures):
        raise PackRefused("form", "signatures")
    content = _unpacked(body, sum(line.size for line in manifest.files))
    files: dict[str, bytes] = {}
    start = 0
    for line in manifest.files:
        files[line.path] = content[start : start + line.size]
        start += line.size
        if hashlib.sha256(files[line.path]).digest() != line.sha256:
            raise PackRefused("hash", line.path)
    digest = hashlib.sha256(head).digest()
    return Pack(manifest, signatures, files, digest, pack_hash(raw))


def verify(pack: Pack, directory: Directory) -> None:
    """Raise ``PackRefused`` unless the pack is this city's and both who must have signed it.

    The maker signs with the directory's present pack key, the approver with an admin key that
    still counts, and they are two people by name. A demo's pack counts in a demo city only.
    """
    if pack.manifest.city != directory.city:
        raise PackRefused("city")
    if pack.manifest.demo and not directory.demo:
        raise PackRefused("demo")
    by_role = {one.role: one for one in pack.signatures}
    for role in (MAKER, APPROVER):
        if role not in by_role:
            raise PackRefused("unsigned", role)
    keys = {
        MAKER: (directory.pack,),
        APPROVER: directory.admins,
    }
    for role, may in keys.items():
        one = by_role[role]
        said = _said(pack.digest, role, one.name, one.at)
        counting = [key for key in may if not directory.is_revoked(id16(key))]
        if not any(signed_by(key, LABEL, said, one.sig) for key in counting):
            raise PackRefused("signature", role)
    if _same_person(by_role[MAKER].name, by_role[APPROVER].name):
        raise PackRefused("name", APPROVER)


def _said(digest: bytes, role: str, name: str, at: int) -> bytes:
    """What a signature covers after the label."""
    return digest + _encode((role, name, at))


def _same_person(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _joined(head: bytes, signatures: tuple[Signature, ...], body: bytes) -> bytes:
    marks = _encode(signatures)
    lengths = (len(head).to_bytes(4, "big"), len(marks).to_bytes(4, "big"))
    return b"".join((MAGIC, lengths[0], head, lengths[1], marks, body))


def _parts(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Manifest, signatures and body, as bytes."""
    if len(raw) > MOST_BYTES:
        raise PackRefused("size")
    if not raw.startswith(MAGIC):
        raise PackRefused("form", "magic")
    head, start = _part(raw, len(MAGIC), MOST_MANIFEST)
    marks, start = _part(raw, start, MOST_SIGNATURES)
    return head, marks, raw[start:]


def _part(raw: bytes, start: int, most: int) -> tuple[bytes, int]:
    size = int.from_bytes(raw[start : start + 4], "big")
    end = start + 4 + size
    if start + 4 > len(raw) or end > len(raw):
        raise PackRefused("form", "short")
    if size > most:
        raise PackRefused("size")
    return raw[start + 4 : end], end


def _manifest(head: bytes) -> Manifest:
    try:
        version = _INT.decode(_PEEK.decode(head)[0])
        if version > FORMAT:
            raise PackRefused("version", str(version))
        found = _MANIFEST.decode(head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, IndexError):
        raise PackRefused("form", "manifest") from None
    if found.v != FORMAT or _encode(found) != head:
        raise PackRefused("form", "manifest")
    if not (0 < found.city < 1 << 31 and 0 < found.seq < 1 << 53 and 0 <= found.made < 1 << 53):
        raise PackRefused("form", "manifest")
    if not found.name.strip() or len(found.name) > MOST_NAME:
        raise PackRefused("form", "manifest")
    if not _VERSION.fullmatch(found.app_min):
        raise PackRefused("form", "manifest")
    _check_lines(found.files)
    return found


def _check_lines(lines: tuple[FileLine, ...]) -> None:
    if len(lines) > MOST_FILES or sum(max(0, line.size) for line in lines) > MOST_UNPACKED:
        raise PackRefused("size")
    for line in lines:
        if not allowed(line.path):
            raise PackRefused("path", line.path[:60])
        if not 0 <= line.size <= MOST_FILE:
            raise PackRefused("size", line.path)
        if len(line.sha256) != 32:
            raise PackRefused("form", line.path)
    paths = [line.path for line in lines]
    if not paths or paths != sorted(set(paths)):
        raise PackRefused("form", "files")


def _unpacked(body: bytes, size: int) -> bytes:
    """The frame's content, which must be exactly ``size`` bytes; never more than that is made."""
    opened = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    content = bytearray()
    try:
        for start in range(0, len(body), _PIECE):
            content += opened.decompress(body[start : start + _PIECE])
            if len(content) > size:
                raise PackRefused("size")
            if opened.eof and start + _PIECE < len(body):
                raise PackRefused("form", "body")
    except zstandard.ZstdError:
        raise PackRefused("form", "body") from None
    if len(content) != size or not opened.eof or opened.unused_data:
        raise PackRefused("form", "body")
    return bytes(content)
