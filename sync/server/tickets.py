"""Tickets: what a reporter sees with a number and a PIN, and how the desk's words change it.

The table knows a ticket only by its token (Argon2id over number and PIN with the city's signed
salt): a lookup is one hash and one index read, whatever was typed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data.model.ticket import (
    THIRD_PARTY_SEES,
    TicketStatus,
    normalise_number,
    normalise_pin,
)
from data.ops.header import Routing, Status
from data.ops.op import Op
from data.ops.ticket_token import ticket_token
from sync.server.city import City
from sync.server.policy import Author
from sync.server.store.tables import ROUTE, STATUS, TICKET, TRY

TRIES_A_TICKET = 5
TRIES_AN_ADDRESS = 20
WINDOW = 3_600
SLOT = 60
DAY = 86_400
EAST = 7 * 3_600  # weeks and days turn over by Indonesian western time
_EPOCH = date(1970, 1, 1)
Hasher = Callable[[str, str, bytes], bytes]


class TooManyTries(Exception):
    """This address asked too often. ``retry``: seconds to wait."""

    def __init__(self, retry: int) -> None:
        super().__init__("too many tries")
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page may say: one of six states and the Monday of the week it came about."""

    status: TicketStatus
    week: date

    @property
    def last_day(self) -> date:
        """The Sunday of that week."""
        return self.week + timedelta(days=6)


def local_day(at: int) -> int:
    """Days since 1970 on the city's own calendar."""
    return (at + EAST) // DAY


def monday(at: int) -> int:
    """The Monday of a moment's week, as days since 1970."""
    day = local_day(at)
    return day - (day + 3) % 7


# What arrives ---------------------------------------------------------------------------------


def note(connection: Connection, city: int, arrived: Iterable[tuple[Op, Author]], now: int) -> None:
    """Take the outside of new referrals and statuses into the tables. Harmless when repeated.

    A status counts only from a case manager whose certificate stands. However many arrive
    together, it is the same handful of statements.
    """
    routes: list[tuple[bytes, Routing]] = []
    words: list[tuple[Op, Status]] = []
    for op, author in arrived:
        if op.head.r is not None:
            routes.append((op.opid, op.head.r))
        if op.head.s is not None and author.desk and not author.revoked:
            words.append((op, op.head.s))
    if routes:
        _put(connection, ROUTE, [_route_row(city, opid, r, now) for opid, r in routes])
        _put(connection, TICKET, [_ticket_row(city, r, now) for _, r in routes if r.tk])
    if words:
        _put(connection, STATUS, [_status_row(city, op, s, now) for op, s in words])
    if routes or words:
        _settle(connection, city, {opid for opid, _ in routes} | {s.ref for _, s in words}, now)


