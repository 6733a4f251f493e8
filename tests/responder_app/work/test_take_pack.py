"""Which pack is in use: the newest that the vault's own directory stands behind, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.content import reader
from data.content.pack import PackRefused, pack_hash
from data.content.source import BUILT_IN
from data.ops.directory import ChangeDoc, Directory, sign_change
from data.ops.keys import ed_public
from data.store.mail.packs import pack_file
from responder_app.work import pack, road, take_pack
from responder_app.work.pack import Current
from responder_app.work.take_pack import PackFacts
from sync.client.packs import newest_held
from tests.packs import Signers, changed_form, signed, some_files, unsigned
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_city import NOW, PaperCity

VERSION = "2099010101"


@pytest.fixture(autouse=True)
def built_in_again() -> Iterator[None]:
    """Content is this process's: the next test begins with what is built in."""
    yield
    pack.use(Current())


@pytest.fixture(scope="module")
def newer_followup() -> bytes:
    return changed_form("followup", VERSION)


@pytest.fixture
def signers(town: Town) -> Signers:
    return Signers(town.city.pack, town.city.admin)


def deliver(laptop: Laptop, raw: bytes, seq: int) -> Path:
    """What the courier leaves when a pack came whole."""
    path = pack_file(laptop.home, seq, pack_hash(raw))
    path.write_bytes(raw)
    bag = laptop.bag()
    bag.pack_is_whole(pack_hash(raw), seq, len(raw), NOW)
    bag.close()
    return path


def facts(laptop: Laptop) -> PackFacts:
    found: PackFacts = laptop.do(take_pack.facts)
    return found


def in_use() -> int:
    return pack.current().seq


def reopen(laptop: Laptop) -> None:
    """Lock, a new process (whose content is what is built in), unlock."""
    laptop.stop()
    pack.use(Current())
    laptop.start()
    laptop.come_in()


def test_a_pack_that_came_is_in_use_at_once_and_after_each_restart(
    town: Town, signers: Signers, newer_followup: bytes
) -> None:
    cadre = town.cadre
    before = pack.form("followup").version
    raw = signed(signers, 4, {"built/followup.xml": newer_followup, **some_files()})
    deliver(cadre, raw, 4)
    assert in_use() == 0
    cadre.w(road.look)
    assert in_use() == 4
    assert pack.form("followup").version == VERSION != before
    assert reader.table_of("services.csv", pack.content())
    assert pack.content().read("guide/id/uji.md")
    assert pack.form("intake").version
    reopen(cadre)
    assert (in_use(), pack.form("followup").version) == (4, VERSION)


def test_the_settings_page_is_told_who_signed_and_which_versions_count(
    town: Town, signers: Signers, newer_followup: bytes
) -> None:
    built_in = facts(town.cadre)
    assert (built_in.seq, built_in.signed, built_in.refused) == (0, (), ())
    deliver(town.cadre, signed(signers, 4, {"built/followup.xml": newer_followup}), 4)
    town.cadre.w(road.look)
    told = facts(town.cadre)
    assert (told.seq, told.name) == (4, "Paket uji")
    assert [(role, name) for role, name, _at in told.signed] == [
        ("pembuat", "Rani"),
        ("pengesah", "Budi"),
    ]
    assert dict(told.forms)["followup"] == VERSION
    assert dict(told.forms).keys() == dict(built_in.forms).keys()
    assert all(version for _form, version in built_in.forms)


def test_nothing_unsigned_foreign_or_of_a_newer_program_ever_runs(
    town: Town, signers: Signers
) -> None:
    bad = {
        "unsigned": unsigned(5),
        "signature": signed(Signers(bytes(32), bytes(32)), 6),
        "city": signed(signers, 7, city=2171),
        "app": signed(signers, 8, app_min="9.0"),
    }
    for seq, (code, raw) in enumerate(bad.items(), start=5):
        deliver(town.cadre, raw, seq)
        town.cadre.w(road.look)
        assert in_use() == 0
        assert facts(town.cadre).refused[-1].code == code
    reopen(town.cadre)
    assert in_use() == 0
    assert [one.seq for one in facts(town.cadre).refused] == [5, 6, 7, 8]


