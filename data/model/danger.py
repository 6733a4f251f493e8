"""What is known about danger: a checklist's result, and the danger of a case with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.levels import Level


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a level was reached: a stable code (of a question or a rule) and words for people."""

    code: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ChecklistResult:
    """What a finished checklist calculated by itself. ``answered`` of ``asked`` questions."""

    checklist: str
    version: str
    level: Level
    answered: int
    asked: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Danger:
    """The danger of a case: never lower than any checklist, any answer or a person says."""

    level: Level
    reasons: tuple[Reason, ...]
    deadline_seconds: int
    raised_by: str | None = None
