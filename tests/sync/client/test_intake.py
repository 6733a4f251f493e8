"""Laying answers into the mailbag: only newer receipts count, no hole is kept, little may leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.model.road import RoadCode
from data.ops.directory import ChangeDoc, Directory, Revoked, sign_base, sign_change
from data.ops.receipt import Receipt, sign_receipt
from data.store.mail.outgoing import LaidItem
from data.store.position import Position
from sync.client.coverage import coverage
from sync.client.intake import Taken, check_receipt, take_answer
from sync.client.verdict import CityFailure
from sync.protocol.messages import (
    Answer,
    BadMessage,
    Held,
    NeedAt,
    Pulled,
    PulledOp,
    decode,
    encode,
)
from sync.protocol.splice import cut
from tests.data.ops.city import ADMIN, CITY, ROOT, ROOT_ID, SERVER, base_doc, enrol, seed
from tests.sync.client.laptop import Laptop
from tests.sync.client.real_city import RealCity
from tests.sync.protocol.letters import chain

RE = b"\x11" * 32
WRITER = b"W" * 16
BASE = sign_base(base_doc(), ROOT)
DIRECTORY = Directory.load([BASE], ROOT_ID)
OPS = [(cut(raw), raw) for raw in chain(WRITER, 12)]
OPIDS = [parts.opid for parts, _ in OPS]


def receipt(
    srv: int,
    *,
    have: int = 0,
    safe: int = 0,
    gone: tuple[bytes, ...] = (),
    key: bytes = SERVER,
    re: bytes = RE,
    ep: int = 1,
) -> bytes:
    """A receipt that says what of OPS the city has, and what is safe: up to these numbers."""
    ranges = {n: {WRITER: [(1, n, OPIDS[n - 1])]} if n else {} for n in (have, safe)}
    paper = Receipt(CITY, ep, srv, re, ranges[have], [], ranges[safe], [], list(gone))
    return sign_receipt(paper, key)


@pytest.fixture
def full(laptop: Laptop) -> Laptop:
    """A laptop of the test city with OPS in its mailbag."""
    laptop.bag.put_directory_doc(0, BASE)
    laptop.bag.put_meta("root_id", ROOT_ID)
    laptop.bag.lay(
        LaidItem(p.opid, WRITER, p.n, p.prev, "d", 0, raw, b"v" * 16, 1) for p, raw in OPS
    )
    laptop.bag.subscribe("p:x", whole=False, owner=b"v" * 16)
    return laptop


def took(laptop: Laptop, wire: bytes, **fields: object) -> Taken:
    """Take an answer around this receipt."""
    answer = Answer(2, wire, 1, 1, **fields)  # type: ignore[arg-type]  # fields by name
    checked = check_receipt(answer, DIRECTORY, RE)
    return take_answer(
        laptop.bag, answer, checked, directory=DIRECTORY, root_id=ROOT_ID, sent=OPIDS, introduced=()
    )


def test_what_the_city_has_no_longer_waits_and_still_does_not_leave(full: Laptop) -> None:
    took(full, receipt(5, have=8))
    assert coverage(full.bag).had == set(OPIDS[:8])
    assert full.bag.has(OPIDS) == set(OPIDS)


def test_an_older_receipt_changes_nothing_and_a_newer_smaller_one_does(full: Laptop) -> None:
    took(full, receipt(5, have=8))
    took(full, receipt(4, have=12, safe=12))
    assert coverage(full.bag).had == set(OPIDS[:8])
    assert full.bag.has(OPIDS) == set(OPIDS)
    took(full, receipt(6, have=3))
    assert coverage(full.bag).had == set(OPIDS[:3]), "a restored city has less, so we send again"
    took(full, receipt(1, have=4, ep=2))
    assert coverage(full.bag).had == set(OPIDS[:4]), "a new epoch is newer whatever its clock says"


def test_only_safe_and_gone_letters_leave_and_gone_ones_do_not_come_back(full: Laptop) -> None:
    took(full, receipt(5, have=8, safe=3, gone=(OPIDS[10],)))
    assert full.bag.has(OPIDS) == set(OPIDS[3:10]) | {OPIDS[11]}
    parts, raw = OPS[10]
    full.bag.lay([LaidItem(parts.opid, WRITER, parts.n, parts.prev, "d", 0, raw, b"v" * 16, 1)])
    assert full.bag.has([OPIDS[10]]) == set()
    took(full, receipt(6, have=9, safe=3))
    assert coverage(full.bag).had == set(OPIDS[3:9])


def test_a_receipt_of_a_stranger_or_of_another_stream_is_refused(full: Laptop) -> None:
    with pytest.raises(CityFailure) as caught:
        took(full, receipt(5, have=8, key=seed(77)))
    assert caught.value.code is RoadCode.WRONG_KEY
    with pytest.raises(CityFailure) as caught:
        took(full, receipt(5, have=8, re=b"\x12" * 32))
    assert caught.value.code is RoadCode.CITY_ERROR
    assert full.bag.receipt() is None


def pulled(lo: int, hi: int, *places: int, ep: int = 1, more: bool = False) -> Pulled:
    return Pulled("p:x", ep, lo, hi, tuple(PulledOp(n, OPS[n - 1][1]) for n in places), more)


def test_ranges_are_stored_in_order_and_holes_are_not(full: Laptop) -> None:
    assert took(full, receipt(1), pulled=(pulled(1, 4, 2, 4, more=True),)).more
    assert full.bag.position("p:x").pos == 4
    assert took(full, receipt(2), pulled=(pulled(7, 9, 8),)).pulled == 0, "5 and 6 are missing"
    assert took(full, receipt(3), pulled=(pulled(3, 6, 4, 6),)).pulled == 2, "an overlap is free"
    assert took(full, receipt(4), pulled=(pulled(7, 6),)).pulled == 0
    batch = full.bag.inbound("p:x", Position(), limit=50)
    assert [pos for pos, _ in batch.items] == [2, 4, 6]
    assert (batch.upto.pos, batch.hole) == (6, False)


@pytest.mark.parametrize(
    "wrong",
    [
        Pulled("p:x", 1, 1, 3, (PulledOp(2, b"a"), PulledOp(1, b"b"))),
        Pulled("p:x", 1, 1, 3, (PulledOp(4, b"a"),)),
        Pulled("p:x", 1, 1, 3, (PulledOp(2, b"a"), PulledOp(2, b"b"))),
        Pulled("p:x", 1, 0, 3, ()),
    ],
)
def test_a_range_that_contradicts_itself_is_left_out(full: Laptop, wrong: Pulled) -> None:
    assert took(full, receipt(1), pulled=(wrong,)).pulled == 0
    assert full.bag.position("p:x").pos == 0


def test_a_scope_nobody_here_asked_for_is_left_out(full: Laptop) -> None:
    uninvited = Pulled("desk:9999", 1, 1, 3, (PulledOp(2, OPS[1][1]),), True)
    taken = took(full, receipt(1), pulled=(uninvited,))
    assert (taken.pulled, taken.more) == (0, False)
    assert full.bag.position("desk:9999").pos == 0


@pytest.mark.parametrize("number", [-1, 1 << 63, 1 << 80])
def test_numbers_no_database_can_hold_are_refused(full: Laptop, number: int) -> None:
    if number < 1 << 64:
        with pytest.raises(CityFailure):
            took(full, receipt(number))
    with pytest.raises((BadMessage, OverflowError)):
        decode(encode(Answer(2, b"", number, 1)), Answer)
    assert full.bag.receipt() is None


def test_a_restored_city_starts_its_scope_anew_and_the_old_epoch_is_over(full: Laptop) -> None:
    took(full, receipt(1), pulled=(pulled(1, 6, 2, 4),))
    took(full, receipt(2), pulled=(pulled(1, 2, 1, ep=2),))
    here = full.bag.position("p:x")
    assert (here.ep, here.pos) == (2, 2)
    assert took(full, receipt(3), pulled=(pulled(7, 8, 7, ep=1),)).pulled == 0


def test_ops_wanted_whole_and_marks_are_noted_and_lifted(full: Laptop) -> None:
    taken = took(
        full,
        receipt(1),
        needs=(OPIDS[0], NeedAt(WRITER, 3), b"?" * 32, NeedAt(b"?" * 16, 1)),
        held=(Held(OPIDS[4][:16], "unknown_writer"), Held(OPIDS[5][:16], "fork")),
    )
    assert taken.needs == {OPIDS[0], OPIDS[2]}
    assert taken.owed == {WRITER}
    assert {face.opid for face in full.bag.faces() if face.whole} == {OPIDS[0], OPIDS[2]}
    assert full.bag.held() == {OPIDS[4][:16]: "unknown_writer", OPIDS[5][:16]: "fork"}
    took(full, receipt(2), held=(Held(OPIDS[5][:16], "fork"),))
    assert full.bag.held() == {OPIDS[5][:16]: "fork"}


def test_directory_documents_are_kept_only_where_they_hold(full: Laptop) -> None:
    change = ChangeDoc(CITY, 1, DIRECTORY.hash, 0, [Revoked(b"d" * 16, "device", "lost")])
    forged = sign_change(change, seed(66))
    assert took(full, receipt(1), dirdocs=(forged, b"nonsense")).directory.seq == 0
    good = sign_change(change, ADMIN)
    assert took(full, receipt(2), dirdocs=(good,)).directory.is_revoked(b"d" * 16)
    assert full.bag.directory_docs() == [BASE, good]


def test_certificates_are_kept_once_and_nonsense_is_not(full: Laptop) -> None:
    from_city = enrol(20).papers
    took(full, receipt(1), certs=(*from_city, b"nonsense"))
    took(full, receipt(2), certs=from_city)
    assert sorted(full.bag.certs()) == sorted(from_city)
    assert len(full.bag.certs("writer")) == 1


def test_after_a_backup_the_mailbag_lets_go(city: RealCity, laptop: Laptop, tmp_path: Path) -> None:
    person = laptop.enrol(city.code())
    before = laptop.send(person, 4)
    assert laptop.sync().good
    city.command("backup", "--db", city.db, "--out", tmp_path / "backup", "--keep", 30)
    after = laptop.send(person, 3)
    assert laptop.sync().good
    assert laptop.bag.has([op.opid for op in before]) == set()
    assert laptop.bag.has([op.opid for op in after]) == {op.opid for op in after}
    assert laptop.bag.writer_top(person.writer16) == (7, after[-1].opid)
    assert laptop.sync().ops_sent == 0
