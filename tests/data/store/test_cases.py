"""The cache of folded cases: lists by keyset, chips, deadlines, and the one text index."""

from __future__ import annotations

import pytest

from data.model.case import CaseRow
from data.model.levels import Level
from data.model.road import RecordState
from data.store.search import words_of
from data.store.store import Store
from data.store.tables.cases import FLAG_HELD, CaseFilter

REC = b"r" * 16


def case(number: int, **change: object) -> CaseRow:
    values: dict[str, object] = {
        "rec": number.to_bytes(16, "big"),
        "code": f"K{number}",
        "level": Level(1 + number % 4),
        "action": "refer" if number % 2 else "",
        "due_at": 5_000 - number if number % 3 else None,
        "updated_at": 1_000 + number // 2,  # pairs share a second: keys must still tell them apart
        "state": RecordState.DI_LAPTOP if number % 2 else RecordState.TERKIRIM,
        "ticket": f"TP-{number}",
        "closed": number % 5 == 0,
    }
    return CaseRow(**{**values, **change})  # type: ignore[arg-type]  # a builder


def fill(store: Store, count: int) -> None:
    with store.transaction():
        for number in range(1, count + 1):
            store.vault.cases.put(case(number), b'{"n":%d}' % number, f"cerita kata{number} umum")


def test_pages_follow_each_other_without_gap_or_repeat(store: Store) -> None:
    fill(store, 60)
    seen: list[int] = []
    before = None
    while page := store.vault.cases.page(before=before, limit=7):
        seen += [row.id for row in page]
        before = page[-1].key
    assert len(seen) == len(set(seen)) == 60
    assert seen[0] == 60


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (CaseFilter(level=Level.DARURAT), lambda n: n % 4 == 3),
        (CaseFilter(state=RecordState.TERKIRIM), lambda n: n % 2 == 0),
        (CaseFilter(closed=False), lambda n: n % 5 != 0),
        (CaseFilter(closed=True, level=Level.RENDAH), lambda n: n % 5 == 0 and n % 4 == 0),
        (CaseFilter(desk=True), lambda n: False),
    ],
)
def test_a_chip_shows_exactly_its_cases(store: Store, wanted: CaseFilter, fits: object) -> None:
    fill(store, 40)
    expected = {number for number in range(1, 41) if fits(number)}  # type: ignore[operator]  # a lambda
    found = store.vault.cases.page(wanted, limit=100)
    assert {int(row.row.code[1:]) for row in found} == expected


def test_what_is_due_comes_nearest_first_and_closed_cases_never(store: Store) -> None:
    fill(store, 40)
    first = store.vault.cases.due(limit=5)
    rest = store.vault.cases.due(limit=100, after=first[-1].due_key)
    numbers = [int(row.row.code[1:]) for row in (*first, *rest)]
    assert numbers == sorted((n for n in range(1, 41) if n % 3 and n % 5), reverse=True)
    assert store.vault.cases.count_open() == 32


def test_a_case_changes_in_place_and_is_found_by_its_new_words_only(store: Store) -> None:
    cases = store.vault.cases
    fill(store, 3)
    id = cases.put(case(2, level=Level.DARURAT), b"[]", "cerita berubah")
    found = cases.get(case(2).rec)
    assert found is not None
    assert (found.line.id, found.line.row.level, found.body) == (id, Level.DARURAT, b"[]")
    assert cases.search("kata2") == []
    assert [row.id for row in cases.search("berubah")] == [id]
    assert len(cases.page()) == 3


def test_search_finds_all_words_newest_first_and_the_last_as_a_beginning(store: Store) -> None:
    fill(store, 12)
    cases = store.vault.cases
    assert [row.row.code for row in cases.search("CERITA kata12")] == ["K12"]
    assert [row.row.code for row in cases.search("umum kata1")] == ["K12", "K11", "K10", "K1"]
    assert [row.row.code for row in cases.search("kata1", before=11)] == ["K10", "K1"]
    assert cases.search("umum tiada") == []
    assert len(cases.search("umum", limit=5)) == 5


@pytest.mark.parametrize(
    "typed", ['"', "*", "a OR b", "NEAR(", "-", "said:x", "^", "0812-3456", ""]
)
def test_nothing_that_is_typed_can_break_a_search(store: Store, typed: str) -> None:
    fill(store, 2)
    assert store.vault.cases.search(typed) == []
    assert all(char not in words_of(typed).replace('"', "").rstrip("*") for char in "*():^-")


def test_accents_and_capitals_make_no_difference(store: Store) -> None:
    store.vault.cases.put(case(1), b"{}", "R\u00e9ina di Kaf\u00e9, telepon 0812-3456")
    assert len(store.vault.cases.search("reina KAFE")) == 1
    assert len(store.vault.cases.search("0812 3456")) == 1


def test_a_new_receipt_changes_only_where_a_case_is(store: Store) -> None:
    fill(store, 1)
    store.take_changes()
    cases = store.vault.cases
    rec = case(1).rec
    assert cases.set_state(rec, RecordState.TERKIRIM, FLAG_HELD)
    assert not cases.set_state(rec, RecordState.TERKIRIM, FLAG_HELD)
    assert store.take_changes().cases == {rec}
    line = cases.page()[0]
    assert (line.row.state, line.flags) == (RecordState.TERKIRIM, FLAG_HELD)


def test_the_cache_can_be_thrown_away_and_made_again(store: Store) -> None:
    fill(store, 10)
    cases = store.vault.cases
    before = [(row.row, row.id) for row in cases.page()]
    cases.forget_all()
    assert (cases.page(), cases.search("umum"), cases.get(case(1).rec)) == ([], [], None)
    assert cases.unfolded([case(1).rec]) == [case(1).rec]
    fill(store, 10)
    assert [(row.row, row.id) for row in cases.page()] == before
    assert len(cases.search("umum")) == 10


def test_a_removed_case_is_in_no_list_and_no_search(store: Store) -> None:
    fill(store, 3)
    store.vault.cases.remove(case(2).rec)
    assert [row.row.code for row in store.vault.cases.page()] == ["K3", "K1"]
    assert store.vault.cases.search("kata2") == []


def test_no_list_reads_more_than_an_index(store: Store) -> None:
    fill(store, 30)
    asked: list[str] = []
    store.vault.drawer._conn.set_trace_callback(asked.append)
    store.vault.cases.page(CaseFilter(level=Level.TINGGI), before=(2_000, 9))
    store.vault.cases.page(CaseFilter(closed=False))
    store.vault.cases.due(desk=True)
    store.vault.cases.search("umum")
    store.vault.cases.count_open()
    store.vault.drawer._conn.set_trace_callback(None)
    assert sum(one.startswith("SELECT v.") for one in asked) == 4
    for statement in (one for one in asked if one.startswith("SELECT v.") or "count" in one):
        plan = store.vault.drawer.rows(f"EXPLAIN QUERY PLAN {statement}")
        steps = [str(row[3]) for row in plan]
        assert not any("case_body" in step for step in steps), steps
        assert not any("TEMP B-TREE" in step for step in steps), steps
        scans = [step for step in steps if step.startswith("SCAN") and "VIRTUAL" not in step]
        assert all("COVERING INDEX" in step or step == "SCAN f" for step in scans), steps
