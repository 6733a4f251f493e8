"""Who may write to a case, and who was given an audience's key: a function of the set of its ops.

The owner, those she (or somebody she let in) granted it to, and desk writers of a scope it was sent
to. Whoever is no longer let in keeps what she wrote before; what the letter that ended it had not
seen of hers is kept outside, shown, and never folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.ops.causal import Seen
from data.ops.opened import NOBODY, OpenedOp

AUDIENCE = "g:"  # an audience of its own for each grant: these two signs and 16 hex digits
MOST_READERS = 8  # of one case at a time


def new_audience(chance: bytes) -> str:
    """The id of a grant's audience, from 8 random bytes."""
    return AUDIENCE + chance.hex()


def is_grant(aud: str) -> bool:
    """Whether an audience is that of a grant."""
    return aud.startswith(AUDIENCE)


@dataclass(frozen=True, slots=True)
class Admitted:
    """``inside``: ops that are folded, in the agreed order. ``scopes``: desks it was sent to.

    ``grantees``: users it is shared with now. ``readers``: users given each audience's key, ever.
    ``audience``: the grant's audience in use, or "".
    """

    inside: tuple[OpenedOp, ...]
    scopes: frozenset[str]
    grantees: frozenset[bytes]
    readers: Mapping[str, frozenset[bytes]]
    audience: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """A letter that lets a user in, or ends it."""

    op: OpenedOp
    user: bytes


def admit(every: list[OpenedOp], owner: bytes, seen: Seen) -> Admitted:
    """Grows until nothing more is admitted, so that the answer does not hang on any order.

    Ends count only from the owner or from whoever let that person in: they are looked at after the
    growing, and take out what they had not seen.
    """
    users, scopes = {owner} - {NOBODY}, set[str]()
    while True:
        inside = [op for op in every if op.author in users or not scopes.isdisjoint(op.scopes)]
        more_users = {word.user for word in _words(inside, ended=False)}
        more_scopes = {op.routing.scope for op in inside if op.routing is not None}
        if more_users <= users and more_scopes <= scopes:
            break
        users |= more_users
        scopes |= more_scopes
    grants = [word for word in _words(inside, ended=False) if word.user != owner]
    ends = _that_count(_words(inside, ended=True), grants, owner)
    kept = tuple(op for op in inside if _stands(op, grants, ends, seen))
    standing = {op.opid for op in kept}
    grants = [word for word in grants if word.op.opid in standing]
    ends = [word for word in ends if word.op.opid in standing]
    holding = [word for word in grants if not _ended(word, ends, seen)]
    now = {word.user for word in holding}
    shared = [word.op.aud for word in holding if is_grant(word.op.aud)]
    readers: dict[str, set[bytes]] = {}
    for word in grants:
        readers.setdefault(word.op.aud, set()).add(word.user)
    given = {aud: frozenset(found) for aud, found in readers.items()}
    return Admitted(kept, frozenset(scopes), frozenset(now), given, shared[-1] if shared else "")


def _words(ops: Iterable[OpenedOp], *, ended: bool) -> list[_Word]:
    return [
        _Word(op, bytes.fromhex(user))
        for op in ops
        if op.kind == "g" and op.body is not None
        for user in (op.body.ungrant if ended else op.body.grant)
        if _is_user(user)
    ]


def _is_user(text: str) -> bool:
    return len(text) == 32 and all(ch in "0123456789abcdef" for ch in text)


def _that_count(ends: list[_Word], grants: list[_Word], owner: bytes) -> list[_Word]:
    granted_by = {(word.user, word.op.author) for word in grants}
    return [
        end
        for end in ends
        if end.user != owner and (end.op.author == owner or (end.user, end.op.author) in granted_by)
    ]


def _ended(grant: _Word, ends: list[_Word], seen: Seen) -> bool:
    return any(end.user == grant.user and not seen.before(end.op, grant.op) for end in ends)


def _stands(op: OpenedOp, grants: list[_Word], ends: list[_Word], seen: Seen) -> bool:
    """An op of somebody whose grant was ended stands where each end had seen it, or where she was
    let in again after that end."""
    against = [end for end in ends if end.user == op.author]
    if not against or op.scopes:
        return True
    again = [word for word in grants if word.user == op.author]
    return any(
        all(seen.before(op, end.op) or seen.before(end.op, word.op) for end in against)
        for word in again
    )
