"""The danger of a case, why, and the plan; raising it by a person; marking a step as done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.model.case import case_code
from data.model.danger import Danger
from data.model.levels import Level
from data.model.problems import Code, Refusal
from data.ops.fold import CaseState
from data.ops.payload import Entry, PayloadBody
from data.store.store import Store
from responder_app.rules import facts, limits, pathway, triage
from responder_app.rules.pathway import Plan
from responder_app.work import answered, fold_case, lay, pack
from responder_app.work.audience import addressed
from responder_app.work.fold_case import RAISE
from responder_app.work.identity import Me, load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import answers_of, state_of
from responder_app.work.world import World

TYPED_REASON = "penilaian_petugas"


@dataclass(frozen=True, slots=True)
class CasePlan:
    """What the result shows. ``done``: step codes marked as done, with when (Unix s).

    ``at``: when the danger was judged, from which every deadline counts. ``sent``: whether a
    referral is on its way or pressed already. ``checklist``: the form last filled, or empty.
    ``kept``: whether a case of this stands in the vault. ``child``: the law of children holds, and
    the UPTD is told whatever else is chosen. ``last``: the answered form that led here.
    """

    rec: bytes
    code: str
    danger: Danger
    plan: Plan
    done: Mapping[str, int]
    at: int
    sent: bool
    checklist: str
    kept: bool = True
    child: bool = False
    last: str = ""


def plan_of(store: Store, world: World, rec: bytes) -> CasePlan:
    """Danger and plan of a case. Raises ``Refusal(CASE_UNKNOWN)``."""
    me = load(store)
    state = state_of(store, world, me, rec)
    return plan_in(store, world, me.user, state)


def plan_in(store: Store, world: World, me_user: bytes, state: CaseState) -> CasePlan:
    """The same for a case that is folded already; ``me_user``: whose laptop this is."""
    answers = facts.together(answers_of(state))
    danger = fold_case.danger_of(state)
    if danger is None:
        danger = triage.assess([], answers, pack.reason_words())
    at = judged_at(state, world.now())
    results = fold_case.checklists(state)
    pressed = any(row.rec == state.rec for row in store.vault.pending.list())
    last = fold_case.own_referrals(state)
    silent = (
        bool(last)
        and not last[-1].accepted
        and limits.uptd_silent(last[-1].level, last[-1].at, world.now())
    )
    return CasePlan(
        rec=state.rec,
        code=case_code(state.rec),
        danger=danger,
        plan=pathway.plan(answers, danger, pack.table(), at, uptd_silent=silent),
        done=steps_done(store, state.rec),
        at=at,
        sent=pressed or bool(last),
        checklist=results[-1].checklist if results else "",
        child=facts.child(answers) == "ya",
        last=_last_form(me_user, state),
    )


def _last_form(user: bytes, state: CaseState) -> str:
    """The instance of the form to go back to: the newest checklist, else the newest of all."""
    mine = [one for one in answered.forms_of(state) if one.newest and one.by == user]
    lists = [one for one in mine if one.kind == fold_case.CHECKLIST]
    found = (lists or mine)[-1:]
    return found[0].instance if found else ""


def plan_unsaved(
    _store: Store, world: World, rec: bytes, form_id: str, answers: Mapping[str, str]
) -> CasePlan:
    """Danger and plan of signs that belong to no case: nothing of it is written."""
    known = facts.together(answers)
    result = triage.checklist_result(form_id, "", answers, pack.reason_words())
    danger = triage.assess([result], known, pack.reason_words())
    now = world.now()
    plan = pathway.plan(known, danger, pack.table(), now)
    child = facts.child(known) == "ya"
    return CasePlan(rec, case_code(rec), danger, plan, {}, now, True, form_id, False, child)


def judged_at(state: CaseState, now: int) -> int:
    """When what the level hangs on was last said: the clock of the deadlines begins there."""
    marks = [
        entry.said_at
        for entry in state.entries
        if entry.kind in (fold_case.CHECKLIST, RAISE, fold_case.FOLLOW_UP, "intake")
    ]
    return max(marks, default=now)


def raise_level(store: Store, world: World, rec: bytes, why: str) -> None:
    """Raise the danger of a case by one level, with the reason in the person's words.

    Raises ``Refusal``: REASON_MISSING, LEVEL_NOT_LOWERED (it cannot be higher), NOT_YOUR_CASE.
    """
    if not why.strip():
        raise Refusal(Code.REASON_MISSING)
    me = load(store)
    state = state_of(store, world, me, rec)
    now = plan_in(store, world, me.user, state).danger
    if now.level is Level.DARURAT:
        raise Refusal(Code.LEVEL_NOT_LOWERED, level=now.level.word)
    higher = Level(now.level + 1)
    raised = triage.raise_level(now, triage.Raise(higher, TYPED_REASON), pack.reason_words())
    entry = Entry(RAISE, {"level": raised.level.word, "reason": TYPED_REASON, "words": why.strip()})
    body = PayloadBody("danger", {"level_override": TYPED_REASON}, [entry])
    _say(store, world, me, state, body)


def steps_done(store: Store, rec: bytes) -> dict[str, int]:
    """Steps of the plan that were marked as done on this laptop, with when (Unix s)."""
    done: dict[str, int] = store.vault.settings.read(_done_key(rec), {})
    return done


def step_done(store: Store, world: World, rec: bytes, code: str) -> None:
    """Note, on this laptop, that a step of the plan was done."""
    done = dict(steps_done(store, rec))
    done.setdefault(code, world.now())
    with store.transaction():
        store.vault.settings.write(_done_key(rec), done)


def _say(store: Store, world: World, me: Me, state: CaseState, body: PayloadBody) -> None:
    letter = Letter("d", state.rec, body, deps=state.heads, lam=state.lam)
    with store.transaction():
        write(store, world, me, addressed(me, state, letter, world.now()))
        fold_case.refresh(store, world, me, [state.rec])
    lay.now_or_later(store, world, me)


def _done_key(rec: bytes) -> str:
    return f"steps:{rec.hex()}"
