"""F1b: the lay pass fails. What was saved stays, the door counts it, and it is laid later.

The mailbag is held by another program, or full, or damaged; none of it is pretended by a stand-in.
A whole disk that is full needs a file system of its own, which only root may mount here: without
that right the last test says so and is not run.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.model.problems import Code, Fault
from data.model.referral import ReferralStep
from data.model.road import RecordState
from data.store import reserve
from data.store.cipher import PAGE
from data.store.device import DeviceKeys
from data.store.mailbag import DAMAGED, FILE
from data.store.store import Store
from responder_app.furnish import new_mailbag
from responder_app.work import cases, desk, drafts, filling, finish, road
from responder_app.work import unlock as unlocking
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop, intake_answers

HURRIED_MS = 30  # how long a test's Keeper waits for another writer
DISK = 96 * 1024 * 1024


def own(store: Store) -> set[bytes]:
    """The letters this person wrote."""
    writers = [writer.id for writer in store.vault.keys.writers()]
    return {face.opid for writer in writers for face in store.vault.ops.faces(writer)}


def laid(store: Store) -> list[bytes]:
    """What lies in the mailbag."""
    return [face.opid for face in store.mailbag.faces()]


def hurry(store: Store) -> None:
    """Wait for others no longer than a test can."""
    store.mailbag._drawer.run(f"PRAGMA busy_timeout = {HURRIED_MS}")


def no_page_more(store: Store) -> None:
    """The mailbag's file may not grow any more: what SQLite says is that the disk is full."""
    drawer = store.mailbag._drawer
    found = drawer.row("PRAGMA page_count")
    assert found is not None
    drawer.row(f"PRAGMA max_page_count = {found[0]}")
    for size in (16_000, 4_000, 1_000):  # and of what is free in it, nothing is left
        try:
            for number in range(1000):
                store.mailbag.put_meta(f"filler {size} {number}", bytes(size))
        except Fault as fault:
            assert fault.code is Code.DISK_FULL


def pages_again(store: Store) -> None:
    """There is room again."""
    store.mailbag._drawer.row("PRAGMA max_page_count = 1000000")


def expected(laptop: Laptop) -> int:
    """*n catatan menunggu pemiliknya masuk*."""
    return int(laptop.do(road.door).expected)


