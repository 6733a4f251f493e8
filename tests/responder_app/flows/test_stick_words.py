"""Every end of a stick has its words: what happened, what is safe, what to do."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from responder_app.flows import stick_words
from responder_app.work.sticks import StickWork, ToCarry
from sync.client.stick_errands import STOPPED
from sync.protocol import stick
from ui.app import set_language
from ui.drives import Drive
from ui.screens.stick import StickStage
from ui.words import failures
from ui.words.stick import stick_failure, table

CODES = ("stick-gone", "stick-full", "stick-read-only", "stick-not-a-folder", "stick-differs",
         "stick-on-system-disk", STOPPED)  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", [*CODES, "disk-full", "not-enrolled", "unknown-errand", ""])
def test_a_failed_stick_says_all_three(code: str, language: str, qapp: QApplication) -> None:
    set_language(qapp, language)
    page = stick_words.end(StickWork(1, "failed", code), out=True)
    assert page.stage is StickStage.FAILED
    assert page.line and page.safe and page.todo


def test_every_code_the_courier_names_has_its_own_words(qapp: QApplication) -> None:
    named = set(re.findall(r"stick-[a-z-]+", stick.StickProblem.__doc__ or ""))
    assert named == set(CODES) and named <= set(table())
    assert stick_failure("never-heard-of") == failures.failure("never-heard-of")


def test_the_two_languages_differ(qapp: QApplication) -> None:
    set_language(qapp, "id")
    here = table()
    set_language(qapp, "en")
    there = table()
    assert not [code for code, told in there.items() if told.what == here[code].what]


def test_what_was_read_back_before_a_failure_still_counts(qapp: QApplication) -> None:
    page = stick_words.end(StickWork(1, "failed", "stick-gone", result={"letters": 4}), out=True)
    assert any("4" in line for line in page.details)


def test_a_stick_that_was_only_read_says_nothing_of_carrying(qapp: QApplication) -> None:
    set_language(qapp, "id")
    for code in ("stick-gone", STOPPED):
        page = stick_words.end(StickWork(1, "failed", code), out=False)
        assert page.safe == "Semuanya tetap aman di laptop ini. Yang sudah diambil dari stik tetap."
    full = stick_words.end(StickWork(1, "failed", "disk-full"), out=False)
    assert full.line == "Disk laptop ini penuh."  # not the stick that is in her hand


def test_a_good_end_says_how_many_and_that_it_may_be_pulled_out(qapp: QApplication) -> None:
    set_language(qapp, "id")
    work = StickWork(1, "done", "ok", result={"letters": 5, "bytes": 65_536})
    page = stick_words.end(work, out=True)
    assert page.line == "5 surat ada di stik dan sudah dibaca ulang."
    assert any("Stik boleh dicabut." in line for line in page.details)
    assert page.state == "dititipkan"
    one = stick_words.end(StickWork(1, "done", "ok", result={"letters": 1}), out=True)
    assert one.line.startswith("1 surat")


def test_nothing_to_carry_and_nothing_new_are_good_ends(qapp: QApplication) -> None:
    set_language(qapp, "id")
    for out, words in ((True, "Tidak ada yang perlu dibawa."), (False, "Tidak ada yang baru")):
        page = stick_words.end(StickWork(1, "done", "ok"), out=out)
        assert page.stage is StickStage.DONE and page.line.startswith(words)


def test_everything_passed_over_is_counted_once(qapp: QApplication) -> None:
    set_language(qapp, "id")
    words = ("foreign", "not-a-bundle", "cut", "newer", "too-big", "old", "not-asked", "signature",
             "no-room", "changed")  # fmt: skip
    work = StickWork(1, "done", "ok", result={"passed_over": dict.fromkeys(words, 1)})
    page = stick_words.end(work, out=False)
    counts = [int(line.split()[0]) for line in page.details if line[0].isdigit()]
    assert sum(counts) == work.passed_over == len(words)


def test_only_a_stick_one_can_write_is_offered_for_writing(qapp: QApplication) -> None:
    locked = Drive("/x", "x", 10_000_000, 20_000_000, True)
    full = Drive("/y", "y", 10, 20_000_000, False)
    assert not stick_words.drive(locked, out=True).usable
    assert not stick_words.drive(full, out=True).usable
    assert stick_words.drive(locked, out=False).usable and stick_words.drive(full, out=False).usable


def test_what_would_be_carried_is_said_before(qapp: QApplication) -> None:
    set_language(qapp, "id")
    said = stick_words.intro(ToCarry(12, 84_000, 2_000_000, 1, 0), out=True)
    assert said == "Dibawa: 12 surat, 84 KB, 2,0 MB lampiran, 1 paket laptop lain."
    assert "Tidak ada yang menunggu" in stick_words.intro(ToCarry(0, 0, 0, 0, 0), out=True)
    assert stick_words.intro(None, out=True) == ""
