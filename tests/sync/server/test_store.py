"""The database beneath: its steps make what the tables say, positions come in commit order."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from data.ops.chain import Link, branch_ranges
from sync.server.branches import Branches
from sync.server.store.counters import last, take
from sync.server.store.engine import Database
from sync.server.store.migrate import WrongShape, check_shape, migrate
from sync.server.store.tables import META
from tests.sync.server.laptop import ClockedCity


def test_the_steps_make_exactly_what_the_tables_say(city: ClockedCity) -> None:
    with city.database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, META) == []
    check_shape(city.database)
    migrate(city.database)


def test_city_leads_every_key() -> None:
    for table in META.tables.values():
        assert next(iter(table.primary_key)).name == "city", table.name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "city", index.name


def test_an_older_a_newer_and_an_empty_database_are_told_apart(
    city: ClockedCity, tmp_path: Path
) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(WrongShape, match="empty"):
        check_shape(empty)
    empty.close()
    with city.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongShape, match="newer"):
        check_shape(city.database)


def test_a_transaction_that_fails_leaves_nothing_and_gives_its_positions_back(
    city: ClockedCity,
) -> None:
    with city.database.writing() as connection:
        assert take(connection, city.number, "p:x", 3) == 1
    with pytest.raises(ZeroDivisionError), city.database.writing() as connection:
        assert take(connection, city.number, "p:x", 2) == 4
        raise ZeroDivisionError
    with city.database.writing() as connection:
        assert take(connection, city.number, "p:x", 1) == 4
        assert last(connection, city.number, "p:x") == 4
        assert last(connection, city.number, "p:y") == 0


def test_two_writers_at_once_never_get_one_position(city: ClockedCity) -> None:
    got: list[int] = []

    def work() -> None:
        for _ in range(10):
            with city.database.writing() as connection:
                got.append(take(connection, city.number, "desk:2172", 1))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == list(range(1, 41))


@st.composite
def chains(draw: st.DrawFn) -> list[Link]:
    """Links of one writer, forks included, in an order of arrival, some never arriving."""
    links = [Link(1, b"\x01" * 32, bytes(32))]
    for number in range(2, draw(st.integers(2, 14))):
        before = draw(st.sampled_from(links))
        links.append(Link(before.n + 1, bytes([number]) * 32, before.opid))
    arrived = draw(st.permutations(links))
    return arrived[: draw(st.integers(1, len(arrived)))]


@settings(max_examples=200, deadline=None)
@given(chains())
def test_branches_grown_one_by_one_are_those_of_the_whole_set(arrived: list[Link]) -> None:
    stored: dict[bytes, Link] = {}
    branches = Branches((), stored.get)
    for link in arrived:
        before = stored.get(link.prev)
        stored[link.opid] = link
        branches.add(link, prev_known=before is not None and before.n == link.n - 1)
        expected, side = branch_ranges(stored.values(), most=99)
        assert branches.ranges == sorted(expected) and side == []
        for one in stored.values():
            found = branches.up_to(one.opid, one.n)
            alone = branch_ranges(stored.values(), also=[one.opid], most=99)[0]
            assert found in [r for r in alone if r.opid == one.opid]
