"""What is written after a referral: the part the desk may read, and the part that stays one's own.

Consent is asked again each time, so that what was withheld, or taken back since, never follows a
referral to the desk in a later letter (design.md 4b).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from data.ops.answered import UNPLACED, alone, answers_in, is_answered, with_answers
from data.ops.fold import CaseState
from data.ops.header import DESK, OWN
from data.ops.payload import Entry, PayloadBody
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
        kept = [_part(entry, untold) for entry in forms] if spoken else body.entries
        letters.append(replace(letter, aud=OWN, body=PayloadBody(body.t, own, kept)))
    if desk or spoken:
        open_part = [_part(one, told) if one in forms else one for one in body.entries]
        open_part = [_without_unplaced(one) for one in open_part] if spoken else []
        letters.append(replace(letter, aud=DESK, body=PayloadBody(body.t, desk, open_part)))
    written = [one for one in letters if one.body.set or one.body.entries]
    return written if len(written) > 1 else [whole(one, one.aud) for one in written]


def whole(letter: Letter, aud: str) -> Letter:
    """The letter as the only one that says what it says."""
    entries = [alone(one) if is_answered(one) else one for one in letter.body.entries]
    body = PayloadBody(letter.body.t, letter.body.set, entries, letter.body.void, letter.body.grant)
    return replace(letter, aud=aud, body=body)


def _part(entry: Entry, names: Collection[str]) -> Entry:
    """A finished form with those of its answers that are named; both parts name its instance."""
    answers = {name: text for name, text in answers_in(entry.d).items() if name in names}
    return Entry(entry.k, with_answers(entry.d, answers))


def _without_unplaced(entry: Entry) -> Entry:
    """What an older version of the form held stays with its author."""
    return Entry(entry.k, {name: value for name, value in entry.d.items() if name != UNPLACED})


def _standing(state: CaseState, answers: dict[str, str], now: int) -> ConsentState:
    """Whether the desk may be told today, by the answers as they will be."""
    danger = fold_case.danger_of(state) or triage.assess([], answers, pack.reason_words())
    found = pathway.plan(answers, danger, pack.table(), now).service(UPTD)
    return consent.standing(answers, "uptd", exempt=False) if found is None else found.consent
