"""Clocks that the law starts for a case, by the rules of ``responder_app.rules.limits``."""

from __future__ import annotations

from collections.abc import Mapping

from data.model.levels import Level
from data.model.referral import ReferralStep
from data.ops.fold import CaseState
from data.ops.referrals import Referral
from data.store.store import Store
from responder_app.rules import facts, limits
from responder_app.work.reading import answers_of

PROTECTION_STEP = "perlindungan_polisi"
_OVER = frozenset({ReferralStep.COMPLETED, ReferralStep.RETURNED})


def police_due(store: Store, state: CaseState, referral: Referral, now: int) -> int | None:
    """Until when the UPTD must tell the police (Unix s); None where no clock runs.

    Counted from the moment the referral reached this desk. Asked at the desk alone: whether the
    kelurahan itself is bound is an open question of law (domain.md 9.2).
    """
    if referral.step in _OVER:
        return None
    row = store.vault.ops.get(referral.opid)
    known = facts.draw(facts.together(answers_of(state)), Level.RENDAH)
    clock = limits.police_clock(known, row.got_at if row is not None else referral.at, now)
    return None if clock is None else clock.due


def protection_due(done: Mapping[str, int]) -> int | None:
    """When to ask about going on with the police's protection (UU 23/2004 Pasal 16: seven days).

    ``done``: steps of the plan that were done, with when (Unix s).
    """
    asked = done.get(PROTECTION_STEP)
    return None if asked is None else asked + limits.PROTECTION_REMINDER_SECONDS
