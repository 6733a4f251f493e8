"""Urgent referrals written at the door, a second time beside the mailbag: ``u-<16 hex digits>``.

    PSKU || version u8 = 2 || u8 0 || Unix seconds of the laptop u64 ||
    u16 length || the letter's stored bytes || H(all before)

Nobody on this laptop can open what is inside. What is a letter, and when one may be deleted, the
work decides (sync/PROTOCOL.md, the urgent referral at the door); here are only the bytes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.store import steps
from data.store.files import fault_of, put_whole

NAME: Final = "u-"
_DIGITS: Final = 16
_HEAD: Final = struct.Struct(">4sBBQH")
_MAGIC: Final = b"PSKU"
_VERSION: Final = 2
_SUM: Final = 32
_MOST: Final = _HEAD.size + 0xFFFF + _SUM


class BadUFile(ValueError):
    """Bytes that are no file of an urgent referral, or changed ones."""


@dataclass(frozen=True, slots=True)
class UFile:
    """One file: ``at`` Unix seconds of the laptop when it was written, ``raw`` the exact letter."""

    name: str
    at: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """What lies beside the mailbag. ``bad``: names of files that do not hold; they stay."""

    files: tuple[UFile, ...] = ()
    bad: tuple[str, ...] = ()


def packed(at: int, raw: bytes) -> bytes:
    """The bytes of a file. Raises ``ValueError`` for a letter longer than any letter is."""
    if len(raw) > 0xFFFF:
        raise ValueError("no letter is as long")
    body = _HEAD.pack(_MAGIC, _VERSION, 0, at, len(raw)) + raw
    return body + hashlib.sha256(body).digest()


def unpacked(name: str, data: bytes) -> UFile:
    """The file of some bytes. Raises ``BadUFile``."""
    body, digest = data[:-_SUM], data[-_SUM:]
    if len(body) < _HEAD.size or hashlib.sha256(body).digest() != digest:
        raise BadUFile
    magic, version, zero, at, size = _HEAD.unpack_from(body)
    raw = body[_HEAD.size :]
    if magic != _MAGIC or version != _VERSION or zero != 0 or size != len(raw):
        raise BadUFile
    return UFile(name, at, raw)


def put(home: Path, at: int, raw: bytes, random: Callable[[int], bytes]) -> str:
    """Write a letter to disk, durably, under a new name; gives the name.

    Raises ``Fault`` DISK_FULL or DISK_READ_ONLY; then nothing was written.
    """
    name = NAME + random(_DIGITS // 2).hex()
    put_whole(home / name, packed(at, raw), only_new=True)
    steps.reached("door-file-written")
    return name


def read_all(home: Path) -> Found:
    """Every such file, oldest first. Raises ``Fault`` where the folder cannot be read."""
    files: list[UFile] = []
    bad: list[str] = []
    try:
        names = sorted(one.name for one in home.iterdir() if _is_name(one.name))
    except OSError as error:
        raise fault_of(error) from error
    for name in names:
        try:
            with (home / name).open("rb") as file:
                files.append(unpacked(name, file.read(_MOST + 1)))
        except FileNotFoundError:
            continue
        except (OSError, BadUFile):
            bad.append(name)
    return Found(tuple(sorted(files, key=lambda one: (one.at, one.name))), tuple(bad))


def remove(home: Path, name: str) -> None:
    """Delete one file; nothing where it is gone. Raises ``Fault`` where the disk refuses."""
    try:
        (home / name).unlink(missing_ok=True)
    except OSError as error:
        raise fault_of(error) from error
    steps.reached("door-file-removed")


def _is_name(name: str) -> bool:
    digits = name.removeprefix(NAME)
    return (
        name.startswith(NAME)
        and len(digits) == _DIGITS
        and all(one in "0123456789abcdef" for one in digits)
    )
