"""Whom one can refer to: the services of domain.md 4.1 as values; the table itself is content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

COARSE_WORDS = ("medis", "psiko", "hukum", "sosial", "rumah_aman", "polisi")
CHECK_DAYS = 90


@dataclass(frozen=True, slots=True)
class Service:
    """One kind of service. ``coarse`` is the only word of it that may stand outside a letter."""

    id: str
    label_id: str
    label_en: str
    coarse: str
    consent_key: str
    packet: tuple[str, ...]
    sent_id: str = ""
    sent_en: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One row of the directory; shown with the day it was last checked, or as unchecked.

    ``kind``: telepon, whatsapp, situs or alamat. ``area``: ``*`` or a Kemendagri code in digits.
    ``last_verified_on``: a day as ``2026-11-21``, empty as long as nobody rang it. ``audience``:
    ``semua``, or ``petugas`` for what only workers see (a safe point, a counsellor of a
    kelurahan). ``check_days``: after how many days a check has grown old (domain.md 1.4: 90).
    """

    id: str
    name: str
    kind: str
    value: str
    area: str
    last_verified_on: str
    verified_by: str
    note_id: str = ""
    note_en: str = ""
    service: str = ""
    name_en: str = ""
    audience: str = "semua"
    check_days: int = CHECK_DAYS
    source: str = ""

    @property
    def for_everybody(self) -> bool:
        """Whether it may be shown before anybody has signed in, and be printed."""
        return self.audience == "semua"

    def checked(self, today: date) -> bool:
        """Whether somebody rang it not too long ago; else "belum diperiksa, coba 129" is shown.

        A day that cannot be read, or lies ahead of ``today``, counts as never.
        """
        if not self.verified_by:
            return False
        try:
            day = date.fromisoformat(self.last_verified_on)
        except ValueError:
            return False
        return 0 <= (today - day).days <= self.check_days


@dataclass(frozen=True, slots=True)
class Area:
    """A place by its Kemendagri code (digits only, kept as text) and that of what it lies in.

    ``kind``: prov, kab, kota, kecamatan, kelurahan or desa. A province has no parent.
    """

    code: str
    name: str
    parent: str
    kind: str
