"""Invented moments and things to do for the walk, in both languages."""

from __future__ import annotations

from datetime import datetime

from ui.widgets.action_row import ActionRow
from ui.words import phrases

NOW = datetime(2026, 11, 20, 14, 32)


def day(number: int, hour: int, minute: int = 0) -> datetime:
    """A moment of that November."""
    return datetime(2026, 11, number, hour, minute)


class Say:
    """Chooses between the Indonesian and the English of a sample."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, indonesian: str, english: str) -> str:
        return indonesian if self.language == "id" else english


def action_rows(say: Say) -> tuple[ActionRow, ...]:
    """Five things to do, one of them late."""
    rows = (
        (
            "a1",
            "darurat",
            "R4T-18",
            say("Telepon UPTD lagi, belum ada jawaban", "Phone the UPTD again, no answer yet"),
            day(20, 14, 20),
        ),
        (
            "b2",
            "tinggi",
            "K7M-42",
            say(
                "Antar ke IGD, lalu tempat aman malam ini",
                "Bring to the emergency room, then a safe place tonight",
            ),
            day(20, 16),
        ),
        (
            "c3",
            "tinggi",
            "P9D-63",
            say("Asesmen UPTD harus sudah mulai", "The UPTD assessment must have begun"),
            day(21, 11, 5),
        ),
        (
            "d4",
            "sedang",
            "H2W-75",
            say(
                "Tanya hasil rujukan psikolog", "Ask what came of the referral to the psychologist"
            ),
            day(22, 9),
        ),
        (
            "e5",
            "rendah",
            "B6N-31",
            say("Cek ulang konsultasi keluarga", "Look again at the family counselling"),
            day(26, 12),
        ),
    )
    return tuple(
        ActionRow(
            rec,
            level,
            code,
            verb,
            phrases.left(due, NOW) if due < NOW else phrases.before(due, NOW),
            say("seharusnya ", "it was due ") + phrases.clock(due)
            if due < NOW
            else phrases.left(due, NOW),
            overdue=due < NOW,
        )
        for rec, level, code, verb, due in rows
    )
