"""The kill campaign: app, couriers and city die at random steps; nothing is lost, nothing doubled.

``RESPONDER_KILL_RUNS`` kills (40; 300 with ``RESPONDER_ALL=1``), each in a referral of its own
from draft to the desk's answer. ``RESPONDER_KILL_SEED`` repeats a campaign.
"""

from __future__ import annotations

import os
import random
import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns.points import (
    BLOB_STEPS,
    DOOR_STEPS,
    ENROL_STEPS,
    PACK_STEPS,
    STEPS,
    STICK_STEPS,
    KillPoint,
    draw,
)
from tests.campaigns.story import Story, judge
from tests.campaigns.town import ROOT, Town

BATCHES = 2
RUNS = int(
    os.environ.get("RESPONDER_KILL_RUNS", "300" if os.environ.get("RESPONDER_ALL") == "1" else "40")
)
SEED = int(os.environ.get("RESPONDER_KILL_SEED", secrets.randbelow(1 << 32)))


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Path]]:
    """A town with both people enrolled, and a copy of it on disk to begin from."""
    place = tmp_path_factory.mktemp("kills")
    town = Town(place / "town")
    try:
        town.found()
        town.keep(place / "kept")
        yield town, place / "kept"
    finally:
        town.kill()


def test_every_named_step_of_the_program_is_a_kill_point() -> None:
    named: set[str] = set()
    for room in ("data/store", "sync", "responder_app"):
        for path in (ROOT / room).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            named |= set(re.findall(r'steps\.reached\("([a-z-]+)"\)', source))
    city = (ROOT / "sync/server/steps.py").read_text(encoding="utf-8")
    named |= set(re.findall(r'^[A-Z_]+ = "(city-[a-z-]+)"$', city, re.MULTILINE))
    in_a_referral = {step for steps in STEPS.values() for step in steps}
    assert named == in_a_referral | {
        *ENROL_STEPS,
        *PACK_STEPS,
        *BLOB_STEPS,
        *DOOR_STEPS,
        *STICK_STEPS,
    }


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_referral_is_lost_or_doubled_wherever_a_process_dies(
    founded: tuple[Town, Path], batch: int
) -> None:
    town, kept = founded
    town.put_back(kept)
    seed = SEED + batch
    dice = random.Random(seed)
    runs = RUNS // BATCHES + (batch < RUNS % BATCHES)
    story = Story(town)
    began, fired = time.monotonic(), Counter[str]()
    town.start()
    try:
        for run, point in zip(range(runs), draw(dice), strict=False):
            print(f"seed {seed} run {run}: {point}")
            _one_run(story, point, f"CAMPAIGN-{batch}-{run}", fired)
            wrong = judge(story)
            assert not wrong, f"seed {seed} run {run} {point}: {wrong}"
    finally:
        town.kill()
    kinds = ", ".join(f"{name} {count}" for name, count in sorted(fired.items()))
    print(
        f"\nkills: seed {seed}, {runs} runs, {sum(story.deaths.values())} deaths ({kinds}),"
        f" 0 lost, 0 doubled, {time.monotonic() - began:.0f} s"
    )
    assert sum(story.deaths.values()) >= runs


def _one_run(story: Story, point: KillPoint, mark: str, fired: Counter[str]) -> None:
    """Arm the point, tell the story, and see that its victim has died once in it."""
    town = story.town
    victim = town.all[point.victim]
    before = story.deaths[point.victim]
    timer: threading.Timer | None = None
    if not point.step:
        timer = threading.Timer(point.after, victim.strike)
        timer.start()
    elif victim.talks:
        assert victim.ask("arm", at=point.armed)
    else:
        victim.kill()
        victim.start(point.armed)
    story.tell(mark)
    if timer is not None:
        timer.join()
        story.revive()
    if story.deaths[point.victim] > before:
        fired["by the clock" if timer else "at its step"] += 1
        return
    fired["at rest"] += 1  # the step was not reached so often in this story
    victim.strike()
    story.await_death()
    story.revive()
