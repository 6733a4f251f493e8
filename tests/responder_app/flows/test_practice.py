"""Practice: a drill from its situation to its result, as the pages show it."""

from __future__ import annotations

import pytest

from data.content import drill_reader
from data.model.drill import Drill
from responder_app.flows.practice import page_of, shelf
from responder_app.work.drills import DrillResult

DRILLS = drill_reader.drills("id")


def picks(drill: Drill, *, right: bool) -> dict[str, str]:
    """A choice at every moment: all right, or wrong wherever one can be."""
    return {
        moment.code: next(
            (each.code for each in moment.choices if each.right is right), moment.choices[0].code
        )
        for moment in drill.moments
    }


@pytest.mark.parametrize("drill", DRILLS, ids=lambda each: each.id)
def test_who_does_everything_right_has_done_every_step(drill: Drill) -> None:
    result = page_of(drill, len(drill.moments), picks(drill, right=True))
    assert result.step == "result" and not result.again and not result.wrong
    assert all(action.done for action in result.actions)


@pytest.mark.parametrize("drill", DRILLS, ids=lambda each: each.id)
def test_a_missing_step_of_safety_means_once_more(drill: Drill) -> None:
    result = page_of(drill, len(drill.moments), picks(drill, right=False))
    assert result.again and result.wrong
    assert any(action.safety and not action.done for action in result.actions)


def test_a_choice_shows_what_it_means_and_only_then_one_goes_on() -> None:
    drill = DRILLS[0]
    asked = page_of(drill, 0, {})
    assert asked.chosen == "" and asked.feedback == ""
    wrong = next(each for each in drill.moments[0].choices if not each.right)
    told = page_of(drill, 0, {drill.moments[0].code: wrong.code})
    assert told.feedback == wrong.feedback and not told.right


def test_the_tiles_say_how_it_went_the_last_time() -> None:
    first, second, third = (each.id for each in DRILLS[:3])
    made = shelf("id", {first: DrillResult(4, 6, True, 1), second: DrillResult(5, 5, False, 1)})
    about = {item.id.removeprefix("drill:"): item.about for item in made.items}
    assert len({about[first], about[second], about[third]}) == 3
    assert "5" in about[second]
