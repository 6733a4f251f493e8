"""Limits of the law as behaviour (domain.md 1.1): what is never offered, and which clocks run.

All questions are asked of the facts of ``facts.draw``; times are Unix seconds and handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.model.levels import DAY, PHONE_NET_SECONDS, RECHECK_SECONDS, Level

POLICE_REPORT_SECONDS = 3 * DAY  # UU 12/2022 pasal 41(2)-(3): at most 3x24 hours
POLICE_PROTECTION_SECONDS = DAY  # UU 12/2022 pasal 42, UU 23/2004 pasal 16: within 1x24 hours
PROTECTION_LASTS_SECONDS = 7 * DAY  # UU 23/2004 pasal 16: then the court
PROTECTION_REMINDER_SECONDS = 5 * DAY


@dataclass(frozen=True, slots=True)
class PoliceClock:
    """The UPTD's duty to tell the police. ``due`` and ``left`` in seconds; late below zero."""

    due: int
    left: int

    @property
    def late(self) -> bool:
        """Whether the three days are over."""
        return self.left < 0


def mediation_allowed(facts: Mapping[str, str]) -> bool:
    """Whether the UPTD's function *mediasi* may be chosen at all; never by anybody else.

    Never with sexual violence, also online (UU 12/2022 pasal 23), never with trafficking, with
    violence against a child, or while the danger is high: it is for civil disputes and complaint
    offences after an assessment (domain.md 1.2).
    """
    if "ya" in (facts.get("sexual"), facts.get("ksbe"), facts.get("trafficking")):
        return False
    if facts.get("child") == "ya" and facts.get("violence") == "ya":
        return False
    return facts.get("level") not in (Level.TINGGI.word, Level.DARURAT.word)


def local_view_hidden(facts: Mapping[str, str]) -> bool:
    """Whether a case bypasses everybody here: the accused holds power or kin (domain.md 4.2, 22).

    Then local lists show nothing of it, not even a count, and the referral goes to the UPTD alone.
    """
    return facts.get("conflict_flag") == "ya"


def may_end_without_help(facts: Mapping[str, str]) -> bool:
    """Whether a case may end with nobody told because that was wished (domain.md 1.1, 4.2 row 25).

    An adult may refuse everything while no life is at risk; a child harmed or in danger never goes
    without the UPTD, whatever the family says.
    """
    if facts.get("refused") != "ya":
        return False
    if facts.get("child") == "ya":
        return not _harmed(facts)
    return (
        facts.get("safe_now") != "tidak"
        and facts.get("perp_nearby") != "ya"
        and facts.get("suicide_now") != "ya"
        and facts.get("level") != Level.DARURAT.word
    )


def legal_basis_for(facts: Mapping[str, str]) -> str:
    """Which legal basis stands in for consent that cannot be had, or an empty word (domain.md 2.6).

    A life in danger: ``kepentingan_vital``. A harmed child without a safe adult:
    ``kewajiban_hukum`` (UU 35/2014 pasal 78; UU 27/2022 pasal 20(2)c-e against pasal 25, a reading
    the city's data protection officer has to confirm, domain.md 9.3); a supervisor confirms it and
    the UPTD decides. An adult who can decide needs none: she decides.
    """
    if facts.get("unconscious") == "ya" or _life_at_risk(facts):
        return "kepentingan_vital"
    if facts.get("child") == "ya" and _harmed(facts) and facts.get("guardian_unsafe") == "ya":
        return "kewajiban_hukum"
    return ""


def police_clock(facts: Mapping[str, str], received_at: int, now: int) -> PoliceClock | None:
    """The 3x24 hours in which the UPTD must tell the police of sexual violence; None without it.

    ``received_at``: when the report reached the UPTD. Whether the kelurahan itself is bound is an
    open question of law (domain.md 9.2), so that the desk shows the clock and nobody else. Sexual
    violence online is a complaint offence for adults: it has a clock for children alone.
    """
    online_child = facts.get("ksbe") == "ya" and facts.get("child") == "ya"
    if facts.get("sexual") != "ya" and not online_child:
        return None
    due = received_at + POLICE_REPORT_SECONDS
    return PoliceClock(due, due - now)


def uptd_silent(level: Level, sent_at: int, now: int) -> bool:
    """Whether a referral waits too long for its answer (domain.md 4.2 row 26: 2 h, 24 h)."""
    return now > sent_at + PHONE_NET_SECONDS[level]


def recheck_at(level: Level, looked_at: int) -> int:
    """When to look again after the last look or the referral (domain.md 2.11)."""
    return looked_at + RECHECK_SECONDS[level]


def _harmed(facts: Mapping[str, str]) -> bool:
    grave = facts.get("level") in (Level.SEDANG.word, Level.TINGGI.word, Level.DARURAT.word)
    return facts.get("violence") == "ya" or facts.get("reported") == "ya" or grave


def _life_at_risk(facts: Mapping[str, str]) -> bool:
    return (
        facts.get("safe_now") == "tidak"
        or facts.get("perp_nearby") == "ya"
        or facts.get("suicide_now") == "ya"
        or facts.get("meeting_now") == "ya"
        or facts.get("tppo_now") == "ya"
    )
