"""Where the letters are: counts for door, home and Kirim; wishes to the courier; new receipts."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.levels import Level
from data.model.road import RecordState, RoadCode, RoadState
from data.ops.chain import Link
from data.ops.header import OWN
from data.ops.op import Op
from data.ops.receipt import Form, ReceiptProblem, have_form, read_receipt
from data.store.store import Store
from data.store.tables.cases import CaseFilter
from responder_app.work import fold_case, lay, receipts, refer, take_inbound, take_pack
from responder_app.work.identity import Me, load, take_desk_wraps
from responder_app.work.world import World

ITEMS = 200


@dataclass(frozen=True, slots=True)
class DoorCounts:
    """What the locked door may say: letters that wait, and notes that wait for their owner."""

    waiting: int
    expected: int
    urgent_late: int


@dataclass(frozen=True, slots=True)
class Item:
    """One letter of the mailbag without names. ``number``: short, of its writer and number.

    ``copy``: only its author can read it; the city keeps it, the UPTD never gets it.
    """

    opid: bytes
    level: Level | None
    kind: str
    number: str
    size: int
    laid_at: int
    state: RecordState
    held: bool
    copy: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """The person's letters and the road. Sizes in bytes, times in Unix s."""

    road: RoadState
    items: tuple[Item, ...]
    on_laptop: int
    on_laptop_bytes: int
    oldest: int | None
    on_way: int
    on_way_bytes: int
    received: int
    last_received: int | None
    enrolled: bool


def door(store: Store) -> DoorCounts:
    """Counts for the door; nobody need be logged in. The receipt is a hint here (no pins)."""
    covered = _covered_by_hint(store)
    waiting = store.mailbag.waiting(covered)
    return DoorCounts(waiting.count, len(store.mailbag.expected()), 0)


def _covered_by_hint(store: Store) -> set[bytes]:
    receipt = store.mailbag.receipt()
    if receipt is None:
        return set()
    try:
        form = have_form(read_receipt(receipt))
    except ReceiptProblem:
        return set()
    return _covered(store, form)


def _covered(store: Store, form: Form) -> set[bytes]:
    links: dict[bytes, list[Link]] = {}
    for face in store.mailbag.faces():
        links.setdefault(face.writer, []).append(Link(face.n, face.opid, face.prev))
    found: set[bytes] = set()
    for writer, of_writer in links.items():
        found |= form.covered(writer, of_writer)
    return found


def mail(store: Store) -> Mail:
    """The person's letters, those that wait first."""
    me = load(store)
    had = receipts.had(store, me)
    held = store.mailbag.held()
    accepted = _accepted(store)
    items = []
    for face in store.mailbag.faces():
        if face.owner != me.vault16:
            continue
        where = RecordState.TERKIRIM if face.opid in had else RecordState.DI_LAPTOP
        if face.opid in accepted:
            where = RecordState.DITERIMA_UPTD
        items.append(
            Item(
                face.opid,
                Level(face.pri) if face.pri else None,
                face.kind,
                f"{face.writer.hex()[:3].upper()}-{face.n}",
                face.size,
                face.laid_at,
                where,
                face.opid in held or face.opid[:16] in held,
                _is_copy(store, face.opid, face.kind),
            )
        )
    return _mail(store, items)


def _is_copy(store: Store, opid: bytes, kind: str) -> bool:
    """Whether a letter is sealed to its author alone."""
    if kind in ("r", "s", "g"):
        return False
    row = store.vault.ops.get(opid)
    return row is not None and Op.parse(row.raw).head.aud == OWN


def _accepted(store: Store) -> set[bytes]:
    """Referral opids of tickets whose case the UPTD took on."""
    taken = RecordState.DITERIMA_UPTD
    rows = [
        row
        for apart in (False, True)
        for row in store.vault.cases.page(CaseFilter(state=taken, apart=apart), limit=ITEMS)
    ]
    return {ticket.referral for row in rows for ticket in store.vault.tickets.of_case(row.row.rec)}


def _mail(store: Store, items: list[Item]) -> Mail:
    here = [one for one in items if one.state is RecordState.DI_LAPTOP]
    away = [one for one in items if one.state is RecordState.TERKIRIM and not one.copy]
    taken = [one for one in items if one.state is RecordState.DITERIMA_UPTD]
    order = {RecordState.DI_LAPTOP: 0, RecordState.TERKIRIM: 1, RecordState.DITERIMA_UPTD: 2}
    items.sort(key=lambda one: (_rank(one, order), -(one.level or 0), -one.laid_at))
    return Mail(
        road=road_state(store),
        items=tuple(items[:ITEMS]),
        on_laptop=len(here),
        on_laptop_bytes=sum(one.size for one in here),
        oldest=min((one.laid_at for one in here), default=None),
        on_way=len(away),
        on_way_bytes=sum(one.size for one in away),
        received=len(taken),
        last_received=max((one.laid_at for one in taken), default=None),
        enrolled=store.mailbag.meta("root_id") is not None,
    )


def _rank(item: Item, order: dict[RecordState, int]) -> int:
    """What waits stands first, copies that are safe stand last."""
    waits = item.state is RecordState.DI_LAPTOP
    return 3 if item.copy and not waits else order.get(item.state, 1)


def road_state(store: Store) -> RoadState:
    """The courier's last word; before its first, that there is no connection yet."""
    found = store.mailbag.road_state()
    return found if found is not None else RoadState(RoadCode.NO_CONNECTION, 0)


def wish(store: Store, world: World, kind: str) -> int:
    """Ask the courier: ``send_now``, ``pause``, ``resume``, ``stop``. Gives the errand's number."""
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
    refer.commit_due(store, world, me)
    lay.run(store, world, me)
    marks = receipts.take_held(store)
    after = store.vault.pins.receipt()
    if marks or (before.doc if before else None) != (after.doc if after else None):
        _place_again(store, world, me)
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
