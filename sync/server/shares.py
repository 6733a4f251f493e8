"""Secrets for paper: any two of three custodians can put one together, one alone learns nothing.

Replicated XOR: secret = a ^ b ^ c; custodian 1 keeps (b, c), 2 keeps (a, c), 3 keeps (a, b).
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

_PARTS = ("bc", "ac", "ab")


class Share(NamedTuple):
    """One custodian's paper: her number and her two parts."""

    number: int
    first: bytes
    second: bytes


def split(secret: bytes, random: bytes) -> tuple[Share, Share, Share]:
    """Three shares of a secret; ``random`` is at least twice as long as the secret."""
    size = len(secret)
    if len(random) < 2 * size:
        raise ValueError("too few random bytes")
    a, b = random[:size], random[size : 2 * size]
    part = {"a": a, "b": b, "c": _xor(secret, _xor(a, b))}
    one, two, three = (
        Share(number, part[names[0]], part[names[1]]) for number, names in enumerate(_PARTS, 1)
    )
    return one, two, three


def combine(one: Share, other: Share) -> bytes:
    """The secret from any two shares. Raises ``ValueError`` when they do not belong together."""
    parts: dict[str, bytes] = {}
    for share in (one, other):
        for name, value in zip(_PARTS[share.number - 1], (share.first, share.second), strict=True):
            if parts.setdefault(name, value) != value:
                raise ValueError("these shares are of two different secrets")
    if len(parts) != 3:
        raise ValueError("two different shares are needed")
    return _xor(parts["a"], _xor(parts["b"], parts["c"]))


def paper(title: str, share: Share) -> str:
    """A share as it is printed: number, parts in groups of eight, a check word."""
    whole = share.first + share.second
    check = hashlib.sha256(bytes([share.number]) + whole).hexdigest()[:8]
    lines = [f"{title} {share.number}/3"]
    for value in (share.first, share.second):
        text = value.hex()
        lines.append(" ".join(text[at : at + 8] for at in range(0, len(text), 8)))
    return "\n".join([*lines, check]) + "\n"


def read_paper(text: str) -> Share:
    """A share read back from its paper. Raises ``ValueError`` when anything was mistyped."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) != 4:
        raise ValueError("a share has four lines")
    number = int(lines[0].rpartition(" ")[2].partition("/")[0])
    first, second = (bytes.fromhex(line) for line in lines[1:3])
    if not 1 <= number <= 3 or paper("", Share(number, first, second)).split()[-1] != lines[3]:
        raise ValueError("the check word does not fit: something was mistyped")
    return Share(number, first, second)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(one, other, strict=True))
