"""The address book: colleagues a case may be shared with, each proved by this vault itself.

The mailbag only carries what the city handed out; whoever changed it on the way gains nothing,
since nobody stands here without papers that hold under the directory this vault has pinned.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.ops.people import AddressBook, address_book
from data.store.mail.errands import Errand
from data.store.store import Store
from responder_app.work.identity import Me, load
from responder_app.work.world import World

PEOPLE = "people"  # the courier's errand
DISTRICT_DIGITS = 6  # the kecamatan of a kelurahan's code (domain.md 8)


@dataclass(frozen=True, slots=True)
class Fetch:
    """How the last fetching went. ``code``: "" before the first, "ok", or why it failed."""

    under_way: bool
    code: str
    at: int


def book(store: Store, me: Me) -> AddressBook:
    """Everybody proved, without oneself and without desks, which get referrals instead."""
    found = address_book(store.mailbag.people(), me.directory)
    mine = {user.id for user in me.users}
    people = tuple(
        one for one in found.people if one.user not in mine and not one.role.works_at_desk
    )
    return AddressBook(people, found.refused)


def fetch(store: Store, world: World, everybody: bool = False) -> int:
    """Ask the courier for the people of one's own district, or of the whole city."""
    me = load(store)
    area = "" if everybody else me.person.area[:DISTRICT_DIGITS]
    return store.mailbag.errand(PEOPLE, {"area": area}, world.now())


def last_fetch(store: Store) -> Fetch:
    """How the newest wish for the address book stands."""
    found = [one for one in store.mailbag.errands() if one.kind == PEOPLE]
    newest: Errand | None = found[0] if found else None
    if newest is None:
        return Fetch(False, "", 0)
    return Fetch(not newest.over, newest.code if newest.over else "", newest.changed_at)
