"""What two people wrote without knowing of one another, as a list a person works through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.ops.payload import Value


class ConflictKind(StrEnum):
    """ask: both are shown. hold: and what depends on it is off. safest: the safest holds so far.
    status: a desk said two things of one referral that cannot follow one another.
    """

    ASK = "ask"
    HOLD = "hold"
    SAFEST = "safest"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Written:
    """One value, the op that wrote it, the person (16-byte user id), and her laptop's own clock
    (Unix s, which may be wrong)."""

    value: Value
    opid: bytes
    by: bytes
    tw: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field (or ``referral:<opid>``) with the values that stand beside one another.

    Settled by a person's choice: a new op that writes the field and whose deps cover all of them.
    """

    field: str
    kind: ConflictKind
    values: tuple[Written, ...]
