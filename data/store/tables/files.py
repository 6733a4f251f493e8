"""Files of letters: which file stands at which place of which letter, wished for, here, or lost.

The bytes of a file lie once a case in ``attachment`` and are found by case and SHA-256: a letter to
oneself and a referral may carry the same one. "Here" is a file whose bytes belong to no open draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.ops.attached import Attached
from data.store.cipher import Drawer

_COLUMNS = (
    "opid, at, rec, aud, own, blob, sealed_bytes, chunks, name, mime, size, sha256, wished_at,"
    " fault"
)
_PUT = (
    "INSERT OR IGNORE INTO letter_file(opid, at, rec, aud, own, blob, sealed_bytes, chunks, name,"
    " mime, size, sha256) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_IS_HERE = (
    "EXISTS (SELECT 1 FROM attachment a WHERE a.rec = f.rec AND a.sha256 = f.sha256"
    " AND a.draft IS NULL)"
)
_ROWS = f"SELECT {_COLUMNS}, {_IS_HERE} FROM letter_file f"  # noqa: S608
_ONE = f"{_ROWS} WHERE opid = ? AND at = ?"
_OF_LETTER = f"{_ROWS} WHERE opid = ? ORDER BY at"
_OF_CASE = f"{_ROWS} WHERE rec = ? ORDER BY opid, at"
_OWN = "SELECT opid, blob FROM letter_file WHERE own = 1"
_AWAITED = f"{_ROWS} WHERE (own = 1 OR wished_at > 0) AND fault = '' AND NOT {_IS_HERE}"
_WISH = "UPDATE letter_file SET wished_at = ?, fault = '' WHERE opid = ? AND at = ?"
_FAULT = "UPDATE letter_file SET fault = ? WHERE opid = ? AND at = ?"
_FORGET = "DELETE FROM letter_file WHERE opid = ?"
_STILL = "SELECT 1 FROM letter_file WHERE rec = ? AND sha256 = ? LIMIT 1"
_DESTROY = "DELETE FROM attachment WHERE rec = ? AND sha256 = ? AND draft IS NULL"
_BODY = (
    "SELECT body FROM attachment WHERE rec = ? AND sha256 = ?"
    " ORDER BY draft IS NOT NULL, id LIMIT 1"
)
_CARRIED = "SELECT sha256 FROM letter_file WHERE rec = ? AND aud = ?"


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file at place ``at`` of letter ``opid``. ``aud``: who can read that letter; ``own``: this
    person wrote it; ``wished_at`` Unix s or 0; ``fault``: why it cannot be had, a code; ``here``:
    its bytes are in this vault."""

    opid: bytes
    at: int
    rec: bytes
    aud: str
    own: bool
    blob: bytes
    sealed_bytes: int
    chunks: int
    name: str
    mime: str
    size: int
    sha256: bytes
    wished_at: int = 0
    fault: str = ""
    here: bool = False


class LetterFiles:
    """The letter_file table, beside the attachments it points to."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def put(
        self, opid: bytes, rec: bytes, aud: str, files: Iterable[Attached], *, own: bool
    ) -> None:
        """Note the files of a letter; what is noted already stays."""
        for one in files:
            self._drawer.run(
                _PUT,
                opid,
                one.at,
                rec,
                aud,
                int(own),
                one.blob,
                one.sealed_bytes,
                one.chunks,
                one.name,
                one.mime,
                one.size,
                one.sha256,
            )

    def get(self, opid: bytes, at: int) -> LetterFile | None:
        """One file of a letter."""
        found = self._drawer.row(_ONE, opid, at)
        return _row(found) if found else None

    def of_letter(self, opid: bytes) -> list[LetterFile]:
        """The files of a letter, by place."""
        return [_row(found) for found in self._drawer.rows(_OF_LETTER, opid)]

    def of_case(self, rec: bytes) -> list[LetterFile]:
        """The files of all letters of a case."""
        return [_row(found) for found in self._drawer.rows(_OF_CASE, rec)]

    def own(self) -> list[tuple[bytes, bytes]]:
        """(opid, blob) of every file of every letter this person wrote: what a lay pass compares,
        thousands at each save."""
        return [(found[0], found[1]) for found in self._drawer.rows(_OWN)]

    def awaited(self) -> list[LetterFile]:
        """Files that must come from the city: wished for, and one's own that are not here."""
        return [_row(found) for found in self._drawer.rows(_AWAITED)]

    def body(self, rec: bytes, sha256: bytes) -> bytes | None:
        """The bytes of a file of a case, or ``None``."""
        found: Any = self._drawer.row(_BODY, rec, sha256)
        return bytes(found[0]) if found else None

    def carried(self, rec: bytes, aud: str) -> set[bytes]:
        """The SHA-256 of every file that a letter of the case to this audience carries."""
        return {found[0] for found in self._drawer.rows(_CARRIED, rec, aud)}

    def wish(self, opid: bytes, at: int, now: int) -> None:
        """Note that a person wants it (``now`` Unix s), or no longer (0). A fault is forgotten."""
        self._drawer.run(_WISH, now, opid, at)

    def set_fault(self, opid: bytes, at: int, code: str) -> None:
        """Note why it cannot be had."""
        self._drawer.run(_FAULT, code, opid, at)

    def forget(self, opid: bytes) -> list[LetterFile]:
        """The letter was erased: forget its files, and destroy the bytes that no other letter of
        the case carries (the pages are overwritten). Gives what was forgotten."""
        rows = self.of_letter(opid)
        self._drawer.run(_FORGET, opid)
        for one in rows:
            if self._drawer.row(_STILL, one.rec, one.sha256) is None:
                self._drawer.run(_DESTROY, one.rec, one.sha256)
        return rows


def _row(found: tuple[Any, ...]) -> LetterFile:
    told = [*found[:4], bool(found[4]), *found[5:14], bool(found[14])]
    return LetterFile(*told)
