"""Where each letter and attachment is, since when, and what everybody's mail adds up to."""

from __future__ import annotations

import os
from pathlib import Path

from data.model.road import RecordState
from data.ops.blob import seal_blob
from data.store.mail.sticks import OUT, WrittenBundle
from data.store.store import Store
from responder_app.work import cases, had_since, mail_items, office, receipts, road, sticks
from responder_app.work.identity import load
from responder_app.work.mail_items import Item
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop

AT, LAPTOP, ON_WAY = RecordState.TERKIRIM, RecordState.DI_LAPTOP, RecordState.DITITIPKAN
LATER = 1_795_100_000


def by_state(laptop: Laptop) -> dict[RecordState, list[Item]]:
    """The items of Kirim."""
    found: dict[RecordState, list[Item]] = {}
    for item in laptop.do(road.mail).items:
        found.setdefault(item.state, []).append(item)
    return found


def write_stick(laptop: Laptop, opids: list[bytes], *, read_back: bool = True) -> None:
    """As the courier notes a file on a stick."""
    bag = laptop.bag()
    id = os.urandom(16)
    bag.begin_bundle(
        WrittenBundle(id, "arsip-abcd1234.dat", "BIRU", LATER, 65_536, bytes(32), bytes(16), 1),
        opids,
    )
    if read_back:
        bag.bundle_carried(id)
    bag.close()


def lay_files(laptop: Laptop, opid: bytes, sizes: list[int]) -> None:
    """Attachments of a letter, as the lay pass lays them."""
    vault16 = laptop.do(_vault16)
    sealed = [seal_blob(bytes(32), bytes(16), n, os.urandom(size)) for n, size in enumerate(sizes)]
    bag = laptop.bag()
    bag.lay_blobs(opid, vault16, sealed, laptop.clock())
    bag.close()


def _vault16(store: Store) -> bytes:
    return store.vault.vault16


def test_a_letter_on_a_stick_is_entrusted_only_once_it_was_read_back(town: Town) -> None:
    town.mail()
    rec = town.cadre.record_case()
    here = [item.opid for item in by_state(town.cadre)[LAPTOP]]
    assert here
    write_stick(town.cadre, here, read_back=False)
    assert ON_WAY not in by_state(town.cadre)
    write_stick(town.cadre, here)
    town.cadre.w(road.look)
    items = by_state(town.cadre)
    assert LAPTOP not in items
    assert {(item.volume, item.at) for item in items[ON_WAY]} == {("BIRU", LATER)}
    mail = town.cadre.do(road.mail)
    assert (mail.on_laptop, mail.carried, mail.waiting) == (0, len(here), len(here))
    assert mail.oldest is not None
    view = town.cadre.w(cases.open_case, rec)
    assert view.line.state is ON_WAY and view.since["dititipkan"] == LATER
    assert {event.state for event in view.events if event.state} == {ON_WAY}


def test_many_letters_are_looked_up_as_one_by_one_and_the_newest_stick_is_named(
    town: Town,
) -> None:
    opids = [os.urandom(32) for _ in range(80)]
    bag = town.cadre.bag()
    for volume, when, some in (("LAMA", 1, opids[:70]), ("BARU", 2, opids[30:75])):
        id = os.urandom(16)
        bag.begin_bundle(
            WrittenBundle(id, f"{volume}.dat", volume, when, 1, bytes(32), bytes(16), when), some
        )
        bag.bundle_carried(id)
    together = bag.carried(opids)
    apart = {opid: found for opid in opids for found in bag.carried([opid]).values()}
    bag.close()
    assert together == apart and len(together) == 75
    assert together[opids[0]].volume == "LAMA" and together[opids[40]].volume == "BARU"


def test_what_the_city_has_is_no_longer_entrusted_and_a_city_that_lost_it_gives_it_back(
    town: Town,
) -> None:
    town.mail()
    town.cadre.record_case()
    here = [item.opid for item in by_state(town.cadre)[LAPTOP]]
    write_stick(town.cadre, here)
    town.mail()
    assert {item.opid for item in by_state(town.cadre)[AT]} >= set(here)
    for opid in here:
        town.city.ops.pop(opid)
    bag = town.cadre.bag()
    town.city.say_receipt(bag)
    bag.close()
    town.cadre.w(road.look)
    assert {item.opid for item in by_state(town.cadre)[ON_WAY]} == set(here)


def test_since_when_the_city_has_a_letter_is_the_time_of_the_first_receipt_that_named_it(
    town: Town,
) -> None:
    town.mail()
    town.cadre.record_case()
    new = {item.opid for item in by_state(town.cadre)[LAPTOP]}
    town.mail()
    first = town.city.srv // 1000
    told = {item.at for item in by_state(town.cadre)[AT] if item.opid in new}
    assert len(told) == 1
    (since,) = told
    assert since is not None and since <= first
    town.city.srv += 9_000_000
    town.mail()
    assert {item.at for item in by_state(town.cadre)[AT] if item.opid in new} == {since}


