"""Bad roads: the city away, slow, broken, behind a login page, or not the one.

A referral is written meanwhile. The courier says honestly how the road is, loses nothing, goes on
trying, and everything arrives once when the real city is back.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.campaigns import stranger
from tests.campaigns.story import Story, judge
from tests.campaigns.stranger import Manner, Stranger
from tests.campaigns.town import Running, Town, free_port

NORMAL = {"idle", "busy"}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Path]]:
    """A town with both people enrolled, and a copy of it on disk to begin from."""
    place = tmp_path_factory.mktemp("roads")
    town = Town(place / "town")
    try:
        town.found()
        town.keep(place / "kept")
        yield town, place / "kept"
    finally:
        town.kill()


@pytest.fixture
def story(founded: tuple[Town, Path]) -> Iterator[Story]:
    """A running town at rest, one referral old; then its city is switched off."""
    town, kept = founded
    town.put_back(kept)
    town.start()
    story = Story(town)
    story.tell("CAMPAIGN-before")
    town.all["city"].stop()
    yield story
    town.kill()


def _write(story: Story, mark: str) -> None:
    """A referral, written while the road is bad."""
    while not story.send(mark):
        continue


def _watch(story: Story, wanted: str, seconds: float = 40.0) -> dict[str, Any]:
    """Wait until the courier says ``wanted``; meanwhile it may not say anything that is wrong.

    Before anything waited there may have been a try in the moment when nobody stood at the port.
    """
    cadre = story.town.all["cadre"]
    end = time.monotonic() + seconds
    while True:
        said: dict[str, Any] = cadre.ask("road_state")
        if said["code"] == wanted:
            return said
        nobody_there = said["code"] == "no-connection" and said["waiting"] == 0
        assert said["code"] in NORMAL or nobody_there, said
        assert time.monotonic() < end, (said, story.town.tail("cadre-courier"))
        time.sleep(0.05)


def _written(story: Story, stored: list[str]) -> int:
    """How many letters the city had not had before."""
    ops = story.town.all["cadre"].ask("facts")["ops"]
    return len({row["opid"] for row in ops if row["own"]} - set(stored))


def _not_arrived(story: Story, stored: list[str]) -> None:
    seen = story.town.all["cadre"].ask("look")
    assert seen["waiting"] == _written(story, stored) >= 2, "at least case and referral wait"
    assert "di_laptop" in seen["states"].values()
    assert sorted(story.town.stored()) == stored


@pytest.mark.parametrize(
    ("manner", "word"),
    [
        (None, "no-connection"),
        (stranger.silent, "no-connection"),
        (stranger.cut, "no-connection"),
        (stranger.page, "portal"),
        (stranger.redirect, "portal"),
        (stranger.broken, "city-error"),
        (stranger.busy, "city-busy"),
        (stranger.rubbish, "city-error"),
    ],
    ids=["away", "silent", "cut", "page", "redirect", "broken", "busy", "rubbish"],
)
def test_a_referral_waits_for_the_real_city(story: Story, manner: Manner | None, word: str) -> None:
    town = story.town
    stored = sorted(town.stored())
    before = town.all["cadre"].ask("road_state")["last_success"]
    somebody: AbstractContextManager[Stranger | None] = (
        nullcontext() if manner is None else Stranger(town.port, manner)
    )
    with somebody as other:
        _write(story, "CAMPAIGN-meanwhile")
        _watch(story, word)
        heard = len(other.heard) if other else 0
        town.all["cadre"].ask("send_now")
        time.sleep(1.0)
        said = _watch(story, word)
        assert other is None or len(other.heard) > heard, "the courier tries again"
        assert said["waiting"] == _written(story, stored)
        assert said["last_success"] == before
        _not_arrived(story, stored)
    town.start("city")
    story.rest()
    assert not judge(story)


def test_a_stranger_city_gets_nothing_and_is_named(story: Story, tmp_path: Path) -> None:
    town = story.town
    stored = sorted(town.stored())
    other = Town(tmp_path / "other", port=town.port)
    other.city_dir.mkdir()
    try:
        other.start("city")
        _write(story, "CAMPAIGN-meanwhile")
        _watch(story, "wrong-key")
        _not_arrived(story, stored)
        assert other.stored() == []
    finally:
        other.kill()
    town.start("city")
    story.rest()
    assert not judge(story)


def test_letters_whose_answer_was_lost_on_the_way_arrive_once(story: Story) -> None:
    town = story.town
    stored = sorted(town.stored())
    port = free_port()
    behind = Running(
        "city-behind",
        "city",
        ["serve", "--db", f"sqlite:///{town.database}", "--port", str(port)],
        town.root / "behind.log",
    )
    behind.start()
    try:
        with Stranger(town.port, stranger.swallowing(port)):
            _write(story, "CAMPAIGN-meanwhile")
            end = time.monotonic() + 30
            written = _written(story, stored)
            while len(town.stored()) < len(stored) + written:
                assert time.monotonic() < end, behind.log.read_text()
                time.sleep(0.05)
            said = _watch(story, "city-busy")
            assert said["waiting"] == written, "no receipt, no 'sent'"
            seen = town.all["cadre"].ask("look")
            assert seen["waiting"] == written
            assert "di_laptop" in seen["states"].values()
    finally:
        behind.kill()
    town.start("city")
    story.rest()
    assert not judge(story)
