"""Who gets what: where an op is fed, and which scopes a laptop may pull. Pure, one rule a line.

Every op goes home to its author. Referrals, what is written for the desk, and what the desk writes
go to the desk. What the desk writes on a case also goes to whoever began it and to those she gave
its key; what one of these writes under a shared key goes to the others who hold it. Somebody else's
letter on a known case goes to nobody but its author and, if it is for the desk, to the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.ops.header import DESK, NO_CASE, OWN
from data.ops.op import Op

QUOTA_A_DAY = 2_000
URGENT = 3


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an op: a certified person, or nobody but a laptop (one-use writer)."""

    user: bytes | None
    device: bytes | None
    desk: bool
    revoked: bool

    @property
    def home(self) -> str:
        """The scope through which answers reach the author."""
        if self.user is not None:
            return person_scope(self.user)
        return device_scope(self.device or bytes(16))


def person_scope(user: bytes) -> str:
    """The scope of one person's own letters."""
    return f"p:{user.hex()}"


def device_scope(device: bytes) -> str:
    """The scope of answers to what was written on a laptop without logging in."""
    return f"dev:{device.hex()}"


def is_urgent(op: Op) -> bool:
    """Whether the desk must see it whatever is wrong with it: unreadable counts as urgent."""
    return not op.known or op.kind == "r"


def in_urgent_lane(op: Op) -> bool:
    """Whether it may never be told to come later: darurat, tinggi, or not readable here."""
    return not op.known or (op.head.r is not None and op.head.r.pri >= URGENT)


def feeds(
    op: Op, author: Author, desk: str, in_case: Iterable[str], holders: Iterable[str]
) -> list[str]:
    """The scopes an op is fed to. ``desk``: the desk's scope; ``in_case``: homes in its case;
    ``holders``: homes that were given the key it is sealed under, by somebody in the case.
    """
    scopes = set()
    if author.user is not None:
        scopes.add(author.home)
    if author.revoked and not is_urgent(op):
        return sorted(scopes)
    # A status is for everybody in the case, whatever audience its inside is sealed to.
    shared = op.kind == "s" or op.head.aud != OWN
    if is_urgent(op) or op.head.aud == DESK or (author.desk and shared):
        scopes.add(desk)
    if op.known and op.head.rec != NO_CASE and shared:
        if author.desk:
            scopes.update(in_case)
        elif author.home in holders:
            scopes.update(holders)
    return sorted(scopes)


def joins_case(op: Op, author: Author) -> bool:
    """Whether writing this op may put its author into the case (the desk answers to a scope)."""
    return op.known and not author.desk and op.head.rec != NO_CASE


def begins_case(op: Op, author: Author) -> bool:
    """Whether it is the beginning of a case: it names no letter before it."""
    return joins_case(op, author) and not op.head.deps and op.kind != "g"


def brings_key(op: Op) -> bool:
    """Whether it gives somebody the key of an audience; ``own`` is given to nobody, ever."""
    return op.known and bool(op.head.wraps) and op.head.aud != OWN and op.kind in "gr"


def may_pull(scope: str, device: bytes, people: Mapping[bytes, bool], desk: str) -> bool:
    """Whether a laptop may be handed a scope. ``people``: its live people, True for the desk's."""
    if scope == device_scope(device):
        return True
    if scope == desk:
        return any(people.values())
    return any(scope == person_scope(user) for user in people)
