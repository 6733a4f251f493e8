"""Taking a draft over to a newer version of its form: a preview first, then one explicit step.

Until that step the draft stays what it is, on the version it was begun with. Nothing typed is lost:
an answer that has no place in the newer version is kept beside the draft and goes with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from data.forms import versions
from data.forms.errors import FormRefused
from data.forms.versions import Move
from data.model.case import case_code
from data.model.problems import Code, Refusal
from data.store.drafts import Draft
from data.store.store import Store
from responder_app.work import drafts, pack
from responder_app.work.filling import language_of
from responder_app.work.world import World, local_time


@dataclass(frozen=True, slots=True)
class KeptAside:
    """An answer without a place in the newer version. ``why`` as in ``versions.Unplaced``."""

    label: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What the step would do. ``carried``: question and answer; ``changed``: question and how.

    ``required``: questions that must be answered then and need not be now. What a form only
    carries along (no question, no label) goes too, and is not listed.
    """

    draft: bytes
    form_id: str
    code: str
    before: str
    after: str
    carried: tuple[tuple[str, str], ...]
    aside: tuple[KeptAside, ...]
    required: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]


def preview(store: Store, world: World, draft_id: bytes, language: str) -> MovePreview:
    """What would become of each answer. Changes nothing.

    Raises ``Refusal``: CASE_UNKNOWN where the draft is gone, FORM_REFUSED where the two are not
    versions of one form; ``Fault(DRAFT_UNREADABLE)``.
    """
    draft = drafts.of(store, draft_id)
    move = _moved(store, world, draft, language)
    return MovePreview(
        draft=draft.id,
        form_id=draft.form,
        code=case_code(draft.rec),
        before=draft.form_version,
        after=pack.current().version(draft.form),
        carried=tuple((one.label, one.words) for one in move.carried if one.label != one.name),
        aside=tuple(
            KeptAside(one.label, one.words, one.why)
            for one in move.unplaced
            if one.label != one.name
        ),
        required=move.new_required,
        changed=tuple((one.label, one.how) for one in move.changed),
    )


def move_draft(store: Store, world: World, draft_id: bytes, language: str) -> bytes:
    """Take the step: one transaction; gives the draft's id. Raises as ``preview`` does."""
    draft = drafts.of(store, draft_id)
    body = drafts.body_of(draft)
    move = _moved(store, world, draft, language)
    aside = [
        [one.path, one.name, one.label, one.value, one.why, one.words] for one in move.unplaced
    ]
    fresh = msgspec.structs.replace(
        body, xml=move.xml.decode(), cursor="", summary=False, unplaced=[*body.unplaced, *aside]
    )
    now = world.now()
    with store.transaction():
        form, sha = pack.begin(store, draft.form, now)
        store.vault.drafts.put(
            replace(
                draft,
                form_version=form.version,
                form_sha=sha,
                saved_at=now,
                body=drafts.packed(fresh),
            )
        )
    return draft.id


def _moved(store: Store, world: World, draft: Draft, language: str) -> Move:
    """The draft in the form as it is now. One that was only begun has nothing to carry yet."""
    body = drafts.body_of(draft)
    old, new = pack.of_draft(store, draft), pack.form(draft.form)
    if not body.xml:
        return Move(b"", (), (), (), ())
    clock, new_id = _outside(world)
    try:
        return versions.move(old, body.xml.encode(), new, clock, new_id, language_of(new, language))
    except FormRefused as refused:
        raise Refusal(Code.FORM_REFUSED, form=draft.form) from refused


def _outside(world: World) -> tuple[Callable[[], datetime], Callable[[], str]]:
    def clock() -> datetime:
        return local_time(world.now())

    def new_id() -> str:
        return world.random(16).hex()

    return clock, new_id
