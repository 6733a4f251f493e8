"""Scoring a drill: safety actions decide, nothing is ranked, and every choice counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.content.drill_reader import drill, drills
from data.model.drill import Drill, ExpectedAnswer
from responder_app.rules.drill import differences, score

ALL = drills("id")


def _picks(each: Drill, *, right: bool) -> dict[str, str]:
    return {
        moment.code: next(choice.code for choice in moment.choices if choice.right is right)
        for moment in each.moments
    }


@pytest.mark.parametrize("each", ALL, ids=[each.id for each in ALL])
def test_all_right_is_flawless_and_needs_no_repeat(each: Drill) -> None:
    result = score(each, _picks(each, right=True))
    assert result.flawless and not result.again
    assert result.done == each.actions
    assert result.unanswered == ()


@pytest.mark.parametrize("each", ALL, ids=[each.id for each in ALL])
def test_all_wrong_is_done_again_and_names_every_mistake(each: Drill) -> None:
    result = score(each, _picks(each, right=False))
    assert result.again and result.done == ()
    assert len(result.wrong) == len(each.moments)
    assert all(choice.feedback for choice in result.wrong)


@pytest.mark.parametrize("each", ALL, ids=[each.id for each in ALL])
def test_one_missed_action_means_again_exactly_when_it_is_one_of_safety(each: Drill) -> None:
    right, wrong = _picks(each, right=True), _picks(each, right=False)
    for moment in each.moments:
        taught = {code for choice in moment.choices for code in choice.actions}
        for picks in (
            {**right, moment.code: wrong[moment.code]},
            {code: value for code, value in right.items() if code != moment.code},
        ):
            result = score(each, picks)
            assert {action.code for action in result.missed} == taught
            assert result.again is any(each.action(code).safety for code in taught)


def test_an_action_taught_twice_is_done_only_when_it_was_right_both_times() -> None:
    second = drill("l2", "id")
    right = _picks(second, right=True)
    for moment in ("siapa", "damai"):
        result = score(second, {**right, moment: _picks(second, right=False)[moment]})
        assert [action.code for action in result.missed_safety] == ["dewasa_aman"]


def test_advising_the_husband_in_the_first_drill_means_again() -> None:
    first = drill("l1", "id")
    result = score(first, {**_picks(first, right=True), "rumah": "nasihati"})
    assert result.again
    assert [choice.code for choice in result.wrong] == ["nasihati"]


def test_a_choice_that_the_moment_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        score(drill("l1", "id"), {"rumah": "terbang"})


def test_moments_that_are_not_there_are_not_looked_at() -> None:
    first = drill("l1", "id")
    assert score(first, {"lain": "apa"}) == score(first, {})
    assert score(first, {}).unanswered == tuple(moment.code for moment in first.moments)


@given(st.data())
def test_every_key_action_is_either_done_or_missed(data: st.DataObject) -> None:
    each = data.draw(st.sampled_from(ALL))
    picks = {
        moment.code: data.draw(st.sampled_from(["", *(c.code for c in moment.choices)]))
        for moment in each.moments
    }
    result = score(each, picks)
    assert len(result.done) + len(result.missed) == len(each.actions)
    assert set(result.done).isdisjoint(result.missed)
    assert result.again is bool(result.missed_safety)


EXPECTED = (
    ExpectedAnswer("intake", "safe_now", "tidak"),
    ExpectedAnswer("intake", "violence_types", "psikis penelantaran"),
    ExpectedAnswer("ipv5", "ipv_1", "ya"),
)


@pytest.mark.parametrize(
    ("given_answers", "names"),
    [
        ({"safe_now": "tidak", "violence_types": "penelantaran psikis fisik"}, []),
        ({"safe_now": "tidak", "violence_types": "psikis"}, ["violence_types"]),
        ({"safe_now": "tidak_tahu"}, ["safe_now", "violence_types"]),
        ({}, ["safe_now", "violence_types"]),
    ],
)
def test_a_practised_form_is_compared_question_by_question(
    given_answers: dict[str, str], names: list[str]
) -> None:
    found = differences(EXPECTED, "intake", given_answers)
    assert [each.expected.question for each in found] == names
    assert all(each.given == given_answers.get(each.expected.question, "") for each in found)
