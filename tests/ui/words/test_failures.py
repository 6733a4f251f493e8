"""Every problem has its words in both languages: what happened, and what to do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from data.model.problems import Code
from data.model.road import RoadCode
from ui.app import set_language
from ui.words import failures, road


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", list(Code))
def test_a_problem_says_what_happened_and_what_to_do(
    code: Code, language: str, qapp: QApplication
) -> None:
    set_language(qapp, language)
    told = failures.failure(code, seconds=30, least=15)
    assert told.what and told.todo
    assert "{" not in failures.sentence(code, seconds=30, least=15)


def test_the_two_languages_differ(qapp: QApplication) -> None:
    set_language(qapp, "id")
    here = {code: failures.sentence(code) for code in Code}
    set_language(qapp, "en")
    assert not [code for code in Code if failures.sentence(code) == here[code]]


def test_there_are_no_words_for_codes_that_do_not_exist() -> None:
    assert failures.codes() == {str(code) for code in Code}


def test_an_unknown_code_gets_honest_words_and_a_missing_fact_leaves_no_gap() -> None:
    assert failures.failure("never-heard-of").todo
    assert "{" not in failures.sentence(Code.WAIT_BEFORE_TRYING)


@pytest.mark.parametrize("code", list(RoadCode))
def test_every_state_of_the_road_has_a_sentence(code: RoadCode) -> None:
    assert road.road_short(code).endswith(".")
    assert "aman" in road.road_sentence(code, 3)
    assert road.road_todo(code)
