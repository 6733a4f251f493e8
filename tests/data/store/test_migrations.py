"""The numbered steps: forwards only, each whole or not at all, none lost, none edited."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from data.model.problems import Code, Fault
from data.store.cipher import Drawer, Place, open_encrypted
from data.store.drafts import Draft, Drafts
from data.store.mailbag import Mailbag
from data.store.migrations import migrate, steps_of, version_of
from data.store.packing import Packing
from data.store.tables.notes import Notes

# A published step is never edited: its digest stands here from its first release on.
PUBLISHED: dict[str, list[str]] = {
    "vault": [
        "83acc477b771cd668127e0b895db475924e1c8010839527881d5093484da45c5",
        "fa559cbc30e4594462fdbfd901fb1f61de430e21b0e42e2abf9f7816aa70476f",
        "51f19560f4dd32d600bdd5cb94b4e87205282863e6a512d1aab52f73af5ba9e2",
        "e1e5e74cc9dc093e828564e2723f094e61148d1e7a2e77c9de2c054f7f0f72e3",
        "98e7fdd53fd063d0b3f1415ae8873cdd19c5137970493925403ef7152e7edf06",
    ],
    "mailbag": [
        "ce665a9dc4d5946b7cc4cc659d10f5ca0242f5e20a34411abaaabce9814cc893",
        "935fa995c163403338da927b27d7a73639d88200bff90caec7d90bd348aa5c5b",
        "270aba21faabe24911b378391a7511481defb1f136e2d624f5db347aaadf5ba2",
        "4700bdedc8081792ead279347bc4c3b65ab07dbc144b4c6328985f11f3cdacac",
    ],
}


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    """An empty vault database."""
    return open_encrypted(tmp_path / "a.db", os.urandom(32), create=True)


def tables(drawer: Drawer) -> set[str]:
    return {row[0] for row in drawer.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_steps_run_once_and_in_order(drawer: Drawer) -> None:
    steps = [(1, "CREATE TABLE a(x);\n-- a word\nCREATE TABLE b(x);\n"), (2, "DROP TABLE a;\n")]
    assert migrate(drawer, steps[:1]) == 1
    assert tables(drawer) == {"a", "b"}
    assert migrate(drawer, steps) == 2
    assert migrate(drawer, steps) == 2
    assert tables(drawer) == {"b"}


def test_a_step_that_fails_leaves_the_step_before_it(drawer: Drawer) -> None:
    steps = [(1, "CREATE TABLE a(x);\n"), (2, "CREATE TABLE c(x);\nCREATE TABLE a(x);\n")]
    with pytest.raises(dbapi2.OperationalError):
        migrate(drawer, steps)
    assert (version_of(drawer), tables(drawer)) == (1, {"a"})


def test_the_future_is_refused(drawer: Drawer) -> None:
    migrate(drawer, [(1, "CREATE TABLE a(x);\n"), (2, "CREATE TABLE b(x);\n")])
    with pytest.raises(Fault) as caught:
        migrate(drawer, [(1, "CREATE TABLE a(x);\n")])
    assert caught.value.code is Code.VAULT_NEWER
    assert caught.value.facts == {"found": 2, "known": 1}


def test_a_trigger_is_one_statement(drawer: Drawer) -> None:
    script = (
        "CREATE TABLE a(x);\nCREATE TRIGGER t BEFORE DELETE ON a\nBEGIN\n"
        "  SELECT RAISE(ABORT, 'no; never');\nEND;\n"
    )
    migrate(drawer, [(1, script)])
    drawer.run("INSERT INTO a VALUES (1)")
    with pytest.raises(dbapi2.IntegrityError, match="no; never"):
        drawer.run("DELETE FROM a")


@pytest.mark.parametrize("place", list(Place))
def test_the_shipped_steps_make_every_table_and_none_was_edited(
    place: Place, tmp_path: Path
) -> None:
    steps = steps_of(place)
    assert [number for number, _ in steps] == list(range(1, len(steps) + 1))
    known = PUBLISHED[place.word]
    digests = [hashlib.sha256(sql.encode()).hexdigest() for _, sql in steps]
    assert digests[: len(known)] == known
    fresh = open_encrypted(tmp_path / "b.db", os.urandom(32), create=True, place=place)
    assert migrate(fresh) == len(steps)
    assert len(tables(fresh)) >= 12
    fresh.close()


def test_a_vault_of_the_first_program_keeps_its_drafts(tmp_path: Path) -> None:
    key = os.urandom(32)
    old = open_encrypted(tmp_path / "v.db", key, create=True, place=Place.VAULT)
    migrate(old, steps_of(Place.VAULT)[:1])
    row = (b"d" * 16, b"r" * 16, "intake", "2026112101", 5, 6, Packing().pack(b'{"xml":"<a/>"}'))
    old.run("INSERT INTO draft VALUES (?,?,?,?,?,?,?)", *row)
    old.run("INSERT INTO setting(k, v) VALUES ('vault16', x'01')")
    old.close()
    vault = open_encrypted(tmp_path / "v.db", key, create=False, place=Place.VAULT)
    migrate(vault)
    kept = Drafts(vault, Notes(), Packing()).get(b"d" * 16)
    assert kept == Draft(*row[:6], b'{"xml":"<a/>"}', b"")
    assert vault.row("SELECT v FROM setting WHERE k = 'vault16'") == (b"\1",)
    vault.close()


def test_a_mailbag_of_the_first_program_keeps_its_letters(tmp_path: Path) -> None:
    key = os.urandom(32)
    old = open_encrypted(tmp_path / "m.db", key, create=True, place=Place.MAILBAG)
    migrate(old, steps_of(Place.MAILBAG)[:1])
    old.run(
        "INSERT INTO item(opid, writer, n, prev, kind, pri, size, owner, laid_at)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        b"o" * 32, b"w" * 16, 1, bytes(32), "d", 0, 9, b"v" * 16, 3,
    )  # fmt: skip
    old.run("INSERT INTO item_raw(seq, raw) VALUES (1, x'0102')")
    old.close()
    drawer = open_encrypted(tmp_path / "m.db", key, create=False, place=Place.MAILBAG)
    migrate(drawer)
    bag = Mailbag(drawer)
    assert [one.raw for one in bag.outgoing((), 100)] == [b"\1\2"]
    assert (bag.packs(), bag.pack_on_its_way()) == ([], None)
    bag.close()
