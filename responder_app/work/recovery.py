"""What the custodians of the city recovery key can open: the vault's second slot, and the person's
user key, laid once. Their key lies on paper, two of three together: no office holds it.
"""

from __future__ import annotations

from data.model.problems import Fault
from data.ops.header import NO_CASE, NO_PREV, OWN, Header
from data.ops.keys import rid8
from data.ops.payload import PayloadBody
from data.ops.seal import CK_BYTES, SALT_BYTES, author_wrap, commitment, wrap_ck, write_letter
from data.store.store import Store
from data.store.tables.ops import OWN as WRITTEN_HERE
from responder_app.work import lay
from responder_app.work.identity import Me
from responder_app.work.world import World

LAID = "recovery.laid"  # ids of user keys whose letter was written


def let_custodians_open(store: Store, world: World, me: Me) -> bool:
    """Give the vault its recovery slot for the key of the pinned directory; True when it was new.

    Idempotent, and reads one small file where nothing is to be done. A disk that cannot take it
    now keeps nobody out: the next unlock tries again.
    """
    try:
        return store.vault.let_open(me.directory.recovery, world.random)
    except Fault:
        return False


def lay_user_key(store: Store, world: World, me: Me) -> bool:
    """Write and lay the letter for each user key that has none yet; True if one was written.

    Whoever's laptop burnt gets everything back with the custodians' help (design.md 3).
    """
    done = set(store.vault.settings.read(LAID, []))
    waiting = [user for user in me.users if user.id.hex() not in done]
    for user in waiting:
        with store.transaction():
            body = PayloadBody(
                "user.key", {"user": user.id.hex(), "ed": user.ed.hex(), "x": user.x.hex()}
            )
            _write(store, world, me, body)
            store.vault.settings.write(LAID, sorted({*done, user.id.hex()}))
        done.add(user.id.hex())
    if waiting:
        lay.now_or_later(store, world, me)
    return bool(waiting)


def _write(store: Store, world: World, me: Me, body: PayloadBody) -> None:
    """One op of kind a, of no case, under a content key of its own."""
    vault, ck, now = store.vault, world.random(CK_BYTES), world.now()
    rid = rid8(me.directory.recovery)
    wrap = wrap_ck(ck, me.directory.recovery, city=me.city, rec=NO_CASE, ce=0, aud=OWN, rid=rid)
    head = Header(
        rec=NO_CASE,
        lam=1,
        tw=now,
        fv="user.key/1",
        aud=OWN,
        dic=world.dictionary_now,
        kc=commitment(ck),
        wraps=[(rid, wrap)],
        aw=author_wrap(ck, me.users[0].x, city=me.city, rec=NO_CASE, ce=0, aud=OWN),
    )
    n = vault.ops.next_n(me.writer.id)
    tip = vault.ops.tip(me.writer.id)
    op = write_letter(
        "a",
        me.writer.ed,
        n,
        tip[1] if tip else NO_PREV,
        head,
        body,
        ck,
        salt=world.random(SALT_BYTES),
        dictionaries=world.dictionaries,
    )
    lay.promise(store, me.writer.id, n, now)
    vault.ops.add(op, src=WRITTEN_HERE, got_at=now)
