"""Invented questions of every kind, alone on a page and several together, for the walk."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from data.forms.views import ChoiceView, QuestionView, RepeatRow, RepeatSummary
from tests.screens.sample_forms import question, record
from tests.screens.samples import Say
from ui.pixels import packed
from ui.screens.record import FileShown, RecordModel


def choices(
    say: Say, *rows: tuple[str, str, str] | tuple[str, str, str, str]
) -> tuple[ChoiceView, ...]:
    """Value, Indonesian, English, and maybe the name of a drawing."""
    return tuple(
        ChoiceView(row[0], say(row[1], row[2]), f"{row[3]}.svg" if len(row) == 4 else "")
        for row in rows
    )


def yes_no(say: Say) -> tuple[ChoiceView, ...]:
    """The four answers of most questions."""
    return choices(
        say,
        ("ya", "Ya", "Yes"),
        ("tidak", "Tidak", "No"),
        ("tidak_tahu", "Tidak tahu", "Not known"),
        ("tidak_mau_menjawab", "Tidak mau menjawab", "Prefers not to answer"),
    )


def plain(say: Say, kind: str, label: str, **changes: object) -> QuestionView:
    """A question without choices."""
    base = question(say, kind=kind, label=label, choices=(), required=False, hint="", value="")
    return replace(base, **changes)  # type: ignore[arg-type]  # names of the dataclass's fields


def integer(say: Say) -> QuestionView:
    """How many, wrong."""
    return plain(
        say,
        "integer",
        say("Berapa anak atau tanggungan di rumah?", "How many dependants at home?"),
        value="41",
        valid=False,
        violation="constraint",
        message=say("Isi angka 0 sampai 30.", "Write a number from 0 to 30."),
    )


def counted(say: Say) -> QuestionView:
    """Own words, with a limit."""
    return plain(
        say,
        "text",
        say("Tulis ceritanya dengan kata penyintas.", "Write the story in her own words."),
        appearance="multiline",
        limits=("", "60", ""),
        value=say(
            "Waktu itu saya sedang memasak. Tiba-tiba ia pulang dan marah besar.",
            "I was cooking. Suddenly he came home and was angry at everything.",
        ),
    )


def moment(say: Say) -> QuestionView:
    """When, with the hour."""
    label = say("Kapan kontennya terlihat?", "When was the content seen?")
    return plain(say, "datetime", label, value="2026-11-19T21:40:00.000+07:00")


def slider(say: Say) -> QuestionView:
    """A number between two."""
    return plain(
        say,
        "range",
        say("Seberapa aman perasaannya hari ini?", "How safe does she feel today?"),
        hint=say("0 tidak aman sama sekali, 10 aman sekali.", "0 not safe at all, 10 very safe."),
        limits=("0", "10", "1"),
        value="7",
    )


def unset(say: Say) -> QuestionView:
    """The same, before anybody chose."""
    return replace(slider(say), value="")


def faces(say: Say) -> QuestionView:
    """Recovery in the survivor's own view."""
    return replace(
        plain(
            say,
            "select_one",
            say("Bagaimana tidurnya minggu ini?", "How was sleep this week?"),
            appearance="likert",
            value="2",
        ),
        choices=choices(
            say,
            ("0", "Buruk sekali", "Very bad", "face-0"),
            ("1", "Masih berat", "Still hard", "face-1"),
            ("2", "Lumayan", "Fair", "face-2"),
            ("3", "Baik", "Good", "face-3"),
        ),
    )


def likert(say: Say) -> QuestionView:
    """Points without faces."""
    return replace(
        faces(say),
        label=say("Pertemuannya berguna?", "Was the meeting useful?"),
        choices=choices(
            say,
            ("1", "Tidak berguna", "Not useful"),
            ("2", "Kurang berguna", "Little use"),
            ("3", "Cukup berguna", "Some use"),
            ("4", "Berguna", "Useful"),
            ("5", "Sangat berguna", "Very useful"),
        ),
    )


