"""The app's wishes about sticks; sticks that are full, closed, torn out, full of strangers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyrage
import pytest

from data.store.mail.errands import Errand
from sync.client.stick import StickOut
from sync.client.stick_errands import StickErrands
from sync.client.stick_in import StickIn
from sync.protocol.stick import StickProblem
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity
from tests.sync.stick_hands import at_city, attach, files, read, words, write


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def served(laptop: Laptop, kind: str, args: dict[str, Any]) -> Errand:
    """One errand, served as the courier serves it."""
    made = laptop.bag.errand(kind, args, int(time.time()))
    errand = laptop.bag.next_errand()
    assert errand is not None and errand.id == made
    StickErrands(laptop.ground, lambda: False).serve(errand)
    found = laptop.bag.errand_of(made)
    assert found is not None
    return found


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Small disks of so many KiB: an own file system each, as a stick is one."""
    made: list[Path] = []

    def mount(kilobytes: int) -> Path:
        place = tmp_path / f"disk-{len(made)}"
        place.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0700", "none", str(place)]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("a small disk can only be mounted as root: this leg did not run")
        made.append(place)
        return place

    yield mount
    for place in made:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def test_a_stick_written_and_read_by_errands(city: RealCity, laptop: Laptop, stick: Path) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 2)
    out = served(laptop, "stick_out", {"dir": str(stick), "volume": "KINGSTON"})
    assert (out.state, out.code) == ("done", "ok")
    (path,) = files(stick)
    assert out.result == {
        "files": 1, "letters": 2, "chunks": 0, "bytes": path.stat().st_size, "titipan": 0,
        "checked": True,
    }  # fmt: skip
    at_city(city, stick)
    home = served(laptop, "stick_in", {"dir": str(stick)})
    assert (home.state, home.code) == ("done", "ok")
    assert home.result == {
        "letters": 0, "receipts": 1, "chunks": 0, "carried": 0, "passed_over": {}, "left_files": 0,
    }  # fmt: skip


def test_before_enrolment_and_without_a_folder_an_errand_says_so(
    laptop: Laptop, stick: Path
) -> None:
    assert served(laptop, "stick_out", {"dir": str(stick)}).code == "not-enrolled"
    for args in ({}, {"dir": 7}, {"dir": "relative"}):
        assert served(laptop, "stick_in", args).code == "stick-not-a-folder"
    assert served(laptop, "stick_in", {"dir": str(stick / "gone")}).code == "stick-gone"
    assert served(laptop, "stick_in", {"dir": str(laptop.home)}).code == "stick-on-system-disk"
    assert served(laptop, "stick_stop", {"errand": 1}).code == "ok"


def test_a_full_stick_promises_nothing_and_is_left_as_it_was(
    city: RealCity, laptop: Laptop, disk: Callable[[int], Path]
) -> None:
    person, small = laptop.enrol(city.code()), disk(40)
    (op,) = laptop.send(person, 1)
    out = served(laptop, "stick_out", {"dir": str(small)})
    assert (out.state, out.code, out.result["files"]) == ("failed", "stick-full", 0)
    assert files(small) == []
    assert laptop.bag.carried([op.opid]) == {}
    assert laptop.bag.bundles() == []


def test_what_was_read_back_before_a_stick_was_full_counts(
    city: RealCity, laptop: Laptop, disk: Callable[[int], Path]
) -> None:
    person, small = laptop.enrol(city.code()), disk(200)
    (urgent,) = laptop.send(person, 1, pri=4)
    (op, _) = attach(laptop, person, 300_000)
    out = served(laptop, "stick_out", {"dir": str(small)})
    assert (out.state, out.code) == ("failed", "stick-full")
    counts = {name: out.result[name] for name in ("files", "letters", "chunks", "checked")}
    assert counts == {"files": 2, "letters": 2, "chunks": 0, "checked": True}
    assert set(laptop.bag.carried([urgent.opid, op.opid])) == {urgent.opid, op.opid}
    assert laptop.bag.carried_blobs() == set()
    assert len(files(small)) == 2
    at_city(city, small)
    assert {urgent.opid, op.opid} <= set(city.opids())


