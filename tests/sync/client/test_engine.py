"""A pass against the real city: everything arrives once, urgent first, answers come home."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from data.model.road import RoadCode
from data.ops.certs import make_writer_cert
from data.store.mail.outgoing import LaidItem
from data.store.position import Position
from sync.client.coverage import coverage
from sync.client.engine import Manner
from sync.protocol.splice import cut
from tests.sync.client.laptop import CITY, Laptop, Writer
from tests.sync.client.real_city import RealCity


def arrived_once(city: RealCity, opids: list[bytes]) -> bool:
    stored = city.opids()
    return all(stored.count(opid) == 1 for opid in opids)


def test_a_laptop_without_a_city_says_so(laptop: Laptop) -> None:
    outcome = laptop.sync("http://127.0.0.1:1")
    assert outcome.code is RoadCode.NOT_ENROLLED
    assert outcome.exchanges == 0


def test_hundred_letters_arrive_once_in_one_round_trip(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 100)
    outcome = laptop.sync()
    assert (outcome.code, outcome.exchanges, outcome.ops_sent) == (RoadCode.IDLE, 1, 100)
    assert arrived_once(city, [op.opid for op in ops])
    assert coverage(laptop.bag).had == {op.opid for op in ops}
    # Nothing is safe before the first backup, so nothing may have left the mailbag.
    assert laptop.bag.has([op.opid for op in ops]) == {op.opid for op in ops}
    again = laptop.sync()
    assert (again.exchanges, again.ops_sent, again.good) == (1, 0, True)


def test_ten_more_after_a_thousand_take_one_round_trip(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 300)
    assert laptop.sync().exchanges == 1
    before = laptop.line.sent
    more = laptop.send(person, 10)
    outcome = laptop.sync()
    assert (outcome.exchanges, outcome.ops_sent) == (1, 10)
    assert arrived_once(city, [op.opid for op in more])
    assert laptop.line.sent - before < 10 * 700


def test_an_urgent_letter_goes_alone_before_the_backlog(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 40)
    urgent = laptop.send(person, 1, pri=4)[0]
    sizes: list[tuple[bool, int]] = []
    stored_at_backlog: list[list[bytes]] = []

    def glance(is_urgent: bool) -> None:
        if not is_urgent and not stored_at_backlog:
            stored_at_backlog.append(city.opids())
        sizes.append((is_urgent, laptop.line.requests))

    outcome = laptop.sync(manner=Manner(glance=glance))
    assert (outcome.good, outcome.exchanges) == (True, 2)
    assert sizes[0][0] is True
    assert sum(1 for is_urgent, _ in sizes if is_urgent) == 1
    assert urgent.opid in stored_at_backlog[0]


def test_two_people_on_one_laptop_each_get_their_scope(city: RealCity, laptop: Laptop) -> None:
    anna, budi = laptop.enrol(city.code()), laptop.enrol(city.code())
    ops = laptop.send(anna, 3) + laptop.send(budi, 2)
    assert laptop.sync().good
    assert arrived_once(city, [op.opid for op in ops])
    assert laptop.sync().good
    for person in (anna, budi):
        assert laptop.bag.position(person.scope).pos > 0


def test_a_referral_reaches_the_desk_and_a_desk_pulls_no_hole(
    city: RealCity, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    cadre = laptop.enrol(city.code())
    desk_laptop = another("desk")
    manager = desk_laptop.enrol(city.code("case_manager"))
    desk_laptop.bag.subscribe(f"desk:{CITY}", whole=False, owner=manager.vault16)
    assert desk_laptop.sync().good
    sent = laptop.send(cadre, 1, pri=3) + laptop.send(cadre, 1, pri=2)
    assert laptop.sync().good
    outcome = desk_laptop.sync()
    assert outcome.good
    assert outcome.ops_pulled >= 2
    batch = desk_laptop.bag.inbound(f"desk:{CITY}", Position(), limit=10_000)
    assert not batch.hole
    assert {op.raw for op in sent} <= {raw for _, raw in batch.items}
    writers = set(desk_laptop.bag.certs("writer"))
    assert len(writers) >= 2, "the certificates of pulled letters come along"


def test_a_vault_that_wants_it_whole_gets_back_what_the_laptop_itself_pushed(
    city: RealCity, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 30)
    assert laptop.sync().good
    assert laptop.sync().ops_pulled == 0
    laptop.bag.subscribe(person.scope, whole=True, owner=person.vault16)
    assert laptop.sync().ops_pulled == 30
    items = laptop.bag.inbound(person.scope, Position(), limit=100).items
    assert [raw for _, raw in items] == [op.raw for op in ops]


def test_a_pull_larger_than_one_answer_goes_on_in_the_same_pass(
    city: RealCity, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 120)
    assert laptop.sync().good
    laptop.bag.subscribe(person.scope, whole=True, owner=person.vault16)
    outcome = laptop.sync()
    assert outcome.ops_pulled == 120
    assert outcome.exchanges > 1


def test_a_new_writer_is_introduced_by_its_certificate(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    laptop.send(person, 1)
    assert laptop.sync().good
    fresh = Writer(person.user_seed, person.reading_seed)
    laptop.introduce(fresh)
    ops = laptop.send(fresh, 2)
    outcome = laptop.sync()
    assert outcome.good
    assert coverage(laptop.bag).had >= {op.opid for op in ops}


def test_letters_carried_for_another_laptop_bring_their_whole_chain(
    city: RealCity, laptop: Laptop, another: Callable[[str], Laptop]
) -> None:
    owner_laptop = another("owner")
    owner = owner_laptop.enrol(city.code())
    laptop.enrol(city.code())
    ops = owner_laptop.write(owner, 2)
    for wire in owner_laptop.bag.certs():
        laptop.bag.put_cert(wire, "")
    laptop.bag.put_cert(
        make_writer_cert(
            owner.user_seed, CITY, owner.seed, owner.vault16, owner_laptop.device.mailbag16, 1
        ),
        "writer",
    )
    laptop.lay(owner, ops)
    assert laptop.sync().good
    assert arrived_once(city, [op.opid for op in ops])


def forged(laptop: Laptop, person: Writer) -> tuple[bytes, bytes]:
    """(opid, raw) of a letter whose signature is wrong."""
    (op,) = laptop.write(person, 1)
    sig = op.raw.index(op.sig)
    raw = op.raw[:sig] + bytes(64) + op.raw[sig + 64 :]
    opid = cut(raw).opid
    laptop.bag.lay([LaidItem(opid, op.writer, op.n, op.prev, "d", 0, raw, person.vault16, 1)])
    return opid, raw


def test_what_the_city_calls_bad_is_marked_and_not_sent_again(
    city: RealCity, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    (good,) = laptop.send(person, 1)
    opid, _ = forged(laptop, person)
    outcome = laptop.sync()
    assert outcome.good
    assert coverage(laptop.bag).had == {good.opid}
    assert coverage(laptop.bag).refused == {opid}
    sent = laptop.line.sent
    assert laptop.sync().good
    assert laptop.line.sent - sent < 600
    assert laptop.bag.has([opid]) == {opid}, "nothing but safe or gone removes it"


@pytest.mark.parametrize("damage", ["no letter at all", "not the letter its row names"])
def test_damaged_bytes_are_not_sent_and_stop_nobody(
    city: RealCity, laptop: Laptop, damage: str
) -> None:
    person = laptop.enrol(city.code())
    ops = laptop.send(person, 2)
    raw = b"x" * 80 if damage == "no letter at all" else ops[0].raw[:-1] + b"?"
    laptop.bag.lay(
        [LaidItem(os.urandom(32), person.writer16, 9, bytes(32), "d", 4, raw, b"v" * 16, 1)]
    )
    outcome = laptop.sync()
    assert outcome.good
    assert len(outcome.unfit) == 1
    assert arrived_once(city, [op.opid for op in ops])


def test_a_number_the_city_has_seen_is_jumped_over(city: RealCity, laptop: Laptop) -> None:
    person = laptop.enrol(city.code())
    for _ in range(3):
        assert laptop.sync().good
    laptop.bag.put_meta("stream_seq", (0).to_bytes(8, "big"))
    ops = laptop.send(person, 2)
    assert laptop.sync().good
    assert arrived_once(city, [op.opid for op in ops])


def test_a_city_that_forgot_the_laptop_is_told_again_who_it_is(
    city: RealCity, laptop: Laptop
) -> None:
    person = laptop.enrol(city.code())
    assert laptop.sync().good
    city.forget(laptop.device.device16)
    ops = laptop.send(person, 2)
    outcome = laptop.sync()
    assert outcome.good
    assert arrived_once(city, [op.opid for op in ops])
