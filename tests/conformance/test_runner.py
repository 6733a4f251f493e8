"""Tests of the judge itself, on tiny folders made here: it passes, fails, filters and counts."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.__main__ import main
from tests.conformance.trees import differences

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><instance>
<data id="t"><a/><b/><r jr:template=""><n/></r><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/a" type="int" constraint=". &lt; 5" jr:constraintMsg="small!"/>
<bind nodeset="/data/b" calculate="/data/a + 1" relevant="/data/a &gt; 0"/>
<bind nodeset="/data/meta/instanceID" jr:preload="uid"/></model></h:head><h:body>
<input ref="/data/a"><label>A</label><hint>a number</hint></input>
<repeat nodeset="/data/r"><input ref="/data/r/n"/></repeat></h:body></h:html>"""


def folder(place: Path, steps: list[dict[str, Any]], final: str | None = None) -> Path:
    (place / "forms").mkdir()
    (place / "scenarios").mkdir()
    (place / "forms" / "t.xml").write_text(FORM, encoding="utf-8")
    scenario: dict[str, Any] = {"title": "first", "steps": steps}
    if final is not None:
        scenario["final_xml"] = final
    for name, features in (("one", ["calculate"]), ("two", ["calculate", "rank"])):
        document = {
            "format": 1,
            "id": name,
            "form": "forms/t.xml",
            "features": features,
            "scenarios": [scenario],
        }
        path = place / "scenarios" / f"{name}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
    (place / "phase1.json").write_text('["calculate"]', encoding="utf-8")
    return place


GOOD: list[dict[str, Any]] = [
    {
        "do": "load",
        "expect": [
            {"ref": "/data/a", "label": "A", "hint": "a number", "by": "test"},
            {"ref": "/data/b", "relevant": False, "value": "never looked at"},
            {"ref": "/data/r", "count": 0},
        ],
    },
    {
        "do": "answer",
        "ref": "/data/a",
        "value": "7",
        "expect": [
            {"ref": "/data/a", "valid": False, "violation": "constraint", "message": "small!"},
            {"ref": "/data/b", "relevant": True, "value": "8"},
        ],
    },
    {"do": "add_repeat", "ref": "/data/r", "expect": [{"ref": "/data/r[1]", "exists": True}]},
    {"do": "roundtrip", "expect": [{"ref": "/data/r", "count": 1}]},
    {
        "do": "remove_repeat",
        "ref": "/data/r",
        "index": 1,
        "expect": [{"ref": "/data/r[1]", "exists": False}],
    },
    {"do": "edit", "expect": [{"ref": "/data/b", "value": "8"}]},
]
FINAL = (
    '<data id="t"><a> 7 </a><b>8</b><meta><instanceID>*</instanceID>'
    "<deprecatedID>*</deprecatedID></meta></data>"
)


def test_a_folder_whose_facts_all_hold_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder(tmp_path, GOOD, FINAL))]) == 0
    assert capsys.readouterr().out.splitlines() == ["2 passed, 0 failed"]


def test_every_fact_that_does_not_hold_is_printed_with_its_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[dict[str, Any]] = [
        {"do": "load", "expect": [{"ref": "/data/a", "label": "B"}]},
        {"do": "answer", "ref": "/data/zz", "value": "1"},
        {"do": "fly"},
        {
            "do": "answer",
            "ref": "/data/a",
            "value": "1",
            "expect": [{"ref": "/data/r", "count": 2}],
        },
    ]
    assert main([str(folder(tmp_path, steps, "<data/>"))]) == 1
    printed = capsys.readouterr().out
    for part in (
        "FAILED one: first",
        "step 1 load /data/a label: expected 'B', got 'A'",
        "step 2 answer /data/zz step: expected 'done'",
        "step 3 fly",
        "step 4 answer /data/r count: expected 2, got 0",
        "step 0 final_xml /data/@id xml: expected None, got 't'",
        "0 passed, 2 failed",
    ):
        assert part in printed


