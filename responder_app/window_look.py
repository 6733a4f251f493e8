"""How the window of this laptop looks: five plain words in ``look.txt``, read before it opens.

Nothing of a person is in them, so they lie outside mailbag and vaults and the door needs no key
to come up in the right language. A damaged file gives the usual look and is written anew at the
next change.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.store.files import put_whole

FILE = "look.txt"
LANGUAGES, THEMES, SIZES = ("id", "en"), ("system", "light", "dark"), ("100", "125", "150", "200")
TRAY, NO_TRAY = "tray", "no-tray"


@dataclass(frozen=True, slots=True)
class WindowLook:
    """How the window of this laptop looks; nothing of a person.

    ``tray``: the icon beside the clock, where the system has a place for it.
    """

    language: str = "id"
    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 5
    tray: bool = True

    def packed(self) -> bytes:
        """As kept in the file."""
        tray = TRAY if self.tray else NO_TRAY
        words = (self.language, self.theme, self.text_size, self.lock_minutes, tray)
        return " ".join(str(word) for word in words).encode()

    @staticmethod
    def unpacked(kept: bytes) -> WindowLook:
        """Read back; anything unreadable gives the usual look. Older ones have four words."""
        parts = kept.decode("ascii", errors="replace").split()
        tray = parts.pop() if len(parts) == 5 else TRAY
        if tray not in (TRAY, NO_TRAY):
            return WindowLook()
        if len(parts) != 4 or parts[0] not in LANGUAGES or parts[1] not in THEMES:
            return WindowLook()
        if parts[2] not in SIZES or not parts[3].isdecimal() or len(parts[3]) > 3:
            return WindowLook()
        minutes = min(15, max(1, int(parts[3])))
        return WindowLook(parts[0], parts[1], int(parts[2]), minutes, tray == TRAY)


def read_look(home: Path) -> WindowLook:
    """The look kept in ``home``; where there is none, or it cannot be read, the usual one."""
    try:
        return WindowLook.unpacked((home / FILE).read_bytes()[:64])
    except OSError:
        return WindowLook()


def keep_look(home: Path, look: WindowLook) -> None:
    """Keep the look in ``home``, whole or not at all. Raises ``Fault`` DISK_FULL, _READ_ONLY."""
    put_whole(home / FILE, look.packed())
