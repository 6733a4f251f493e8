"""A city put back to before something happened: everything comes back, nothing forgotten returns.

Before an enrolment, a revocation, a change of the desk's key, an erasure, a ticket; with its epoch
raised and with nobody telling it (F10b). And a city whose keys were lost.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from data.model.road import RoadCode
from data.ops.directory import DeskKey, Revoked
from data.ops.header import Header
from data.ops.keys import rid8, x_public
from data.ops.op import Op, make_op
from sync.client.coverage import coverage
from sync.server import backup, keyfiles
from sync.server.city import open_pulls, read_facts
from sync.server.keyfiles import ServerSecrets
from sync.server.new_keys import publish_keys
from sync.server.store.engine import Database
from sync.server.store.tables import OP, TICKET
from tests.sync.client.laptop import CITY, Laptop, Writer
from tests.sync.server.laptop import CADRE, ClockedCity
from tests.sync.server.papers import publish, put, root_of
from tests.sync.straight import Reader, Town

DESK = f"desk:{CITY}"
RUNS = 60 if os.environ.get("RESPONDER_ALL") == "1" else 2
told = pytest.mark.parametrize("told", [True, False], ids=["told", "forgotten"])


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def put_back(town: Town, *, told: bool) -> None:
    """The kept database again; an operator says so and confirms the directory, or nobody does."""
    town.put_back("kept")
    if told:
        epoch = backup.note_restore(town.city.database, town.city.now(), told=True)
        assert epoch is not None


def confirmed(town: Town, *, told: bool) -> None:
    if told:
        open_pulls(town.city.database)


def all_sent(town: Town, laptop: Laptop, ops: set[bytes]) -> None:
    """Passes until the city has it all."""
    for _ in range(3):
        town.sync(laptop)
    assert coverage(laptop.bag).had == ops <= set(town.stored())


@told
@pytest.mark.parametrize("run", range(RUNS))
def test_what_was_saved_after_the_backup_comes_back(town: Town, told: bool, run: int) -> None:
    laptop, person = town.seat("cadre")
    ops = {op.opid for op in laptop.send(person, 1 + run % 5, pri=2)}
    all_sent(town, laptop, ops)
    town.keep("kept")
    ops |= {op.opid for op in laptop.send(person, 1 + run % 7, pri=run % 5)}
    all_sent(town, laptop, ops)
    put_back(town, told=told)
    assert set(town.stored()) != ops
    all_sent(town, laptop, ops)
    assert len(town.stored()) == len(ops)


@told
def test_before_an_enrolment_laptop_person_and_letters_come_back(town: Town, told: bool) -> None:
    desk = Reader(*town.seat("desk", desk=True), DESK)
    town.keep("kept")
    laptop, person = town.seat("cadre")
    ops = {op.opid for op in laptop.send(person, 5, pri=3)}
    all_sent(town, laptop, ops)
    put_back(town, told=told)
    all_sent(town, laptop, ops)
    confirmed(town, told=told)
    for _ in range(2):
        assert town.sync(desk.laptop).good
        desk.take()
    assert desk.had == ops
    assert town.sync(laptop).good
    assert laptop.bag.position(person.scope).pos > 0, "she may pull again"


@told
@pytest.mark.parametrize("what", ["device", "user"])
def test_before_a_revocation_whoever_was_revoked_stays_out(
    town: Town, told: bool, what: str
) -> None:
    laptop, person = town.seat("cadre")
    town.sync(laptop)
    town.keep("kept")
    identity = laptop.device.device16 if what == "device" else person.user16
    change = publish(town.city, town.folder, Revoked(identity, what, "dicuri"))
    laptop.bag.subscribe(person.scope, whole=True, owner=person.vault16)
    ops = {op.opid for op in laptop.send(person, 2, pri=4)}
    town.sync(laptop)
    assert laptop.bag.position(person.scope).pos == 0, "revoked: pulls nothing"
    put_back(town, told=told)
    if told:  # closed until the operator has put the newest directory back and confirmed it
        town.sync(laptop)
        assert laptop.bag.position(person.scope).pos == 0
    put(town.city, 1, change)
    confirmed(town, told=told)
    all_sent(town, laptop, ops)
    assert laptop.bag.position(person.scope).pos == 0, "still pulls nothing"
    assert {code for code in laptop.bag.held().values()} <= {"revoked"}
    with town.city.database.reading() as connection:
        marks = set(connection.execute(select(OP.c.held)).scalars())
    assert marks <= {None, "revoked"}


@told
def test_before_a_change_of_the_desks_key_letters_under_the_new_one_come_back(
    town: Town, told: bool
) -> None:
    laptop, person = town.seat("cadre")
    desk = Reader(*town.seat("desk", desk=True), DESK)
    ops = {op.opid for op in laptop.send(person, 1, pri=2)}
    all_sent(town, laptop, ops)
    town.keep("kept")
    key = x_public(secrets.token_bytes(32))
    change = publish(town.city, town.folder, desk=DeskKey(rid8(key), key, 5))
    town.sync(laptop)
    directory = laptop.ground.directory()
    assert directory is not None
    assert directory.desk_current.pub == key
    ops |= {op.opid for op in laptop.send(person, 2, pri=2)}
    all_sent(town, laptop, ops)
    put_back(town, told=told)
    all_sent(town, laptop, ops)
    later = laptop.ground.directory()
    assert later is not None
    assert later.desk_current.pub == key, "a laptop never goes back to an older directory"
    put(town.city, 1, change)
    confirmed(town, told=told)
    for _ in range(2):
        assert town.sync(desk.laptop).good
        desk.take()
    assert desk.had == ops


@told
def test_before_an_erasure_what_was_erased_stays_erased(town: Town, told: bool) -> None:
    laptop, person = town.seat("cadre")
    (doomed, kept) = laptop.send(person, 2)
    all_sent(town, laptop, {doomed.opid, kept.opid})
    town.keep("kept")
    order = erasing(person, doomed)
    laptop.lay(person, [order])
    town.sync(laptop)
    assert is_erased(town.city, doomed)
    assert laptop.bag.has([doomed.opid]) == set()
    put_back(town, told=told)
    assert not is_erased(town.city, doomed)
    for _ in range(2):
        town.sync(laptop)
    assert is_erased(town.city, doomed)
    assert not is_erased(town.city, kept)
    assert set(town.stored()) == {doomed.opid, kept.opid, order.opid}


def erasing(person: Writer, doomed: Op) -> Op:
    """The author's order that a letter's inside is destroyed."""
    head = Header(rec=doomed.head.rec, lam=2, tw=1, fv="hapus/1", x=[doomed.opid])
    op = make_op("x", person.seed, person.n + 1, person.prev, head, b"")
    person.n, person.prev = op.n, op.opid
    return op


def is_erased(city: ClockedCity, op: Op) -> bool:
    with city.database.reading() as connection:
        raw = connection.execute(select(OP.c.raw).where(OP.c.opid == op.opid)).scalar_one()
    return Op.parse(raw).erased


@told
def test_before_a_ticket_it_is_found_again_unchanged(town: Town, told: bool) -> None:
    laptop, person = town.seat("cadre")
    town.sync(laptop)
    town.keep("kept")
    (op,) = laptop.send(person, 1, pri=2)
    assert op.head.r is not None
    all_sent(town, laptop, {op.opid})
    before = ticket_rows(town.city)
    assert [row["tk"] for row in before] == [op.head.r.tk]
    put_back(town, told=told)
    assert ticket_rows(town.city) == []
    all_sent(town, laptop, {op.opid})
    assert [row["tk"] for row in ticket_rows(town.city)] == [op.head.r.tk]


def ticket_rows(city: ClockedCity) -> list[dict[str, object]]:
    with city.database.reading() as connection:
        return [dict(row) for row in connection.execute(select(TICKET)).mappings()]


def new_secrets(town: Town) -> None:
    """server.secrets is lost; two papers of the root name new keys."""
    made = ServerSecrets(secrets.token_bytes(32), secrets.token_bytes(32))
    path = town.folder / f"new-{secrets.token_hex(4)}.secrets"
    keyfiles.write_secrets(path, made)
    city = town.city
    publish_keys(city.database, city.directory(), root_of(town.folder), made, path, city.now())
    database = Database(f"sqlite:///{town.folder / 'city.sqlite'}")
    town.city.database.close()
    town.city = ClockedCity(database, read_facts(database), made)


def test_after_lost_keys_every_laptop_learns_the_new_ones_and_everything_arrives(
    town: Town,
) -> None:
    laptop, person = town.seat("cadre")
    desk = Reader(*town.seat("desk", desk=True), DESK)
    ops = {op.opid for op in laptop.send(person, 2, pri=2)}
    all_sent(town, laptop, ops)
    new_secrets(town)
    ops |= {op.opid for op in laptop.send(person, 1, pri=4)}
    ops |= {op.opid for op in laptop.send(person, 3, pri=2)}
    outcome = town.sync(laptop)
    assert outcome.code is RoadCode.IDLE
    assert coverage(laptop.bag).had == ops
    assert town.sync(desk.laptop).good
    desk.take()
    assert desk.had == ops
    new_secrets(town)
    assert town.sync(laptop).good
    late, her = town.seat("late")
    assert late.send(her, 1)
    assert town.sync(late).good


def test_a_stranger_with_keys_of_his_own_is_not_believed(town: Town) -> None:
    laptop, person = town.seat("cadre")
    laptop.send(person, 1, pri=4)
    strangers = Town(town.folder / "elsewhere")
    try:
        strangers.take_place(Laptop(town.folder / "his"), Writer(), CADRE)
        home, town.city = town.city, strangers.city
        assert town.sync(laptop).code is RoadCode.WRONG_KEY
        town.city = home
        assert town.sync(laptop).good
    finally:
        strangers.close()
