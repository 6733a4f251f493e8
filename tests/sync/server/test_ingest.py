"""What the city stores, what it says it has, and what it refuses."""

from __future__ import annotations

import hashlib
import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from data.ops.chain import Link
from data.ops.header import NO_PREV, PREFIX, Header, Routing
from data.ops.keys import sign
from data.ops.op import Op
from data.ops.receipt import have_form
from sync.protocol.frame import parse_header
from sync.protocol.limits import FRAME_HEADER
from sync.protocol.messages import Cursor
from sync.server.city import City
from sync.server.ingest import Reception, Turned
from sync.server.store.tables import DEVICE, FEED, OP, PAIR, PERSON, ROUTE, VOUCHER, WRITER
from tests.sync.server.laptop import (
    DESK_POST,
    NOW,
    ClockedCity,
    Laptop,
    Writer,
    enrolled,
    quick_line,
    raws,
    receipt_of,
    take,
)

REC = bytes(range(16))


def count(city: City) -> int:
    with city.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(OP)).scalar_one())


def scopes_of(city: City, op: Op) -> set[str]:
    with city.database.reading() as connection:
        return set(connection.execute(select(FEED.c.scope).where(FEED.c.opid == op.opid)).scalars())


def had(laptop: Laptop, answer: object, ops: list[Op]) -> set[bytes]:
    form = have_form(receipt_of(laptop, answer))  # type: ignore[arg-type]  # an Answer
    return form.covered(ops[0].writer, [Link(op.n, op.opid, op.prev) for op in ops])


def test_what_was_pushed_is_stored_once_and_said_to_be_had(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(40)]
    answer = laptop.sync(ops, certs=[laptop.certify(writer)])
    assert count(city) == 40
    assert had(laptop, answer, ops) == {op.opid for op in ops}
    again = laptop.sync(ops)
    assert count(city) == 40
    assert had(laptop, again, ops) == {op.opid for op in ops}
    assert not answer.held and not answer.needs


def test_a_cut_stream_keeps_every_frame_that_arrived(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(12)]
    stream = laptop.stream(ops, certs=[laptop.certify(writer)], per_frame=3)
    reception = Reception(city)
    for frame in stream.frames[:2]:
        take(reception, frame)
    assert count(city) == 6
    answer = laptop.sync()
    assert had(laptop, answer, ops[:6]) == {op.opid for op in ops[:6]}


def test_frames_that_come_in_one_piece_are_kept_up_to_the_one_that_is_refused(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(8)]
    stream = laptop.stream(ops, certs=[laptop.certify(writer)], per_frame=2)
    pieces = [(parse_header(frame), frame[FRAME_HEADER:]) for frame in stream.frames]
    pieces[2] = (pieces[2][0], bytes(len(pieces[2][1])))
    with pytest.raises(Turned) as turned:
        Reception(city).take(pieces)
    assert turned.value.code == "bad_frame" and count(city) == 4
    whole = laptop.sync(ops)
    assert had(laptop, whole, ops) == {op.opid for op in ops}


def test_a_new_stream_ends_the_old_one(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(4)]
    old = laptop.stream(ops, certs=[laptop.certify(writer)], per_frame=2)
    reception = Reception(city)
    take(reception, old.frames[0])
    laptop.sync()
    with pytest.raises(Turned) as turned:
        take(reception, old.frames[1])
    assert turned.value.code == "order"
    assert count(city) == 2


def test_a_gap_delays_nothing_and_closes_later(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(6)]
    first = laptop.sync([ops[5], ops[0], ops[3]], certs=[laptop.certify(writer)])
    ranges = receipt_of(laptop, first).have[writer.id]
    assert [(lo, hi) for lo, hi, _ in ranges] == [(1, 1), (4, 4), (6, 6)]
    second = laptop.sync([ops[4], ops[2], ops[1]])
    ranges = receipt_of(laptop, second).have[writer.id]
    assert [(lo, hi) for lo, hi, _ in ranges if hi == 6] == [(1, 6)]
    assert had(laptop, second, ops) == {op.opid for op in ops}


