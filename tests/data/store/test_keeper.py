"""The Keeper: one thread, in order, its changes told; locked and closed without losing anything."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.model.case import CaseRow
from data.model.changes import Changes
from data.model.levels import Level
from data.model.problems import Code, Fault, Refusal
from data.model.road import RecordState
from data.store import reserve
from data.store.device import DeviceKeys
from data.store.drafts import Draft
from data.store.keeper import Keeper
from data.store.mailbag import FILE, open_mailbag
from data.store.store import Store
from data.store.vault import VaultFile
from tests.data.store.letters import chain, laid


@pytest.fixture
def told() -> list[Changes]:
    """What the Keeper has told."""
    return []


@pytest.fixture
def keeper(tmp_path: Path, device: DeviceKeys, told: list[Changes]) -> Iterator[Keeper]:
    """A running Keeper that is idle soon."""
    running = Keeper(tmp_path, device, told.append, idle_seconds=0.02)
    running.start()
    yield running
    assert running.close(10)


def until(holds: Callable[[], bool], look_each: float = 0.01) -> None:
    """Wait until something holds, at most five seconds."""
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end, "did not happen"
        time.sleep(look_each)


def save(store: Store, number: int) -> int:
    with store.transaction():
        store.vault.drafts.put(Draft(bytes([number]) * 16, b"r" * 16, "intake", "1", 1, 2, b"{}"))
    return number


def test_everything_runs_in_order_on_one_thread_that_is_not_the_callers(keeper: Keeper) -> None:
    ran: list[int] = []

    def note(store: Store, number: int) -> int:
        ran.append(number)
        return threading.get_ident()

    threads = {keeper.submit(note, number) for number in range(50)}
    idents = {future.result() for future in threads}
    assert ran == list(range(50))
    assert len(idents) == 1
    assert threading.get_ident() not in idents


def test_a_locked_store_refuses_the_vault_and_serves_the_mailbag(keeper: Keeper) -> None:
    with pytest.raises(Fault) as caught:
        keeper.submit(save, 1).result()
    assert caught.value.code is Code.STORE_CLOSED
    assert keeper.submit(lambda store: store.mailbag.faces()).result() == []
    assert not keeper.submit(lambda store: store.unlocked).result()


def test_a_commit_is_told_before_its_result_and_a_failure_tells_nothing(
    keeper: Keeper, made: VaultFile, told: list[Changes]
) -> None:
    keeper.open_vault(made.key).result()
    keeper.submit(save, 1).result()
    assert told == [Changes(drafts=frozenset({b"\x01" * 16}))]

    def fail(store: Store) -> None:
        with store.transaction():
            save(store, 2)
            raise Refusal(Code.REASON_MISSING)

    with pytest.raises(Refusal):
        keeper.submit(fail).result()
    assert len(told) == 1
    drafts = keeper.submit(lambda store: store.vault.drafts.list()).result()
    assert [draft.id for draft in drafts] == [b"\x01" * 16]


def test_a_defect_of_ours_reaches_who_asked_and_the_keeper_lives_on(
    keeper: Keeper, made: VaultFile
) -> None:
    keeper.open_vault(made.key).result()
    with pytest.raises(ZeroDivisionError):
        keeper.submit(lambda store: 1 // 0).result()
    assert keeper.submit(save, 3).result() == 3


def test_a_listener_that_fails_does_not_end_the_keeper(
    tmp_path: Path, device: DeviceKeys, made: VaultFile
) -> None:
    def fail(changes: Changes) -> None:
        raise ZeroDivisionError

    keeper = Keeper(tmp_path, device, fail)
    keeper.start()
    keeper.open_vault(made.key).result()
    with pytest.raises(ZeroDivisionError):
        keeper.submit(save, 3).result()
    assert len(keeper.submit(lambda store: store.vault.drafts.list()).result()) == 1
    assert keeper.close(10)


def test_the_index_is_merged_in_idle_moments_and_finds_everything(
    keeper: Keeper, made: VaultFile
) -> None:
    def cache(store: Store) -> None:
        for number in range(60):
            row = CaseRow(
                number.to_bytes(16, "big"),
                "K",
                Level.RENDAH,
                "",
                None,
                number,
                RecordState.DI_LAPTOP,
                "",
                False,
            )
            store.vault.cases.put(row, b"{}", f"cerita nomor{number}")

    def segments(store: Store) -> int:
        found = store.vault.drawer.row("SELECT count(DISTINCT segid) FROM case_text_idx")
        return int(found[0]) if found else 0

    keeper.open_vault(made.key).result()
    keeper.submit(cache).result()
    assert keeper.submit(segments).result() > 20
    until(lambda: keeper.submit(segments).result() <= 4, look_each=0.2)
    found = keeper.submit(lambda store: store.vault.cases.search("cerita", 100)).result()
    assert len(found) == 60


def test_locking_waits_for_what_was_sent_before_and_refuses_what_comes_after(
    keeper: Keeper, made: VaultFile
) -> None:
    keeper.open_vault(made.key).result()
    saves = [keeper.submit(save, number) for number in range(20)]
    locked = keeper.close_vault()
    late = keeper.submit(save, 99)
    assert [future.result() for future in saves] == list(range(20))
    locked.result()
    with pytest.raises(Fault) as caught:
        late.result()
    assert caught.value.code is Code.STORE_CLOSED
    keeper.open_vault(made.key).result()
    assert len(keeper.submit(lambda store: store.vault.drafts.list()).result()) == 20


def test_closing_ends_with_everything_on_disk_and_later_work_refused(
    tmp_path: Path, device: DeviceKeys, made: VaultFile
) -> None:
    keeper = Keeper(tmp_path, device, lambda changes: None)
    keeper.start()
    keeper.open_vault(made.key)
    saves = [keeper.submit(save, number) for number in range(10)]
    assert keeper.close(10)
    assert keeper.close(10)
    assert all(future.done() for future in saves)
    with pytest.raises(Fault) as caught:
        keeper.submit(save, 1).result()
    assert caught.value.code is Code.STORE_CLOSED
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(("-wal", "-shm"))]


def test_what_the_courier_writes_is_told_as_a_change_of_the_road(
    keeper: Keeper, told: list[Changes], tmp_path: Path, device: DeviceKeys
) -> None:
    courier = open_mailbag(tmp_path, device)
    courier.lay([laid(chain(1)[0])])
    until(lambda: any(change.road for change in told))
    told.clear()
    keeper.submit(lambda store: store.mailbag.put_meta("paused", b"1")).result()
    time.sleep(0.1)
    assert told == [], "what we write ourselves is no news"
    courier.close()


def test_idle_moments_carry_the_log_home_and_no_save_does(
    keeper: Keeper, made: VaultFile, tmp_path: Path
) -> None:
    keeper.open_vault(made.key).result()
    before = made.key.path.stat().st_size

    def many(store: Store) -> int:
        for number in range(200):
            save(store, number)
        return made.key.path.stat().st_size

    assert keeper.submit(many).result() == before, "nothing is carried home while saving"
    until(lambda: made.key.path.stat().st_size > before)


def test_a_full_disk_takes_the_save_with_the_reserve_given_up(
    tmp_path: Path, keeper: Keeper, made: VaultFile
) -> None:
    keeper.open_vault(made.key).result()
    until(lambda: (tmp_path / reserve.FILE).exists())
    until(lambda: (tmp_path / reserve.FILE).stat().st_size == reserve.BYTES)

    def save_when_room(store: Store) -> int:
        # Stands for the disk: as long as the reserve lies there, the file may not grow.
        full = (tmp_path / reserve.FILE).exists()
        pages = store.vault.drawer.row("PRAGMA page_count")
        assert pages is not None
        limit = pages[0] if full else 1_000_000
        store.vault.drawer.row(f"PRAGMA max_page_count = {limit}")
        with store.transaction():
            for number in range(50):
                store.vault.settings.put(f"long {number}", bytes(4000))
        return 7

    assert keeper.submit(save_when_room).result() == 7
    until(lambda: (tmp_path / reserve.FILE).exists())


def test_a_full_disk_without_reserve_says_so_and_keeps_what_was_there(
    keeper: Keeper, made: VaultFile, tmp_path: Path
) -> None:
    keeper.open_vault(made.key).result()
    keeper.submit(save, 1).result()

    def grow(store: Store) -> None:
        reserve.give_up(tmp_path)
        pages = store.vault.drawer.row("PRAGMA page_count")
        assert pages is not None
        store.vault.drawer.row(f"PRAGMA max_page_count = {pages[0]}")
        with store.transaction():
            for number in range(50):
                store.vault.settings.put(f"long {number}", bytes(4000))

    with pytest.raises(Fault) as caught:
        keeper.submit(grow).result()
    assert caught.value.code is Code.DISK_FULL
    drafts = keeper.submit(lambda store: store.vault.drafts.list()).result()
    assert [draft.id for draft in drafts] == [b"\x01" * 16]
    assert keeper.submit(lambda store: store.vault.settings.get("long 1")).result() is None


def test_a_mailbag_that_cannot_be_opened_is_said_at_the_start(
    tmp_path: Path, device: DeviceKeys
) -> None:
    (tmp_path / FILE).write_bytes(b"SQLite format 3\x00" + bytes(4080))
    keeper = Keeper(tmp_path, device, lambda changes: None)
    with pytest.raises(Fault) as caught:
        keeper.start()
    assert caught.value.code is Code.MAILBAG_PLAINTEXT
    assert keeper.close(10)


def test_a_second_vault_is_not_opened_over_the_first(keeper: Keeper, made: VaultFile) -> None:
    keeper.open_vault(made.key).result()
    with pytest.raises(Fault) as caught:
        keeper.open_vault(made.key).result()
    assert caught.value.code is Code.STORE_BUSY
