"""Drafts: a form from its first answer to its last, as it lies in the vault and opens again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from data.forms.formdef import FormDef
from data.model.case import case_code
from data.model.problems import Code, Fault, Refusal
from data.store.drafts import Draft, DraftFace
from data.store.store import Store
from responder_app.work import pack
from responder_app.work.world import World


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft ready to be filled. ``xml`` None: a form just begun, with ``answers`` put in.

    ``known``: names of questions that were answered before and need no asking again. ``cursor``:
    the screen it was left at; ``at_summary``: it was left on the page before finishing.
    ``supersedes``: the answered form it corrects, or empty. ``unplaced``: answers of an older
    version that have no place in this one: path, name, label, value, why. ``form_sha``: the hash
    of the form's bytes; ``newer``: the form in use now is a later version.
    """

    id: bytes
    rec: bytes
    form_id: str
    form: FormDef
    xml: bytes | None
    answers: Mapping[str, str]
    known: frozenset[str]
    cursor: str
    at_summary: bool
    code: str
    saved_at: int | None
    supersedes: str = ""
    unplaced: tuple[tuple[str, ...], ...] = ()
    form_sha: bytes = b""
    newer: bool = False


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    id: bytes
    rec: bytes
    form_id: str
    saved_at: int


class DraftBody(msgspec.Struct, frozen=True):
    """A draft's body in the vault. ``unplaced``: path, name, label, value, why of each."""

    xml: str
    cursor: str = ""
    summary: bool = False
    known: list[str] = []
    answers: dict[str, str] = {}
    supersedes: str = ""
    unplaced: list[list[str]] = []


def begun(store: Store) -> tuple[DraftLine, ...]:
    """Drafts that wait, last saved first."""
    return tuple(
        DraftLine(face.id, face.rec, face.form, face.saved_at) for face in store.vault.drafts.list()
    )


def same_draft(
    store: Store, form_id: str, rec: bytes | None, supersedes: str | None = None
) -> DraftFace | None:
    """The draft of this form for this case that was begun before, if there is one.

    ``supersedes``: only one that corrects this instance ("": that corrects none).
    """
    for face in store.vault.drafts.list() if rec is not None else ():
        if face.rec != rec or face.form != form_id:
            continue
        if supersedes is None or body_of(of(store, face.id)).supersedes == supersedes:
            return face
    return None


def of(store: Store, draft_id: bytes) -> Draft:
    """A draft's row. Raises ``Refusal(CASE_UNKNOWN)`` when it was finished or erased meanwhile."""
    draft = store.vault.drafts.get(draft_id)
    if draft is None:
        raise Refusal(Code.CASE_UNKNOWN)
    return draft


def open_draft(store: Store, draft_id: bytes) -> OpenDraft:
    """A draft as it was left. Raises ``Fault(DRAFT_UNREADABLE)``; the row stays as it is."""
    draft = of(store, draft_id)
    return opened(draft, body_of(draft), pack.of_draft(store, draft))


def body_of(draft: Draft) -> DraftBody:
    """The body of a draft. Raises ``Fault(DRAFT_UNREADABLE)``."""
    try:
        return msgspec.json.decode(draft.body, type=DraftBody)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Fault(Code.DRAFT_UNREADABLE) from error


def packed(body: DraftBody) -> bytes:
    """A draft's body as bytes."""
    return msgspec.json.encode(body)


def opened(draft: Draft, body: DraftBody, form: FormDef) -> OpenDraft:
    """A draft's row and body as the window needs them."""
    return OpenDraft(
        id=draft.id,
        rec=draft.rec,
        form_id=draft.form,
        form=form,
        xml=body.xml.encode() if body.xml else None,
        answers=body.answers,
        known=frozenset(body.known),
        cursor=body.cursor,
        at_summary=body.summary,
        code=case_code(draft.rec),
        saved_at=draft.saved_at,
        supersedes=body.supersedes,
        unplaced=tuple(tuple(one) for one in body.unplaced),
        form_sha=draft.form_sha,
        newer=pack.is_newer(draft.form, draft.form_version),
    )


def save(
    store: Store, world: World, draft_id: bytes, xml: bytes, cursor: str, at_summary: bool
) -> int:
    """Keep a draft as it is now: durable when this returns. Gives the moment (Unix s)."""
    draft = of(store, draft_id)
    before = body_of(draft)
    now = world.now()
    body = msgspec.structs.replace(before, xml=xml.decode(), cursor=cursor, summary=at_summary)
    with store.transaction():
        store.vault.drafts.put(replace(draft, saved_at=now, body=packed(body)))
    return now


def discard(store: Store, draft_id: bytes) -> None:
    """Erase a draft with its files; inside the transaction of whoever decided it."""
    store.vault.drafts.delete(draft_id)
    store.vault.attachments.delete_draft(draft_id)
