"""Functions on dates and times; today and now are read once a recalculation."""

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


def _today(c: Context) -> Value:
    return c.world.now().date().isoformat()


def _now(c: Context) -> Value:
    return stamp(c.world.now())


def _date(_: Context, value: Value) -> Value:
    """A day from text or a number of days; a text that is neither stays as it is."""
    if isinstance(value, float):
        return date_from_days(value)
    if isinstance(value, bool):
        return ""
    text = value if isinstance(value, str) else value[0].string() if value else ""
    if parse_date(text) is not None:
        return text
    try:
        return date_from_days(float(text))
    except ValueError:
        return text


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
