"""The folder of a demo: what lies where, and the marks that make a home a demo's home."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

MARK = "demo.json"
PASSPHRASES = {
    "cadre": "melati menyiram pagi tenang",
    "desk": "kerang pasang surut dermaga",
}
ICONS = {"cadre": "melati", "desk": "kerang"}


class FolderInUse(Exception):
    """The folder holds things that no demo made; nothing was touched."""


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """``cadre`` and ``desk`` are homes of the app, ``city`` is the city's, ``shots`` pictures."""

    root: Path

    @property
    def cadre(self) -> Path:
        """The cadre's laptop."""
        return self.root / "cadre"

    @property
    def desk(self) -> Path:
        """The desk's laptop."""
        return self.root / "desk"

    @property
    def city(self) -> Path:
        """Where ceremony, database and log of the demo city lie."""
        return self.root / "city"

    @property
    def shots(self) -> Path:
        """Numbered screenshots."""
        return self.root / "shots"

    @property
    def result(self) -> Path:
        """The finding of a scripted run."""
        return self.root / "result.json"

    @property
    def homes(self) -> tuple[tuple[str, Path], ...]:
        """Both laptops with their names."""
        return (("cadre", self.cadre), ("desk", self.desk))

    def home(self, person: str) -> Path:
        """The laptop of ``cadre`` or ``desk``."""
        return dict(self.homes)[person]

    def open(self, *, fresh: bool) -> None:
        """Make the folder ready; ``fresh`` removes what an earlier demo left in it.

        Raises ``FolderInUse`` for a folder that is neither empty nor a demo's.
        """
        if self.root.exists() and any(self.root.iterdir()) and not (self.root / MARK).is_file():
            raise FolderInUse
        if fresh and self.root.exists():
            for place in (self.cadre, self.desk, self.city, self.shots):
                shutil.rmtree(place, ignore_errors=True)
            self.result.unlink(missing_ok=True)
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / MARK).write_text(json.dumps({"demo": True}), encoding="utf-8")
        for person, home in self.homes:
            home.mkdir(mode=0o700, exist_ok=True)
            mark = {
                "demo": True,
                "person": person,
                "icon": ICONS[person],
                "passphrase": PASSPHRASES[person],
                "desk_home": "../desk" if person == "cadre" else "",
            }
            (home / MARK).write_text(json.dumps(mark), encoding="utf-8")


def pid_in(path: Path) -> int | None:
    """The process id a file names, if it does."""
    try:
        return int(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
