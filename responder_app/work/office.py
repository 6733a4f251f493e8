"""The mail office: one total over everybody on this laptop. No person, no priority, no content.

Nobody need be logged in, so the receipt is only a hint here: the pins lie in the vaults.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from data.model.road import RoadState
from data.ops.chain import Link
from data.ops.receipt import ReceiptProblem, have_form, read_receipt
from data.store.mail.outgoing import Waiting
from data.store.mailbag import Mailbag
from data.store.store import Store
from responder_app.work.mail_items import sent_bytes

HOLD = "attachments_hold"


@dataclass(frozen=True, slots=True)
class Office:
    """Counts, ages (Unix s) and sizes (bytes).

    ``waiting``: the city does not have them; ``carried`` of those stand on a stick that was read
    back. ``files_*``: attachments. ``titipan``: files of other laptops. ``expected``: notes that
    only their owner can lay.
    """

    road: RoadState | None
    waiting: Waiting
    carried: Waiting
    files_size: int
    files_sent: int
    files_held: bool
    titipan: int
    titipan_size: int
    titipan_since: int | None
    expected: int
    enrolled: bool

    @property
    def on_laptop(self) -> Waiting:
        """What waits and is on no stick. Its oldest is not known apart: that of all."""
        count = self.waiting.count - self.carried.count
        oldest = self.waiting.oldest_at if count else None
        return Waiting(count, self.waiting.size - self.carried.size, oldest)


def total(store: Store) -> Waiting:
    """What the city does not have yet, over everybody."""
    return store.mailbag.waiting(_had_by_hint(store.mailbag))


def look(store: Store) -> Office:
    """All of it."""
    bag = store.mailbag
    had = _had_by_hint(bag)
    waiting = bag.waiting(had)
    left = [face for face in bag.faces() if face.opid not in had]
    on_stick = bag.carried([face.opid for face in left])
    carried = [face for face in left if face.opid in on_stick]
    files = bag.blobs_waiting()
    count, size, since = bag.titipan()
    return Office(
        bag.road_state(),
        waiting,
        Waiting(
            len(carried),
            sum(face.size for face in carried),
            min((face.laid_at for face in carried), default=None),
        ),
        sum(face.bytes for face in files),
        sent_bytes(files),
        files_held(store),
        count,
        size,
        since,
        len(bag.expected()),
        bag.meta("root_id") is not None,
    )


def files_held(store: Store) -> bool:
    """Whether attachments are held back on this laptop."""
    return bool(store.mailbag.meta(HOLD))


def _had_by_hint(bag: Mailbag) -> set[bytes]:
    """Items the newest receipt of the mailbag covers."""
    kept = bag.receipt()
    if kept is None:
        return set()
    try:
        form = have_form(read_receipt(kept))
    except ReceiptProblem:
        return set()
    links: dict[bytes, list[Link]] = defaultdict(list)
    for face in bag.faces():
        links[face.writer].append(Link(face.n, face.opid, face.prev))
    found: set[bytes] = set()
    for writer, here in links.items():
        known = {link.opid for link in here}
        # The end of a range may be an op whose item has left; its number is kept for ever.
        ends = {one.opid for one in form.ranges.get(writer, ())} - known
        if ends:
            here += [Link(n, opid, b"") for n, opid in bag.laid_chain(writer) if opid in ends]
        found |= form.covered(writer, here) & known
    return found
