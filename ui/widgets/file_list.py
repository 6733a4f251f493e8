"""The files of a case: kind and size of each, where it is, and what can be done with it.

No preview stands here: a picture opens on a page of its own, when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets import marks
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.file_dialog import ask_for_folder
from ui.widgets.pills import StatusPill
from ui.widgets.text import empty, label, picture


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file. `icon` image, sound or file; `title` its kind and size; `about` what it shows.

    `state`: a road state with `place` as its word, or empty; `words`: how far it is, or why not;
    `share` 0..1 while it moves. `can`: open, fetch, leave, save, save_clean. `id` comes back.
    """

    id: str
    icon: str
    title: str
    about: str = ""
    state: str = ""
    place: str = ""
    words: str = ""
    share: float | None = None
    can: frozenset[str] = frozenset()


class FileList(Card):
    """The files, one under the other.

    Signals:
        asked: what (open, fetch, leave) and the id of a file.
        save_asked: the id, "clean" or "original", and the folder a person chose.
    """

    asked = Signal(str, str)
    save_asked = Signal(str, str, str)

    def __init__(self, lines: Sequence[FileLine]) -> None:
        super().__init__(gap=12)
        self.setObjectName("files")
        self._rows: dict[str, QVBoxLayout] = {}
        self.column.addWidget(label(self.tr("Files"), "strong"))
        for line in lines:
            self.column.addLayout(self._row(line))

    def _row(self, line: FileLine) -> QVBoxLayout:
        words = column(label(line.title, "medium"), gap=2)
        if line.about:
            words.addWidget(label(line.about, "small", "ink2"))
        if line.state:
            words.addWidget(StatusPill(line.state, text=line.place, strong=False))
        if line.words:
            words.addWidget(label(line.words, "small", "ink2"))
        if line.share is not None:
            words.addWidget(_Bar(line.share, line.words))
        head = row(gap=12)
        head.addWidget(picture(line.icon, 24, "primary"))
        head.addLayout(words, 1)
        held = column(gap=6)
        held.addLayout(head)
        buttons = self._buttons(line)
        if buttons and (look.current().large or len(buttons) > 1):
            for one in buttons:
                held.addLayout(row(one, None))
        elif buttons:
            held.addLayout(row(buttons[0], None))
        place = QVBoxLayout()
        held.addLayout(place)
        self._rows[line.id] = place
        return held

    def _buttons(self, line: FileLine) -> list[QPushButton]:
        words = {
            "open": self.tr("Open the picture"),
            "fetch": self.tr("Fetch the file"),
            "leave": self.tr("Stop fetching"),
            "save": self.tr("Save a copy …"),
        }
        made = []
        for act, text in words.items():
            if act not in line.can:
                continue
            one = button(text, "small", name=f"{act}-{line.id}", help=f"{line.title} {line.about}")
            if act == "save":
                one.clicked.connect(lambda _on=False: self._ask_how(line))
            else:
                one.clicked.connect(lambda _on=False, act=act: self.asked.emit(act, line.id))
            made.append(one)
        return made

    def _ask_how(self, line: FileLine) -> None:
        """What leaves the app is protected by nobody any more: say so, then let choose."""
        place = self._rows[line.id]
        empty(place)
        card = Card("warn", margin=12, gap=8)
        card.setObjectName("save-warning")
        card.column.addWidget(
            label(self.tr("Outside the app nobody protects the copy."), "medium", "sedang")
        )
        card.column.addWidget(
            label(
                self.tr(
                    "Whoever finds it can open it. That it was saved, and when, is written down."
                ),
                "small",
            )
        )
        if "save_clean" in line.can:
            card.column.addWidget(self._way(line, "clean", self.tr("Copy to show")))
            card.column.addWidget(
                label(self.tr("Without place, camera and time of the photo."), "small", "ink2")
            )
        card.column.addWidget(self._way(line, "original", self.tr("Original for evidence")))
        card.column.addWidget(
            label(
                self.tr("Byte for byte. A photo may tell where and when it was taken."),
                "small",
                "ink2",
            )
        )
        leave = button(self.tr("Do not save"), "small", name="save-leave")
        leave.clicked.connect(lambda: empty(place))
        card.column.addLayout(row(leave, None))
        place.addWidget(card)
        leave.setFocus()

    def _way(self, line: FileLine, how: str, text: str) -> QPushButton:
        made = button(text, "small", name=f"save-{how}")
        made.clicked.connect(
            lambda: ask_for_folder(self, lambda folder: self.save_asked.emit(line.id, how, folder))
        )
        return made


class _Bar(QWidget):
    """How much of a file has moved."""

    def __init__(self, share: float, words: str) -> None:
        super().__init__()
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(look.current().box(80), look.current().box(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = look.current().box(6)
        marks.share_bar(painter, QRectF(0, 1, self.width(), height), self._share, look.current())
        painter.end()
