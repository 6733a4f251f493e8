"""The look that is on now: theme and text size, and the measures that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase

from ui.theme import tokens
from ui.theme.tokens import Colours

FAMILY = "Inter"
_FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Look:
    """One theme at one text size. `scale` is 1.0 at 100 %."""

    colours: Colours
    dark: bool
    scale: float

    @property
    def large(self) -> bool:
        """From here on rows take two lines, the rail folds and columns stack."""
        return self.scale >= 1.4

    def type(self, size: float) -> int:
        """A type size of the tokens, in px of this look."""
        return round(size * self.scale)

    def space(self, size: float) -> int:
        """A space or a box: grows a quarter as fast as the text."""
        return round(size * (1 + (self.scale - 1) * 0.25))

    def box(self, size: float) -> int:
        """A box that must hold a line of text: grows with the text."""
        return round(size * self.scale)

    def icon(self, size: float) -> int:
        """An icon: grows half as fast as the text."""
        return round(size * (1 + (self.scale - 1) * 0.4))

    def font(self, size: int, weight: int = 400) -> QFont:
        """The family at a type size of the tokens, for painting."""
        return _font(self.type(size), weight)

    def colour(self, name: str) -> QColor:
        """A token as a colour for painting."""
        return QColor(getattr(self.colours, name))


@lru_cache(maxsize=64)
def _font(pixels: int, weight: int) -> QFont:
    """One font object for each size and weight; nobody changes it."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    return made


_now: list[Look] = [Look(tokens.LIGHT, False, 1.0)]


def current() -> Look:
    """The look that is on."""
    return _now[0]


def set_current(look: Look) -> None:
    """Switch; whoever calls this also sets the stylesheet anew."""
    _now[0] = look


def load_fonts() -> None:
    """Make the shipped family known to Qt. Needs a QGuiApplication."""
    for path in sorted(_FONTS.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
