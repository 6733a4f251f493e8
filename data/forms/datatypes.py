"""How a value is written in a node of each type: whole numbers cut, decimals with a fraction."""

import math
from datetime import tzinfo

from data.forms.xpath.context import Value
from data.forms.xpath.dates import date_from_days, is_time, parse_date, parse_datetime
from data.forms.xpath.geo import stored_place
from data.forms.xpath.values import text_of_number, to_number, to_string

_WHOLE = frozenset({"int", "integer", "long", "short", "byte", "nonNegativeInteger"})
_FRACTION = frozenset({"decimal", "float", "double"})
_TYPES = {
    **dict.fromkeys(_WHOLE, "int"),
    **dict.fromkeys(_FRACTION, "decimal"),
    "date": "date",
    "time": "time",
    "dateTime": "dateTime",
    "boolean": "boolean",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "binary": "binary",
}
_PLACES = frozenset({"geopoint", "geotrace", "geoshape"})


def plain_type(name: str) -> str:
    """The engine's word for a bind's type: int, decimal, date, time, dateTime, ... or string."""
    return _TYPES.get(name.rpartition(":")[2], "string")


def stored(kind: str, value: Value, zone: tzinfo) -> str:
    """The text a node of that kind holds for a value; empty when it fits not at all."""
    if kind in {"int", "decimal"}:
        return _stored_number(kind, value, zone)
    if isinstance(value, float):
        if value != value:
            return ""
        if kind == "date":
            return date_from_days(value)
        return text_of_number(value)
    text = to_string(value)
    if kind == "date":
        return text[:10] if parse_date(text) is not None else ""
    if kind == "dateTime":
        return text if parse_datetime(text, zone) is not None else ""
    if kind == "time":
        return text if is_time(text) else ""
    if kind in _PLACES:
        return stored_place(kind, text)
    return text if text.strip() else ""


def _stored_number(kind: str, value: Value, zone: tzinfo) -> str:
    number = to_number(value, zone)
    if not math.isfinite(number):
        return ""
    if kind == "int":
        return str(math.trunc(number))
    if number == int(number):
        return f"{int(number)}.0"
    return text_of_number(number)
