"""When a vault has just been opened: pins, the new-writer rule, letters, the lay pass."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.people import Role
from data.ops.receipt import have_form
from data.store.store import Store
from data.store.tables.audit import Act
from data.store.writers import WhyNewWriter, why_new_writer
from responder_app.work import (
    fetch,
    lay,
    mend,
    pack,
    receipts,
    recovery,
    refer,
    scopes,
    take_inbound,
    take_pack,
)
from responder_app.work.enrol import new_writer
from responder_app.work.identity import Me, load, take_desk_wraps
from responder_app.work.world import World


@dataclass(frozen=True, slots=True)
class WhoIsIn:
    """The person who is in, for the window: her icon's number, her role, whether she is enrolled.

    ``new_writer``: why a new chain was begun, or empty.
    """

    icon: int
    role: str = ""
    area: str = ""
    at_desk: bool = False
    enrolled: bool = True
    new_writer: str = ""
    city: str = ""
    demo: bool = False


def settle(store: Store, world: World) -> WhoIsIn:
    """After the database is open: everything that must be right before the first save.

    Raises ``Fault(DIRECTORY_INVALID)`` or ``Fault(CERT_INVALID)`` when the papers do not hold.
    """
    vault = store.vault
    if vault.keys.writer() is None or vault.pins.get("root") is None:
        return WhoIsIn(vault.icon, enrolled=False)
    me = load(store)
    pack.pin_old_drafts(store, world.now())
    take_pack.choose(store, me.directory, world.now())
    mend.mend(store, me)
    why = begin_new_writer(store, world, me)
    if why is not None:
        me = load(store)
    scopes.subscribe(store, me, whole=why is not None)
    take_desk_wraps(store, me)
    receipts.take_gone(store, me)
    take_inbound.run(store, world, me)
    fetch.run(store, world, me)
    refer.commit_due(store, world, me, all_of_them=True)
    recovery.let_custodians_open(store, world, me)
    recovery.lay_user_key(store, world, me)
    lay.now_or_later(store, world, me)
    vault.audit.add(Act.UNLOCK, world.now())
    return who(me, vault.icon, "" if why is None else why.value)


def who(me: Me, icon: int, new: str = "") -> WhoIsIn:
    """The person as the window shows her."""
    return WhoIsIn(
        icon,
        me.person.role.value,
        me.person.area,
        me.person.role is Role.CASE_MANAGER,
        True,
        new,
        me.directory.name,
        me.directory.demo,
    )


def begin_new_writer(store: Store, world: World, me: Me) -> WhyNewWriter | None:
    """Start a new chain where the old one could give a number twice (design.md 3, Writers)."""
    receipt = receipts.newest(store, me)
    ends = []
    if receipt is not None:
        ends = [(one.hi, one.opid) for one in have_form(receipt).ranges.get(me.writer.id, ())]
    why = why_new_writer(store, ends)
    if why is not None:
        fresh = new_writer(store, world, me.users[0], me.city)
        with store.transaction():
            store.vault.keys.retire_writer(me.writer.id, why.value)
            store.vault.keys.put_writer(fresh)
            store.vault.settings.put("instance", store.vault.instance)
            store.vault.settings.write(refer.RESTORED, world.now())
            scopes.from_the_start(store, me, new_mailbag=why is WhyNewWriter.MAILBAG)
            store.vault.audit.add(Act.NEW_WRITER, world.now(), fresh.id)
        store.mailbag.put_cert(fresh.cert, "writer")
    store.mailbag.note_instance(store.vault.vault16, store.vault.instance)
    return why


def before_lock(store: Store, world: World) -> None:
    """The last work of a session: what was pressed goes out, everything is laid."""
    if not store.unlocked or store.vault.pins.get("root") is None:
        return
    me = load(store)
    refer.commit_due(store, world, me, all_of_them=True)
    lay.now_or_later(store, world, me)
    store.vault.audit.add(Act.LOCK, world.now())
