"""What the custodians' papers open, end to end: ceremony, enrolment, two of three shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.model.problems import Code, Fault
from data.ops.directory import Directory
from data.store.faces import VaultFace, list_vaults
from data.store.header import SlotKind
from data.store.header_files import best_header, copies_of, read_copy
from data.store.vault import open_by_recovery, open_database
from responder_app.work import enrol
from sync.server import keyfiles
from sync.server.ceremony import CityPlan, hold_ceremony
from sync.server.shares import combine, read_paper
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE, Laptop
from tests.responder_app.work.paper_city import CITY, NOW, PaperCity


class CeremonyCity(PaperCity):
    """The city on paper with the keys of a real ceremony under ``keys``."""

    def __init__(self, keys: Path) -> None:
        super().__init__()
        self.keys = keys
        plan = CityPlan(CITY, "TP", "Kota Kertas", "http://127.0.0.1:1", demo=True)
        bundle = hold_ceremony(keys, plan, os.urandom, NOW)
        secrets = keyfiles.read_secrets(keys / keyfiles.SECRETS)
        self.server, self.transit = secrets.server, secrets.transit
        self.admin = keyfiles.read_key(keys / keyfiles.ADMIN, keyfiles.ADMIN)
        self.desk = keyfiles.read_key(keys / keyfiles.DESK, keyfiles.DESK)
        self.root_id = bundle.root_id
        self.directory = Directory.load(bundle.directory, bundle.root_id)

    def papers(self, *numbers: int) -> bytes:
        """The recovery secret put together from these custodians' papers."""
        one, other = (
            read_paper((self.keys / f"recovery-{number}-of-3.txt").read_text())
            for number in numbers
        )
        return combine(one, other)

    def office(self) -> list[bytes]:
        """Every secret that office and server keep, and one custodian's own two parts."""
        share = read_paper((self.keys / "recovery-2-of-3.txt").read_text())
        pack = keyfiles.read_key(self.keys / keyfiles.PACK, keyfiles.PACK)
        return [
            self.admin, self.desk, pack, self.server, self.transit, share.first, share.second,
        ]  # fmt: skip


@pytest.fixture
def city(tmp_path: Path) -> CeremonyCity:
    """A city whose ceremony was held."""
    return CeremonyCity(tmp_path / "keys")


def _face(laptop: Laptop) -> VaultFace:
    (face,) = list_vaults(laptop.home, laptop.clock())
    return face


def _code_with(secret: bytes, laptop: Laptop) -> Code:
    with pytest.raises(Fault) as shut:
        open_by_recovery(_face(laptop), secret)
    return shut.value.code


def test_two_custodians_open_the_vault_and_office_and_server_do_not(
    city: CeremonyCity, tmp_path: Path
) -> None:
    laptop = Laptop(tmp_path / "cadre")
    laptop.enrol(city, "kader_pkk")
    rec = laptop.record_case(survivor_name="Nama Contoh Panjang")
    laptop.stop()
    for secret in city.office():
        assert _code_with(secret, laptop) is Code.WRONG_PASSPHRASE
    assert city.papers(1, 2) == city.papers(1, 3) == city.papers(2, 3)
    opened = open_database(open_by_recovery(_face(laptop), city.papers(1, 3)))
    try:
        assert opened.drawer.row("SELECT count(*) FROM op WHERE rec = ?", rec) == (1,)
    finally:
        opened.drawer.close()


def test_both_copies_of_the_header_hold_the_slot_and_one_is_enough(
    city: CeremonyCity, tmp_path: Path
) -> None:
    laptop = Laptop(tmp_path / "cadre")
    laptop.enrol(city, "kader_pkk")
    laptop.stop()
    face = _face(laptop)
    for copy in copies_of(face.path):
        header, _code = read_copy(copy)
        assert header is not None
        assert len(header.of_kind(SlotKind.RECOVERY)) == 1
    copies_of(face.path)[0].unlink()
    key = open_by_recovery(_face(laptop), city.papers(2, 3))
    assert key.vault16 == best_header(face.path).vault16


def test_a_vault_without_the_slot_gets_it_at_its_next_unlock_and_only_once(
    city: CeremonyCity, tmp_path: Path
) -> None:
    laptop = Laptop(tmp_path / "cadre")
    line = city.code_line("kader_pkk")
    laptop.w(enrol.begin, enrol.Laptop(laptop.home, laptop.device, CHEAP), line, 0, PASSPHRASE)
    face = _face(laptop)
    assert best_header(face.path).of_kind(SlotKind.RECOVERY) == []  # no directory is pinned yet
    bag = laptop.bag()
    city.answer_enrolment(bag)
    bag.close()
    assert laptop.w(enrol.progress, True).done
    gen = best_header(face.path).gen
    laptop.stop()
    laptop.start()
    laptop.come_in()
    assert best_header(face.path).gen == gen
    assert len(best_header(face.path).of_kind(SlotKind.RECOVERY)) == 1
    laptop.stop()
