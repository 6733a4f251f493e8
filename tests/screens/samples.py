"""Invented people and cases for the walk through the screens, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from data.forms.views import ChoiceView, QuestionView
from ui.screens.chooser import ChooserModel, DraftRow, Option, OptionGroup
from ui.screens.danger import DangerModel, PlanStep, ServiceRow
from ui.screens.record import RecordModel, SideNote
from ui.screens.summary import MissingRow, SummaryModel, SummaryRow, SummarySection
from ui.widgets.action_row import ActionRow
from ui.widgets.step_bar import StepMark
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


def question(say: Say, **changes: object) -> QuestionView:
    """The question of the picture: which forms of violence."""
    kinds = (
        (
            "fisik",
            "fist",
            say("Fisik\ndipukul, dicekik, didorong", "Physical\nhit, choked, pushed"),
        ),
        (
            "psikis",
            "head-bolt",
            say(
                "Psikis\ndiancam, dihina, dikekang", "Of the mind\nthreatened, insulted, locked in"
            ),
        ),
        ("seksual", "hand", say("Seksual\nsentuhan atau paksaan", "Sexual\ntouch or force")),
        (
            "eksploitasi",
            "coin-hand",
            say(
                "Eksploitasi\ntenaga atau tubuh dimanfaatkan",
                "Exploitation\nlabour or body used by others",
            ),
        ),
        (
            "perdagangan",
            "suitcase",
            say(
                "Perdagangan orang\ndijanjikan kerja, lalu dijebak",
                "Trafficking\npromised work, then trapped",
            ),
        ),
        (
            "penelantaran",
            "bowl-x",
            say(
                "Penelantaran\nnafkah atau perawatan tak diberi", "Neglect\nno money or care given"
            ),
        ),
        ("lainnya", "speech", say("Lainnya\ntulis dengan kata sendiri", "Other\nin own words")),
        (
            "tidak_tahu",
            "question",
            say("Tidak tahu\nbelum jelas dari cerita", "Not known\nnot clear from the story"),
        ),
    )
    choices = tuple(
        ChoiceView(value, text, f"jr://images/{icon}.svg") for value, icon, text in kinds
    )
    refuse = ChoiceView("tidak_mau_menjawab", say("Tidak mau menjawab", "Does not want to answer"))
    view = QuestionView(
        ref="/d/incident/violence",
        name="violence_forms",
        kind="select_multiple",
        label=say("Bentuk kekerasan apa yang diceritakan?", "Which kinds of violence were told?"),
        hint=say(
            "Boleh pilih lebih dari satu. Dengarkan saja, tidak perlu menggali.",
            "More than one is fine. Just listen, no need to dig.",
        ),
        guidance=say(
            "Bentuk kekerasan menentukan layanan yang dibutuhkan dan hak yang dilindungi.",
            "The kind of violence decides which services are needed.",
        ),
        value="fisik psikis",
        choices=(*choices, refuse),
        required=True,
        readonly=False,
        relevant=True,
        valid=True,
        violation="",
        message="",
        appearance="",
        section="/d/incident",
        repeat="",
    )
    return replace(view, **changes)  # type: ignore[arg-type]  # names of the dataclass's fields


def steps(say: Say) -> tuple[StepMark, ...]:
    """Five sections, in the third."""
    names = (
        say("Keselamatan", "Safety"),
        say("Orangnya", "The person"),
        say("Kejadian", "What happened"),
        say("Persetujuan", "Consent"),
        say("Kebutuhan", "Needs"),
    )
    states = ("done", "done", "here", "todo", "todo")
    return tuple(StepMark(n, s, 0.4) for n, s in zip(names, states, strict=True))


def record(say: Say, view: QuestionView, violation: str = "") -> RecordModel:
    """A question on its page."""
    return RecordModel(
        title=say("Catat", "Record"),
        code=say("Penyintas dewasa, tatap muka  ·  K7M-42", "Adult, face to face  ·  K7M-42"),
        steps=steps(say),
        questions=(view,),
        position=say("Kejadian, pertanyaan 2 dari 6", "What happened, question 2 of 6"),
        saved=phrases.saved_at(day(20, 14, 6)),
        notes=(
            SideNote(
                say("Bisa Anda ucapkan", "You can say"),
                (
                    say("Terima kasih sudah cerita.", "Thank you for telling me."),
                    say("Ini bukan salah Ibu.", "It is not your fault."),
                    say("Ibu boleh berhenti kapan saja.", "You may stop whenever you want."),
                ),
                quoted=True,
            ),
            SideNote(
                say("Ada orang masuk?", "Somebody comes in?"),
                (
                    say(
                        "Tekan Esc dua kali, lalu katakan: “Jadi, soal jadwal posyandu …”",
                        "Press Esc twice, then say: “So, about the health post …”",
                    ),
                ),
            ),
        ),
        violation=violation,
    )


def chooser(say: Say) -> ChooserModel:
    """Whom do you meet, and how."""
    return ChooserModel(
        title=say("Catat", "Record"),
        groups=(
            OptionGroup(
                "whom",
                say("Siapa yang Anda temui?", "Whom do you meet?"),
                say("Cerita cukup disampaikan satu kali.", "The story is told only once."),
                (
                    Option("adult", say("Penyintas dewasa", "Adult survivor"), "", "adult"),
                    Option(
                        "child", say("Anak", "Child"), say("di bawah 18 tahun", "under 18"), "child"
                    ),
                    Option(
                        "reporter",
                        say("Pelapor", "Reporter"),
                        say("tetangga, keluarga, guru", "neighbour, family, teacher"),
                        "users",
                    ),
                ),
                "adult",
            ),
            OptionGroup(
                "channel",
                say("Bagaimana bertemunya?", "How do you meet?"),
                "",
                (
                    Option("face", say("Tatap muka", "Face to face"), "", "face-to-face"),
                    Option("phone", say("Telepon", "Phone"), "", "phone"),
                    Option("chat", say("Pesan", "Message"), "", "speech"),
                ),
            ),
        ),
        drafts=(
            DraftRow(
                "d1",
                say("Penerimaan, penyintas dewasa", "Intake, adult survivor"),
                say("hari ini 09.12, Kejadian", "today 09:12, what happened"),
            ),
        ),
        primary=say("Mulai mencatat", "Begin to record"),
    )


def summary(say: Say, *, missing: bool) -> SummaryModel:
    """The page before finishing."""
    return SummaryModel(
        title=say("Catat", "Record"),
        code="K7M-42",
        sections=(
            SummarySection(
                say("Keselamatan", "Safety"),
                (
                    SummaryRow(
                        "/a",
                        say("Apakah sekarang aman untuk bicara?", "Is it safe to talk now?"),
                        say("Ya", "Yes"),
                    ),
                    SummaryRow(
                        "/b",
                        say("Cara menghubungi yang aman", "Safe way to contact"),
                        say(
                            "WhatsApp tanpa rincian, jam 10–15",
                            "WhatsApp without details, 10 to 15",
                        ),
                    ),
                ),
            ),
            SummarySection(
                say("Kejadian", "What happened"),
                (
                    SummaryRow(
                        "/c",
                        say("Bentuk kekerasan", "Kinds of violence"),
                        say("Fisik, psikis", "Physical, of the mind"),
                    ),
                    SummaryRow(
                        "/d",
                        say("Dengan kata penyintas", "In the survivor's words"),
                        say(
                            "“Waktu itu saya sedang memasak. Tiba-tiba ia pulang dan marah.”",
                            "“I was cooking. Suddenly he came home and was angry.”",
                        ),
                    ),
                ),
            ),
        ),
        missing=(
            (
                MissingRow(
                    "/e",
                    say("Apakah ada anak di rumah?", "Are there children at home?"),
                    say("Wajib dijawab", "Must be answered"),
                ),
            )
            if missing
            else ()
        ),
        hidden=(say("Nama kantor terlapor", "Office of the accused"),),
        primary=say("Selesai, nilai bahaya", "Finish, judge the danger"),
        saved=phrases.saved_at(day(20, 14, 12)),
    )


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
