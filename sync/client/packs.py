"""Taking the city's newest pack home in parts: asked for last, gone on with after any break.

The courier checks hashes only. Whether a pack may be used is for the app, which knows the city's
keys and says in the mailbag what it refused.
"""

from __future__ import annotations

from data.store import steps
from data.store.files import put_whole
from data.store.mail.packs import REFUSED, WHOLE, PackRow, pack_file
from data.store.mailbag import Mailbag
from sync.client.line import Line
from sync.protocol.limits import PACK_PART, PACK_PART_SLOW, WANT_FAST
from sync.protocol.messages import PackPart, PackWish


def wish(bag: Mailbag, line: Line, now: int) -> PackWish:
    """What to ask for: anything newer than what lies whole here, from where the last part ended."""
    coming = bag.pack_on_its_way()
    if coming is not None and coming[1] >= coming[0].size:
        _finish(bag, coming[0], now)
        coming = bag.pack_on_its_way()
    held = newest_held(bag)
    want = PACK_PART if line.want >= WANT_FAST else PACK_PART_SLOW
    if coming is None or coming[0].seq <= held:
        return PackWish(held, want=want)
    return PackWish(held, coming[0].sha, coming[1], want)


def newest_held(bag: Mailbag) -> int:
    """The highest number that need not come again: whole, or refused. 0 for none.

    A pack whose file is gone is forgotten, so that the city sends it anew.
    """
    held = 0
    for row in bag.packs():
        if row.state == WHOLE and not pack_file(bag.home, row.seq, row.sha).is_file():
            bag.forget_pack(row.sha)
        elif row.state in (WHOLE, REFUSED):
            held = max(held, row.seq)
    return held


def take(bag: Mailbag, part: PackPart, now: int) -> bool:
    """Lay a part that came; say whether to ask for the next one at once.

    Raises ``Fault`` DISK_FULL or DISK_READ_ONLY; what lies here stays.
    """
    if part.seq <= newest_held(bag) or not part.body:
        return False
    before = bag.pack_on_its_way()
    had = before[1] if before is not None and before[0].sha == part.sha else 0
    end = bag.put_pack_part(part.sha, part.seq, part.size, part.offset, part.body, now)
    steps.reached("courier-pack-part")
    if end < part.size:
        return end > had
    coming = bag.pack_on_its_way()
    if coming is not None:
        _finish(bag, coming[0], now)
    return False


def _finish(bag: Mailbag, row: PackRow, now: int) -> None:
    """All parts are here: a file if they fit the hash, else from the beginning, thrice at most."""
    whole = bag.pack_bytes(row.sha)
    if whole is None:
        bag.pack_damaged(row, now)
        return
    put_whole(pack_file(bag.home, row.seq, row.sha), whole)
    steps.reached("courier-pack-file")
    bag.pack_is_whole(row.sha, row.seq, row.size, now)