def test_marks_of_receipts_stay_few_and_old_ones_are_said_to_be_unknown(town: Town) -> None:
    def marks(store: Store) -> tuple[int, int | None, int | None]:
        me = load(store)
        writer = me.writer.id
        long = [[2 * n, n] for n in range(10, 10 + had_since.KEPT)]
        store.vault.settings.write(had_since.KEY, {"srv": 1, "marks": {writer.hex(): long}})
        since = had_since.note(store, receipts.had(store, me))
        kept = store.vault.settings.read(had_since.KEY)["marks"].get(writer.hex(), [])
        return len(kept), since(writer, 1), since(writer, 10**9)

    town.mail()
    few, _old, unknown = town.cadre.do(marks)
    assert few <= had_since.KEPT and unknown is None

    def cut(store: Store) -> int | None:
        me = load(store)
        long = [[2 * n, n] for n in range(10, 10 + had_since.KEPT)]
        receipt = store.vault.pins.receipt()
        assert receipt is not None
        kept = {"srv": receipt.srv, "marks": {me.writer.id.hex(): long}}
        store.vault.settings.write(had_since.KEY, kept)
        since = had_since.note(store, set())
        assert since(me.writer.id, 25) == 13
        return since(me.writer.id, 3)

    assert town.cadre.do(cut) is None


def test_attachments_of_a_letter_are_one_item_with_how_far_they_are(town: Town) -> None:
    town.mail()
    town.cadre.record_case()
    opid = by_state(town.cadre)[LAPTOP][0].opid
    lay_files(town.cadre, opid, [40_000, 40_000])
    (files,) = [item for item in by_state(town.cadre)[LAPTOP] if item.files]
    assert files.kind == mail_items.FILES and files.files == 2 and files.sent == 0
    bag = town.cadre.bag()
    first, second = bag.blobs_waiting()
    bag.note_blob_needs([(first.blob, [(1, first.chunks - 1)]), (second.blob, [])], LATER)
    bag.close()
    (files,) = [item for item in by_state(town.cadre)[LAPTOP] if item.files]
    assert 0 < files.sent < files.size
    mail = town.cadre.do(road.mail)
    assert (mail.files_size, mail.files_sent) == (files.size, files.sent)


def test_the_office_counts_everybody_and_names_nobody(town: Town) -> None:
    town.mail()
    town.cadre.record_case()
    mine = town.cadre.do(road.mail)
    here = [item.opid for item in mine.items if item.state is LAPTOP]
    town.cadre.stop()
    colleague = Laptop(town.cadre.home)
    try:
        colleague.enrol(town.city, "guru_bk", icon=3)
        colleague.record_case()
        hers = [item.opid for item in colleague.do(road.mail).items if item.state is LAPTOP]
    finally:
        colleague.stop()
    assert not set(here) & set(hers)
    write_stick(town.cadre, here)
    locked = Laptop(town.cadre.home)
    try:
        found = locked.do(office.look)
        counts = locked.do(road.door)
    finally:
        locked.stop()
        town.cadre.start()
    assert found.waiting.count == counts.waiting == len(here) + len(hers)
    assert found.carried.count == len(here) and found.on_laptop.count == len(hers)
    assert found.waiting.oldest_at == counts.oldest is not None
    assert found.enrolled and not found.files_held and found.titipan == 0


def test_other_peoples_packets_are_counted_until_they_are_handed_on(town: Town) -> None:
    bag = town.cadre.bag()
    bag.take_titipan(bytes(32), bytes(16), OUT, b"x" * 700, LATER, 10_000)
    bag.close()
    found = town.cadre.do(office.look)
    assert (found.titipan, found.titipan_size, found.titipan_since) == (1, 700, LATER)
    assert town.cadre.do(sticks.to_carry).titipan == 1


def test_a_stick_is_wished_for_with_nobody_logged_in(town: Town, tmp_path: Path) -> None:
    town.cadre.stop()
    locked = Laptop(town.cadre.home)
    try:
        number = locked.w(sticks.begin, sticks.OUT, str(tmp_path), "BIRU")
        assert locked.do(sticks.running) == (number, sticks.OUT)
        work = locked.do(sticks.progress, number)
        assert not work.over and (work.done, work.of) == (0, 0)
        bag = locked.bag()
        bag.progress(number, "stick-writing", LATER, result={"done": 3, "of": 9})
        bag.close()
        work = locked.do(sticks.progress, number)
        assert (work.state, work.code, work.done, work.of) == ("under-way", "stick-writing", 3, 9)
        bag = locked.bag()
        bag.finish(number, "ok", LATER, result={"letters": 2, "passed_over": {"old": 1, "cut": 2}})
        bag.close()
        work = locked.do(sticks.progress, number)
        assert work.good and work.count("letters") == 2 and work.passed_over == 3
        assert locked.do(sticks.running) is None
        assert locked.do(sticks.progress, 10_000).over
    finally:
        locked.stop()
        town.cadre.start()