def test_a_filter_by_features_counts_the_chosen_and_still_tells_the_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder(tmp_path, GOOD)
    (place / "scenarios" / "two.json").write_text(
        (place / "scenarios" / "two.json").read_text().replace('"value": "8"', '"value": "9"')
    )
    assert main([str(place), "--features", "phase1"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 passed, 0 failed",
        "all features: 1 passed, 1 failed",
    ]
    assert main([str(place), "--features", "all"]) == 1


def test_a_form_to_be_refused_passes_only_when_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder(tmp_path, [{"do": "load", "expect_load_error": True}])
    assert main([str(place)]) == 1
    assert "expected 'refused', got 'loaded'" in capsys.readouterr().out
    (place / "forms" / "t.xml").write_text(FORM.replace("/data/a + 1", "/data/b + 1"))
    assert main([str(place)]) == 0


def test_json_names_every_scenario_and_its_misses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [{"do": "load", "expect": [{"ref": "/data/a", "required": True}]}]
    assert main([str(folder(tmp_path, steps)), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["passed"], document["failed"]) == (0, 2)
    assert document["scenarios"][0]["misses"][0]["fact"] == "required"


def test_a_folder_without_scenarios_is_no_success(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 2


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("{", "this file is no JSON"),
        ("[]", "this file has no list of scenarios"),
        ('{"scenarios": [{"title": "x", "steps": [{"do": "load"}]}]}', "this file names no form"),
        ('{"form": "forms/no.xml", "scenarios": [{"steps": [{"do": "load"}]}]}', "is not there"),
        ('{"form": "forms/t.xml", "scenarios": [{"title": "x"}]}', "this scenario has no steps"),
        ('{"form": "forms/t.xml", "scenarios": ["x"]}', "cannot be played"),
        ('{"form": "forms/t.xml", "scenarios": [{"steps": ["x"]}]}', "step 1"),
        ('{"form": "forms/t.xml", "scenarios": [{"steps": [{"do": "fly"}]}]}', "is not known"),
        (
            '{"form": "forms/t.xml", "scenarios": [{"steps": [{"do": "answer", "ref": "/data/a", '
            '"value": "1"}]}]}',
            "the first step is no load",
        ),
        (
            '{"form": "forms/t.xml", "scenarios": [{"steps": [{"do": "load", "expect": [{}]}]}]}',
            "fact: expected",
        ),
        (
            '{"form": "forms/t.xml", "scenarios": [{"steps": [{"do": "load"}], '
            '"final_xml": "<data"}]}',
            "final_xml",
        ),
        (
            '{"form": "forms/t.xml", "attachments": 3, "scenarios": [{"steps": [{"do": "load"}, '
            '{"do": "answer", "ref": 3, "value": null}]}]}',
            "step 2 answer 3",
        ),
    ],
)
def test_what_cannot_be_played_fails_with_a_sentence_and_the_rest_is_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: str, sentence: str
) -> None:
    place = folder(tmp_path, GOOD)
    (place / "scenarios" / "two.json").write_text(broken, encoding="utf-8")
    assert main([str(place)]) == 1
    printed = capsys.readouterr()
    assert sentence in printed.out
    assert printed.out.splitlines()[-1] == "1 passed, 1 failed"
    assert main([str(place), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["failed"] == 1


def test_a_folder_or_a_list_of_features_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "no folder" in capsys.readouterr().err
    assert main([str(folder(tmp_path, GOOD)), "--features", "phase9"]) == 2
    assert "phase9" in capsys.readouterr().err


def test_scenarios_are_found_without_an_index_and_without_their_own_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder(tmp_path, GOOD)
    for path in (place / "scenarios").iterdir():
        path.rename(place / path.name)
    (place / "scenarios").rmdir()
    assert main([str(place)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 0 failed"


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        (b"<a><b/><c> x </c></a>", b"<a><b></b><c>x</c></a>", True),
        (b'<a xmlns:p="u"><p:b k="*"/></a>', b'<a xmlns:q="u"><q:b k="1"/></a>', True),
        (b"<a>*</a>", b"<a/>", True),
        (b"<a><b/><c/></a>", b"<a><c/><b/></a>", False),
        (b'<a k="*"/>', b"<a/>", False),
        (b"<a/>", b'<a k="1"/>', False),
        (b"<a>x</a>", b"<a>y</a>", False),
        (b"<a/>", b"<b/>", False),
    ],
)
def test_records_are_compared_as_trees(wanted: bytes, got: bytes, same: bool) -> None:
    assert (not list(differences(wanted, got))) == same


def test_without_a_list_in_the_folder_the_first_phase_is_the_houses_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder(tmp_path, GOOD)
    (place / "phase1.json").unlink()
    assert main([str(place), "--features", "phase1"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "1 passed, 0 failed"
