"""One city a test: on its own embedded file, and again on its own PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import ABSENT, Cluster, find_binaries
from tests.sync.server.laptop import ClockedCity, make_city


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The PostgreSQL of this test run."""
    if find_binaries() is None:
        pytest.skip(ABSENT)
    made = Cluster.start()
    yield made
    made.stop()


@pytest.fixture(params=["embedded", pytest.param("postgres", marks=pytest.mark.postgres)])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ClockedCity]:
    """A city with its ceremony held, ready to be pushed to."""
    if request.param == "embedded":
        made = make_city(tmp_path)
        yield made
        made.database.close()
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    made = make_city(tmp_path, cluster.empty())
    yield made
    made.database.close()
