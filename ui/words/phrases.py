"""Times, ages, sizes, states and roles in words. For flows and screens; nothing of a case."""

from __future__ import annotations

from datetime import datetime


def date_line(now: datetime) -> str:
    """ "Jumat, 20 November 2026, 14.32"."""
    return ""


def clock(at: datetime) -> str:
    """ "14.32"."""
    return ""


def when(at: datetime, now: datetime) -> str:
    """A moment that was: "14.32" today, "Jumat 14.32" within a week, "20 Nov" before."""
    return ""


def before(at: datetime, now: datetime) -> str:
    """A deadline as a clock time: "sebelum 16.00 hari ini", "sebelum Sabtu 14.20"."""
    return ""


def left(at: datetime, now: datetime) -> str:
    """The countdown: "1 jam 28 menit lagi", "besok"; late: "Lewat 12 menit"."""
    return ""


def age(seconds: float) -> str:
    """ "40 menit", "1 jam", "2 hari"."""
    return ""


def size(count: int) -> str:
    """Bytes: "84 KB", "4,1 MB"."""
    return ""


def greeting(name: str, hour: int) -> str:
    """ "Selamat siang, Melati."."""
    return ""


def level_word(level: str) -> str:
    """ "DARURAT" for "darurat"; empty for an unknown level."""
    return ""


def state_word(state: str) -> str:
    """ "di laptop ini", "dalam perjalanan", "diterima UPTD"."""
    return ""


def role_word(role: str) -> str:
    """ "Kader PKK" for "kader_pkk"; the code itself when unknown."""
    return ""


def icon_word(icon: str) -> str:
    """ "Melati" for "melati"."""
    return ""


def saved_at(at: datetime) -> str:
    """ "Tersimpan di laptop ini, 14.06"."""
    return ""
