"""The mailbag: laid letters stay until safe or gone, those that came down until all took them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from data.model.road import RoadCode, RoadState
from data.store.device import DeviceKeys
from data.store.mailbag import Mailbag, open_mailbag
from data.store.position import Position
from tests.data.store.letters import chain, forked, laid

SCOPE = "p:someone"
ONE, TWO = b"1" * 16, b"2" * 16


def test_laying_twice_is_laying_once(mailbag: Mailbag) -> None:
    items = [laid(op) for op in chain(3)]
    assert mailbag.lay(items) == 3
    assert mailbag.lay(items) == 0
    assert [face.opid for face in mailbag.faces()] == [item.opid for item in items]
    assert mailbag.has([items[0].opid, b"?" * 32]) == {items[0].opid}
    assert mailbag.missing([b"?" * 32, items[0].opid]) == [b"?" * 32]
    assert mailbag.raw_of(items[1].opid) == items[1].raw


def test_the_gravest_goes_first_and_then_the_oldest(mailbag: Mailbag) -> None:
    ops = chain(5)
    for op, pri in zip(ops, (1, 3, 0, 4, 3), strict=True):
        mailbag.lay([laid(op, pri=pri)])
    order = [item.n for item in mailbag.outgoing(set(), 100_000)]
    assert order == [4, 2, 5, 1, 3]
    assert [item.n for item in mailbag.outgoing(set(), 100_000, least_pri=3)] == [4, 2, 5]
    assert [item.n for item in mailbag.outgoing({ops[3].opid}, 100_000)] == [2, 5, 1, 3]


def test_a_full_load_stops_at_its_bytes_but_never_sends_nothing(mailbag: Mailbag) -> None:
    ops = chain(4)
    mailbag.lay([laid(op) for op in ops])
    assert [item.n for item in mailbag.outgoing(set(), 1)] == [1]
    two = len(ops[0].raw) + len(ops[1].raw)
    assert [item.n for item in mailbag.outgoing(set(), two)] == [1, 2]


def test_only_safe_or_gone_takes_an_item_out(mailbag: Mailbag) -> None:
    ops = chain(3)
    mailbag.lay([laid(op) for op in ops])
    assert mailbag.drop_safe([ops[0].opid, b"?" * 32]) == 1
    assert mailbag.drop_gone([ops[1].opid]) == 1
    assert mailbag.gone() == {ops[1].opid}
    assert [face.n for face in mailbag.faces()] == [3]
    assert mailbag.lay([laid(op) for op in ops]) == 1, "safe may come again, gone may not"
    assert mailbag.missing([op.opid for op in ops]) == []


def test_numbers_are_remembered_for_ever(mailbag: Mailbag) -> None:
    ops = chain(2)
    other = forked(ops[1])
    mailbag.lay([laid(op) for op in (*ops, other)])
    mailbag.drop_safe([op.opid for op in (*ops, other)])
    assert mailbag.faces() == []
    writer = ops[0].writer
    top = mailbag.writer_top(writer)
    assert top is not None
    assert top[0] == 2
    assert set(mailbag.opids_at(writer, 2)) == {ops[1].opid, other.opid}
    assert len(mailbag.laid_chain(writer)) == 3
    assert mailbag.writers() == [writer]
    assert mailbag.writer_top(b"n" * 16) is None


def test_what_was_promised_waits_until_it_is_laid(mailbag: Mailbag) -> None:
    ops = chain(2)
    mailbag.expect(ops[0].writer, 1, 50)
    mailbag.expect(ops[0].writer, 2, 60)
    mailbag.lay([laid(ops[0])])
    assert [(one.n, one.at) for one in mailbag.expected()] == [(2, 60)]
    mailbag.settle_expected(ops[0].writer)
    assert mailbag.expected() == []


def test_the_total_names_no_person_and_no_priority(mailbag: Mailbag) -> None:
    ops = chain(3)
    mailbag.lay([laid(op, at=100 + op.n) for op in ops])
    waiting = mailbag.waiting({ops[0].opid})
    assert (waiting.count, waiting.oldest_at) == (2, 102)
    assert waiting.size == sum(len(op.raw) for op in ops[1:])
    assert mailbag.waiting({op.opid for op in ops}).oldest_at is None


def test_an_item_the_city_wants_whole_is_marked_until_it_went(mailbag: Mailbag) -> None:
    op = chain(1)[0]
    mailbag.lay([laid(op)])
    mailbag.send_whole([op.opid])
    assert mailbag.outgoing(set(), 9999)[0].whole
    mailbag.send_whole([op.opid], whole=False)
    assert not mailbag.outgoing(set(), 9999)[0].whole


def test_only_a_newer_receipt_replaces_the_one_before(mailbag: Mailbag) -> None:
    assert mailbag.receipt() is None
    assert mailbag.note_receipt(b"first", 1, 100)
    assert not mailbag.note_receipt(b"same", 1, 100)
    assert not mailbag.note_receipt(b"older", 1, 99)
    assert mailbag.receipt() == b"first"
    assert mailbag.note_receipt(b"restored city", 2, 5)
    assert mailbag.receipt() == b"restored city"


def pulled(mailbag: Mailbag, after: Position) -> tuple[list[int], Position, bool]:
    batch = mailbag.inbound(SCOPE, after)
    return [pos for pos, _ in batch.items], batch.upto, batch.hole


def test_ranges_follow_each_other_and_skipped_places_leave_no_hole(mailbag: Mailbag) -> None:
    ops = chain(3)
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.inbound_put(SCOPE, 1, 1, 4, [(2, ops[0].raw), (3, ops[1].raw)])
    mailbag.inbound_put(SCOPE, 1, 5, 9, [(7, ops[2].raw)])
    assert mailbag.position(SCOPE) == Position(1, 9, ops[2].opid[:8])
    found, upto, hole = pulled(mailbag, Position(1, 0))
    assert (found, hole) == ([2, 3, 7], False)
    assert (upto.ep, upto.pos, upto.opid8) == (1, 9, ops[2].opid[:8])
    assert pulled(mailbag, Position(1, 3))[0] == [7]


def test_a_hole_stops_the_reader_and_sets_the_mailbag_back(mailbag: Mailbag) -> None:
    ops = chain(2)
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.inbound_put(SCOPE, 1, 1, 2, [(1, ops[0].raw)])
    mailbag.inbound_put(SCOPE, 1, 5, 6, [(5, ops[1].raw)])
    found, upto, hole = pulled(mailbag, Position(1, 0))
    assert (found, upto.pos, hole) == ([1], 2, True)
    mailbag.read_again(SCOPE)
    assert (mailbag.position(SCOPE), mailbag.turns(SCOPE)) == (Position(), 1)
    assert pulled(mailbag, upto)[0] == [], "nothing can be taken before the city has answered"
    mailbag.inbound_put(SCOPE, 2, 1, 6, [(1, ops[0].raw), (5, ops[1].raw)])
    assert pulled(mailbag, upto) == ([1, 5], Position(2, 6, ops[1].opid[:8]), False)


def test_inbound_goes_only_after_every_reader_took_it(mailbag: Mailbag) -> None:
    ops = chain(2)
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.subscribe(SCOPE, False, TWO)
    mailbag.inbound_put(SCOPE, 1, 1, 2, [(1, ops[0].raw), (2, ops[1].raw)])
    mailbag.inbound_done(SCOPE, Position(1, 2), ONE)
    assert pulled(mailbag, Position())[0] == [1, 2]
    mailbag.inbound_done(SCOPE, Position(1, 1), TWO)
    assert pulled(mailbag, Position(1, 1))[0] == [2]
    mailbag.inbound_done(SCOPE, Position(1, 2), TWO)
    assert pulled(mailbag, Position())[0] == []
    assert mailbag.position(SCOPE).pos == 2


def test_a_reader_who_leaves_holds_nothing_back(mailbag: Mailbag) -> None:
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.subscribe(SCOPE, False, TWO)
    mailbag.inbound_put(SCOPE, 1, 1, 1, [(1, chain(1)[0].raw)])
    mailbag.inbound_done(SCOPE, Position(1, 1), ONE)
    mailbag.unsubscribe(SCOPE, TWO)
    assert pulled(mailbag, Position())[0] == []
    assert [one.owners for one in mailbag.subscriptions()] == [(ONE,)]


def test_a_new_reader_or_one_who_wants_it_whole_starts_the_pull_again(mailbag: Mailbag) -> None:
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.inbound_put(SCOPE, 1, 1, 3, [(1, chain(1)[0].raw)])
    mailbag.subscribe(SCOPE, False, ONE)
    assert mailbag.position(SCOPE).pos == 3
    mailbag.subscribe(SCOPE, True, ONE)
    assert mailbag.position(SCOPE) == Position()
    mailbag.inbound_put(SCOPE, 1, 1, 3, [(1, chain(1)[0].raw)])
    mailbag.subscribe(SCOPE, False, TWO)
    assert mailbag.position(SCOPE) == Position()
    assert [(one.scope, one.whole) for one in mailbag.subscriptions()] == [(SCOPE, True)]


def test_a_newer_epoch_goes_on_from_where_the_city_went_on(mailbag: Mailbag) -> None:
    ops = chain(2)
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.inbound_put(SCOPE, 1, 1, 4, [(4, ops[0].raw)])
    mailbag.inbound_put(SCOPE, 2, 3, 5, [(3, ops[1].raw)])
    found, upto, hole = pulled(mailbag, Position(1, 0))
    assert (found, upto.ep, upto.pos, hole) == ([4, 3], 2, 5, False)


def test_a_long_pull_is_taken_in_parts_without_loss(mailbag: Mailbag) -> None:
    ops = chain(25)
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.inbound_put(SCOPE, 1, 1, 30, [(op.n, op.raw) for op in ops])
    taken: list[int] = []
    at = Position(1, 0)
    for _ in range(10):
        batch = mailbag.inbound(SCOPE, at, limit=7)
        taken += [pos for pos, _ in batch.items]
        at = batch.upto
    assert taken == list(range(1, 26))
    assert at.pos == 30


def test_eight_samples_stay_dense_near_the_end(mailbag: Mailbag) -> None:
    ops = chain(60)
    mailbag.subscribe(SCOPE, False, ONE)
    for op in ops:
        mailbag.inbound_put(SCOPE, 1, op.n, op.n, [(op.n, op.raw)])
    kept = [place.pos for place in mailbag.samples(SCOPE)]
    assert len(kept) <= 8
    assert kept[:2] == [60, 59]
    assert mailbag.samples(SCOPE)[0].opid8 == ops[-1].opid[:8]
    assert min(kept) < 40


def test_one_long_range_leaves_samples_too(mailbag: Mailbag) -> None:
    ops = chain(40)
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.inbound_put(SCOPE, 1, 1, 41, [*((op.n, op.raw) for op in ops), (41, b"unreadable")])
    assert [place.pos for place in mailbag.samples(SCOPE)] == [40, 38, 34, 26, 10]
    assert mailbag.position(SCOPE) == Position(1, 41, ops[39].opid[:8])


def test_a_letter_nobody_can_read_yet_is_stored_all_the_same(mailbag: Mailbag) -> None:
    mailbag.subscribe(SCOPE, False, ONE)
    mailbag.inbound_put(SCOPE, 1, 1, 1, [(1, b"of a far version")])
    assert mailbag.inbound(SCOPE, Position()).items == ((1, b"of a far version"),)


def test_errands_are_done_in_order_and_survive_a_killed_courier(mailbag: Mailbag) -> None:
    first = mailbag.errand("enrol", {"code_pub": "AA=="}, 10)
    second = mailbag.errand("send_now", {}, 11)
    mailbag.progress(first, "asking", 12)
    now = mailbag.next_errand()
    assert now is not None
    assert (now.id, now.state, now.code, now.args) == (
        first,
        "under-way",
        "asking",
        {"code_pub": "AA=="},
    )
    mailbag.finish(first, "code-used", 13, ok=False)
    now = mailbag.next_errand()
    assert now is not None
    assert now.id == second
    mailbag.finish(second, "ok", 14, result={"sent": 3})
    assert mailbag.next_errand() is None
    over = mailbag.errand_of(second)
    assert over is not None
    assert over.over
    assert over.result == {"sent": 3}
    assert [one.id for one in mailbag.errands()] == [second, first]


def test_old_errands_that_are_over_are_forgotten(mailbag: Mailbag) -> None:
    waiting = mailbag.errand("pause", {}, 1)
    for now in range(80):
        mailbag.finish(mailbag.errand("send_now", {}, now), "ok", now)
    assert len(mailbag.errands(1000)) <= 53
    assert mailbag.errand_of(waiting) is not None


def test_papers_are_kept_once_and_in_order(mailbag: Mailbag) -> None:
    mailbag.put_directory_doc(2, b"second")
    mailbag.put_directory_doc(1, b"base")
    mailbag.put_directory_doc(1, b"base")
    mailbag.put_directory_doc(1, b"a liar's base")
    assert mailbag.directory_docs()[-1] == b"second"
    mailbag.drop_directory_doc(b"a liar's base")
    assert mailbag.directory_docs() == [b"base", b"second"]
    mailbag.put_cert(b"voucher", "voucher")
    mailbag.put_cert(b"writer", "writer")
    mailbag.put_cert(b"voucher", "voucher")
    assert mailbag.certs() == [b"voucher", b"writer"]
    assert mailbag.certs("writer") == [b"writer"]


def test_held_marks_come_and_go(mailbag: Mailbag) -> None:
    mailbag.note_held([(b"a" * 16, "version"), (b"b" * 16, "quota")])
    mailbag.note_held([], released=[b"a" * 16])
    assert mailbag.held() == {b"b" * 16: "quota"}


def test_the_stream_number_rises_over_restarts_and_jumps_over_the_citys(
    tmp_path: Path, device: DeviceKeys
) -> None:
    bag = open_mailbag(tmp_path, device)
    assert [bag.next_stream_seq() for _ in range(3)] == [1, 2, 3]
    bag.close()
    bag = open_mailbag(tmp_path, device)
    bag.raise_stream_seq(2)
    assert bag.next_stream_seq() == 4
    bag.raise_stream_seq(900)
    assert bag.next_stream_seq() == 901
    bag.close()


def test_the_road_state_comes_back_as_it_was(mailbag: Mailbag) -> None:
    assert mailbag.road_state() is None
    state = RoadState(RoadCode.PORTAL, 77, last_success=5, waiting=2)
    mailbag.put_road_state(state)
    assert mailbag.road_state() == state


def test_two_processes_see_each_others_writes(tmp_path: Path, device: DeviceKeys) -> None:
    app, courier = open_mailbag(tmp_path, device), open_mailbag(tmp_path, device)
    before = courier.data_version()
    app.lay([laid(chain(1)[0])])
    assert courier.data_version() != before
    assert len(courier.faces()) == 1
    own = app.data_version()
    app.put_meta("city_url", b"http://127.0.0.1:1")
    assert app.data_version() == own, "its own writes are no news"
    app.close()
    courier.close()


def test_two_processes_that_start_together_make_one_mailbag(tmp_path: Path) -> None:
    ids: list[bytes] = []
    problems: list[Exception] = []

    def begin() -> None:
        try:
            bag = open_mailbag(tmp_path, DeviceKeys.load_or_create(tmp_path))
            ids.append(bag.id16)
            bag.close()
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(ids) == 4
    assert len(set(ids)) == 1
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]


@pytest.mark.parametrize("count", [0, 1])
def test_writers_of_both_processes_at_once_lose_nothing(
    tmp_path: Path, device: DeviceKeys, count: int
) -> None:
    ops = chain(40)
    halves = (ops[count::2], ops[1 - count :: 2])

    def lay(part: list) -> None:  # type: ignore[type-arg]  # ops of either half
        bag = open_mailbag(tmp_path, device)
        for op in part:
            bag.lay([laid(op)])
        bag.close()

    open_mailbag(tmp_path, device).close()
    threads = [threading.Thread(target=lay, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bag = open_mailbag(tmp_path, device)
    assert sorted(face.n for face in bag.faces()) == list(range(1, 41))
    bag.close()