def test_a_pack_whose_forms_do_not_load_is_left_out(town: Town, signers: Signers) -> None:
    broken = {
        "built/followup.xml": b"<h:html>not a form</h:html>",
        "pathway.csv": b"id,title_id\n1,x\n",
        "forms.csv": b"id,kind\nfollowup\n",
        "guide/index.csv": b"id,kind,order\nhilang,page,x\n",
        "services.csv": b"\xff\xfe\x00",
        "drills/drills.csv": b"id,order\ndrill-1,satu\n",
    }
    known = BUILT_IN.read("forms.csv")
    odd = [
        ("forms.csv", known.replace(b"quick,quick,", b"quick,dance,")),
        ("forms.csv", known.replace(b",yes,", b",maybe,")),
        ("forms.csv", known.replace(b"child = ya", b"no_such_fact = ya")),
    ]
    assert all(body != known for _path, body in odd)
    for seq, (path, body) in enumerate([*broken.items(), *odd], start=1):
        deliver(town.cadre, signed(signers, seq, {path: body}), seq)
        town.cadre.w(road.look)
        assert in_use() == 0
        assert facts(town.cadre).refused[-1].code == "forms"
    other = changed_form("followup", VERSION).replace(b'id="followup"', b'id="intake"')
    deliver(town.cadre, signed(signers, 20, {"built/followup.xml": other}), 20)
    town.cadre.w(road.look)
    assert in_use() == 0


def test_an_older_pack_never_takes_the_place_of_a_newer_one(town: Town, signers: Signers) -> None:
    cadre = town.cadre
    new = deliver(cadre, signed(signers, 6), 6)
    cadre.w(road.look)
    old = deliver(cadre, signed(signers, 5, some_files("lama")), 5)
    cadre.w(road.look)
    assert in_use() == 6
    reopen(cadre)
    assert in_use() == 6
    assert new.exists() and not old.exists()
    new.unlink()
    deliver(cadre, signed(signers, 5, some_files("lama")), 5)
    reopen(cadre)
    assert in_use() == 6


def test_a_file_spoilt_on_the_disk_is_thrown_away_and_may_come_again(
    town: Town, signers: Signers
) -> None:
    raw = signed(signers, 6)
    path = deliver(town.cadre, raw, 6)
    path.write_bytes(raw[:-20])
    town.cadre.w(road.look)
    assert in_use() == 0 and not path.exists()
    bag = town.cadre.bag()
    assert bag.packs() == []
    bag.close()
    deliver(town.cadre, raw, 6)
    town.cadre.w(road.look)
    assert in_use() == 6


def test_when_the_pack_key_changes_the_old_pack_goes_and_the_new_one_counts(
    town: Town, signers: Signers
) -> None:
    cadre, city, fresh = town.cadre, town.city, bytes([9]) * 32
    deliver(cadre, signed(signers, 90), 90)
    cadre.w(road.look)
    assert in_use() == 90
    change = ChangeDoc(2172, 1, city.directory.hash, NOW, pack=ed_public(fresh))
    wire = sign_change(change, city.root)
    city.directory = Directory.load([*city.directory.wires, wire], city.root_id)
    bag = cadre.bag()
    bag.put_directory_doc(1, wire)
    bag.close()
    cadre.w(road.look)
    assert in_use() == 0
    assert [(one.seq, one.code) for one in facts(cadre).refused] == [(90, "signature")]
    deliver(cadre, signed(Signers(fresh, city.admin), 91), 91)
    cadre.w(road.look)
    assert in_use() == 91


