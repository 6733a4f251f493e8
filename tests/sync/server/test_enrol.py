"""A code is the authorisation: proved by its key, taken once, answered again, and nothing else."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data.ops.certs import desk_seeds, read_cert, voucher_of
from data.ops.directory import Directory
from data.ops.enrol_code import derive_code_keys, new_code, show_code
from data.ops.keys import x_public
from sync.protocol.frame import parse_header
from sync.protocol.limits import FRAME_HEADER
from sync.server import keyfiles
from sync.server.enrol import enrol
from sync.server.ingest import Turned
from sync.server.keyfiles import DESK
from sync.server.store.tables import PERSON
from tests.sync.server import laptop as peers
from tests.sync.server.laptop import CADRE, DESK_POST, NOW, ClockedCity, Laptop


def refused(laptop: Laptop) -> str:
    with pytest.raises(Turned) as turned:
        laptop.enrol()
    return turned.value.code


def test_whoever_proves_a_code_gets_voucher_and_directory(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = Laptop(city, peers.new_code(city, tmp_path, CADRE))
    answer = laptop.enrol()
    assert Directory.load(answer.directory, laptop.root_id).seq == 0
    voucher = voucher_of(read_cert(answer.voucher))
    assert (voucher.role, voucher.area, voucher.desk_keys) == ("kader_pkk", "2172041003", [])


def test_a_case_managers_code_opens_the_desks_key_and_a_cadres_does_not(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = Laptop(city, peers.new_code(city, tmp_path, DESK_POST))
    voucher = voucher_of(read_cert(laptop.enrol().voucher))
    keys = derive_code_keys(show_code(laptop.code).lower(), laptop.root_id)
    seeds = desk_seeds(dict(voucher.desk_keys), keys.x_seed, city=2172)
    assert seeds == [keyfiles.read_key(tmp_path / "keys" / DESK, DESK)]
    assert x_public(seeds[0]) == city.directory().desk_current.pub
    assert voucher.scopes == ["desk:2172"]


def test_the_same_person_and_laptop_are_answered_again(city: ClockedCity, tmp_path: Path) -> None:
    laptop = Laptop(city, peers.new_code(city, tmp_path, CADRE))
    assert laptop.enrol().voucher == laptop.enrol().voucher
    with city.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(PERSON)).scalar_one() == 1


def test_a_code_is_taken_once(city: ClockedCity, tmp_path: Path) -> None:
    line = peers.new_code(city, tmp_path, CADRE)
    first = Laptop(city, line)
    first.enrol()
    assert refused(Laptop(city, line)) == "code_taken"
    other_laptop = Laptop(city, line)
    other_laptop.user_seed, other_laptop.user_x = first.user_seed, first.user_x
    assert refused(other_laptop) == "code_taken"


def test_an_old_code_is_refused_but_its_holder_is_answered_again(
    city: ClockedCity, tmp_path: Path
) -> None:
    line = peers.new_code(city, tmp_path, CADRE, hours=1)
    laptop = Laptop(city, line)
    city.at = NOW + 3_601
    assert refused(laptop) == "code_expired"
    city.at = NOW
    laptop.enrol()
    city.at = NOW + 3_601
    assert laptop.enrol().v == 2


def test_a_guessed_code_is_unknown(city: ClockedCity, tmp_path: Path) -> None:
    line = peers.new_code(city, tmp_path, CADRE)
    guess = line.rpartition("|")[0] + "|" + new_code(secrets.token_bytes(8))
    assert refused(Laptop(city, guess)) == "code_unknown"


def test_an_ask_with_a_foreign_signature_is_a_bad_frame(city: ClockedCity, tmp_path: Path) -> None:
    one = Laptop(city, peers.new_code(city, tmp_path, CADRE))
    frame = one.enrol_frame()[0]
    for place in (20, 100, 200, len(frame) - 1):
        broken = frame[:place] + bytes([frame[place] ^ 1]) + frame[place + 1 :]
        with pytest.raises(Turned, match="bad_frame"):
            enrol(city, parse_header(broken), broken[FRAME_HEADER:])
