"""The cache of answered forms: which form was answered in which case, when, and whether corrected.

Made anew from the ops whenever a case is folded; kept for lists over all cases and to know which
versions of forms something still refers to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.store.cipher import Drawer
from data.store.packing import Packing

_COLUMNS = "rec, instance, form, kind, version, sha, by, at, supersedes, superseded, body"
_ADD = f"INSERT INTO answered_form({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)"  # noqa: S608
_OF_CASE = f"SELECT {_COLUMNS} FROM answered_form WHERE rec = ? ORDER BY at, instance"  # noqa: S608
_OF_KIND = (
    f"SELECT {_COLUMNS} FROM answered_form WHERE kind = ? AND superseded = 0"  # noqa: S608
    " ORDER BY at DESC, instance LIMIT ?"
)
_COUNT = "SELECT count(*) FROM answered_form WHERE kind = ? AND superseded = 0"
_FORGET = "DELETE FROM answered_form WHERE rec = ?"
_SHAS = "SELECT DISTINCT sha FROM answered_form WHERE sha <> x''"


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """One answered form. ``at`` in Unix seconds; ``by`` the author's 16 bytes; ``sha``: the first
    eight bytes of the form's, empty where the letter does not say; ``body``: its answers, the
    app's JSON."""

    rec: bytes
    instance: str
    form: str
    kind: str
    version: str
    sha: bytes
    by: bytes
    at: int
    supersedes: str
    superseded: bool
    body: bytes


class Answered:
    """The answered_form table."""

    def __init__(self, drawer: Drawer, packing: Packing) -> None:
        self._drawer = drawer
        self._packing = packing

    def put_case(self, rec: bytes, rows: Iterable[AnsweredRow]) -> None:
        """Replace what is kept of one case. Call it inside the transaction that folds it."""
        self._drawer.run(_FORGET, rec)
        for row in rows:
            self._drawer.run(
                _ADD,
                rec,
                row.instance,
                row.form,
                row.kind,
                row.version,
                row.sha,
                row.by,
                row.at,
                row.supersedes,
                int(row.superseded),
                self._packing.pack(row.body),
            )

    def of_case(self, rec: bytes) -> list[AnsweredRow]:
        """The answered forms of one case, oldest first, corrected ones too."""
        return [self._row(found) for found in self._drawer.rows(_OF_CASE, rec)]

    def of_kind(self, kind: str, limit: int = 50) -> list[AnsweredRow]:
        """The newest answered forms of a kind that were not corrected since."""
        return [self._row(found) for found in self._drawer.rows(_OF_KIND, kind, limit)]

    def count(self, kind: str) -> int:
        """How many answered forms of a kind count."""
        found = self._drawer.row(_COUNT, kind)
        return int(found[0]) if found else 0

    def shas(self) -> set[bytes]:
        """The first eight bytes of the hash of every form that an answered form refers to."""
        return {bytes(found[0]) for found in self._drawer.rows(_SHAS)}

    def _row(self, found: tuple[Any, ...]) -> AnsweredRow:
        body = self._packing.unpack(found[10])
        return AnsweredRow(*(*found[:9], bool(found[9]), body))
