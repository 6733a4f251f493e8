"""The invented desk with two referrals in the red lane."""

from __future__ import annotations

from tests.screens.samples import NOW, Say, day
from ui.screens.desk import DeskDetail, DeskModel
from ui.widgets.clock import ClockStep
from ui.widgets.desk_group import DeskGroup
from ui.widgets.desk_row import DeskRow
from ui.words import phrases


def desk(say: Say, *, chosen: bool = True) -> DeskModel:
    """The desk with two in the red lane."""
    kader, guru = say("kader PKK", "PKK volunteer"), say("guru BK", "school counsellor")
    came = say("masuk ", "came ")
    detail = DeskDetail(
        opid="k7",
        code="K7M-42",
        level="tinggi",
        origin=say(
            "dari kader PKK, Kel. Contoh Timur, 14.26",
            "from a PKK volunteer, Kel. Contoh Timur, 14:26",
        ),
        signs=say("Dicekik, makin sering, takut pulang", "Choked, more often, afraid to go home"),
        deadline=say("Asesmen sebelum Sabtu 14.20", "Assessment before Saturday 14:20"),
        deadline_sub=phrases.left(day(21, 14, 18), NOW),
        withhold=(
            say(
                "Suami dan keluarga suami. Jangan datang ke rumah.",
                "The husband and his family. Do not come to the house.",
            ),
            say(
                "Kontak aman: WhatsApp tanpa rincian, jam 10–15.",
                "Safe contact: WhatsApp without details, 10 to 15.",
            ),
        ),
        clock=(
            ClockStep("14.26", say("dicatat kader", "recorded"), "done"),
            ClockStep("14.31", say("masuk, tanda terima", "came in, receipt"), "done"),
            ClockStep(
                say("sebelum 20.26", "before 20:26"), say("respons pertama", "first answer"), "here"
            ),
            ClockStep(
                say("Sabtu 14.20", "Saturday 14:20"), say("asesmen selesai", "assessed"), "todo"
            ),
        ),
        facts=(
            (say("Penyintas", "Survivor"), say("Perempuan, 25–44 tahun", "Woman, 25 to 44")),
            (say("Bentuk", "Kinds"), say("Fisik, psikis", "Physical, of the mind")),
            (say("Tanggungan", "Dependants"), say("1 anak di rumah", "1 child at home")),
            (say("Dibutuhkan", "Needs"), say("Aman, berobat", "Safety, treatment")),
            (say("Setuju ke", "Agrees to"), say("UPTD, RS, rumah aman", "UPTD, hospital, shelter")),
            (say("Malam ini", "Tonight"), say("Di rumah keluarga", "At the family's")),
        ),
        status=say("belum ditangani", "not taken on yet"),
        can=frozenset({"accept", "return", "open_story"}),
    )
    return DeskModel(
        date=phrases.date_line(NOW),
        red=(
            DeskRow(
                "r1",
                "darurat",
                "R4T-18",
                phrases.left(day(20, 14, 18), NOW),
                f"Kel. Contoh Timur, {kader}",
                f"{came}13.50",
                overdue=True,
            ),
            DeskRow(
                "r2",
                "darurat",
                "M3C-57",
                say("sebelum 14.50", "before 14:50"),
                f"Kel. Contoh Barat, {guru}",
                f"{came}14.21",
            ),
        ),
        rows=(
            DeskRow(
                "p9",
                "tinggi",
                "P9D-63",
                phrases.before(day(21, 11, 5), NOW),
                "Kel. Contoh Hulu, Puskesmas",
                f"{came}11.05",
            ),
            DeskRow(
                "k7",
                "tinggi",
                "K7M-42",
                phrases.before(day(21, 14, 20), NOW),
                f"Kel. Contoh Timur, {kader}",
                f"{came}14.26",
            ),
            DeskRow(
                "h2",
                "sedang",
                "H2W-75",
                phrases.before(day(22, 9), NOW),
                f"Kel. Contoh Barat, {kader}",
                came + say("Kamis", "Thu"),
            ),
            DeskRow(
                "t8",
                "sedang",
                "T8L-20",
                phrases.before(day(23, 8, 30), NOW),
                f"Kel. Contoh Hilir, {guru}",
                f"{came}08.30",
            ),
        ),
        detail=detail if chosen else None,
        rest_note=say("11 lainnya minggu ini", "11 more this week"),
    )


def flood(say: Say, *, opened: bool = False) -> DeskModel:
    """A desk to which one laptop sent far more urgent referrals than anybody writes in a day."""
    words = say(
        "48 rujukan darurat lagi tanpa masuk, laptop 9FC4-108B, hari ini 13.02",
        "48 more urgent referrals without login, laptop 9FC4-108B, today 13:02",
    )
    origin = say("tanpa masuk, laptop 9FC4-108B", "no login, laptop 9FC4-108B")
    rows = tuple(
        DeskRow(
            f"f{number}",
            "darurat",
            f"Q{number}X-77",
            phrases.before(day(20, 15, number), NOW),
            origin,
            say("masuk ", "came ") + f"13.0{number}",
        )
        for number in range(3)
    )
    group = DeskGroup("9FC4-108B-1", words, rows if opened else (), opened)
    plain = desk(say, chosen=False)
    return DeskModel(plain.date, (*plain.red, rows[0]), plain.rows, groups=(group,))
