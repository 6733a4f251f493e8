"""Files a person put into a form: their bytes inside the vault, under a name of chance.

Nothing of the file's own name or path is kept. A row belongs to a draft until the form is finished,
and to its case afterwards; a draft that is erased takes its files with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.store.cipher import Drawer

_ADD = (
    "INSERT INTO attachment(id, rec, draft, name, mime, size, sha256, added_at, body)"
    " VALUES (?,?,?,?,?,?,?,?,?)"
)
_FACE = "SELECT id, rec, draft, name, mime, size, sha256, added_at FROM attachment"
_BODY = "SELECT body FROM attachment WHERE name = ?"
_SETTLE = "UPDATE attachment SET draft = NULL WHERE draft = ?"
_DELETE = "DELETE FROM attachment WHERE name = ?"
_DELETE_DRAFT = "DELETE FROM attachment WHERE draft = ?"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file without its bytes. ``name``: 16 hex digits and a suffix; ``size`` in bytes;
    ``draft``: the draft it belongs to, None once the form is finished; ``added_at`` Unix s."""

    id: bytes
    rec: bytes
    draft: bytes | None
    name: str
    mime: str
    size: int
    sha256: bytes
    added_at: int


class Attachments:
    """The attachment table."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def add(self, face: Attachment, body: bytes) -> None:
        """Keep a file, exactly as it came."""
        self._drawer.run(
            _ADD,
            face.id,
            face.rec,
            face.draft,
            face.name,
            face.mime,
            face.size,
            face.sha256,
            face.added_at,
            body,
        )

    def get(self, name: str) -> Attachment | None:
        """A file by the name that is its answer."""
        found = self._drawer.row(f"{_FACE} WHERE name = ?", name)
        return Attachment(*found) if found else None

    def body(self, name: str) -> bytes | None:
        """The bytes of a file."""
        found: Any = self._drawer.row(_BODY, name)
        return bytes(found[0]) if found else None

    def of_case(self, rec: bytes) -> list[Attachment]:
        """The files of a case, oldest first."""
        rows = self._drawer.rows(f"{_FACE} WHERE rec = ? ORDER BY added_at, id", rec)
        return [Attachment(*row) for row in rows]

    def of_draft(self, draft: bytes) -> list[Attachment]:
        """The files of an unfinished form."""
        rows = self._drawer.rows(f"{_FACE} WHERE draft = ? ORDER BY added_at, id", draft)
        return [Attachment(*row) for row in rows]

    def settle(self, draft: bytes) -> None:
        """The form is finished: what is still there belongs to its case."""
        self._drawer.run(_SETTLE, draft)

    def delete(self, name: str) -> bool:
        """Erase one file; the pages are overwritten (secure_delete). False: there is none."""
        return self._drawer.run(_DELETE, name) > 0

    def delete_draft(self, draft: bytes) -> int:
        """Erase the files of a draft; gives how many."""
        return self._drawer.run(_DELETE_DRAFT, draft)