def test_a_pack_refused_for_a_key_counts_once_the_directory_names_it(
    town: Town, signers: Signers
) -> None:
    cadre, city, fresh = town.cadre, town.city, bytes([9]) * 32
    deliver(cadre, signed(Signers(fresh, city.admin), 3), 3)
    cadre.w(road.look)
    assert in_use() == 0
    change = ChangeDoc(2172, 1, city.directory.hash, NOW, pack=ed_public(fresh))
    bag = cadre.bag()
    bag.put_directory_doc(1, sign_change(change, city.root))
    bag.close()
    reopen(cadre)
    assert in_use() == 3


def test_a_pack_from_a_stick_is_taken_with_one_press(
    town: Town, signers: Signers, tmp_path: Path
) -> None:
    stick = tmp_path / "paket dari kota.pack"
    raw = signed(signers, 7)
    stick.write_bytes(raw)
    town.cadre.do(take_pack.take_file, stick, NOW)
    assert in_use() == 7
    stick.unlink()
    reopen(town.cadre)
    assert in_use() == 7
    assert pack_file(town.cadre.home, 7, pack_hash(raw)).read_bytes() == raw


def test_a_stick_pack_of_a_lost_key_does_not_keep_the_citys_own_away(
    town: Town, signers: Signers, tmp_path: Path
) -> None:
    """Somebody with stolen keys brought number 900; the root named new keys, the city sends 2."""
    cadre, city, fresh = town.cadre, town.city, bytes([9]) * 32
    cadre.do(take_pack.take_file, _written(tmp_path, signed(signers, 900)), NOW)
    assert in_use() == 900
    change = ChangeDoc(2172, 1, city.directory.hash, NOW, pack=ed_public(fresh))
    bag = cadre.bag()
    bag.put_directory_doc(1, sign_change(change, city.root))
    bag.close()
    cadre.w(road.look)
    assert in_use() == 0
    bag = cadre.bag()
    assert newest_held(bag) == 0
    bag.close()
    deliver(cadre, signed(Signers(fresh, city.admin), 2), 2)
    cadre.w(road.look)
    assert in_use() == 2
    reopen(cadre)
    assert in_use() == 2


def test_who_has_the_laptops_own_keys_brings_no_pack_into_use(town: Town) -> None:
    """The mailbag can be rewritten with them; the vault's pins cannot, and the door trusts none."""
    cadre, thief = town.cadre, PaperCity()
    raw = signed(Signers(thief.pack, thief.admin), 5)
    deliver(cadre, raw, 5)
    bag = cadre.bag()
    bag.put_meta("root_id", thief.root_id)
    for wire in town.city.directory.wires:
        bag.drop_directory_doc(wire)
    bag.put_directory_doc(0, thief.directory.wires[0])
    bag.close()
    cadre.w(road.look)
    assert in_use() == 0
    reopen(cadre)
    assert in_use() == 0
    cadre.stop()
    pack.use(Current())
    cadre.start()
    cadre.do(road.door)
    assert in_use() == 0


@pytest.mark.parametrize("code", ["file", "form", "unsigned", "seq"])
def test_a_wrong_file_from_a_stick_changes_nothing(
    town: Town, signers: Signers, tmp_path: Path, code: str
) -> None:
    town.cadre.do(take_pack.take_file, _written(tmp_path, signed(signers, 7)), NOW)
    wrong = {
        "file": tmp_path / "none.pack",
        "form": _written(tmp_path, b"a holiday picture"),
        "unsigned": _written(tmp_path, unsigned(8)),
        "seq": _written(tmp_path, signed(signers, 7, some_files("lain"))),
    }[code]
    with pytest.raises(PackRefused) as caught:
        town.cadre.do(take_pack.take_file, wrong, NOW)
    assert caught.value.code == code
    assert in_use() == 7
    assert len(list(town.cadre.home.glob("pack-*"))) == 1


def _written(folder: Path, raw: bytes) -> Path:
    path = folder / f"{pack_hash(raw).hex()[:6]}.pack"
    path.write_bytes(raw)
    return path
