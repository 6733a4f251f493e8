"""Beginning a form: a new case or one that is there; what was told before is never asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.model.problems import Code, Refusal
from data.ops.fold import CaseState
from data.store.drafts import Draft
from data.store.store import Store
from responder_app.rules import facts
from responder_app.work import answered, circle, drafts, faces, pack, suggest
from responder_app.work.drafts import DraftBody, OpenDraft
from responder_app.work.identity import Me, load
from responder_app.work.reading import answers_of, state_of
from responder_app.work.world import World

# What was said about right now: carried within one sitting, asked anew after it.
SHARED = ("safe_now", "perp_nearby", "tonight_place")
SITTING_SECONDS = 6 * 3600
_ASKS_ANEW = frozenset({"followup", "closing"})


@dataclass(frozen=True, slots=True)
class _Start:
    """How a form begins: what is put in, which of it need not be asked, what it corrects."""

    answers: dict[str, str]
    known: frozenset[str]
    supersedes: str = ""


def start(
    store: Store,
    world: World,
    form_id: str,
    rec: bytes | None,
    chosen: Mapping[str, str],
) -> OpenDraft:
    """Begin a form. ``rec`` None: a new case. What the case knows already is put in.

    Raises ``Refusal``: NOT_ENROLLED, FORM_UNKNOWN, FORM_NOT_FOR_ROLE, CASE_UNKNOWN for a form that
    needs a case, NOT_YOUR_CASE for one that was handed over, or is not shared with one any more.
    """
    me = _allowed(store, form_id)
    again = None if _told_once(faces.of(form_id).kind) else ""
    same = drafts.same_draft(store, form_id, rec, again)
    if same is not None:
        return drafts.open_draft(store, same.id)
    here = {"service_area_code": me.person.area, "recorder_role": me.person.role.value}
    first = _Start({**here, **chosen}, frozenset(name for name in chosen if chosen[name]))
    if rec is not None and store.vault.ops.of_case(rec):
        state = state_of(store, world, me, rec)
        if not circle.may_write(me, state):
            raise Refusal(Code.NOT_YOUR_CASE)
        level = suggest.facts_of(state)["level"]
        first = _Start({**first.answers, "case_level": level}, first.known)
        first = _carried(state, form_id, first, world.now())
    elif faces.of(form_id).needs_case == "yes":
        raise Refusal(Code.CASE_UNKNOWN)
    return _put(store, world, form_id, rec or world.random(16), first)


def correct(store: Store, world: World, rec: bytes, instance: str) -> OpenDraft:
    """Open an answered form again: a new one that will take its place; the old one stays.

    Only the newest of a form can be corrected (of evidence and activities each one). Raises
    ``Refusal``: CASE_UNKNOWN, FORM_NOT_FOR_ROLE, NOT_YOUR_CASE for somebody else's answers.
    """
    me = load(store)
    state = state_of(store, world, me, rec)
    form = next((one for one in answered.forms_of(state) if one.instance == instance), None)
    if form is None or not form.newest:
        raise Refusal(Code.CASE_UNKNOWN)
    if form.by != me.user or not circle.may_write(me, state):
        raise Refusal(Code.NOT_YOUR_CASE)
    _allowed(store, form.form)
    same = drafts.same_draft(store, form.form, rec, instance)
    if same is not None:
        return drafts.open_draft(store, same.id)
    now_known = answers_of(state)
    asked = {defn.local for defn in pack.form(form.form).controls}
    told = {name: value for name, value in form.answers.items() if name in asked}
    if not form.stands_alone:
        told |= {name: now_known[name] for name in asked & now_known.keys() if now_known[name]}
    here = {"service_area_code": me.person.area, "recorder_role": me.person.role.value}
    return _put(store, world, form.form, rec, _Start({**here, **told}, frozenset(), instance))


def _allowed(store: Store, form_id: str) -> Me:
    me = load(store)
    face = faces.of(form_id)
    if not face.open_to(me.person.role.value):
        raise Refusal(Code.FORM_NOT_FOR_ROLE, form=form_id)
    return me


def _put(store: Store, world: World, form_id: str, rec: bytes, first: _Start) -> OpenDraft:
    now = world.now()
    body = DraftBody(
        "", known=sorted(first.known), answers=first.answers, supersedes=first.supersedes
    )
    with store.transaction():
        form, sha = pack.begin(store, form_id, now)
        packed = drafts.packed(body)
        draft = Draft(world.random(16), rec, form_id, form.version, now, now, packed, sha)
        store.vault.drafts.put(draft)
    return drafts.opened(draft, body, form)


def _carried(state: CaseState, form_id: str, first: _Start, now: int) -> _Start:
    """What a form of a known case begins with, and which of it need not be asked again.

    A follow-up and a closing ask anew how things are; everything else takes what was told, what
    was said about right now only within one sitting. An intake that was answered before is opened
    as its own correction, with every answer on show.
    """
    told = answers_of(state)
    face = faces.of(form_id)
    before = answered.newest_of(state, form_id)
    if _told_once(face.kind) and before is not None:
        return _Start({**first.answers, **told}, frozenset(), before.instance)
    if face.kind in _ASKS_ANEW:
        return first
    if face.kind in ("evidence", "activity"):
        return first
    if facts.violence(told):
        told.setdefault("violence_happened", "ya")
    if face.kind == "checklist":
        items = {name: value for name, value in told.items() if name.startswith(face.prefix)}
        told = {name: value for name, value in told.items() if name not in items}
    else:
        items = {}
    if not _one_sitting(state, now):
        told = {name: value for name, value in told.items() if name not in SHARED}
    told = {name: value for name, value in told.items() if value}
    return _Start({**first.answers, **told, **items}, first.known | frozenset(told))


def _told_once(kind: str) -> bool:
    """Whether a form of this kind is told once in a case, so that opening it again corrects it."""
    return kind in ("intake", "quick", "consultation", "report")


def _one_sitting(state: CaseState, now: int) -> bool:
    last = max((entry.tw for entry in state.entries), default=0)
    return now - last <= SITTING_SECONDS
