"""Ticket numbers and PINs: made offline, read aloud, typed by frightened people.

Form (sync-security.md 5.2): two city letters, ten Crockford Base32 symbols, one Luhn-mod-32 check
symbol, written ``TP-7KQ4M-9XD2T-F``. The PIN is six digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = {"O": "0", "I": "1", "L": "1"}
SYMBOLS = 10
PIN_DIGITS = 6
RANDOM_BYTES = 8  # 50 bits of symbols are drawn from these


class TicketStatus(IntEnum):
    """The six coarse states the reporter's page shows (domain.md 5.1)."""

    T1 = 1  # laporan diterima
    T2 = 2  # sedang diperiksa petugas
    T3 = 3  # sudah diteruskan ke layanan
    T4 = 4  # sedang ditindaklanjuti
    T5 = 5  # perlu menghubungi Anda
    T6 = 6  # selesai / ditutup


# A third party sees at most these; the others fall back to the one before (domain.md 5.1).
THIRD_PARTY_SEES = {
    TicketStatus.T1: TicketStatus.T1,
    TicketStatus.T2: TicketStatus.T2,
    TicketStatus.T3: TicketStatus.T2,
    TicketStatus.T4: TicketStatus.T2,
    TicketStatus.T5: TicketStatus.T2,
    TicketStatus.T6: TicketStatus.T6,
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number and its PIN, as written on the slip."""

    number: str
    pin: str


def check_symbol(symbols: str) -> str:
    """The Luhn-mod-32 check symbol over ``symbols``: catches any single wrong symbol."""
    total = 0
    factor = 2
    for symbol in reversed(symbols):
        product = ALPHABET.index(symbol) * factor
        total += product // 32 + product % 32
        factor = 1 if factor == 2 else 2
    return ALPHABET[-total % 32]


def new_ticket(letters: str, random: bytes, pin_random: bytes) -> Ticket:
    """A ticket from 8 random bytes and 8 more for the PIN. ``letters``: the city's two letters."""
    if len(random) < RANDOM_BYTES or len(pin_random) < RANDOM_BYTES:
        raise ValueError("too few random bytes")
    number = int.from_bytes(random[:RANDOM_BYTES], "big")
    symbols = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(SYMBOLS))
    pin = int.from_bytes(pin_random[:RANDOM_BYTES], "big") % 10**PIN_DIGITS
    body = letters.upper() + "-" + symbols[:5] + "-" + symbols[5:]
    return Ticket(f"{body}-{check_symbol(symbols)}", f"{pin:0{PIN_DIGITS}d}")


def normalise_number(typed: str) -> str | None:
    """The canonical number for what somebody typed, or ``None`` where it cannot be one."""
    raw = "".join(ch for ch in typed.upper() if ch.isalnum())
    if len(raw) != 2 + SYMBOLS + 1 or not raw[:2].isalpha() or not raw.isascii():
        return None
    symbols = "".join(_READ.get(ch, ch) for ch in raw[2:])
    if any(ch not in ALPHABET for ch in symbols) or check_symbol(symbols[:-1]) != symbols[-1]:
        return None
    return f"{raw[:2]}-{symbols[:5]}-{symbols[5:10]}-{symbols[-1]}"


def normalise_pin(typed: str) -> str | None:
    """Six ASCII digits, blanks and hyphens forgiven; otherwise ``None``."""
    digits = "".join(ch for ch in typed if ch not in " -")
    return digits if len(digits) == PIN_DIGITS and digits.isascii() and digits.isdigit() else None


def token_input(number: str, pin: str) -> bytes:
    """What is hashed into the lookup token ``tk`` (design.md 4b): normalised ticket, then PIN."""
    return f"{number}\x00{pin}".encode("ascii")
