"""How a drill went: which key actions were done, and whether it is better done again.

A drill has five or six key actions; leaving out one on which somebody's safety hangs means: again
(domain.md 6). There are no points and no ranks: a person sees what to keep and what to try anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.model.drill import Drill, DrillAction, DrillChoice, ExpectedAnswer


@dataclass(frozen=True, slots=True)
class DrillScore:
    """The key actions done and missed, in the drill's order, and the wrong things chosen.

    ``unanswered``: the moments nothing was chosen at; their actions count as missed.
    """

    done: tuple[DrillAction, ...]
    missed: tuple[DrillAction, ...]
    wrong: tuple[DrillChoice, ...]
    unanswered: tuple[str, ...]

    @property
    def again(self) -> bool:
        """Whether a safety action is missing: the drill is done once more (*ulang*)."""
        return any(each.safety for each in self.missed)

    @property
    def missed_safety(self) -> tuple[DrillAction, ...]:
        """What has to be shown first."""
        return tuple(each for each in self.missed if each.safety)

    @property
    def flawless(self) -> bool:
        """Whether every key action was done and nothing wrong chosen."""
        return not self.missed and not self.wrong


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """An expected answer of a form, and what stands there instead (empty: nothing)."""

    expected: ExpectedAnswer
    given: str


def score(drill: Drill, picks: Mapping[str, str]) -> DrillScore:
    """What choosing ``picks`` (moment code -> choice code) came to.

    A key action that several moments teach is done only where each of them was chosen right.
    Raises ``KeyError`` for a choice the moment does not have; unknown moments are not looked at.
    """
    chosen: list[DrillChoice] = []
    unanswered: list[str] = []
    missed: set[str] = {each.code for each in drill.actions} - _taught(drill)
    for moment in drill.moments:
        choices = {choice.code: choice for choice in moment.choices}
        did: tuple[str, ...] = ()
        code = picks.get(moment.code, "")
        if code:
            choice = choices[code]
            chosen.append(choice)
            did = choice.actions if choice.right else ()
        else:
            unanswered.append(moment.code)
        missed |= {code for each in moment.choices for code in each.actions} - set(did)
    return DrillScore(
        done=tuple(each for each in drill.actions if each.code not in missed),
        missed=tuple(each for each in drill.actions if each.code in missed),
        wrong=tuple(choice for choice in chosen if not choice.right),
        unanswered=tuple(unanswered),
    )


def _taught(drill: Drill) -> set[str]:
    return {code for moment in drill.moments for each in moment.choices for code in each.actions}


def differences(
    expected: Iterable[ExpectedAnswer], form: str, given: Mapping[str, str]
) -> tuple[AnswerDifference, ...]:
    """Where a practised form differs from what is expected; in the order of the expectation.

    An expected value of several words (a question with several answers) is met when all of them
    were chosen: more is never wrong, because a drill tells too little to be complete.
    """
    found: list[AnswerDifference] = []
    for each in expected:
        if each.form != form:
            continue
        stored = given.get(each.question, "")
        if not set(each.value.split()) <= set(stored.split()):
            found.append(AnswerDifference(each, stored))
    return tuple(found)
