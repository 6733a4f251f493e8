"""Answers of a demo are judged before anything starts: every refused one is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from responder_app.demo_answers import DEFAULT, AnswersRefused, read_answers


def refused(tmp_path: Path, said: object) -> dict[str, str]:
    """Complaints by question for a file that says ``said``."""
    file = tmp_path / "answers.json"
    file.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    with pytest.raises(AnswersRefused) as problem:
        read_answers(file)
    return {one.question: one.reason for one in problem.value.complaints}


def intake(**changes: Any) -> dict[str, Any]:
    """The default intake with changes; None leaves a question out."""
    merged = {**DEFAULT["intake"], **changes}
    return {name: value for name, value in merged.items() if value is not None}


def test_a_missing_required_answer_is_named(tmp_path: Path) -> None:
    assert "sex" in refused(tmp_path, {"intake": intake(sex=None)})


def test_a_choice_that_does_not_exist_is_named_with_its_word(tmp_path: Path) -> None:
    complaints = refused(tmp_path, {"intake": intake(violence_types=["fisik", "lempar"])})
    assert "lempar" in complaints["violence_types"]


def test_a_question_nobody_knows_is_named(tmp_path: Path) -> None:
    assert "favourite_colour" in refused(tmp_path, {"intake": intake(favourite_colour="biru")})


def test_an_unknown_checklist_and_an_unknown_part_are_named(tmp_path: Path) -> None:
    assert "checklist" in refused(tmp_path, {"checklist": "XYZ"})
    assert "extra" in refused(tmp_path, {"extra": {}})


def test_a_checklist_without_its_answers_names_each_of_them(tmp_path: Path) -> None:
    complaints = refused(tmp_path, {"checklist": "ANAK"})
    assert {"anak_m1", "anak_o1", "anak_k1"} <= complaints.keys()


def test_no_consent_means_nothing_may_be_kept(tmp_path: Path) -> None:
    complaints = refused(tmp_path, {"intake": intake(consent_store="tidak")})
    assert "consent_store" in complaints


def test_consent_for_nobody_means_nothing_can_be_sent(tmp_path: Path) -> None:
    complaints = refused(tmp_path, {"intake": intake(consent_services=["tidak_ada"])})
    assert "consent_services" in complaints


@pytest.mark.parametrize("said", ["{", "[1]", '{"intake": 3}', '{"intake": {"sex": {"a": 1}}}'])
def test_what_is_no_such_file_is_said_plainly(tmp_path: Path, said: str) -> None:
    assert refused(tmp_path, said)


def test_a_value_outside_its_limits_is_refused_in_the_forms_words(tmp_path: Path) -> None:
    assert "age_years" in refused(tmp_path, {"intake": intake(age_years=-4)})


def test_answers_nobody_asks_for_are_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    said = {"intake": intake(sexual_window="tidak", recorder_role="kader_pkk")}
    file.write_text(json.dumps(said), encoding="utf-8")
    answers = read_answers(file)
    assert set(answers.ignored) == {"sexual_window", "recorder_role"}
    assert "sexual_window" not in answers.intake


def test_several_choices_numbers_and_area_codes_are_taken_as_people_write_them(
    tmp_path: Path,
) -> None:
    file = tmp_path / "answers.json"
    said = {"intake": intake(age_years=31.0, home_area_code="2172031001", needs="aman hukum")}
    file.write_text(json.dumps(said), encoding="utf-8")
    answers = read_answers(file)
    assert answers.intake["age_years"] == "31"
    assert answers.intake["needs"] == "aman hukum"
    assert answers.intake["home_area_code"].replace(".", "") == "2172031001"


@pytest.mark.parametrize("name", ["IPV5", "ANAK", "JIWA", "KBGO", "TPPO", "MEDIS"])
def test_every_checklist_may_be_named_and_asks_for_its_own_answers(
    tmp_path: Path, name: str
) -> None:
    complaints = refused(tmp_path, {"checklist": name, "danger": {}})
    assert complaints
    prefix = {"IPV5": "ipv"}.get(name, name.lower())
    assert prefix in {question.partition("_")[0] for question in complaints}
