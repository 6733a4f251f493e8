"""The engine judged by the house's own small set, and by other people's where it lies here."""

import os
from pathlib import Path

import pytest

from tests.conformance.scenario import outcomes

OWN = Path(__file__).parent / "own"
SHARED = Path(os.environ.get("RESPONDER_SHARED", Path(__file__).parents[2].parent / "shared"))


def failures(folder: Path) -> list[tuple[str, str, object]]:
    return [(o.id, o.title, o.misses[:3]) for o in outcomes(folder) if not o.passed]


def test_every_scenario_of_the_houses_own_set_passes() -> None:
    assert len(list(outcomes(OWN))) == 10
    assert failures(OWN) == []


@pytest.mark.skipif(not (SHARED / "forms-conformance").is_dir(), reason="the set is not here")
def test_every_scenario_of_the_shared_set_passes() -> None:
    assert failures(SHARED / "forms-conformance") == []
