"""The guide that needs no passphrase: what there is to read, by shelf, and page after page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.buttons import button
from ui.widgets.card import PressCard, column, row
from ui.widgets.emergency import EmergencyStrip
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus_order import order_focus
from ui.widgets.guide_text import GuidePage, GuideTextView
from ui.widgets.places import Foot, ScrollColumn, Tiles
from ui.widgets.screen import Screen
from ui.widgets.text import empty, label, picture

__all__ = ["GuideItem", "GuideModel", "GuidePage", "GuideScreen", "GuideShelf"]
CONTENTS = -1


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One tile of the contents. ``page``: the page it opens, or -1: ``asked`` tells its id."""

    id: str
    title: str
    about: str = ""
    icon: str = "book"
    page: int = CONTENTS


@dataclass(frozen=True, slots=True)
class GuideShelf:
    """A group of tiles under a heading."""

    title: str
    items: tuple[GuideItem, ...]


@dataclass(frozen=True, slots=True)
class GuideModel:
    """All pages in reading order, the shelves that lead to them, and the page that is open.

    ``page`` -1: the contents. Without shelves there are no contents, only pages. ``from_door``
    decides the word of the way back.
    """

    pages: tuple[GuidePage, ...]
    shelves: tuple[GuideShelf, ...] = ()
    page: int = CONTENTS
    from_door: bool = False


