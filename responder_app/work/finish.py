"""Finishing a form: one transaction turns its draft into letters of its case, never to be changed.

A correction is a finished form of its own that names the one it supersedes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.model.case import case_code
from data.model.form import FormFace
from data.model.problems import Code, Refusal
from data.ops.answered import INSTANCE_DIGITS, SHA_DIGITS
from data.ops.fold import CaseState
from data.ops.header import OWN
from data.ops.payload import PayloadBody
from data.store.drafts import Draft
from data.store.store import Store
from data.store.tables.audit import Act
from responder_app.rules.consent import consent_of
from responder_app.work import attach, closing, drafts, faces, files, fold_case, lay, pack
from responder_app.work.audience import addressed, whole
from responder_app.work.change import Filled, letter_body, saves
from responder_app.work.drafts import DraftBody
from responder_app.work.filling import Told
from responder_app.work.identity import Me, load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import answers_of, state_of
from responder_app.work.suggest import called_for, fitting
from responder_app.work.world import World

NOT_STORED = "not-stored"
_HER_STORY = frozenset({"intake", "quick", "consultation"})


@dataclass(frozen=True, slots=True)
class Finished:
    """What a finished form leads to: ``checklist`` (which fits), ``danger`` (``suggested``: a
    further list that fits), ``case`` (likewise), ``form``
    (another one, without asking again), ``activities``, ``home``. ``suggested``: the form meant.

    ``unsaved``: danger signs without a case. Nobody was asked whether it may be written down, so
    only the draft stays; the result is shown, and a recording can be begun from it.
    ``apart``: the case stands in no list (domain.md 2.2); ``code`` finds it.
    """

    rec: bytes
    next: str
    suggested: str = ""
    apart: bool = False
    code: str = ""
    asks_uptd: bool = False


def refused_to_keep(answers: Mapping[str, str]) -> bool:
    """Whether nothing of this may be kept: she said no, and no legal basis stands in its place."""
    said = answers.get("consent_store", "")
    return said not in ("", "ya") and not consent_of(answers).may_be_kept


def erase_refused(store: Store, world: World, draft_id: bytes) -> int:
    """Erase a draft whose person does not want to be written down; gives the counter's new value.

    Called when the page that says so was confirmed (design.md 3). Its files go with it.
    """
    with store.transaction():
        drafts.discard(store, draft_id)
        store.vault.audit.add(Act.NOT_STORED, world.now())
        return store.vault.settings.count(NOT_STORED)


def finish(store: Store, world: World, draft_id: bytes, xml: bytes, told: Told) -> Finished:
    """Turn a finished form into letters of its case, in one transaction with the draft's end.

    Raises ``Refusal``: CONSENT_MISSING where nothing may be kept, CASE_UNKNOWN, FORM_NOT_FOR_ROLE,
    FORM_REFUSED where the form says what no schema declares, FILE_OF_A_CHILD where a file was
    taken before the answer came that forbids it.
    """
    draft = drafts.of(store, draft_id)
    body = drafts.body_of(draft)
    me, face = load(store), faces.of(draft.form)
    if not face.open_to(me.person.role.value):
        raise Refusal(Code.FORM_NOT_FOR_ROLE, form=face.id)
    if refused_to_keep(told.answers) or (
        face.kind in _HER_STORY and not consent_of(told.answers).may_be_kept
    ):
        raise Refusal(Code.CONSENT_MISSING)
    if told.files and attach.kept_wrongly(store, told.files, told.answers):
        raise Refusal(Code.FILE_OF_A_CHILD)
    known = store.vault.ops.of_case(draft.rec)
    if face.kind == "checklist" and not known:
        drafts.save(store, world, draft_id, xml, "", True)
        return Finished(draft.rec, "unsaved", draft.form)
    if face.needs_case == "yes" and not known:
        raise Refusal(Code.CASE_UNKNOWN)
    state = state_of(store, world, me, draft.rec) if known else None
    if _says_nothing(store, draft, face, told):
        with store.transaction():
            drafts.discard(store, draft_id)
        return Finished(draft.rec, "case" if known else "home")
    letter = Letter(
        kind="d",
        rec=draft.rec,
        body=_said(store, me, draft, body, face, told, state),
        fv=f"{draft.form}/{draft.form_version}"[:24],
        deps=state.heads if state is not None else (),
        lam=state.lam if state is not None else 0,
        files=files.of_form(store, told.files),
    )
    with store.transaction():
        parts = [whole(letter, OWN)] if state is None else addressed(me, state, letter, world.now())
        _settle_files(store, draft_id, told)
        write(store, world, me, parts)
        store.vault.drafts.delete(draft_id)
        fold_case.refresh(store, world, me, [draft.rec])
    lay.now_or_later(store, world, me)
    return _leads_to(store, world, me, draft, face, told, letter.body)


def _says_nothing(store: Store, draft: Draft, face: FormFace, told: Told) -> bool:
    """Whether a form about another record says that there is none (evidence without consent)."""
    if face.kind not in ("evidence", faces.ACTIVITY) or told.changes:
        return False
    return saves(pack.of_draft(store, draft))


def _said(
    store: Store,
    me: Me,
    draft: Draft,
    body: DraftBody,
    face: FormFace,
    told: Told,
    state: CaseState | None,
) -> PayloadBody:
    form = pack.of_draft(store, draft)
    filled = Filled(
        face=face,
        version=draft.form_version,
        sha=draft.form_sha.hex()[:SHA_DIGITS],
        instance=draft.id.hex()[:INSTANCE_DIGITS],
        rec=draft.rec,
        asked={defn.local for defn in form.controls},
        known=answers_of(state) if state is not None else {},
        put=body.answers,
        first=state is None,
        supersedes=body.supersedes,
        unplaced=tuple(tuple(one) for one in body.unplaced),
        saves=saves(form),
        files=tuple(files.line_of(store, name) for name in files.of_form(store, told.files)),
    )
    said = letter_body(filled, told)
    danger = fold_case.danger_of(state) if state is not None else None
    if face.kind == closing.CLOSING and not closing.may_close(me, state, danger):
        said = PayloadBody(said.t, said.set, [closing.asking(one) for one in said.entries])
    return said


def _settle_files(store: Store, draft_id: bytes, told: Told) -> None:
    """Files that are answers stay with the case; files that are answers no more are erased."""
    for file in store.vault.attachments.of_draft(draft_id):
        if file.name not in told.files:
            store.vault.attachments.delete(file.name)
    store.vault.attachments.settle(draft_id)


def _leads_to(
    store: Store,
    world: World,
    me: Me,
    draft: Draft,
    face: FormFace,
    told: Told,
    body: PayloadBody,
) -> Finished:
    answers = told.answers
    if face.kind == faces.ACTIVITY:
        return Finished(draft.rec, "activities")
    state = state_of(store, world, me, draft.rec)
    apart, code = fold_case.is_apart(me, state), case_code(draft.rec)
    asks = any(closing.ASKS in entry.d for entry in body.entries)

    def to(where: str, suggested: str = "") -> Finished:
        return Finished(draft.rec, where, suggested, apart, code, asks)

    if answers.get("consult_outcome") == "naik_kasus" and face.kind == "consultation":
        whole = next((one.id for one in faces.every() if one.kind == "intake"), "")
        return to("form", whole)
    unsafe = answers.get("safe_now") == "tidak" or answers.get("fu_result") == "tidak_aman"
    fits = fitting(state, me.person.role.value)
    if face.kind in ("checklist", "quick") or body.t == "correction":
        return to("danger", fits[0] if fits else "")
    if face.kind in ("intake", "consultation", "report"):
        return to("checklist", fits[0] if fits else "none")
    called = called_for(answers, me.person.role.value)
    return to("danger" if unsafe else "case", called[0] if called else "")
