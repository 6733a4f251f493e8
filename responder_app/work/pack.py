"""The content in use: what is built in, or the city's pack over it; and forms by version.

At the door it is always the built-in one: nobody's pins say there which city's keys count. After
unlock ``take_pack`` puts the newest verified pack in its place (``use``), for this process only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from data.content import reader
from data.content.pack import Pack
from data.content.source import BUILT_IN, Content
from data.forms.formdef import FormDef, load_form
from data.model.problems import Code, Fault, Refusal
from data.store.drafts import Draft
from data.store.store import Store
from responder_app.rules.pathway import Table, read_table


class Current:
    """Content with everything read from it once. ``pack``: None for what is built in."""

    def __init__(self, pack: Pack | None = None) -> None:
        self.pack = pack
        self.content: Content = BUILT_IN if pack is None else pack.content()
        self._forms: dict[str, FormDef] = {}
        self._shas: dict[str, bytes] = {}
        self._versions: dict[str, str] = {}
        self._table: Table | None = None
        self._words: Mapping[str, tuple[str, str]] | None = None

    @property
    def seq(self) -> int:
        """The pack's number; 0 for what is built in."""
        return 0 if self.pack is None else self.pack.manifest.seq

    def form(self, form_id: str) -> FormDef:
        """A form of this content. Raises ``Refusal(FORM_UNKNOWN)``."""
        if form_id not in self._forms:
            self._forms[form_id] = load_form(self.source(form_id))
        return self._forms[form_id]

    def source(self, form_id: str) -> bytes:
        """The compiled form's exact bytes. Raises ``Refusal(FORM_UNKNOWN)``."""
        try:
            return reader.built_form(form_id, self.content)
        except KeyError as error:
            raise Refusal(Code.FORM_UNKNOWN) from error

    def version(self, form_id: str) -> str:
        """A form's version, without taking the whole form apart; empty where it has none.

        Raises ``Refusal(FORM_UNKNOWN)``.
        """
        if form_id not in self._versions:
            named = re.search(
                rb'<[^<>]*\sid="%s"[^<>]*\sversion="([^"<>]*)"' % re.escape(form_id.encode()),
                self.source(form_id),
            )
            found = b"" if named is None else named.group(1)
            self._versions[form_id] = found.decode("utf-8", "replace")
        return self._versions[form_id]

    def sha(self, form_id: str) -> bytes:
        """sha256 of the compiled form's bytes. Raises ``Refusal(FORM_UNKNOWN)``."""
        if form_id not in self._shas:
            self._shas[form_id] = hashlib.sha256(self.source(form_id)).digest()
        return self._shas[form_id]

    def table(self) -> Table:
        """The decision table with its steps and services."""
        if self._table is None:
            content = self.content
            self._table = read_table(
                reader.pathway_rows(content), reader.step_rows(content), reader.services(content)
            )
        return self._table

    def reason_words(self) -> Mapping[str, tuple[str, str]]:
        """Words of every reason code: (Bahasa Indonesia, English)."""
        if self._words is None:
            self._words = reader.reason_words(self.content)
        return self._words


class _InUse:
    """The one place that says which content this process uses."""

    def __init__(self) -> None:
        self.current = Current()


_in_use: Final = _InUse()
_kept: Final[dict[bytes, FormDef]] = {}


def use(current: Current) -> None:
    """From now on everything is read from this content."""
    _in_use.current = current


def current() -> Current:
    """The content in use."""
    return _in_use.current


def content() -> Content:
    """The files in use, for ``data.content.reader`` and its like."""
    return current().content


def form(form_id: str) -> FormDef:
    """A form as it is now. Raises ``Refusal(FORM_UNKNOWN)``."""
    return current().form(form_id)


def table() -> Table:
    """The decision table in use."""
    return current().table()


def reason_words() -> Mapping[str, tuple[str, str]]:
    """Words of every reason code: (Bahasa Indonesia, English)."""
    return current().reason_words()


def begin(store: Store, form_id: str, now: int) -> tuple[FormDef, bytes]:
    """The present version of a form for a new draft, and its hash; the version is kept for good.

    Raises ``Refusal(FORM_UNKNOWN)``.
    """
    here = current()
    chosen = here.form(form_id)
    sha = store.vault.forms.keep(form_id, chosen.version, here.source(form_id), now)
    return chosen, sha


def form_of(store: Store, sha: bytes) -> FormDef | None:
    """The form whose hash this is, or begins with (8 bytes or more), if it is kept; else None.

    Raises ``Fault(VAULT_DAMAGED)`` where its bytes changed.
    """
    if sha not in _kept:
        whole = store.vault.forms.find(sha)
        found = None if whole is None else store.vault.forms.get(whole)
        if found is None:
            return None
        _kept[sha] = load_form(found.xform)
    return _kept[sha]


def of_draft(store: Store, draft: Draft) -> FormDef:
    """The form a draft was begun with, whatever has come since.

    A draft whose version nobody has any more goes on with the form as it is now
    (``pin_old_drafts``). Raises ``Refusal(FORM_UNKNOWN)`` for these, ``Fault(DRAFT_UNREADABLE)``
    where a kept form is gone.
    """
    if not draft.form_sha:
        return form(draft.form)
    found = form_of(store, draft.form_sha)
    if found is None:
        raise Fault(Code.DRAFT_UNREADABLE)
    return found


def is_newer(form_id: str, version: str) -> bool:
    """Whether the form in use is a later version than this one."""
    try:
        now = current().version(form_id)
    except Refusal:
        return False
    return (len(now), now) > (len(version), version)


def pin_old_drafts(store: Store, now: int) -> None:
    """Give drafts that were begun before packs the very form they were begun with."""
    for face in store.vault.drafts.list():
        draft = None if face.form_sha else store.vault.drafts.get(face.id)
        xform = None if draft is None else _shipped(face.form, face.form_version)
        if draft is None or xform is None:
            continue
        with store.transaction():
            sha = store.vault.forms.keep(face.form, face.form_version, xform, now)
            store.vault.drafts.put(replace(draft, form_sha=sha))


def _shipped(form_id: str, version: str) -> bytes | None:
    """A form of this version as this program or an earlier one shipped it."""
    built_in = Current()
    try:
        if built_in.version(form_id) == version:
            return built_in.source(form_id)
        return reader.earlier_form(form_id, version)
    except (KeyError, Refusal):
        return None
