"""Buttons of every kind, made with their accessible name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton

from ui.theme import icons, look


def _spaced(drawing: QPixmap, gap: int, trailing: bool) -> QIcon:
    """The drawing with air between it and the words."""
    ratio = drawing.devicePixelRatio()
    wide = QPixmap(drawing.width() + round(gap * ratio), drawing.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(gap if trailing else 0, 0, drawing)
    painter.end()
    return QIcon(wide)


def reword(made: QPushButton, text: str) -> None:
    """Other words on a button: its shortcut stays (Qt takes it away with the text), its accessible
    name follows."""
    if made.text() == text:
        return
    shortcut = made.shortcut()
    made.setText(text)
    made.setShortcut(shortcut)
    made.setAccessibleName(text.replace("&", ""))


def button(
    text: str,
    kind: str = "",
    icon: str = "",
    *,
    name: str = "",
    help: str = "",
    trailing: bool = False,
) -> QPushButton:
    """A button. `kind`: primary, small, link, chip or "" (secondary). `name` is its object name.

    `help` becomes the accessible description. With `trailing` the icon stands after the words.
    """
    made = QPushButton(text)
    if kind:
        made.setProperty("look", kind)
    now = look.current()
    if icon:
        tone = {"primary": "on_primary", "link": "primary"}.get(kind, "ink")
        size = now.icon(18 if kind in ("small", "link") else 20)
        gap = now.space(6) if text else 0
        drawing = icons.pixmap(icon, getattr(now.colours, tone), size, made.devicePixelRatioF())
        made.setIcon(_spaced(drawing, gap, trailing))
        made.setIconSize(QSize(size + gap, size))
    made.setAccessibleName(text.replace("&", ""))
    if help:
        made.setAccessibleDescription(help)
    if name:
        made.setObjectName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)
    if trailing:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if kind == "chip":
        made.setCheckable(True)
    return made
