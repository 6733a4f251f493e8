"""The language of conditions: what it reads, what it refuses, and what silence means."""

from __future__ import annotations

import pytest

from data.model.condition import ConditionRefused, compile_condition

NAMES = {"a", "b", "many"}


@pytest.mark.parametrize(
    ("source", "facts", "expected"),
    [
        ("a = x", {"a": "x"}, True),
        ("a = x", {}, False),
        ("a != x", {}, True),
        ("a != x", {"a": "x"}, False),
        ("many has y", {"many": "x y z"}, True),
        ("many has y", {"many": "xy"}, False),
        ("a in (x, y)", {"a": "y"}, True),
        ("a in (x, y)", {}, False),
        ("not a = x", {"a": "x"}, False),
        ("always", {}, True),
        ("a = x or a = y and b = z", {"a": "x"}, True),
        ("(a = x or a = y) and b = z", {"a": "x"}, False),
        ("not (a = x or b = z)", {"a": "w"}, True),
        ("not not a = x", {"a": "x"}, True),
    ],
)
def test_a_condition_means_what_it_says(source: str, facts: dict[str, str], expected: bool) -> None:
    assert compile_condition(source, NAMES).holds(facts) is expected


@pytest.mark.parametrize(
    "source",
    [
        "",
        "a",
        "a =",
        "a = or",
        "a = x b = y",
        "a = x and",
        "(a = x",
        "a = x)",
        "a in x",
        "a in (x",
        "a in ()",
        "a > x",
        "unknown = x",
        "a ( x",
        "has a = x",
        "a = 'x'",
    ],
)
def test_what_cannot_be_read_is_refused_and_never_just_false(source: str) -> None:
    with pytest.raises(ConditionRefused):
        compile_condition(source, NAMES)


def test_a_condition_tells_which_answers_it_asks_about() -> None:
    condition = compile_condition("a in (x, y) and not many has z", NAMES)
    assert condition.asks == (("a", "x"), ("a", "y"), ("many", "z"))
