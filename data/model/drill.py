"""A drill as values: its situation, moments with choices, key actions, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass

VERDICTS = ("keselamatan", "benar", "salah")


@dataclass(frozen=True, slots=True)
class DrillAction:
    """A key action of a drill. Without one marked ``safety`` the drill is done again."""

    code: str
    text: str
    safety: bool


@dataclass(frozen=True, slots=True)
class DrillChoice:
    """One thing a person could do at a moment.

    ``verdict``: ``keselamatan`` (right, and somebody's safety hangs on it), ``benar`` (right) or
    ``salah``. ``actions``: the key actions it does, none where it is wrong. ``feedback``: the
    sentence shown after it was chosen.
    """

    code: str
    verdict: str
    text: str
    feedback: str
    actions: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it is what the drill teaches."""
        return self.verdict != "salah"


@dataclass(frozen=True, slots=True)
class DrillMoment:
    """A point of the story where one choice is made; ``choices`` in the order they are shown."""

    code: str
    ask: str
    choices: tuple[DrillChoice, ...]


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """An answer the trainee is expected to give in a form while practising."""

    form: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class ExpectedLevel:
    """The level a checklist reaches with the expected answers; all its other items ``tidak``."""

    form: str
    level: str


@dataclass(frozen=True, slots=True)
class Drill:
    """One scenario in one language. ``picture`` names a drawing; ``closing`` is its one lesson.

    ``sign_off`` and ``signed_off_by`` as with the texts of the guide.
    """

    id: str
    order: int
    picture: str
    title: str
    situation: str
    closing: str
    source: str
    version: str
    sign_off: tuple[str, ...]
    signed_off_by: str
    moments: tuple[DrillMoment, ...]
    actions: tuple[DrillAction, ...]
    answers: tuple[ExpectedAnswer, ...]
    levels: tuple[ExpectedLevel, ...]

    def action(self, code: str) -> DrillAction:
        """A key action by its code. Raises ``KeyError``."""
        for each in self.actions:
            if each.code == code:
                return each
        raise KeyError(code)
