"""The urgent letter first, at a city and a desk that have nothing yet; and kills at the door.

F3b: an urgent letter is stored, fed, opened and receipted before the chain it hangs on arrives,
and a letter of the door has none. Once at a city without a letter, over a real city's wire:
``RESPONDER_DOOR_RUNS`` times (50; 1,000 with ``RESPONDER_ALL=1``), of ``RESPONDER_DOOR_SEED``.
"""

from __future__ import annotations

import os
import random
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data.model.referral import ReferralStep
from data.store import u_files
from data.store.faces import list_vaults
from data.store.mailbag import open_mailbag
from data.store.store import Store
from data.store.vault import open_database, unlock
from responder_app.work import desk, door_mail, door_referral, receipts, road
from responder_app.work.identity import load
from sync.client.coverage import coverage
from sync.client.engine import Interrupted, Manner, sync_once
from sync.client.ground import Ground, SyncOutcome
from sync.client.line import Line
from sync.client.transport import HttpRoad
from tests.campaigns.person import DOOR_ANSWERS, PASSPHRASE
from tests.campaigns.points import DOOR_STEPS
from tests.campaigns.town import Died, Running, Town
from tests.responder_app.work.laptops import Laptop

RUNS = int(
    os.environ.get("RESPONDER_DOOR_RUNS", "1000" if os.environ.get("RESPONDER_ALL") else "50")
)
SEED = int(os.environ.get("RESPONDER_DOOR_SEED", secrets.randbelow(1 << 32)))


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Path]]:
    """A town with both people enrolled and no case anywhere, and a copy of it on disk."""
    place = tmp_path_factory.mktemp("door")
    town = Town(place / "town")
    nobody = ["--home", str(town.home("cadre")), "--icon", "99"]
    town.all["door"] = Running("door", "person", nobody, town.root / "door.log")
    try:
        town.found()
        town.all["door"].stop()
        town.keep(place / "kept")
        yield town, place / "kept"
    finally:
        town.kill()


@dataclass
class Home(Laptop):
    """A laptop of the town in this process: its Keeper, and a courier that is told when."""

    url: str = ""

    def enter(self) -> None:
        """The person logs in."""
        (face,) = list_vaults(self.home, self.clock())
        key = unlock(face, PASSPHRASE, self.clock())
        self.do(lambda store: store.open(open_database(key)))
        self.settle()

    def meet_city(self, manner: Manner | None = None) -> SyncOutcome:
        """One pass of the courier."""
        bag = open_mailbag(self.home, self.device)
        ground = Ground(bag, self.device, self.clock, os.urandom, demo=True)
        road_there = HttpRoad(self.url, Line(), allow_plain=True)
        try:
            return sync_once(ground, road_there, manner)
        finally:
            road_there.close()
            bag.close()

    def had(self) -> frozenset[bytes]:
        """What the city's newest receipt says it has of the items here."""
        bag = open_mailbag(self.home, self.device)
        try:
            return coverage(bag).had
        finally:
            bag.close()


def urgent_only() -> Manner:
    """A pass that is cut as soon as the urgent letters are through."""

    def glance(urgent: bool) -> None:
        if not urgent:
            raise Interrupted

    return Manner(glance=glance)


def opened_once(at_desk: Home, opid: bytes) -> None:
    """The desk has this referral, once, and can read it."""
    lines = at_desk.w(desk.incoming).lines
    assert [line.opid for line in lines] == [opid]
    assert at_desk.w(desk.open_referral, opid).readable


def by_the_door(cadre: Home, at_desk: Home, dice: random.Random) -> None:
    """A letter that has no chain: there and back."""
    cadre.do(door_referral.send, cadre.world, cadre.device, DOOR_ANSWERS)
    (file,) = u_files.read_all(cadre.home).files
    (face,) = (one for one in faces(cadre) if one.pri == 4)
    for _again in range(dice.randint(1, 2)):
        cadre.meet_city(urgent_only())
    assert face.opid in cadre.had()
    at_desk.meet_city()
    at_desk.w(road.look)
    opened_once(at_desk, face.opid)
    assert u_files.read_all(cadre.home).files == (file,)
    at_desk.w(desk.answer, face.opid, ReferralStep.ACCEPTED)
    for home in (at_desk, cadre):
        assert home.meet_city().good
    standing = cadre.w(door_mail.look, cadre.device)
    assert (standing.waiting, standing.accepted) == (0, 1)
    assert not u_files.read_all(cadre.home).files


