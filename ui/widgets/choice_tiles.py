"""Choices as tiles: with a picture where there is one, as a plain line where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.card import PressCard, TickBox, column
from ui.widgets.places import Tiles
from ui.widgets.text import label, picture


@dataclass(frozen=True, slots=True)
class Tile:
    """One choice: its value, its words, a second line, and the name of a drawing."""

    value: str
    title: str
    hint: str = ""
    icon: str = ""


class _TileCard(PressCard):
    """One tile. Chosen is ground, border and tick, never colour alone."""

    def __init__(self, tile: Tile, *, many: bool, pictures: bool) -> None:
        super().__init__(quiet=False, margin=14)
        self.value = tile.value
        self.words = f"{tile.title} {tile.hint}".casefold()
        self.setProperty("value", tile.value)
        self.setCheckable(True)
        self.setObjectName(f"choice-{tile.value}")
        self.setAccessibleName(tile.title)
        if tile.hint:
            self.setAccessibleDescription(tile.hint)
        now = look.current()
        self._icon = tile.icon
        self._tick = TickBox(False, round_=not many)
        self._picture: QLabel | None = None
        words = column(label(tile.title, "strong"), gap=1)
        if tile.hint:
            words.addWidget(label(tile.hint, "small", "ink2"))
        if pictures:
            top = QHBoxLayout()
            self._picture = picture(tile.icon or "question", 38, "ink")
            top.addWidget(self._picture)
            top.addStretch(1)
            top.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(top)
            self.column.addSpacing(now.space(10))
            self.column.addLayout(words)
            self.column.addStretch(1)
            self.setMinimumHeight(now.space(133))
        else:
            line = QHBoxLayout()
            line.setSpacing(now.space(12))
            line.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addLayout(words, 1)
            self.column.addLayout(line)
            self.setMinimumHeight(now.space(52))
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, on: bool) -> None:
        self._tick.set_checked(on)
        if self._picture is not None:
            now = look.current()
            colour = now.colours.primary if on else now.colours.ink
            self._picture.setPixmap(
                icons.pixmap(
                    self._icon or "question",
                    colour,
                    self._picture.width(),
                    self.devicePixelRatioF(),
                )
            )


class ChoiceTiles(QWidget):
    """A question's choices.

    `exclusive_values` empty the others when chosen (do not know, none of these).

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
    ) -> None:
        super().__init__()
        self._many = many
        self._exclusive = exclusive_values
        pictures = any(icons.known(tile.icon) for tile in tiles)
        hints = any(tile.hint for tile in tiles)
        longest = max((len(tile.title) for tile in tiles), default=0)
        short = not pictures and not hints and longest <= 14 and len(tiles) <= 4
        least, most = (158, 4) if pictures else (150, 4) if short else (300, 2)
        if not pictures and longest > 44:
            most = 1
        self.setObjectName(name)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        self._cards = [_TileCard(tile, many=many, pictures=pictures) for tile in tiles]
        self._grid = grid = Tiles(least, most, gap=16 if pictures else 12)
        grid.set_tiles(self._cards)
        for card in self._cards:
            card.clicked.connect(lambda _on=False, card=card: self._on_clicked(card))
        stack.addWidget(grid)
        if self._cards:
            self.setFocusProxy(self._cards[0])

    def set_value(self, value: str) -> None:
        """Choose these values (separated by blanks); nothing is told."""
        chosen = set(value.split())
        for card in self._cards:
            card.setChecked(card.value in chosen)

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
        self._grid.set_shown(shown)
        return len(shown)

    def value(self) -> str:
        """What is chosen, separated by blanks."""
        return " ".join(card.value for card in self._cards if card.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the tiles."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        step = steps.get(Qt.Key(event.key()), 0)
        here = next((i for i, card in enumerate(self._cards) if card.hasFocus()), -1)
        if step and here >= 0:
            self._cards[(here + step) % len(self._cards)].setFocus()
            return
        super().keyPressEvent(event)

    def _on_clicked(self, pressed: _TileCard) -> None:
        alone = not self._many or pressed.value in self._exclusive
        for card in self._cards:
            if card is pressed:
                continue
            if pressed.isChecked() and (alone or card.value in self._exclusive):
                card.setChecked(False)
        if not self._many:
            pressed.setChecked(True)
        self.changed.emit(self.value())
