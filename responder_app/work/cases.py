"""Cases as screens ask for them: home, the list, one case with its timeline, its sealed part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.model.case import case_code
from data.model.danger import Danger
from data.model.levels import Level
from data.model.problems import Code, Refusal
from data.model.referral import ReferralStep
from data.model.road import RecordState
from data.ops.answered import AGAIN
from data.ops.attached import ATT
from data.ops.conflict import Conflict
from data.ops.fold import CaseState, EntryState
from data.ops.payload import Value
from data.ops.referrals import Referral
from data.store.store import Store
from data.store.tables.audit import Act
from data.store.tables.cases import FLAG_CONFLICT, FLAG_GIVEN, FLAG_HELD, CaseFilter, PageRow
from responder_app.work import (
    answered,
    assess,
    case_files,
    circle,
    closing,
    fold_case,
    legal,
    newer,
    receipts,
    resolve,
)
from responder_app.work.answered import AnsweredForm
from responder_app.work.case_files import CaseFile
from responder_app.work.circle import Circle
from responder_app.work.identity import Me, load
from responder_app.work.reading import answers_of, full_text, state_of, text_of
from responder_app.work.refill import TICKET
from responder_app.work.world import World

PAGE = 50
HOME_ROWS = 6
SEALED = (
    "survivor_name",
    "own_words",
    "safe_contact",
    "contact_rule",
    "address_note",
    "reporter_name",
    "reporter_contact",
    "perp_name",
    "withhold_from",
    "consult_note",
    "content_desc",
    "url_handle",
    "guardian_contact",
    "school_name",
    "told_ref",
    "legal_reason",
    "fu_note",
    "close_note",
)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list. ``level`` None: not judged yet. ``key``: place in the list.
    ``shared_by``: the colleague whose case it is, empty for one's own."""

    rec: bytes
    code: str
    level: Level | None
    action: str
    due_at: int | None
    updated_at: int
    state: RecordState
    ticket: str
    closed: bool
    held: bool
    conflict: bool
    key: tuple[int, int]
    shared_by: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list; ``more``: there are further ones. ``total``: open cases of the person;
    ``to_check``: cases in which two versions differ."""

    lines: tuple[CaseLine, ...]
    more: bool
    total: int
    to_check: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """What home shows. ``drafts``: recordings that were begun."""

    lines: tuple[CaseLine, ...]
    open_cases: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline. ``what``: a code; ``said``: what it says, by field; ``at`` Unix s.

    ``state``: of the referral it travelled in, or of its own letter; None for a copy that only the
    author can read and that is safe at the city.
    """

    what: str
    at: int
    opid: bytes
    state: RecordState | None
    said: Mapping[str, Value]
    mine: bool


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One service asked for, and how far it is."""

    service: str
    state: RecordState
    at: int
    step: ReferralStep
    reason: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case. ``since``: when each road state was reached. ``pressed``: a referral can still be
    taken back (its id). ``missing``: something that belongs to it has not arrived yet.
    ``forms``: answered forms, oldest first, corrected ones too; ``correctable``: instances that
    this person may open again. ``police_due``: until when the UPTD tells the police (Unix s);
    ``protection_due``: when to ask about going on with the police's protection.
    ``choosable``: values (their ops) that this person may settle a conflict with."""

    line: CaseLine
    danger: Danger | None
    answers: Mapping[str, str]
    events: tuple[Event, ...]
    referrals: tuple[ReferralView, ...]
    ticket: str
    pin: str
    conflicts: tuple[Conflict, ...]
    since: Mapping[str, int]
    pressed: bytes | None
    missing: bool
    newer: bool
    outside: int
    forms: tuple[AnsweredForm, ...] = ()
    correctable: frozenset[str] = frozenset()
    police_due: int | None = None
    protection_due: int | None = None
    closing: str = ""
    files: tuple[CaseFile, ...] = ()
    circle: Circle = field(default_factory=Circle)
    choosable: frozenset[bytes] = frozenset()


def home(store: Store) -> Home:
    """The nearest deadlines and the counts."""
    rows = store.vault.cases.due(HOME_ROWS)
    return Home(
        tuple(line_of(store, row) for row in rows),
        store.vault.cases.count_open(),
        len(store.vault.drafts.list()),
    )


