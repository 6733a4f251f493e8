"""Letters that came home: taken without holes, verified, opened, folded; then the mailbag lets go.

The vault keeps its own position a scope in the transaction that stores the ops. A letter whose
writer's papers have not come is kept outside its case until they do; wrong signatures are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.ops.certs import CertProblem
from data.ops.header import BadOp
from data.ops.op import Op, verify
from data.store.store import Store
from data.store.tables.ops import FOREIGN, OWN, PULLED
from responder_app.work import fold_case, scopes
from responder_app.work.identity import Me
from responder_app.work.world import World

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """What one pass took: new ops, and bytes that were no letter of anybody (kept out)."""

    new: int = 0
    refused: int = 0


def run(store: Store, world: World, me: Me) -> Taken:
    """Take everything that waits for this person, scope by scope."""
    new = refused = 0
    for scope in scopes.of(me):
        while True:
            taken, more = _take(store, world, me, scope)
            new += taken.new
            refused += taken.refused
            if not more:
                break
    return Taken(new, refused)


def _take(store: Store, world: World, me: Me, scope: str) -> tuple[Taken, bool]:
    """One batch of one scope; whether there may be more."""
    position = store.vault.positions.get(scope)
    batch = store.mailbag.inbound(scope, position, LIMIT)
    if batch.upto == position:
        if batch.hole:
            store.mailbag.read_again(scope)
        return Taken(), False
    touched: set[bytes] = set()
    new = refused = 0
    with store.transaction():
        for _pos, raw in batch.items:
            letter = _letter(store, me, raw)
            if letter is None:
                refused += 1
                continue
            op, src = letter
            if store.vault.ops.add(op, src=src, got_at=world.now()):
                new += 1
                touched.add(op.head.rec)
        store.vault.positions.put(scope, batch.upto)
        fold_case.refresh(store, world, me, touched)
    store.mailbag.inbound_done(scope, batch.upto, me.vault16)
    return Taken(new, refused), bool(batch.items) and not batch.hole


def _letter(store: Store, me: Me, raw: bytes) -> tuple[Op, int] | None:
    """A letter whose signature holds under its writer's key, and where it is from; None for
    anything else.

    A writer whose papers are not known is taken as well where the city fed it, as FOREIGN: it
    stands outside the case, is shown so, and its signature is looked at whenever it is read. A
    one-use writer is good for one referral and nothing else (design.md 3).
    """
    try:
        op = Op.parse(raw)
    except BadOp:
        return None
    if op.head.one is not None:
        good = op.kind == "r" and op.n == 1 and verify(op, op.head.one[0])
        return (op, PULLED) if good else None
    try:
        key = me.book.writer_key(op.writer)
    except CertProblem:
        return op, FOREIGN
    if not verify(op, key):
        return None
    mine = op.writer in {writer.id for writer in store.vault.keys.writers()}
    return op, OWN if mine else PULLED
