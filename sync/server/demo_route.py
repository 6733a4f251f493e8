"""Where a demo city lies: told to whoever asks on this computer, by a city marked demo alone.

A benchmark that is given only an address (perhaps a proxy's) finds the demo's codes this way.
"""

from __future__ import annotations

from pathlib import Path

from litestar import get
from litestar.datastructures import State

from sync.server.city import City


@get("/demo", sync_to_thread=False, include_in_schema=False)
def demo_place(state: State) -> dict[str, str]:
    """The demo's folder: ``city.json``, ``codes.json`` and ``keys`` lie in it."""
    city: City = state.city
    return {"folder": str(Path(city.facts.secrets).resolve().parent.parent)}
