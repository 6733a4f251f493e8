"""Drafts: unfinished forms, saved within a second of the last key, never sent anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from data.store.cipher import Drawer
from data.store.packing import Packing
from data.store.tables.notes import Notes

_PUT = (
    "INSERT INTO draft(id, rec, form, form_version, started_at, saved_at, body, form_sha)"
    " VALUES (?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET rec = excluded.rec,"
    " form = excluded.form, form_version = excluded.form_version, saved_at = excluded.saved_at,"
    " body = excluded.body, form_sha = excluded.form_sha"
)
_GET = (
    "SELECT id, rec, form, form_version, started_at, saved_at, body, form_sha FROM draft"
    " WHERE id = ?"
)
_LIST = (
    "SELECT id, rec, form, form_version, started_at, saved_at, form_sha FROM draft"
    " ORDER BY saved_at DESC"
)
_DELETE = "DELETE FROM draft WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form. ``body``: the session's own JSON; times in Unix seconds.

    A draft pins the form version it began with (design.md 5): ``form_sha`` is the sha256 of that
    form's bytes, kept in ``KeptForms``; empty in drafts begun before packs.
    """

    id: bytes
    rec: bytes
    form: str
    form_version: str
    started_at: int
    saved_at: int
    body: bytes
    form_sha: bytes = b""


@dataclass(frozen=True, slots=True)
class DraftFace:
    """A draft without its body, for lists."""

    id: bytes
    rec: bytes
    form: str
    form_version: str
    started_at: int
    saved_at: int
    form_sha: bytes = b""


class Drafts:
    """The drafts of one person."""

    def __init__(self, drawer: Drawer, notes: Notes, packing: Packing) -> None:
        self._drawer = drawer
        self._notes = notes
        self._packing = packing

    def put(self, draft: Draft) -> None:
        """Keep a draft, in place of its older self: one durable write."""
        self._drawer.run(
            _PUT,
            draft.id,
            draft.rec,
            draft.form,
            draft.form_version,
            draft.started_at,
            draft.saved_at,
            self._packing.pack(draft.body),
            draft.form_sha,
        )
        self._notes.drafts.add(draft.id)

    def get(self, id: bytes) -> Draft | None:
        """One draft, or ``None``."""
        found = self._drawer.row(_GET, id)
        return Draft(*(*found[:6], self._packing.unpack(found[6]), found[7])) if found else None

    def list(self) -> list[DraftFace]:
        """All drafts, last saved first."""
        return [DraftFace(*row) for row in self._drawer.rows(_LIST)]

    def delete(self, id: bytes) -> bool:
        """Erase a draft; the file's pages are overwritten (secure_delete). False: none."""
        gone = self._drawer.run(_DELETE, id) > 0
        if gone:
            self._notes.drafts.add(id)
        return gone
