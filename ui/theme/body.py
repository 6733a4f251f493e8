"""The body map: two figures cut into zones, read from their drawings as paths one can hit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QPainterPath

_FOLDER = Path(__file__).parent / "icons"
_DRAWN = re.compile(r'<path class="([a-z_ ]+)" d="([MLCZ0-9. ]+)"/>')
WIDTH, HEIGHT = 120, 292
SIDES = ("front", "back")
_POINTS = {"M": 1, "L": 1, "C": 3, "Z": 0}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure. It belongs to the first of `names` that a form offers."""

    names: tuple[str, ...]
    path: QPainterPath

    def zone(self, offered: frozenset[str]) -> str:
        """The zone of this part among those offered, or empty."""
        return next((name for name in self.names if name in offered), "")


@cache
def parts(side: str) -> tuple[Part, ...]:
    """The parts of `front` or `back`, on a ground of WIDTH x HEIGHT."""
    text = (_FOLDER / f"figure-{side}.svg").read_text(encoding="utf-8")
    return tuple(Part(tuple(names.split()), _path(path)) for names, path in _DRAWN.findall(text))


@cache
def zones() -> frozenset[str]:
    """Every name a form may use for a zone."""
    return frozenset(name for side in SIDES for part in parts(side) for name in part.names)


def _path(words: str) -> QPainterPath:
    """Absolute moves, lines and curves, as our own drawings use them."""
    made = QPainterPath()
    left = words.split()
    while left:
        letter = left.pop(0)
        count = 2 * _POINTS[letter]
        given, left = [float(word) for word in left[:count]], left[count:]
        if letter == "M":
            made.moveTo(given[0], given[1])
        elif letter == "L":
            made.lineTo(given[0], given[1])
        elif letter == "C":
            made.cubicTo(*given)
        else:
            made.closeSubpath()
    return made