@contextmanager
def held(laptop: Laptop) -> Iterator[None]:
    """Another program writes into the mailbag and does not end."""
    bag = laptop.bag()
    bag._drawer.run("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        bag._drawer.run("ROLLBACK")
        bag.close()


def whole_at_the_city(town: Town) -> None:
    """Everything this person wrote is laid once, and the city has it once."""
    mine = town.cadre.do(own)
    here = town.cadre.do(laid)
    assert mine <= set(here)
    assert len(here) == len(set(here))
    assert expected(town.cadre) == 0
    town.mail()
    assert mine <= set(town.city.ops)


def test_a_report_is_saved_while_another_program_holds_the_mailbag(town: Town) -> None:
    town.cadre.do(hurry)
    before = set(town.cadre.do(laid))
    with held(town.cadre):
        first, second = town.cadre.record_case(), town.cadre.record_case()
        town.cadre.judge(first)
        for rec in (first, second):
            assert town.cadre.w(cases.open_case, rec).line.rec == rec
        assert town.cadre.w(road.look), "the minute's pass fails in silence, and the next one comes"
        assert set(town.cadre.do(laid)) == before
    assert town.cadre.w(road.look)
    whole_at_the_city(town)


def test_a_referral_and_the_desks_answer_are_written_while_the_mailbag_is_held(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.judge(rec)
    town.cadre.do(hurry)
    with held(town.cadre):
        town.cadre.refer(rec)
    town.cadre.w(road.look)
    whole_at_the_city(town)
    (line,) = town.desk.w(desk.incoming).lines
    with held(town.desk):
        town.desk.do(hurry)
        assert town.desk.w(desk.answer, line.opid, ReferralStep.ACCEPTED).line.accepted
    town.desk.w(road.look)
    town.mail()
    assert town.cadre.w(cases.open_case, rec).line.state is RecordState.DITERIMA_UPTD


@pytest.mark.parametrize("locked", [False, True])
def test_what_a_full_mailbag_did_not_take_is_counted_at_the_door_and_laid_later(
    town: Town, locked: bool
) -> None:
    before = set(town.cadre.do(laid))
    town.cadre.do(no_page_more)
    missing: set[bytes] = set()
    while len(missing) < 2:  # some still fit into the corners
        rec = town.cadre.record_case()
        missing = town.cadre.do(own) - set(town.cadre.do(laid)) - before
    assert town.cadre.w(cases.open_case, rec).line.rec == rec
    assert expected(town.cadre) == len(missing)
    if locked:
        town.cadre.w(unlocking.before_lock)
        town.cadre.stop()
        town.cadre.start()
        assert expected(town.cadre) == len(missing), "said with nobody logged in"
        town.cadre.come_in()
    else:
        town.cadre.do(pages_again)
        town.cadre.w(road.look)
    whole_at_the_city(town)


def spoil(laptop: Laptop, table: str) -> None:
    """Other bytes where the letters of the mailbag lie, while it is open and in use."""
    bag = laptop.bag()
    bag._drawer.run("PRAGMA wal_checkpoint(TRUNCATE)")
    found = bag._drawer.rows("SELECT rootpage FROM sqlite_master WHERE tbl_name = ?", table)
    with (laptop.home / FILE).open("r+b") as file:
        for (root,) in found:
            file.seek((root - 1) * PAGE)
            file.write(os.urandom(PAGE))
    bag.put_meta("touched", b"1")  # whoever has it open reads its pages anew
    bag.close()


def test_a_damaged_mailbag_stops_no_draft_and_a_new_one_is_filled_again(town: Town) -> None:
    cadre = town.cadre
    first = cadre.record_case()
    opened, session = cadre.open_form("intake", None, intake_answers())
    spoil(cadre, "item")
    with pytest.raises(Fault) as caught:
        cadre.do(road.door)
    assert caught.value.code is Code.MAILBAG_DAMAGED
    cadre.w(drafts.save, opened.id, session.to_xml(), "", True)
    cadre.stop()
    new_mailbag(cadre.home)
    (aside,) = cadre.home.glob(f"{FILE}.*.{DAMAGED}")
    assert aside.stat().st_size % PAGE == 0, "the damaged one is kept"
    cadre.device = DeviceKeys.load_or_create(cadre.home)
    cadre.start()
    assert cadre.come_in().new_writer == "mailbag"
    assert {face.id for face in cadre.do(lambda store: store.vault.drafts.list())} == {opened.id}
    done = cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    for rec in (first, done.rec):
        assert cadre.w(cases.open_case, rec).line.rec == rec
    whole_at_the_city(town)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts")
@pytest.mark.parametrize("kept_back", [True, False])
def test_at_no_free_byte_nothing_saved_is_lost(town: Town, tmp_path: Path, kept_back: bool) -> None:
    town.cadre.stop()
    disk = tmp_path / "disk"
    disk.mkdir()
    said = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(disk)], capture_output=True
    )
    if said.returncode != 0:
        pytest.skip("nothing can be mounted here")
    try:
        on_a_full_disk(town, disk, kept_back)
    finally:
        town.cadre.stop()
        subprocess.run(["umount", str(disk)], check=True)


def on_a_full_disk(town: Town, disk: Path, kept_back: bool) -> None:
    """One laptop's home on a disk of its own, filled to its last byte."""
    shutil.copytree(town.cadre.home, disk / "cadre")
    cadre = town.cadre
    cadre.home = disk / "cadre"
    cadre.start()
    cadre.come_in()
    before = cadre.record_case()
    opened, session = cadre.open_form("intake", None, intake_answers())
    reserve.give_up(cadre.home)
    if kept_back:
        assert reserve.take(cadre.home)
    fill(disk)
    if kept_back:
        rec = cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session)).rec
        assert cadre.w(cases.open_case, rec).line.rec == rec, "saved at 0 free bytes"
        fill(disk)
    saved = cadre.do(own)
    with pytest.raises(Fault) as caught:
        while True:
            cadre.record_case()
            saved = cadre.do(own)
    assert caught.value.code is Code.DISK_FULL
    assert cadre.do(own) == saved, "all of a report or nothing"
    (disk / "filler").unlink()
    cadre.w(road.look)
    assert cadre.w(cases.open_case, before).line.rec == before
    for face in cadre.do(lambda store: store.vault.drafts.list()):
        if face.id == opened.id:
            cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    whole_at_the_city(town)


def fill(disk: Path) -> None:
    """Until no byte is free."""
    with (disk / "filler").open("ab", buffering=0) as file:
        for size in (1 << 20, PAGE, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError as error:
                assert error.errno == errno.ENOSPC
    assert os.statvfs(disk).f_bavail == 0
