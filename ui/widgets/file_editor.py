"""A photo, a recording or a document as an answer: chosen from the laptop, never by its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QFileInfo, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from data.forms.views import QuestionView
from ui.pixels import image_of
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.editor import Editor
from ui.widgets.file_dialog import ask_for_file
from ui.widgets.text import label, picture, restyle

MOST_BYTES = 5 * 1024 * 1024
_IMAGES = ("jpg", "jpeg", "png", "webp")
_SOUNDS = ("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "amr", "3gp")
_ENDINGS = {"image": _IMAGES, "audio": _SOUNDS, "file": (*_IMAGES, *_SOUNDS, "pdf")}
_DRAWING = {"image": "image", "audio": "sound"}
_THUMB = 132


def endings(view: QuestionView) -> tuple[str, ...]:
    """The endings of files a question takes: of its kind, narrowed by what the form names."""
    usual = _ENDINGS.get(view.media, _ENDINGS["file"])
    named = [one.rpartition("/")[2].lstrip(".").lower() for one in view.accepts]
    named = ["jpg" if one == "jpeg" else one for one in named if one != "*"]
    own = tuple(one for one in usual if one in named or (one == "jpeg" and "jpg" in named))
    return own or usual


class FileEditor(Editor):
    """Choose, replace, remove one file. What is known of it is told from outside, in words.

    Signals:
        file_chosen: the path of a file of a fitting kind and size.
        file_cleared: the file is to go.
    """

    file_chosen = Signal(str)
    file_cleared = Signal()

    def _make(self, view: QuestionView) -> None:
        now = look.current()
        self._endings = endings(view)
        self._card = Card("plain", margin=16, gap=8)
        self._card.setObjectName(f"file-{view.name}")
        side = now.icon(_THUMB)
        self._thumb = QLabel()
        self._thumb.setFixedSize(side, side)
        self._thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._thumb.setProperty("ground", "sunken")
        self._sign = picture(_DRAWING.get(view.media, "file"), 40, "primary")
        self._words = label("", "strong")
        self._words.setObjectName(f"words-{view.name}")
        self._rule = label(self._limits(view), "small", "ink2")
        self._choose = button("", icon="plus", name=f"field-{view.name}")
        self._choose.setProperty("ref", view.ref)
        self._choose.clicked.connect(self._on_choose)
        self._remove = button(self.tr("Remove"), icon="cross", name=f"remove-{view.name}")
        self._remove.setProperty("ref", view.ref)
        self._remove.clicked.connect(self._on_remove)
        buttons = [self._choose, self._remove]
        acts = column(*(row(one, None) for one in buttons), gap=8) if now.large else None
        words = column(self._words, self._rule, gap=2)
        words.addSpacing(now.space(8))
        words.addLayout(acts if acts is not None else row(*buttons, None, gap=12))
        words.addStretch(1)
        line = row(gap=16)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._thumb, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._card.column.addLayout(line)
        self._stack.addWidget(self._card)
        self.show_file(b"", "")

    def take(self, path: str) -> None:
        """Judge a file by its ending and its size, then tell of it or say why not."""
        if PurePath(path).suffix.lstrip(".").lower() not in self._endings:
            self.complained.emit(self.tr("This kind of file does not fit here. Choose another."))
            return
        size = QFileInfo(path).size()
        if size > MOST_BYTES:
            words = self.tr("This file is too large: {size} MB. At most 5 MB. Make it smaller.")
            self.complained.emit(words.format(size=self._megabytes(size)))
            return
        if size == 0:
            self.complained.emit(self.tr("This file is empty or cannot be read. Choose another."))
            return
        self.complained.emit("")
        self._words.setText(self.tr("Being taken in …"))
        self.file_chosen.emit(path)

    def show_file(self, thumbnail: bytes, words: str) -> None:
        """What is known of the file now; without words there is none, or nothing is known.

        ``thumbnail``: bare pixels (`ui.pixels`), empty where there are none.
        """
        image = image_of(thumbnail)
        self._thumb.setVisible(not image.isNull())
        self._sign.setVisible(image.isNull())
        if not image.isNull():
            ratio = self.devicePixelRatioF()
            side = round(self._thumb.width() * ratio)
            way = Qt.AspectRatioMode.KeepAspectRatio
            small = image.scaled(side, side, way, Qt.TransformationMode.SmoothTransformation)
            drawn = QPixmap.fromImage(small)
            drawn.setDevicePixelRatio(ratio)
            self._thumb.setPixmap(drawn)
            self._thumb.setAccessibleName(words)
        there = bool(words or self._view.value)
        self._words.setText(words or (self.tr("File kept") if there else self.tr("No file yet")))
        self._remove.setVisible(there)
        self._choose.setText(self.tr("Replace") if there else self.tr("Choose a file"))
        self._name(self._view.label, self._view.hint)

    def _name(self, name: str, description: str) -> None:
        self._choose.setAccessibleName(self._choose.text())
        self._choose.setAccessibleDescription(f"{name}. {self._words.text()}")
        self._remove.setAccessibleDescription(name)

    def _limits(self, view: QuestionView) -> str:
        if view.media == "image":
            return self.tr("A photo (JPG, PNG, WebP), at most 5 MB. Kept and sent sealed.")
        if view.media == "audio":
            return self.tr("A recording (MP3, M4A, OGG, WAV), at most 5 MB. Kept and sent sealed.")
        if self._endings == ("pdf",):
            return self.tr("A PDF, at most 5 MB. Kept and sent sealed.")
        return self.tr("A photo, a recording or a PDF, at most 5 MB. Kept and sent sealed.")

    def _megabytes(self, size: int) -> str:
        return f"{size / 1024 / 1024:.1f}".replace(".", self.tr(".", "decimal point"))

    def _on_choose(self) -> None:
        patterns = " ".join(f"*.{ending}" for ending in self._endings)
        ask_for_file(self, patterns, self.take)

    def _on_remove(self) -> None:
        self._view = replace(self._view, value="")
        self.complained.emit("")
        self.show_file(b"", "")
        self.file_cleared.emit()
        self._choose.setFocus()

    def _show(self, value: str) -> None:
        if not value:
            self.show_file(b"", "")

    def mark_wrong(self, wrong: bool) -> None:
        """Frame the card."""
        restyle(self._card, "card", "never" if wrong else "plain")

    def focus(self) -> None:
        """The button that chooses."""
        self._choose.setFocus()
