"""Buttons of every kind, made with their accessible name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from ui.theme import icons, look


def button(
    text: str, kind: str = "", icon: str = "", *, name: str = "", help: str = ""
) -> QPushButton:
    """A button. `kind`: primary, small, link, chip or "" (secondary). `name` is its object name.

    `help` becomes the accessible description.
    """
    made = QPushButton(text)
    if kind:
        made.setProperty("look", kind)
    now = look.current()
    if icon:
        tone = {"primary": "on_primary", "link": "primary"}.get(kind, "ink")
        size = now.icon(18 if kind in ("small", "link") else 20)
        made.setIcon(icons.icon(icon, getattr(now.colours, tone), size, made.devicePixelRatioF()))
        made.setIconSize(QSize(size, size))
    made.setAccessibleName(text.replace("&", ""))
    if help:
        made.setAccessibleDescription(help)
    if name:
        made.setObjectName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if kind == "chip":
        made.setCheckable(True)
    return made
