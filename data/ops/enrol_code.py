"""The enrolment code: twelve symbols read aloud, and the two keys it derives. The code is the
authorisation (design.md 3): the admin signs the code's public key, never the code itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from data.model.ticket import ALPHABET

SYMBOLS = 12
_READ = {"O": "0", "I": "1", "L": "1"}
_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 1


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """Seeds derived from a code: one signs the laptop's own keys, one opens desk keys."""

    ed_seed: bytes = field(repr=False)
    x_seed: bytes = field(repr=False)


def new_code(random: bytes) -> str:
    """Twelve Crockford Base32 symbols (60 bit) from at least 8 random bytes."""
    if len(random) < 8:
        raise ValueError("too few random bytes")
    number = int.from_bytes(random[:8], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(SYMBOLS))


def show_code(code: str) -> str:
    """The same in groups of four, as it is printed."""
    return "-".join(code[at : at + 4] for at in range(0, SYMBOLS, 4))


def normalise_code(typed: str) -> str | None:
    """The canonical code for what somebody typed, or None where it cannot be one."""
    raw = "".join(_READ.get(ch, ch) for ch in typed.upper() if ch not in " -\t\r\n")
    return raw if len(raw) == SYMBOLS and all(ch in ALPHABET for ch in raw) else None


def derive_code_keys(code: str, root_id: bytes) -> CodeKeys:
    """Argon2id(code, salt from the city's root id): 64 MiB, 3 passes. Takes about 0.2 s.

    Raises ``ValueError`` when the code cannot be one.
    """
    canonical = normalise_code(code)
    if canonical is None:
        raise ValueError("not a code")
    salt = hashlib.sha256(b"psk/code/2\0" + root_id).digest()[:16]
    secret = Argon2id(
        salt=salt, length=64, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB
    ).derive(canonical.encode("ascii"))
    return CodeKeys(secret[:32], secret[32:])
