"""The stick, as wishes to the courier: write onto it, take from it, stop; and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data.store.mail.errands import DONE, FAILED
from data.store.store import Store
from responder_app.work import office
from responder_app.work.world import World

OUT, IN = "stick_out", "stick_in"
STOPPED = "stick-stopped"


@dataclass(frozen=True, slots=True)
class ToCarry:
    """What a stick would take: letters the city does not have, attachments' bytes, other people's
    files; and how many of the letters stand on a stick already."""

    letters: int
    letters_size: int
    files_size: int
    titipan: int
    on_a_stick: int


@dataclass(frozen=True, slots=True)
class StickWork:
    """How far a stick is. ``state`` of the errand: waiting, under-way, done, failed.

    ``code``: the last word; ``done`` of ``of`` bytes on the way; ``result`` as the errand gives it
    (docstring of ``data.store.mail.errands``).
    """

    id: int
    state: str
    code: str
    done: int = 0
    of: int = 0
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state in (DONE, FAILED)

    @property
    def good(self) -> bool:
        """Whether it ended well."""
        return self.state == DONE

    def count(self, name: str) -> int:
        """A count of the result, 0 where it is not named."""
        found = self.result.get(name, 0)
        return found if isinstance(found, int) else 0

    @property
    def passed_over(self) -> int:
        """Frames and files that were passed over, whatever was wrong with them."""
        found = self.result.get("passed_over")
        return sum(found.values()) if isinstance(found, dict) else 0


def to_carry(store: Store) -> ToCarry:
    """What there is to carry now; nobody need be logged in."""
    found = office.look(store)
    return ToCarry(
        found.waiting.count,
        found.waiting.size,
        found.files_size - found.files_sent,
        found.titipan,
        found.carried.count,
    )


def begin(
    store: Store, world: World, kind: str, path: str, volume: str, removable: bool = False
) -> int:
    """Ask for the stick; gives the errand's number. ``volume``: its name for people.

    ``removable``: it was chosen as a drive; pulled out meanwhile, the folder below is not taken.
    """
    args: dict[str, object] = {"dir": path, "removable": removable}
    if kind == OUT:
        args["volume"] = volume
    number = store.mailbag.errand(kind, args, world.now())
    store.touch_road()
    return number


def running(store: Store) -> tuple[int, str] | None:
    """Number and kind of a stick that is at work still, also one another window asked for."""
    for one in store.mailbag.errands():
        if one.kind in (OUT, IN) and not one.over:
            return one.id, one.kind
    return None


def stop(store: Store, world: World, number: int) -> None:
    """Ask for its end where that is safe; the unfinished file goes, the finished ones stay."""
    store.mailbag.errand("stick_stop", {"errand": number}, world.now())
    store.touch_road()


def progress(store: Store, number: int) -> StickWork:
    """How far it is; an errand nobody remembers any more has failed."""
    found = store.mailbag.errand_of(number)
    if found is None:
        return StickWork(number, FAILED, "")
    done, of = found.result.get("done", 0), found.result.get("of", 0)
    return StickWork(number, found.state, found.code, done, of, found.result)
