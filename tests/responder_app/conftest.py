"""A town that was founded once, for the verbs and for the conversations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.near_town import NearTown, found
from tests.responder_app.work.paper_city import PaperCity


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[PaperCity, Path]:
    """City and homes after both enrolments, everything closed."""
    place = tmp_path_factory.mktemp("town")
    city = PaperCity()
    for name, role, icon in (("cadre", "kader_pkk", 0), ("desk", "case_manager", 5)):
        laptop = Laptop(place / name)
        laptop.enrol(city, role, icon)
        laptop.meet(city)
        laptop.stop()
    return city, place


@pytest.fixture(scope="session")
def near_founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cadres, a desk and the real city in one process, founded once."""
    place = tmp_path_factory.mktemp("near") / "town"
    place.mkdir()
    found(place)
    return place


@pytest.fixture
def near(near_founded: Path, tmp_path: Path) -> Iterator[NearTown]:
    """A copy of it, everybody logged in."""
    made = NearTown.copy_of(near_founded, tmp_path / "near")
    yield made
    made.close()