def dropdown(say: Say) -> QuestionView:
    """A list that opens, with an answer that is no longer offered."""
    return replace(
        likert(say), appearance="minimal", value="3", withdrawn=("kurang_berguna_sekali",)
    )


def search(say: Say) -> QuestionView:
    """A list one searches."""
    names = ("Contoh Timur", "Contoh Barat", "Contoh Hulu", "Contoh Hilir", "Contoh Tengah")
    places = tuple(
        ChoiceView(f"21.72.{n:02d}", f"{names[n % 5]} {n}: Kec. Contoh {n % 4}") for n in range(60)
    )
    label = say("Di kelurahan mana ia tinggal?", "In which kelurahan does she live?")
    view = plain(say, "select_one", label, appearance="autocomplete", value="21.72.03")
    return replace(view, choices=places)


def rank(say: Say) -> QuestionView:
    """Services in order."""
    return replace(
        plain(
            say,
            "rank",
            say("Mana yang paling ia butuhkan?", "What is needed most?"),
            hint=say("Yang teratas paling penting.", "The upper one counts more."),
            value="aman berobat uang_makan didengar",
        ),
        choices=choices(
            say,
            ("aman", "Tempat aman malam ini", "A safe place tonight"),
            ("didengar", "Didengar, tanpa keputusan dulu", "To be heard, no decision yet"),
            ("berobat", "Berobat", "Medical help"),
            ("uang_makan", "Uang makan untuk anak", "Food money for the children"),
        ),
    )


def acknowledge(say: Say) -> QuestionView:
    """Something read aloud."""
    return plain(
        say,
        "acknowledge",
        say("Bacakan batas kerahasiaan.", "Read the limits of secrecy aloud."),
        hint=say(
            "“Saya simpan rahasia. Ada batasnya: nyawa terancam, atau korbannya anak.”",
            "“I keep secrets. There are limits: a life in danger, or a harmed child.”",
        ),
        required=True,
        image="face-to-face.svg",
    )


def note(say: Say) -> QuestionView:
    """Only to read."""
    return plain(
        say,
        "note",
        say("Terima kasih. Itu pertanyaan terakhir.", "Thank you. That was the last question."),
        hint=say("Tanyakan: “Ada yang ingin ditanyakan?”", "Ask: “Anything you want to ask?”"),
    )


def body(say: Say) -> QuestionView:
    """Where it hurts."""
    return replace(
        plain(
            say,
            "select_multiple",
            say("Di mana lukanya?", "Where are the injuries?"),
            hint=say("Cukup yang tampak. Jangan membuka pakaian.", "Only what shows."),
            appearance="image-map",
            value="leher lengan_kiri",
        ),
        choices=choices(
            say,
            ("kepala", "Kepala", "Head"),
            ("wajah", "Wajah", "Face"),
            ("leher", "Leher", "Neck"),
            ("dada", "Dada", "Chest"),
            ("perut", "Perut", "Belly"),
            ("punggung", "Punggung", "Back"),
            ("pinggang", "Pinggang", "Waist"),
            ("bahu", "Bahu", "Shoulders"),
            ("lengan_kanan", "Lengan kanan", "Right arm"),
            ("lengan_kiri", "Lengan kiri", "Left arm"),
            ("tangan_kanan", "Tangan kanan", "Right hand"),
            ("tangan_kiri", "Tangan kiri", "Left hand"),
            ("tungkai_kanan", "Tungkai kanan", "Right leg"),
            ("tungkai_kiri", "Tungkai kiri", "Left leg"),
            ("kaki_kanan", "Kaki kanan", "Right foot"),
            ("kaki_kiri", "Kaki kiri", "Left foot"),
            ("tidak_dilihat", "Tidak dilihat", "Not looked at"),
        ),
    )


