"""One real city for the whole folder, and laptops on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.client.attached import OWNER, Attic
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    made = RealCity(tmp_path_factory.mktemp("city"))
    made.found()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path / "laptop")
    yield made
    made.close()


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Callable[[str], Laptop]]:
    """More laptops, by name; the same name opens the same home again."""
    made: list[Laptop] = []

    def make(name: str) -> Laptop:
        made.append(Laptop(tmp_path / name))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def attic(city: RealCity) -> Attic:
    return Attic(city)


@pytest.fixture
def desk(city: RealCity, another: Callable[[str], Laptop]) -> Laptop:
    """A case manager's laptop that reads the desk's scope."""
    made = another("desk")
    made.enrol(city.code("case_manager"))
    directory = made.ground.directory()
    assert directory is not None
    made.bag.subscribe(directory.scope, whole=False, owner=OWNER)
    return made
