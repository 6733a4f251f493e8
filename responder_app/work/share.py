"""Sharing a case with a colleague, and ending it: said plainly, agreed to, never more than that.

A grant has an audience and a key of its own. What she may read is told again under it; what was
withheld stays under the owner's own key, which is given to nobody, ever. Ending it makes new keys
for what comes later: what was read cannot be unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec

from data.model.problems import Code, Refusal
from data.ops.answered import AGAIN, TOLD_AT, answers_in, told_again, with_answers
from data.ops.fold import CaseState
from data.ops.grants import MOST_READERS, new_audience
from data.ops.header import DESK
from data.ops.payload import Entry, PayloadBody, Value
from data.ops.people import Colleague
from data.store.store import Store
from data.store.tables.audit import Act
from responder_app.rules import consent, facts
from responder_app.rules.consent import ConsentState
from responder_app.work import answered, colleagues, fold_case, lay
from responder_app.work.audience import first_epoch, tips_for
from responder_app.work.circle import AGREED, LAW, SHARE, UNSHARE, handed_on, is_keeper, is_mine
from responder_app.work.identity import Me, load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import answers_of, state_of
from responder_app.work.world import World

_PARCEL = 9_000  # bytes of entries in one letter, before packing
_AUDIENCE_BYTES = 8


@dataclass(frozen=True, slots=True)
class SharePlan:
    """What sharing this case would mean, before anybody is chosen.

    ``people``: proved colleagues it is not shared with yet; ``refused``: entries of the address
    book that did not hold. ``told``/``kept``: fields that would be read, and that stay closed,
    under each basis that may be chosen. ``withhold_from``: whom she named, to be read before.
    ``holders``: proved colleagues it is shared with, who may be asked to take it over.
    """

    rec: bytes
    people: tuple[Colleague, ...]
    refused: int
    told: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, tuple[str, ...]]
    withhold_from: str
    fetch: colleagues.Fetch
    referred: bool
    holders: tuple[Colleague, ...] = ()


def plan(store: Store, world: World, rec: bytes) -> SharePlan:
    """Raises ``Refusal``: CASE_UNKNOWN, NOT_YOUR_CASE, CHOOSE_FIRST while two versions differ,
    CONSENT_TO_SHARE_MISSING where consent was taken back or nothing may be kept."""
    me = load(store)
    state = state_of(store, world, me, rec)
    check(me, state)
    answers = answers_of(state)
    book = colleagues.book(store, me)
    told = {basis: _told(answers, basis) for basis in _bases(answers)}
    named = sorted(name for name, value in answers.items() if value)
    return SharePlan(
        rec,
        tuple(one for one in book.people if one.user not in state.grantees),
        book.refused,
        {basis: tuple(sorted(names)) for basis, names in told.items()},
        {basis: tuple(one for one in named if one not in told[basis]) for basis in told},
        answers.get("withhold_from", ""),
        colleagues.last_fetch(store),
        bool(state.referrals),
        tuple(one for one in book.people if one.user in state.grantees),
    )


def check(me: Me, state: CaseState) -> None:
    """Whether this person may share or hand over this case now. Raises as ``plan`` does."""
    if not is_keeper(me, state):
        raise Refusal(Code.NOT_YOUR_CASE)
    if fold_case.open_conflicts(state):
        raise Refusal(Code.CHOOSE_FIRST)
    answers = answers_of(state)
    if answers.get("consent_withdrawn_at") or not consent.consent_of(answers).may_be_kept:
        raise Refusal(Code.CONSENT_TO_SHARE_MISSING)


def _bases(answers: Mapping[str, str]) -> tuple[str, ...]:
    """On what it may be shared: her yes to this colleague, asked now; or the basis in law that the
    record itself stands on, which opens less."""
    return (AGREED, LAW) if consent.consent_of(answers).legal_basis else (AGREED,)


def _told(answers: Mapping[str, str], basis: str) -> dict[str, str]:
    standing = ConsentState.GIVEN if basis == AGREED else ConsentState.NOT_NEEDED
    child = facts.child(facts.together(answers)) == "ya"
    told = consent.letter(answers, standing, child=child).desk
    return {name: value for name, value in told.items() if value}


def share(store: Store, world: World, rec: bytes, user: bytes, basis: str, why: str) -> None:
    """Share a case with a proved colleague. Raises as ``plan`` does, and ``Refusal``:
    COLLEAGUE_UNKNOWN, REASON_MISSING, CONSENT_TO_SHARE_MISSING for a basis there is not."""
    me = load(store)
    state = state_of(store, world, me, rec)
    with store.transaction():
        write(store, world, me, letters(store, world, me, state, user, basis, why))
        store.vault.audit.add(Act.SEND, world.now(), rec)
        fold_case.refresh(store, world, me, [rec])
    lay.now_or_later(store, world, me, hurry=True)


def letters(
    store: Store, world: World, me: Me, state: CaseState, user: bytes, basis: str, why: str
) -> list[Letter]:
    """The letters of one grant: every key she is to read with, then what was told before."""
    check(me, state)
    who = colleagues.book(store, me).find(user)
    if who is None or len(state.grantees) >= MOST_READERS:
        raise Refusal(Code.COLLEAGUE_UNKNOWN)
    answers = answers_of(state)
    if basis not in _bases(answers):
        raise Refusal(Code.CONSENT_TO_SHARE_MISSING)
    if not why.strip():
        raise Refusal(Code.REASON_MISSING)
    grant = Entry(
        SHARE,
        {
            "to": user.hex(),
            "name": who.display,
            "role": who.role.value,
            "x": who.x.hex(),
            "basis": basis,
            "why": why.strip(),
        },
    )
    body = PayloadBody("grant", entries=[grant], grant=[user.hex()])
    head = Letter("g", state.rec, body, fv="grant/1", deps=state.heads, lam=state.lam)
    if state.audience:
        made = keys(store, state, state.audience, replace(head, readers=(who.x,)))
    else:
        aud = new_audience(world.random(_AUDIENCE_BYTES))
        made = _first(me, state, replace(head, readers=(who.x,), aud=aud), _told(answers, basis))
    if state.referrals:
        bare = PayloadBody("grant", grant=[user.hex()])
        made += keys(store, state, DESK, replace(head, readers=(who.x,), body=bare))
    return made


def keys(store: Store, state: CaseState, aud: str, head: Letter) -> list[Letter]:
    """A letter for each key of an audience that is held here: the newest one last, and whole; the
    older ones bring only the key."""
    bare = PayloadBody("grant", grant=head.body.grant)
    epochs = sorted(ce for name, ce in store.vault.keys.case_keys(state.rec) if name == aud)
    made = [replace(head, aud=aud, body=bare, under=ce) for ce in epochs[:-1]]
    tips = tips_for(state, aud)
    return [replace(one, tips=tips) for one in (*made, replace(head, aud=aud))] if epochs else []


def _first(me: Me, state: CaseState, head: Letter, told: Mapping[str, str]) -> list[Letter]:
    """A new audience with everything she may read, told again: fields, forms, raised levels."""
    fields: dict[str, Value] = {
        name: state.fields[name].value for name in told if name in state.fields
    }
    entries = [
        *(_form_again(form, told) for form in answered.forms_of(state)),
        *(
            Entry(entry.kind, {**entry.data, AGAIN: True, TOLD_AT: entry.said_at})
            for entry in state.entries
            if entry.kind == fold_case.RAISE and entry.struck is None
        ),
    ]
    parcels = _parcels(entries)
    body = msgspec.structs.replace(head.body, set=fields, entries=[*head.body.entries, *parcels[0]])
    first = replace(head, body=body, new_key=True, epoch=first_epoch(me, state))
    more = replace(first, kind="d", readers=(), new_key=False)
    return [
        first,
        *(replace(more, body=PayloadBody("answers", entries=some)) for some in parcels[1:]),
    ]


def _form_again(form: answered.AnsweredForm, told: Mapping[str, str]) -> Entry:
    answers = {name: text for name, text in answers_in(form.entry).items() if name in told}
    data = told_again(form.entry, form.instance)
    return Entry(form.kind, {**with_answers(data, answers), AGAIN: True, TOLD_AT: form.at})


def _parcels(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries in as many letters as they need; the first may be empty."""
    parcels: list[list[Entry]] = [[]]
    filled = 0
    for entry in entries:
        size = len(msgspec.json.encode(entry))
        if parcels[-1] and filled + size > _PARCEL:
            parcels.append([])
            filled = 0
        parcels[-1].append(entry)
        filled += size
    return parcels


