"""What a demo's home says of itself: its words for the door, and where the demo's desk lives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

MARK = "demo.json"


@dataclass(frozen=True, slots=True)
class DemoMark:
    """``passphrase`` stands on the demo door; ``desk_home`` is None on the desk's own laptop."""

    person: str = ""
    icon: str = ""
    passphrase: str = ""
    desk_home: Path | None = None


def read_mark(home: Path) -> DemoMark | None:
    """The mark in a home, or None for a home that is no demo's."""
    try:
        found = json.loads((home / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict):
        return DemoMark()
    desk = str(found.get("desk_home", ""))
    return DemoMark(
        str(found.get("person", "")),
        str(found.get("icon", "")),
        str(found.get("passphrase", "")),
        (home / desk).resolve() if desk else None,
    )
