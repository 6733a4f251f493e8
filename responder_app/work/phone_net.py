"""The phone net: a referral without ✔ after its time is not waited for, somebody is called."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.levels import PHONE_NET_SECONDS
from data.ops.referrals import Referral

AGAIN_SECONDS = 3600  # after the UPTD was due to be called and still has not answered: 129


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call (``phone`` the UPTD, ``phone_129``) and from when (Unix s)."""

    action: str
    due_at: int


def call_due(referral: Referral, now: int) -> Call:
    """The call a referral that was not accepted leads to (design.md 4b): darurat 60 min, tinggi
    2 h, sedang 24 h, rendah 7 d after it was written; 129 an hour after that."""
    first = referral.at + PHONE_NET_SECONDS[referral.level]
    if now >= first + AGAIN_SECONDS:
        return Call("phone_129", first + AGAIN_SECONDS)
    return Call("phone", first)
