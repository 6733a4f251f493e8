"""Positions from locked counter rows: whoever holds the row hands out the next numbers.

Sequences commit out of order and a cursor reader then skips rows without noticing; a counter row
that is updated in the storing transaction cannot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync.server.store.tables import SCOPE

EVERYTHING = "*"
MARK = 8


def take(connection: Connection, city: int, scope: str, count: int) -> int:
    """Reserve ``count`` positions of ``scope``; returns the first. Positions begin at 1.

    The row stays locked until the transaction ends. Whoever takes from several scopes takes
    ``EVERYTHING`` first: then no two transactions can wait for one another.
    """
    where = (SCOPE.c.city == city) & (SCOPE.c.id == scope)
    step = update(SCOPE).where(where).values(next=SCOPE.c.next + count).returning(SCOPE.c.next)
    after = connection.execute(step).scalar()
    if after is None:
        kind = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(
            kind.insert(SCOPE).values(city=city, id=scope, next=1).on_conflict_do_nothing()
        )
        after = connection.execute(step).scalar_one()
    return int(after) - count


def take_places(
    connection: Connection, city: int, scope: str, opids: Sequence[bytes]
) -> list[tuple[int, bytes]]:
    """Positions of ``scope`` for some ops, each with its mark (8 bytes).

    A mark stands for everything up to its place: SHA-256(mark before ‖ opid), cut. Two feeds with
    one mark at one place are the same up to there, whatever a restore did in between.
    """
    first = take(connection, city, scope, len(opids))
    where = (SCOPE.c.city == city) & (SCOPE.c.id == scope)
    mark = connection.execute(select(SCOPE.c.mark).where(where)).scalar() or b""
    places: list[tuple[int, bytes]] = []
    for opid in opids:
        mark = hashlib.sha256(bytes(mark) + opid).digest()[:MARK]
        places.append((first + len(places), mark))
    connection.execute(update(SCOPE).where(where).values(mark=mark))
    return places


def last(connection: Connection, city: int, scope: str) -> int:
    """The last position handed out in ``scope``; 0 when none was."""
    where = (SCOPE.c.city == city) & (SCOPE.c.id == scope)
    number = connection.execute(select(SCOPE.c.next).where(where)).scalar()
    return int(number) - 1 if number is not None else 0
