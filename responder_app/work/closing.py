"""When a case counts as closed, and who may close it (domain.md 2.11).

A cadre closes what is rendah or sedang; tinggi and darurat only the UPTD closes, and a child's case
never without the UPTD having been told (domain.md 1.1). Whatever is written after a closing opens
the case again.
"""

from __future__ import annotations

from data.model.danger import Danger
from data.model.levels import Level
from data.ops.fold import CaseState
from data.ops.payload import Entry
from responder_app.rules import facts
from responder_app.work.identity import Me
from responder_app.work.reading import answers_of

CLOSING = "closing"
CLOSES_ALONE = (Level.RENDAH, Level.SEDANG)
ASKS, UPTD = "asks", "uptd"
# What may follow a closing without opening the case again.
_QUIET = frozenset({CLOSING, "ticket", "evidence"})


def may_close(me: Me, state: CaseState | None, danger: Danger | None) -> bool:
    """Whether this person's closing form closes the case by itself."""
    if me.at_desk or state is None:
        return True
    if danger is not None and danger.level not in CLOSES_ALONE:
        return False
    child = facts.child(facts.together(answers_of(state))) == "ya"
    return not (child and not state.referrals)


def asking(entry: Entry) -> Entry:
    """A closing form that only asks the UPTD to close."""
    return Entry(entry.k, {**entry.d, ASKS: UPTD})


def standing(state: CaseState) -> str:
    """``closed``, ``asked`` (the UPTD is asked to close), or empty while the case is open.

    A closing form that gives no reason (she is not safe yet) closes nothing.
    """
    last = next(
        (one for one in reversed(state.entries) if one.kind not in _QUIET and one.struck is None),
        None,
    )
    found = [one for one in state.entries if one.kind == CLOSING and one.struck is None]
    if not found or (last is not None and last.lam > found[-1].lam):
        return ""
    if found[-1].data.get(ASKS) == UPTD:
        return "asked"
    return "closed" if found[-1].beside.get("close_reason") else ""
