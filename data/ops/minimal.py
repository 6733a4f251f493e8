"""A strict walk over MessagePack bytes: shortest forms only, no floats, no maps, bounded depth.

Two encodings of one header would be two letters with one meaning; so a header that is not in its
shortest form is refused when it is written (design.md 4b).
"""

from __future__ import annotations

MAX_DEPTH = 6
_INT_LIMIT = 1 << 53

# tag -> (bytes of the number that follows, smallest number this form may carry)
_UINT = {0xCC: (1, 0x80), 0xCD: (2, 0x100), 0xCE: (4, 0x10000), 0xCF: (8, 0x100000000)}
_INT = {0xD0: (1, -33), 0xD1: (2, -129), 0xD2: (4, -32769), 0xD3: (8, -(1 << 31) - 1)}
_STR = {0xD9: (1, 32), 0xDA: (2, 0x100), 0xDB: (4, 0x10000)}
_BIN = {0xC4: (1, 0), 0xC5: (2, 0x100), 0xC6: (4, 0x10000)}
_ARRAY = {0xDC: (2, 16), 0xDD: (4, 0x10000)}


class NotMinimal(ValueError):
    """The bytes are not one MessagePack array in shortest form within the limits."""


def check_minimal(data: bytes) -> None:
    """Raise ``NotMinimal`` unless ``data`` is exactly one array in shortest form.

    Allowed inside: nil, booleans, integers below 2**53 in size, text in UTF-8, bytes, arrays to
    depth 6. Takes time in proportion to ``len(data)``; no recursion.
    """
    if not data or not (data[0] & 0xF0 == 0x90 or data[0] in _ARRAY):
        raise NotMinimal("not an array")
    pending: list[int] = [1]  # elements still to come, one number a depth
    place = 0
    while pending:
        if pending[-1] == 0:
            pending.pop()
            continue
        pending[-1] -= 1
        place, inside = _element(data, place)
        if inside:
            pending.append(inside)
            if len(pending) > MAX_DEPTH + 1:
                raise NotMinimal("too deep")
    if place != len(data):
        raise NotMinimal("bytes left over")


def _element(data: bytes, place: int) -> tuple[int, int]:
    """Step over one element; for an array only over its head. Returns place and array length."""
    if place >= len(data):
        raise NotMinimal("cut short")
    tag = data[place]
    place += 1
    if tag <= 0x7F or tag >= 0xE0 or tag in (0xC0, 0xC2, 0xC3):
        return place, 0
    if tag & 0xF0 == 0x90:
        return place, tag & 0x0F
    if tag & 0xE0 == 0xA0:
        return _text(data, place, tag & 0x1F), 0
    if tag in _UINT:
        number, place = _number(data, place, *_UINT[tag])
        if number >= _INT_LIMIT:
            raise NotMinimal("integer too large")
        return place, 0
    if tag in _INT:
        return _negative(data, place, *_INT[tag]), 0
    if tag in _STR:
        length, place = _number(data, place, *_STR[tag])
        return _text(data, place, length), 0
    if tag in _BIN:
        length, place = _number(data, place, *_BIN[tag])
        if place + length > len(data):
            raise NotMinimal("cut short")
        return place + length, 0
    if tag in _ARRAY:
        length, place = _number(data, place, *_ARRAY[tag])
        if length > len(data) - place:
            raise NotMinimal("cut short")
        return place, length
    raise NotMinimal("a form that has no place in a header")


def _number(data: bytes, place: int, size: int, least: int) -> tuple[int, int]:
    end = place + size
    if end > len(data):
        raise NotMinimal("cut short")
    number = int.from_bytes(data[place:end], "big")
    if number < least:
        raise NotMinimal("not the shortest form")
    return number, end


def _negative(data: bytes, place: int, size: int, most: int) -> int:
    end = place + size
    if end > len(data):
        raise NotMinimal("cut short")
    number = int.from_bytes(data[place:end], "big", signed=True)
    if number > most:
        raise NotMinimal("not the shortest form")
    if number <= -_INT_LIMIT:
        raise NotMinimal("integer too large")
    return end


def _text(data: bytes, place: int, length: int) -> int:
    end = place + length
    if end > len(data):
        raise NotMinimal("cut short")
    try:
        data[place:end].decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotMinimal("text is not UTF-8") from error
    return end
