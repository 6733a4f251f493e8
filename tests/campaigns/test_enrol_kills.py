"""Kills while a person enrols: the code is taken once, the laptop ends enrolled once."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns.points import ENROL_STEPS
from tests.campaigns.story import Story
from tests.campaigns.town import Died, Town

POINTS = [
    *(("cadre-courier", step) for step in ENROL_STEPS),
    *(("cadre", f"vault-before-commit:{count}") for count in (1, 2, 3)),
    *(("cadre", f"vault-committed:{count}") for count in (1, 2, 3)),
    ("cadre", "expected"),
    ("cadre", "lay-before-commit"),
    ("cadre", "laid"),
]


@pytest.fixture(scope="module")
def city_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Path, str]]:
    """A town with a city and a code, nobody enrolled, and a copy of it to begin from."""
    place = tmp_path_factory.mktemp("enrol")
    town = Town(place / "town")
    try:
        town.city_dir.mkdir()
        town.start("city")
        code = town.codes()["cadre"]
        town.all["city"].stop()
        home = town.home("cadre")
        home.mkdir(mode=0o700)
        (home / "demo.json").write_text(json.dumps({"demo": True}), encoding="utf-8")
        town.keep(place / "kept")
        yield town, place / "kept", code
    finally:
        town.kill()


@pytest.mark.parametrize(("victim", "step"), POINTS, ids=lambda word: str(word))
def test_an_enrolment_cut_short_is_finished_once(
    city_only: tuple[Town, Path, str], victim: str, step: str
) -> None:
    town, kept, code = city_only
    town.put_back(kept)
    story = Story(town)
    armed = {victim: step}
    try:
        town.start("city", "cadre", "cadre-courier", armed=armed)
        _enrol(story, code)
        while not story.send("CAMPAIGN-first"):
            continue
        _arrive(town)
        assert story.deaths == Counter({victim: 1})
    finally:
        town.kill()


def _enrol(story: Story, code: str) -> None:
    cadre, end = story.town.all["cadre"], time.monotonic() + 40
    while True:
        assert time.monotonic() < end, story.town.tail("cadre-courier")
        try:
            cadre.ask("enrol", code_line=code)
            found = cadre.ask("enrol_progress")
        except Died:
            story.await_death()
        else:
            assert not found["problem"], found
            if found["done"]:
                return
            time.sleep(0.05)
        story.revive()


def _arrive(town: Town) -> None:
    """Every letter of this laptop is at the city, once."""
    cadre, end = town.all["cadre"], time.monotonic() + 30
    while True:
        waiting = cadre.ask("look")["waiting"]
        own = sorted(row["opid"] for row in cadre.ask("facts")["ops"] if row["own"])
        if not waiting and sorted(town.stored()) == own:
            kinds = Counter(row["kind"] for row in cadre.ask("facts")["ops"])
            assert kinds["a"] == 1, "the user key is laid once"
            assert kinds["r"] == 1
            return
        assert time.monotonic() < end, (waiting, own, town.stored())
        cadre.ask("send_now")
        time.sleep(0.2)
