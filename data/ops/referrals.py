"""Referrals inside a case, and what the desk said of each: append-only, by the desk alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.model.levels import Level
from data.model.referral import ReferralStep, may_follow
from data.ops.causal import Seen
from data.ops.conflict import Conflict, ConflictKind, Written
from data.ops.opened import OpenedOp
from data.ops.payload import Value


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One status op. ``state`` T1..T6 as 1..6. ``at``: the writer's clock, Unix s.

    ``counts`` is False when it could not follow what stood before it: kept, shown, not applied.
    """

    opid: bytes
    by: bytes
    at: int
    state: int
    accepted: bool
    step: ReferralStep
    data: Mapping[str, Value]
    counts: bool


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral op and its answers. ``due``: seconds after receipt at the city.

    ``said``: the fields the op itself carried. ``accepted``: a case manager opened it and took it
    on, and did not send it back.
    """

    opid: bytes
    by: bytes
    at: int
    lam: int
    level: Level
    services: tuple[str, ...]
    due: int
    kelurahan: str
    scope: str
    ticket_token: bytes
    survivor_slip: bool
    door: bool
    said: Mapping[str, Value]
    statuses: tuple[StatusStep, ...]
    step: ReferralStep
    accepted: bool

    @property
    def state(self) -> int:
        """The coarse state of the newest status that counts; 1 before any."""
        counting = [status.state for status in self.statuses if status.counts]
        return counting[-1] if counting else 1


_STEP_OF_STATE = {
    1: ReferralStep.SENT,
    2: ReferralStep.RECEIVED,
    3: ReferralStep.ACCEPTED,
    4: ReferralStep.IN_SERVICE,
    5: ReferralStep.LOST_CONTACT,
    6: ReferralStep.COMPLETED,
}


_STEP_WORDS = frozenset(step.value for step in ReferralStep)


def fold_referrals(
    inside: Sequence[OpenedOp], seen: Seen
) -> tuple[tuple[Referral, ...], tuple[bytes, ...], tuple[Conflict, ...]]:
    """Referrals in the agreed order; status ops whose referral is not there; conflicts.

    A status op written by somebody who works at no desk of this case counts for nothing here and
    is returned with the loose ones.
    """
    sent = {op.opid: op for op in inside if op.routing is not None}
    answers: dict[bytes, list[OpenedOp]] = {opid: [] for opid in sent}
    loose: list[bytes] = []
    for op in inside:
        if op.status is None:
            continue
        if op.status.ref in answers and seen.desk(op):
            answers[op.status.ref].append(op)
        else:
            loose.append(op.opid)
    referrals: list[Referral] = []
    conflicts: list[Conflict] = []
    for opid, op in sent.items():
        steps, step = _advance(answers[opid])
        referrals.append(_referral(op, steps, step))
        conflict = _conflict(opid, answers[opid], steps, seen)
        if conflict is not None:
            conflicts.append(conflict)
    return tuple(referrals), tuple(loose), tuple(conflicts)


def _advance(answers: Sequence[OpenedOp]) -> tuple[tuple[StatusStep, ...], ReferralStep]:
    now = ReferralStep.SENT
    steps: list[StatusStep] = []
    for op in answers:
        then = _step(op)
        counts = then is now or may_follow(now, then)
        now = then if counts else now
        if op.status is not None:
            steps.append(
                StatusStep(
                    opid=op.opid,
                    by=op.author,
                    at=op.tw,
                    state=op.status.state,
                    accepted=op.status.accepted == 1,
                    step=then,
                    data=op.body.set if op.body is not None else {},
                    counts=counts,
                )
            )
    return tuple(steps), now


def _step(op: OpenedOp) -> ReferralStep:
    """The fine step from inside the letter; from its outside where the inside is closed to us."""
    word = op.body.set.get("step") if op.body is not None else None
    if isinstance(word, str) and word in _STEP_WORDS:
        return ReferralStep(word)
    if op.body is not None and op.body.t == "return":
        return ReferralStep.RETURNED
    return _STEP_OF_STATE[op.status.state] if op.status is not None else ReferralStep.SENT


def _referral(op: OpenedOp, steps: tuple[StatusStep, ...], step: ReferralStep) -> Referral:
    routing = op.routing
    if routing is None:
        raise ValueError("no referral")
    return Referral(
        opid=op.opid,
        by=op.author,
        at=op.tw,
        lam=op.lam,
        level=Level(routing.pri),
        services=tuple(routing.svc),
        due=routing.due,
        kelurahan=routing.kel,
        scope=routing.scope,
        ticket_token=routing.tk,
        survivor_slip=routing.own == 1,
        door=op.door,
        said=op.body.set if op.body is not None else {},
        statuses=steps,
        step=step,
        accepted=any(status.accepted for status in steps) and step is not ReferralStep.RETURNED,
    )


def _conflict(
    opid: bytes, answers: Sequence[OpenedOp], steps: Sequence[StatusStep], seen: Seen
) -> Conflict | None:
    """Two desks spoke without knowing of one another, and both cannot be: a person looks."""
    refused = {status.opid for status in steps if not status.counts}
    clashing = {
        one.opid
        for late in answers
        if late.opid in refused
        for other in answers
        if other.opid not in refused and not seen.before(other, late)
        for one in (late, other)
    }
    if not clashing:
        return None
    written = tuple(
        Written(status.step.value, status.opid, status.by)
        for status in steps
        if status.opid in clashing
    )
    return Conflict(f"referral:{opid.hex()}", ConflictKind.STATUS, written)
