"""Reading a scope's feed: where this mailbag stands, and a city that went back without saying so.

A city restored from a backup raises its epoch, and every reader begins the new epoch where the city
goes on. If nobody told it so, it gives numbers out again that stood for other letters. Then it goes
on from before the place a cursor named, in the same epoch; that is proof enough, and the mailbag
counts an epoch of its own (a *turn*) for that scope: what lies here of the old one is still taken
by the vaults, and what comes now is read as a new one, from wherever it begins. Letters may come
twice by it and none is passed over.
"""

from __future__ import annotations

from data.store.mailbag import Mailbag
from sync.protocol.homeward import ops_of
from sync.protocol.messages import Cursor, Pulled, Sample


def cursors_of(bag: Mailbag, *, samples: bool) -> dict[str, Cursor]:
    """Where this mailbag is in each scope its people read; ``samples``: earlier places too."""
    cursors: dict[str, Cursor] = {}
    for wish in bag.subscriptions():
        here = bag.position(wish.scope)
        places = bag.samples(wish.scope)
        at = next((one.opid8 for one in places if (one.ep, one.pos) == (here.ep, here.pos)), b"")
        earlier = tuple(
            Sample(one.pos, one.opid8) for one in places if one.ep == here.ep and one.pos < here.pos
        )
        ep = max(0, here.ep - bag.turns(wish.scope))
        cursors[wish.scope] = Cursor(ep, here.pos, at, wish.whole, earlier if samples else ())
    return cursors


def store_range(bag: Mailbag, one: Pulled, cursor: Cursor | None) -> int | None:
    """Store a range that goes on from where this mailbag is, or from earlier.

    ``cursor``: what it answers, if it came straight back. Gives the number of ops, or None where
    nothing was stored. Raises ``BadMessage`` for spliced ops that cannot be put back.
    """
    here, turn = bag.position(one.scope), bag.turns(one.scope)
    if one.lo < 1 or one.hi < one.lo - 1:
        return None
    if cursor is not None and _went_back(one, cursor) and here.pos == cursor.pos:
        # Alone this changes nothing but that the next cursor is not believed at its word.
        turn = bag.note_turn(one.scope)
    ep = one.ep + turn
    if ep < here.ep or one.lo > here.pos + 1 or (ep == here.ep and one.hi <= here.pos):
        return None
    if one.hi < one.lo and ep == here.ep:
        return None
    ops = ops_of(one)
    places = [op.pos for op in ops]
    if places != sorted(set(places)) or any(not one.lo <= pos <= one.hi for pos in places):
        return None
    raws = [(op.pos, op.raw) for op in ops]
    bag.inbound_put(one.scope, ep, one.lo, one.hi, raws, at8=one.at8)
    return len(ops)


def _went_back(one: Pulled, cursor: Cursor) -> bool:
    """Whether the city goes on from before a place it must have known in this very epoch."""
    return one.ep == cursor.ep and one.lo <= cursor.pos
