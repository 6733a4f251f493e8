"""Laying an answer into the mailbag: papers, pulled letters, marks, the receipt, what may leave.

Each step is one short transaction and may be repeated; kill the courier between any two and the
next answer brings it all again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from data.model.road import RoadCode
from data.ops.directory import Directory
from data.ops.receipt import Receipt, ReceiptProblem, verify_receipt
from data.store import steps
from data.store.mailbag import Mailbag
from sync.client.blobs import take_said
from sync.client.coverage import safe_items
from sync.client.feed import store_range
from sync.client.papers import keep_certs, keep_directory
from sync.client.verdict import CityFailure
from sync.protocol.messages import Answer, BlobRanges, Cursor, Held, NeedAt, PackPart

_MOST = 1 << 62


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer brought. ``needs``: opids to send whole; ``owed``: writers to introduce;
    ``pack``: a part of a pack, not laid yet; ``blobs``: the city's word on attachments."""

    directory: Directory
    pulled: int
    more: bool
    needs: frozenset[bytes]
    owed: frozenset[bytes]
    pack: PackPart | None = None
    blobs: tuple[BlobRanges, ...] = ()


def check_receipt(answer: Answer, directory: Directory, re: bytes | None) -> Receipt:
    """The receipt, verified and about this very stream (None: as far as it was whole on a stick).

    Raises CityFailure.
    """
    try:
        receipt = verify_receipt(answer.receipt, directory)
    except ReceiptProblem as problem:
        code = RoadCode.WRONG_KEY if problem.code == "signature" else RoadCode.CITY_ERROR
        raise CityFailure(code, f"receipt-{problem.code}") from problem
    if not (0 <= receipt.ep < _MOST and 0 <= receipt.srv < _MOST):
        raise CityFailure(RoadCode.CITY_ERROR, "receipt-range")
    if re is not None and receipt.re != re:
        raise CityFailure(RoadCode.CITY_ERROR, "receipt-of-another")
    return receipt


def take_answer(
    bag: Mailbag,
    answer: Answer,
    receipt: Receipt,
    *,
    directory: Directory,
    root_id: bytes,
    sent: Collection[bytes],
    introduced: Collection[bytes],
    asked: Mapping[str, Cursor] | None = None,
) -> Taken:
    """Store everything a verified answer brought.

    ``sent``: opids of this stream; ``introduced``: writers whose whole chain it carried;
    ``asked``: the cursors it answers (none where the answer did not come straight back).
    """
    grown = keep_directory(bag, directory, root_id, answer.dirdocs)
    keep_certs(bag, answer.certs)
    steps.reached("courier-papers-stored")
    pulled, more = 0, False
    wished = {one.scope for one in bag.subscriptions()} if answer.pulled else set()
    for one in answer.pulled:
        if one.scope not in wished:
            continue
        stored = store_range(bag, one, (asked or {}).get(one.scope))
        if stored is not None:
            pulled += stored
            more = more or one.more
    steps.reached("courier-pulled-stored")
    needs = _needed(bag, answer)
    if needs:
        bag.send_whole(needs)
    owed = _mark(bag, answer.held, sent, introduced)
    if bag.note_receipt(answer.receipt, receipt.ep, receipt.srv):
        _let_go(bag, receipt)
        take_said(bag, answer.blobs, answer.srv // 1000)
    steps.reached("courier-answer-stored")
    return Taken(grown, pulled, more, frozenset(needs), frozenset(owed), answer.pack, answer.blobs)


def _needed(bag: Mailbag, answer: Answer) -> set[bytes]:
    wanted: set[bytes] = set()
    for need in answer.needs:
        if isinstance(need, NeedAt):
            wanted.update(bag.opids_at(need.writer, need.n))
        else:
            wanted.add(need)
    return bag.has(wanted)


def _mark(
    bag: Mailbag, held: Collection[Held], sent: Collection[bytes], introduced: Collection[bytes]
) -> set[bytes]:
    """Note the city's marks, lift those that a carried chain has answered; give writers owed."""
    marked = {one.opid16: one.code for one in held if len(one.opid16) == 16}
    writers = {face.opid[:16]: face.writer for face in bag.faces()} if marked else {}
    owed = {
        writers[opid16]
        for opid16, code in marked.items()
        if code.startswith("unknown_") and opid16 in writers
    }
    before = bag.held()
    sent16 = {opid[:16] for opid in sent}
    lifted = [key for key in before if key[:16] in sent16 and key[:16] not in marked]
    if introduced and before:
        faces = {face.opid[:16]: face.writer for face in bag.faces()}
        lifted += [
            key
            for key, code in before.items()
            if code.startswith("unknown_")
            and faces.get(key[:16]) in introduced
            and key[:16] not in marked
        ]
    changed = [(key, code) for key, code in marked.items() if before.get(key) != code]
    if changed or lifted:
        bag.note_held(changed, released=lifted)
    return owed


def _let_go(bag: Mailbag, receipt: Receipt) -> None:
    """Items leave only here: in every backup the city could restore, or erased."""
    safe = safe_items(bag, receipt)
    if safe:
        bag.drop_safe(safe)
    new_gone = set(receipt.gone) - bag.gone()
    if new_gone:
        bag.drop_gone(new_gone)
