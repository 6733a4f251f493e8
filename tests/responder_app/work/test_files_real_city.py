"""A photo's whole way: a form, the real courier, a real city, the desk; and back after a loss."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.store.store import Store
from responder_app.work import case_files, enrol, road
from responder_app.work import unlock as unlocking
from responder_app.work.case_files import FileState
from sync.client.engine import Manner, sync_once
from sync.client.ground import Ground
from sync.client.line import Line
from sync.client.transport import HttpRoad
from tests.campaigns.canary import hits
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.files_at_hand import at_desk, files, note_evidence
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE, Laptop
from tests.responder_app.work.paper_city import PaperCity
from tests.responder_app.work.test_attach import stored
from tests.sync.client.real_city import ROOT, RealCity

PHOTO = b"\xff\xd8\xff\xe1KENARI-GPS-91c" * 40 + os.urandom(300_000)


@dataclass
class RealTown(Town):
    """The same two people, with a city in a process of its own, over HTTP."""

    real: RealCity

    def mail(self) -> None:
        """Everybody's courier, twice."""
        for _round in range(2):
            for laptop in (self.cadre, self.desk):
                self.carry(laptop)

    def carry(self, laptop: Laptop) -> None:
        """One pass of one courier's engine; then its person takes what came."""
        bag = laptop.bag()
        way = HttpRoad(self.real.url, Line())
        try:
            ground = Ground(bag, laptop.device, laptop.clock, os.urandom)
            assert sync_once(ground, way, Manner(samples=True)).good
        finally:
            way.close()
            bag.close()
        laptop.w(road.look)


def courier(laptop: Laptop) -> None:
    """One pass of the whole process: it alone takes errands."""
    command = [sys.executable, "-m", "responder_app", "courier", "--once"]
    done = subprocess.run(
        [*command, "--home", str(laptop.home), "--allow-plain-http"],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealTown]:
    """Founded, both enrolled, everybody in."""
    city = RealCity(tmp_path / "city", demo=False)
    city.found()
    city.start()
    laptops = []
    for name, role, icon in (("cadre", "kader_pkk", 0), ("desk", "case_manager", 5)):
        laptop = Laptop(tmp_path / name, demo=False)
        own = enrol.Laptop(laptop.home, laptop.device, CHEAP, demo=False)
        laptop.w(enrol.begin, own, city.code(role), icon, PASSPHRASE)
        courier(laptop)
        assert laptop.w(enrol.progress, False).done
        laptop.w(unlocking.settle)
        laptops.append(laptop)
    made = RealTown(PaperCity(), laptops[0], laptops[1], city)
    made.mail()
    yield made
    for laptop in laptops:
        laptop.stop()
    city.stop()


def laid(store: Store) -> int:
    """Files that lie in the mailbag for the city."""
    return len(store.mailbag.blobs_laid())


def test_a_photo_goes_to_the_desk_and_comes_back_to_a_restored_vault(
    real: RealTown, tmp_path: Path
) -> None:
    cadre, desk = real.cadre, real.desk
    rec = cadre.record_case()
    cadre.judge(rec)
    cadre.refer(rec)
    real.mail()
    cadre.stop()
    (tmp_path / "copy").mkdir()
    for path in cadre.home.glob("vault-*"):
        shutil.copy2(path, tmp_path / "copy" / path.name)
    cadre.start()
    cadre.come_in()
    note_evidence(real, rec, tmp_path, PHOTO)
    assert [one.state for one in files(cadre, rec)] == [FileState.WAITS]
    real.mail()
    assert [one.state for one in files(cadre, rec)] == [FileState.AT_CITY]
    (there,) = at_desk(real).files
    assert (there.state, there.size) == (FileState.AWAY, len(PHOTO))
    desk.w(case_files.ask, rec, there.sha256)
    real.carry(desk)
    (here,) = at_desk(real).files
    assert here.state is FileState.HERE
    assert desk.w(case_files.look_at, rec, here.sha256) == PHOTO

    for place in ("cadre", "desk", "city"):
        assert hits(tmp_path / place, ["KENARI-GPS-91c", "Foto Melur"]) == []
    real.real.command("backup", "--db", real.real.db, "--out", tmp_path / "kept", "--keep", 35)
    real.mail()
    real.mail()
    assert cadre.do(laid) == 0, "safe in every backup: the mailbag has let go"
    cadre.stop()
    for path in cadre.home.glob("vault-*"):
        path.unlink()
    for path in (tmp_path / "copy").iterdir():
        shutil.copy2(path, cadre.home / path.name)
    cadre.start()
    assert cadre.come_in().new_writer == "laid"
    assert cadre.do(stored) == []
    for _pass in range(3):
        real.carry(cadre)
    (back,) = files(cadre, rec)
    assert (back.here, back.state) == (True, FileState.AT_CITY)
    assert cadre.w(case_files.look_at, rec, back.sha256) == PHOTO
