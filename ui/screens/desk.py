"""The UPTD's desk: the red lane, what comes next, and one referral with its clock."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.clock import ClockStep
from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One referral in the list: level, code, deadline / origin, received."""

    opid: str
    level: str
    code: str
    deadline: str
    origin: str
    received: str
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class DeskDetail:
    """One referral, in the one order: level and deadline, who must not know, clock, facts, story.

    `withhold` lines come before every fact; empty means nobody was named. `story` is None while
    sealed. `can` names the actions that are possible now: accept, first_contact, in_service,
    complete, return, open_story. `status` is worded.
    """

    opid: str
    code: str
    level: str
    origin: str
    signs: str
    deadline: str
    deadline_sub: str
    withhold: tuple[str, ...]
    clock: tuple[ClockStep, ...]
    facts: tuple[tuple[str, str], ...]
    story: str | None = None
    status: str = ""
    can: frozenset[str] = frozenset()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class DeskModel:
    """The desk. `red` is DARURAT and what is overdue; `rows` the rest by deadline."""

    date: str
    red: tuple[DeskRow, ...]
    rows: tuple[DeskRow, ...]
    detail: DeskDetail | None = None
    rest_note: str = ""


class DeskScreen(Screen[DeskModel]):
    """Take in, answer, follow.

    Signals:
        opened: the opid (hex) of a row.
        accept_asked ("Tangani rujukan"), first_contact, in_service, complete: the next status.
        return_asked: back to the sender, with the reason.
        open_story: open the sealed words, with the reason (it is written down).
    """

    opened = Signal(str)
    accept_asked = Signal()
    first_contact = Signal()
    in_service = Signal()
    complete = Signal()
    return_asked = Signal(str)
    open_story = Signal(str)
