"""Restored backups: an older city, an older vault, a lost mailbag, a whole older home.

After each the town comes to rest with everything that was ever sent, once; and a new referral
still finds its way. F10, F11, F11b and F12 of the test plan.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.server import console
from tests.campaigns.story import Story, judge
from tests.campaigns.town import Town

SEEDS = (1, 2, 3) if os.environ.get("RESPONDER_ALL") == "1" else (1,)


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
    _wait_for(lambda: _sent_again(town, everything), "everything is pushed again")
    _city(town, "confirm", "--yes")
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
    _wait_for(lambda: _all_sent(town, early), "who is early has pushed again")
    town.start(f"{late}-courier")
    _city(town, "confirm", "--yes")
    story.rest()
    _tell(story, dice, "later")


def _sent_again(town: Town, everything: list[str]) -> bool:
    for person in ("cadre", "desk"):
        town.all[person].ask("send_now")
    return sorted(town.stored()) == everything


def _all_sent(town: Town, person: str) -> bool:
    town.all[person].ask("send_now")
    return {row["opid"] for row in _own(town, person)} <= set(town.stored())


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


@pytest.mark.parametrize("seed", SEEDS)
def test_a_whole_home_put_back_loses_nothing_and_its_fork_arrives_too(
    story: Story, seed: int, tmp_path: Path
) -> None:
    """A disk image knows nothing of what came after: a number is given twice, both arrive."""
    town, dice = story.town, random.Random(seed)
    home = town.home("cadre")
    _tell(story, dice, "before")
    _stop_laptop(town)
    shutil.copytree(home, tmp_path / "image")
    town.start("cadre", "cadre-courier")
    _tell(story, dice, "after")
    known = set(town.stored())
    _stop_laptop(town)
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "image", home)
    town.start("cadre")  # no courier yet: nothing tells the vault that its numbers were used
    _forget_newer_drafts(story)
    story.promises.cases.clear()
    story.promises.tickets.clear()
    story.begin_another()
    while not story.send("CAMPAIGN-image"):
        continue
    forked = {row["opid"] for row in _own(town, "cadre")} - known
    town.start("cadre-courier")
    _wait_for(lambda: forked <= set(town.stored()), "the second branch is stored")
    assert known <= set(town.stored()), "and the first is kept"
    assert len(town.stored()) == len(set(town.stored()))
    _wait_for(
        lambda: _look_and_accept(town) >= {row for row in town.stored() if row in _referrals(town)},
        "the desk has every referral of both branches",
    )
    town.all["cadre"].stop()
    assert town.come_in("cadre")["new_writer"] in ("had", "laid"), "the next chain is a new one"
    _wait_for(lambda: _filled(town), "the image's vault has its lost letters again")


def _stop_laptop(town: Town) -> None:
    town.all["cadre"].stop()
    town.all["cadre-courier"].stop()


def _wait_for(there: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 40
    while not there():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def _referrals(town: Town) -> set[str]:
    return {row["opid"] for row in _own(town, "cadre") if row["kind"] == "r"}


def _look_and_accept(town: Town) -> set[str]:
    for person in ("cadre", "desk"):
        town.all[person].ask("send_now")
        town.all[person].ask("look")
    town.all["desk"].ask("accept_all")
    ops = town.all["desk"].ask("facts")["ops"]
    return {row["opid"] for row in ops if row["kind"] == "r"}


def _filled(town: Town) -> bool:
    """Whether the cadre's vault holds every op that it or its desk's answers ever were."""
    _look_and_accept(town)
    here = {row["opid"] for row in town.all["cadre"].ask("facts")["ops"]}
    desk = {row["opid"] for row in _own(town, "desk") if row["kind"] != "s"}
    return set(town.stored()) - desk <= here