def test_a_stick_that_is_full_the_second_time_keeps_what_it_held(
    city: RealCity, laptop: Laptop, disk: Callable[[int], Path]
) -> None:
    person, small = laptop.enrol(city.code()), disk(160)
    ops = laptop.send(person, 1, pri=4) + laptop.send(person, 1)
    opids = {op.opid for op in ops}
    write(laptop, small)
    before = {path.name: path.read_bytes() for path in files(small)}
    attach(laptop, person, 200_000)
    with pytest.raises(StickProblem, match="stick-full"):
        write(laptop, small)
    assert {path.name: path.read_bytes() for path in files(small)} == before
    assert set(laptop.bag.carried(opids)) == opids
    # The city's answer finds no room either; the letters are safe, and it says so.
    (small / "else.bin").write_bytes(bytes(disk_left(small)))
    found = at_city(city, small)
    assert (found["ended"], found["written"]) == (1, "stick-full")
    assert opids <= set(city.opids())


def disk_left(folder: Path) -> int:
    """Bytes that still fit."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def test_a_stick_that_only_reads_is_read_and_its_files_are_left(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 1)
    write(laptop, stick)
    at_city(city, stick)
    before = {path.name: path.read_bytes() for path in files(stick)}
    with closed(stick):
        found = StickIn(laptop.ground, stick).run()
        with pytest.raises(StickProblem, match="stick-read-only"):
            write(laptop, stick)
    assert (found.receipts, found.left_files) == (1, 2)
    assert {path.name: path.read_bytes() for path in files(stick)} == before
    # Where it can be written again, the files go.
    again = read(laptop, stick)
    assert (dict(again.passed_over), again.left_files) == ({"old": 1}, 0)
    assert files(stick) == []


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """The folder closed to writing, also for root: by a read-only mount, else by its mode."""
    mounted = all(
        subprocess.run(["mount", *words, str(folder)], capture_output=True, check=False).returncode
        == 0
        for words in (["--bind", str(folder)], ["-o", "remount,bind,ro"])
    )
    if not mounted:
        folder.chmod(0o500)
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        else:
            folder.chmod(0o700)


def test_a_stick_pulled_out_in_the_middle_is_gone_and_promises_nothing(
    city: RealCity, laptop: Laptop, stick: Path, tmp_path: Path
) -> None:
    person = laptop.enrol(city.code())
    (op,) = laptop.send(person, 1)
    away = tmp_path / "pulled"

    def pull() -> None:
        if stick.exists():
            stick.rename(away)

    directory = laptop.ground.directory()
    assert directory is not None
    work = StickOut(laptop.ground, stick, "S", glance=pull)
    with pytest.raises(StickProblem, match="stick-gone"):
        work.run(directory)
    assert laptop.bag.carried([op.opid]) == {}
    # Put in again, what had been begun is cleared and everything is written.
    away.rename(stick)
    assert write(laptop, stick).letters == 1
    assert [path.suffix for path in files(stick)] == [".dat"]
    away = tmp_path / "pulled-again"
    assert StickIn(laptop.ground, stick, glance=lambda: None).run().carried == 0


def test_where_a_drive_was_pulled_out_the_disk_below_is_never_written_to(
    city: RealCity, laptop: Laptop, disk: Callable[[int], Path]
) -> None:
    person, place = laptop.enrol(city.code()), disk(4_000)
    laptop.send(person, 1, pri=4)
    attach(laptop, person, 100_000)

    def pull() -> None:
        if os.path.ismount(place) and list(place.glob("*.dat")):
            subprocess.run(["umount", "-l", str(place)], check=True)

    directory = laptop.ground.directory()
    assert directory is not None
    work = StickOut(laptop.ground, place, "S", removable=True, glance=pull)
    with pytest.raises(StickProblem, match="stick-gone"):
        work.run(directory)
    assert files(place) == [], "what shows there now is this laptop's own disk"
    for kind in ("stick_out", "stick_in"):
        assert served(laptop, kind, {"dir": str(place), "removable": True}).code == "stick-gone"
    assert files(place) == []


def test_a_stick_that_gives_back_other_bytes_is_not_believed(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    (op,) = laptop.send(person, 1)

    def spoil(code: str, done: int, of: int) -> None:
        # Between the writing and the reading back the stick loses a bit.
        for path in stick.glob("*.part"):
            data = bytearray(path.read_bytes())
            data[len(data) // 2] ^= 1
            path.write_bytes(data)

    directory = laptop.ground.directory()
    assert directory is not None
    with pytest.raises(StickProblem, match="stick-differs"):
        StickOut(laptop.ground, stick, "S", told=spoil).run(directory)
    assert laptop.bag.carried([op.opid]) == {}


def test_a_person_may_stop_a_writing_and_nothing_half_stays(
    city: RealCity, laptop: Laptop, stick: Path, another: Callable[[str], Laptop]
) -> None:
    person = laptop.enrol(city.code())
    attach(laptop, person, 3_000_000)
    made = laptop.bag.errand("stick_out", {"dir": str(stick)}, 1)
    stop = laptop.bag.errand("stick_stop", {"errand": made}, 2)
    errand = laptop.bag.errand_of(made)
    assert errand is not None
    StickErrands(laptop.ground, lambda: False).serve(errand)
    ended, stopped = laptop.bag.errand_of(made), laptop.bag.errand_of(stop)
    assert ended is not None and stopped is not None
    assert (ended.state, ended.code) == ("failed", "stick-stopped")
    assert (stopped.state, stopped.code) == ("done", "ok")
    assert not list(stick.glob("*.part"))
    assert ended.result["files"] == len(files(stick))


def test_strangers_files_are_passed_over_counted_and_untouched(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    laptop.enrol(city.code())
    nobody = pyrage.x25519.Identity.generate().to_public()
    strange = {
        "arsip-aaaaaaaa.dat": b"",
        "arsip-bbbbbbbb.dat": b"age-encryption.org/v1\n",
        "arsip-cccccccc.dat": b"PK\x03\x04" + bytes(300),
        "arsip-dddddddd.dat": pyrage.encrypt(b"something else", [nobody]),
        "ARSIP-EEEEEEEE.DAT": os.urandom(5_000),
        "foto.jpg": b"\xff\xd8\xff",
        "arsip-ffffffff.dat.part": b"somebody's beginning",
    }
    for name, data in strange.items():
        (stick / name).write_bytes(data)
    (stick / "arsip-gggggggg.dat").symlink_to("/etc/passwd")
    (stick / "arsip-hhhhhhhh.dat").mkdir()
    os.mkfifo(stick / "arsip-iiiiiiii.dat")
    found = read(laptop, stick)
    assert dict(found.passed_over) == {"cut": 2, "not-a-bundle": 2}
    assert found.carried == 1
    for name, data in strange.items():
        assert (stick / name).read_bytes() == data
    assert set(words(at_city(city, stick))) == {"cut", "not-a-bundle", "foreign"}
    assert len(files(stick)) == len(strange) + 3


def test_our_own_file_changed_on_the_stick_is_promised_no_more(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    (op,) = laptop.send(person, 1)
    write(laptop, stick)
    (path,) = files(stick)
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    assert dict(read(laptop, stick).passed_over) == {"changed": 1}
    assert laptop.bag.carried([op.opid]) == {}
    assert path.read_bytes() == bytes(data)


def test_the_same_stick_written_twice_holds_the_letters_once(
    city: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(city.code())
    first = laptop.send(person, 1)
    write(laptop, stick)
    second = laptop.send(person, 1)
    assert write(laptop, stick).letters == 2
    assert len(files(stick)) == 1
    opids = [op.opid for op in (*first, *second)]
    assert len({one.bundle for one in laptop.bag.carried(opids).values()}) == 1


def test_other_peoples_files_have_a_limit_and_what_was_delivered_goes_first(
    laptop: Laptop,
) -> None:
    bag = laptop.bag
    assert bag.take_titipan(b"a" * 32, b"a" * 16, "out", bytes(60), 1, 100)
    assert not bag.take_titipan(b"b" * 32, b"b" * 16, "out", bytes(60), 2, 100)
    bag.note_titipan(b"a" * 32, "refused", "bad_bundle")
    assert bag.take_titipan(b"b" * 32, b"b" * 16, "out", bytes(60), 3, 100)
    assert [(row.sha[:1], row.here) for row in bag.all_titipan()] == [(b"a", False), (b"b", True)]
    assert bag.take_titipan(b"c" * 32, b"b" * 16, "in", bytes(10), 4, 100)
    assert bag.take_titipan(b"d" * 32, b"b" * 16, "in", bytes(10), 5, 100)
    assert [row.sha[:1] for row in bag.all_titipan() if row.direction == "in"] == [b"d"]


def test_the_interpreter_finds_no_stick_module_in_the_window_process() -> None:
    code = "import responder_app.assembly, sys; print('pyrage' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60,
        cwd=Path(__file__).resolve().parents[3],
    )  # fmt: skip
    assert done.stdout.strip() == "False"
