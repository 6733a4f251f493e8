"""The lookup token of a ticket: what stands in a referral's routing instead of number and PIN."""

from __future__ import annotations

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from data.model.ticket import token_input

TOKEN_BYTES = 16
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1


def ticket_token(number: str, pin: str, salt: bytes) -> bytes:
    """16 bytes: Argon2id over normalised number and PIN under the city's signed salt (design 4b).

    ``number`` and ``pin`` as ``data.model.ticket`` normalises them. About 20 ms.
    """
    return Argon2id(
        salt=salt,
        length=TOKEN_BYTES,
        iterations=PASSES,
        lanes=LANES,
        memory_cost=MEMORY_KIB,
    ).derive(token_input(number, pin))
