"""MessagePack read by hand: only the forms PROTOCOL.md uses."""

from __future__ import annotations

from typing import Any

_BIN = {0xC4: 1, 0xC5: 2, 0xC6: 4}
_STR = {0xD9: 1, 0xDA: 2, 0xDB: 4}
_UINT = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
_INT = {0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_LIST = {0xDC: 2, 0xDD: 4}
_MAP = {0xDE: 2, 0xDF: 4}


def unpack(data: bytes) -> Any:
    """The one value these bytes are. Raises ``ValueError`` for anything left over."""
    value, place = _value(data, 0)
    if place != len(data):
        raise ValueError("bytes left over")
    return value


def _number(data: bytes, place: int, size: int, *, signed: bool = False) -> tuple[int, int]:
    return int.from_bytes(data[place : place + size], "big", signed=signed), place + size


def _value(data: bytes, place: int) -> tuple[Any, int]:
    tag, place = data[place], place + 1
    if tag <= 0x7F:
        return tag, place
    if tag >= 0xE0:
        return tag - 256, place
    if tag in (0xC0, 0xC2, 0xC3):
        return {0xC0: None, 0xC2: False, 0xC3: True}[tag], place
    if tag in _UINT:
        return _number(data, place, _UINT[tag])
    if tag in _INT:
        return _number(data, place, _INT[tag], signed=True)
    if tag & 0xE0 == 0xA0 or tag in _STR:
        raw, place = _run(data, place, tag & 0x1F, _STR.get(tag))
        return raw.decode("utf-8"), place
    if tag in _BIN:
        return _run(data, place, 0, _BIN[tag])
    if tag & 0xF0 == 0x90 or tag in _LIST:
        count, place = _count(data, place, tag & 0x0F, _LIST.get(tag))
        return _several(data, place, count)
    if tag & 0xF0 == 0x80 or tag in _MAP:
        count, place = _count(data, place, tag & 0x0F, _MAP.get(tag))
        flat, place = _several(data, place, count * 2)
        return dict(zip(flat[::2], flat[1::2], strict=True)), place
    raise ValueError(f"form {tag:#x}")


def _count(data: bytes, place: int, small: int, size: int | None) -> tuple[int, int]:
    return (small, place) if size is None else _number(data, place, size)


def _run(data: bytes, place: int, small: int, size: int | None) -> tuple[bytes, int]:
    length, place = _count(data, place, small, size)
    if place + length > len(data):
        raise ValueError("cut short")
    return data[place : place + length], place + length


def _several(data: bytes, place: int, count: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    for _ in range(count):
        value, place = _value(data, place)
        found.append(value)
    return found, place
