"""What may be passed on: consent per service, legal bases in its place, what a letter carries.

The record itself needs her yes or a legal basis (domain.md 2.6, design.md 3). A letter to the desk
carries what consent allows; everything else stays under the author's own key (design.md 4b).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.model.consent import LEGAL_BASES, Consent
from responder_app.rules import facts

# Without consent only what helps now may leave, and who must not know (domain.md 4.4, police row).
EMERGENCY_FIELDS = frozenset(
    {
        "safe_now",
        "perp_nearby",
        "perp_count",
        "tonight_place",
        "visible_injury",
        "pregnant",
        "age_years",
        "age_band",
        "under_18",
        "is_child",
        "sex",
        "home_area_code",
        "place_area_code",
        "address_note",
        "dependants_at_home",
        "disability_support",
        "lives_with_perp",
        "conflict_flag",
        "withhold_from",
        "contact_rule",
        "limits_explained",
        "consent_giver",
        "consent_store",
        "consent_services",
        "consent_contact",
        "legal_basis",
        "entry_type",
        "received_at",
        "level",
    }
)
# What tells of content online without telling of a person (domain.md 2.9): a report of content
# whose victim nobody knows stands on a legal basis and has no one to ask.
CONTENT_FIELDS = frozenset(
    {
        "online_form",
        "victim_known",
        "child_content",
        "platform",
        "url_handle",
        "content_desc",
        "seen_at",
        "reported_to",
        "report_ref",
        "takedown_at",
    }
)
_NOBODY = frozenset({"tidak_ada", "tidak_mau_menjawab"})


class ConsentState(StrEnum):
    """How consent stands for one service."""

    GIVEN = "setuju"
    NOT_NEEDED = "tidak_perlu"
    NOT_ASKED = "belum"
    REFUSED = "menolak"

    @property
    def allows(self) -> bool:
        """Whether the service may be told."""
        return self in (ConsentState.GIVEN, ConsentState.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Letter:
    """Answers divided by who may read them: ``desk`` goes to the UPTD, ``own`` to nobody else."""

    desk: dict[str, str]
    own: dict[str, str]


def consent_of(answers: Mapping[str, str]) -> Consent:
    """Consent as the intake's answers tell it. Anything but ``ya`` is not a yes."""
    basis = answers.get("legal_basis", "")
    return Consent(
        limits_explained=answers.get("limits_explained") == "ya",
        store=answers.get("consent_store") == "ya",
        services=frozenset(answers.get("consent_services", "").split()) - _NOBODY,
        contact_again=answers.get("consent_contact") == "ya",
        statistics=answers.get("consent_stats") == "ya",
        giver=answers.get("consent_giver", ""),
        legal_basis=basis if basis in LEGAL_BASES else None,
        withhold_from=answers.get("withhold_from", ""),
    )


def standing(answers: Mapping[str, str], consent_key: str, *, exempt: bool) -> ConsentState:
    """How consent stands for the services of ``consent_key``.

    ``exempt``: a row of the decision table lets it go without consent (danger to life, a child).
    A record kept on a legal basis may be told to the UPTD alone; but a basis is no way round an
    adult who was asked and wants nobody told (domain.md 4.2 row 25).
    """
    consent = consent_of(answers)
    if consent.covers(consent_key):
        return ConsentState.GIVEN
    if exempt:
        return ConsentState.NOT_NEEDED
    if consent_key == "uptd" and not consent.store and consent.legal_basis:
        secret = facts.refused(answers) and facts.child(answers) == "tidak"
        return ConsentState.REFUSED if secret else ConsentState.NOT_NEEDED
    return ConsentState.REFUSED if answers.get("consent_services") else ConsentState.NOT_ASKED


def letter(
    answers: Mapping[str, str],
    uptd: ConsentState,
    *,
    child: bool,
    withheld: frozenset[str] = frozenset(),
) -> Letter:
    """Divide the answers for a referral to the desk.

    With her consent the UPTD gets everything she does not withhold. Without it, where the law lets
    the referral go: for a child everything but the reporter (best interest, UPTD decides), for an
    adult only ``EMERGENCY_FIELDS``, and of content whose victim nobody knows the content itself.
    Without either, nothing. A record that may not be kept at all gives two empty halves.
    """
    if not consent_of(answers).may_be_kept:
        return Letter({}, {})
    if uptd is ConsentState.GIVEN:
        allowed = set(answers)
    elif uptd is ConsentState.NOT_NEEDED and child:
        allowed = set(answers) - {"reporter_name", "reporter_contact"}
    elif uptd is ConsentState.NOT_NEEDED:
        allowed = set(answers) & EMERGENCY_FIELDS
        if answers.get("victim_known") == "tidak_dikenal":
            allowed |= set(answers) & CONTENT_FIELDS
    else:
        allowed = set()
    allowed -= withheld
    return Letter(
        desk={name: value for name, value in answers.items() if name in allowed},
        own={name: value for name, value in answers.items() if name not in allowed},
    )
