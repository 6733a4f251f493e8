"""Whom one can refer to: the services of domain.md 4.1 as values; the table itself is content."""

from __future__ import annotations

from dataclasses import dataclass

COARSE_WORDS = ("medis", "psiko", "hukum", "sosial", "rumah_aman", "polisi")


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
    """One row of the directory; shown with the day it was last checked, or as unchecked."""

    id: str
    name: str
    kind: str
    value: str
    area: str
    last_verified_on: str
    verified_by: str
    note_id: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A kelurahan, kecamatan or city by its Kemendagri code (digits only, kept as text)."""

    code: str
    name: str
    parent: str
    kind: str
