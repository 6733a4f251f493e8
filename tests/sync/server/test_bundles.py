"""Bundles at the city: taken as if they had come by the road, answered only to their laptop."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar.testing import TestClient
from sqlalchemy import func, select

from data.ops.op import Op
from data.ops.receipt import verify_receipt
from sync.protocol.bundle import (
    BadBundle,
    Bundle,
    Direction,
    lay_stream,
    open_bundle,
    pack_bundle,
    seal_bundle,
    stream_digest,
)
from sync.protocol.envelope import Refused, unpack_answer
from sync.protocol.frame import join_plain, parse_header, room, verify_header
from sync.protocol.limits import BUNDLE_BYTES, FRAME_HEADER
from sync.protocol.messages import Answer, Cursor, Hello, encode
from sync.protocol.relay import HEAD, relay_frame, split_relay, ticket_of
from sync.protocol.splice import Splicer
from sync.server.app import make_app
from sync.server.bundles import answer_bundle, take_bundle
from sync.server.city import City
from sync.server.ingest import Reception
from sync.server.limits import Limits
from sync.server.store.tables import DEVICE, OP
from tests.sync.server.laptop import (
    CADRE,
    DESK_POST,
    NOW,
    ClockedCity,
    Laptop,
    Writer,
    enrolled,
    quick_line,
    take,
)
from tests.sync.server.test_limits import NearlyFull

REC = bytes(range(16))


class Stick:
    """A laptop that writes bundles."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        self.stream = secrets.token_bytes(16)
        self.frames: tuple[bytes, ...] = ()

    def file(
        self,
        ops: Sequence[Op],
        certs: Iterable[bytes] = (),
        cur: dict[str, Cursor] | None = None,
        want: int = 96 * 1024,
    ) -> bytes:
        """One file with these letters."""
        laptop = self.laptop
        hello = Hello(
            v=2, app="test", rk=bytes(32), cur=cur or {}, want=want, dirseq=0, clk=(NOW, None),
            certs=tuple(certs),
        )  # fmt: skip
        splicer, plains, present = Splicer(), list[bytes](), join_plain(encode(hello), b"")
        for op in ops:
            record = splicer.prepare(op.raw)
            if len(present) + len(record.data) > room(1):
                plains.append(present)
                splicer.next_frame()
                present = join_plain(b"", b"")
                record = splicer.prepare(op.raw)
            splicer.take(record)
            present += record.data
        key = Ed25519PrivateKey.from_private_bytes(laptop.device_seed)
        self.frames = lay_stream([*plains, present], key, stream=self.stream, seq=77)
        return self.seal(self.frames)

    def seal(self, frames: tuple[bytes, ...]) -> bytes:
        bundle = Bundle(Direction.OUTWARD, secrets.token_bytes(16), self.laptop.device, NOW, frames)
        return seal_bundle(pack_bundle(bundle), self.laptop.directory.transit)

    def answers(self, data: bytes) -> list[Answer]:
        """What came home, each frame signed by the server in answer to this stream."""
        found = []
        bundle = open_bundle(data, self.laptop.device_x)
        assert (bundle.direction, bundle.device) == (Direction.HOMEWARD, self.laptop.device)
        for index, frame in enumerate(bundle.frames):
            header = parse_header(frame)
            verify_header(header, self.laptop.directory.server)
            assert (header.stream, header.seq, header.index) == (self.stream, 77, index)
            found.append(unpack_answer(frame[FRAME_HEADER:]))
        return found


def home(city: City, data: bytes) -> bytes:
    """The file the city writes for the laptop whose file this is."""
    made = answer_bundle(city, take_bundle(city, data), secrets.token_bytes(16), 1 << 25)
    assert made is not None
    return made


def stored(city: City) -> set[bytes]:
    with city.database.reading() as connection:
        return set(connection.execute(select(OP.c.opid)).scalars())


