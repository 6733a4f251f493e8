"""The timeline of a case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line: what, detail, when, where the record is.

    `icon` names a file of ui/theme/icons. `state` is a road state code or "". `kind` groups lines
    for the chips: "record" | "danger" | "referral" | "evidence" | "followup". `to_come` draws a
    dashed ring, and `when` is then a deadline.
    """

    icon: str
    title: str
    detail: str
    when: str
    state: str = ""
    state_sub: str = ""
    kind: str = "record"
    to_come: bool = False
