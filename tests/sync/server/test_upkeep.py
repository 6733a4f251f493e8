"""After a restore nothing is handed out until somebody confirms; `check` says what needs care."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from data.ops.directory import ChangeDoc, Revoked, sign_change
from data.ops.op import Op
from sync.client.coverage import coverage
from sync.protocol.messages import Cursor
from sync.server import backup, keyfiles
from sync.server.__main__ import main
from sync.server.city import read_standing
from sync.server.keyfiles import ADMIN
from sync.server.store.tables import BACKUP, CITY, DIRECTORY
from tests.sync.client.laptop import Laptop as RealLaptop
from tests.sync.client.real_city import RealCity
from tests.sync.server.laptop import (
    DESK_POST,
    NOW,
    ClockedCity,
    Laptop,
    Writer,
    enrolled,
    raws,
    receipt_of,
)

REC, SCOPE = bytes(range(16)), "desk:2172"


def address(city: ClockedCity) -> str:
    return city.database.engine.url.render_as_string(hide_password=False)


def closed_at(city: ClockedCity) -> int | None:
    with city.database.reading() as connection:
        return read_standing(connection, city.number).pulls_closed_at


def referred(city: ClockedCity, folder: Path) -> tuple[Laptop, Laptop, Writer, Op]:
    cadre, desk, writer = enrolled(city, folder), enrolled(city, folder, DESK_POST), Writer()
    referral = writer.refer(REC)
    cadre.sync([referral], certs=[cadre.certify(writer)])
    return cadre, desk, writer, referral


def test_a_restored_city_takes_and_receipts_but_hands_nothing_out_until_it_is_confirmed(
    city: ClockedCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cadre, desk, writer, first = referred(city, tmp_path)
    before = desk.sync(cur={SCOPE: Cursor()})
    assert main(["restored", "--db", address(city)]) == 0
    second = writer.refer(REC)
    pushed = cadre.sync([second])
    assert [hi for _, hi, _ in receipt_of(cadre, pushed).have[writer.id]] == [2]
    empty = desk.sync(cur={SCOPE: Cursor()})
    assert (empty.pulled, empty.certs) == ((), ()) and empty.ep > before.ep
    capsys.readouterr()
    assert main(["confirm", "--db", address(city)]) == 1
    shown = capsys.readouterr()
    directory = city.directory()
    assert f"number {directory.seq}" in shown.out and directory.hash.hex() in shown.out
    assert "--yes" in shown.err and closed_at(city) is not None
    assert desk.sync(cur={SCOPE: Cursor()}).pulled == ()
    assert main(["confirm", "--db", address(city), "--yes"]) == 0
    assert raws(desk.sync(cur={SCOPE: Cursor()}), SCOPE) == [first.raw, second.raw]
    assert main(["confirm", "--db", address(city)]) == 0


def test_a_laptop_revoked_after_the_backup_is_handed_nothing_once_the_directory_is_loaded(
    city: ClockedCity, tmp_path: Path
) -> None:
    _, desk, _, _ = referred(city, tmp_path)
    main(["restored", "--db", address(city)])
    admin, now = keyfiles.read_key(tmp_path / "keys" / ADMIN, ADMIN), city.directory()
    lost = [Revoked(desk.device, "device", "lost")]
    doc = ChangeDoc(city.number, now.seq + 1, now.hash, NOW, lost)
    with city.database.writing() as connection:
        connection.execute(
            insert(DIRECTORY).values(
                city=city.number, seq=doc.seq, doc=sign_change(doc, admin), got_at=NOW
            )
        )
    assert main(["confirm", "--db", address(city), "--yes"]) == 0
    assert desk.sync(cur={SCOPE: Cursor()}).pulled == ()


def test_a_forgotten_restore_closes_pulls_and_a_backup_that_was_cut_short_does_not(
    city: ClockedCity, tmp_path: Path
) -> None:
    referred(city, tmp_path)
    file = tmp_path / "city-2172-now.copy"
    for cut_short in (True, False):
        with city.database.writing() as connection:
            begun = insert(BACKUP).values(city=city.number, pos=1, file=str(file), begun_at=NOW)
            connection.execute(begun)
        part = file.with_name(file.name + ".part")
        part.touch() if cut_short else part.unlink()
        assert backup.note_restore(city.database, NOW + 1, told=False) is not None
        assert closed_at(city) == (None if cut_short else NOW + 1)


def test_a_backup_that_failed_is_not_taken_for_a_restore(city: ClockedCity, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    ending = "sqlite" if city.database.embedded else "dump"
    (tmp_path / "b" / f"city-2172-20260921T141320Z.{ending}").mkdir()
    with pytest.raises(backup.BackupProblem):
        backup.back_up(city.database, city.number, tmp_path / "b", 7, NOW)
    assert backup.note_restore(city.database, NOW, told=False) is None
    assert closed_at(city) is None


def test_the_courier_takes_a_city_that_hands_nothing_out_for_one_that_has_nothing(
    tmp_path: Path,
) -> None:
    city = RealCity(tmp_path / "city")
    city.found()
    line = city.code()
    city.start()
    here, desk = RealLaptop(tmp_path / "here"), RealLaptop(tmp_path / "desk")
    try:
        cadre, officer = here.enrol(line), desk.enrol(city.code("case_manager"))
        desk.bag.subscribe(SCOPE, whole=False, owner=officer.vault16)
        city.command("restored", "--db", city.db)
        here.send(cadre, 2, pri=3)
        assert here.sync(city.url).good
        assert here.bag.waiting(coverage(here.bag).not_to_send).count == 0
        for _ in range(2):
            outcome = desk.sync(city.url)
            assert outcome.good and outcome.ops_pulled == 0
        city.command("confirm", "--db", city.db, "--yes")
        assert desk.sync(city.url).ops_pulled == 2
    finally:
        here.close()
        desk.close()
        city.stop()


# check ----------------------------------------------------------------------------------------


def checked(city: ClockedCity, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["check", "--db", address(city), *more])
    return status, capsys.readouterr().out


def test_a_city_with_a_fresh_backup_is_well_and_says_so_in_both_languages(
    city: ClockedCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    referred(city, tmp_path)
    backup.back_up(city.database, city.number, tmp_path / "b", 7, int(time.time()))
    status, page = checked(city, capsys, "--disk", str(tmp_path))
    assert status == 0, page
    assert "Semua baik." in page and "All is well." in page and "up to place 1 of 1" in page
    assert "Attachments: 0 whole (0 MB), 0 still on their way." in page
    assert city.directory().hash.hex() in page and len(page.splitlines()) < 40


def test_what_needs_care_is_named_and_ends_with_status_1(
    city: ClockedCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, page = checked(city, capsys, "--disk", str(tmp_path))
    assert status == 1 and "There is no backup yet" in page
    made = backup.back_up(city.database, city.number, tmp_path / "b", 7, int(time.time()) - 172_800)
    made.path.unlink()
    main(["restored", "--db", address(city)])
    with city.database.writing() as connection:
        connection.execute(update(CITY).values(srv=int(time.time() + 9_000) * 1000))
    status, page = checked(city, capsys, "--disk", str(tmp_path / "nowhere"))
    assert status == 1
    for word in ("48 hours ago", "no longer at", "only takes", "behind the city's last entry"):
        assert page.count(word) == 1, page
    assert page.count("[LOOK]") == 5, page


def test_a_database_that_cannot_be_asked_is_status_1_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    for db in (f"sqlite:///{empty}", "postgresql://nobody@127.0.0.1:1/x"):
        assert main(["check", "--db", db]) == 1
        assert len(capsys.readouterr().err.strip().splitlines()) == 2
