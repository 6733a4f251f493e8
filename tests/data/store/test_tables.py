"""The vault's tables: ops that only grow, the case cache, drafts, pending rows, keys, audit."""

from __future__ import annotations

import os

import pytest
from sqlcipher3 import dbapi2

from data.model.problems import Code, Fault
from data.ops.op import Op
from data.store.drafts import Draft
from data.store.packing import Packing
from data.store.position import Position
from data.store.store import Store
from data.store.tables.audit import Act
from data.store.tables.keys import DeskKey, UserKey, WriterKey
from data.store.tables.ops import OWN, PULLED
from data.store.tables.pending import Pending
from data.store.tables.tickets import TicketRow
from tests.data.store.letters import chain, forked

REC = b"r" * 16


def test_an_op_is_kept_once_and_exactly(store: Store) -> None:
    ops = chain(3)
    with store.transaction():
        assert [store.vault.ops.add(op, src=OWN, got_at=7) for op in ops] == [True] * 3
        assert not store.vault.ops.add(ops[0], src=PULLED, got_at=9)
    row = store.vault.ops.get(ops[1].opid)
    assert row is not None
    assert (row.raw, row.n, row.src, row.got_at, row.erased) == (ops[1].raw, 2, OWN, 7, False)
    assert [found.opid for found in store.vault.ops.of_case(REC)] == [op.opid for op in ops]
    assert [found.n for found in store.vault.ops.of_writer(ops[0].writer)] == [1, 2, 3]
    assert store.vault.ops.tip(ops[0].writer) == (3, ops[2].opid)
    assert store.vault.ops.cases() == [REC]


def test_a_fork_is_kept_beside_the_other(store: Store) -> None:
    ops = chain(2)
    other = forked(ops[1])
    for op in (*ops, other):
        store.vault.ops.add(op, src=PULLED, got_at=1)
    assert set(store.vault.ops.opids_at(ops[0].writer, 2)) == {ops[1].opid, other.opid}
    assert len(store.vault.ops.faces(ops[0].writer)) == 3


def test_a_number_is_given_only_inside_a_transaction(store: Store) -> None:
    writer = chain(1)[0].writer
    with pytest.raises(ValueError, match="inside"):
        store.vault.ops.next_n(writer)
    with store.transaction():
        assert store.vault.ops.next_n(writer) == 1
        store.vault.ops.add(chain(1)[0], src=OWN, got_at=1)
        assert store.vault.ops.next_n(writer) == 2


def test_reading_on_after_a_number_meets_every_op_once(store: Store) -> None:
    ops = chain(23)
    with store.transaction():
        for op in ops:
            store.vault.ops.add(op, src=OWN, got_at=1)
    assert [row.n for row in store.vault.ops.each(page=5)] == list(range(1, 24))
    assert [row.n for row in store.vault.ops.after(20, 10)] == [21, 22, 23]


def test_the_database_itself_forbids_changing_or_deleting_ops(store: Store) -> None:
    store.vault.ops.add(chain(1)[0], src=OWN, got_at=1)
    for statement in (
        "DELETE FROM op",
        "UPDATE op SET n = 5",
        "UPDATE op SET raw = x'00'",
        "UPDATE op SET rec = x'00'",
    ):
        with pytest.raises(dbapi2.IntegrityError):
            store.vault.drawer.run(statement)
    assert store.vault.ops.get(chain(1)[0].opid) is not None


def test_erasing_a_payload_leaves_an_op_that_still_verifies(store: Store) -> None:
    op = chain(1)[0]
    store.vault.ops.add(op, src=OWN, got_at=1)
    assert store.vault.ops.erase_payload(op.opid)
    assert not store.vault.ops.erase_payload(op.opid)
    row = store.vault.ops.get(op.opid)
    assert row is not None
    assert row.erased
    again = Op.parse(row.raw)
    assert (again.opid, again.payload) == (op.opid, None)
    assert op.payload is not None
    assert op.payload not in row.raw


