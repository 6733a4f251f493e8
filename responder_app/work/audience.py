"""Who may read what is written: the desk's part, the colleagues' part, and what stays one's own.

Consent is asked again each time, so that what was withheld, or taken back since, never follows a
referral to the desk in a later letter (design.md 4b). A file goes where the answer that names it
goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from data.model.problems import Code, Refusal
from data.ops.answered import (
    FILES,
    UNPLACED,
    alone,
    answers_in,
    is_answered,
    named_in,
    with_answers,
)
from data.ops.fold import CaseState
from data.ops.grants import is_grant
from data.ops.header import DESK, OWN
from data.ops.payload import Entry, PayloadBody, Value
from responder_app.rules import consent, facts, pathway, triage
from responder_app.rules.consent import ConsentState
from responder_app.work import circle, fold_case, pack
from responder_app.work.identity import Me
from responder_app.work.letters import Letter
from responder_app.work.reading import answers_of, text_of

UPTD = "uptd_ppa"
# Whoever acts on a case must hear that she has changed her mind.
_HER_WORD = frozenset({"consent_services", "consent_contact"})


def addressed(me: Me, state: CaseState, letter: Letter, now: int) -> Sequence[Letter]:
    """One letter of a folded case as the letters to be written, each with its audience.

    ``now``: Unix s. Before a referral everything is the author's own; a desk answers the desk; what
    colleagues may read too goes under their key. Raises ``Refusal(NOT_YOUR_CASE)`` where the case
    was somebody else's and is not shared with this person (any more).
    """
    if fold_case.is_desk_case(me, state):
        return [_known(me, state, whole(letter, DESK))]
    if circle.is_given(me, state) and me.user not in state.grantees:
        raise Refusal(Code.NOT_YOUR_CASE)
    body = letter.body
    said = {name: text_of(value) for name, value in body.set.items()}
    answers = facts.together({**answers_of(state), **said})
    parts = [replace(letter, aud=OWN)]
    if state.referrals and _reads_desk(me, state):
        uptd = _standing(state, answers, now)
        child = facts.child(answers) == "ya"
        told = consent.letter({**answers, **_inside(body)}, uptd, child=child).desk.keys()
        parts = _divided(letter, told | _HER_WORD, DESK, spoken=uptd.allows)
    if state.audience:
        parts = [one for part in parts for one in _for_colleagues(me, state, part, answers)]
    written = [one for one in parts if one.body.set or one.body.entries or len(parts) == 1]
    if len(written) == 1:
        written = [whole(written[0], written[0].aud)]
    return [_known(me, state, one) for one in written]


def _reads_desk(me: Me, state: CaseState) -> bool:
    return circle.is_mine(me, state) or me.user in state.readers.get(DESK, ())


def _for_colleagues(
    me: Me, state: CaseState, part: Letter, answers: Mapping[str, str]
) -> list[Letter]:
    """The owner's own part in two: what they may read, and what stays hers. A colleague keeps
    nothing back from the one whose case it is."""
    if part.aud != OWN:
        return [part]
    if not circle.is_mine(me, state):
        return [replace(part, aud=state.audience)]
    told = told_to_colleagues(state, {**answers, **_inside(part.body)}) | _HER_WORD
    return _divided(part, told, state.audience, spoken=True)


def told_to_colleagues(state: CaseState, answers: Mapping[str, str]) -> frozenset[str]:
    """The names of answers that those the case is shared with may read, by the basis it was shared
    on and by consent as it stands today; nothing once consent was taken back."""
    shared = [str(one.data.get("basis")) for one in state.entries if one.kind == circle.SHARE]
    if not shared or answers.get("consent_withdrawn_at"):
        return frozenset()
    agreed = all(basis == circle.AGREED for basis in shared)
    standing = ConsentState.GIVEN if agreed else ConsentState.NOT_NEEDED
    child = facts.child(facts.together(answers)) == "ya"
    return frozenset(consent.letter(answers, standing, child=child).desk)


def first_epoch(me: Me, state: CaseState) -> int:
    """The least number of a new key: none of an owner's meets one of whoever took the case over."""
    if circle.is_mine(me, state):
        return 0
    return 1 + int.from_bytes(me.user[:2], "big") << 8


