"""The files of a case: kind and size of each, where it is, and what can be done with it.

No preview stands here: a picture opens on a page of its own, when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
        super().__init__(gap=16)
        self.setObjectName("files")
        self._lines: tuple[FileLine, ...] = ()
        self._rows: dict[str, QVBoxLayout] = {}
        self._words: dict[str, QLabel] = {}
        self._bars: dict[str, _Bar] = {}
        self._asking = ""
        self.column.addWidget(label(self.tr("Files"), "strong"))
        self._place = QVBoxLayout()
        self._place.setSpacing(look.current().space(16))
        self.column.addLayout(self._place)
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[FileLine]) -> None:
        """Show these. Where only how far they are has changed, nothing is made anew: the focus and
        an open warning stay."""
        given = tuple(lines)
        if [_fixed(one) for one in given] == [_fixed(one) for one in self._lines]:
            for one in given:
                self._move(one)
        else:
            self._make(given)
        self._lines = given

    def _make(self, lines: Sequence[FileLine]) -> None:
        empty(self._place)
        self._rows, self._words, self._bars = {}, {}, {}
        for line in lines:
            self._place.addLayout(self._row(line))
        asking = next((one for one in lines if one.id == self._asking and "save" in one.can), None)
        if asking is not None:
            self._ask_how(asking)

    def _move(self, line: FileLine) -> None:
        if line.id in self._words:
            self._words[line.id].setText(line.words)
        if line.id in self._bars and line.share is not None:
            self._bars[line.id].set_share(line.share, line.words)

    def _row(self, line: FileLine) -> QVBoxLayout:
        words = column(label(line.title, "medium"), gap=2)
        if line.about:
            words.addWidget(label(line.about, "small", "ink2"))
        if line.state:
            words.addWidget(StatusPill(line.state, text=line.place, strong=False))
        if line.words:
            self._words[line.id] = label(line.words, "small", "ink2")
            words.addWidget(self._words[line.id])
        if line.share is not None:
            self._bars[line.id] = _Bar(line.share, line.words)
            words.addWidget(self._bars[line.id])
        buttons = self._buttons(line)
        rows = [[one] for one in buttons] if look.current().large else [buttons]
        for some in rows if buttons else []:
            words.addSpacing(look.current().space(6))
            words.addLayout(row(*some, None, gap=8))
        head = row(gap=12)
        head.addWidget(picture(line.icon, 24, "primary"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        place = QVBoxLayout()
        held = column(gap=6)
        held.addLayout(head)
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
        self._leave()
        self._asking = line.id
        place = self._rows[line.id]
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
            clean = self._way(line, "clean", self.tr("Copy to show"))
            card.column.addLayout(row(clean, None))
            card.column.addWidget(
                label(self.tr("Without place, camera and time of the photo."), "small", "ink2")
            )
        original = self._way(line, "original", self.tr("Original for evidence"))
        card.column.addLayout(row(original, None))
        card.column.addWidget(
            label(
                self.tr("Byte for byte. A photo may tell where and when it was taken."),
                "small",
                "ink2",
            )
        )
        leave = button(self.tr("Do not save"), "small", name="save-leave")
        leave.clicked.connect(self._leave)
        card.column.addLayout(row(leave, None))
        place.addWidget(card)
        leave.setFocus()

    def _leave(self) -> None:
        """The warning goes."""
        place = self._rows.get(self._asking)
        self._asking = ""
        if place is not None:
            empty(place)

    def _way(self, line: FileLine, how: str, text: str) -> QPushButton:
        made = button(text, "small", name=f"save-{how}")
        made.clicked.connect(
            lambda: ask_for_folder(self, lambda folder: self.save_asked.emit(line.id, how, folder))
        )
        return made


def _fixed(line: FileLine) -> FileLine:
    """What of a line needs other widgets when it changes."""
    moves = line.share is not None
    return replace(line, words="x" if line.words else "", share=0.0 if moves else None)


class _Bar(QWidget):
    """How much of a file has moved."""

    def __init__(self, share: float, words: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share, words)

    def set_share(self, share: float, words: str) -> None:
        """So much now."""
        self._share = share
        self.setAccessibleName(words)
        self.update()

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
