"""The four kinds of value and how one becomes another, with the rules forms add to XPath 1.0."""

import math
import re
from datetime import tzinfo

from data.forms.nodes import Seen
from data.forms.xpath.context import Value
from data.forms.xpath.dates import days_of

_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$")


def text_of_number(number: float) -> str:
    """A number as short as possible, without an exponent; NaN is empty when stored."""
    if number != number:
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    short = repr(number)
    if "e" in short:
        short = f"{number:.20f}".rstrip("0")
    return short


def to_string(value: Value) -> str:
    """XPath `string()`: of a node-set the text of its first node, empty if there is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return value[0].string() if value else ""
    return text_of_number(value)


def number_of_text(text: str, zone: tzinfo) -> float:
    """XPath `number()` of a text, where a date counts as its local days since 1970-01-01."""
    if _NUMBER.match(text):
        return float(text)
    days = days_of(text, zone)
    return math.nan if days is None else days


def to_number(value: Value, zone: tzinfo) -> float:
    """XPath `number()`; a node-set counts as its first node, an empty one as NaN."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, list):
        return number_of_text(value[0].string(), zone) if value else math.nan
    return number_of_text(value, zone)


def to_boolean(value: Value) -> bool:
    """XPath `boolean()`: a number but zero and NaN, a text but the empty one, any node."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value == value and value != 0.0
    return bool(value)


def _texts(value: list[Seen]) -> list[str]:
    """The texts of a node-set; an empty one (a hidden question) counts as one empty text.

    XPath 1.0 finds nothing equal or unequal to an empty node-set; JavaRosa, followed here, takes
    an unanswered and a hidden question alike, so that `!= 'x'` does not change with relevance.
    """
    return [node.string() for node in value] if value else [""]


def equal(left: Value, right: Value, negate: bool, zone: tzinfo) -> bool:
    """`=` and (`negate`) `!=`: over node-sets true if it holds for any pair."""
    if isinstance(left, bool) or isinstance(right, bool):
        return (to_boolean(left) == to_boolean(right)) != negate
    if isinstance(left, list):
        if isinstance(right, list):
            mine, theirs = _texts(left), _texts(right)
            if len(mine) == 1 and len(theirs) == 1:
                return (mine[0] == theirs[0]) != negate
            return any((a == b) != negate for a in mine for b in theirs)
        return any(_equal_text(text, right, negate, zone) for text in _texts(left))
    if isinstance(right, list):
        return any(_equal_text(text, left, negate, zone) for text in _texts(right))
    if isinstance(left, float) or isinstance(right, float):
        return (to_number(left, zone) == to_number(right, zone)) != negate
    return (left == right) != negate


def _equal_text(text: str, other: Value, negate: bool, zone: tzinfo) -> bool:
    if isinstance(other, float):
        return (number_of_text(text, zone) == other) != negate
    return (text == other) != negate


def numbers(value: Value, zone: tzinfo) -> list[float]:
    """The numbers of a value to be put in order: one, or one a node."""
    if isinstance(value, list):
        return [number_of_text(node.string(), zone) for node in value]
    return [to_number(value, zone)]