def test_a_held_mark_is_set_and_taken_away(store: Store) -> None:
    op = chain(1)[0]
    store.vault.ops.add(op, src=OWN, got_at=1)
    for mark in ("version", ""):
        store.vault.ops.set_mark(op.opid, mark)
        row = store.vault.ops.get(op.opid)
        assert row is not None
        assert row.mark == mark


def test_a_draft_is_kept_replaced_listed_and_erased(store: Store) -> None:
    drafts = store.vault.drafts
    first = Draft(b"d" * 16, REC, "intake", "3", 10, 11, b'{"own_words":"..."}')
    drafts.put(first)
    later = Draft(b"d" * 16, REC, "intake", "3", 99, 12, b'{"own_words":"lebih"}')
    drafts.put(later)
    drafts.put(Draft(b"e" * 16, REC, "followup", "1", 5, 6, b"{}"))
    got = drafts.get(b"d" * 16)
    assert got is not None
    assert (got.body, got.started_at, got.saved_at) == (later.body, 10, 12)
    assert [face.form for face in drafts.list()] == ["intake", "followup"]
    assert drafts.delete(b"d" * 16)
    assert not drafts.delete(b"d" * 16)
    assert drafts.get(b"d" * 16) is None
    assert store.take_changes().drafts == {b"d" * 16, b"e" * 16}


def test_a_pending_row_is_taken_once(store: Store) -> None:
    pending = store.vault.pending
    row = Pending(b"p" * 16, REC, 110, "TP-1", b'{"answers":{}}')
    pending.put(row)
    assert pending.get(row.id) == row
    assert (pending.due(109), pending.due(110), pending.list()) == ([], [row], [row])
    with pytest.raises(ValueError, match="inside"):
        pending.take(row.id)
    with store.transaction():
        assert pending.take(row.id) == row
        assert pending.take(row.id) is None


def test_an_undone_transaction_gives_the_pending_row_back(store: Store) -> None:
    row = Pending(b"p" * 16, REC, 110, "TP-1", b"{}")
    store.vault.pending.put(row)
    store.take_changes()
    with pytest.raises(KeyError), store.transaction():
        store.vault.pending.take(row.id)
        store.vault.ops.add(chain(1)[0], src=OWN, got_at=1)
        raise KeyError
    assert store.vault.pending.get(row.id) == row
    assert store.vault.ops.cases() == []
    assert store.take_changes().empty


def test_all_keys_are_kept_and_the_newest_is_used(store: Store) -> None:
    keys = store.vault.keys
    assert (keys.user_key(), keys.writer(), keys.newest_case_key(REC, "own")) == (None, None, None)
    keys.put_user_key(UserKey(b"a" * 16, b"1" * 32, b"2" * 32, 10))
    keys.put_user_key(UserKey(b"b" * 16, b"3" * 32, b"4" * 32, 20))
    assert [key.id for key in keys.user_keys()] == [b"b" * 16, b"a" * 16]
    keys.put_case_key(REC, "own", 1, b"5" * 32)
    keys.put_case_key(REC, "own", 2, b"6" * 32)
    keys.put_case_key(REC, "own", 2, b"7" * 32)
    keys.put_case_key(REC, "desk", 1, b"8" * 32)
    assert keys.newest_case_key(REC, "own") == (2, b"6" * 32)
    assert keys.case_key(REC, "desk", 1) == b"8" * 32
    assert len(keys.case_keys(REC)) == 3
    keys.forget_case_keys(REC)
    assert keys.case_keys(REC) == {}
    keys.put_desk_key(DeskKey(b"k" * 8, b"9" * 32, 3))
    assert [key.rid for key in keys.desk_keys()] == [b"k" * 8]
    assert "999" not in repr(keys.desk_keys())


def test_a_retired_writer_is_kept_and_no_longer_used(store: Store) -> None:
    keys = store.vault.keys
    old = WriterKey(b"w" * 16, b"1" * 32, b"m" * 16, b"i" * 16, 5, b"cert")
    keys.put_writer(old)
    assert keys.writer() == old
    keys.retire_writer(old.id, "laid")
    assert keys.writer() is None
    keys.put_writer(WriterKey(b"x" * 16, b"2" * 32, b"m" * 16, b"i" * 16, 6, b"cert2"))
    assert [(key.id, key.retired) for key in keys.writers()] == [
        (b"x" * 16, ""),
        (b"w" * 16, "laid"),
    ]


