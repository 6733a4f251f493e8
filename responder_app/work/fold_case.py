"""From letters to the line a list shows: level, what to do by when, where the record is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from data.model.case import CaseRow, case_code
from data.model.danger import ChecklistResult, Danger
from data.model.levels import FIRST_SERVICE_SECONDS, RECHECK_SECONDS, Level
from data.model.problems import Refusal
from data.model.referral import ReferralStep
from data.model.road import RecordState
from data.ops.attached import ATT
from data.ops.fold import CaseState
from data.ops.header import NO_CASE
from data.ops.referrals import Referral
from data.store.store import Store
from data.store.tables.cases import FLAG_CONFLICT, FLAG_GIVEN, FLAG_HELD, FLAG_PHONE
from data.store.tables.ops import PULLED
from responder_app.rules import facts, limits, triage
from responder_app.work import answered, circle, closing, files, pack, phone_net, receipts, refill
from responder_app.work.identity import Me
from responder_app.work.reading import answers_of, full_text, state_of
from responder_app.work.world import World

CHECKLIST, RAISE, SERVICE, FOLLOW_UP = "checklist", "raise", "service", "followup"
ACTIVITY = "activity"
_OVER = frozenset({"closed", "handed_gone", "share_ended"})  # in no list of open cases
SAID = ("survivor_name", "own_words", "address_note", "safe_contact", "reporter_name", "perp_name")
_DECIDED_BY_PERSON = frozenset({"step", "reason"})  # the desk's own words, no field of the case


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one own case is: its road state, and since when (Unix s) for each state reached."""

    state: RecordState
    since: dict[str, int]
    held: bool


def refresh(store: Store, world: World, me: Me, recs: Iterable[bytes]) -> None:
    """Fold cases anew and keep their lines; whatever cannot be folded is left out."""
    wanted = [rec for rec in recs if rec != NO_CASE]
    if not wanted:
        return
    had = receipts.had(store, me)
    for rec in wanted:
        try:
            state = state_of(store, world, me, rec)
        except Refusal:
            continue
        keep(store, world, me, state, had)


def keep(store: Store, world: World, me: Me, state: CaseState, had: set[bytes]) -> None:
    """Put the line of one folded case into the cache, and its answered forms.

    An activity is no case: of it only the answered form is kept.
    """
    answered.keep(store, state)
    files.note(store, me, state)
    if is_activity(state):
        return
    danger = danger_of(state)
    desk = is_desk_case(me, state)
    given = circle.is_given(me, state)
    standing = place(store, me, state, had | came(store, state) if given else had)
    action, due_at = next_action(state, standing.state, danger, world.now(), desk=desk)
    if not desk:
        action, due_at = _with_colleagues(me, state, action, due_at)
    refill.slips(store, me, state)
    tickets = store.vault.tickets.of_case(state.rec)
    flags = FLAG_CONFLICT if open_conflicts(state) else 0
    flags |= FLAG_HELD if standing.held else 0
    flags |= FLAG_PHONE if action in ("phone", "phone_129") else 0
    flags |= FLAG_GIVEN if given else 0
    row = CaseRow(
        rec=state.rec,
        code=case_code(state.rec),
        level=danger.level if danger is not None else Level.RENDAH,
        action=action,
        due_at=due_at,
        updated_at=last_change(store, state.rec),
        state=standing.state,
        ticket=tickets[-1].number if tickets else "",
        closed=action in _OVER,
    )
    body: dict[str, Any] = {"since": standing.since, "judged": danger is not None}
    if given:
        body["by"] = circle.names_of(store, me, state).get(state.owner, "")
    apart = is_apart(me, state)
    said = " ".join([row.code, row.ticket])
    if not apart:
        said = " ".join([said, *(full_text(state, name) for name in SAID)])
    packed = msgspec.json.encode(body)
    store.vault.cases.put(row, packed, said, flags=flags, desk=desk, apart=apart)


def came(store: Store, state: CaseState) -> set[bytes]:
    """The letters of a case that came down: the city has those, whoever wrote them."""
    return {row.opid for row in store.vault.ops.of_case(state.rec) if row.src == PULLED}


