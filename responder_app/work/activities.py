"""Prevention activities of one's own: figures without names, read from the answered forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from data.store.store import Store
from responder_app.work.faces import ACTIVITY
from responder_app.work.identity import load

SHOWN = 50
PEOPLE = ("act_girls", "act_boys", "act_women", "act_men")


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. ``at`` Unix s, when it was written down; ``answers`` by question."""

    rec: bytes
    instance: str
    at: int
    answers: Mapping[str, str]

    @property
    def people(self) -> int:
        """How many people took part."""
        return sum(int(text) for name in PEOPLE if (text := self.answers.get(name, "")).isdecimal())


@dataclass(frozen=True, slots=True)
class Activities:
    """The newest activities, and how many there are in all."""

    shown: tuple[Activity, ...]
    count: int


def own(store: Store) -> Activities:
    """One's own activities, newest first. Raises ``Refusal(NOT_ENROLLED)``."""
    load(store)
    rows = store.vault.answered.of_kind(ACTIVITY, SHOWN)
    shown = tuple(
        Activity(row.rec, row.instance, row.at, msgspec.json.decode(row.body, type=dict[str, str]))
        for row in rows
    )
    return Activities(shown, store.vault.answered.count(ACTIVITY))
