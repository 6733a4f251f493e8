"""Sending a referral: pressed, ten seconds to take it back, then one letter and one ticket.

One vault transaction turns a pressed row into the op and the ticket; a crash before it leaves the
row, after it the op. An op, once written, is never taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import msgspec

from data.model.levels import Level
from data.model.problems import Code, Refusal
from data.model.ticket import RANDOM_BYTES, Ticket, new_ticket
from data.ops.answered import answers_in, named_in, told_again, with_answers
from data.ops.conflict import ConflictKind
from data.ops.fold import CaseState
from data.ops.header import DESK, Routing
from data.ops.payload import Entry, PayloadBody, Value
from data.ops.ticket_token import ticket_token
from data.store import steps
from data.store.store import Store
from data.store.tables.audit import Act
from data.store.tables.pending import Pending
from data.store.tables.tickets import TicketRow
from responder_app.rules import consent, facts
from responder_app.rules.consent import ConsentState
from responder_app.rules.pathway import Plan, PlannedService
from responder_app.work import answered, assess, attach, circle, fold_case, lay, refill, share
from responder_app.work.audience import first_epoch, tips_for, with_files
from responder_app.work.identity import Me, load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import answers_of, state_of
from responder_app.work.world import World

UNDO_SECONDS = 10
UPTD = "uptd_ppa"
RESTORED = "restored.at"  # when a new chain was begun: what was pressed before waits for the refill


@dataclass(frozen=True, slots=True)
class Pressed:
    """A referral in its ten seconds."""

    id: bytes
    rec: bytes
    ticket: str
    due_at: int


class _Service(msgspec.Struct, frozen=True):
    id: str
    deadline: str
    due: int
    consent: str
    packet: list[str]


class _Form(msgspec.Struct, frozen=True):
    """An answered form, told again to the desk."""

    kind: str
    data: dict[str, Value]


class _Body(msgspec.Struct, frozen=True):
    """What a pressed row holds: everything the letter will say, frozen at the press.

    ``files``: stored names of the files that go with it.
    ``results``: of checklists, in rows pressed by an older program; ``forms`` since.
    """

    pin: str
    level: str
    due: int
    kelurahan: str
    own: int
    coarse: list[str]
    fields: dict[str, str]
    services: list[_Service]
    results: list[dict[str, Value]]
    pressed_at: int
    forms: list[_Form] = []
    files: list[str] = []


def press(store: Store, world: World, rec: bytes, chosen: Collection[str]) -> Pressed:
    """Press *Kirim rujukan*: a row in the vault that becomes a letter in ten seconds.

    Raises ``Refusal``: NOTHING_TO_SEND, CONSENT_MISSING (``service``), STEP_NOT_ALLOWED while
    another referral of this case is pressed, NOT_YOUR_CASE for whoever does not keep it,
    CHOOSE_FIRST while two versions differ of something that acting hangs on.
    """
    me = load(store)
    state = state_of(store, world, me, rec)
    if any(row.rec == rec for row in store.vault.pending.list()):
        raise Refusal(Code.STEP_NOT_ALLOWED)
    if not circle.is_keeper(me, state):
        raise Refusal(Code.NOT_YOUR_CASE)
    if any(one.kind is ConflictKind.HOLD for one in state.conflicts):
        raise Refusal(Code.CHOOSE_FIRST)
    case = assess.plan_in(store, world, me.user, state)
    services = _allowed(case.plan, chosen)
    answers = answers_of(state)
    uptd = _uptd(case.plan, answers)
    if not uptd.allows:
        raise Refusal(Code.CONSENT_MISSING, service=UPTD)
    child = facts.child(facts.together(answers)) == "ya"
    told = consent.letter(answers, uptd, child=child)
    # Told only once a person has chosen: sending decides nothing between two versions.
    undecided = {one.field for one in state.conflicts if one.kind is ConflictKind.ASK}
    forms = _forms(state, answers, uptd, told.desk, child=child) if told.desk else []
    ticket = _new_ticket(world, me)
    now = world.now()
    body = _Body(
        pin=ticket.pin,
        level=case.danger.level.word,
        due=case.danger.deadline_seconds,
        kelurahan=me.person.area,
        own=1 if answers.get("reporter_relation") == "penyintas" else 0,
        coarse=sorted({one.service.coarse for one in services if one.service.coarse}),
        fields={
            name: value for name, value in told.desk.items() if value and name not in undecided
        },
        services=[_row(one) for one in services],
        results=[],
        pressed_at=now,
        forms=forms,
        files=_files(store, forms, answers),
    )
    pending = Pending(
        world.random(16), rec, now + UNDO_SECONDS, ticket.number, msgspec.json.encode(body)
    )
    with store.transaction():
        store.vault.pending.put(pending)
    return Pressed(pending.id, rec, ticket.number, pending.due_at)


def _allowed(plan: Plan, chosen: Collection[str]) -> list[PlannedService]:
    services = []
    for service_id in chosen:
        found = plan.service(service_id)
        if found is None or not found.consent.allows:
            raise Refusal(Code.CONSENT_MISSING, service=service_id)
        services.append(found)
    if not services:
        raise Refusal(Code.NOTHING_TO_SEND)
    return sorted(services, key=lambda one: (one.due, one.service.id))


def _uptd(plan: Plan, answers: Mapping[str, str]) -> ConsentState:
    """Whether the desk may be told: every letter goes to it, also one that asks for a hospital."""
    found = plan.service(UPTD)
    if found is not None:
        return found.consent
    return consent.standing(answers, "uptd", exempt=False)


def _row(planned: PlannedService) -> _Service:
    return _Service(
        planned.service.id,
        planned.deadline,
        planned.due,
        planned.consent.value,
        list(planned.packet),
    )


def _forms(
    state: CaseState,
    answers: Mapping[str, str],
    uptd: ConsentState,
    fields: Mapping[str, str],
    *,
    child: bool,
) -> list[_Form]:
    """The answered forms as the desk may read them: of checklists the newest with its result, of
    all their own answers as far as consent goes, and the files that these or ``fields`` name."""
    told = []
    for form in answered.forms_of(state):
        if form.superseded or (form.kind == fold_case.CHECKLIST and not form.newest):
            continue
        data = told_again(form.entry, form.instance)
        inside = answers_in(form.entry)
        allowed = consent.letter({**answers, **inside}, uptd, child=child).desk
        own = {name: text for name, text in inside.items() if name in allowed}
        named = {*own.values(), *fields.values()}
        told.append(_Form(form.kind, with_files(with_answers(data, own), named)))
    return told


def _files(store: Store, forms: Collection[_Form], answers: Mapping[str, str]) -> list[str]:
    """The files these forms name. What was learnt since may forbid a picture that was taken in
    good faith before: it is told to nobody (domain.md 1.1)."""
    names = {line.partition(" ")[0] for one in forms for line in named_in(one.data)}
    if attach.never_kept(answers):
        names = {name for name in names if not attach.kept_wrongly(store, [name], answers)}
    return sorted(names)


def _new_ticket(world: World, me: Me) -> Ticket:
    return new_ticket(me.directory.letters, world.random(RANDOM_BYTES), world.random(RANDOM_BYTES))


def undo(store: Store, world: World, pressed: bytes) -> bytes:
    """*Batalkan*: take a pressed referral back; gives its case. Raises ``TOO_LATE_TO_UNDO``."""
    with store.transaction():
        taken = store.vault.pending.take(pressed)
        if taken is None:
            raise Refusal(Code.TOO_LATE_TO_UNDO)
    return taken.rec


def waiting(store: Store) -> tuple[Pressed, ...]:
    """The referrals in their ten seconds."""
    return tuple(
        Pressed(row.id, row.rec, row.ticket, row.due_at) for row in store.vault.pending.list()
    )


def commit(store: Store, world: World, everything: bool = False) -> int:
    """Turn pressed rows whose time is over into letters; gives how many. For the window's clock."""
    if not store.vault.pending.list():
        return 0
    me = load(store)
    return commit_due(store, world, me, all_of_them=everything)


