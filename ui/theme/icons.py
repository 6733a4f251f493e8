"""Icons: own drawings on a 24 grid, one line weight at every size, coloured from the tokens."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).parent / "icons"
_WEIGHT = 1.9


def known(name: str) -> bool:
    """Whether there is a drawing of this name."""
    return bool(name) and (_FOLDER / f"{name}.svg").is_file()


def known_or(name: str, otherwise: str) -> str:
    """This name, or another where there is no drawing of it: a city's pack may name what only a
    later program draws."""
    return name if known(name) else otherwise


@cache
def _drawing(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap(
    name: str, colour: str, size: int, ratio: float = 1.0, weight: float = _WEIGHT
) -> QPixmap:
    """A drawing as a square pixmap of `size` px. The line is `weight` px whatever the size.

    Raises FileNotFoundError for an unknown name: a missing drawing is our mistake.
    """
    line = f"{weight * 24 / size:.3f}"
    text = _drawing(name).replace("currentColor", colour).replace("LINE", line)
    pixels = round(size * ratio)
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, size: int, ratio: float = 1.0) -> QIcon:
    """The same as an icon for a button."""
    return QIcon(pixmap(name, colour, size, ratio))


@lru_cache(maxsize=8)
def art(name: str, soft: str, width: int, height: int, ratio: float) -> QPixmap:
    """A larger picture on a `soft` ground, fitted into width x height px."""
    text = _drawing(name).replace("@primary_soft", soft)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    natural = renderer.defaultSize()
    factor = min(width / natural.width(), height / natural.height())
    wide, high = natural.width() * factor * ratio, natural.height() * factor * ratio
    made = QPixmap(round(wide), round(high))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, wide, high))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