def photo(say: Say) -> QuestionView:
    """A picture, not there yet."""
    return plain(
        say,
        "media",
        say("Foto luka, bila ia setuju", "Photo of the injury, with consent"),
        hint=say("Tanpa wajah. Letakkan koin di sampingnya.", "No face. A coin beside it."),
        ref="/d/proof/photo",
        media="image",
        accepts=("image/*",),
    )


def kept_photo(say: Say) -> RecordModel:
    """A picture that was taken in."""
    view = replace(photo(say), value="00112233aabbccdd.jpg")
    shown = FileShown(view.ref, say("Foto, 1,2 MB", "Photo, 1.2 MB"), small_picture())
    return replace(record(say, view), files=(shown,))


def recording(say: Say) -> RecordModel:
    """A recording that was taken in."""
    view = replace(
        photo(say),
        label=say("Rekaman suara", "Sound recording"),
        media="audio",
        hint="",
        value="00112233aabbccdd.m4a",
    )
    return replace(
        record(say, view),
        files=(FileShown(view.ref, say("Rekaman, 0,8 MB", "Recording, 0.8 MB")),),
    )


def small_picture() -> bytes:
    """Drawn here: a coin on a cloth."""
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor("lightsteelblue"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("goldenrod"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(120, 80, 80, 80)
    painter.end()
    return packed(image)


def page_of(say: Say) -> RecordModel:
    """A field-list: several questions on one page, one of them missing."""
    several = (
        ("safe_now", say("Apakah ia aman saat ini?", "Is she or he safe right now?"), "ya"),
        (
            "perp_nearby",
            say("Apakah terlapor ada di dekatnya, atau membawa senjata?", "Is the accused near?"),
            "",
        ),
    )
    questions = [
        replace(
            plain(say, "select_one", label, name=name, ref=f"/d/s/{name}", value=value),
            choices=yes_no(say),
            required=not value,
        )
        for name, label, value in several
    ]
    others = (
        replace(integer(say), ref="/d/s/n", name="dependants"),
        plain(say, "text", say("Siapa yang jangan sampai tahu?", "Who must not know?"),
              ref="/d/s/w", name="withhold_from", guidance=""),
        replace(dropdown(say), ref="/d/s/d", name="useful", withdrawn=()),
        replace(slider(say), ref="/d/s/r", name="feeling"),
    )  # fmt: skip
    missing = say("Pertanyaan ini perlu jawaban.", "This question needs an answer.")
    return replace(
        record(say, questions[0]),
        questions=(*questions, *others),
        kind="list",
        ref="/d/s",
        heading=say("Keselamatan malam ini", "Safety tonight"),
        position=say("Keselamatan, pertanyaan 1 sampai 6", "Safety, questions 1 to 6"),
        violations=(("/d/s/perp_nearby", missing),),
        newer=say(
            "Ada versi baru formulir ini. Jawaban Anda tetap aman.",
            "There is a newer version of this form. Your answers are safe.",
        ),
    )


def rows(say: Say, *, count: int = 3) -> RecordModel:
    """A repeat: the people at home."""
    told = (
        say("Perempuan, 34 tahun, ibu", "Woman, 34, mother"),
        say("Laki-laki, 6 tahun, anak", "Boy, 6, child"),
        "",
    )
    return replace(
        record(say, note(say)),
        questions=(),
        kind="repeat",
        ref="/d/home/person",
        position=say("Orangnya, 3 dari 5", "The person, 3 of 5"),
        repeat=RepeatSummary(
            "/d/home/person",
            say("Siapa saja yang tinggal serumah?", "Who lives in the same house?"),
            False,
            tuple(RepeatRow(f"/d/home/person[{n + 1}]", n + 1, told[n % 3]) for n in range(count)),
        ),
    )


ALONE = (
    integer, counted, moment, slider, unset, faces, likert, dropdown, search, rank, acknowledge,
    note, body, photo,
)  # fmt: skip
