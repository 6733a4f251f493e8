"""What is written after a referral: the part the desk may read, and the part that stays one's own.

Consent is asked again each time, so that what was withheld, or taken back since, never follows a
referral to the desk in a later letter (design.md 4b). A file goes where the answer that names it
goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

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
from data.ops.header import DESK, OWN
from data.ops.payload import Entry, PayloadBody, Value
from responder_app.rules import consent, facts, pathway, triage
from responder_app.rules.consent import ConsentState
from responder_app.work import fold_case, pack
from responder_app.work.identity import Me
from responder_app.work.letters import Letter
from responder_app.work.reading import answers_of, text_of

UPTD = "uptd_ppa"
# Whoever acts on a case must hear that she has changed her mind.
_HER_WORD = frozenset({"consent_services", "consent_contact"})


def addressed(me: Me, state: CaseState, letter: Letter, now: int) -> Sequence[Letter]:
    """One letter of a folded case as the letters to be written, each with its audience.

    ``now``: Unix s. Before a referral everything is the author's own; a desk answers the desk.
    """
    if not state.referrals:
        return [whole(letter, OWN)]
    if fold_case.is_desk_case(me, state):
        return [whole(letter, DESK)]
    body = letter.body
    said = {name: text_of(value) for name, value in body.set.items()}
    answers = facts.together({**answers_of(state), **said})
    uptd = _standing(state, answers, now)
    child = facts.child(answers) == "ya"
    inside = {name: text for entry in body.entries for name, text in answers_in(entry.d).items()}
    told = consent.letter({**answers, **inside}, uptd, child=child).desk.keys() | _HER_WORD
    desk = {name: value for name, value in body.set.items() if name in told}
    own = {name: value for name, value in body.set.items() if name not in told}
    spoken = uptd.allows
    forms = [entry for entry in body.entries if is_answered(entry)]
    untold = inside.keys() - told
    letters = []
    if own or untold or not spoken:
        kept = [_part(entry, untold, own) for entry in forms] if spoken else body.entries
        said_here = PayloadBody(body.t, own, kept)
        letters.append(replace(letter, aud=OWN, body=said_here, files=_named(letter, said_here)))
    if desk or spoken:
        open_part = [_part(one, told, desk) if one in forms else one for one in body.entries]
        open_part = [_without_unplaced(one) for one in open_part] if spoken else []
        said_there = PayloadBody(body.t, desk, open_part)
        letters.append(replace(letter, aud=DESK, body=said_there, files=_named(letter, said_there)))
    written = [one for one in letters if one.body.set or one.body.entries]
    return written if len(written) > 1 else [whole(one, one.aud) for one in written]


def whole(letter: Letter, aud: str) -> Letter:
    """The letter as the only one that says what it says."""
    entries = [alone(one) if is_answered(one) else one for one in letter.body.entries]
    body = PayloadBody(letter.body.t, letter.body.set, entries, letter.body.void, letter.body.grant)
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