def by_a_person(cadre: Home, at_desk: Home, dice: random.Random) -> None:
    """The last letter of a chain of which the city has seen nothing."""
    cadre.enter()
    for _note in range(dice.randint(0, 3)):
        cadre.record_case()
    rec = cadre.record_case()
    cadre.judge(rec)
    cadre.refer(rec)
    (face,) = (one for one in faces(cadre) if one.pri >= 3)
    before = cadre.had()  # the key that is laid at enrolment, and no case
    assert face.n > len(before) + 1
    assert cadre.meet_city(urgent_only()).ops_sent == 1
    assert cadre.had() == before | {face.opid}
    at_desk.meet_city()
    at_desk.w(road.look)
    opened_once(at_desk, face.opid)
    assert cadre.meet_city().good
    assert cadre.had() == {one.opid for one in faces(cadre)}
    at_desk.meet_city()
    at_desk.w(road.look)
    opened_once(at_desk, face.opid)
    cadre.w(road.look)
    assert cadre.do(lambda store: len(receipts.had(store, load(store)))) == len(faces(cadre))


def faces(home: Home) -> list[Any]:
    """The items of a mailbag."""

    def read(store: Store) -> list[Any]:
        return list(store.mailbag.faces())

    found: list[Any] = home.do(read)
    return found


def test_the_urgent_letter_comes_first_at_an_empty_city_and_an_empty_desk(
    founded: tuple[Town, Path],
) -> None:
    town, kept = founded
    dice = random.Random(SEED)
    print(f"\nRESPONDER_DOOR_SEED={SEED}, {RUNS} runs")
    for _round in range(RUNS):
        town.put_back(kept)
        town.start("city")
        town.codes()
        cadre = Home(town.home("cadre"), url=town.url)
        at_desk = Home(town.home("desk"), url=town.url)
        now = int(time.time())
        cadre.clock.at = at_desk.clock.at = now
        try:
            assert len(town.stored()) == len(set(town.stored()))
            before = len(town.stored())
            at_desk.enter()
            story = by_the_door if dice.random() < 0.5 else by_a_person
            story(cadre, at_desk, dice)
            stored = town.stored()
            assert len(stored) == len(set(stored)) > before
        finally:
            cadre.stop()
            at_desk.stop()
            town.all["city"].kill()


@pytest.mark.parametrize(
    "step", [DOOR_STEPS[0], "lay-before-commit", "laid", DOOR_STEPS[1], "inbound-done"]
)
def test_a_referral_of_the_door_survives_a_kill_at_every_step(
    founded: tuple[Town, Path], step: str
) -> None:
    town, kept = founded
    town.put_back(kept)
    door = town.all["door"]
    late = step in (DOOR_STEPS[1], "inbound-done")
    try:
        town.start("city", "cadre-courier", "desk-courier")
        town.start("door", armed={} if late else {"door": step})
        send_through(town, dies=not late)
        town.start("desk")
        end = time.monotonic() + 60
        while not town.all["desk"].ask("accept_all"):
            assert time.monotonic() < end, town.tail("desk-courier")
            town.all["desk"].ask("look")
            time.sleep(0.1)
        if late:
            door.kill()
            town.start("door", armed={"door": step})
            with pytest.raises(Died):
                while time.monotonic() < end:
                    door.ask("door_look")
                    time.sleep(0.1)
            door.bury()
            town.start("door")
        while True:
            standing = door.ask("door_look")
            if not standing["waiting"]:
                break
            assert time.monotonic() < end, (standing, town.tail("cadre-courier"))
            time.sleep(0.1)
        assert standing == {"waiting": 0, "late": 0, "bad": 0, "accepted": 1}
        assert not u_files.read_all(town.home("cadre")).files
        assert len(town.stored()) == len(set(town.stored()))
    finally:
        town.kill()


def send_through(town: Town, *, dies: bool) -> None:
    """Press once; where the process dies, whoever opens the app next lays what its file holds."""
    door = town.all["door"]
    if not dies:
        assert door.ask("door_send", mark="CAMPAIGN-door")["laid"]
        return
    with pytest.raises(Died):
        door.ask("door_send", mark="CAMPAIGN-door")
    door.bury()
    assert len(u_files.read_all(town.home("cadre")).files) == 1
    town.start("door")
    assert door.ask("door_look")["waiting"] == 1