def commit_due(store: Store, world: World, me: Me, *, all_of_them: bool = False) -> int:
    """The same for a person already loaded; at lock, closing and unlock all of them go."""
    vault = store.vault
    rows = vault.pending.list() if all_of_them else vault.pending.due(world.now())
    held = int(vault.settings.read(RESTORED, 0)) if refill.waits(store, me) else 0
    written = 0
    for row in rows:
        body = msgspec.json.decode(row.body, type=_Body)
        if body.pressed_at > held or not held:
            written += _commit_one(store, world, me, row, body)
    if written:
        lay.now_or_later(store, world, me, hurry=True)
    return written


def _commit_one(store: Store, world: World, me: Me, row: Pending, body: _Body) -> int:
    """One letter, and the ticket under the author's own key; nothing where it was written before
    (a vault restored from a copy in which the row still waited)."""
    ticket = Ticket(row.ticket, body.pin)
    token = ticket_token(ticket.number, ticket.pin, me.directory.ticket_salt)
    with store.transaction():
        if store.vault.pending.take(row.id) is None:
            return 0
        state = state_of(store, world, me, row.rec)
        if any(one.ticket_token == token for one in state.referrals):
            return 0
        letter = replace(
            _letter(body, token, state, me.directory.scope),
            tips=tips_for(state, DESK),
            epoch=first_epoch(me, state),
        )
        first = write(store, world, me, [letter, _slip(ticket, state)])[0]
        if state.grantees:
            sent = state_of(store, world, me, row.rec)
            write(store, world, me, share.to_the_desk_too(me, sent))
        store.vault.tickets.put(
            TicketRow(ticket.number, ticket.pin, row.rec, first.opid, token, body.pressed_at)
        )
        store.vault.audit.add(Act.SEND, world.now(), first.opid)
        fold_case.refresh(store, world, me, [row.rec])
    steps.reached("referral-committed")
    return 1


def _slip(ticket: Ticket, state: CaseState) -> Letter:
    """Number and PIN for the author alone: a vault that is filled again knows them again."""
    entry = Entry(refill.TICKET, {"number": ticket.number, "pin": ticket.pin})
    return Letter("d", state.rec, PayloadBody("note", entries=[entry]), fv="ticket/1")


def _letter(body: _Body, token: bytes, state: CaseState, scope: str) -> Letter:
    level = Level.of(body.level)
    entries = [Entry(fold_case.CHECKLIST, result) for result in body.results]
    entries += [Entry(form.kind, form.data) for form in body.forms]
    entries += [
        Entry(
            fold_case.SERVICE,
            {
                "id": one.id,
                "deadline": one.deadline,
                "due": one.due,
                "consent": one.consent,
                "packet": one.packet,
            },
        )
        for one in body.services
    ]
    fields: dict[str, Value] = {**body.fields, "level": body.level}
    routing = Routing(scope, body.kelurahan, int(level), body.coarse, body.due, token, body.own)
    return Letter(
        "r",
        state.rec,
        PayloadBody("referral", fields, entries),
        aud=DESK,
        fv="referral/1",
        routing=routing,
        deps=state.heads,
        lam=state.lam,
        files=tuple(body.files),
    )
