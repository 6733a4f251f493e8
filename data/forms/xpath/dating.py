"""Functions on dates and times; today and now are read once a recalculation."""

import re
from collections.abc import Callable

from data.forms.xpath.context import Context, Value
from data.forms.xpath.dates import (
    date_from_days,
    format_date,
    parse_date,
    stamp,
    time_fraction,
    utc_days,
)
from data.forms.xpath.values import to_number

_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?$")


def _today(c: Context) -> Value:
    return c.world.now().date().isoformat()


def _now(c: Context) -> Value:
    return stamp(c.world.now())


def _date(c: Context, value: Value) -> Value:
    """A day from text or a number of days; empty for anything else."""
    if isinstance(value, float):
        return date_from_days(value)
    if isinstance(value, bool):
        return ""
    text = value if isinstance(value, str) else value[0].string() if value else ""
    unpadded = _UNPADDED.match(text)
    if unpadded is not None:
        text = f"{unpadded[1]}-{unpadded[2]:0>2}-{unpadded[3]:0>2}{unpadded[4] or ''}"
    if parse_date(text) is not None:
        return text
    return date_from_days(to_number(text, c.world.zone))


def _format(c: Context, text: str, pattern: str) -> Value:
    c.world.reads.add(c.world.tongue)
    return format_date(text, pattern, c.world.zone, c.world.language)


FUNCTIONS: dict[str, tuple[str, Callable[..., Value]]] = {
    "today": ("", _today),
    "now": ("", _now),
    "date": ("v", _date),
    "date-time": ("v", _date),
    "decimal-date-time": ("s", lambda c, text: utc_days(text, c.world.zone)),
    "decimal-time": ("s", lambda _, text: time_fraction(text)),
    "format-date": ("s s", _format),
    "format-date-time": ("s s", _format),
}
