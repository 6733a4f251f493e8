"""Urgent referrals of the door on their way: laid again while they are needed, deleted when the
desk has taken them on, and a call when it has not.

Nobody need be logged in. The city's directory is the mailbag's own here (no vault pins it): the
stated residual of the door (design.md 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from data.model.levels import PHONE_NET_SECONDS, Level
from data.model.people import Role
from data.ops.certs import CertBook, CertProblem
from data.ops.chain import Link
from data.ops.directory import Directory, DirectoryProblem
from data.ops.header import BadOp
from data.ops.op import Op, verify
from data.ops.receipt import Receipt, ReceiptProblem, safe_form, verify_receipt
from data.store import u_files
from data.store.device import DeviceKeys
from data.store.mail.outgoing import LaidItem
from data.store.position import Position
from data.store.store import Store
from responder_app.work.phone_net import AGAIN_SECONDS
from responder_app.work.world import World

NOBODY = bytes(16)  # who owns a letter that was written with nobody logged in, and reads dev:
_AT = "door.at"  # how far the answers have been read
_UNPROVEN = "door.unproven"  # answers whose writer's papers have not come
_ACCEPTED = "door.accepted"  # opids taken on, until somebody at the door has seen it
_LIMIT = 200
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Standing:
    """What the door says of its urgent referrals.

    ``waiting``: sent, not taken on yet; ``late``: of these, whose time for a call has come;
    ``again``: also the hour after that is over: call 129. ``bad``: files that cannot be read any
    more: somebody must phone. ``accepted``: taken on since this was last seen.
    """

    waiting: int = 0
    late: int = 0
    again: bool = False
    bad: int = 0
    accepted: int = 0

    @property
    def silent(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.waiting or self.bad or self.accepted)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A file whose letter holds."""

    file: u_files.UFile
    op: Op


def scope_of(device: DeviceKeys) -> str:
    """Where answers to this laptop's urgent referrals come."""
    return f"dev:{device.device16.hex()}"


def look(store: Store, world: World, device: DeviceKeys) -> Standing:
    """At start, each minute, when the mailbag changed: subscribe, lay, take answers; how it stands.

    Raises ``Fault`` where the mailbag cannot be used now; the files stay as they are.
    """
    letters, _bad = _letters(store)
    if letters:
        subscribe(store, device)
        lay(store, world)
    if letters or _reads(store, scope_of(device)):
        take(store, device)
    return standing(store, world.now())


def lay(store: Store, world: World) -> int:
    """Lay the letters of all files the mailbag lacks and the city has not made safe; how many.

    Called with nobody logged in too; idempotent. Raises ``Fault`` of the mailbag.
    """
    letters, _bad = _letters(store)
    if not letters:
        return 0
    missing = set(store.mailbag.missing([one.op.opid for one in letters]))
    missing -= _safe(store, [one.op for one in letters if one.op.opid in missing])
    items = [_item(one.op, world.now()) for one in letters if one.op.opid in missing]
    laid = store.mailbag.lay(items) if items else 0
    if laid:
        store.touch_road()
    return laid


def take(store: Store, device: DeviceKeys) -> int:
    """Read the answers that came for this laptop; delete what was taken on or erased; how many.

    Only a status that names the letter, says accepted, and is of a writer whose papers make it a
    case manager of this city counts; or a verified receipt that names the letter as gone.
    """
    letters, _bad = _letters(store)
    by_opid = {one.op.opid: one for one in letters}
    known = directory(store)
    if known is None:
        return 0
    scope, at = scope_of(device), _position(store)
    taken = _delete(store, by_opid, _gone(store, known), said=False)
    unproven = _unproven(store)
    while True:
        batch = store.mailbag.inbound(scope, at, _LIMIT)
        if batch.upto == at:
            if batch.hole:
                store.mailbag.read_again(scope)
            break
        raws = [*unproven, *(raw for _pos, raw in batch.items)]
        accepted, unproven = _accepted(store, known, raws, by_opid.keys())
        taken += _delete(store, by_opid, accepted, said=True)
        at = batch.upto
        store.mailbag.put_meta(_UNPROVEN, msgspec.msgpack.encode(unproven[-_KEPT:]))
        store.mailbag.put_meta(_AT, msgspec.msgpack.encode([at.ep, at.pos, at.opid8]))
        store.mailbag.inbound_done(scope, at, NOBODY)
        if batch.hole or not batch.items:
            break
    if unproven and by_opid:
        accepted, left = _accepted(store, known, unproven, by_opid.keys())
        taken += _delete(store, by_opid, accepted, said=True)
        if len(left) != len(unproven):
            store.mailbag.put_meta(_UNPROVEN, msgspec.msgpack.encode(left))
    return taken


def standing(store: Store, now: int) -> Standing:
    """How the urgent referrals of this laptop stand. The clock of a call runs from the file."""
    letters, bad = _letters(store)
    calls = [one.file.at + PHONE_NET_SECONDS[_level(one.op)] for one in letters]
    return _said(
        store,
        Standing(
            waiting=len(letters),
            late=sum(now >= at for at in calls),
            again=any(now >= at + AGAIN_SECONDS for at in calls),
            bad=bad,
        ),
    )


def seen(store: Store) -> None:
    """Somebody at the door has read that the UPTD took referrals on: it is not said again."""
    store.mailbag.put_meta(_ACCEPTED, b"")


