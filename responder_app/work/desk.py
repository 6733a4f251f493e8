"""The UPTD's desk: what came in, opening it, every answer a signed letter that travels back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.model.case import case_code
from data.model.danger import Danger
from data.model.levels import Level
from data.model.problems import Code, Refusal
from data.model.referral import ReferralStep, may_follow, ticket_status
from data.ops.fold import CaseState
from data.ops.header import DESK, NO_CASE, Status
from data.ops.payload import PayloadBody, Value
from data.ops.referrals import Referral
from data.store.store import Store
from data.store.tables.audit import Act
from data.store.tables.ops import OpRow
from responder_app.work import (
    case_files,
    closing,
    desk_door,
    fold_case,
    lay,
    legal,
    newer,
    receipts,
)
from responder_app.work.case_files import CaseFile
from responder_app.work.desk_door import DoorLetter
from responder_app.work.identity import Me, load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import answers_of, author_of, full_text, state_of
from responder_app.work.world import World

STORY = "own_words"
# Opened only with a reason that is written down; every other field helps to act at once.
SEALED = (
    STORY,
    "survivor_name",
    "reporter_name",
    "reporter_contact",
    "perp_name",
    "consult_note",
    "content_desc",
    "url_handle",
    "told_ref",
    "legal_reason",
    "fu_note",
    "close_note",
)
_TAKEN_ON = frozenset(
    {
        ReferralStep.ACCEPTED,
        ReferralStep.FIRST_CONTACT,
        ReferralStep.IN_SERVICE,
        ReferralStep.COMPLETED,
    }
)
LIST = 200


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One referral in the desk's list. ``due_at``: Unix s; ``role``: the sender's.

    ``newer``: a later program wrote it, and this one cannot read all of it; where not even its case
    is known (``rec`` zeros) only the sender is. ``police_due``: until when the UPTD tells the
    police (Unix s), with sexual violence. ``asks_closing``: its cadre asks to close the case.
    ``door``: written with nobody logged in; ``laptop``: on which one, empty where nothing proves
    it.
    """

    opid: bytes
    rec: bytes
    code: str
    level: Level
    due_at: int | None
    received_at: int
    role: str
    area: str
    step: ReferralStep
    accepted: bool
    door: bool
    newer: bool = False
    police_due: int | None = None
    asks_closing: bool = False
    laptop: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """One referral, opened: what helps to act, in plain codes. ``story`` None while sealed.

    ``signs``: reason codes with words. ``may``: the steps that may follow now.
    ``awaited``: fields whose long text goes on in a letter that has not arrived.
    """

    line: DeskLine
    danger: Danger | None
    facts: Mapping[str, str]
    withhold: tuple[str, ...]
    written_at: int
    steps: tuple[tuple[ReferralStep, int], ...]
    may: frozenset[ReferralStep]
    services: tuple[tuple[str, str, int], ...]
    reason: str
    story: tuple[tuple[str, str], ...] | None
    readable: bool
    awaited: tuple[str, ...] = ()
    files: tuple[CaseFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """The desk's list, nearest deadline first; ``newer``: letters of a version not known here,
    kept as they came: somebody must update, and meanwhile phone. ``folded``: urgent referrals of
    the door beyond ten a day of one laptop, a group for each laptop and day."""

    lines: tuple[DeskLine, ...]
    answered: int
    newer: int = 0
    folded: tuple[tuple[DeskLine, ...], ...] = ()


def incoming(store: Store, world: World) -> Incoming:
    """Open referrals by deadline. Raises ``Refusal(NOT_ENROLLED)``."""
    me = load(store)
    lines: list[DeskLine] = []
    answered = 0
    gathered = desk_door.gather(store, LIST)
    for rec in gathered.recs:
        state = state_of(store, world, me, rec)
        for referral in fold_case.own_referrals(state):
            line = _line(store, world, me, state, referral)
            if line.step in (ReferralStep.COMPLETED, ReferralStep.RETURNED):
                answered += 1
            else:
                lines.append(line)
    waiting = newer.letters(store)
    lines += [_newer_line(me, row) for row in waiting if row.kind not in _NEVER_REFERRALS]
    lines.sort(key=lambda one: (one.due_at or 0, one.opid))
    folded = tuple(tuple(map(_folded_line, letters)) for letters in gathered.groups)
    return Incoming(tuple(lines), answered, len(waiting), folded)


def _folded_line(letter: DoorLetter) -> DeskLine:
    """One of a flood, told from its outside alone: it is opened when somebody looks at it."""
    return DeskLine(
        opid=letter.opid,
        rec=letter.rec,
        code=case_code(letter.rec),
        level=letter.level,
        due_at=letter.got_at + letter.routing.due,
        received_at=letter.got_at,
        role="",
        area=letter.routing.kel,
        step=ReferralStep.SENT,
        accepted=False,
        door=True,
        laptop=desk_door.short(letter.laptop),
    )


# Kinds of today that are no referral; a kind nobody knows yet may be one.
_NEVER_REFERRALS = frozenset("dgsxa")


def _newer_line(me: Me, row: OpRow) -> DeskLine:
    """A letter whose level and deadline cannot be read stands with the most urgent."""
    person = author_of(me, row.writer)
    return DeskLine(
        opid=row.opid,
        rec=NO_CASE,
        code="",
        level=Level.DARURAT,
        due_at=None,
        received_at=row.got_at,
        role=person.role.value if person is not None else "",
        area=person.area if person is not None else "",
        step=ReferralStep.RECEIVED,
        accepted=False,
        door=False,
        newer=True,
    )


def _line(store: Store, world: World, me: Me, state: CaseState, referral: Referral) -> DeskLine:
    row = store.vault.ops.get(referral.opid)
    got = row.got_at if row is not None else referral.at
    danger = fold_case.danger_of(state)
    level = max(referral.level, danger.level if danger is not None else referral.level)
    person = author_of(me, row.writer) if row is not None else None
    return DeskLine(
        opid=referral.opid,
        rec=state.rec,
        code=case_code(state.rec),
        level=level,
        due_at=None if referral.step in _DONE else referral.at + referral.due,
        received_at=got,
        role=person.role.value if person is not None else "",
        area=referral.kelurahan,
        step=referral.step,
        accepted=referral.accepted,
        door=referral.door,
        newer=state.newer or (row is not None and newer.form_is_newer(newer.fv_of(row))),
        police_due=legal.police_due(store, state, referral, world.now()),
        asks_closing=closing.standing(state) == "asked",
        laptop=_laptop(store, referral),
    )


def _laptop(store: Store, referral: Referral) -> str:
    """The laptop of the door's referral, where its own signature proves it."""
    named = desk_door.laptop_of(store, referral.opid) if referral.door else b""
    return desk_door.short(named) if named and named == referral.by else ""


_DONE = frozenset({ReferralStep.COMPLETED, ReferralStep.DECLINED_BY_SURVIVOR})


def _find(store: Store, world: World, me: Me, opid: bytes) -> tuple[CaseState, Referral]:
    row = store.vault.ops.get(opid)
    if row is None or row.rec == NO_CASE:
        raise Refusal(Code.CASE_UNKNOWN)
    state = state_of(store, world, me, row.rec)
    referral = next((one for one in state.referrals if one.opid == opid), None)
    if referral is None:
        raise Refusal(Code.CASE_UNKNOWN)
    return state, referral


def open_referral(store: Store, world: World, opid: bytes, *, story: bool = False) -> DeskView:
    """One referral for the desk's screen. Looking at it sends nothing."""
    me = load(store)
    row = store.vault.ops.get(opid)
    if row is not None and newer.is_newer(row):
        return _newer_view(_newer_line(me, row))
    state, referral = _find(store, world, me, opid)
    answers = answers_of(state)
    sealed = tuple((name, full_text(state, name)) for name in SEALED if answers.get(name))
    last = referral.statuses[-1] if referral.statuses else None
    return DeskView(
        line=_line(store, world, me, state, referral),
        danger=fold_case.danger_of(state),
        facts={name: text for name, text in answers.items() if name not in SEALED},
        withhold=tuple(text for text in [answers.get("withhold_from", "")] if text),
        written_at=referral.at,
        steps=tuple((one.step, one.at) for one in referral.statuses if one.counts),
        may=frozenset(step for step in ReferralStep if may_follow(referral.step, step)),
        services=_services(state),
        reason=_reason(last.data if last is not None else {}),
        story=sealed if story else None,
        readable=referral.opid not in state.unread,
        awaited=state.awaited,
        files=case_files.of_case(store, me, state),
    )


def _newer_view(line: DeskLine) -> DeskView:
    """A letter of a version not known here, opened: nobody but its sender can be named."""
    return DeskView(
        line=line,
        danger=None,
        facts={},
        withhold=(),
        written_at=line.received_at,
        steps=(),
        may=frozenset(),
        services=(),
        reason="",
        story=None,
        readable=False,
    )


def _services(state: CaseState) -> tuple[tuple[str, str, int], ...]:
    found: dict[str, tuple[str, str, int]] = {}
    for entry in state.entries:
        if entry.kind == fold_case.SERVICE and entry.struck is None:
            service, due = str(entry.data.get("id")), entry.data.get("due")
            deadline = str(entry.data.get("deadline"))
            found[service] = (service, deadline, due if isinstance(due, int) else 0)
    return tuple(found.values())


def _reason(data: Mapping[str, Value]) -> str:
    return str(data.get("reason") or "")


def open_story(store: Store, world: World, opid: bytes, why: str) -> DeskView:
    """Open the sealed words; who looked and that there was a reason is written down.

    Raises ``Refusal(REASON_MISSING)`` without a reason.
    """
    if not why.strip():
        raise Refusal(Code.REASON_MISSING)
    view = open_referral(store, world, opid, story=True)
    store.vault.audit.add(Act.VIEW, world.now(), opid)
    return view


def answer(
    store: Store, world: World, opid: bytes, step: ReferralStep, reason: str = ""
) -> DeskView:
    """Say how far a referral is: one status letter, laid at once. ``ACCEPTED`` is *Tangani*.

    Raises ``Refusal``: STEP_NOT_ALLOWED, REASON_MISSING (a return needs one), NOT_YOUR_CASE.
    """
    me = load(store)
    if not me.at_desk:
        raise Refusal(Code.NOT_YOUR_CASE)
    state, referral = _find(store, world, me, opid)
    if not may_follow(referral.step, step):
        raise Refusal(Code.STEP_NOT_ALLOWED, step=step.value)
    if step is ReferralStep.RETURNED and not reason.strip():
        raise Refusal(Code.REASON_MISSING)
    letter = _status(state, referral, step, reason.strip())
    with store.transaction():
        write(store, world, me, [letter])
        if step in _TAKEN_ON and not referral.accepted:
            store.vault.audit.add(Act.ACCEPT, world.now(), opid)
        fold_case.keep(
            store, world, me, state_of(store, world, me, state.rec), receipts.had(store, me)
        )
    lay.now_or_later(store, world, me, hurry=True)
    return open_referral(store, world, opid)


def _status(state: CaseState, referral: Referral, step: ReferralStep, reason: str) -> Letter:
    kinds = {ReferralStep.ACCEPTED: "accept", ReferralStep.RETURNED: "return"}
    said: dict[str, Value] = {"step": step.value}
    if reason:
        said["reason"] = reason
    return Letter(
        "s",
        state.rec,
        PayloadBody(kinds.get(step, "status"), said),
        aud=DESK,
        fv="status/1",
        status=Status(referral.opid, int(ticket_status(step)), 1 if step in _TAKEN_ON else 0),
        deps=state.heads,
        lam=state.lam,
    )
