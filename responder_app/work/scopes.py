"""Which letters this laptop fetches for a person: subscriptions are wishes, the city decides."""

from __future__ import annotations

from data.store.position import Position
from data.store.store import Store
from responder_app.work.identity import Me, desk_scope

REFILL = "refill"  # a vault restored from an older copy asks for its own ops as well


def of(me: Me) -> list[str]:
    """The scopes of one person: her own, and the desk's where she answers referrals."""
    own = [f"p:{user.id.hex()}" for user in me.users]
    desk = desk_scope(me)
    return own if desk is None else [*own, desk]


def from_the_start(store: Store, me: Me, *, new_mailbag: bool) -> None:
    """Read the person's own scope anew: called in the transaction that begins a new chain.

    A copied home had passed over its own later letters, as if this vault had written them. A new
    mailbag counts its epochs from the beginning again, so every scope is read anew.
    """
    if new_mailbag:
        for scope in store.vault.positions.all():
            store.vault.positions.put(scope, Position())
        return
    for user in me.users:
        scope = f"p:{user.id.hex()}"
        epoch = max(store.vault.positions.get(scope).ep, store.mailbag.position(scope).ep)
        store.vault.positions.put(scope, Position(epoch))


def subscribe(store: Store, me: Me, *, whole: bool = False) -> None:
    """Wish all of them for this vault. ``whole``: also what this laptop itself pushed."""
    wished = {(one.scope, owner) for one in store.mailbag.subscriptions() for owner in one.owners}
    for scope in of(me):
        if whole or (scope, me.vault16) not in wished:
            store.mailbag.subscribe(scope, whole, me.vault16)
