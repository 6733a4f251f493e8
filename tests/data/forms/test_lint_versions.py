"""Between two versions of a form: what a draft or a report relies on may not be lost in silence."""

from __future__ import annotations

import pytest

from data.forms.authoring.recording import Declared
from tests.data.forms.authored import GOOD, KNOWN, changed, codes, judged

NEWER = ("2026112101", "2026112102")
NAMA = next(line for line in GOOD.splitlines() if "| text | nama |" in line) + "\n"
UMUR = next(line for line in GOOD.splitlines() if "| integer | umur |" in line) + "\n"
END = "| | end_group |"


def _against(*swaps: tuple[str, str]) -> set[str]:
    return codes(judged(changed(*swaps), older=GOOD).findings)


def test_the_same_form_needs_no_new_version() -> None:
    assert judged(GOOD, older=GOOD).findings == ()


@pytest.mark.parametrize(
    ("code", "swaps"),
    [
        ("version.rise", (("Berapa umurnya?", "Berapa usianya?"),)),
        ("version.rise", (("Berapa umurnya?", "Berapa usianya?"), ("2026112101", "2026112001"))),
        ("version.type", (NEWER, ("| integer | umur |", "| decimal | umur |"))),
        ("version.type", (NEWER, ("| integer | umur |", "| text | umur |"))),
        ("version.moved", (NEWER, (UMUR, ""), (END, "| | end_group |\n" + UMUR + "| |  |"))),
        ("version.choice", (NEWER, ("| | yn | tidak | Tidak | No | |\n", ""))),
        ("version.gone", (NEWER, (UMUR, ""))),
        ("version.meaning", (NEWER, ("Siapa namanya?", "Kapan kejadian terakhir terjadi?"))),
        ("pathway.vanished", (NEWER, (UMUR, ""))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_lose_or_twist_an_answer_is_told(
    code: str, swaps: tuple[tuple[str, str], ...]
) -> None:
    assert code in _against(*swaps)


@pytest.mark.parametrize(
    "swaps",
    [
        (NEWER, ("Berapa umurnya?", "Berapa tahun umurnya?")),
        (NEWER, ("| | yn | tidak |", "| | yn | mungkin | Mungkin | Maybe | |\n| | yn | tidak |")),
        (NEWER, ("| Rumah | Home | |", "| Rumah | Home | ya |")),
        (
            NEWER,
            (UMUR, UMUR + UMUR.replace("| umur |", "| usia |", 1).replace("| umur |\n", "| |\n")),
        ),
        (NEWER, (NAMA + UMUR, UMUR + NAMA)),
    ],
    ids=["wording", "new choice", "retired choice", "new question", "order"],
)
def test_wording_order_and_what_is_new_are_free(swaps: tuple[tuple[str, str], ...]) -> None:
    assert judged(changed(*swaps), older=GOOD).findings == ()


def test_a_reason_must_have_words() -> None:
    known = Declared(KNOWN.fields, KNOWN.relied, KNOWN.faces, reasons={"aman"})
    why = "| calculate | why_{} | | | | | | | | | | if(${{aman}} = 'tidak', 'ya', '') | | | |\n"
    before = "| | calculate | asked |"
    words = changed((before, f"| {why.format('aman')}{before}"))
    assert judged(words, known=known).findings == ()
    told = judged(changed((before, f"| {why.format('lain')}{before}")), known=known).findings
    assert [(f.code, f.facts["code"]) for f in told] == [("reason.missing", "lain")]


def test_nothing_is_asked_of_records_where_no_fields_are_declared() -> None:
    told = judged(GOOD, known=Declared(relied=KNOWN.relied, faces=KNOWN.faces)).findings
    assert told == ()
