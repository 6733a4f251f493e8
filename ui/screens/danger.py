"""The danger result: level, why, what to do by when, whom it is passed to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of the plan. `due` is a clock time ("sebelum 16.00 hari ini"), or when it was done.

    `now` marks a step that must be done at once (drawn in the danger colour).
    """

    number: int
    title: str
    detail: str = ""
    due: str = ""
    done: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service of the referral.

    `consent`: "setuju" | "belum" | "tidak" | "boleh" (does not wait for consent: life at risk).
    `sent` says what would be sent. `fixed` rows cannot be unticked.
    """

    id: str
    label: str
    sent: str
    consent: str
    checked: bool
    icon: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class DangerModel:
    """What the result shows. `level` as in `ActionRow`. `primary` is a verb ("Kirim 3 rujukan")."""

    code: str
    when: str
    level: str
    sentence: str
    advice: str
    why: tuple[str, ...]
    steps: tuple[PlanStep, ...]
    services: tuple[ServiceRow, ...]
    never: tuple[str, ...]
    primary: str
    can_send: bool = True
    can_raise: bool = True
    saved: str = ""


class DangerScreen(Screen[DangerModel]):
    """The result of a checklist and the plan.

    Signals:
        service_toggled: the service id and whether it is now chosen.
        raise_asked: the reason typed, to raise the level by one.
        step_done: the number of a step that was marked as done.
        send_asked: the primary button.
        edit_asked: back to the answers, to change them.
        answers_asked: look at all answers.
    """

    service_toggled = Signal(str, bool)
    raise_asked = Signal(str)
    step_done = Signal(int)
    send_asked = Signal()
    edit_asked = Signal()
    answers_asked = Signal()