def test_pins_only_move_forward(store: Store) -> None:
    pins = store.vault.pins
    assert pins.put_directory(3, b"h" * 32)
    assert not pins.put_directory(3, b"x" * 32)
    assert not pins.put_directory(2, b"x" * 32)
    assert pins.directory() == (3, b"h" * 32)
    assert pins.put_receipt(b"doc", 1, 50)
    assert not pins.put_receipt(b"older", 1, 49)
    assert pins.put_receipt(b"newer", 2, 1)
    receipt = pins.receipt()
    assert receipt is not None
    assert (receipt.doc, receipt.ep, receipt.srv) == (b"newer", 2, 1)
    pins.put("root", b"r" * 32)
    assert pins.get("root") == b"r" * 32


def test_positions_are_kept_by_scope(store: Store) -> None:
    positions = store.vault.positions
    assert positions.get("desk:2172") == Position()
    positions.put("desk:2172", Position(1, 9, b"8" * 8))
    positions.put("desk:2172", Position(2, 4, b"9" * 8))
    assert positions.all() == {"desk:2172": Position(2, 4, b"9" * 8)}


def test_tickets_are_found_by_number_and_by_case(store: Store) -> None:
    ticket = TicketRow("TP-1", "123456", REC, b"o" * 32, b"t" * 16, 7)
    store.vault.tickets.put(ticket)
    store.vault.tickets.set_given("TP-1", "read")
    found = store.vault.tickets.get("TP-1")
    assert found is not None
    assert (found.given, found.token) == ("read", b"t" * 16)
    assert store.vault.tickets.of_case(REC) == [found]
    assert "123456" not in repr(found)


def test_the_audit_chain_grows_tells_no_names_and_shows_a_change(store: Store) -> None:
    audit = store.vault.audit
    for at, act in enumerate((Act.UNLOCK, Act.VIEW, Act.PRINT, Act.SEND)):
        audit.add(act, 100 + at, REC)
    count, head = audit.head()
    assert count == 4
    assert audit.first_broken() is None
    entries = audit.page()
    assert entries[-1].h == head
    assert all(REC not in entry.obj and entry.obj != bytes(16) for entry in entries)
    drawer = store.vault.drawer
    with pytest.raises(dbapi2.IntegrityError):
        drawer.run("UPDATE audit SET act = 'view' WHERE i = 3")
    drawer.run("DROP TRIGGER audit_is_never_changed")
    drawer.run("UPDATE audit SET act = 'view' WHERE i = 3")
    assert audit.first_broken() == 3


def test_settings_hold_values_and_counters(store: Store) -> None:
    settings = store.vault.settings
    assert settings.read("lang", "id") == "id"
    settings.write("lang", "en")
    assert settings.read("lang") == "en"
    assert [settings.count("not-stored") for _ in range(3)] == [1, 2, 3]
    settings.delete("lang")
    assert settings.get("lang") is None


def test_packing_comes_back_whole_with_any_dictionary_it_knows() -> None:
    body = b'{"own_words":"' + b"cerita panjang " * 40 + b'"}'
    old, new = b"cerita panjang sekali " * 200, b"own_words survivor_name " * 200
    reader = Packing({1: old, 2: new}, 2)
    packed = [Packing().pack(body), Packing({1: old}, 1).pack(body), reader.pack(body)]
    assert [reader.unpack(one) for one in packed] == [body] * 3
    noise = os.urandom(300)
    assert reader.unpack(reader.pack(noise)) == noise
    assert reader.unpack(reader.pack(b"")) == b""


@pytest.mark.parametrize("packed", [b"\x01\x00junk", b"\x02\x09junk", b"\x07\x00", b"\x02\x01"])
def test_bytes_that_were_never_packed_are_damage(packed: bytes) -> None:
    with pytest.raises(Fault) as caught:
        Packing({1: b"dictionary of some length" * 20}, 1).unpack(packed)
    assert caught.value.code is Code.VAULT_DAMAGED