def test_two_ops_with_one_number_are_both_kept_fed_and_marked(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    one = writer.note(REC)
    laptop.sync([one], certs=[laptop.certify(writer)])
    twin = Writer(writer.seed)
    forked = [twin.note(REC), twin.note(REC)]
    answer = laptop.sync(forked)
    assert count(city) == 3
    assert [mark.code for mark in answer.held] == ["fork"]
    assert had(laptop, answer, forked) == {op.opid for op in forked}
    assert scopes_of(city, forked[0]) == {laptop.home}
    assert had(laptop, laptop.sync(), [one]) == {one.opid}


def test_the_end_of_what_the_stream_carried_is_named_when_the_city_has_more(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    ops = [writer.note(REC) for _ in range(8)]
    laptop.sync(ops, certs=[laptop.certify(writer)])
    restored = laptop.sync(ops[:5])  # a vault from an older backup knows five
    assert had(laptop, restored, ops[:5]) == {op.opid for op in ops[:5]}


def test_an_unknown_writer_is_asked_for_its_certificates(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    op = writer.note(REC)
    answer = laptop.sync([op])
    assert [mark.code for mark in answer.held] == ["unknown_writer"]
    assert count(city) == 0 and writer.id not in receipt_of(laptop, answer).have
    assert not laptop.sync([op], certs=[laptop.certify(writer)]).held
    assert count(city) == 1


def test_a_certificate_by_a_stranger_admits_nobody(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    stranger = Laptop(city, quick_line(city, tmp_path, DESK_POST)[0])  # never enrolled
    answer = laptop.sync([writer.note(REC)], certs=[stranger.certify(writer), b"\x93 nonsense"])
    assert [mark.code for mark in answer.held] == ["unknown_writer"]
    assert count(city) == 0


def test_changed_bytes_are_wanted_whole_and_then_called_bad(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    op = writer.note(REC)
    changed = op.raw[:-1] + bytes([op.raw[-1] ^ 1])
    first = laptop.sync([changed], certs=[laptop.certify(writer)])
    assert [(need.writer, need.n) for need in first.needs] == [(writer.id, 1)]  # type: ignore[union-attr]
    second = laptop.sync([changed], whole=True)
    assert [mark.code for mark in second.held] == ["bad"] and not second.needs
    assert count(city) == 0


def test_nobody_may_bring_an_op_without_its_inside(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    op = writer.note(REC)
    answer = laptop.sync([op.without_payload()], certs=[laptop.certify(writer)])
    assert [mark.code for mark in answer.held] == ["bad"]
    assert count(city) == 0


def test_any_enrolled_laptop_may_carry_anybodys_ops(city: ClockedCity, tmp_path: Path) -> None:
    author, carrier, writer = enrolled(city, tmp_path), enrolled(city, tmp_path), Writer()
    op = writer.note(REC)
    carrier.sync([op], certs=[author.certify(writer)])
    assert scopes_of(city, op) == {author.home}


def test_a_laptop_nobody_knows_is_turned_away(city: ClockedCity, tmp_path: Path) -> None:
    stranger = Laptop(city, quick_line(city, tmp_path, DESK_POST)[0])
    with pytest.raises(Turned) as turned:
        stranger.sync([Writer().note(REC)])
    assert turned.value.code == "unknown_device"
    assert count(city) == 0


def test_a_city_that_forgot_everybody_learns_them_from_their_certificates(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    voucher = laptop.enrol().voucher
    with city.database.writing() as connection:
        for table in (VOUCHER, PERSON, DEVICE, PAIR):
            connection.execute(delete(table))
    ops = [writer.note(REC), writer.refer(REC)]
    with pytest.raises(Turned, match="unknown_device"):
        laptop.sync(ops, certs=[laptop.certify(writer)])
    user, device = laptop.papers()
    answer = laptop.sync(ops, certs=[laptop.certify(writer), device, user, voucher])
    assert had(laptop, answer, ops) == {op.opid for op in ops} and not answer.held


def test_a_frame_signed_by_another_laptop_is_refused(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    frame = laptop.stream().frames[0]
    header = parse_header(frame)
    forged = header.raw[:-64] + secrets.token_bytes(64) + frame[FRAME_HEADER:]
    with pytest.raises(Turned) as turned:
        take(Reception(city), forged)
    assert turned.value.code == "bad_frame"


def test_a_stale_seq_pushes_and_is_told_the_newest(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    laptop.seq = 9
    laptop.sync(certs=[laptop.certify(writer)])
    op = writer.note(REC)
    with pytest.raises(Turned) as turned:
        laptop.stream([op], seq=3).run()
    assert (turned.value.code, turned.value.last) == ("stale_seq", 10)
    assert count(city) == 1


def test_the_same_stream_sent_again_is_answered_again(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    stream = laptop.stream([writer.note(REC)], certs=[laptop.certify(writer)])
    first, second = stream.run(), stream.run()
    assert receipt_of(laptop, first).have == receipt_of(laptop, second).have
    assert count(city) == 1


def test_the_clock_of_receipts_only_rises(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    stamps = [receipt_of(laptop, laptop.sync()).srv for _ in range(3)]
    assert stamps == sorted(set(stamps))


def test_a_writers_flood_is_marked_and_still_kept(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    laptop.sync([writer.note(REC)], certs=[laptop.certify(writer)])
    with city.database.writing() as connection:
        connection.execute(update(WRITER).values(quota_ops=1_999))
    last = [writer.note(REC), writer.note(REC)]
    answer = laptop.sync(last)
    assert [(mark.opid16, mark.code) for mark in answer.held] == [(last[1].id16, "quota")]
    assert count(city) == 3
    city.at = NOW + 86_400
    assert not laptop.sync([writer.note(REC)]).held


def test_a_letter_of_a_newer_version_is_kept_marked_and_shown_to_the_desk(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    h = PREFIX.pack(3, ord("q"), writer.id, 1, NO_PREV) + b"nobody here can read this"
    payload = secrets.token_bytes(100)
    core = len(h).to_bytes(2, "big") + h + hashlib.sha256(payload).digest()
    sig = sign(writer.seed, b"psk/op/3\0", core)
    raw = core[:-32] + sig + len(payload).to_bytes(2, "big") + payload
    op = Op.parse(raw)
    answer = laptop.sync([raw], certs=[laptop.certify(writer)])
    assert [(mark.opid16, mark.code) for mark in answer.held] == [(op.id16, "version")]
    assert had(laptop, answer, [op]) == {op.opid}
    assert scopes_of(city, op) == {laptop.home, "desk:2172"}
    desk = enrolled(city, tmp_path, DESK_POST)
    inbox = desk.sync(cur={"desk:2172": Cursor()})
    assert raws(inbox, "desk:2172") == [raw] and [one.code for one in inbox.held] == ["version"]


def test_a_referral_goes_to_the_desk_and_starts_its_clock(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    op = writer.refer(REC, pri=4)
    laptop.sync([op], certs=[laptop.certify(writer)])
    assert scopes_of(city, op) == {laptop.home, "desk:2172"}
    with city.database.reading() as connection:
        row = connection.execute(select(ROUTE).where(ROUTE.c.opid == op.opid)).one()
    assert (row.pri, row.kel, row.svc, row.due_at) == (4, "2172041003", "medis", NOW + 3600)


def test_an_urgent_referral_of_nobody_goes_to_the_desk_only(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop = enrolled(city, tmp_path)
    op = laptop.urgent(REC)
    answer = laptop.sync([op])
    assert scopes_of(city, op) == {"desk:2172"}
    for later in (answer, laptop.sync()):
        assert receipt_of(laptop, later).have[op.writer] == [(1, 1, op.opid)]


def test_a_lost_mailbag_still_hears_of_its_peoples_older_writers(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    op = writer.note(REC)
    laptop.sync([op], certs=[laptop.certify(writer)])
    with city.database.writing() as connection:
        connection.execute(update(DEVICE).values(mailbag=secrets.token_bytes(16)))
    assert had(laptop, laptop.sync(), [op]) == {op.opid}


def test_an_answer_nobody_could_open_is_not_promised(city: ClockedCity, tmp_path: Path) -> None:
    laptop = enrolled(city, tmp_path)
    with pytest.raises(Turned, match="bad_frame"):
        laptop.stream(rk=bytes(32)).run()
    with pytest.raises(Turned, match="bad_frame"):
        laptop.stream(seq=(1 << 64) - 1).run()


def test_a_word_no_table_can_hold_stops_no_letter(city: ClockedCity, tmp_path: Path) -> None:
    laptop, writer = enrolled(city, tmp_path), Writer()
    r = Routing("desk:2172\0", "2172041003", 3, ["me\0dis"], 60, b"", 1)
    head = Header(rec=REC, tw=NOW, fv="referral/1", aud="d\0k", r=r)
    op = writer.write("r", head)
    laptop.sync([op], certs=[laptop.certify(writer)])
    assert scopes_of(city, op) == {laptop.home, "desk:2172"}


def test_laptops_that_push_at_once_are_all_stored_and_fed_without_a_gap(
    city: ClockedCity, tmp_path: Path
) -> None:
    laptops = [(enrolled(city, tmp_path), Writer()) for _ in range(4)]
    ops = [[writer.refer(REC) for _ in range(12)] for _, writer in laptops]
    second = City(city.database, city.facts, city.secrets)  # as another process would

    def push(number: int) -> None:
        laptop, writer = laptops[number]
        laptop.city = second if number % 2 else city
        laptop.sync(ops[number], certs=[laptop.certify(writer)], per_frame=2)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(push, range(4)))
    assert count(city) == 48
    with city.database.reading() as connection:
        query = select(FEED.c.pos).where(FEED.c.scope == "desk:2172").order_by(FEED.c.pos)
        assert connection.execute(query).scalars().all() == list(range(1, 49))
