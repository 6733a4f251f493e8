"""How a person's drills went: kept in her own vault for herself, shown and sent to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from data.store.store import Store
from responder_app.work.world import World

_KEY = "drills"


@dataclass(frozen=True, slots=True)
class DrillResult:
    """The last time a drill was done: key actions done, of how many; ``again``: one that safety
    hangs on was missing; ``at`` in Unix seconds."""

    done: int
    of: int
    again: bool
    at: int


def results(store: Store) -> dict[str, DrillResult]:
    """The last result of each drill that was done at all, by its id."""
    kept = store.vault.settings.read(_KEY, {})
    return {drill_id: DrillResult(**result) for drill_id, result in kept.items()}


def note_result(
    store: Store, world: World, drill_id: str, done: int, of: int, again: bool
) -> DrillResult:
    """Keep how a drill went, in place of the time before."""
    result = DrillResult(done, of, again, world.now())
    with store.transaction():
        kept = store.vault.settings.read(_KEY, {})
        kept[drill_id] = {"done": done, "of": of, "again": again, "at": result.at}
        store.vault.settings.write(_KEY, kept)
    return result
