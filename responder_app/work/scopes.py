"""Which letters this laptop fetches for a person: subscriptions are wishes, the city decides."""

from __future__ import annotations

from data.store.store import Store
from responder_app.work.identity import Me, desk_scope

REFILL = "refill"  # a vault restored from an older copy asks for its own ops as well


def of(me: Me) -> list[str]:
    """The scopes of one person: her own, and the desk's where she answers referrals."""
    own = [f"p:{user.id.hex()}" for user in me.users]
    desk = desk_scope(me)
    return own if desk is None else [*own, desk]


def subscribe(store: Store, me: Me, *, whole: bool = False) -> None:
    """Wish all of them for this vault. ``whole``: also what this laptop itself pushed."""
    wished = {(one.scope, owner) for one in store.mailbag.subscriptions() for owner in one.owners}
    for scope in of(me):
        if whole or (scope, me.vault16) not in wished:
            store.mailbag.subscribe(scope, whole, me.vault16)
