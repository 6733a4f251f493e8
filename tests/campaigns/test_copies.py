"""F11, F11b, F12: vaults and mailbags put back from copies, lost, or both, or a whole disk image.

Before and after the courier came by, at the cadre's laptop and at the desk's, over the real city in
this process. Each run: something is written, a copy is made, more is written, the copy is put back.
Whatever lay somewhere else is there again, at the city once and in its owner's vault; a new chain
begins in all but an image nobody could know of, and what an image forks is stored and marked.
``RESPONDER_COPY_RUNS`` (16; 1,000 with ``RESPONDER_ALL=1``), ``RESPONDER_COPY_SEED`` repeats them.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from data.store.device import DeviceKeys
from data.store.store import Store
from responder_app.work.unlock import WhoIsIn
from sync.server.laptops import short_code, trust
from sync.server.store.tables import OP
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.near_town import NearTown, found

RUNS = int(
    os.environ.get(
        "RESPONDER_COPY_RUNS", "1000" if os.environ.get("RESPONDER_ALL") == "1" else "16"
    )
)
SEED = int(os.environ.get("RESPONDER_COPY_SEED", secrets.randbelow(1 << 32)))
RUNS_A_TOWN = 12
FAULTS = ("vault", "mailbag", "both", "image")


def own_ops(store: Store) -> set[bytes]:
    """Opids of everything this vault's own writers wrote, as far as it knows them."""
    faces = (store.vault.ops.faces(writer.id) for writer in store.vault.keys.writers())
    return {face.opid for of_writer in faces for face in of_writer}


def all_ops(store: Store) -> set[bytes]:
    """Every letter in this vault."""
    return {row.opid for row in store.vault.ops.each()}


def at_city(town: NearTown) -> dict[bytes, str | None]:
    """Every stored letter and its mark."""
    with town.city.database.reading() as connection:
        rows = connection.execute(select(OP.c.opid, OP.c.held)).all()
    assert len(rows) == len({row.opid for row in rows})
    return {bytes(row.opid): row.held for row in rows}


class Run:
    """One fault at one laptop."""

    def __init__(self, town: NearTown, dice: random.Random, place: Path) -> None:
        self.town, self.dice, self.place = town, dice, place
        self.fault = dice.choice(FAULTS)

    def play(self) -> str:
        """Write, copy, write, fault, come in, write; then everything must be there again."""
        town, ani = self.town, self.town.ani
        self._write()
        ani.stop()
        shutil.copytree(ani.home, self.place)
        ani.start()
        ani.come_in()
        in_copy = ani.do(own_ops)
        self._write()
        known = ani.do(own_ops)
        pushed = set(at_city(town)) & known
        ani.stop()
        self._put_back(ani)
        who = self._come_back(ani)
        left = {"vault": known, "mailbag": known}.get(self.fault, in_copy | pushed)
        blind = self.fault == "image" and not who.new_writer
        same = self.fault == "vault" and known == in_copy  # nothing was written since the copy
        assert who.new_writer or self.fault == "image" or same
        self._write(always=True)
        fresh = ani.do(own_ops)
        # A number that ran back twice closes what is handed out; an operator opens it again.
        trust(town.city.database, town.city.number, short_code(ani.device.device16))
        for _round in range(2):
            town.mail()
        stored = at_city(town)
        assert left | fresh <= set(stored), "nothing that lay somewhere is lost"
        if blind and not known <= in_copy and pushed - in_copy:
            assert "fork" in {stored[opid] for opid in (pushed | fresh) - in_copy}
        ani.stop()
        ani.start()
        ani.come_in()
        trust(town.city.database, town.city.number, short_code(ani.device.device16))
        town.mail()
        assert left | fresh <= ani.do(all_ops), "and it is all in its owner's vault"
        return f"{self.fault}{', forked' if blind and pushed - in_copy else ''}"

    def _write(self, *, always: bool = False) -> None:
        for _ in range(self.dice.randrange(int(always), 3)):
            self.town.ani.record_case()
            if self.dice.random() < 0.5:
                self.town.meet(self.town.ani)

    def _put_back(self, ani: Laptop) -> None:
        home = ani.home
        if self.fault in ("vault", "both"):
            self._copy_over("vault-*", home)
        if self.fault in ("mailbag", "both"):
            for file in home.glob("mailbag.db*"):
                file.unlink()
            ani.device = DeviceKeys.load_or_create(home).with_new_mailbag(home)
        if self.fault == "image":
            shutil.rmtree(home)
            shutil.copytree(self.place, home)
            ani.device = DeviceKeys.load_or_create(home)

    def _copy_over(self, pattern: str, home: Path) -> None:
        for file in home.glob(pattern):
            file.unlink()
        for file in self.place.glob(pattern):
            shutil.copy2(file, home / file.name)

    @staticmethod
    def _come_back(laptop: Laptop) -> WhoIsIn:
        laptop.start()
        return laptop.come_in()


@pytest.fixture
def towns(tmp_path: Path) -> Iterator[Iterator[NearTown]]:
    """Towns, one after another: each is used for some runs and left."""
    founded = tmp_path / "founded"
    founded.mkdir()
    found(founded)
    open_now: list[NearTown] = []

    def more() -> Iterator[NearTown]:
        number = 0
        while True:
            for town in open_now:
                town.close()
                shutil.rmtree(town.place)
            open_now[:] = [NearTown.copy_of(founded, tmp_path / f"town{number}")]
            number += 1
            yield open_now[0]

    yield more()
    for town in open_now:
        town.close()


def test_copies_put_back_lose_nothing_and_forks_are_marked(
    towns: Iterator[NearTown], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: Counter[str] = Counter()
    town: NearTown | None = None
    for number in range(RUNS):
        if town is None or number % RUNS_A_TOWN == 0:
            town = next(towns)
        dice = random.Random(SEED + number)
        copy = tmp_path / f"copy{number}"
        try:
            seen[Run(town, dice, copy).play()] += 1
        except AssertionError:
            print(f"run {number} of RESPONDER_COPY_SEED={SEED}")
            raise
        shutil.rmtree(copy)
    with capsys.disabled():
        print(f"\ncopies: RESPONDER_COPY_SEED={SEED}, {RUNS} runs, 0 lost: {dict(seen)}")


def test_letters_taken_by_a_vault_that_is_put_back_come_again(
    towns: Iterator[NearTown], tmp_path: Path
) -> None:
    for number in range(max(2, RUNS // 50)):
        town = next(towns)
        rec = town.ani.record_case()
        town.ani.judge(rec)
        town.desk.stop()
        shutil.copytree(town.desk.home, tmp_path / f"desk{number}")
        town.desk.start()
        town.desk.come_in()
        town.ani.refer(rec)
        town.mail()
        taken = town.desk.do(all_ops)
        town.desk.stop()
        for file in town.desk.home.glob("vault-*"):
            file.unlink()
        for file in (tmp_path / f"desk{number}").glob("vault-*"):
            shutil.copy2(file, town.desk.home / file.name)
        town.desk.start()
        town.desk.come_in()
        assert not taken <= town.desk.do(all_ops), "the copy is older than the referral"
        town.mail()
        assert taken <= town.desk.do(all_ops)
