"""Functions on numbers and truth: rounding, powers, logic."""

import math
from collections.abc import Callable

from data.forms.xpath.context import Context, Value
from data.forms.xpath.values import to_boolean, to_number


def _number(c: Context, value: Value | None = None) -> Value:
    return to_number([c.node] if value is None else value, c.world.zone)


def _int(_: Context, number: float) -> Value:
    return float(math.trunc(number)) if math.isfinite(number) else number


def _round(_: Context, number: float, places: float = 0.0) -> Value:
    """Half up, as in XPath; with places as in spreadsheets, also negative ones."""
    if not math.isfinite(number) or not -300 <= places <= 300:
        return number
    scale = 10.0 ** int(places)
    scaled = number * scale
    return math.floor(scaled + 0.5) / scale if math.isfinite(scaled) else number


def _pow(_: Context, base: float, power: float) -> Value:
    try:
        result = math.pow(base, power)
    except (OverflowError, ValueError):
        return math.nan
    return result


def _guard(function: Callable[[float], float]) -> Callable[[Context, float], Value]:
    def run(_: Context, number: float) -> Value:
        try:
            return float(function(number))
        except (ValueError, OverflowError):
            return math.nan

    return run


def _boolean_from_string(_: Context, text: str) -> Value:
    return text.lower() in {"1", "true"}


def _random(c: Context) -> Value:
    """Between 0 and 1, drawn from the record's own source of fresh ids."""
    return int.from_bytes(c.world.fresh_id().encode()[-8:].ljust(8, b"0"), "big") % 9973 / 9973


def _weighted(c: Context, least: float, most: float, *pairs: Value) -> Value:
    """`weighted-checklist`: the weights of the true answers lie between the two limits."""
    zone = c.world.zone
    total = 0.0
    for at in range(0, len(pairs) - 1, 2):
        if to_number(pairs[at], zone) > 0:
            total += to_number(pairs[at + 1], zone)
    return (least < 0 or total >= least) and (most < 0 or total <= most)


def _checklist(c: Context, least: float, most: float, *values: Value) -> Value:
    """`checklist`: an answer is true when it is a number above zero; -1 is no limit."""
    count = sum(1 for value in values if to_number(value, c.world.zone) > 0)
    return (least < 0 or count >= least) and (most < 0 or count <= most)


FUNCTIONS: dict[str, tuple[str, Callable[..., Value]]] = {
    "number": ("v?", _number),
    "boolean": ("v", lambda _, value: to_boolean(value)),
    "boolean-from-string": ("s", _boolean_from_string),
    "not": ("b", lambda _, value: not value),
    "true": ("", lambda _: True),
    "false": ("", lambda _: False),
    "int": ("n", _int),
    "round": ("n n?", _round),
    "floor": ("n", _guard(math.floor)),
    "ceiling": ("n", _guard(math.ceil)),
    "abs": ("n", lambda _, number: abs(number)),
    "pow": ("n n", _pow),
    "sqrt": ("n", _guard(math.sqrt)),
    "exp": ("n", _guard(math.exp)),
    "exp10": ("n", _guard(lambda number: 10.0**number)),
    "log": ("n", _guard(math.log)),
    "log10": ("n", _guard(math.log10)),
    "sin": ("n", _guard(math.sin)),
    "cos": ("n", _guard(math.cos)),
    "tan": ("n", _guard(math.tan)),
    "asin": ("n", _guard(math.asin)),
    "acos": ("n", _guard(math.acos)),
    "atan": ("n", _guard(math.atan)),
    "atan2": ("n n", lambda _, y, x: math.atan2(y, x)),
    "pi": ("", lambda _: math.pi),
    "random": ("", _random),
    "checklist": ("n n v*", _checklist),
    "weighted-checklist": ("n n v*", _weighted),
}
