"""What is safe: only what lies in every backup the city could still be restored from."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from data.ops.chain import Link
from data.ops.op import Op
from data.ops.receipt import safe_form
from sync.protocol.messages import Answer, Cursor, Sample
from sync.server.__main__ import main
from sync.server.backup import back_up
from sync.server.city import City, read_facts
from sync.server.store.engine import Database
from sync.server.store.migrate import check_shape
from tests.sync.server.laptop import (
    DESK_POST,
    NOW,
    ClockedCity,
    Laptop,
    Writer,
    enrolled,
    make_city,
    receipt_of,
)

REC = bytes(range(16))
DAY = 86_400


def safe(laptop: Laptop, answer: Answer, ops: list[Op]) -> list[int]:
    """The numbers of the ops a mailbag may let go."""
    links = [Link(op.n, op.opid, op.prev) for op in ops]
    covered = safe_form(receipt_of(laptop, answer)).covered(ops[0].writer, links)
    return [op.n for op in ops if op.opid in covered]


def test_before_the_first_backup_nothing_is_safe(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    answer = laptop.sync([writer.note(REC)], certs=[laptop.certify(writer)])
    receipt = receipt_of(laptop, answer)
    assert receipt.safe == {} and receipt.safe_side == [] and receipt.have


def test_what_lay_there_when_the_backup_began_is_safe_and_no_more(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(3)]
    laptop.sync(ops, certs=[laptop.certify(writer)])
    made = back_up(city.database, city.number, tmp_path / "backups", 7, NOW)
    ops += [writer.note(REC) for _ in range(2)]
    answer = laptop.sync(ops[3:])
    assert safe(laptop, answer, ops) == [1, 2, 3]
    assert made.ops == 3 and stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_safe_waits_for_the_oldest_backup_that_is_kept(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer, folder = enrolled(city, tmp_path), Writer(), tmp_path / "backups"
    ops = [writer.note(REC)]
    laptop.sync(ops, certs=[laptop.certify(writer)])
    first = back_up(city.database, city.number, folder, 7, NOW)
    ops.append(writer.note(REC))
    laptop.sync(ops)
    second = back_up(city.database, city.number, folder, 7, NOW + DAY)
    assert safe(laptop, laptop.sync(), ops) == [1]
    city.at = NOW + 7 * DAY + 1
    assert safe(laptop, laptop.sync(), ops) == [1, 2]
    assert first.path.exists()
    back_up(city.database, city.number, folder, 7, city.at)
    assert not first.path.exists() and second.path.exists()
    city.at = NOW + 400 * DAY  # nobody backed up for a year: the newest still counts as kept
    assert safe(laptop, laptop.sync(), ops) == [1, 2]


def test_a_vault_from_an_older_copy_hears_what_is_safe_of_what_it_sends(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(5)]
    laptop.sync(ops, certs=[laptop.certify(writer)])
    back_up(city.database, city.number, tmp_path / "backups", 7, NOW)
    assert safe(laptop, laptop.sync(ops[:2]), ops[:2]) == [1, 2]


def test_a_backup_is_a_city_that_can_be_opened(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    laptop.sync([writer.note(REC)], certs=[laptop.certify(writer)])
    made = back_up(city.database, city.number, tmp_path / "backups", 7, NOW)
    if city.database.embedded:
        copy = Database(f"sqlite:///{made.path}")
        check_shape(copy)
        copy.close()
    else:
        assert made.path.read_bytes()[:5] == b"PGDMP"


def test_a_city_put_back_from_its_backup_is_told_everything_again_and_loses_nothing(
    tmp_path: Path,
) -> None:
    city = make_city(tmp_path)
    cadre, desk = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST)
    writer, scope = Writer(), "desk:2172"
    ops = [writer.refer(REC) for _ in range(2)]
    cadre.sync(ops, certs=[cadre.certify(writer)])
    made = back_up(city.database, city.number, tmp_path / "backups", 7, NOW)
    ops += [writer.refer(REC) for _ in range(3)]
    before = cadre.sync(ops[2:])
    seen = desk.sync(cur={scope: Cursor()}).pulled[0]
    city.database.close()
    for path in tmp_path.glob("city.sqlite*"):
        path.unlink()
    shutil.copy(made.path, tmp_path / "city.sqlite")
    assert main(["restored", "--db", f"sqlite:///{tmp_path / 'city.sqlite'}"]) == 0
    assert main(["confirm", "--db", f"sqlite:///{tmp_path / 'city.sqlite'}", "--yes"]) == 0
    database = Database(f"sqlite:///{tmp_path / 'city.sqlite'}")
    back = City(database, read_facts(database), city.secrets)
    cadre.city = desk.city = back
    after = cadre.sync()
    assert receipt_of(cadre, after).order > receipt_of(cadre, before).order
    assert [hi for _, hi, _ in receipt_of(cadre, after).have[writer.id]] == [2]
    other = Writer()
    cadre.sync([other.refer(REC), *ops[2:]], certs=[cadre.certify(other)])
    cursor = Cursor(seen.ep, 5, ops[4].opid[:8], False, (Sample(2, ops[1].opid[:8]),))
    again = desk.sync(cur={scope: cursor}).pulled[0]
    assert again.ep > seen.ep
    assert (again.lo, again.hi) == (3, 6)
    assert {op.raw for op in ops} <= {one.raw for one in (*seen.ops, *again.ops)}
    database.close()


def test_a_backup_that_fails_counts_for_nothing(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    laptop.sync([writer.note(REC)], certs=[laptop.certify(writer)])
    folder = tmp_path / "backups"
    folder.mkdir()
    ending = "sqlite" if city.database.embedded else "dump"
    (folder / f"city-2172-20260921T141320Z.{ending}").mkdir()  # the name is taken by a folder
    with pytest.raises(Exception, match="failed"):
        back_up(city.database, city.number, folder, 7, NOW)
    assert receipt_of(laptop, laptop.sync()).safe == {}
    assert [path.suffix for path in folder.iterdir()] == [f".{ending}"]
