"""Canary words: what a person records stands nowhere on a disk in the clear.

The scanner is proved first, with words planted in every form; then it reads the homes, the city's
database with its logs, and every log of a run in which processes were killed on the way (X4, X4b).
"""

from __future__ import annotations

import base64
import html
import sqlite3
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from responder_app.demo_answers import DEFAULT
from tests.campaigns.canary import hits
from tests.campaigns.story import Story, judge
from tests.campaigns.town import Town

WORD = "Melur & Kenanga “Übung” <31>"


def _base64(shift: int) -> bytes:
    return base64.b64encode(b"\x11\x22\x33"[:shift] + WORD.encode() + b" and more")


@pytest.mark.parametrize(
    ("form", "planted"),
    [
        ("utf-8", WORD.encode()),
        ("utf-8", WORD.upper().encode()),
        ("utf-16-le", WORD.encode("utf-16-le")),
        ("utf-16-be", WORD.encode("utf-16-be")),
        ("html", html.escape(WORD).encode()),
        ("html-ascii", html.escape(WORD).encode("ascii", "xmlcharrefreplace")),
        ("url", quote(WORD, safe="").encode()),
        ("url-form", quote_plus(WORD).encode()),
        ("json", b"Melur & Kenanga \\u201c\\u00dcbung\\u201d <31>"),
        ("hex", WORD.encode().hex().encode()),
        ("base64-0", _base64(0)),
        ("base64-1", _base64(1)),
        ("base64-2", _base64(2)),
        ("base64-url-1", base64.urlsafe_b64encode(b"\x11" + WORD.encode())),
    ],
)
def test_a_planted_word_is_found_in_every_form(tmp_path: Path, form: str, planted: bytes) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "planted.bin").write_bytes(b"\x00" * 1001 + planted + b"\x00" * 77)
    (tmp_path / "clean.bin").write_bytes(b"nothing of anybody" * 99)
    assert ("deep/planted.bin", form) in hits(tmp_path, [WORD])
    assert all(path == "deep/planted.bin" for path, _form in hits(tmp_path, [WORD]))


def test_a_word_across_two_pieces_of_a_large_file_is_found(tmp_path: Path) -> None:
    piece = 1 << 22
    (tmp_path / "large").write_bytes(bytes(piece - 5) + b"melati-rahasia" + bytes(piece))
    assert ("large", "utf-8") in hits(tmp_path, ["melati-rahasia"])


def test_a_word_in_a_file_name_is_found_and_screenshots_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "Melur Kenanga.txt").write_bytes(b"")
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "01.png").write_bytes(b"Melur Kenanga")
    assert hits(tmp_path, ["melur kenanga"]) == [("Melur Kenanga.txt", "name")]


def test_a_word_in_a_database_and_its_log_is_found(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "plain.db")
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t(x TEXT)")
        database.execute("INSERT INTO t VALUES ('Melur Kenanga')")
        database.commit()
        assert ("plain.db-wal", "utf-8") in hits(tmp_path, ["Melur Kenanga"])
    finally:
        database.close()


def test_a_word_too_short_to_mean_anything_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least four"):
        hits(tmp_path, ["ab"])


def test_what_a_person_records_stands_nowhere_in_the_clear(tmp_path: Path) -> None:
    typed = DEFAULT["intake"]
    words = [
        str(typed[name])
        for name in ("survivor_name", "own_words", "address_note", "safe_contact", "withhold_from")
    ]
    words += [part for word in words[:1] for part in word.split()] + ["CAMPAIGN-leak"]
    town = Town(tmp_path / "town")
    try:
        town.found()
        town.start()
        story = Story(town)
        story.tell("CAMPAIGN-leak-1")
        town.all["cadre-courier"].strike()
        town.all["city"].strike()
        story.await_death()
        story.revive()
        story.tell("CAMPAIGN-leak-2")
        assert not judge(story)
        assert hits(town.root, words) == [], "while everything runs, logs of databases included"
        town.all["cadre"].strike()
        town.all["desk"].strike()
        story.await_death()
        assert hits(town.root, words) == [], "after the power was cut"
        names = {path.name for path in town.root.rglob("*") if path.is_file()}
        assert {"city.sqlite", "mailbag.db", "log.txt"} <= names
        assert any(name.endswith("-wal") for name in names)
    finally:
        town.kill()
