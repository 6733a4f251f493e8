"""Who uses the app and what a certificate lets them do: roles, and the person who is logged in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Roles a city admin can give (domain.md 2.2 recorder_role, and the city's own)."""

    KADER_PKK = "kader_pkk"
    GURU_BK = "guru_bk"
    RELAWAN_RT = "relawan_rt"
    KADER_POSYANDU = "kader_posyandu"
    TOKOH_AGAMA = "tokoh_agama"
    STAF_KELURAHAN = "staf_kelurahan"
    NAKES = "nakes"
    CASE_MANAGER = "case_manager"

    @property
    def works_at_desk(self) -> bool:
        """Whether this person opens referrals (a UPTD case manager)."""
        return self is Role.CASE_MANAGER


# Person icons on the door: pictures with names of things, never roles (ui-mockups, door).
ICONS = ("melati", "kupu_kupu", "daun", "ombak", "matahari", "kerang", "burung", "bulan")


@dataclass(frozen=True, slots=True)
class Person:
    """A certified writer of ops: what its chain of certificates says."""

    user: bytes
    device: bytes
    writer: bytes
    role: Role
    area: str
    display: str
    scopes: tuple[str, ...]