def _said(store: Store, found: Standing) -> Standing:
    accepted = len(store.mailbag.meta(_ACCEPTED) or b"") // 32
    return Standing(found.waiting, found.late, found.again, found.bad, accepted)


def _level(op: Op) -> Level:
    return Level(op.head.r.pri) if op.head.r is not None else Level.DARURAT


def subscribe(store: Store, device: DeviceKeys) -> None:
    """Wish the answers to this laptop's urgent referrals: from the first one on, for good."""
    scope = scope_of(device)
    if not _reads(store, scope):
        store.mailbag.subscribe(scope, False, NOBODY)


def _reads(store: Store, scope: str) -> bool:
    found = store.mailbag.subscriptions()
    return any(one.scope == scope and NOBODY in one.owners for one in found)


def _letters(store: Store) -> tuple[list[_Letter], int]:
    """The files whose letter holds, and how many do not."""
    found = u_files.read_all(store.mailbag.home)
    good: list[_Letter] = []
    bad = len(found.bad)
    for file in found.files:
        op = _holds(file.raw)
        if op is None:
            bad += 1
        else:
            good.append(_Letter(file, op))
    return good, bad


def _holds(raw: bytes) -> Op | None:
    try:
        op = Op.parse(raw)
    except BadOp:
        return None
    one = op.head.one
    good = one is not None and op.kind == "r" and op.n == 1 and verify(op, one[0])
    return op if good else None


def _item(op: Op, now: int) -> LaidItem:
    return LaidItem(
        opid=op.opid,
        writer=op.writer,
        n=op.n,
        prev=op.prev,
        kind=op.kind,
        pri=int(_level(op)),
        raw=op.raw,
        owner=NOBODY,
        laid_at=now,
    )


def directory(store: Store) -> Directory | None:
    """The city's directory as the mailbag has it: nobody's pins are here to hold it against."""
    root = store.mailbag.meta("root_id")
    if not root:
        return None
    try:
        return Directory.load(store.mailbag.directory_docs(), root)
    except DirectoryProblem:
        return None


def _receipt(store: Store, known: Directory) -> Receipt | None:
    hint = store.mailbag.receipt()
    if hint is None:
        return None
    try:
        return verify_receipt(hint, known)
    except ReceiptProblem:
        return None


def _safe(store: Store, ops: Iterable[Op]) -> set[bytes]:
    """Those of the letters that lie in every backup the city could restore."""
    known = directory(store)
    receipt = _receipt(store, known) if known is not None else None
    if receipt is None:
        return set()
    form = safe_form(receipt)
    return {opid for op in ops for opid in form.covered(op.writer, [Link(op.n, op.opid, op.prev)])}


def _gone(store: Store, known: Directory) -> set[bytes]:
    receipt = _receipt(store, known)
    return set() if receipt is None else set(receipt.gone)


def _position(store: Store) -> Position:
    kept = store.mailbag.meta(_AT)
    if not kept:
        return Position()
    ep, pos, opid8 = msgspec.msgpack.decode(kept, type=tuple[int, int, bytes])
    return Position(ep, pos, opid8)


def _unproven(store: Store) -> list[bytes]:
    kept = store.mailbag.meta(_UNPROVEN)
    return msgspec.msgpack.decode(kept, type=list[bytes]) if kept else []


def _accepted(
    store: Store, known: Directory, raws: Iterable[bytes], mine: Iterable[bytes]
) -> tuple[set[bytes], list[bytes]]:
    """Which of ``mine`` the desk has taken on, and the answers nobody's papers prove yet."""
    wanted, found, unproven = set(mine), set[bytes](), list[bytes]()
    book: CertBook | None = None
    for raw in raws:
        op = _status(raw)
        if op is None or op.head.s is None or op.head.s.ref not in wanted:
            continue
        book = book or _book(store, known)
        try:
            person = book.writer(op.writer)
            if person.role is Role.CASE_MANAGER and verify(op, book.writer_key(op.writer)):
                found.add(op.head.s.ref)
        except CertProblem as problem:
            if problem.person is None:
                unproven.append(raw)
    return found, unproven


def _status(raw: bytes) -> Op | None:
    """A letter that says accepted, or None."""
    try:
        op = Op.parse(raw)
    except BadOp:
        return None
    said = op.kind == "s" and op.head.s is not None and op.head.s.accepted == 1
    return op if said and op.head.one is None else None


def _book(store: Store, known: Directory) -> CertBook:
    book = CertBook(known)
    for wire in store.mailbag.certs():
        try:
            book.add(wire)
        except CertProblem:
            continue
    return book


def _delete(store: Store, letters: dict[bytes, _Letter], opids: set[bytes], *, said: bool) -> int:
    """Note what was taken on, then delete its file; a crash between the two only says it twice."""
    mine = sorted(opids & letters.keys())
    if not mine:
        return 0
    if said:
        before = store.mailbag.meta(_ACCEPTED) or b""
        known = {before[at : at + 32] for at in range(0, len(before), 32)}
        fresh = b"".join(opid for opid in mine if opid not in known)
        store.mailbag.put_meta(_ACCEPTED, before + fresh)
    for opid in mine:
        u_files.remove(store.mailbag.home, letters.pop(opid).file.name)
    store.touch_road()
    return len(mine)
