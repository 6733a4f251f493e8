"""Where the letters are: counts for door, home and Kirim; wishes to the courier; new receipts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from data.model.road import RecordState, RoadCode, RoadState
from data.store.store import Store
from data.store.tables.cases import CaseFilter
from responder_app.work import (
    fetch,
    fold_case,
    lay,
    mail_items,
    office,
    receipts,
    refer,
    take_inbound,
    take_pack,
)
from responder_app.work.identity import Me, load, take_desk_wraps
from responder_app.work.mail_items import ITEMS, Item
from responder_app.work.world import World

STICKS_SEEN = "sticks.seen"


@dataclass(frozen=True, slots=True)
class DoorCounts:
    """What the locked door may say: letters that wait, and notes that wait for their owner.

    ``size`` in bytes and ``oldest`` (Unix s) are of the letters that wait, over everybody.
    """

    waiting: int
    expected: int
    size: int = 0
    oldest: int | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """The person's letters and the road. Sizes in bytes, times in Unix s.

    ``on_laptop``: here and on no stick; ``carried``: on a stick that was read back; neither is at
    the city, and ``oldest`` is the oldest of both. ``on_way``: at the city, not taken on yet.
    Attachments count as items. ``files_sent`` of ``files_size`` bytes of them are at the city.
    """

    road: RoadState
    items: tuple[Item, ...]
    total: int
    on_laptop: int
    on_laptop_bytes: int
    oldest: int | None
    carried: int
    carried_bytes: int
    oldest_carried: int | None
    on_way: int
    on_way_bytes: int
    received: int
    received_bytes: int
    last_received: int | None
    files_size: int
    files_sent: int
    files_held: bool
    enrolled: bool

    @property
    def waiting(self) -> int:
        """What the city does not have."""
        return self.on_laptop + self.carried


def door(store: Store) -> DoorCounts:
    """Counts for the door; nobody need be logged in."""
    waiting = office.total(store)
    expected = len(store.mailbag.expected())
    return DoorCounts(waiting.count, expected, waiting.size, waiting.oldest_at)


def mail(store: Store) -> Mail:
    """The person's letters, those that wait first."""
    me = load(store)
    items = mail_items.items(store, me, receipts.had(store, me))
    here = [one for one in items if one.state is RecordState.DI_LAPTOP]
    carried = [one for one in items if one.state is RecordState.DITITIPKAN]
    away = [one for one in items if one.state is RecordState.TERKIRIM and not one.copy]
    taken = [one for one in items if one.state is RecordState.DITERIMA_UPTD]
    files = [one for one in items if one.kind == mail_items.FILES]
    items.sort(key=lambda one: (_rank(one), -(one.level or 0), -one.laid_at))
    return Mail(
        road=road_state(store),
        items=tuple(items[:ITEMS]),
        total=len(items),
        on_laptop=len(here),
        on_laptop_bytes=sum(one.size - one.sent for one in here),
        oldest=min((one.laid_at for one in (*here, *carried)), default=None),
        carried=len(carried),
        carried_bytes=sum(one.size - one.sent for one in carried),
        oldest_carried=min((one.laid_at for one in carried), default=None),
        on_way=len(away),
        on_way_bytes=sum(one.size for one in away),
        received=len(taken),
        received_bytes=sum(one.size for one in taken),
        last_received=max((one.at for one in taken if one.at is not None), default=None),
        files_size=sum(one.size for one in files),
        files_sent=sum(one.sent for one in files),
        files_held=office.files_held(store),
        enrolled=store.mailbag.meta("root_id") is not None,
    )


def _rank(item: Item) -> int:
    """What waits stands first, copies that are safe stand last."""
    order = {RecordState.DI_LAPTOP: 0, RecordState.DITITIPKAN: 1, RecordState.TERKIRIM: 2}
    if item.copy and item.state is RecordState.TERKIRIM:
        return 4
    return order.get(item.state, 3)


def road_state(store: Store) -> RoadState:
    """The courier's last word; before its first, that there is no connection yet."""
    found = store.mailbag.road_state()
    return found if found is not None else RoadState(RoadCode.NO_CONNECTION, 0)


def wish(store: Store, world: World, kind: str) -> int:
    """Ask the courier: ``send_now``, ``pause``, ``resume``, ``stop``, ``hold_attachments``,
    ``release_attachments``. Gives the errand's number."""
    number = store.mailbag.errand(kind, {}, world.now())
    store.touch_road()
    return number


def look(store: Store, world: World) -> bool:
    """After the mailbag changed: new receipt, erased ops, letters that came, the lay pass, states.

    True when a person is in and anything was looked after.
    """
    if not store.unlocked or store.vault.pins.get("root") is None:
        return False
    me = load(store)
    take_pack.refresh(store, me.directory, world.now())
    before = store.vault.pins.receipt()
    receipts.take_gone(store, me)
    take_desk_wraps(store, me)
    take_inbound.run(store, world, me)
    fetch.run(store, world, me)
    refer.commit_due(store, world, me)
    lay.now_or_later(store, world, me)
    marks = receipts.take_held(store)
    after = store.vault.pins.receipt()
    entrusted = _other_sticks(store)
    if marks or entrusted or (before.doc if before else None) != (after.doc if after else None):
        _place_again(store, world, me)
    return True


def _other_sticks(store: Store) -> bool:
    """Whether files were written onto sticks, or came home, since this vault last looked."""
    known = hashlib.sha256()
    for bundle in store.mailbag.bundles():
        known.update(bundle.id + bundle.state.encode())
    if store.vault.settings.get(STICKS_SEEN) == known.digest():
        return False
    with store.transaction():
        store.vault.settings.put(STICKS_SEEN, known.digest())
    return True


def turn_the_clock(store: Store, world: World) -> None:
    """Each minute: what is to be done about a case may change by the time alone."""
    if not store.unlocked or store.vault.pins.get("root") is None:
        return
    me = load(store)
    now = world.now()
    waiting = [
        row.row.rec
        for row in store.vault.cases.due(ITEMS)
        if row.row.action in ("waiting", "phone") and (row.row.due_at or 0) <= now
    ]
    if waiting:
        with store.transaction():
            fold_case.refresh(store, world, me, waiting)


def _place_again(store: Store, world: World, me: Me) -> None:
    """A newer receipt may move cases forward or back: fold those that are not settled."""
    moving = [RecordState.DI_LAPTOP, RecordState.TERKIRIM, RecordState.DITITIPKAN]
    recs = [
        row.row.rec
        for state in moving
        for apart in (False, True)
        for row in store.vault.cases.page(CaseFilter(state=state, apart=apart), limit=ITEMS)
    ]
    with store.transaction():
        fold_case.refresh(store, world, me, recs)
