"""Tickets this person has given out: number, PIN, lookup token, and the referral they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.store.cipher import Drawer
from data.store.tables.notes import Notes

_COLUMNS = "number, pin, rec, referral, token, made_at, given"
_PUT = (
    "INSERT INTO ticket(number, pin, rec, referral, token, made_at, given) VALUES (?,?,?,?,?,?,?)"
)
_GET = f"SELECT {_COLUMNS} FROM ticket WHERE number = ?"  # noqa: S608
_OF_CASE = f"SELECT {_COLUMNS} FROM ticket WHERE rec = ? ORDER BY made_at, number"  # noqa: S608
_GIVEN = "UPDATE ticket SET given = ? WHERE number = ?"


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket. ``referral``: opid of the referral op; ``token``: the 16-byte ``tk``.

    ``given``: how it was handed over ("printed", "read", "declined"), or "".
    """

    number: str
    pin: str = field(repr=False)
    rec: bytes
    referral: bytes
    token: bytes
    made_at: int
    given: str = ""


class Tickets:
    """The ticket table."""

    def __init__(self, drawer: Drawer, notes: Notes) -> None:
        self._drawer = drawer
        self._notes = notes

    def put(self, ticket: TicketRow) -> None:
        """Keep a new ticket."""
        self._drawer.run(
            _PUT,
            ticket.number,
            ticket.pin,
            ticket.rec,
            ticket.referral,
            ticket.token,
            ticket.made_at,
            ticket.given,
        )
        self._notes.cases.add(ticket.rec)

    def get(self, number: str) -> TicketRow | None:
        """One ticket, or ``None``."""
        found = self._drawer.row(_GET, number)
        return TicketRow(*found) if found else None

    def of_case(self, rec: bytes) -> list[TicketRow]:
        """All tickets of a case, oldest first."""
        return [TicketRow(*row) for row in self._drawer.rows(_OF_CASE, rec)]

    def set_given(self, number: str, given: str) -> None:
        """Note how the reporter got it."""
        self._drawer.run(_GIVEN, given, number)
