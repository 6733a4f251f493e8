"""What else comes home on a stick: packs, the directory; what a person at the city reads of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.content.pack import pack_hash
from data.ops.directory import ChangeDoc, Revoked, sign_change
from data.store.mail.packs import pack_file
from sync.client.coverage import coverage
from sync.protocol.limits import PACK_PART
from sync.server import keyfiles
from sync.server.__main__ import main as city_main
from sync.server.commands import open_city
from sync.server.keyfiles import ADMIN
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity
from tests.sync.client.test_packs import Press
from tests.sync.server.papers import put
from tests.sync.stick_hands import at_city, files, read, words, write


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealCity]:
    """A city of our own: what is published here must not come to other tests' laptops."""
    made = RealCity(tmp_path_factory.mktemp("papers"))
    made.found()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_a_new_pack_comes_home_whole_on_a_stick(
    town: RealCity, laptop: Laptop, stick: Path
) -> None:
    laptop.enrol(town.code())
    press = Press(town)
    raw = press.publish(3 * PACK_PART + 100)
    write(laptop, stick)
    at_city(town, stick)
    read(laptop, stick)
    path = pack_file(laptop.home, press.seq, pack_hash(raw))
    assert path.read_bytes() == raw


def test_a_revocation_comes_home_on_a_stick(town: RealCity, laptop: Laptop, stick: Path) -> None:
    laptop.enrol(town.code())
    gone = b"g" * 16
    city = open_city(town.db)
    now = city.directory()
    doc = ChangeDoc(
        city.number, now.seq + 1, now.hash, 1_795_266_000, [Revoked(gone, "device", "lost")]
    )
    put(city, doc.seq, sign_change(doc, keyfiles.read_key(town.folder / "keys" / ADMIN, ADMIN)))
    city.database.close()
    write(laptop, stick)
    at_city(town, stick)
    read(laptop, stick)
    directory = laptop.ground.directory()
    assert directory is not None
    assert directory.is_revoked(gone)


def test_a_city_that_forgot_laptop_and_people_learns_them_from_the_stick(
    town: RealCity, laptop: Laptop, stick: Path
) -> None:
    person = laptop.enrol(town.code())
    ops = laptop.send(person, 2)
    write(laptop, stick)
    town.forget(laptop.device.device16)
    assert words(at_city(town, stick)) == ["ok", "answer"]
    assert read(laptop, stick).receipts == 1
    assert coverage(laptop.bag).had == {op.opid for op in ops}


def test_the_person_at_the_city_reads_one_line_a_file_in_both_languages(
    town: RealCity, laptop: Laptop, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = laptop.enrol(town.code())
    laptop.send(person, 2)
    write(laptop, stick)
    (ours,) = files(stick)
    (stick / "arsip-zzzzzzzz.dat").write_bytes(b"strange")
    capsys.readouterr()
    assert city_main(["stick", str(stick), "--db", town.db]) == 0
    said = capsys.readouterr()
    short = laptop.device.device16.hex()[:8]
    assert f"{ours.name}: 2 surat diterima dari laptop {short}" in said.out
    assert f"{ours.name}: 2 letters taken from laptop {short}" in said.out
    assert "arsip-zzzzzzzz.dat: dilewati (not-a-bundle), tidak diubah" in said.out
    assert f"balasan untuk laptop {short}, sudah dibaca ulang" in said.out
    assert "1 berkas diambil, 1 dilewati, 1 balasan ditulis. Flashdisk boleh dicabut." in said.err
    answers = set(files(stick))
    # Taken once more, the answer takes the place of our older one.
    assert city_main(["stick", str(stick), "--db", town.db]) == 0
    assert set(files(stick)) == answers
    capsys.readouterr()
    assert city_main(["stick", str(stick / "gone"), "--db", town.db]) == 2
    assert "Flashdisk tidak dapat dibaca (stick-gone)" in capsys.readouterr().err
