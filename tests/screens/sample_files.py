"""Files of an invented case: at its author's, at the desk, and one picture on its own page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.screens.sample_case import case
from tests.screens.sample_desk import desk
from tests.screens.samples import Say
from ui.pixels import packed
from ui.screens.case import CaseModel
from ui.screens.desk import DeskModel
from ui.screens.picture import PictureModel
from ui.widgets.file_list import FileLine
from ui.words import phrases


def own_files(say: Say) -> CaseModel:
    """Waiting, half-way, at the city, and one that must come back."""
    photo, sound = say("Gambar, 412 KB", "Picture, 412 KB"), say("Suara, 4,1 MB", "Sound, 4.1 MB")
    opens = frozenset({"open"})
    city = say("sudah di kota", "at the city")
    lines = (
        FileLine(
            "a1",
            "image",
            photo,
            say("Foto luka", "Photo of an injury"),
            "di_laptop",
            phrases.state_word("di_laptop"),
            say("Menunggu dikirim, 414 KB", "Waits to be sent, 414 KB"),
            can=opens,
        ),
        FileLine(
            "b2",
            "sound",
            sound,
            say("Pesan suara", "Voice message"),
            "terkirim",
            say("dalam perjalanan", "on its way"),
            say("Terhenti, 1,2 dari 4,1 MB", "Halted, 1.2 of 4.1 MB"),
            0.29,
        ),
        FileLine(
            "c3",
            "image",
            say("Gambar, 890 KB", "Picture, 890 KB"),
            say("Tangkapan layar", "Screenshot"),
            "terkirim",
            city,
            say("Di sana hanya Anda yang bisa membacanya.", "Only you can read it there."),
            can=opens,
        ),
        FileLine(
            "d4",
            "file",
            say("Dokumen, 96 KB", "Document, 96 KB"),
            say("Surat medis", "Medical letter"),
            words=say(
                "Diambil begitu ada sambungan.", "Being fetched, as soon as there is a connection."
            ),
        ),
    )
    return replace(case(say), files=lines)


def desk_files(say: Say) -> DeskModel:
    """Not fetched, coming, here, and one that is not what was sent."""
    photo = say("Gambar, 412 KB", "Picture, 412 KB")
    lines = (
        FileLine(
            "a1",
            "image",
            photo,
            say("Foto luka", "Photo of an injury"),
            words=say(
                "Sudah di sini, sama persis dengan yang dikirim.", "Here, and as it was sent."
            ),
            can=frozenset({"open", "save", "save_clean"}),
        ),
        FileLine(
            "b2",
            "sound",
            say("Suara, 4,1 MB", "Sound, 4.1 MB"),
            say("Pesan suara", "Voice message"),
            words=say("Sedang diambil, 1,2 dari 4,1 MB", "Being fetched, 1.2 of 4.1 MB"),
            share=0.29,
            can=frozenset({"leave"}),
        ),
        FileLine(
            "c3",
            "file",
            say("Dokumen, 96 KB", "Document, 96 KB"),
            say("Surat medis", "Medical letter"),
            words=say("Belum diambil dari kota.", "Not fetched from the city yet."),
            can=frozenset({"fetch"}),
        ),
        FileLine(
            "d4",
            "image",
            say("Gambar, 890 KB", "Picture, 890 KB"),
            words=say(
                "Yang datang bukan berkas yang dikirim. Berkas ini tidak dibuka.",
                "What came is not the file that was sent. It is not opened.",
            ),
            can=frozenset({"fetch"}),
        ),
    )
    model = desk(say)
    assert model.detail is not None
    return replace(model, detail=replace(model.detail, files=lines))


def picture(say: Say) -> PictureModel:
    """A coin on a cloth."""
    return PictureModel(
        say("Gambar, 412 KB", "Picture, 412 KB"),
        say("Foto benda", "Photo of a thing"),
        packed(_drawing()),
    )


def picture_none(say: Say) -> PictureModel:
    """What cannot be shown."""
    return replace(picture(say), pixels=b"")


def picture_busy(say: Say) -> PictureModel:
    """What is being opened."""
    return replace(picture(say), pixels=b"", busy=True)


def _drawing() -> QImage:
    image = QImage(1600, 1067, QImage.Format.Format_RGB32)
    image.fill(QColor("lightsteelblue"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("goldenrod"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(600, 330, 400, 400)
    painter.end()
    return image
