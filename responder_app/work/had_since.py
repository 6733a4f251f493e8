"""Since when the city has a letter, by the city's own clock: one mark a writer and receipt.

A mark says "up to number n, at this time". A city that was restored takes marks back. Kept small:
of what lies before the oldest mark only that it is there is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from data.store.store import Store

KEY = "had.since"
KEPT = 300

Since = Callable[[bytes, int], "int | None"]


def note(store: Store, had: set[bytes]) -> Since:
    """Take the newest receipt into the marks. ``had``: own opids the city has now.

    Gives what tells, of a writer's number, the Unix second at which the city first said it has it.
    """
    vault = store.vault
    receipt = vault.pins.receipt()
    kept: dict[str, Any] = vault.settings.read(KEY, {})
    if receipt is not None and kept.get("srv") != receipt.srv:
        marks: dict[str, list[list[int]]] = kept.get("marks", {})
        for writer in vault.keys.writers():
            high = max((f.n for f in vault.ops.faces(writer.id) if f.opid in had), default=0)
            told = _raised(marks.get(writer.id.hex(), []), high, receipt.srv // 1000)
            if told:
                marks[writer.id.hex()] = told
        kept = {"srv": receipt.srv, "marks": marks}
        with store.transaction():
            vault.settings.write(KEY, kept)
    told_marks: dict[str, list[list[int]]] = kept.get("marks", {})

    def since(writer: bytes, n: int) -> int | None:
        ours = told_marks.get(writer.hex(), [])
        place = bisect_left([mark[0] for mark in ours], n)
        cut = place == 0 and len(ours) == KEPT and n < ours[0][0]
        return None if cut or place == len(ours) else ours[place][1]

    return since


def _raised(marks: list[list[int]], high: int, at: int) -> list[list[int]]:
    """The marks after a receipt that names everything up to ``high``."""
    lower = [mark for mark in marks if mark[0] <= high]
    if high and (not lower or lower[-1][0] < high):
        lower.append([high, at])
    return lower[-KEPT:]
