"""A case as lists show it: a code, a level, what is due; never a name."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.levels import Level
from data.model.road import RecordState

_CODE_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ"


def case_code(rec: bytes) -> str:
    """The short pseudonym of a case for screens, like ``K7M-42``; ``rec`` is its random id."""
    a, b, c, d, e = rec[0], rec[1], rec[2], rec[3], rec[4]
    letters = _CODE_ALPHABET[a % 22], str(b % 10), _CODE_ALPHABET[c % 22]
    return f"{''.join(letters)}-{d % 10}{e % 10}"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of a list of cases. ``action`` is a code the window words; times in Unix s."""

    rec: bytes
    code: str
    level: Level
    action: str
    due_at: int | None
    updated_at: int
    state: RecordState
    ticket: str
    closed: bool