def test_letters_of_a_stick_are_stored_and_named_in_its_receipt(
    city: ClockedCity, tmp_path: Any
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    stick, ops = Stick(laptop), [writer.note(REC) for _ in range(60)]
    data = stick.file(ops, [laptop.certify(writer)])
    (answer,) = stick.answers(home(city, data))
    receipt = verify_receipt(answer.receipt, laptop.directory)
    assert receipt.re == stream_digest(stick.frames)
    assert receipt.have[writer.id] == [(1, 60, ops[-1].opid)]
    assert stored(city) == {op.opid for op in ops}
    with city.database.reading() as connection:
        row = connection.execute(
            select(DEVICE.c.stick_stream, DEVICE.c.stick_seq, DEVICE.c.stick_at)
        ).one()
    assert tuple(row) == (stick.stream, 77, NOW)
    # The same file again, by whatever road, changes nothing but the receipt's time: an old copy
    # handed in later is no sign that the laptop lives.
    city.at = NOW + 90 * 86_400
    again = verify_receipt(stick.answers(home(city, data))[0].receipt, laptop.directory)
    assert (again.have, again.srv > receipt.srv) == (receipt.have, True)
    with city.database.reading() as connection:
        seen = connection.execute(select(DEVICE.c.seen_at, DEVICE.c.stick_at)).one()
    assert tuple(seen) == (NOW, NOW)
    assert len(stored(city)) == 60


def test_a_stick_neither_opens_nor_ends_a_stream_of_the_road(
    city: ClockedCity, tmp_path: Any
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(3)]
    stream = laptop.stream(ops[:2], certs=[laptop.certify(writer)], per_frame=1)
    reception = Reception(city)
    take(reception, stream.frames[0])
    home(city, Stick(laptop).file(ops[2:]))
    for frame in stream.frames[1:]:
        take(reception, frame)
    assert stream.open(reception.answer()).held == ()
    assert stored(city) == {op.opid for op in ops}


def test_what_waits_comes_home_in_as_many_answers_as_it_needs_without_a_hole(
    city: ClockedCity, tmp_path: Any
) -> None:
    author, desk = enrolled(city, tmp_path), enrolled(city, tmp_path, DESK_POST)
    writer, scope = Writer(), "desk:2172"
    ops = [writer.refer(secrets.token_bytes(16)) for _ in range(40)]
    author.sync(ops, certs=[author.certify(writer)])
    stick = Stick(desk)
    data = stick.file([], cur={scope: Cursor(), desk.home: Cursor()}, want=3_000)
    answers = stick.answers(home(city, data))
    assert len(answers) > 3
    ranges = [one for answer in answers for one in answer.pulled if one.scope == scope]
    assert [one.lo for one in ranges] == [1, *(one.hi + 1 for one in ranges[:-1])]
    assert [op.raw for one in ranges for op in one.ops] == [op.raw for op in ops]
    assert not ranges[-1].more
    assert any(one.scope == desk.home for answer in answers for one in answer.pulled)


def test_a_laptop_the_city_forgot_introduces_itself_on_its_stick(
    city: ClockedCity, tmp_path: Any
) -> None:
    line, keys = quick_line(city, tmp_path, CADRE)
    laptop, writer = Laptop(city, line, keys), Writer()
    (op,) = [writer.note(REC)]
    stranger = take_bundle(city, Stick(laptop).file([op]))
    assert (stranger.device, stranger.word, stored(city)) == (None, "unknown_device", set())
    assert answer_bundle(city, stranger, bytes(16), 1 << 20) is None
    stick = Stick(laptop)
    known = stick.file([op], [*laptop.papers(), laptop.certify(writer)])
    assert stick.answers(home(city, known))
    assert stored(city) == {op.opid}


def test_a_frame_that_is_not_the_laptops_own_ends_the_reading(
    city: ClockedCity, tmp_path: Any
) -> None:
    laptop, other, writer = enrolled(city, tmp_path), enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(200)]
    stick, strange = Stick(laptop), Stick(other)
    stick.file(ops, [laptop.certify(writer)])
    strange.stream = stick.stream
    strange.file(ops)
    assert len(stick.frames) > 2
    mixed = stick.seal((stick.frames[0], strange.frames[1], *stick.frames[2:]))
    found = take_bundle(city, mixed)
    assert found.word in ("bad_frame", "order")
    assert 0 < len(stored(city)) < len(ops)
    assert stored(city) < {op.opid for op in ops}
    for wrong in (stick.frames[1:], stick.frames[::-1], (stick.frames[0][:-1],)):
        assert take_bundle(city, stick.seal(wrong)).word != "ok"


