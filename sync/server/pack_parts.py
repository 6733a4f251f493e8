"""Handing the newest published pack to laptops, part by part; nobody looks into it here."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from sync.protocol.limits import PACK_PART
from sync.protocol.messages import PackPart, PackWish
from sync.server.store.tables import PACK


def part_for(connection: Connection, city: int, wish: PackWish | None) -> PackPart | None:
    """The next part of the newest pack; None where none is wished for, or none is newer.

    Who wants 0 bytes is only told that there is one.
    """
    if wish is None:
        return None
    newest = connection.execute(
        select(PACK.c.seq, PACK.c.sha, PACK.c.size)
        .where(PACK.c.city == city)
        .order_by(PACK.c.seq.desc())
        .limit(1)
    ).first()
    if newest is None or newest.seq <= wish.seq:
        return None
    sha = bytes(newest.sha)
    start = wish.offset if wish.sha == sha and wish.offset < newest.size else 0
    if wish.want == 0:
        return PackPart(newest.seq, sha, newest.size, start, b"")
    body = connection.execute(
        select(func.substr(PACK.c.body, start + 1, min(wish.want, PACK_PART))).where(
            (PACK.c.city == city) & (PACK.c.seq == newest.seq)
        )
    ).scalar_one()
    return PackPart(newest.seq, sha, newest.size, start, bytes(body))
