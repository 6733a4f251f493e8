"""One figure of a benchmark beside its baseline and its goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """``id``: the goal's number or name in performance.md; ``ratio``: value over baseline.

    ``baseline`` and ``ratio`` are None where the peer cannot run here; ``met`` is None where the
    goal speaks of a peer that did not run; ``value`` is None where this machine cannot measure it.
    """

    id: str
    metric: str
    value: float | None
    unit: str
    baseline: float | None
    ratio: float | None
    goal: str
    met: bool | None


def against(
    id: str, metric: str, value: float, unit: str, baseline: float, goal: str, most: float
) -> Row:
    """A row whose goal is a ratio: met where value / baseline is at most ``most``."""
    ratio = value / baseline
    return Row(id, metric, value, unit, baseline, ratio, goal, ratio <= most)


def absolute(id: str, metric: str, value: float, unit: str, goal: str, met: bool) -> Row:
    """A row whose goal is a plain figure."""
    return Row(id, metric, value, unit, None, None, goal, met)


def unmeasured(id: str, metric: str, goal: str, why: str) -> Row:
    """A row this machine cannot fill, and why."""
    return Row(id, f"{metric}: not measured, {why}", None, "", None, None, goal, None)
