"""Places written as text (`-6.2 106.8 0 0`, points apart by semicolons): read, written, measured.

Nothing in here finds out where anybody is; it works on what was typed or attached.
"""

import math
import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from data.forms.refusals import refusal
from data.forms.xpath.context import Context, Value
from data.forms.xpath.values import to_string

EARTH_RADIUS = 6_378_100.0
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


class Point(NamedTuple):
    """Degrees; `rest` are the altitude and the accuracy in metres, where they are given."""

    latitude: float
    longitude: float
    rest: tuple[float, ...]


def points_of(text: str) -> list[Point] | None:
    """The points of a text; None if any of it is no point. A semicolon at the end is allowed."""
    parts = text.strip().removesuffix(";").split(";")
    found = [_point(part) for part in parts]
    points = [point for point in found if point is not None]
    return points if len(points) == len(found) else None


def _point(text: str) -> Point | None:
    parts = text.split()
    if not 2 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    latitude, longitude, *rest = (float(part) for part in parts)
    if abs(latitude) > 90 or abs(longitude) > 180 or not all(map(math.isfinite, rest)):
        return None
    return Point(latitude, longitude, tuple(rest))


def stored_place(kind: str, text: str) -> str:
    """The text a geopoint, geotrace or geoshape node holds; empty if it is none."""
    points = points_of(text)
    if points is None or (kind == "geopoint" and len(points) != 1):
        return ""
    if kind == "geotrace" and len(points) < 2:
        return ""
    if kind == "geoshape" and (len(points) < 3 or points[0][:2] != points[-1][:2]):
        return ""
    return ";".join(" ".join(map(_written, (p[0], p[1], *p.rest))) for p in points)


def _written(number: float) -> str:
    return f"{int(number)}.0" if number == int(number) else repr(number)


def _texts(values: tuple[Value, ...]) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found.extend(node.string() for node in value)
        else:
            found.append(to_string(value))
    return found


def _line(values: tuple[Value, ...]) -> list[Point] | None:
    """The points of a node-set or of one text; None if one is no point, or a list among several."""
    texts = _texts(values)
    points: list[Point] = []
    for text in texts:
        found = points_of(text)
        if found is None or (len(texts) > 1 and len(found) > 1):
            return None
        points.extend(found)
    return points


def _distance(c: Context, *values: Value) -> Value:
    """Metres along the points, rounded to centimetres.

    What is no line is refused while a form is begun (its author wrote it); after an answer it
    is no number.
    """
    points = _line(values)
    if points is None or len(points) < 2:
        if not c.world.alive and any(text.strip() for text in _texts(values)):
            raise refusal("no-line", c.current.defn.path)
        return math.nan
    return _rounded(sum(_apart(a, b) for a, b in pairwise(points)))


def _apart(one: Point, other: Point) -> float:
    """The great circle between two points (spherical law of cosines)."""
    here, there = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(one.longitude - other.longitude)
    cosine = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * EARTH_RADIUS


def _area(_: Context, *values: Value) -> Value:
    """Square metres inside the points on a sphere; zero for what encloses nothing."""
    points = _line(values)
    if points is None or len(points) < 3:
        return 0.0
    total = 0.0
    for one, other in zip(points, [*points[1:], points[0]], strict=True):
        turn = math.radians(other.longitude - one.longitude)
        here, there = math.radians(one.latitude), math.radians(other.latitude)
        total += turn * (2 + math.sin(here) + math.sin(there))
    return abs(_rounded(total * EARTH_RADIUS * EARTH_RADIUS / 2))


def _rounded(number: float) -> float:
    return math.floor(number * 100 + 0.5) / 100


FUNCTIONS: dict[str, tuple[str, Callable[..., Value]]] = {
    "area": ("v", _area),
    "distance": ("v v*", _distance),
}