class GuideScreen(Screen[GuideModel]):
    """The guide. Pages turn inside the screen.

    Signals:
        back_asked: the way back was pressed on the first page shown.
        asked: a tile that is no page: its id.
        print_asked: a page's id.
    """

    back_asked = Signal()
    asked = Signal(str)
    print_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ""  # the tile pressed or read last: one comes back to it

    def step_back(self) -> None:
        """From a page to the contents, from there to the door; in the rooms the rail leads on."""
        model = self._model
        if model is None:
            return
        if self._page != CONTENTS and model.shelves:
            self._turn_to(CONTENTS)
        elif model.from_door:
            self.back_asked.emit()

    def _focus_here(self) -> None:
        """The focus where one goes on reading: the tile one came from, or the next page."""
        if self._page == CONTENTS and self._tiles:
            first = next(iter(self._tiles.values()))
            self._tiles.get(self._last, first).setFocus()
            return
        for turn in (self._after, self._all, self._before, self._back):
            if not turn.isHidden():
                turn.setFocus()
                return

    def _arrive(self) -> None:
        self._focus_here()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down read on, wherever the focus is."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        bar = self._body.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep() * 9 // 10)

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._page = CONTENTS
        self._tiles: dict[str, PressCard] = {}
        self._top = QWidget()
        self._top.setProperty("ground", "top")
        self._top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar = QHBoxLayout(self._top)
        bar.setContentsMargins(now.space(32), now.space(12), now.space(32), now.space(12))
        bar.setSpacing(now.space(24))
        self._back = button(self.tr("Back to the door"), "small", "chevron-left", name="back")
        self._back.clicked.connect(self.back_asked)
        bar.addWidget(self._back)
        bar.addWidget(label(self.tr("Guide"), "section", wrap=False))
        bar.addStretch(1)
        self._count = label("", "", "ink2", wrap=False)
        bar.addWidget(self._count)
        page.addWidget(self._top)
        self._body = ScrollColumn(gap=16)
        page.addWidget(self._body, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(now.space(12))
        self._body.column.addLayout(self._column)
        self._body.column.addStretch(1)
        self._all = button(self.tr("All pages"), icon="book", name="contents")
        self._before = button(" ", icon="chevron-left", name="before")
        self._after = button(" ", icon="chevron-right", name="after", trailing=True)
        self._all.clicked.connect(lambda: self._turn_to(CONTENTS))
        self._before.clicked.connect(lambda: self._turn_to(self._page - 1))
        self._after.clicked.connect(lambda: self._turn_to(self._page + 1))
        self._foot = Foot(None, [self._all], [self._before, self._after])
        page.addWidget(self._foot)
        self._strip = EmergencyStrip()
        page.addWidget(self._strip)

    def _fill(self, model: GuideModel) -> None:
        self._top.setVisible(model.from_door)
        self._strip.setVisible(model.from_door)
        first = CONTENTS if model.shelves else 0
        self._page = min(max(first, model.page), max(first, len(model.pages) - 1))
        self._open()

    def _turn_to(self, page: int) -> None:
        turned = QApplication.focusWidget()
        self._page = page
        self._open()
        if self._root is not None:
            order_focus(self._root)
        bar = self._body.verticalScrollBar()
        bar.setValue(bar.minimum())
        if turned not in (self._before, self._after) or turned.isHidden():
            self._focus_here()

    def _open(self) -> None:
        model = self._model
        if model is None:
            return
        empty(self._column)
        self._tiles = {}
        count, pages = "", model.pages
        if self._page == CONTENTS and model.shelves:
            self._show_contents(model.shelves)
        elif pages:
            count = self._place(model)
            self._last = pages[self._page].id
            self._show_page(pages[self._page])
        else:
            self._column.addWidget(
                EmptyState("book", self.tr("No page yet."), self.tr("The numbers stand below."))
            )
        self._set_heading(self.tr("Guide"), count)
        self._count.setText(count)
        reading = self._page != CONTENTS
        self._all.setVisible(bool(model.shelves) and reading)
        for turn, number in ((self._before, self._page - 1), (self._after, self._page + 1)):
            there = reading and 0 <= number < len(pages)
            turn.setVisible(there)
            if there:
                turn.setText(self._turn_word(pages[number], back=turn is self._before))
                turn.setAccessibleName(pages[number].title)
        self._foot.setVisible(reading and (len(pages) > 1 or bool(model.shelves)))

    def _place(self, model: GuideModel) -> str:
        """Where the open page stands on its shelf."""
        ends = [shelf.items[0].page for shelf in model.shelves if shelf.items[0].page != CONTENTS]
        ends.append(len(model.pages))
        number = sum(start <= self._page for start in ends[:-1])
        if number == 0:
            return ""
        first, end = ends[number - 1], ends[number]
        return self.tr("{shelf}, {n} of {all}").format(
            shelf=model.shelves[number - 1].title, n=self._page - first + 1, all=end - first
        )

    def _turn_word(self, page: GuidePage, *, back: bool) -> str:
        """The page one would turn to; where letters are large there is room for one word only."""
        if look.current().large:
            return self.tr("Back", "one page") if back else self.tr("Next", "one page")
        return page.title if len(page.title) <= 34 else f"{page.title[:32].rstrip()}…"

    def _show_page(self, shown: GuidePage) -> None:
        view = GuideTextView(shown)
        view.print_asked.connect(self.print_asked)
        self._column.addWidget(view)

    def _show_contents(self, shelves: tuple[GuideShelf, ...]) -> None:
        for shelf in shelves:
            tiles = Tiles(280, 3, gap=12, keep=True)
            tiles.set_tiles([self._tile(item) for item in shelf.items])
            self._column.addLayout(column(label(shelf.title, "section"), tiles, gap=10))
            self._column.addSpacing(look.current().space(12))

    def _tile(self, item: GuideItem) -> QWidget:
        tile = PressCard(margin=14)
        tile.setObjectName(f"guide-{item.id}")
        tile.setAccessibleName(item.title)
        tile.setAccessibleDescription(item.about)
        words = column(label(item.title, "strong"), gap=2)
        if item.about:
            words.addWidget(label(item.about, "small", "ink2"))
        drawn = item.icon if icons.known(item.icon) else "book"  # a pack may name a newer drawing
        line = row(picture(drawn, 28, "primary"), gap=14)
        line.addLayout(words, 1)
        tile.column.addLayout(line)
        tile.clicked.connect(lambda: self._on_tile(item))
        self._tiles[item.id] = tile
        return tile

    def _on_tile(self, item: GuideItem) -> None:
        self._last = item.id
        if item.page == CONTENTS:
            self.asked.emit(item.id)
        else:
            self._turn_to(item.page)
