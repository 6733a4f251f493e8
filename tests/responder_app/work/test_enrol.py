"""Enrolment: what a code line gives, and what it never gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.model.problems import Code, Fault, Refusal
from data.ops.header import NO_CASE
from data.ops.keys import CannotOpen, x_public
from data.ops.op import Op
from data.ops.seal import ck_for_reader, open_body
from data.store.store import Store
from responder_app.work import enrol
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import CHEAP, PASSPHRASE, Laptop
from tests.responder_app.work.paper_city import CITY, PaperCity


def desk_keys(store: Store) -> int:
    """How many desk keys the vault holds."""
    return len(store.vault.keys.desk_keys())


def kept_secrets(store: Store) -> object:
    """What is left of the code in the vault."""
    return store.vault.settings.read(enrol.WISH)


def own_ops(store: Store) -> list[bytes]:
    """Raw ops of no case."""
    return [row.raw for row in store.vault.ops.of_case(NO_CASE)]


def test_a_case_manager_gets_the_desk_key_and_a_cadre_does_not(town: Town) -> None:
    assert town.desk.do(desk_keys) == 1
    assert town.cadre.do(desk_keys) == 0


def test_the_code_is_forgotten_when_the_voucher_is_there(town: Town) -> None:
    assert town.cadre.do(kept_secrets) is None


def test_the_user_key_lies_sealed_to_the_custodians_and_to_nobody_else(town: Town) -> None:
    (raw,) = town.cadre.do(own_ops)
    op = Op.parse(raw)
    city = town.city
    ck = ck_for_reader(op, city.recovery, x_public(city.recovery), city=CITY)
    body = open_body(ck, op, town.cadre.world.dictionaries)
    assert body.t == "user.key"
    with pytest.raises(CannotOpen):
        ck_for_reader(op, city.desk, x_public(city.desk), city=CITY)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "PSKE1|http://x|00|00|2172|AAAA",
        "PSKE1|ftp://x|0123456789abcdef|0123456789abcdef0123456789abcdef|2172|0000-0000-0000",
        "PSKE1|http://x|0123456789abcdef|0123456789abcdef0123456789abcdef|dua|0000-0000-0000",
        "PSKE1|http://x|0123456789abcdef|0123456789abcdef0123456789abcdef|2172|00000000000U",
    ],
)
def test_a_line_that_cannot_be_one_is_refused(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        enrol.read_line(line)
    assert refused.value.code is Code.CODE_MALFORMED


def test_a_line_read_aloud_is_understood() -> None:
    head = "PSKE1|https://kota.example|0123456789ABCDEF|0123456789abcdef0123456789abcdef|2172|"
    line = enrol.read_line(head + " o1il-23ab-cdef ")
    assert (line.code, line.city, line.server_id) == ("011123ABCDEF", 2172, "0123456789abcdef")


def test_a_demo_city_is_refused_by_a_real_laptop(tmp_path: Path) -> None:
    city, laptop = PaperCity(), Laptop(tmp_path / "real", demo=False)
    try:
        real = enrol.Laptop(laptop.home, laptop.device, CHEAP, demo=False)
        laptop.w(enrol.begin, real, city.code_line("kader_pkk"), 0, PASSPHRASE)
        bag = laptop.bag()
        city.answer_enrolment(bag)
        bag.close()
        with pytest.raises(Refusal) as refused:
            laptop.w(enrol.progress, False)
        assert refused.value.code is Code.DEMO_CITY_REFUSED
        assert not laptop.settle().enrolled
    finally:
        laptop.stop()


def test_a_second_city_is_refused_on_a_laptop_that_has_one(town: Town) -> None:
    other = PaperCity()
    laptop = enrol.Laptop(town.cadre.home, town.cadre.device, CHEAP, demo=True)
    with pytest.raises(Refusal) as refused:
        town.cadre.w(enrol.begin, laptop, other.code_line("kader_pkk"), 1, PASSPHRASE)
    assert refused.value.code is Code.CITY_NOT_THE_ONE


def test_a_voucher_for_another_code_is_refused(tmp_path: Path) -> None:
    city, laptop = PaperCity(), Laptop(tmp_path / "home")
    try:
        own = enrol.Laptop(laptop.home, laptop.device, CHEAP, demo=True)
        laptop.w(enrol.begin, own, city.code_line("kader_pkk"), 0, PASSPHRASE)
        city.code_line("case_manager")
        (first, second) = city.vouchers
        city.vouchers[first] = city.vouchers[second]
        bag = laptop.bag()
        city.answer_enrolment(bag)
        bag.close()
        with pytest.raises(Fault) as fault:
            laptop.w(enrol.progress, True)
        assert fault.value.code is Code.CERT_INVALID
    finally:
        laptop.stop()
