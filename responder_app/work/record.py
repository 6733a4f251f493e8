"""Recording: a draft from the first question to the last, then letters of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from data.forms.formdef import FormDef
from data.forms.session import FormSession
from data.model.case import case_code
from data.model.problems import Code, Fault, Refusal
from data.ops.fold import CaseState
from data.ops.payload import Entry, PayloadBody, Value
from data.store.drafts import Draft, DraftFace
from data.store.store import Store
from data.store.tables.audit import Act
from responder_app.rules import facts
from responder_app.rules.consent import consent_of
from responder_app.work import fold_case, lay, pack
from responder_app.work.audience import addressed
from responder_app.work.fold_case import CHECKLIST, FOLLOW_UP
from responder_app.work.identity import load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import answers_of, state_of
from responder_app.work.world import World, local_time

INTAKE, FOLLOWUP = "intake", "followup"
CHECKLIST_FORMS = ("ipv5", "anak")
SHARED = ("safe_now", "perp_nearby", "tonight_place", "violence_happened")
NOT_STORED = "not-stored"
# Leaves a form only calculates with: they are drawn again from the answers whenever needed.
_HIDDEN = frozenset({"service_area_code"})
_DRAWN = frozenset(
    {"service_city", "may_record", "is_violence", "is_child", "checklist_id"}
    | {"ya_five", "ya_grave", "ya", "unknown", "answered", "asked", "recheck"}
)


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft ready to be filled. ``xml`` None: a form just begun, with ``answers`` put in.

    ``known``: names of questions that were answered before and need no asking again. ``cursor``:
    the question it was left at; ``at_summary``: it was left on the page before finishing.
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


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    id: bytes
    rec: bytes
    form_id: str
    saved_at: int


@dataclass(frozen=True, slots=True)
class Finished:
    """What a finished form leads to: ``checklist`` (the one that fits), ``danger``, ``case``.

    ``unsaved``: danger signs without a case. Nobody was asked whether it may be written down, so
    only the draft stays; the result is shown, and a recording can be begun from it.
    """

    rec: bytes
    next: str
    suggested: str = ""


class _Body(msgspec.Struct, frozen=True):
    """A draft's body in the vault."""

    xml: str
    cursor: str = ""
    summary: bool = False
    known: list[str] = []
    answers: dict[str, str] = {}


def begun(store: Store) -> tuple[DraftLine, ...]:
    """Drafts that wait, last saved first."""
    return tuple(
        DraftLine(face.id, face.rec, face.form, face.saved_at) for face in store.vault.drafts.list()
    )


def start(
    store: Store,
    world: World,
    form_id: str,
    rec: bytes | None,
    chosen: Mapping[str, str],
) -> OpenDraft:
    """Begin a form. ``rec`` None: a new case. What the case knows already is put in.

    Raises ``Refusal(NOT_ENROLLED)``, ``Refusal(FORM_UNKNOWN)``.
    """
    me, form, now = load(store), pack.form(form_id), world.now()
    same = _same_draft(store, form_id, rec)
    if same is not None:
        return open_draft(store, same.id)
    answers: dict[str, str] = {"service_area_code": me.person.area, **chosen}
    known = frozenset(chosen)
    if rec is None:
        rec = world.random(16)
    elif store.vault.ops.of_case(rec):
        answers, known = _carried(state_of(store, world, me, rec), form_id, answers)
    body = _Body("", known=sorted(known), answers=answers)
    draft = Draft(world.random(16), rec, form_id, form.version, now, now, _packed(body))
    with store.transaction():
        store.vault.drafts.put(draft)
    return _opened(draft, body, form)


def _same_draft(store: Store, form_id: str, rec: bytes | None) -> DraftFace | None:
    """The draft of this form for this case that was begun before, if there is one."""
    if rec is None:
        return None
    faces = store.vault.drafts.list()
    return next((face for face in faces if face.rec == rec and face.form == form_id), None)