def page(
    store: Store, query: str, chip: str, before: tuple[int, int] | None, desk: bool = False
) -> Page:
    """A page of the list, newest change first; with a query what the one index finds.

    ``chip``: "", a level's word, a road state's code, ``open``, ``closed``, ``check`` (two versions
    differ) or ``given`` (a colleague shared it).
    """
    cases = store.vault.cases
    if query.strip():
        found = cases.search(query, PAGE + 1, before[1] if before else None)
        rows = [row for row in found if not row.apart or _is_named(row, query)]
    else:
        rows = cases.page(_filter(chip, desk), before, PAGE + 1)
    lines = tuple(line_of(store, row) for row in rows[:PAGE])
    to_check = cases.count_to_check(desk=desk)
    return Page(lines, len(rows) > PAGE, cases.count_open(desk=desk), to_check)


def _is_named(row: PageRow, query: str) -> bool:
    """Whether somebody typed the whole code or ticket: only so is a case found that was set apart
    (domain.md 2.2); no word of its story and no part of a number leads to it."""
    typed = "".join(ch for ch in query.upper() if ch.isalnum())
    names = (row.row.code, row.row.ticket)
    return typed in {"".join(ch for ch in name.upper() if ch.isalnum()) for name in names if name}


def _filter(chip: str, desk: bool) -> CaseFilter:
    levels = {level.word: level for level in Level}
    states = {state.value: state for state in RecordState}
    return CaseFilter(
        desk=desk,
        level=levels.get(chip),
        state=states.get(chip),
        closed={"open": False, "closed": True}.get(chip),
        check=chip == "check",
        given=chip == "given",
    )


def line_of(store: Store, row: PageRow) -> CaseLine:
    """A cached row as a line."""
    found = store.vault.cases.get(row.row.rec)
    known = found is not None and fold_case.judged(found.body)
    return CaseLine(
        rec=row.row.rec,
        code=row.row.code,
        level=row.row.level if known else None,
        action=row.row.action,
        due_at=row.row.due_at,
        updated_at=row.row.updated_at,
        state=row.row.state,
        ticket=row.row.ticket,
        closed=row.row.closed,
        held=bool(row.flags & FLAG_HELD),
        conflict=bool(row.flags & FLAG_CONFLICT),
        shared_by=fold_case.shared_by(found.body) if row.flags & FLAG_GIVEN and found else "",
        key=row.key,
    )


def open_case(store: Store, world: World, rec: bytes) -> CaseView:
    """One case, without its sealed part. Raises ``Refusal(CASE_UNKNOWN)``."""
    me = load(store)
    state = state_of(store, world, me, rec)
    had = receipts.had(store, me)
    if circle.is_given(me, state):
        had |= fold_case.came(store, state)
    found = store.vault.cases.get(rec)
    if found is None or found.line.apart:  # no list keeps it fresh: fold it again
        fold_case.keep(store, world, me, state, had)
        found = store.vault.cases.get(rec)
    if found is None:
        raise Refusal(Code.CASE_UNKNOWN)
    road = _road(store, state, had)
    line = line_of(store, found.line)
    tickets = store.vault.tickets.of_case(rec)
    pressed = next((row for row in store.vault.pending.list() if row.rec == rec), None)
    answers = answers_of(state)
    desk = fold_case.is_desk_case(me, state)
    forms = answered.forms_of(state)
    return CaseView(
        line=line,
        danger=fold_case.danger_of(state),
        answers={name: text for name, text in answers.items() if name not in SEALED},
        events=_events(me, state, road),
        referrals=_referrals(state, road),
        ticket=tickets[-1].number if tickets else "",
        pin=tickets[-1].pin if tickets else "",
        conflicts=tuple(
            one for one in state.conflicts if one.field in fold_case.open_conflicts(state)
        ),
        since=fold_case.since_of(store, rec),
        pressed=pressed.id if pressed is not None else None,
        missing=_is_missing(me, state),
        newer=state.newer or newer.any_form_is_newer(store.vault.ops.of_case(rec)),
        outside=len(state.outside),
        forms=forms,
        correctable=frozenset(one.instance for one in forms if one.newest and one.by == me.user),
        police_due=_police_due(store, world, state) if desk else None,
        protection_due=legal.protection_due(assess.steps_done(store, rec)),
        closing=closing.standing(state),
        files=case_files.of_case(store, me, state),
        circle=circle.of_case(store, me, state),
        choosable=frozenset(
            one.opid
            for conflict in state.conflicts
            for one in resolve.choosable(me, state, conflict)
        ),
    )


