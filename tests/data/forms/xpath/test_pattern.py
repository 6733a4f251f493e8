"""Tests of the patterns: same answers as Python's own on safe ones, and never slow."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.forms.xpath.pattern import MAX_TEXT, check, matches
from data.forms.xpath.patternread import BadPattern

PATTERNS = [
    r"^[+0-9][0-9 -]{6,15}$",
    r"^(\d+,)*\d+$",
    r"a|bc|d?",
    r"^[^a-c]+$",
    r"(ab?){2,3}c{2}",
    r"\bfoo\B",
    r"^\w+@\w+(\.\w+)+$",
    r"[\d\-x]+?z",
    r"^(?:a|b)*?$",
    r"^$",
    r"\x41\u0042.",
    r"{x}",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="abcdfoxz01,- .@AB{}+", max_size=12))
def test_a_pattern_finds_what_pythons_own_engine_finds(pattern: str, text: str) -> None:
    assert matches(pattern, text) == (re.search(pattern, text, re.ASCII) is not None)


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|aa)*$", "^(a*)*b$", "a*a*a*a*a*a*b", "(x+x+)+y"]
)
def test_a_pattern_that_hangs_other_engines_is_done_within_a_second(pattern: str) -> None:
    start = time.process_time()
    matches(pattern, "a" * 2_000 + "!")
    assert time.process_time() - start < 1


def test_letters_of_any_script_can_be_asked_for_by_category() -> None:
    assert matches(r"^\p{L}+$", "Ñandú")
    assert not matches(r"^\p{L}+$", "a1")
    assert matches(r"^[\p{Lu}\d]+$", "Ñ1")


@pytest.mark.parametrize(
    "pattern", ["(", ")", "[a", "a**", "*", r"(a)\1", "(?!x)", "a{5,2}", "\\", "a{2000}"]
)
def test_a_pattern_that_cannot_be_run_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        check(pattern)
    assert not matches(pattern, "a")


def test_a_pattern_that_grows_too_large_is_refused() -> None:
    with pytest.raises(BadPattern):
        check("((a{50}){50}){50}")


def test_nothing_is_found_in_a_text_beyond_the_limit() -> None:
    assert matches("a", "a" * MAX_TEXT)
    assert not matches("a", "a" * (MAX_TEXT + 1))