def shared_by(body: bytes) -> str:
    """Who shared a case, as kept; empty for one's own."""
    kept: dict[str, Any] = msgspec.json.decode(body)
    return str(kept.get("by") or "")


def since_of(store: Store, rec: bytes) -> dict[str, int]:
    """When the case reached each road state, as kept so far."""
    found = store.vault.cases.get(rec)
    if found is None:
        return {}
    body: dict[str, Any] = msgspec.json.decode(found.body)
    since: dict[str, int] = body.get("since", {})
    return since


def judged(body: bytes) -> bool:
    """Whether a danger was ever judged in this case."""
    kept: dict[str, Any] = msgspec.json.decode(body)
    return bool(kept.get("judged"))


def last_change(store: Store, rec: bytes) -> int:
    """When the newest op of a case came here."""
    return max((row.got_at for row in store.vault.ops.of_case(rec)), default=0)


def is_desk_case(me: Me, state: CaseState) -> bool:
    """Whether the person looks at somebody else's case, as the desk it was sent to."""
    return me.at_desk and state.owner != me.user


def is_activity(state: CaseState) -> bool:
    """Whether a record is a prevention activity and no case at all (domain.md 2.12)."""
    kinds = {entry.kind for entry in state.entries} - {ATT}
    return kinds == {ACTIVITY} and not state.referrals


def is_apart(me: Me, state: CaseState) -> bool:
    """Whether a case stands in no list here: the accused holds power where it was recorded.

    domain.md 2.2, conflict_flag. At the UPTD's desk, which it was sent to, it is a case like any.
    """
    return limits.local_view_hidden(answers_of(state)) and not is_desk_case(me, state)


def open_conflicts(state: CaseState) -> list[str]:
    """Fields on which two people wrote differently and a person must choose."""
    return [one.field for one in state.conflicts if one.field not in _DECIDED_BY_PERSON]


# --- danger -------------------------------------------------------------------------------------


def checklists(state: CaseState) -> list[ChecklistResult]:
    """Every finished result that was not corrected, oldest first: a newer one lowers nothing."""
    words = pack.reason_words()
    results = []
    for form in answered.forms_of(state):
        if form.kind != CHECKLIST or form.superseded:
            continue
        leaves = {name: str(form.entry.get(name, "")) for name in ("level", "answered", "asked")}
        codes = form.entry.get("why")
        why = {f"why_{code}": "ya" for code in codes} if isinstance(codes, list) else {}
        results.append(triage.checklist_result(form.form, form.version, {**leaves, **why}, words))
    return results


def raised(state: CaseState) -> triage.Raise | None:
    """The highest level a person raised this case to."""
    found = [
        triage.raise_said(str(entry.data.get("level", "")), str(entry.data.get("reason", "")))
        for entry in state.entries
        if entry.kind == RAISE and entry.struck is None
    ]
    return max(found, key=lambda one: one.level, default=None)


def danger_of(state: CaseState) -> Danger | None:
    """The danger as everything in the case says; None while nothing was judged or answered."""
    answers = facts.together(answers_of(state))
    results = checklists(state)
    if not results and "safe_now" not in answers and raised(state) is None:
        return None
    return triage.assess(results, answers, pack.reason_words(), raised(state))


# --- what to do, and where it is ------------------------------------------------------------------


def own_referrals(state: CaseState) -> tuple[Referral, ...]:
    """The referrals of the case, oldest first."""
    return tuple(sorted(state.referrals, key=lambda one: (one.lam, one.opid)))