def _is_missing(me: Me, state: CaseState) -> bool:
    """Whether something that one could read has not arrived. Whoever is not its owner cannot tell
    what the owner kept to herself from what is on its way; what was begun and goes on is known."""
    if circle.is_mine(me, state):
        return state.missing
    return bool(state.awaited) and not me.at_desk


def _police_due(store: Store, world: World, state: CaseState) -> int | None:
    now = world.now()
    found = (legal.police_due(store, state, one, now) for one in state.referrals)
    return min((due for due in found if due is not None), default=None)


@dataclass(frozen=True, slots=True)
class _Road:
    """What the city has, and what stands on a stick that was read back."""

    had: set[bytes]
    carried: frozenset[bytes]

    def of(self, opid: bytes) -> RecordState:
        """Where a letter is that nobody took on yet."""
        if opid in self.had:
            return RecordState.TERKIRIM
        on_stick = opid in self.carried
        return RecordState.DITITIPKAN if on_stick else RecordState.DI_LAPTOP


def _road(store: Store, state: CaseState, had: set[bytes]) -> _Road:
    opids = {entry.opid for entry in state.entries} | {one.opid for one in state.referrals}
    return _Road(had, frozenset(store.mailbag.carried(opids - had)))


def _events(me: Me, state: CaseState, road: _Road) -> tuple[Event, ...]:
    lines: list[Event] = []
    sent = fold_case.own_referrals(state)
    by_opid = {referral.opid: referral for referral in sent}
    shown: set[str] = set()
    for entry in state.entries:
        if entry.kind in (TICKET, ATT):
            continue
        if entry.data.get(AGAIN) is True and entry.by == me.user:
            continue  # one's own word, told again to a colleague
        if entry.kind in answered.KINDS:  # parts of one form are one line, as is its telling again
            instance = answered.instance_of(entry)
            if instance in shown:
                continue
            shown.add(instance)
        mine = entry.by == me.user
        inside = by_opid.get(entry.opid) or _carried_by(entry, sent)
        where = _where(entry.opid, inside, road, mine=mine)
        lines.append(Event(entry.kind, entry.said_at, entry.opid, where, entry.data, mine))
    for referral in sent:
        for status in referral.statuses:
            said: dict[str, Value] = {"step": status.step.value, **dict(status.data)}
            taken = RecordState.DITERIMA_UPTD
            lines.append(Event("status", status.at, status.opid, taken, said, False))
    return tuple(sorted(lines, key=lambda one: (one.at, one.opid)))


def _carried_by(entry: EntryState, sent: Sequence[Referral]) -> Referral | None:
    """The first referral written after a note: what was told before travelled in it."""
    return next((one for one in sent if one.lam > entry.lam), None)


def _where(opid: bytes, inside: Referral | None, road: _Road, *, mine: bool) -> RecordState | None:
    if inside is not None:
        if inside.accepted:
            return RecordState.DITERIMA_UPTD
        return road.of(inside.opid)
    if opid not in road.had and mine:
        return road.of(opid)
    return None


def _referrals(state: CaseState, road: _Road) -> tuple[ReferralView, ...]:
    views: dict[str, ReferralView] = {}
    by_opid = {referral.opid: referral for referral in state.referrals}
    for entry in state.entries:
        referral = by_opid.get(entry.opid)
        if entry.kind != fold_case.SERVICE or referral is None:
            continue
        where = road.of(referral.opid)
        at = referral.at
        if referral.accepted:
            where = RecordState.DITERIMA_UPTD
            at = min(status.at for status in referral.statuses if status.accepted)
        last = referral.statuses[-1] if referral.statuses else None
        reason = str(last.data.get("reason") or "") if last is not None else ""
        service = str(entry.data.get("id"))
        views[service] = ReferralView(service, where, at, referral.step, reason)
    return tuple(views.values())


def open_sealed(store: Store, world: World, rec: bytes) -> tuple[tuple[str, str], ...]:
    """Name and story of a case, by field; that somebody looked is written down."""
    me = load(store)
    state = state_of(store, world, me, rec)
    store.vault.audit.add(Act.VIEW, world.now(), rec)
    found = ((name, full_text(state, name)) for name in SEALED)
    return tuple((name, text) for name, text in found if text)


def code_of(rec: bytes) -> str:
    """The short code of a case."""
    return case_code(rec)


def shown(value: Value) -> str:
    """A conflicting value as text."""
    return text_of(value)