def unshare(store: Store, world: World, rec: bytes, user: bytes, why: str = "") -> None:
    """End it for one colleague: she is told so, and what comes later has other keys.

    Raises ``Refusal``: CASE_UNKNOWN, NOT_YOUR_CASE (not the keeper, or not shared with her)."""
    me = load(store)
    state = state_of(store, world, me, rec)
    if not is_keeper(me, state) or user not in state.grantees or user == me.user:
        raise Refusal(Code.NOT_YOUR_CASE)
    with store.transaction():
        write(store, world, me, _ending(me, state, user, why))
        store.vault.audit.add(Act.SEND, world.now(), rec)
        fold_case.refresh(store, world, me, [rec])
    lay.now_or_later(store, world, me)


def _ending(me: Me, state: CaseState, user: bytes, why: str) -> list[Letter]:
    """Under the old key so that she hears of it; then new keys for those who stay."""
    entry = Entry(UNSHARE, {"to": user.hex(), "why": why.strip()})
    said = PayloadBody("grant", entries=[entry], ungrant=[user.hex()])
    head = Letter("g", state.rec, said, fv="grant/1", deps=state.heads, lam=state.lam)
    old = replace(head, aud=state.audience, tips=tips_for(state, state.audience))
    readers = tuple(x for one, x in reader_keys(me, state).items() if one not in (user, me.user))
    least = first_epoch(me, state)
    bare = PayloadBody("grant", ungrant=[user.hex()])
    fresh = replace(head, body=bare, readers=readers, new_key=True, epoch=least)
    made = [old]
    if readers:
        made.append(replace(fresh, aud=state.audience, tips=old.tips))
    if user in state.readers.get(DESK, ()):
        made.append(replace(fresh, aud=DESK, tips=tips_for(state, DESK)))
    return made


