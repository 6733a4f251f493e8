"""The lay pass: every own op lies in the mailbag unless it is safe at the city or erased.

It runs at unlock, after each save, after each new receipt, each minute while it failed, and
before lock. What was saved is saved whatever the mailbag says: a pass that fails (another program
holds the mailbag, the disk is full, the file is damaged) is made up for by the next one.
Items are made from committed rows only; the chunks of a letter's files are laid with it, and so
are the urgent referrals of the door that the mailbag lacks, whoever is in.
"""

from __future__ import annotations

from typing import Final

from data.model.problems import Code, Fault
from data.ops.op import Op
from data.ops.receipt import Receipt, safe_form
from data.store import reserve
from data.store.mail.outgoing import LaidItem
from data.store.store import Store
from responder_app.work import door_mail, files, receipts
from responder_app.work.identity import Me
from responder_app.work.world import World

PAGE = 200
_PASSES: Final = frozenset(
    {Code.STORE_BUSY, Code.DISK_FULL, Code.DISK_READ_ONLY, Code.MAILBAG_DAMAGED}
)


def promise(store: Store, writer: bytes, n: int, now: int) -> None:
    """Before the vault's commit: tell the mailbag a number, so that the door can count it.

    Nothing but that count hangs on it: where the mailbag cannot take it, the save goes on.
    """
    try:
        store.mailbag.expect(writer, n, now)
    except Fault as fault:
        if fault.code not in _PASSES:
            raise


def now_or_later(store: Store, world: World, me: Me, *, hurry: bool = False) -> int:
    """``run`` after a commit, which stands: trouble with the mailbag waits for the next pass.

    A full disk gives up its reserve first. ``hurry``: the courier is asked to send at once.
    Gives how many items are new; 0 where it has to wait.
    """
    for _again in range(2):
        try:
            laid = run(store, world, me)
            if hurry:
                store.mailbag.errand("send_now", {}, world.now())
        except Fault as fault:
            if fault.code not in _PASSES:
                raise
            if fault.code is not Code.DISK_FULL or not reserve.give_up(store.mailbag.home):
                return 0
        else:
            return laid
    return 0


def run(store: Store, world: World, me: Me) -> int:
    """Lay what is missing; gives how many items are new. Idempotent; also meets ``expect``."""
    receipt = receipts.newest(store, me)
    laid = 0
    held: set[bytes] = set()
    for writer in store.vault.keys.writers():
        missing = _missing(store, writer.id, receipt, held)
        for at in range(0, len(missing), PAGE):
            items = [_item(store, world, opid) for opid in missing[at : at + PAGE]]
            laid += store.mailbag.lay([item for item in items if item is not None])
        store.mailbag.settle_expected(writer.id)
    laid += door_mail.lay(store, world)
    if files.lay(store, me, world.now(), held) + laid:
        store.touch_road()
    return laid


def _missing(store: Store, writer: bytes, receipt: Receipt | None, held: set[bytes]) -> list[bytes]:
    """Letters of a writer that must lie in the mailbag and do not; all that must, safe at the city
    or gone left out, are put into ``held``."""
    faces = store.vault.ops.faces(writer)
    let_go: set[bytes] = set()
    if receipt is not None:
        let_go = set(receipt.gone)
        if writer in receipt.safe or receipt.safe_side:
            let_go |= safe_form(receipt).covered(writer, receipts.links(store, writer))
    wanted = [face.opid for face in faces if face.opid not in let_go]
    held.update(wanted)
    return store.mailbag.missing(wanted)


def _item(store: Store, world: World, opid: bytes) -> LaidItem | None:
    row = store.vault.ops.get(opid)
    if row is None or row.erased:
        return None
    op = Op.parse(row.raw)
    priority = op.head.r.pri if op.head.r is not None else 0
    return LaidItem(
        opid=opid,
        writer=op.writer,
        n=op.n,
        prev=op.prev,
        kind=op.kind,
        pri=priority,
        raw=op.raw,
        owner=store.vault.vault16,
        laid_at=world.now(),
    )
