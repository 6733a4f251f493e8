"""The bar of steps above a form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepMark:
    """One section of a form. `state`: "done" | "here" | "todo"; `part` 0..1 of it when here."""

    title: str
    state: str
    part: float = 0.0
