"""More invented data: door, home, cases, one case, mailbag, desk, guide, settings, fault."""

from __future__ import annotations

from dataclasses import replace

from tests.screens.samples import NOW, Say, action_rows, day
from ui.screens.case import (
    CaseModel,
    ConflictChoice,
    ConflictRow,
    NextStep,
    ReferralLine,
    SealedPart,
    TicketSlip,
)
from ui.screens.cases import CasesModel, Chip
from ui.screens.desk import DeskDetail, DeskModel
from ui.screens.door import DoorModel, PersonFace
from ui.screens.fault import FaultModel
from ui.screens.guide import GuideModel, GuidePage
from ui.screens.home import HomeModel
from ui.screens.send import Counter, SendModel
from ui.screens.settings import SettingsModel
from ui.screens.welcome import WelcomeModel
from ui.widgets.clock import ClockStep
from ui.widgets.desk_row import DeskRow
from ui.widgets.item_row import ItemRow
from ui.widgets.timeline import TimelineEntry
from ui.words import phrases, road
from ui.words.failures import failure


def pages(say: Say) -> tuple[GuidePage, ...]:
    """Three pages of the guide."""
    return (
        GuidePage(
            say("Kata yang menolong", "Words that help"),
            (
                say("Terima kasih sudah cerita.", "Thank you for telling me."),
                say("Ini bukan salahmu.", "It is not your fault."),
                say("Kamu tidak sendiri.", "You are not alone."),
                say("Apa yang paling kamu butuhkan sekarang?", "What do you need most now?"),
            ),
            "say",
            say("Ucapkan pelan. Lalu diam dan dengarkan.", "Say it slowly. Then listen."),
        ),
        GuidePage(
            say("Kata yang melukai", "Words that hurt"),
            (
                say("Kenapa tidak melawan?", "Why did you not fight back?"),
                say("Sabar demi anak.", "Bear it for the children."),
            ),
            "never",
        ),
        GuidePage(
            say("Lima langkah", "Five steps"),
            (
                say("Pastikan aman untuk bicara.", "Make sure it is safe to talk."),
                say("Dengarkan, jangan menggali.", "Listen, do not dig."),
                say("Tanyakan apa yang dibutuhkan.", "Ask what is needed."),
            ),
        ),
    )


def door(say: Say, *, people: int = 8, demo: bool = False) -> DoorModel:
    """The door with its people."""
    icons = ("melati", "kupu_kupu", "daun", "ombak", "matahari", "kerang", "burung", "bulan")
    return DoorModel(
        tuple(PersonFace(n, icon, "13.47") for n, icon in enumerate(icons[:people])),
        language=say.language,
        waiting=2 if demo else 0,
        demo_notice=say(
            "Ini latihan, bukan kota sungguhan. Kata sandi Melati: padi hujan layang tenun",
            "This is practice, not a real city. Jasmine's passphrase: padi hujan layang tenun",
        )
        if demo
        else "",
        demo_desk=demo,
        guide=pages(say),
    )


def welcome(say: Say, *, progress: bool = False) -> WelcomeModel:
    """First start."""
    return WelcomeModel(
        taken=("melati", "kerang"),
        code_line="PSKE1|https://kota.example|9f3a|77c1|7K2M-4QXW-9TRD",
        suggestion="padi hujan layang tenun",
        progress=say("Menghubungi kota…", "Asking the city…") if progress else "",
        problem=""
        if progress
        else say(
            "Kode ini sudah pernah dipakai. Minta kode baru kepada kota.",
            "This code was used already. Ask the city for a new one.",
        ),
        can_cancel=True,
    )


def home(say: Say, *, rows: bool = True) -> HomeModel:
    """A day with one thing late, or a first day."""
    return HomeModel(
        name=phrases.icon_word("melati"),
        icon="melati",
        date=phrases.date_line(NOW),
        greeting=phrases.greeting(phrases.icon_word("melati"), NOW.hour),
        headline=say(
            "Satu hal sudah lewat waktunya. Mulai dari yang teratas.",
            "One thing is late. Begin with the first line.",
        )
        if rows
        else say("Belum ada yang perlu dikejar.", "Nothing is pressing."),
        record_line=say("Mulai cerita baru, cukup satu kali", "Begin a story, told only once"),
        danger_line=say("Nilai bahaya, lihat langkahnya", "Judge the danger, see the steps"),
        cases_line=say("12 berjalan, 1 draf belum selesai", "12 open, 1 draft not finished"),
        send_line=say("5 menunggu, tertua 2 hari", "5 waiting, the oldest 2 days"),
        rows=action_rows(say) if rows else (),
        rows_note=say("5 hal, batas waktu terdekat di atas", "5 things, nearest deadline first")
        if rows
        else "",
        on_laptop=3,
        on_way=2,
        received=27,
        road=road.road_short("no-connection")
        + say(" Tertua menunggu 2 hari.", " The oldest waits 2 days."),
    )


