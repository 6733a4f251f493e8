"""Laptops and cities of different ages: what one does not know is kept, and mail goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from data.model.road import RoadCode
from data.store.position import Position
from sync.client.coverage import coverage
from sync.protocol.endpoints import Reply
from sync.protocol.envelope import error_frame, seal_answer
from sync.protocol.homeward import ops_of
from sync.protocol.messages import (
    Answer,
    Cursor,
    ErrorAnswer,
    Hello,
    Pulled,
    decode,
    decode_hello,
    encode,
)
from sync.server.ingest import Reception
from tests.sync.server.laptop import Writer as PeerWriter
from tests.sync.server.laptop import enrolled
from tests.sync.straight import Framed, StraightRoad, Town, over


class LaterAnswer(Answer, array_like=True, frozen=True):
    """An answer of a city that has learned more."""

    further: str = "baru"
    more: tuple[int, ...] = (1, 2)


class LaterHello(Hello, array_like=True, frozen=True):
    """A hello of a laptop that has learned more."""

    further: str = "baru"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


class LaterCity(StraightRoad):
    """To a city of a later version: its answers say more, with orders nobody here knows."""

    def carry(self, frames: list[Framed]) -> Reply:
        reception = Reception(self.town.city)
        for frame in frames:
            reception.take([frame])
        message, hello, last = reception.message()
        known = {name: getattr(message, name) for name in Answer.__struct_fields__}
        known |= {"cmds": (b"an order of another age",), "max_v": 9, "reads": 0xFF}
        known |= {"certs": (*message.certs, b"a certificate of another kind")}
        later = LaterAnswer(**known)
        return Reply(200, seal_answer(later, hello.rk, self.town.city.server, last))


class EarlierCity(StraightRoad):
    """To a city of an earlier version: it can read no packed frame and knows no later element."""

    refused = 0

    def carry(self, frames: list[Framed]) -> Reply:
        if any(header.packed for header, _ in frames):
            self.refused += 1
            refusal = ErrorAnswer("bad_frame")
            return Reply(200, error_frame(refusal, self.town.city.server, frames[0][0]))
        reception = Reception(self.town.city)
        for frame in frames:
            reception.take([frame])
        message, hello, last = reception.message()
        answer = replace(
            message,
            pulled=tuple(earlier(one) for one in message.pulled),
            pack=None,
            blobs=(),
            people=(),
            reads=0,
        )
        return Reply(200, seal_answer(answer, hello.rk, self.town.city.server, last))


def earlier(one: Pulled) -> Pulled:
    """A range as the first version gave it."""
    return Pulled(one.scope, one.ep, one.lo, one.hi, ops_of(one), one.more)


def test_a_later_citys_answer_is_understood_as_far_as_it_goes(town: Town) -> None:
    laptop, person = town.seat("cadre")
    ops = {op.opid for op in laptop.send(person, 30, pri=2)}
    for _ in range(2):
        assert over(laptop, LaterCity(town)).code is RoadCode.IDLE
    assert coverage(laptop.bag).had == ops
    more = {op.opid for op in laptop.send(person, 30, pri=2)}
    assert town.sync(laptop).good
    assert coverage(laptop.bag).had == ops | more


def test_a_city_gone_back_to_an_earlier_version_is_spoken_to_as_before(town: Town) -> None:
    laptop, person = town.seat("cadre")
    ops = {op.opid for op in laptop.send(person, 20, pri=2)}
    assert town.sync(laptop).good  # now it knows that this city reads packed frames
    ops |= {op.opid for op in laptop.send(person, 40, pri=2)}
    laptop.bag.subscribe(person.scope, whole=True, owner=person.vault16)
    road = EarlierCity(town)
    assert over(laptop, road).good
    assert road.refused == 1
    assert coverage(laptop.bag).had == ops
    items = laptop.bag.inbound(person.scope, Position(), 500).items
    assert len(items) == len(ops)
    laptop.send(person, 40, pri=2)
    assert over(laptop, road).good
    assert road.refused == 1, "and is not tried again"
    laptop.send(person, 40, pri=2)
    for _ in range(2):
        assert town.sync(laptop).good


def test_an_earlier_laptop_gets_its_letters_whole(town: Town) -> None:
    laptop, writer = enrolled(town.city, town.folder), PeerWriter()
    notes = [writer.note(bytes([n]) * 16) for n in range(9)]
    laptop.sync(notes, certs=[laptop.certify(writer)])
    cursors = {laptop.home: Cursor(whole=True)}
    (whole,), (spliced,) = (
        laptop.sync(cur=cursors, spliced=wished).pulled for wished in (False, True)
    )
    assert (whole.bundle, spliced.ops) == (None, ())
    assert [op.raw for op in whole.ops] == [op.raw for op in notes]
    assert ops_of(spliced) == whole.ops
    assert spliced.bundle is not None
    assert len(spliced.bundle.records) + 9 * 40 < sum(len(op.raw) for op in whole.ops)


def test_a_later_hello_is_read_as_far_as_it_goes_and_a_later_protocol_is_refused(
    town: Town,
) -> None:
    later = LaterHello(2, "9.9", bytes(range(1, 33)), {}, 0, -1, (0, None), spliced=True)
    assert decode_hello(encode(later)).spliced
    laptop, person = town.seat("cadre")
    laptop.send(person, 1)

    class Refusing(StraightRoad):
        def carry(self, frames: list[Framed]) -> Reply:
            refusal = ErrorAnswer("version")
            return Reply(200, error_frame(refusal, self.town.city.server, frames[0][0]))

    outcome = over(laptop, Refusing(town))
    assert outcome.code is RoadCode.UPDATE_NEEDED
    assert town.sync(laptop).good


def test_an_error_word_of_another_age_is_an_error_and_nothing_is_lost(town: Town) -> None:
    laptop, person = town.seat("cadre")
    (op,) = laptop.send(person, 1)

    class Odd(StraightRoad):
        def carry(self, frames: list[Framed]) -> Reply:
            refusal = ErrorAnswer("a word of another age", 7, 90)
            return Reply(200, error_frame(refusal, self.town.city.server, frames[0][0]))

    outcome = over(laptop, Odd(town))
    assert (outcome.code, outcome.retry_after) == (RoadCode.CITY_ERROR, 90)
    assert laptop.bag.has([op.opid])


@pytest.mark.parametrize(
    "message",
    [
        Answer(2, b"receipt", 1, 1, pulled=(Pulled("p:x", 1, 1, 0, ()),), reads=1),
        Hello(2, "0.1", bytes(32), {"p:x": Cursor(1, 2)}, 5, 0, (1, 2), spliced=True),
        ErrorAnswer("directory", 1, 2, (b"doc",)),
    ],
)
def test_further_elements_of_a_message_are_left_alone(message: msgspec.Struct) -> None:
    values = [getattr(message, name) for name in message.__struct_fields__]
    longer = msgspec.msgpack.encode([*values, "later", {"and": [1.5]}, None])
    assert decode(longer, type(message)) == message
