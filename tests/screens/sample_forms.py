"""Invented questions, the chooser and the page before finishing."""

from __future__ import annotations

from dataclasses import replace

from data.forms.views import ChoiceView, QuestionView
from tests.screens.samples import Say, day
from ui.screens.chooser import ChooserModel, DraftRow, Option, OptionGroup
from ui.screens.record import RecordModel, SideNote
from ui.screens.summary import (
    HiddenRow,
    MissingRow,
    SummaryModel,
    SummaryRow,
    SummarySection,
    UnplacedRow,
)
from ui.widgets.step_bar import StepMark
from ui.words import phrases


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
        hidden=(
            HiddenRow(say("Nama kantor terlapor", "Office of the accused"), "Contoh Jaya"),
            say("Alamat kantor terlapor", "Address of that office"),
        ),
        unplaced=(
            UnplacedRow(
                say("Warna baju", "Colour of the clothes"),
                say("Merah", "Red"),
                say("Pertanyaan ini sudah tidak ada.", "This question is gone."),
            ),
        ),
        primary=say("Selesai, nilai bahaya", "Finish, judge the danger"),
        saved=phrases.saved_at(day(20, 14, 12)),
    )
