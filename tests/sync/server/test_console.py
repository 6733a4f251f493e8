"""The command line: help in both languages, clear sentences for bad input, nothing written over."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from sync.server.__main__ import main
from sync.server.keyfiles import ADMIN, DESK, PUBLIC, SECRETS
from sync.server.shares import combine, read_paper, split
from sync.server.texts import say

ORDERS = (
    "ceremony", "init", "serve", "enrol-code", "backup", "restored", "confirm", "check", "demo",
    "counts", "laptops", "new-keys",
)  # fmt: skip
CODE = ("--role", "kader_pkk", "--area", "2172041003", "--display", "Kader RW 3")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A ceremony that was held, and a database that was prepared."""
    keys = tmp_path / "keys"
    assert main(["ceremony", "--out", str(keys)]) == 0
    assert _init(tmp_path, keys) == 0
    return tmp_path


def _init(folder: Path, keys: Path) -> int:
    return main(
        [
            "init", "--db", _db(folder), "--public", str(keys / PUBLIC),
            "--secrets", str(keys / SECRETS),
        ]
    )  # fmt: skip


def _db(folder: Path) -> str:
    return f"sqlite:///{folder / 'city.sqlite'}"


@pytest.mark.parametrize("order", ["", *ORDERS])
def test_help_speaks_both_languages(order: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([order, "--help"] if order else ["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    key = f"cli.{order}" if order else "cli.about"
    assert {say(key, "id"), say(key, "en")} <= set(shown.splitlines())


def test_secrets_of_a_ceremony_are_for_their_owner_only_and_never_written_over(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (SECRETS, ADMIN, DESK, "root-1-of-3.txt", "recovery-3-of-3.txt"):
        assert stat.S_IMODE((held / "keys" / name).stat().st_mode) == 0o600
    before = (held / "keys" / ADMIN).read_bytes()
    capsys.readouterr()
    assert main(["ceremony", "--out", str(held / "keys")]) == 2
    said = capsys.readouterr().err
    assert "Tidak ada yang ditimpa" in said and "Nothing was written over" in said
    assert (held / "keys" / ADMIN).read_bytes() == before


def test_any_two_recovery_papers_open_what_one_cannot(held: Path) -> None:
    papers = [read_paper((held / "keys" / f"recovery-{n}-of-3.txt").read_text()) for n in (1, 2, 3)]
    secret = combine(papers[0], papers[1])
    assert secret == combine(papers[2], papers[0]) == combine(papers[1], papers[2])
    assert all(secret not in (paper.first, paper.second) for paper in papers)
    with pytest.raises(ValueError, match="two different shares"):
        combine(papers[0], papers[0])
    with pytest.raises(ValueError, match="two different secrets"):
        combine(papers[0], split(bytes(32), bytes(range(64)))[1])


def test_a_mistyped_recovery_paper_is_noticed(held: Path) -> None:
    text = (held / "keys" / "root-2-of-3.txt").read_text()
    place = text.index("\n") + 3
    typo = text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
    with pytest.raises(ValueError, match="mistyped"):
        read_paper(typo)


def test_init_may_be_repeated_but_not_for_another_city(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _init(held, held / "keys") == 0
    assert main(["ceremony", "--out", str(held / "other")]) == 0
    assert _init(held, held / "other") == 2
    assert "another city" in capsys.readouterr().err


def test_secrets_of_another_ceremony_are_refused(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["ceremony", "--out", str(held / "other")])
    secrets_of_other = str(held / "other" / SECRETS)
    assert main(["serve", "--db", _db(held), "--secrets", secrets_of_other]) == 2
    assert "not the keys of this city" in capsys.readouterr().err


def test_a_code_line_is_printed_and_its_voucher_loaded_where_the_city_is(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    voucher = held / "voucher.json"
    capsys.readouterr()
    url = "https://kota.example:8443"
    assert (
        main(
            ["enrol-code", "--keys", str(held / "keys"), *CODE, "--out", str(voucher), "--url", url]
        )
        == 0
    )
    line = capsys.readouterr().out.strip()
    parts = line.split("|")
    assert parts[0:2] == ["PSKE1", url] and parts[4] == "2172"
    assert [len(part) for part in parts[2:4]] == [16, 32] and len(parts[5]) == 12
    assert parts[5] not in voucher.read_text()
    assert main(["enrol-code", "--load", str(voucher), "--db", _db(held)]) == 0


def test_a_voucher_of_another_city_is_not_loaded(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["ceremony", "--out", str(held / "other")])
    voucher = held / "foreign.json"
    main(["enrol-code", "--keys", str(held / "other"), *CODE, "--out", str(voucher)])
    assert main(["enrol-code", "--load", str(voucher), "--db", _db(held)]) == 2
    assert "Nothing was loaded" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["serve", "--db", "sqlite:////nowhere/at/all.sqlite"], "was not found"),
        (["serve", "--db", "mysql://x/y"], "Only SQLite and PostgreSQL"),
        (["serve", "--db", "what?"], "cannot be read"),
        (["serve", "--db", "postgresql://nobody@127.0.0.1:1/x"], "cannot be opened"),
        (["enrol-code"], "enrol-code needs"),
        (["enrol-code", "--keys", "/nowhere", *CODE], "was not found"),
    ],
)
def test_bad_input_gets_a_sentence_and_status_2(
    typed: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    said = capsys.readouterr().err
    assert words in said and len(said.strip().splitlines()) == 2


@pytest.mark.parametrize(
    "typed",
    [
        ["ceremony", "--out", "x", "--city", "21"],
        ["ceremony", "--out", "x", "--letters", "T1"],
        ["ceremony", "--out", "x", "--url", "http://kota.example"],
        ["ceremony", "--out", "x", "--url", "https://a|b"],
        ["enrol-code", "--area", "217204"],
        ["enrol-code", "--role", "raja"],
        ["backup", "--db", "sqlite:///x", "--out", "y", "--keep", "0"],
        ["dance"],
        [],
    ],
)
def test_an_option_that_cannot_be_ends_before_anything_begins(typed: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 2


def test_an_empty_or_newer_database_is_not_served(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = held / "empty.sqlite"
    empty.touch()
    assert main(["serve", "--db", f"sqlite:///{empty}"]) == 2
    assert "still empty" in capsys.readouterr().err
    from_text = held / "text.sqlite"
    from_text.write_text("this is a letter, not a database, and it is long enough to be read")
    assert main(["serve", "--db", f"sqlite:///{from_text}"]) == 2
    assert "cannot be opened" in capsys.readouterr().err
    assert from_text.read_text().startswith("this is a letter")


def test_a_demo_city_answers_on_this_computer_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["ceremony", "--out", str(tmp_path / "keys"), "--demo"])
    _init(tmp_path, tmp_path / "keys")
    assert main(["serve", "--db", _db(tmp_path), "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "only answer on this computer" in capsys.readouterr().err


def test_counts_and_backup_say_what_they_found(
    held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "--db", _db(held), "--out", str(held / "b"), "--keep", "7"]) == 0
    capsys.readouterr()
    assert main(["counts", "--db", _db(held)]) == 0
    assert json.loads(capsys.readouterr().out) == {"rows": 0, "distinct": 0, "opids": []}
    assert len(list((held / "b").glob("city-2172-*.sqlite"))) == 1
