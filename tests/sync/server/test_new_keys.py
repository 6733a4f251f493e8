"""New keys by two papers of the root: published, written to a new file, never by other papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.server import keyfiles
from sync.server.__main__ import main
from sync.server.city import read_directory, read_facts
from sync.server.keyfiles import PUBLIC, SECRETS
from sync.server.store.engine import Database


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Two ceremonies, and a database prepared for the first."""
    for name in ("keys", "others"):
        assert main(["ceremony", "--demo", "--out", str(tmp_path / name)]) == 0
    keys = tmp_path / "keys"
    assert main(["init", "--db", db(tmp_path), "--public", str(keys / PUBLIC),
                 "--secrets", str(keys / SECRETS)]) == 0  # fmt: skip
    return tmp_path


def db(folder: Path) -> str:
    return f"sqlite:///{folder / 'city.sqlite'}"


def asked(folder: Path, *papers: str) -> int:
    words = [word for paper in papers for word in ("--paper", str(folder / paper))]
    return main(["new-keys", "--db", db(folder), *words, "--out", str(folder / "new.secrets")])


def test_two_papers_make_new_keys_and_the_city_uses_them(held: Path) -> None:
    before = (held / "keys" / SECRETS).read_bytes()
    assert asked(held, "keys/root-1-of-3.txt", "keys/root-2-of-3.txt") == 0
    database = Database(db(held))
    facts = read_facts(database)
    directory = read_directory(database, facts)
    database.close()
    assert (directory.seq, Path(facts.secrets)) == (1, held / "new.secrets")
    old, new = (keyfiles.read_secrets(held / name) for name in ("keys/" + SECRETS, "new.secrets"))
    assert old != new
    assert (held / "keys" / SECRETS).read_bytes() == before
    assert asked(held, "keys/root-1-of-3.txt", "keys/root-2-of-3.txt") == 2, "never written over"


@pytest.mark.parametrize(
    "papers",
    [
        ("keys/root-1-of-3.txt",),
        ("keys/root-1-of-3.txt", "others/root-2-of-3.txt"),
        ("others/root-1-of-3.txt", "others/root-2-of-3.txt"),
        ("keys/recovery-1-of-3.txt", "keys/recovery-2-of-3.txt"),
        ("keys/root-1-of-3.txt", "keys/public.json"),
        ("keys/root-1-of-3.txt", "keys/nothing.txt"),
    ],
)
def test_other_papers_change_nothing(
    held: Path, papers: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(held, *papers) == 2
    assert len(capsys.readouterr().err.splitlines()) >= 2
    assert not (held / "new.secrets").exists()
    database = Database(db(held))
    assert read_directory(database, read_facts(database)).seq == 0
    database.close()
