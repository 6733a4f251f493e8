"""Paper city and two laptops with people in; each test gets a copy."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from responder_app.work import road
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_city import PaperCity


@dataclass
class Town:
    """Both people are in."""

    city: PaperCity
    cadre: Laptop
    desk: Laptop

    def mail(self) -> None:
        """Everybody's courier comes by, twice, so that answers come home."""
        for _round in range(2):
            for laptop in (self.cadre, self.desk):
                laptop.meet(self.city)
                laptop.w(road.look)


@pytest.fixture
def town(founded: tuple[PaperCity, Path], tmp_path: Path) -> Iterator[Town]:
    """A copy of the town, both people logged in."""
    city, place = founded
    shutil.copytree(place, tmp_path / "town")
    made = Town(
        copy.deepcopy(city), Laptop(tmp_path / "town/cadre"), Laptop(tmp_path / "town/desk")
    )
    for laptop in (made.cadre, made.desk):
        laptop.come_in()
    yield made
    for laptop in (made.cadre, made.desk):
        laptop.stop()
