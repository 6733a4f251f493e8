"""The values of painted rows, and the one view that paints them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing to do, or one case: level pill, code, what, deadline.

    `level`: "darurat" | "tinggi" | "sedang" | "rendah" | "" (not judged yet).
    `state`: a road state code ("di_laptop", "dititipkan", "terkirim", "diterima_uptd") or "".
    `rec` is the hex of the record id. `sub` is a second line under `verb` (may be empty).
    """

    rec: str
    level: str
    code: str
    verb: str
    due: str = ""
    due_sub: str = ""
    overdue: bool = False
    sub: str = ""
    state: str = ""
