"""A referral's life: the steps of domain.md 5.2, their order, and what a reporter sees."""

from __future__ import annotations

from enum import StrEnum

from data.model.ticket import TicketStatus


class ReferralStep(StrEnum):
    """The internal state of one referral."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    FIRST_CONTACT = "first_contact"
    IN_SERVICE = "in_service"
    COMPLETED = "completed"
    DECLINED_BY_SERVICE = "declined_by_service"
    DECLINED_BY_SURVIVOR = "declined_by_survivor"
    RETURNED = "returned"
    LOST_CONTACT = "lost_contact"
    WITHDRAWN = "withdrawn"
    UNAVAILABLE = "unavailable"


_LINE = (
    ReferralStep.DRAFT,
    ReferralStep.SENT,
    ReferralStep.RECEIVED,
    ReferralStep.ACCEPTED,
    ReferralStep.FIRST_CONTACT,
    ReferralStep.IN_SERVICE,
    ReferralStep.COMPLETED,
)
FINAL = frozenset({ReferralStep.COMPLETED, ReferralStep.DECLINED_BY_SURVIVOR})
_SIDE = frozenset(
    {
        ReferralStep.RETURNED,
        ReferralStep.DECLINED_BY_SERVICE,
        ReferralStep.DECLINED_BY_SURVIVOR,
        ReferralStep.LOST_CONTACT,
        ReferralStep.WITHDRAWN,
        ReferralStep.UNAVAILABLE,
    }
)


def may_follow(now: ReferralStep, then: ReferralStep) -> bool:
    """Whether ``then`` may follow ``now``: steps forward may be skipped, never undone."""
    if now in FINAL:
        return False
    if now is ReferralStep.RETURNED:
        return then is ReferralStep.DRAFT
    if now is ReferralStep.LOST_CONTACT:
        return then is ReferralStep.FIRST_CONTACT
    if now not in _LINE:
        return False
    if then in _SIDE:
        return now is not ReferralStep.DRAFT
    return then in _LINE and _LINE.index(then) > _LINE.index(now)


_SHOWN = {
    ReferralStep.ACCEPTED: TicketStatus.T3,
    ReferralStep.FIRST_CONTACT: TicketStatus.T4,
    ReferralStep.IN_SERVICE: TicketStatus.T4,
    ReferralStep.COMPLETED: TicketStatus.T6,
    ReferralStep.DECLINED_BY_SURVIVOR: TicketStatus.T6,
    ReferralStep.DECLINED_BY_SERVICE: TicketStatus.T2,
    ReferralStep.RETURNED: TicketStatus.T2,
    ReferralStep.RECEIVED: TicketStatus.T2,
    ReferralStep.LOST_CONTACT: TicketStatus.T5,
    ReferralStep.WITHDRAWN: TicketStatus.T6,
    ReferralStep.UNAVAILABLE: TicketStatus.T2,
}


def ticket_status(step: ReferralStep) -> TicketStatus:
    """The coarse state a reporter may see for a step (domain.md 5.1); T1 before anything."""
    return _SHOWN.get(step, TicketStatus.T1)
