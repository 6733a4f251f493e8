"""The guide that needs no passphrase: emergency numbers and a few pages given as data."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, row
from ui.widgets.emergency import EmergencyStrip
from ui.widgets.empty_state import EmptyState
from ui.widgets.places import Foot, ScrollColumn
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: a title, lines, and how the lines are meant.

    `kind`: "say" (words to say), "never" (words and acts that hurt), "signs" (danger signs),
    "steps" (numbered). `closing` is one quiet sentence under the lines.
    """

    title: str
    lines: tuple[str, ...]
    kind: str = "steps"
    closing: str = ""


@dataclass(frozen=True, slots=True)
class GuideModel:
    """The pages and the one that is open. `from_door` decides the word of the way back."""

    pages: tuple[GuidePage, ...]
    page: int = 0
    from_door: bool = False


class GuideScreen(Screen[GuideModel]):
    """The guide. Pages turn inside the screen.

    Signals:
        back_asked: the way back was pressed.
    """

    back_asked = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._page = 0
        self._top = QWidget()
        self._top.setProperty("ground", "top")
        self._top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QHBoxLayout(self._top)
        bar.setContentsMargins(now.space(32), now.space(12), now.space(32), now.space(12))
        bar.setSpacing(now.space(24))
        back = button(self.tr("Back to the door"), "small", "chevron-left", name="back")
        back.clicked.connect(self.back_asked)
        bar.addWidget(back)
        bar.addWidget(label(self.tr("Guide"), "section", wrap=False))
        bar.addStretch(1)
        self._count = label("", "", "ink2", wrap=False)
        bar.addWidget(self._count)
        page.addWidget(self._top)
        body = ScrollColumn(gap=16, max_width=READING_WIDTH, center=True)
        page.addWidget(body, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(now.space(12))
        body.column.addLayout(self._column)
        body.column.addStretch(1)
        self._before = button(" ", icon="chevron-left", name="before")
        self._after = button(" ", icon="chevron-right", name="after", trailing=True)
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        page.addWidget(Foot(None, [self._before], [self._after]))
        self._strip = EmergencyStrip()
        page.addWidget(self._strip)

    def _fill(self, model: GuideModel) -> None:
        self._top.setVisible(model.from_door)
        self._strip.setVisible(model.from_door)
        self._page = min(max(0, model.page), max(0, len(model.pages) - 1))
        self._open()

    def _turn(self, by: int) -> None:
        self._page += by
        self._open()

    def _open(self) -> None:
        model = self._model
        if model is None:
            return
        empty(self._column)
        pages = model.pages
        count = ""
        if pages:
            count = self.tr("{n} of {all}").format(n=self._page + 1, all=len(pages))
            self._show_page(pages[self._page])
        else:
            self._column.addWidget(
                EmptyState("book", self.tr("No page yet."), self.tr("The numbers stand below."))
            )
        self._set_heading(self.tr("Guide"), count)
        self._count.setText(count)
        for turn, number in ((self._before, self._page - 1), (self._after, self._page + 1)):
            there = 0 <= number < len(pages)
            turn.setVisible(there)
            if there:
                turn.setText(pages[number].title)
                turn.setAccessibleName(pages[number].title)

    def _show_page(self, shown: GuidePage) -> None:
        self._column.addWidget(label(shown.title, "page"))
        for number, line in enumerate(shown.lines, 1):
            self._column.addWidget(self._line(shown.kind, number, line))
        if shown.closing:
            self._column.addWidget(label(shown.closing, "tile", "ink2"))

    def _line(self, kind: str, number: int, text: str) -> QWidget:
        card = Card("never" if kind == "never" else "soft" if kind == "say" else "plain", margin=14)
        marks = {"say": ("speech", "primary"), "never": ("cross", "tinggi")}
        icon, tone = marks.get(kind, ("danger", "tinggi"))
        words = f"“{text}”" if kind == "say" else text
        mark: QWidget = picture(icon, 20, tone)
        if kind == "steps":
            mark = label(f"{number}.", "section", "primary", wrap=False)
        line = row(mark, label(words, "tile"), gap=14)
        line.setStretch(1, 1)
        card.column.addLayout(line)
        return card
