"""One case: timeline, next step, referrals, ticket, and what does not agree."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen
from ui.widgets.timeline import TimelineEntry


@dataclass(frozen=True, slots=True)
class SealedPart:
    """Name and story, given only after they were asked for: label and text pairs."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, and by when (worded)."""

    title: str
    due: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral and where it is. `state` is a road state code; `when` is worded."""

    label: str
    state: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """The reporter's ticket: number with check symbol, PIN, and the text that is read aloud."""

    number: str
    pin: str
    text: str


@dataclass(frozen=True, slots=True)
class ConflictChoice:
    """One of several values; `id` comes back in `resolve_conflict`."""

    id: str
    value: str
    by: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A field that two people filled differently."""

    field: str
    label: str
    choices: tuple[ConflictChoice, ...]


@dataclass(frozen=True, slots=True)
class CaseModel:
    """What the case shows. `sealed` is None while name and story stay locked."""

    rec: str
    code: str
    level: str
    subtitle: str
    timeline: tuple[TimelineEntry, ...]
    sealed: SealedPart | None = None
    next_step: NextStep | None = None
    referrals: tuple[ReferralLine, ...] = ()
    ticket: TicketSlip | None = None
    conflicts: tuple[ConflictRow, ...] = ()
    notice: str = ""


class CaseScreen(Screen[CaseModel]):
    """One case.

    Signals:
        open_sealed: show name and story (the flow answers with a model that has them).
        close_sealed: lock them again.
        followup_asked, checklist_asked: open these forms for this case.
        resolve_conflict: the field and the id of the chosen value.
        back: to the list.
    """

    open_sealed = Signal()
    close_sealed = Signal()
    followup_asked = Signal()
    checklist_asked = Signal()
    resolve_conflict = Signal(str, str)
    back = Signal()
