"""What Kirim and the mail office have in common: the road's sentence, counters, attachments."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import look
from ui.widgets import marks
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, column, row
from ui.widgets.item_table import StateShape
from ui.widgets.text import empty, label, picture
from ui.words import phrases


@dataclass(frozen=True, slots=True)
class RoadHead:
    """The head of the page, worded. `sentence`: what happened and what is safe; `detail`: what to
    do; `next_try`: when it is tried by itself ("Dicoba lagi 14.52.") or empty."""

    sentence: str
    detail: str
    next_try: str = ""
    online: bool = False
    busy: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Counter:
    """How many in one state. `line` and `sub` are worded (bytes; age). Without a state, `icon`
    and `word` stand in its place."""

    state: str
    count: int
    line: str = ""
    sub: str = ""
    icon: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class FilesHeld:
    """Attachments on their way: one worded line, how far (0..1), and whether they are held back."""

    line: str
    progress: float
    held: bool = False


class RoadCard(Card):
    """One honest sentence, why, when again, and a way to try at once.

    Signals:
        try_asked: try now.
    """

    try_asked = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", margin=14)
        self._line = column(gap=8)
        self.column.addLayout(self._line)
        self._try = button(self.tr("Try again"), "small", name="try")
        self._try.setShortcut("Ctrl+Return")
        self._try.clicked.connect(self.try_asked)
        if look.current().large:
            self._mark = row(gap=14)
            self._line.addLayout(self._mark)
            self._line.addLayout(row(self._try, None))
        else:
            self._mark = row(gap=14)
            whole = row(gap=16)
            whole.addLayout(self._mark, 1)
            whole.addWidget(self._try, 0, Qt.AlignmentFlag.AlignVCenter)
            self._line.addLayout(whole)

    def set_head(self, head: RoadHead) -> None:
        """Show it."""
        empty(self._mark)
        mark = "pause" if head.paused else "wifi" if head.online else "wifi-off"
        self._mark.addWidget(picture(mark, 26))
        words = column(label(head.sentence, "strong"), label(head.detail, "small", "ink2"), gap=2)
        if head.next_try:
            words.addWidget(label(head.next_try, "small", "ink2"))
        self._mark.addLayout(words, 1)
        self._try.setEnabled(not head.busy and not head.paused)
        if head.busy:
            reword(self._try, self.tr("Sending…"))
        else:
            reword(self._try, self.tr("Send now") if head.online else self.tr("Try again"))


class FilesStrip(Card):
    """Attachments that are not all at the city: how far, and holding them back.

    Signals:
        hold_asked: True to hold attachments back, False to let them go.
    """

    hold_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__(margin=14)
        self._held = False
        self._words = label("", "medium")
        self._note = label("", "small", "ink2")
        self._hold = button(self.tr("Hold attachments"), "small", name="hold-files")
        self._hold.clicked.connect(lambda: self.hold_asked.emit(not self._held))
        self._bar = Bar()
        words = column(self._words, self._note, gap=2)
        if look.current().large:
            self.column.addLayout(words)
            self.column.addWidget(self._bar)
            self.column.addLayout(row(self._hold, None))
            return
        line = row(picture("image", 24), gap=14)
        line.addLayout(words, 1)
        line.addWidget(self._bar)
        line.addWidget(self._hold)
        self.column.addLayout(line)

    def set_files(self, files: FilesHeld | None) -> None:
        """Show how far they are; nothing on the way hides the strip."""
        self.setVisible(files is not None)
        if files is None:
            return
        self._held = files.held
        self._words.setText(files.line)
        self._note.setText(
            self.tr("Held back until you let them go. Letters still go.")
            if files.held
            else self.tr("They go after all letters. What is there is not sent again.")
        )
        reword(
            self._hold,
            self.tr("Let attachments go") if files.held else self.tr("Hold attachments"),
        )
        self._bar.set_share(files.progress)


class Bar(QWidget):
    """How much of something is done, as a bar; the words beside it say it in figures."""

    def __init__(self, *, wide: bool = False) -> None:
        super().__init__()
        now = look.current()
        self.setFixedHeight(now.space(8))
        if not wide:
            self.setFixedWidth(now.box(120))
        self._share = 0.0

    def set_share(self, share: float) -> None:
        """0..1."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two rounded bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks.share_bar(painter, QRectF(self.rect()), self._share, look.current())
        painter.end()


def counter_card(counter: Counter) -> QWidget:
    """One state: shape, count, word, bytes, age."""
    card = Card(margin=18)
    line = row(gap=20)
    shape = StateShape(counter.state, 28) if counter.state else picture(counter.icon, 28)
    line.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
    tone = "done" if counter.state == "diterima_uptd" else ""
    word = label(counter.word or phrases.state_word(counter.state), "tile", tone)
    head = row(label(str(counter.count), "page", tone, wrap=False), word, gap=8)
    head.setStretch(1, 1)
    words = column(head, gap=2)
    for text, kind, shade in ((counter.line, "", ""), (counter.sub, "small", "ink2")):
        if text:
            words.addWidget(label(text, kind, shade))
    line.addLayout(words, 1)
    card.column.addLayout(line)
    card.column.addStretch(1)
    return card
