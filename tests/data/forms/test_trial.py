"""The `uji` sheet: cases run as a window would fill the form, failures say expected and got."""

from __future__ import annotations

from data.forms import trial
from data.forms.compile import compile_markdown
from data.forms.formdef import load_form
from tests.data.forms.authored import GOOD, book, changed, judged

FORM = """
| survey |
| | type | name | label | relevant | calculation |
| | integer | n | N | | |
| | date | d | D | ${n} > 1 | |
| | begin_repeat | anak | Anak | | |
| | text | nm | Nama | | |
| | end_repeat | | | | |
| | calculate | banyak | | | count(/f/anak[nm != '']) |
| settings |
| | form_id | version |
| | f | 1 |
| uji |
| | kasus | langkah | pertanyaan | nilai |
"""


def _run(*rows: str) -> tuple[trial.Outcome, ...]:
    text = FORM + "".join(f"| | {row} |\n" for row in rows)
    return trial.run_markdown(text, load_form(compile_markdown(text, "f")))


def test_rows_of_a_case_run_in_order_in_a_record_of_their_own() -> None:
    outcomes = _run(
        "satu | jawab | n | 2", " | harap | d | tampil", " | jawab | d | 2026-11-22",
        " | harap | d | 2026-11-22", " | jawab | n | 1", " | harap | d | tersembunyi",
        " | harap | d | ", "dua | harap | n | ", " | harap | d | tersembunyi",
    )  # fmt: skip
    assert [outcome.case.name for outcome in outcomes] == ["satu", "dua"]
    assert all(outcome.passed for outcome in outcomes)


def test_a_repeat_gets_rows_and_each_row_its_own_answer() -> None:
    (outcome,) = _run(
        "anak | jawab | nm | Ani", " | harap | banyak | 1", " | tambah | anak | ",
        " | jawab | nm[2] | Budi", " | harap | banyak | 2", " | harap | nm[2] | Budi",
    )  # fmt: skip
    assert outcome.failures == ()


def test_a_number_is_the_same_however_it_is_written() -> None:
    (outcome,) = _run("angka | jawab | n | 3", " | harap | n | 3.0")
    assert outcome.passed


def test_a_failure_says_row_question_expected_and_got() -> None:
    outcomes = _run("satu | jawab | n | 2", " | harap | n | 3", " | jawab | tiada | 1")
    first, second = outcomes[0].failures
    assert (first.row, first.question, first.expected, first.got) == (16, "n", "3", "2")
    assert (second.code, second.row) == ("trial.question", 17)
    assert not outcomes[0].passed


def test_a_level_counts_as_covered_only_by_a_case_that_passes_whole() -> None:
    assert judged(GOOD).fit
    broken = changed(("| | | harap | nama | tersembunyi |", "| | | harap | nama | tampil |"))
    told = judged(broken)
    assert [f.facts["level"] for f in told.findings if f.code == "trial.level"] == ["darurat"]
    assert not told.fit


def test_a_checklist_without_cases_is_not_fit_for_a_pack() -> None:
    told = judged(GOOD[: GOOD.index("| uji |")])
    assert [finding.code for finding in told.findings] == ["trial.none"]
    assert not told.fit


def test_a_form_without_a_level_needs_no_cases() -> None:
    lines = [line for line in GOOD[: GOOD.index("| uji |")].splitlines() if "| level |" not in line]
    assert judged("\n".join(lines)).fit


def test_cases_give_the_same_outcome_on_every_run() -> None:
    form = judged(GOOD).compiled.form
    assert form is not None
    cases = trial.cases_of(book(GOOD))
    assert trial.run(form, cases) == trial.run(form, cases)
