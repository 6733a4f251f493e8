"""Who keeps a case: its owner, until somebody she proposed it to has said yes.

A proposal and its answer are entries of ordinary letters. Nothing changes before the yes; a yes
that had not seen the proposal taken back holds, so that a case is never without a keeper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.ops.causal import Seen
from data.ops.opened import OpenedOp
from data.ops.payload import Entry, Value

PROPOSAL, ANSWER = "handover", "handover_answer"
ACCEPTED, REFUSED, TAKEN_BACK = "accepted", "refused", "taken_back"


@dataclass(frozen=True, slots=True)
class Handover:
    """One proposal. ``answer``: "" while open, accepted, refused, taken_back; ``answered_at`` and
    ``at``: Unix s by the writers' clocks.

    ``stays``: the one who hands it over goes on reading, with the reading key ``x`` (32 bytes).
    ``known``: she has written since the answer came to her.
    """

    opid: bytes
    by: bytes
    to: bytes
    at: int
    why: str
    stays: bool = True
    x: bytes = b""
    answer: str = ""
    answered_at: int = 0
    answer_why: str = ""
    known: bool = False

    @property
    def open(self) -> bool:
        """Whether the other has not answered yet."""
        return not self.answer


@dataclass(frozen=True, slots=True)
class _Answer:
    op: OpenedOp
    of: str
    word: str
    why: str


def fold_handovers(
    readable: list[OpenedOp], seen: Seen, owner: bytes
) -> tuple[bytes, tuple[Handover, ...]]:
    """The keeper now, and every proposal. ``readable``: ops with a body, in the agreed order."""
    proposals = {
        op.opid.hex(): (op, _proposal(op, entry)) for op, entry in _entries(readable, PROPOSAL)
    }
    answers = [_answer(op, entry) for op, entry in _entries(readable, ANSWER)]
    answers = [
        one for one in answers if one.of in proposals and seen.before(proposals[one.of][0], one.op)
    ]
    keeper, won = owner, set[bytes]()
    for one in answers:
        _op, proposal = proposals[one.of]
        back = [other for other in answers if other.of == one.of and _takes_back(other, proposal)]
        if (
            one.word == ACCEPTED
            and one.op.author == proposal.to
            and proposal.by == keeper
            and not any(seen.before(other.op, one.op) for other in back)
        ):
            keeper = proposal.to
            won.add(one.op.opid)
    return keeper, tuple(
        _with_answer(proposal, [one for one in answers if one.of == key], won, readable, seen)
        for key, (_op, proposal) in proposals.items()
    )


def _entries(readable: list[OpenedOp], kind: str) -> Iterator[tuple[OpenedOp, Entry]]:
    for op in readable:
        for entry in op.body.entries if op.body is not None else ():
            if entry.k == kind:
                yield op, entry


def _proposal(op: OpenedOp, entry: Entry) -> Handover:
    why, stays = str(entry.d.get("why") or ""), entry.d.get("stays") is not False
    to, x = _hex(entry.d.get("to"), 16), _hex(entry.d.get("x"), 32)
    return Handover(op.opid, op.author, to, op.tw, why, stays, x)


def _hex(value: Value, size: int) -> bytes:
    try:
        found = bytes.fromhex(str(value))
    except ValueError:
        return b""
    return found if len(found) == size else b""


def _answer(op: OpenedOp, entry: Entry) -> _Answer:
    said = entry.d
    return _Answer(op, str(said.get("of")), str(said.get("answer")), str(said.get("why") or ""))


def _takes_back(one: _Answer, proposal: Handover) -> bool:
    return one.word == TAKEN_BACK and one.op.author == proposal.by


def _with_answer(
    proposal: Handover,
    answers: list[_Answer],
    won: set[bytes],
    readable: list[OpenedOp],
    seen: Seen,
) -> Handover:
    """The yes that holds; otherwise the first no, or that it was taken back."""
    yes = [one for one in answers if one.op.opid in won]
    no = [one for one in answers if one.word == REFUSED and one.op.author == proposal.to]
    back = [one for one in answers if _takes_back(one, proposal)]
    for found in (*yes, *no, *back):
        known = any(op.author == proposal.by and seen.before(found.op, op) for op in readable)
        return replace(
            proposal,
            answer=found.word,
            answered_at=found.op.tw,
            answer_why=found.why,
            known=known,
        )
    return proposal
