"""Restored backups: an older city, an older vault, a lost mailbag, a whole older home.

After each the town comes to rest with everything that was ever sent, once; and a new referral
still finds its way. F10, F11, F11b and F12 of the test plan.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.server import console
from tests.campaigns.story import Story, judge
from tests.campaigns.town import Town

SEEDS = (1, 2)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Path]]:
    """A town with both people enrolled, and a copy of it on disk to begin from."""
    place = tmp_path_factory.mktemp("restores")
    town = Town(place / "town")
    try:
        town.found()
        town.keep(place / "kept")
        yield town, place / "kept"
    finally:
        town.kill()


@pytest.fixture
def story(founded: tuple[Town, Path]) -> Iterator[Story]:
    """A running town in which nothing was written yet."""
    town, kept = founded
    town.put_back(kept)
    town.start()
    yield Story(town)
    town.kill()


def _tell(story: Story, dice: random.Random, mark: str) -> None:
    """One to three referrals, at rest and right afterwards."""
    for number in range(dice.randint(1, 3)):
        story.tell(f"CAMPAIGN-{mark}-{number}")
    assert not judge(story)


def _copy(files: Iterator[Path], place: Path) -> None:
    place.mkdir()
    for file in files:
        shutil.copy2(file, place / file.name)


def _restore(place: Path, home: Path, pattern: str) -> None:
    for file in list(home.glob(pattern)):
        file.unlink()
    for file in place.iterdir():
        shutil.copy2(file, home / file.name)


def _letters(town: Town, person: str) -> dict[str, str]:
    return {row["opid"]: row["kind"] for row in town.all[person].ask("facts")["ops"]}


def _city(town: Town, *words: str) -> None:
    arguments = [words[0], "--db", f"sqlite:///{town.database}", *words[1:]]
    assert console.run(console.build_parser().parse_args(arguments)) == 0


def _put_back_city(town: Town, backups: Path) -> None:
    (backup,) = backups.glob("*.sqlite")
    town.all["city"].kill()
    for file in town.city_dir.glob("city.sqlite*"):
        file.unlink()
    shutil.copy2(backup, town.database)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_city_restored_from_a_backup_gets_everything_back(
    story: Story, seed: int, tmp_path: Path
) -> None:
    town, dice = story.town, random.Random(seed)
    _tell(story, dice, "before")
    _city(town, "backup", "--out", str(tmp_path))
    _tell(story, dice, "after")
    everything = sorted(town.stored())
    _put_back_city(town, tmp_path)
    town.start("city")
    story.rest()
    assert sorted(town.stored()) == everything
    _tell(story, dice, "later")


@pytest.mark.parametrize("told", [True, False], ids=["told", "forgotten"])
@pytest.mark.parametrize("late", ["cadre", "desk"])
def test_letters_written_before_a_restored_city_is_whole_again_arrive(
    story: Story, late: str, told: bool, tmp_path: Path
) -> None:
    town, dice = story.town, random.Random(late)
    early = "desk" if late == "cadre" else "cadre"
    _tell(story, dice, "before")
    _city(town, "backup", "--out", str(tmp_path))
    _tell(story, dice, "after")
    town.all[f"{late}-courier"].stop()
    _put_back_city(town, tmp_path)
    if told:
        _city(town, "restored")
    for number in range(2):
        while not story.send(f"CAMPAIGN-meanwhile-{number}"):
            continue
        story.begin_another()
    town.start("city")
    end = time.monotonic() + 30
    while {row["opid"] for row in _own(town, early)} - set(town.stored()):
        assert time.monotonic() < end, town.tail(f"{early}-courier")
        town.all[early].ask("send_now")
        time.sleep(0.2)
    town.start(f"{late}-courier")
    story.rest()
    _tell(story, dice, "later")


def _own(town: Town, person: str) -> list[dict[str, Any]]:
    return [row for row in town.all[person].ask("facts")["ops"] if row["own"]]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("person", ["cadre", "desk"])
def test_a_vault_restored_to_an_older_copy_fills_itself(
    story: Story, seed: int, person: str, tmp_path: Path
) -> None:
    town, dice = story.town, random.Random(seed)
    home = town.home(person)
    _tell(story, dice, "before")
    for again in range(2):  # restoring a second time finds the mailbag's marks used already
        town.all[person].stop()
        _copy(home.glob("vault-*"), tmp_path / f"older{again}")
        town.start(person)
        _tell(story, dice, f"after{again}")
        known, stored = _letters(town, person), sorted(town.stored())
        town.all[person].stop()
        _restore(tmp_path / f"older{again}", home, "vault-*")
        assert town.come_in(person)["new_writer"] in ("laid", "instance", "had")
        _forget_newer_drafts(story)
        story.rest()
        assert _letters(town, person) == known
        assert sorted(town.stored()) == stored
        _tell(story, dice, f"later{again}")


def _forget_newer_drafts(story: Story) -> None:
    """What was begun after the copy and never finished lay nowhere else."""
    kept, promises = story.town.all["cadre"].ask("facts"), story.promises
    promises.drafts = {
        key: value for key, value in promises.drafts.items() if key in kept["drafts"]
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("person", ["cadre", "desk"])
def test_a_lost_mailbag_is_laid_again_from_the_vault(story: Story, seed: int, person: str) -> None:
    town, dice = story.town, random.Random(seed)
    home = town.home(person)
    _tell(story, dice, "before")
    stored = sorted(town.stored())
    town.all[person].stop()
    town.all[f"{person}-courier"].stop()
    for file in home.glob("mailbag.db*"):
        file.unlink()
    assert town.come_in(person, "--new-mailbag")["new_writer"] == "mailbag"
    assert town.all[person].ask("look")["waiting"] > 0
    town.start(f"{person}-courier")
    story.rest()
    assert sorted(town.stored()) == stored
    _tell(story, dice, "later")
