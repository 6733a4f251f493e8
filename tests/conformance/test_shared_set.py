"""The engine judged by other people's forms, where their folder lies beside the checkout."""

import os
from pathlib import Path

import pytest

from tests.conformance.scenario import outcomes

SHARED = Path(os.environ.get("RESPONDER_SHARED", Path(__file__).parents[2].parent / "shared"))


@pytest.mark.skipif(not (SHARED / "forms-conformance").is_dir(), reason="the set is not here")
def test_every_scenario_of_the_shared_set_passes() -> None:
    failed = [
        (one.id, one.title, one.misses[:3])
        for one in outcomes(SHARED / "forms-conformance")
        if not one.passed
    ]
    assert failed == []