def _put(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    """Insert what is new; what is there already stays as it is."""
    if rows:
        kind = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(kind.insert(table).on_conflict_do_nothing(), rows)


def _route_row(city: int, opid: bytes, r: Routing, now: int) -> dict[str, object]:
    return {
        "city": city,
        "opid": opid,
        "scope": r.scope.replace("\0", ""),
        "kel": r.kel,
        "pri": r.pri,
        "svc": " ".join(r.svc).replace("\0", ""),
        "due_at": now + r.due,
        "tk": r.tk,
        "got_at": now,
    }


def _ticket_row(city: int, r: Routing, now: int) -> dict[str, object]:
    return {
        "city": city,
        "tk": r.tk,
        "own": r.own,
        "state": int(TicketStatus.T1),
        "week": monday(now),
        "lam": 0,
        "by": b"",
        "was": int(TicketStatus.T1),
        "was_week": monday(now),
        "changed_at": now,
    }


def _status_row(city: int, op: Op, s: Status, now: int) -> dict[str, object]:
    return {
        "city": city,
        "opid": op.opid,
        "ref": s.ref,
        "state": s.state,
        "accepted": s.accepted,
        "lam": op.head.lam,
        "got_at": now,
    }


def _settle(connection: Connection, city: int, refs: set[bytes], now: int) -> None:
    """Bring routes and tickets to what the statuses say, in whatever order they came."""
    said: dict[bytes, list[Row[Any]]] = {}
    for row in connection.execute(
        select(STATUS).where((STATUS.c.city == city) & STATUS.c.ref.in_(refs))
    ):
        said.setdefault(row.ref, []).append(row)
    if not said:
        return
    routes = connection.execute(
        select(ROUTE.c.opid, ROUTE.c.tk, ROUTE.c.accepted_at).where(
            (ROUTE.c.city == city) & ROUTE.c.opid.in_(said)
        )
    ).all()
    for route in sorted(routes):
        accepts = [row.got_at for row in said[route.opid] if row.accepted]
        if accepts and route.accepted_at is None:
            here = (ROUTE.c.city == city) & (ROUTE.c.opid == route.opid)
            connection.execute(update(ROUTE).where(here).values(accepted_at=min(accepts)))
        if route.tk:
            newest = max(said[route.opid], key=lambda row: (row.lam, row.opid))
            _turn(connection, city, route.tk, newest, now)


def _turn(connection: Connection, city: int, tk: bytes, newest: Row[Any], now: int) -> None:
    """Let a ticket show a newer word; remember what a third party still sees today."""
    where = (TICKET.c.city == city) & (TICKET.c.tk == tk)
    row = connection.execute(select(TICKET).where(where)).first()
    if row is None or (newest.lam, newest.opid) <= (row.lam, row.by):
        return
    values: dict[str, object] = {"lam": newest.lam, "by": newest.opid}
    if newest.state != row.state:
        values |= {"state": newest.state, "week": monday(now), "changed_at": now}
        if local_day(row.changed_at) < local_day(now):
            values |= {"was": row.state, "was_week": row.week}
    connection.execute(update(TICKET).where(where).values(**values))


# What is asked --------------------------------------------------------------------------------


def look_up(
    city: City,
    typed_number: str,
    typed_pin: str,
    address: str,
    now: int,
    hasher: Hasher = ticket_token,
) -> Shown | None:
    """What this number and PIN may show; None for unknown, wrong, malformed and locked alike.

    Every None costs the same: one hash, the same reads and writes. Raises ``TooManyTries``.
    """
    number, pin = normalise_number(typed_number), normalise_pin(typed_pin)
    fits = number is not None and pin is not None
    by_ticket = city.blind("ticket", number or typed_number[:64])
    tries = _count_try(city, city.blind("address", address), now)
    if tries > TRIES_AN_ADDRESS:
        raise TooManyTries(WINDOW)
    locked = _count_try(city, by_ticket, now) > TRIES_A_TICKET
    salt = city.directory().ticket_salt
    if number is not None and pin is not None:
        looked_for = hasher(number, pin, salt)
    else:
        looked_for = hasher("XX-00000-00000-0", "000000", secrets.token_bytes(16))
    with city.database.reading() as connection:
        row = connection.execute(
            select(TICKET).where((TICKET.c.city == city.number) & (TICKET.c.tk == looked_for))
        ).first()
    if row is None or locked or not fits:
        return None
    state, week = TicketStatus(row.state), row.week
    if not row.own:
        # Third parties hear of a change the day after it, so that the hour tells nothing.
        if local_day(row.changed_at) >= local_day(now):
            state, week = TicketStatus(row.was), row.was_week
        state = THIRD_PARTY_SEES[state]
    return Shown(state, _EPOCH + timedelta(days=week))


def _count_try(city: City, key: bytes, now: int) -> int:
    """Count one try under a blinded key and return how many there were within the hour."""
    slot, oldest = now // SLOT, (now - WINDOW) // SLOT
    with city.database.writing() as connection:
        put = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(delete(TRY).where((TRY.c.city == city.number) & (TRY.c.slot < oldest)))
        connection.execute(
            put(TRY)
            .values(city=city.number, key=key, slot=slot, count=1)
            .on_conflict_do_update(
                index_elements=["city", "key", "slot"], set_={"count": TRY.c.count + 1}
            )
        )
        found = connection.execute(
            select(func.sum(TRY.c.count)).where(
                (TRY.c.city == city.number) & (TRY.c.key == key) & (TRY.c.slot > oldest)
            )
        ).scalar_one()
    return int(found)
