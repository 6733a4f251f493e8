"""One city a test, on its own embedded file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.server.laptop import ClockedCity, make_city


@pytest.fixture
def city(tmp_path: Path) -> Iterator[ClockedCity]:
    made = make_city(tmp_path)
    yield made
    made.database.close()
