"""Invented danger results of all four levels."""

from __future__ import annotations

from tests.screens.samples import NOW, Say, day
from ui.screens.danger import DangerModel, PlanStep, ServiceRow
from ui.words import phrases


def danger(say: Say, level: str) -> DangerModel:
    """The two pictures of a danger result, and the quieter levels."""
    emergency = level == "darurat"
    first = {
        "darurat": (
            say("Nyawa terancam sekarang.", "A life is in danger now."),
            say("Telepon 110 sebelum mengisi apa pun.", "Phone 110 before anything else."),
        ),
        "tinggi": (
            say("Bahaya berat mungkin terjadi.", "Grave harm may happen."),
            say(
                "Jangan biarkan ia pulang sendiri malam ini.",
                "Do not let her go home alone tonight.",
            ),
        ),
        "sedang": (
            say("Kekerasan bisa berulang.", "Violence may happen again."),
            say("Sepakati cara menghubungi yang aman.", "Agree on a safe way to contact."),
        ),
        "rendah": (
            say("Belum tampak bahaya berat.", "No grave danger is seen yet."),
            say("Nilai lagi bila keadaan berubah.", "Judge again if things change."),
        ),
    }[level]
    return DangerModel(
        code="K7M-42",
        when=say("Jumat 20 November, 14.20", "Friday 20 November, 14:20"),
        level=level,
        sentence=first[0],
        advice=first[1],
        why=(
            say("Pernah dicekik", "Was choked"),
            say("Kekerasan makin sering", "The violence happens more often"),
            say("Takut pulang hari ini", "Is afraid to go home today"),
        ),
        steps=(
            PlanStep(
                1,
                say("Telepon UPTD PPA", "Phone the UPTD PPA"),
                say("Petugas piket sudah tahu", "The officer on duty knows"),
                say("Sekarang", "Now") if emergency else say("selesai 14.24", "done 14:24"),
                done=not emergency,
                now=emergency,
            ),
            PlanStep(
                2,
                say(
                    "Antar ke IGD, sebutkan “dicekik”", "Bring to the emergency room, say “choked”"
                ),
                say("Segera, juga bila tidak ada bekas", "At once, also without marks"),
                phrases.before(day(20, 16), NOW),
            ),
            PlanStep(
                3,
                say("Sepakati tempat aman malam ini", "Agree on a safe place tonight"),
                say("Keluarga, tetangga, atau rumah aman", "Family, neighbours, or a shelter"),
                phrases.before(day(20, 17), NOW),
            ),
            PlanStep(
                4,
                say("Asesmen lengkap oleh UPTD", "Full assessment by the UPTD"),
                say("Di kantor UPTD atau di tempat aman", "At the UPTD or in a safe place"),
                phrases.before(day(21, 14, 20), NOW),
            ),
            PlanStep(
                5,
                say("Cek ulang oleh Anda", "You look again"),
                say("Hanya lewat kontak aman", "Only by the safe contact"),
                phrases.before(day(21, 15), NOW),
            ),
        ),
        services=(
            ServiceRow(
                "uptd_ppa",
                "UPTD PPA",
                say("semua yang ia setujui", "all she agrees to"),
                "boleh" if emergency else "setuju",
                True,
                "inbox",
                fixed=emergency,
            ),
            ServiceRow(
                "rs",
                say("Rumah sakit", "Hospital"),
                say("usia, waktu, tanda medis. Tanpa cerita", "age, time, medical signs. No story"),
                "setuju",
                True,
                "hospital",
            ),
            ServiceRow(
                "rumah_aman",
                say("Rumah aman", "Shelter"),
                say("jumlah orang, tingkat bahaya", "number of people, danger level"),
                "setuju",
                True,
                "house-heart",
            ),
            ServiceRow(
                "hukum",
                say("Pendamping hukum", "Legal aid"),
                say("belum ditanyakan", "not asked yet"),
                "belum",
                False,
                "scales",
            ),
        ),
        never=(
            say("Menemui atau memberi tahu suami", "Meet or tell the husband"),
            say("Mengajak duduk bersama, mendamaikan", "Bring them to one table to make peace"),
            say("Berkata “sabar demi anak”", "Say “bear it for the children”"),
        ),
        primary=say("Kirim 3 rujukan", "Send 3 referrals"),
        can_raise=not emergency,
        saved=phrases.saved_at(day(20, 14, 26)),
    )
