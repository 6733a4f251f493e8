"""A stick between a laptop and the city: out, taken, answered, home; by hops and by the wire."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.client.coverage import coverage, stored_receipt
from sync.client.relay import relay_waiting
from sync.client.transport import HttpRoad
from sync.protocol.stick import StickProblem
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity
from tests.sync.stick_hands import at_city, counted, files, read, words, write


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_letters_go_out_on_a_stick_and_the_receipt_comes_home_on_it(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 3) + laptop.send(person, 1, pri=4)
    opids = {op.opid for op in ops}
    counts = write(laptop, stick)
    assert (counts.files, counts.letters, counts.titipan) == (2, 4, 0)
    assert counts.bytes == sum(path.stat().st_size for path in files(stick))
    carried = laptop.bag.carried(opids)
    assert set(carried) == opids
    assert {one.volume for one in carried.values()} == {"STICK"}
    assert not coverage(laptop.bag).had

    found = at_city(city, stick)
    assert found["ended"] == 0
    assert words(found) == ["ok", "ok", "answer"]
    assert sum(line["letters"] for line in found["files"]) == 4
    assert opids <= set(city.opids())

    assert counted(read(laptop, stick)) == {"receipts": 1}
    assert coverage(laptop.bag).had == opids
    assert files(stick) == [], "the files of this laptop are taken away, once they are of no use"


def test_what_the_city_has_is_not_written_again(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 2)
    assert laptop.sync().good
    later = laptop.send(person, 1)
    assert write(laptop, stick).letters == 1
    assert set(laptop.bag.carried([op.opid for op in later])) == {later[0].opid}
    assert words(at_city(city, stick)) == ["ok", "answer"]
    assert counted(read(laptop, stick)) == {"receipts": 1}


def test_letters_for_a_person_come_home_by_stick(
    city: RealCity, another: Callable[[str], Laptop], stick: Path
) -> None:
    first, second = another("first"), another("second")
    person = first.enrol(city.code())
    ops = first.send(person, 5)
    assert first.sync().good
    # Her vault restored on another laptop refills itself, from a stick alone.
    again = second.enrol(city.code("case_manager"))
    second.bag.subscribe(again.scope, whole=True, owner=again.vault16)
    own = second.send(again, 30)
    assert second.sync().good
    second.bag.subscribe(again.scope, whole=True, owner=b"v" * 16)
    write(second, stick)
    assert words(at_city(city, stick)) == ["ok", "answer"]
    found = read(second, stick)
    assert found.letters >= len(own)
    assert {op.opid for op in ops}.isdisjoint(
        hashlib.sha256(raw).digest() for raw in (op.raw for op in own)
    )


def test_an_old_stick_takes_nothing_back(
    city: RealCity, laptop: Laptop, stick: Path, tmp_path: Path
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 2)
    write(laptop, stick)
    at_city(city, stick)
    old = tmp_path / "old"
    old.mkdir()
    for path in files(stick):
        (old / path.name).write_bytes(path.read_bytes())
    laptop.send(person, 2)
    assert laptop.sync().good
    before, had = stored_receipt(laptop.bag), coverage(laptop.bag).had
    found = read(laptop, old)
    assert (found.letters, found.receipts, dict(found.passed_over)) == (0, 0, {"old": 1})
    assert stored_receipt(laptop.bag) == before
    assert coverage(laptop.bag).had == had


def test_any_laptop_carries_a_file_it_cannot_open_and_brings_the_answer_back(
    city: RealCity, another: Callable[[str], Laptop], tmp_path: Path
) -> None:
    origin, hop, office = another("origin"), another("hop"), another("office")
    person = origin.enrol(city.code())
    hop.enrol(city.code())
    office.enrol(city.code())
    ops = origin.send(person, 3)
    sticks = [tmp_path / f"stick-{number}" for number in range(3)]
    for one in sticks:
        one.mkdir()
    write(origin, sticks[0])
    assert counted(read(hop, sticks[0])) == {"carried": 1}
    assert hop.bag.titipan()[0] == 1
    # A laptop without a network copies it on.
    assert write(hop, sticks[1]).titipan == 1
    assert read(office, sticks[1]).carried == 2  # the file of the hop itself, too
    road = HttpRoad(city.url, office.line)
    done = relay_waiting(office.ground, road)
    assert (done.handed_on, done.answers, done.refused) == (2, 2, 0)
    assert {op.opid for op in ops} <= set(city.opids())
    assert office.bag.titipan() == (0, 0, None)
    assert relay_waiting(office.ground, road).handed_on == 0
    # The answers go home with the next stick, past a laptop that can open one of them.
    assert write(office, sticks[2]).titipan == 2
    read(hop, sticks[2])
    back = read(origin, sticks[2])
    assert back.receipts == 1
    assert coverage(origin.bag).had == {op.opid for op in ops}
    road.close()


def test_a_folder_of_the_app_itself_is_refused(city: RealCity, laptop: Laptop) -> None:
    laptop.enrol(city.code())
    for folder in (laptop.home, laptop.home / "inside", laptop.home.parent):
        folder.mkdir(exist_ok=True)
        with pytest.raises(StickProblem, match="stick-on-system-disk"):
            write(laptop, folder)
    with pytest.raises(StickProblem, match="stick-gone"):
        write(laptop, laptop.home.parent / "nowhere")
    plain = laptop.home.parent / "file"
    plain.write_text("x")
    with pytest.raises(StickProblem, match="stick-not-a-folder"):
        read(laptop, plain)
