"""The vaults of a home as the door shows them: an icon, never a name; read without any key.

Nothing here decrypts or writes, so the door stands before the cryptography is even loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.model.problems import Code, Fault
from data.store.header import Slot, SlotKind
from data.store.header_files import best_header, copies_of, read_copy

FREE_TRIES: Final = 5
WAITS: Final = (30, 60, 120, 300)  # seconds, from the fifth wrong try on
_NAMED = re.compile(r"\Avault-[0-9a-f]{16}\.(?:db|hdr|hdr2)\Z")


@dataclass(frozen=True, slots=True)
class VaultFace:
    """A vault as the door shows it: an icon, never a name.

    ``wait_seconds`` until the next try is taken; ``problem``: why it cannot be opened, if so;
    ``copies``: how many of the two header copies can be read.
    """

    path: Path
    icon: int
    fails: int = 0
    wait_seconds: int = 0
    copies: int = 2
    problem: Code | None = None


def list_vaults(home: Path, now: int) -> list[VaultFace]:
    """All vaults in ``home`` as the door shows them, those that cannot be opened included."""
    stems = {entry.name.split(".")[0] for entry in home.iterdir() if _NAMED.match(entry.name)}
    faces = []
    for stem in sorted(stems):
        path = home / f"{stem}.db"
        if not path.exists() and path.with_suffix(".db.new").exists():
            continue  # was never finished: nothing of anybody is in it
        faces.append(_face(path, now))
    return faces


def _face(path: Path, now: int) -> VaultFace:
    try:
        header = best_header(path)
    except Fault as fault:
        return VaultFace(path, 0, copies=0, problem=fault.code)
    slots = header.of_kind(SlotKind.PASSPHRASE)
    return VaultFace(
        path,
        slots[0].icon if slots else 0,
        fails=max((slot.fails for slot in slots), default=0),
        wait_seconds=max((seconds_to_wait(slot, now) for slot in slots), default=0),
        copies=sum(read_copy(copy)[0] is not None for copy in copies_of(path)),
        problem=None if path.exists() else Code.VAULT_MISSING,
    )


def seconds_to_wait(slot: Slot, now: int) -> int:
    """Seconds until a try is taken; a clock set back never makes it longer than the full wait."""
    if slot.fails < FREE_TRIES:
        return 0
    full = WAITS[min(slot.fails - FREE_TRIES, len(WAITS) - 1)]
    passed = now - slot.failed_at
    return full if passed < 0 else max(0, full - passed)
