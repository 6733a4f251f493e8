"""What may be passed on, to whom: consent per service, and the legal bases in its place."""

from __future__ import annotations

from dataclasses import dataclass

LEGAL_BASES = ("kewajiban_hukum", "kepentingan_vital", "tugas_publik")


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent as told by the survivor (domain.md 2.6). ``services``: the keys she agreed to."""

    limits_explained: bool
    store: bool
    services: frozenset[str]
    contact_again: bool
    statistics: bool
    giver: str
    legal_basis: str | None
    withhold_from: str

    @property
    def may_be_kept(self) -> bool:
        """Whether the record may be kept at all (domain.md 2.6, design.md 3)."""
        return self.store or self.legal_basis in LEGAL_BASES

    def covers(self, consent_key: str) -> bool:
        """Whether she agreed that this service is told; never true without her yes to recording."""
        return self.store and consent_key in self.services