def test_letters_nobody_vouches_for_are_not_stored(city: ClockedCity, tmp_path: Any) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    stick = Stick(laptop)
    (answer,) = stick.answers(home(city, stick.file([writer.note(REC)])))
    assert [one.code for one in answer.held] == ["unknown_writer"]
    assert stored(city) == set()


# handed on over the wire ------------------------------------------------------------------------


def handed_on(
    client: TestClient[Any], carrier: Laptop, data: bytes, told: bytes | None = None
) -> tuple[int, Any]:
    """Status and what came back: a file, or a refusal's word. ``told``: hashed in place of data."""
    key = Ed25519PrivateKey.from_private_bytes(carrier.device_seed)
    stream, ticket = secrets.token_bytes(16), ticket_of(secrets.token_bytes(32))
    head = relay_frame(key, told or data, ticket=ticket, stream=stream, seq=0)
    reply = client.post("/v1/relay", content=head + data)
    try:
        header, named, _ = split_relay(reply.content, carrier.directory.server)
    except Refused as refused:
        return reply.status_code, refused.answer.code
    assert (header.stream, named) == (stream, ticket)
    return reply.status_code, reply.content[HEAD:]


def test_any_known_laptop_may_hand_a_file_on_and_only_its_writer_reads_the_answer(
    city: ClockedCity, tmp_path: Any
) -> None:
    origin, carrier, writer = enrolled(city, tmp_path), enrolled(city, tmp_path), Writer()
    stick, op = Stick(origin), writer.note(REC)
    data = stick.file([op], [origin.certify(writer)])
    with TestClient(make_app(city)) as client:
        status, answer = handed_on(client, carrier, data)
        assert status == 200
        assert stored(city) == {op.opid}
        assert len(stick.answers(answer)) == 1
        with pytest.raises(BadBundle, match="foreign"):
            open_bundle(answer, carrier.device_x)
        assert handed_on(client, carrier, data)[0] == 200
        assert handed_on(client, carrier, answer) == (200, "bad_bundle")
        assert handed_on(client, carrier, b"") == (200, "bad_bundle")
        assert handed_on(client, carrier, data, told=b"another") == (200, "bad_bundle")
        assert handed_on(client, carrier, data[:200]) == (200, "bad_bundle")


def test_strangers_are_turned_away_at_the_relay(city: ClockedCity, tmp_path: Any) -> None:
    line, keys = quick_line(city, tmp_path, CADRE)
    stranger, carrier = Laptop(city, line, keys), enrolled(city, tmp_path)
    unknown = Stick(stranger).file([Writer().note(REC)])
    with TestClient(make_app(city)) as client:
        assert handed_on(client, stranger, unknown) == (200, "unknown_device")
        assert handed_on(client, carrier, unknown) == (200, "unknown_origin")
        for content in (b"", b"PSK2", b"x" * 500, b"PSK2" + bytes(400)):
            reply = client.post("/v1/relay", content=content)
            assert parse_header(reply.content).kind == 7
    assert stored(city) == set()


def test_a_full_or_busy_city_takes_no_file_and_says_when_to_come_again(
    city: ClockedCity, tmp_path: Any
) -> None:
    origin, carrier, writer = enrolled(city, tmp_path), enrolled(city, tmp_path), Writer()
    data = Stick(origin).file([writer.note(REC)], [origin.certify(writer)])
    city.disk = NearlyFull(0.01)
    with TestClient(make_app(city)) as client:
        assert handed_on(client, carrier, data) == (507, "full")
    city.disk = NearlyFull(0.9)
    with TestClient(make_app(city, limits=Limits(per_minute=1, burst=1))) as client:
        assert handed_on(client, carrier, data)[0] == 200
        assert handed_on(client, carrier, data) == (503, "busy")


def test_a_file_larger_than_any_bundle_is_not_read_to_its_end(
    city: ClockedCity, tmp_path: Any
) -> None:
    carrier = enrolled(city, tmp_path)
    with TestClient(make_app(city)) as client:
        assert handed_on(client, carrier, bytes(BUNDLE_BYTES + 1)) == (200, "too_big")
    with city.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(OP)).scalar_one() == 0