def _carried(
    state: CaseState, form_id: str, answers: Mapping[str, str]
) -> tuple[dict[str, str], frozenset[str]]:
    """What a form of a known case begins with, and which of it need not be asked again.

    A checklist takes what was said about right now; a follow-up asks that anew; an intake opened
    again shows every answer, to be changed.
    """
    told = answers_of(state)
    if form_id == FOLLOWUP:
        return dict(answers), frozenset()
    if form_id == INTAKE:
        return {**answers, **told}, frozenset()
    if facts.violence(told):
        told["violence_happened"] = "ya"
    shared = {name: told[name] for name in SHARED if told.get(name)}
    earlier = {name: value for name, value in told.items() if name.startswith(_prefix(form_id))}
    return {**answers, **shared, **earlier}, frozenset(shared)


def _prefix(form_id: str) -> str:
    return {"ipv5": "ipv_", "anak": "anak_"}[form_id]


def open_draft(store: Store, draft_id: bytes) -> OpenDraft:
    """A draft as it was left. Raises ``Fault(DRAFT_UNREADABLE)``; the row stays as it is."""
    draft = store.vault.drafts.get(draft_id)
    if draft is None:
        raise Refusal(Code.CASE_UNKNOWN)
    form = pack.form(draft.form)
    try:
        body = msgspec.json.decode(draft.body, type=_Body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Fault(Code.DRAFT_UNREADABLE) from error
    return _opened(draft, body, form)


def _opened(draft: Draft, body: _Body, form: FormDef) -> OpenDraft:
    return OpenDraft(
        draft.id,
        draft.rec,
        draft.form,
        form,
        body.xml.encode() if body.xml else None,
        body.answers,
        frozenset(body.known),
        body.cursor,
        body.summary,
        case_code(draft.rec),
        draft.saved_at,
    )


def _packed(body: _Body) -> bytes:
    return msgspec.json.encode(body)


def session_of(opened: OpenDraft, world: World, language: str) -> FormSession:
    """The form session of a draft, in the language on show. Runs on the window's thread."""

    def clock() -> datetime:
        return local_time(world.now())

    def new_id() -> str:
        return world.random(16).hex()

    shown = language_of(opened.form, language)
    if opened.xml is not None:
        return FormSession.restore(
            opened.form, opened.xml, clock=clock, new_id=new_id, language=shown
        )
    session = FormSession.new(opened.form, clock=clock, new_id=new_id, language=shown)
    put_in(session, opened.answers)
    return session


def language_of(form: FormDef, language: str) -> str | None:
    """The form's own name of a language: ``id`` -> ``Bahasa Indonesia (id)``."""
    return next((name for name in form.languages if name.endswith(f"({language})")), None)


def put_in(session: FormSession, answers: Mapping[str, str]) -> None:
    """Answer by name what is known; names the form does not have are passed over.

    Again and again until nothing more opens: an answer may make the next question relevant.
    """
    waiting = {name: value for name, value in answers.items() if value}
    for defn in session.form.binds:
        if defn.local in _HIDDEN and defn.local in waiting:
            session.answer(defn.path, waiting.pop(defn.local))
    while waiting:
        open_now = [view for view in session.questions() if view.name in waiting]
        if not open_now:
            return
        for view in open_now:
            session.answer(view.ref, waiting.pop(view.name))


def save(
    store: Store, world: World, draft_id: bytes, xml: bytes, cursor: str, at_summary: bool
) -> int:
    """Keep a draft as it is now: durable when this returns. Gives the moment (Unix s)."""
    draft = store.vault.drafts.get(draft_id)
    if draft is None:
        raise Refusal(Code.CASE_UNKNOWN)
    before = msgspec.json.decode(draft.body, type=_Body)
    now = world.now()
    body = _Body(xml.decode(), cursor, at_summary, before.known, before.answers)
    kept = Draft(
        draft.id, draft.rec, draft.form, draft.form_version, draft.started_at, now, _packed(body)
    )
    with store.transaction():
        store.vault.drafts.put(kept)
    return now


def refused_to_keep(answers: Mapping[str, str]) -> bool:
    """Whether nothing of this may be kept: she said no, and no legal basis stands in its place."""
    said = answers.get("consent_store", "")
    return said not in ("", "ya") and not consent_of(answers).may_be_kept


def erase_refused(store: Store, world: World, draft_id: bytes) -> int:
    """Erase a draft whose person does not want to be written down; gives the counter's new value.

    Called when the page that says so was confirmed (design.md 3).
    """
    with store.transaction():
        store.vault.drafts.delete(draft_id)
        store.vault.audit.add(Act.NOT_STORED, world.now())
        return store.vault.settings.count(NOT_STORED)


def finish(
    store: Store, world: World, draft_id: bytes, xml: bytes, answers: Mapping[str, str]
) -> Finished:
    """Turn a finished form into letters of its case, in one transaction with the draft's end.

    Raises ``Refusal``: CONSENT_MISSING where nothing may be kept, CASE_UNKNOWN.
    """
    draft = store.vault.drafts.get(draft_id)
    if draft is None:
        raise Refusal(Code.CASE_UNKNOWN)
    me = load(store)
    if draft.form == INTAKE and not consent_of(answers).may_be_kept:
        raise Refusal(Code.CONSENT_MISSING)
    known = store.vault.ops.of_case(draft.rec)
    if draft.form in CHECKLIST_FORMS and not known:
        save(store, world, draft_id, xml, "", True)
        return Finished(draft.rec, "unsaved", draft.form)
    state = state_of(store, world, me, draft.rec) if known else None
    body = _body_of(draft.form, draft.form_version, answers, state)
    letter = Letter(
        kind="d",
        rec=draft.rec,
        body=body,
        fv=f"{draft.form}/{draft.form_version}"[:24],
        deps=state.heads if state is not None else (),
        lam=state.lam if state is not None else 0,
    )
    with store.transaction():
        if body.set or body.entries:
            parts = [letter] if state is None else addressed(me, state, letter, world.now())
            write(store, world, me, parts)
        store.vault.drafts.delete(draft_id)
        fold_case.refresh(store, world, me, [draft.rec])
    lay.run(store, world, me)
    return _leads_to(draft, answers, first=state is None)


def _leads_to(draft: Draft, answers: Mapping[str, str], *, first: bool) -> Finished:
    if draft.form in CHECKLIST_FORMS:
        return Finished(draft.rec, "danger")
    if draft.form == INTAKE and first:
        suggested = {"ANAK": "anak", "IPV5": "ipv5"}.get(answers.get("checklist_id", ""), "none")
        return Finished(draft.rec, "checklist", suggested)
    if draft.form == INTAKE:
        return Finished(draft.rec, "danger")
    unsafe = answers.get("safe_now") == "tidak" or answers.get("fu_result") == "tidak_aman"
    return Finished(draft.rec, "danger" if unsafe else "case")


def _body_of(
    form_id: str, version: str, answers: Mapping[str, str], state: CaseState | None
) -> PayloadBody:
    """What a finished form says as a letter: fields, and an entry for what happened."""
    fields: dict[str, Value] = {
        name: value for name, value in answers.items() if value and _is_field(name)
    }
    if form_id == INTAKE and state is None:
        entry = Entry("intake", {"form": form_id, "version": version})
        return PayloadBody("case.open", fields, [entry])
    if form_id == INTAKE and state is not None:
        return _correction(fields, answers_of(state))
    if form_id == FOLLOWUP:
        return PayloadBody("followup", fields, [Entry(FOLLOW_UP, {"version": version})])
    why = [
        name.removeprefix("why_")
        for name, value in answers.items()
        if name.startswith("why_") and value == "ya"
    ]
    result: dict[str, Value] = {
        "form": form_id,
        "version": version,
        "level": answers.get("level", ""),
        "answered": answers.get("answered", ""),
        "asked": answers.get("asked", ""),
        "why": why,
    }
    fields.pop("level", None)
    return PayloadBody("danger", fields, [Entry(CHECKLIST, result)])


def _correction(fields: Mapping[str, Value], known: Mapping[str, str]) -> PayloadBody:
    """Only what was changed or taken back, of the questions the intake asks."""
    asked = {defn.local for defn in pack.form(INTAKE).controls}
    changed = {name: value for name, value in fields.items() if known.get(name, "") != value}
    gone: dict[str, Value] = {
        name: None for name, value in known.items() if value and name in asked - fields.keys()
    }
    return PayloadBody("correction", {**changed, **gone})


def _is_field(name: str) -> bool:
    return name not in _DRAWN and not name.startswith("why_")
