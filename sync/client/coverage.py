"""Which of the mailbag's letters the city holds, judged anew from the newest receipt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from data.ops.chain import Link
from data.ops.receipt import Form, Receipt, ReceiptProblem, have_form, read_receipt, safe_form
from data.store.mailbag import Mailbag

BAD = "bad"


@dataclass(frozen=True, slots=True)
class Coverage:
    """``had``: opids of items the city has now; ``refused``: items it called bad."""

    had: frozenset[bytes]
    refused: frozenset[bytes]

    @property
    def not_to_send(self) -> frozenset[bytes]:
        """What a stream leaves out."""
        return self.had | self.refused


def stored_receipt(bag: Mailbag) -> Receipt | None:
    """The newest receipt kept; it was verified before it was kept."""
    kept = bag.receipt()
    if kept is None:
        return None
    try:
        return read_receipt(kept)
    except ReceiptProblem:
        return None


def covered(bag: Mailbag, form: Form) -> set[bytes]:
    """Opids of items that ``form`` covers. An item counts only under its own chain (design 4c)."""
    links: dict[bytes, list[Link]] = defaultdict(list)
    for face in bag.faces():
        links[face.writer].append(Link(face.n, face.opid, face.prev))
    had: set[bytes] = set()
    for writer, here in links.items():
        known = {link.opid for link in here}
        # Ends of ranges may be ops whose items have left; their numbers are kept for ever.
        ends = {one.opid for one in form.ranges.get(writer, ())} - known
        if ends:
            here += [Link(n, opid, b"") for n, opid in bag.laid_chain(writer) if opid in ends]
        had |= form.covered(writer, here) & known
    return had


def coverage(bag: Mailbag) -> Coverage:
    """What the newest receipt says of the items here."""
    receipt = stored_receipt(bag)
    had = covered(bag, have_form(receipt)) if receipt else set()
    marks = {opid for opid, code in bag.held().items() if code == BAD}
    refused: set[bytes] = set()
    if marks:
        refused = {f.opid for f in bag.faces() if f.opid in marks or f.opid[:16] in marks}
    return Coverage(frozenset(had), frozenset(refused - had))


def safe_items(bag: Mailbag, receipt: Receipt) -> set[bytes]:
    """Items that lie in every backup the city could restore: the mailbag may let them go."""
    if not receipt.safe and not receipt.safe_side:
        return set()
    return covered(bag, safe_form(receipt))