def tips_for(state: CaseState, aud: str) -> tuple[bytes, ...]:
    """The newest letters that the readers of an audience have, where the author's own newest are
    closed to them."""
    also = state.tips.get(DESK, ()) if is_grant(aud) else ()
    return tuple(dict.fromkeys((*state.tips.get(aud, ()), *also)))


def _known(me: Me, state: CaseState, letter: Letter) -> Letter:
    return replace(letter, tips=tips_for(state, letter.aud), epoch=first_epoch(me, state))


def _inside(body: PayloadBody) -> dict[str, str]:
    return {name: text for entry in body.entries for name, text in answers_in(entry.d).items()}


def _divided(letter: Letter, told: Collection[str], aud: str, *, spoken: bool) -> list[Letter]:
    """A letter in two: what stays the author's own, and what the readers of ``aud`` may be told.

    ``spoken``: whether entries may be told there at all.
    """
    body = letter.body
    there = {name: value for name, value in body.set.items() if name in told}
    own = {name: value for name, value in body.set.items() if name not in told}
    forms = [entry for entry in body.entries if is_answered(entry)]
    untold = _inside(body).keys() - set(told)
    letters = []
    if own or untold or not spoken:
        kept = [_part(entry, untold, own) for entry in forms] if spoken else body.entries
        said_here = PayloadBody(body.t, own, kept)
        letters.append(replace(letter, aud=OWN, body=said_here, files=_named(letter, said_here)))
    if there or spoken:
        open_part = [_part(one, told, there) if one in forms else one for one in body.entries]
        open_part = [_without_unplaced(one) for one in open_part] if spoken else []
        said_there = PayloadBody(body.t, there, open_part)
        letters.append(replace(letter, aud=aud, body=said_there, files=_named(letter, said_there)))
    return [one for one in letters if one.body.set or one.body.entries]


def whole(letter: Letter, aud: str) -> Letter:
    """The letter as the only one that says what it says."""
    entries = [alone(one) if is_answered(one) else one for one in letter.body.entries]
    body = structs.replace(letter.body, entries=entries)
    return replace(letter, aud=aud, body=body)


def _part(entry: Entry, names: Collection[str], fields: Mapping[str, Value]) -> Entry:
    """A finished form with those of its answers that are named, and the files that these or the
    fields beside them name; both parts name its instance."""
    answers = {name: text for name, text in answers_in(entry.d).items() if name in names}
    told = {*answers.values(), *(text_of(value) for value in fields.values())}
    return Entry(entry.k, with_files(with_answers(entry.d, answers), told))


def with_files(data: Mapping[str, Value], told: Collection[str]) -> dict[str, Value]:
    """An entry's data with those of its files whose stored names are ``told``."""
    lines = [line for line in named_in(data) if line.partition(" ")[0] in told]
    bare = {name: value for name, value in data.items() if name != FILES}
    return {**bare, FILES: lines} if lines else bare


def _named(letter: Letter, body: PayloadBody) -> tuple[str, ...]:
    """The letter's files that one of its parts tells of."""
    here = {line.partition(" ")[0] for entry in body.entries for line in named_in(entry.d)}
    return tuple(name for name in letter.files if name in here)


def _without_unplaced(entry: Entry) -> Entry:
    """What an older version of the form held stays with its author."""
    return Entry(entry.k, {name: value for name, value in entry.d.items() if name != UNPLACED})


def _standing(state: CaseState, answers: dict[str, str], now: int) -> ConsentState:
    """Whether the desk may be told today, by the answers as they will be."""
    danger = fold_case.danger_of(state) or triage.assess([], answers, pack.reason_words())
    found = pathway.plan(answers, danger, pack.table(), now).service(UPTD)
    return consent.standing(answers, "uptd", exempt=False) if found is None else found.consent
