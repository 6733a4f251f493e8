"""Clocks that the law starts (domain.md 1.1), computed from what a case says."""

from __future__ import annotations

from data.model.levels import DAY, Level
from data.model.referral import ReferralStep
from data.ops.fold import CaseState
from data.ops.referrals import Referral
from responder_app.rules import facts
from responder_app.work.reading import answers_of

# UU 12/2022 (TPKS) Pasal 41: the UPTD tells the police at most 3x24 h after the report.
POLICE_SECONDS = 3 * DAY
# UU 23/2004 Pasal 16: the police's temporary protection ends after seven days; reminded at five.
PROTECTION_REMINDER_SECONDS = 5 * DAY
PROTECTION_STEP = "perlindungan_polisi"
_OVER = frozenset({ReferralStep.COMPLETED, ReferralStep.RETURNED})


def police_due(state: CaseState, referral: Referral) -> int | None:
    """Until when the UPTD must tell the police (Unix s); None where it is not sexual violence.

    Counted from the moment the referral was written, the earliest the UPTD can have been told.
    """
    if referral.step in _OVER:
        return None
    answers = facts.together(answers_of(state))
    if facts.draw(answers, Level.RENDAH)["sexual"] != "ya":
        return None
    return referral.at + POLICE_SECONDS


def protection_due(done: dict[str, int]) -> int | None:
    """When to ask the police about going on with their protection; None where none was asked for.

    ``done``: steps of the plan that were done, with when (Unix s).
    """
    asked = done.get(PROTECTION_STEP)
    return None if asked is None else asked + PROTECTION_REMINDER_SECONDS