def place(store: Store, me: Me, state: CaseState, had: set[bytes]) -> Standing:
    """Where the record is, from a verified receipt and the desk's own signed word."""
    since = dict(since_of(store, state.rec))
    mine = {writer.id for writer in store.vault.keys.writers()}
    rows = [row for row in store.vault.ops.of_case(state.rec) if row.writer in mine]
    every = rows or store.vault.ops.of_case(state.rec)
    since.setdefault("di_laptop", min((row.got_at for row in every), default=0))
    held = any(row.mark for row in rows)
    referrals = own_referrals(state)
    last = referrals[-1] if referrals else None
    lacking = [row.opid for row in rows if row.opid not in had]
    there = not lacking and (bool(rows) or circle.is_given(me, state))  # given: it came from there
    if last is not None and last.opid in had and "terkirim" not in since:
        since["terkirim"] = _receipt_time(store)
    elif there and last is None:
        since.setdefault("terkirim", _receipt_time(store))
    if last is not None and last.accepted:
        accepted = min(one.at for one in last.statuses if one.accepted)
        since["diterima_uptd"] = max(accepted, since.get("terkirim", accepted))
        since.setdefault("terkirim", accepted)
        return Standing(RecordState.DITERIMA_UPTD, since, held)
    since.pop("diterima_uptd", None)
    if there:
        return Standing(RecordState.TERKIRIM, since, held)
    if last is None or last.opid not in had:
        since.pop("terkirim", None)
    entrusted = store.mailbag.carried(lacking)
    if lacking and len(entrusted) == len(lacking):
        since["dititipkan"] = max(one.written_at for one in entrusted.values())
        return Standing(RecordState.DITITIPKAN, since, held)
    since.pop("dititipkan", None)
    return Standing(RecordState.DI_LAPTOP, since, held)


def _receipt_time(store: Store) -> int:
    """The city's own time on the newest receipt, in Unix s (the receipt says milliseconds)."""
    receipt = store.vault.pins.receipt()
    return receipt.srv // 1000 if receipt is not None else 0


def next_action(
    state: CaseState,
    where: RecordState,
    danger: Danger | None,
    now: int,
    *,
    desk: bool,
) -> tuple[str, int | None]:
    """The one thing to do next, as a code, and by when (Unix s)."""
    referrals = own_referrals(state)
    last = referrals[-1] if referrals else None
    ended = closing.standing(state)
    if ended == "closed" and not open_conflicts(state):
        return "closed", None
    if desk:
        return _desk_action(last, asked=ended == "asked")
    began = min((entry.said_at for entry in state.entries), default=now)
    level = danger.level if danger is not None else Level.SEDANG
    if open_conflicts(state):
        return "decide", now
    if last is not None and last.step is ReferralStep.RETURNED:
        return "answer_refused", last.statuses[-1].at
    if last is not None and last.step is ReferralStep.COMPLETED:
        return "closed", None
    if last is not None and not last.accepted:
        call = phone_net.call_due(last, now)
        return (call.action, call.due_at) if call.due_at <= now else ("waiting", call.due_at)
    if last is None and not checklists(state):
        return "assess", began + FIRST_SERVICE_SECONDS[level]
    if last is None:
        return "refer", began + FIRST_SERVICE_SECONDS[level]
    if ended == "asked":
        return "close_asked", last.at + RECHECK_SECONDS[level]
    looked = [entry.said_at for entry in state.entries if entry.kind == FOLLOW_UP]
    start = max(looked, default=last.at)
    return "followup", start + RECHECK_SECONDS[level]


def _with_colleagues(
    me: Me, state: CaseState, action: str, due_at: int | None
) -> tuple[str, int | None]:
    """The same where the case is shared: its keeper is called and reminded, and nobody else; who is
    asked to take it over has that to answer."""
    mine = {user.id for user in me.users}
    proposal = circle.open_proposal(state)
    if proposal is not None and proposal.to in mine:
        return "handover_answer", proposal.at
    if circle.is_keeper(me, state):
        refused = circle.refused_proposal(state)
        return ("handover_refused", refused.answered_at) if refused else (action, due_at)
    if circle.is_mine(me, state):
        handed = circle.handed_on(state)
        return ("handed_over", None) if handed is None or handed.stays else ("handed_gone", None)
    if me.user not in state.grantees:
        return "share_ended", None
    if action in ("closed", "decide"):
        return action, due_at
    return "shared", None


def _desk_action(last: Referral | None, *, asked: bool) -> tuple[str, int | None]:
    if last is None:
        return "", None
    if asked and last.accepted and last.step is not ReferralStep.COMPLETED:
        return "desk_close", None
    if last.step is ReferralStep.SENT or last.step is ReferralStep.RECEIVED:
        return "desk_accept", last.at + last.due
    if last.step is ReferralStep.ACCEPTED:
        return "desk_contact", last.at + last.due
    if last.step is ReferralStep.RETURNED:
        return "desk_returned", None
    return ("closed", None) if last.step is ReferralStep.COMPLETED else ("desk_service", None)
