"""A town that was founded once, for the verbs and for the conversations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.responder_app.work.laptops import Laptop
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
