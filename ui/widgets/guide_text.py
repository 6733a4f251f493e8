"""One screen of the guide: its drawing, its lines by what they are for, and the large button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from data.model.guide import GuideLine
from ui.theme import icons, look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.places import Columns
from ui.widgets.text import label, picture

_ART = 180
_SCENE, _WIDE, _HIGH = "art-", 448, 352
_LINE = 4.0  # a large drawing has a stronger line


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number to call, worded: whom it reaches, the number, and what one should know of it.

    ``doubt``: a sentence where nobody has tried the number lately, else empty.
    """

    whom: str
    number: str
    note: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One screen of a text, in the language on show.

    ``part``: worded place in a text of several screens. ``picture`` names a drawing. ``button``:
    the words of its large button, which opens ``numbers``. ``calls``: the numbers of each ``call``
    line, in their order. ``printable``: it can be printed.
    """

    id: str
    title: str
    lines: tuple[GuideLine, ...]
    part: str = ""
    picture: str = ""
    button: str = ""
    icon: str = "phone"
    numbers: tuple[NumberShown, ...] = ()
    calls: tuple[tuple[NumberShown, ...], ...] = ()
    printable: bool = False


class GuideTextView(QWidget):
    """A page of the guide.

    Signals:
        print_asked: the page's id.
    """

    print_asked = Signal(str)

    def __init__(self, page: GuidePage) -> None:
        super().__init__()
        self._page = page
        words = QWidget()
        words.setMaximumWidth(round(READING_WIDTH * max(1.0, look.current().scale)))
        self._words = QVBoxLayout(words)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.setSpacing(look.current().space(10))
        self._write()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        if icons.known(page.picture) and not look.current().large:
            outer.addWidget(Columns([(self._drawing(), 3), (words, 5)], turn_at=820, gap=40))
        else:
            line = row(None, words, None)
            line.setStretch(1, 100)  # as wide as there is room, up to the width of reading
            outer.addLayout(line)
        outer.addStretch(1)

    def _write(self) -> None:
        page, calls = self._page, iter(self._page.calls)
        title = label(page.title, "page")
        self._words.addLayout(
            column(title, label(page.part, "small", "ink2"), gap=4) if page.part else column(title)
        )
        step = 0
        for line in page.lines:
            step += line.kind == "number"
            if line.kind == "call":
                for number in next(calls, ()):
                    self._words.addWidget(number_card(number))
            else:
                self._words.addWidget(_line(line, step))
        if page.button and page.numbers:
            self._words.addSpacing(look.current().space(6))
            self._words.addLayout(row(self._large_button(), None))
            self._words.addWidget(self._numbers)
        if page.printable:
            printing = button(self.tr("Print this page (A5)"), icon="copy", name="print")
            printing.clicked.connect(lambda: self.print_asked.emit(page.id))
            self._words.addLayout(row(printing, None))

    def _large_button(self) -> QWidget:
        page = self._page
        self._numbers = QWidget()
        stack = QVBoxLayout(self._numbers)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.current().space(8))
        for number in page.numbers:
            stack.addWidget(number_card(number))
        self._numbers.hide()
        large = button(page.button, "primary", icons.known_or(page.icon, "phone"), name="call")
        large.setAccessibleDescription(self.tr("Shows the numbers to call."))
        large.setMinimumHeight(look.current().box(56))
        large.clicked.connect(lambda: self._numbers.setVisible(self._numbers.isHidden()))
        return large

    def _drawing(self) -> QWidget:
        """The scene of the page where one was drawn, else its pictogram on a quiet ground."""
        now, scene = look.current(), f"{_SCENE}{self._page.picture}"
        drawn = QLabel()
        ratio = drawn.devicePixelRatioF()
        if icons.known(scene):
            wide, high = now.icon(_WIDE), now.icon(_HIGH)
            drawn.setPixmap(icons.art(scene, now.colours.primary_soft, wide, high, ratio))
            drawn.setFixedSize(wide, high)
            return drawn
        side = now.icon(_ART)
        drawn.setPixmap(icons.pixmap(self._page.picture, now.colours.primary, side, ratio, _LINE))
        drawn.setFixedSize(side, side)
        frame = Card("soft", margin=32)
        frame.column.addLayout(row(None, drawn, None))
        return frame


def _line(line: GuideLine, step: int) -> QWidget:
    """A line as what it is: words to say, a step, what never to do, a box to tick."""
    if line.kind == "text":
        return label(line.text, "tile", "ink2")
    kinds = {"say": "soft", "never": "never", "ask": "sunken"}
    card = Card(kinds.get(line.kind, "plain"), margin=12)
    marks = {
        "say": ("speech", "primary"),
        "never": ("cross", "tinggi"),
        "do": ("check", "primary"),
        "sign": ("danger", "tinggi"),
        "ask": ("users", "primary"),
        "tick": ("pen", "ink2"),
    }
    icon, tone = marks.get(line.kind, ("info", "ink2"))
    mark: QWidget = picture(icon, 20, tone)
    if line.kind == "number":
        mark = label(f"{step}.", "section", "primary", wrap=False)
    words = f"“{line.text}”" if line.kind == "say" else line.text
    within = row(mark, label(words, "tile"), gap=14)
    within.setStretch(1, 1)
    card.column.addLayout(within)
    return card


def number_card(shown: NumberShown) -> QWidget:
    """A number large enough to be read across a table, and whom it reaches."""
    card = Card("red" if not shown.doubt else "warn", margin=12)
    tone = "darurat" if not shown.doubt else "sedang"
    digits = label(shown.number, "digits", tone, wrap=False)
    digits.setAccessibleName(f"{shown.whom} {shown.number}")
    about = column(label(shown.whom, "strong", tone), gap=2)
    for more in (shown.note, shown.doubt):
        if more:
            about.addWidget(label(more, "small", tone))
    line = row(picture("phone", 20, tone), digits, gap=14)
    line.addLayout(about, 1)
    card.column.addLayout(line)
    return card
