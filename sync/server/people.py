"""The address book: vouchers and user certificates of the people of an area who still count.

A laptop verifies every one of them itself against its own directory; the city only hands them over,
to a laptop on which somebody counts, and never more than a page.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from data.ops.directory import Directory
from sync.server.store.tables import PERSON, VOUCHER

MOST_PEOPLE = 200


def people_of_area(connection: Connection, directory: Directory, area: str) -> tuple[bytes, ...]:
    """The certificates of the live people whose area begins with ``area``, newest people first.

    ``area``: digits, "" for all of the city; anything else finds nobody.
    """
    if area and not (area.isascii() and area.isdigit()):
        return ()
    rows = connection.execute(
        select(PERSON.c.id, PERSON.c.code_id, PERSON.c.doc, VOUCHER.c.doc.label("voucher"))
        .join(VOUCHER, (VOUCHER.c.city == PERSON.c.city) & (VOUCHER.c.id == PERSON.c.code_id))
        .where((PERSON.c.city == directory.city) & PERSON.c.area.startswith(area, autoescape=True))
        .order_by(PERSON.c.enrolled_at.desc(), PERSON.c.id)
    )
    wires: list[bytes] = []
    for row in rows:
        if directory.is_revoked(row.id) or directory.is_revoked(row.code_id):
            continue
        wires += [bytes(row.voucher), bytes(row.doc)]
        if len(wires) >= 2 * MOST_PEOPLE:
            break
    return tuple(wires)
