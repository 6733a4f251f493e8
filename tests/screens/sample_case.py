"""One invented case, and the mailbag."""

from __future__ import annotations

from tests.screens.samples import NOW, Say, day
from ui.screens.case import (
    CaseModel,
    ConflictChoice,
    ConflictRow,
    NextStep,
    ReferralLine,
    SealedPart,
    TicketSlip,
)
from ui.widgets.timeline import TimelineEntry
from ui.words import phrases


def case(say: Say, *, opened: bool = False) -> CaseModel:
    """One case, sealed, or opened with a conflict."""
    friday = say("Jumat ", "Friday ")
    entry = TimelineEntry
    return CaseModel(
        rec="b2",
        code="K7M-42",
        level="tinggi",
        subtitle=say(
            "Perempuan, 25–44 tahun. Nama dan cerita tetap terkunci.",
            "Woman, 25 to 44. Name and story stay locked.",
        ),
        timeline=(
            entry(
                "record",
                say("Cerita pertama dicatat", "First story recorded"),
                say(
                    "Tatap muka. Batas rahasia sudah dijelaskan",
                    "Face to face. Limits of secrecy explained",
                ),
                friday + "13.52",
                "diterima_uptd",
                "",
                "record",
            ),
            entry(
                "danger",
                say("Tanda bahaya dinilai: TINGGI", "Danger signs judged: HIGH"),
                say("Dicekik, makin sering, takut pulang", "Choked, more often, afraid to go home"),
                friday + "14.20",
                "diterima_uptd",
                "",
                "danger",
            ),
            entry(
                "send",
                say("Rujukan ke UPTD PPA", "Referral to the UPTD PPA"),
                say(
                    "Petugas piket menjawab, asesmen Sabtu pagi",
                    "The officer answered, assessment Saturday morning",
                ),
                friday + "14.26",
                "diterima_uptd",
                "14.31",
                "referral",
            ),
            entry(
                "hospital",
                say("Rujukan ke rumah sakit", "Referral to the hospital"),
                say("Didampingi kader, perlu kendaraan", "With a volunteer, needs transport"),
                friday + "14.26",
                "terkirim",
                "",
                "referral",
            ),
            entry(
                "house-heart",
                say("Rujukan ke rumah aman", "Referral to the shelter"),
                say("Cadangan bila keluarga berhalangan", "In case the family cannot"),
                friday + "14.26",
                "terkirim",
                "",
                "referral",
            ),
            entry(
                "home",
                say("Tempat aman malam ini disepakati", "Safe place for tonight agreed"),
                say("Di rumah keluarga, pulang ditemani", "At the family's, not going home alone"),
                friday + "16.10",
                "di_laptop",
                "",
                "followup",
            ),
            entry(
                "clock",
                say("Asesmen lengkap oleh UPTD", "Full assessment by the UPTD"),
                say("Belum terjadi", "Not yet"),
                phrases.before(day(21, 14, 20), NOW),
                kind="followup",
                to_come=True,
            ),
        ),
        sealed=SealedPart(
            (
                (say("Nama", "Name"), "Sri Contoh Lestari"),
                (
                    say("Dengan kata penyintas", "In the survivor's words"),
                    say(
                        "Waktu itu saya sedang memasak. Tiba-tiba ia pulang dan marah.",
                        "I was cooking. Suddenly he came home and was angry.",
                    ),
                ),
            )
        )
        if opened
        else None,
        next_step=NextStep(
            say("Cek apakah ia aman", "Check whether she is safe"),
            phrases.before(day(21, 15), NOW),
            say("WhatsApp tanpa rincian, jam 10–15", "WhatsApp without details, 10 to 15"),
        ),
        referrals=(
            ReferralLine("UPTD PPA", "diterima_uptd", "14.31"),
            ReferralLine(say("Rumah sakit", "Hospital"), "terkirim"),
            ReferralLine(say("Rumah aman", "Shelter"), "terkirim"),
        ),
        ticket=TicketSlip(
            "4F7K-29QD",
            "5172",
            say(
                "Dengan nomor dan PIN ini Anda bisa melihat sampai di mana laporan.",
                "With this number and PIN you can see how far the report is.",
            ),
        ),
        conflicts=(
            ConflictRow(
                "safe_contact",
                say("Cara menghubungi yang aman", "Safe way to contact"),
                (
                    ConflictChoice(
                        "c1",
                        say("WhatsApp, jam 10–15", "WhatsApp, 10 to 15"),
                        say("Kader PKK, Jumat 13.52", "PKK volunteer, Friday 13:52"),
                    ),
                    ConflictChoice(
                        "c2",
                        say("Lewat ibu penyintas", "Through her mother"),
                        say("UPTD, Jumat 15.10", "UPTD, Friday 15:10"),
                    ),
                ),
            ),
        )
        if opened
        else (),
    )
