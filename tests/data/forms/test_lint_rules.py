"""Every lint rule: a form that trips it, with its cell, and one beside it that does not."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from data.forms.authoring.findings import Finding
from data.forms.authoring.words import WORDS
from tests.data.forms.authored import GOOD, changed, codes, judged


class Rule(NamedTuple):
    """A change that trips the rule, and one like it that does not."""

    code: str
    bad: tuple[str, str]
    good: tuple[str, str] | None = None
    place: str = ""


SKOR = "if(${limits_explained} = 'tidak', 1, 0) + count(/contoh/anak[sakit = 'ya'])"
CALC = f"| calculate | skor | | | | | | | | | | {SKOR}"
HIDDEN = CALC.replace("skor | | | | | | |", "skor | | | | | | ${aman} = 'ya' |")
LAST = "mulai | harap | level | belum_lengkap"
NO_WHY = ("| Agar bisa ditemui. | To be found. |", "| | |")
LEVEL = "if(${answered} < ${asked}, 'belum_lengkap', 'rendah')"

RULES = (
    Rule("type.unknown", ("| text | nama", "| teks | nama"), place="baris 7, kolom type"),
    Rule("type.unknown", ("| text | nama", "| video | nama"), place="baris 7, kolom type"),
    Rule("type.refused", ("| integer | umur", "| geopoint | umur"), place="baris 8"),
    Rule("calculation.missing", (f"| {SKOR} |", "| |"), place="calculation"),
    Rule("type.missing", ("| integer | umur", "| | umur"), place="baris 8, kolom type"),
    Rule("column.missing", ("| | type | name", "| | jenis | name"), place="survey, baris 3"),
    Rule("column.bad", ("::English (en) | retired |", "::English (en) | <b> |")),
    Rule("entities.column", ("| dataset | label |", "| dataset | labell |"), place="entities"),
    Rule("entities.dataset", ("| case | 'kasus' |", "| kasus baru | 'kasus' |")),
    Rule("entities.label", ("| case | 'kasus' |", "| case | |")),
    Rule("name.missing", ("| integer | umur |", "| integer | |"), place="baris 8, kolom name"),
    Rule("name.bad", ("| integer | umur |", "| integer | umur anak |")),
    Rule("name.twice", ("| integer | umur |", "| integer | nama |"), place="baris 8"),
    Rule("group.open", ("| | end_repeat |", "| | |"), place="baris 11"),
    Rule("group.close", ("| | begin_repeat | anak | Anak | Child |", "| | | | | |")),
    Rule("list.unnamed", ("| select_one yn | aman |", "| select_one | aman |")),
    Rule("list.missing", ("| select_one tempat |", "| select_one tempet |")),
    Rule("list.file", ("| select_one tempat | tempat", "| select_one_from_file t.csv | tempat")),
    Rule("choice.no-list", ("| | tempat | rumah", "| | | rumah")),
    Rule("choice.no-name", ("| | tempat | rumah |", "| | tempat | |")),
    Rule("choice.blank", ("| rumah |", "| rumah aman |"), ("| rumah |", "| rumah_aman |")),
    Rule("choice.twice", ("| balai |", "| rumah |"), ("| balai |", "| ya |")),
    Rule("choice.label", ("| Rumah | Home |", "| | |")),
    Rule("choice.still-offered", ("retired != 'ya'", ""), ("retired != 'ya'", "retired = ''")),
    Rule("label.missing", ("| Berapa umurnya? | How old? |", "| | |")),
    Rule("appearance.unknown", ("| minimal |", "| minimall |"), ("| minimal |", "| likert |")),
    Rule("reference.unknown", ("| ${aman} = 'ya' |", "| ${amann} = 'ya' |"), place="relevant"),
    Rule("reference.bad", ("| ${aman} = 'ya' |", "| ${aman = 'ya' |")),
    Rule("settings.form-id", ("| contoh | 2026112101", "| | 2026112101")),
    Rule("settings.form-id-bad", ("| contoh | 2026112101", "| Contoh Baru | 2026112101")),
    Rule("settings.version", ("| contoh | 2026112101 |", "| contoh | |")),
    Rule("settings.version-bad", ("2026112101", "v1")),
    Rule("column.unknown", ("| constraint |", "| constrain |"), ("| constraint |", "| required |")),
    Rule("column.no-language", ("label::English (en) | guidance", "label | guidance")),
    Rule("form.unknown", ("| contoh |", "| lain |")),
    Rule("function.unknown", ("string-length(.) < 40", "string-len(.) < 40"), place="constraint"),
    Rule("formula.slip", ("string-length(.) < 40", "string-length(.) < < 40")),
    Rule("formula.unfinished", ("string-length(.) < 40", "string-length(. < 40")),
    Rule(
        "pattern.nested",
        ("string-length(.) < 40", "regex(., '^(a+)+$')"),
        ("string-length(.) < 40", "regex(., '^(ab)+$')"),
    ),
    Rule("pattern.bad", ("string-length(.) < 40", "regex(., '(a')")),
    Rule("engine.formula", ("string-length(.) < 40", "if(. = 'a')")),
    Rule("engine.cycle", (f"| {SKOR} |", "| if(${level} = 'tinggi', 1, 0) |")),
    Rule("engine.path", ("string-length(.) < 40", "/contoh/tidak_ada = '1'")),
    Rule(
        "score.sum",
        (SKOR, "sum(${umur})"),
        (SKOR, "sum(if(${aman} = 'ya', 1, 0))"),
        place="kolom calculation",
    ),
    Rule("score.shape", (SKOR, "${umur} + 1"), (SKOR, "if(${umur} > 3, 2, 0) + 1")),
    Rule("score.hidden", (CALC, HIDDEN)),
    Rule("level.no-count", ("| calculate | asked |", "| calculate | ditanya |")),
    Rule("level.no-incomplete", (LEVEL, "'rendah'"), (LEVEL, "'sedang'")),
    Rule("level.low-empty", (LEVEL, "if(${answered} > 1, 'belum_lengkap', 'rendah')")),
    Rule("level.low-open", ("| 2 | | | |", "| 1 | | | |")),
    Rule(
        "level.uncounted",
        (SKOR, "if(${umur} < 18, 1, 0)"),
        (SKOR, "if(${aman} = 'tidak_tahu', 1, 0)"),
    ),
    Rule(
        "level.ignored",
        ("| minimal | tempat |", "| minimal | |"),
        ("| retired != 'ya' | minimal | tempat |", "| retired != ${tempat} | minimal | |"),
        place="baris 9",
    ),
    Rule(
        "image.unknown",
        ("English (en) | retired |", "English (en) | image |"),
        ("| Balai | Hall | ya |", "| Balai | Hall | |"),
    ),
    Rule("text.untranslated", ("| How old? |", "| |"), place="label::English (en)"),
    Rule("text.half-translated", ("| To be found. |", "| |")),
    Rule("text.default-language", ("2026112101 | Bahasa Indonesia (id)", "2026112101 | id")),
    Rule(
        "text.long",
        ("Agar bisa ditemui.", "satu " * 16 + "."),
        ("Agar bisa ditemui.", "satu " * 15 + ". dua."),
    ),
    Rule("text.long-en", ("To be found.", "one " * 16), ("To be found.", "one " * 15)),
    Rule("text.no-why", NO_WHY),
    Rule("record.no-entities", ("| | case | 'kasus' |\n", ""), place="save_to"),
    Rule("record.undeclared", ("| aman |\n", "| amanah |\n"), place="save_to"),
    Rule("record.type", ("| umur |\n", "| nama |\n")),
    Rule("trial.level", ("| | harap | level | darurat |\n", "")),
    Rule("trial.other", ("level | darurat", "level | tinggi"), place="lembar uji, baris 33"),
    Rule("trial.hidden", ("harap | nama | tersembunyi", "jawab | nama | Sari")),
    Rule("trial.choice", ("jawab | aman | tidak", "jawab | aman | mungkin")),
    Rule("trial.question", ("jawab | aman | tidak", "jawab | amann | tidak")),
    Rule("trial.step", ("harap | nama", "lihat | nama")),
    Rule("trial.no-expectation", (LAST, "mulai | jawab | aman | ya")),
    Rule("trial.none", (GOOD[GOOD.index("| uji |") :], "")),
    Rule("compiler.refused", ("| integer | umur |", "| integer | meta |")),
)  # fmt: skip


def _findings(swap: tuple[str, str]) -> tuple[Finding, ...]:
    return judged(changed(swap)).findings


def test_the_form_without_a_fault_has_no_finding_at_all() -> None:
    good = judged(GOOD)
    assert good.findings == ()
    assert good.fit
    assert good.levels == ("darurat", "tinggi", "rendah", "belum_lengkap")


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_form_that_breaks_the_rule_is_told_so(rule: Rule) -> None:
    found = [finding for finding in _findings(rule.bad) if finding.code == rule.code]
    assert found
    assert any(rule.place in finding.place.said("id") for finding in found)
    assert found[0].said("id") != found[0].said("en")


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.good], ids=[r.code for r in RULES if r.good]
)
def test_a_form_that_comes_close_is_left_alone(rule: Rule) -> None:
    assert rule.good is not None
    assert rule.code not in codes(_findings(rule.good))


def test_a_sealed_question_before_limits_and_consent_is_an_error() -> None:
    ask = next(line for line in GOOD.splitlines() if "| text | nama |" in line) + "\n"
    limits = next(line for line in GOOD.splitlines() if "| limits_explained | Batas" in line) + "\n"
    early = GOOD.replace(ask, "", 1).replace(limits, ask + limits, 1)
    told = [f for f in judged(early).findings if f.code == "record.before-consent"]
    assert [f.place.row for f in told] == [5]
    assert told[0].severity == "error"


def test_a_sealed_question_that_shows_without_consent_is_an_error() -> None:
    asked = ("| limits_explained | Batas", "| consent_store | Batas")
    renamed = changed(asked).replace("${limits_explained}", "${consent_store}")
    renamed = renamed.replace("| limits_explained |", "| consent_store |")
    told = [f for f in judged(renamed).findings if f.code == "record.without-consent"]
    assert [f.place.row for f in told] == [7]
    through = renamed.replace("${aman} = 'ya' |", "${skor} = 0 |", 1)
    assert "record.without-consent" not in codes(judged(through).findings)


def test_several_faults_are_told_at_once() -> None:
    text = changed(("| text | nama", "| teks | nama"), ("| minimal |", "| kecil |"))
    assert {"type.unknown", "appearance.unknown"} <= codes(judged(text).findings)


def test_every_sentence_says_what_to_do_in_both_languages() -> None:
    for code, (severity, indonesian, english) in WORDS.items():
        assert severity in {"error", "warning", "note"}, code
        assert indonesian != english, code
        assert indonesian.strip().endswith((".", "}", ")")), code