def reader_keys(me: Me, state: CaseState) -> dict[bytes, bytes]:
    """The reading keys of those it is shared with, as proved when it was shared; nobody revoked."""
    found: dict[bytes, bytes] = {}
    for entry in state.entries:
        if entry.kind == SHARE:
            user, x = _hex(entry.data.get("to"), 16), _hex(entry.data.get("x"), 32)
            if user in state.grantees and x and not me.directory.is_revoked(user):
                found[user] = x
    handed = handed_on(state)
    if not is_mine(me, state) and handed is not None and handed.stays and handed.x:
        found[handed.by] = handed.x  # its owner goes on reading its history
    return found


def _hex(value: Value, size: int) -> bytes:
    try:
        found = bytes.fromhex(str(value))
    except ValueError:
        return b""
    return found if len(found) == size else b""


def to_the_desk_too(me: Me, state: CaseState) -> list[Letter]:
    """After a first referral: the desk's key for those the case was shared with before, and for its
    owner where somebody took it over."""
    there = {me.user, *state.readers.get(DESK, ())}
    found = {user: x for user, x in reader_keys(me, state).items() if user not in there}
    if not found:
        return []
    body = PayloadBody("grant", grant=sorted(user.hex() for user in found))
    return [
        Letter(
            "g",
            state.rec,
            body,
            aud=DESK,
            fv="grant/1",
            deps=state.heads,
            lam=state.lam,
            tips=tips_for(state, DESK),
            readers=tuple(found.values()),
        )
    ]
