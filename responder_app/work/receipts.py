"""What the city said it has, verified by this vault itself: the mailbag's copy is only a hint."""

from __future__ import annotations

from data.ops.chain import Link
from data.ops.header import NO_PREV
from data.ops.receipt import Receipt, ReceiptProblem, have_form, read_receipt, verify_receipt
from data.store.store import Store
from responder_app.work import files
from responder_app.work.identity import Me

MARKED = "held.marked"  # opid -> the word under which the city holds it


def newest(store: Store, me: Me) -> Receipt | None:
    """The newest receipt this vault believes. A newer verified one in the mailbag is pinned."""
    vault = store.vault
    pinned = vault.pins.receipt()
    hint = store.mailbag.receipt()
    if hint is not None and (pinned is None or hint != pinned.doc):
        try:
            receipt = verify_receipt(hint, me.directory)
        except ReceiptProblem:
            receipt = None
        if receipt is not None and vault.pins.put_receipt(hint, receipt.ep, receipt.srv):
            return receipt
    return read_receipt(pinned.doc) if pinned is not None else None


def had(store: Store, me: Me) -> set[bytes]:
    """The own opids that the city has now."""
    receipt = newest(store, me)
    if receipt is None:
        return set()
    form = have_form(receipt)
    found: set[bytes] = set()
    for writer in store.vault.keys.writers():
        if writer.id not in form.ranges and not form.side:
            continue
        found |= form.covered(writer.id, links(store, writer.id))
    return found


def links(store: Store, writer: bytes) -> list[Link]:
    """The chain of one of the own writers.

    Where each number stands once, the op before is the one at the number before; only a fork
    makes it necessary to read the ops themselves.
    """
    faces = store.vault.ops.faces(writer)
    at = {face.n: face.opid for face in faces}
    if len(at) == len(faces):
        return [Link(face.n, face.opid, at.get(face.n - 1, NO_PREV)) for face in faces]
    return [Link(row.n, row.opid, row.prev) for row in store.vault.ops.of_writer(writer)]


def take_held(store: Store) -> int:
    """Mark own letters the city keeps for a person to look at, unmark released ones.

    Gives how many marks changed; their cases are folded again by who calls.
    """
    told = store.mailbag.held()
    marked: dict[str, str] = store.vault.settings.read(MARKED, {})
    mine: dict[str, str] = {}
    if told or marked:
        for writer in store.vault.keys.writers():
            for face in store.vault.ops.faces(writer.id):
                code = told.get(face.opid) or told.get(face.opid[:16])
                if code:
                    mine[face.opid.hex()] = code
    changed = {opid for opid in {*mine, *marked} if mine.get(opid) != marked.get(opid)}
    if changed:
        with store.transaction():
            for opid in changed:
                store.vault.ops.set_mark(bytes.fromhex(opid), mine.get(opid, ""))
            store.vault.settings.write(MARKED, mine)
    return len(changed)


def take_gone(store: Store, me: Me) -> int:
    """Drop the payloads of ops the city names as erased, and their files; gives how many.

    Header and chain stay."""
    receipt = newest(store, me)
    if receipt is None or not receipt.gone:
        return 0
    with store.transaction():
        erased = [opid for opid in receipt.gone if store.vault.ops.erase_payload(opid)]
        files.forget(store, erased)
    if erased:
        store.mailbag.drop_gone(erased)
    return len(erased)