def cases(say: Say, *, rows: bool = True) -> CasesModel:
    """The list of cases."""
    who = (
        say("Perempuan, 25–44 tahun", "Woman, 25 to 44"),
        say("Anak perempuan, 13–17 tahun", "Girl, 13 to 17"),
        say("Perempuan, 18–24 tahun", "Woman, 18 to 24"),
    )
    states = ("di_laptop", "terkirim", "diterima_uptd", "diterima_uptd", "di_laptop")
    first = tuple(
        replace(row, verb=who[n % 3], sub=row.verb, due_sub="", state=states[n])
        for n, row in enumerate(action_rows(say))
    )
    more = tuple(
        replace(
            first[n % 4 + 1],
            rec=f"f{n}",
            code=f"T{n}L-{20 + n}",
            level="" if n == 3 else first[n % 4 + 1].level,
        )
        for n in range(9)
    )
    return CasesModel(
        rows=(*first, *more) if rows else (),
        total=14 if rows else 0,
        more=False,
        chips=(
            Chip("all", say("Semua 14", "All 14")),
            Chip("high", say("Darurat dan tinggi 5", "Emergency and high 5")),
            Chip("waiting", say("Belum terkirim 3", "Not sent yet 3")),
            Chip("late", say("Lewat waktu 1", "Late 1")),
        )
        if rows
        else (),
        chip="all",
    )


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


def send(say: Say, *, rows: bool = True) -> SendModel:
    """The mailbag, offline."""
    referral, followup = say("Rujukan", "Referral"), say("Tindak lanjut", "Follow-up")
    evidence = say("Catatan, 2 bagian", "Record, 2 parts")
    items = (
        ItemRow("darurat", referral, "7QX-204", "84 KB", phrases.age(2400), "di_laptop"),
        ItemRow("tinggi", evidence, "7QX-198", "0,5 MB", phrases.age(3100), "di_laptop"),
        ItemRow(
            "sedang",
            evidence,
            "7QX-167",
            "4,1 MB",
            phrases.age(3600),
            "di_laptop",
            say("terhenti, 1,2 dari 4,1 MB", "stopped, 1.2 of 4.1 MB"),
            0.29,
        ),
        ItemRow(
            "tinggi",
            referral,
            "7QX-181",
            "61 KB",
            phrases.age(3600),
            "terkirim",
            phrases.state_detail("terkirim", "13.40"),
        ),
        ItemRow(
            "rendah",
            followup,
            "7QX-152",
            "9 KB",
            phrases.age(172800),
            "terkirim",
            phrases.state_detail("terkirim", say("Rabu", "Wednesday")),
        ),
        ItemRow(
            "sedang",
            referral,
            "7QX-149",
            "58 KB",
            phrases.age(172800),
            "diterima_uptd",
            say("Kamis 16.05", "Thursday 16:05"),
        ),
    )
    return SendModel(
        sentence=road.road_sentence("no-connection", 5 if rows else 0),
        detail=road.road_todo("no-connection"),
        counters=(
            Counter(
                "di_laptop",
                3 if rows else 0,
                say("Belum dikirim, 4,7 MB", "Not sent, 4.7 MB"),
                say("tertua 1 hari", "the oldest 1 day"),
            ),
            Counter(
                "terkirim",
                2 if rows else 0,
                say("Sudah di kota, 70 KB", "In the city, 70 KB"),
                say("tertua 2 hari. Belum dibuka", "the oldest 2 days. Not opened yet"),
            ),
            Counter(
                "diterima_uptd",
                27 if rows else 0,
                say("Tanda terima ada, 31,8 MB", "Receipts are here, 31.8 MB"),
                say("terakhir Kamis 16.05", "the last Thursday 16:05"),
            ),
        ),
        rows=items if rows else (),
        month_note=say("32 kiriman bulan ini", "32 items this month"),
    )


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


def guide(say: Say, *, from_door: bool = False) -> GuideModel:
    """The guide on its first page."""
    return GuideModel(pages(say), 0, from_door)


def settings(say: Say) -> SettingsModel:
    """Settings as they come."""
    return SettingsModel(
        language=say.language,
        about=(
            (
                say("Kota", "City"),
                "Kota Contoh (latihan)" if say.language == "id" else "Example City (practice)",
            ),
            (say("Versi", "Version"), "0.1.0"),
        ),
    )


def fault(say: Say) -> FaultModel:
    """A damaged file, put into words."""
    told = failure("vault-damaged")
    return FaultModel(
        say("Catatan tidak bisa dibuka", "The records cannot be opened"),
        told.what,
        told.safe,
        told.todo,
        "vault-damaged, page 14",
        can_retry=True,
    )
