"""The rail at the left: rooms with icon and word, who is in, and the lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.text import label, picture, rule

_ICONS = {
    "home": "home",
    "record": "record",
    "danger": "danger",
    "cases": "folder",
    "send": "send",
    "desk": "inbox",
    "office": "letter",
    "guide": "book",
    "reports": "chart",
    "settings": "sliders",
}


class Rail(QWidget):
    """The rooms of the person who is in.

    Signals:
        room_pressed: a room's name.
        lock_pressed: the lock.
    """

    room_pressed = Signal(str)
    lock_pressed = Signal()

    def __init__(
        self, rooms: Sequence[str], icon: str, name: str, role: str, *, folded: bool, here: str
    ) -> None:
        super().__init__()
        now = look.current()
        self.folded = folded
        self._buttons: dict[str, QPushButton] = {}
        self.setProperty("ground", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(88 if folded else 208)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(12, now.space(12), 12, now.space(8))
        stack.setSpacing(now.space(2))
        mark = QHBoxLayout()
        mark.setContentsMargins(12, 4, 12, now.space(10))
        mark.setSpacing(now.space(10))
        mark.addWidget(picture("door", 24, "primary"))
        if not folded:
            mark.addWidget(label("Satu Pintu", "tile", wrap=False))
            mark.addStretch(1)
        stack.addLayout(mark)
        for room in rooms:
            made = self._entry(self._word(room), _ICONS[room])
            made.setCheckable(True)
            made.setObjectName(f"room-{room}")
            made.clicked.connect(lambda _on=False, room=room: self._on_pressed(room))
            self._buttons[room] = made
            stack.addWidget(made)
        stack.addStretch(1)
        if not folded:
            who = QHBoxLayout()
            who.setContentsMargins(12, 0, 0, now.space(8))
            who.setSpacing(now.space(14))
            who.addWidget(picture(icon, 22, "primary"))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(name, "medium"))
            words.addWidget(label(role, "small", "ink2"))
            who.addLayout(words, 1)
            stack.addLayout(who)
            stack.addWidget(rule())
        lock = self._entry(self.tr("Lock  ·  F12"), "lock")
        lock.setObjectName("lock")
        lock.setAccessibleName(self.tr("Lock"))
        lock.clicked.connect(self.lock_pressed)
        stack.addWidget(lock)
        self.mark(here)

    def mark(self, room: str) -> None:
        """Show which room is open."""
        for name, entry in self._buttons.items():
            entry.setChecked(name == room)
            self._paint_icon(entry, _ICONS[name], chosen=name == room)

    def _on_pressed(self, room: str) -> None:
        here = next((name for name in self._buttons if self._buttons[name].isChecked()), "")
        self.mark(here if here != room else room)
        self.room_pressed.emit(room)

    def _entry(self, word: str, icon: str) -> QPushButton:
        now = look.current()
        made = QPushButton("" if self.folded else f"  {word}")
        made.setProperty("look", "railicon" if self.folded else "rail")
        made.setAccessibleName(word)
        made.setToolTip(word if self.folded else "")
        size = now.icon(22)
        made.setIconSize(QSize(size, size))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        self._paint_icon(made, icon, chosen=False)
        return made

    def _paint_icon(self, entry: QPushButton, icon: str, *, chosen: bool) -> None:
        now = look.current()
        colour = now.colours.primary if chosen else now.colours.ink2
        size = entry.iconSize().width()
        entry.setIcon(QIcon(icons.pixmap(icon, colour, size, entry.devicePixelRatioF())))

    def _word(self, room: str) -> str:
        return {
            "home": self.tr("Home"),
            "record": self.tr("Record"),
            "danger": self.tr("Danger signs"),
            "cases": self.tr("My cases"),
            "send": self.tr("Send"),
            "desk": self.tr("Referrals in"),
            "office": self.tr("Mail office"),
            "guide": self.tr("Guide"),
            "reports": self.tr("Reports"),
            "settings": self.tr("Settings"),
        }[room]
