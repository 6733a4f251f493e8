"""Choices as tiles: with a picture where there is one, as a plain line where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import icons, look
from ui.theme.tokens import BODY, SMALL
from ui.widgets.card import paint_ground, paint_tick
from ui.widgets.places import Tiles

# What an arrow key means in a group of tiles.
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Tile:
    """One choice: its value, its words, a second line, and the name of a drawing."""

    value: str
    title: str
    hint: str = ""
    icon: str = ""


class TileCard(QAbstractButton):
    """One tile, painted whole: a page of many choices is made in a few milliseconds.

    Chosen is ground, border and tick, never colour alone.
    """

    def __init__(self, tile: Tile, *, many: bool, pictures: bool, low: bool = False) -> None:
        super().__init__()
        self.value = tile.value
        self.words = f"{tile.title} {tile.hint}".casefold()
        self.setProperty("value", tile.value)
        self.setCheckable(True)
        self.setObjectName(f"choice-{tile.value}")
        self.setAccessibleName(tile.title)
        self.setAccessibleDescription(tile.hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tile = tile
        self._many = many
        self._pictures = pictures
        self._least = 44 if low else 52
        self._look = look.current()
        self._title_font = self._look.font(BODY, 600)
        self._hint_font = self._look.font(SMALL)
        self._pad = self._look.space(10 if low else 14)
        self._side = self._look.icon(22)
        self._heights: dict[int, int] = {}
        self._least_size: QSize | None = None

    def set_question(self, text: str) -> None:
        """The words of the question this is a choice of, for a screen reader."""
        self.setAccessibleDescription(f"{self._tile.hint}. {text}" if self._tile.hint else text)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Px for the picture and all words."""
        known = self._heights.get(width)
        if known is None:
            title, hint = self._text_heights(width - self._left() - self._pad)
            words = title + hint
            if self._pictures:
                top = self._look.icon(38) + self._look.space(12)
                least = self._look.space(133)
            else:
                top, least = 0, self._look.space(self._least)
            known = self._heights[width] = max(least, round(words + top + 2 * self._pad) + 1)
        return known

    def sizeHint(self) -> QSize:
        """At the width of a usual tile."""
        wide = self._look.box(170)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word must fit."""
        if self._least_size is None:
            wide = 0.0
            tile = self._tile
            for text, font in ((tile.title, self._title_font), (tile.hint, self._hint_font)):
                metrics = QFontMetricsF(font)
                wide = max([wide, *(metrics.horizontalAdvance(word) for word in text.split())])
            least = round(wide) + self._left() + self._pad + 2
            self._least_size = QSize(least, self._look.space(self._least))
        return self._least_size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, picture, tick, words."""
        now, pad = self._look, self._pad
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, quiet=False)
        left = float(self._left())
        wide = self.width() - left - pad
        title, hint = self._text_heights(wide)
        if self._pictures:
            size = now.icon(38)
            colour = now.colours.primary if self.isChecked() else now.colours.ink
            drawing = icons.pixmap(
                icons.known_or(self._tile.icon, "question"), colour, size, self.devicePixelRatioF()
            )
            painter.drawPixmap(pad, pad, drawing)
            tick = QRectF(self.width() - pad - self._side, pad, self._side, self._side)
            top = float(pad + size + now.space(12))
        else:
            tick = QRectF(pad, (self.height() - self._side) / 2, self._side, self._side)
            top = (self.height() - title - hint) / 2
        paint_tick(painter, tick, checked=self.isChecked(), round_=not self._many)
        wrap = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.setFont(self._title_font)
        painter.setPen(now.colour("ink" if self.isEnabled() else "ink2"))
        painter.drawText(QRectF(left, top, wide, title + 2), wrap, self._tile.title)
        if self._tile.hint:
            painter.setFont(self._hint_font)
            painter.setPen(now.colour("ink2"))
            painter.drawText(QRectF(left, top + title, wide, hint + 2), wrap, self._tile.hint)
        painter.end()

    def _left(self) -> int:
        return self._pad if self._pictures else self._pad + self._side + self._look.space(12)

    def _text_heights(self, width: float) -> tuple[float, float]:
        room = QRectF(0, 0, max(1.0, width), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        title = QFontMetricsF(self._title_font).boundingRect(room, wrap, self._tile.title)
        if not self._tile.hint:
            return title.height(), 0.0
        hint = QFontMetricsF(self._hint_font).boundingRect(room, wrap, self._tile.hint)
        return title.height(), hint.height() + self._look.space(1)


class ChoiceTiles(Tiles):
    """A question's choices.

    `exclusive_values` empty the others when chosen (do not know, none of these). With `short`
    up to four plain tiles stand in a line even where their words take two; with `plain` no tile
    has a picture and two stand beside each other where there is half a page.

    Signals:
        changed: the chosen values, in the order of the tiles, separated by blanks.
    """

    changed = Signal(str)

    def __init__(
        self,
        tiles: Sequence[Tile],
        *,
        many: bool,
        name: str,
        exclusive_values: frozenset[str] = frozenset(),
        short: bool = False,
        plain: bool = False,
    ) -> None:
        pictures = not plain and any(icons.known(tile.icon) for tile in tiles)
        super().__init__(*_columns(tiles, pictures=pictures, short=short, plain=plain))
        self._many = many
        self._exclusive = exclusive_values
        self.setObjectName(name)
        self._cards = [TileCard(tile, many=many, pictures=pictures, low=plain) for tile in tiles]
        self.set_tiles(self._cards)
        for card in self._cards:  # no QButtonGroup: it would take all but one out of Tab's way
            card.clicked.connect(lambda _on=False, card=card: self._on_clicked(card))
        if self._cards:
            self.setFocusProxy(self._cards[0])

    def set_value(self, value: str) -> None:
        """Choose these values (separated by blanks); nothing is told."""
        chosen = set(value.split())
        for card in self._cards:
            card.setChecked(card.value in chosen)

    def set_question(self, text: str) -> None:
        """The words of the question; each tile says its own hint first, then them."""
        self.setAccessibleName(text)
        for card in self._cards:
            card.set_question(text)

    def tell(self, name: str, text: str) -> None:
        """Give every tile a property, by which it can be found: "ref" of a question, say."""
        for card in self._cards:
            card.setProperty(name, text)

    def show_only(self, words: str) -> int:
        """Show the tiles that hold these words (and what is chosen); how many are shown."""
        asked = words.casefold().split()
        shown = [
            card
            for card in self._cards
            if card.isChecked() or all(word in card.words for word in asked)
        ]
        self.set_shown(shown)
        return len(shown)

    def focus_chosen(self) -> None:
        """Put the cursor on what is chosen first, else on the first tile."""
        chosen = [card for card in self._cards if card.isChecked()]
        for card in (chosen or self._cards)[:1]:
            card.setFocus()

    def press(self, value: str) -> None:
        """As if the tile of this value had been pressed; nothing where there is none."""
        for card in self._cards:
            if card.value == value:
                card.click()

    def value(self) -> str:
        """What is chosen, separated by blanks."""
        return " ".join(card.value for card in self._cards if card.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the tiles."""
        step = STEPS.get(Qt.Key(event.key()), 0)
        here = next((i for i, card in enumerate(self._cards) if card.hasFocus()), -1)
        if step and here >= 0:
            self._cards[(here + step) % len(self._cards)].setFocus()
            return
        super().keyPressEvent(event)

    def _on_clicked(self, pressed: TileCard) -> None:
        alone = not self._many or pressed.value in self._exclusive
        for card in self._cards:
            if card is pressed:
                continue
            if pressed.isChecked() and (alone or card.value in self._exclusive):
                card.setChecked(False)
        if not self._many:
            pressed.setChecked(True)
        self.changed.emit(self.value())


def _columns(
    tiles: Sequence[Tile], *, pictures: bool, short: bool, plain: bool
) -> tuple[int, int, int]:
    """The least width of a tile, the most columns, and the gap."""
    if plain:
        return (150, 2, 8)
    if pictures:
        return (158, 4, 16)
    hints = any(tile.hint for tile in tiles)
    longest = max((len(tile.title) for tile in tiles), default=0)
    if not hints and longest <= (24 if short else 14) and (short or len(tiles) <= 4):
        return (150, 4, 12)
    return (300, 1 if longest > 44 else 2, 12)
