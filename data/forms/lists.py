"""Fixed lists (secondary instances): written in the form, or attached as XML, CSV or GeoJSON."""

import csv
import json
from collections.abc import Mapping, Sequence
from typing import Any

from data.forms.nodes import Plain
from data.forms.refusals import refusal
from data.forms.xml import Element, parse

MAX_ROWS = 200_000
_OPTIONAL = "jr://instance/last-saved"


def read_list(
    instance: Element, attachments: Mapping[str, str], *, optional: bool = False
) -> Plain:
    """The document of one `<instance id="...">`: its child is the list's root element.

    Raises `FormRefused` (`missing-file`) when it names a file that is not attached; the last
    saved record of the same form, and what is `optional`, may be missing and are then empty.
    """
    document = Plain("", None)
    src = instance.attributes.get("src", "")
    name = instance.attributes.get("id", "")
    if not src:
        root = next(instance.elements(), None)
        if root is not None:
            document.children.append(_plain(root, document))
        return document
    if src not in attachments:
        if optional or src == _OPTIONAL:
            return document
        raise refusal("no-file", f"instance {name}", instance.line, name=src)
    text = attachments[src]
    start = text.removeprefix("\ufeff").lstrip()[:1]
    if src.lower().endswith(".geojson") or start == "{":
        document.children.append(_places(text, document, name))
    elif src.lower().endswith(".csv") or "file-csv" in src or start != "<":
        document.children.append(_table(text, document, name))
    else:
        document.children.append(_plain(parse(text.encode(), f"instance {name}"), document))
    return document


def list_of(rows: Sequence[Mapping[str, str]]) -> Plain:
    """Rows as a list of that shape: `root/item` with an element a column."""
    document = Plain("", None)
    root = Plain("root", document)
    document.children.append(root)
    for row in rows:
        item = Plain("item", root)
        item.children.extend(Plain(name, item, value) for name, value in row.items())
        root.children.append(item)
    return document


def _plain(element: Element, parent: Plain) -> Plain:
    node = Plain(element.local, parent)
    for key, value in element.attributes.items():
        if key != "xmlns" and not key.startswith("xmlns:"):
            node.attached.append(Plain(key.rpartition(":")[2], node, value))
    for child in element.elements():
        node.children.append(_plain(child, node))
    text = element.text()
    node.text = text if text.strip() else ""
    return node


def _table(text: str, document: Plain, name: str) -> Plain:
    """A CSV as `root/item/column`; the first line names the columns, a blank line is no row."""
    root = Plain("root", document)
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        return root
    rows = csv.reader(lines, delimiter=_delimiter(lines[0]))
    heads = [head.strip() for head in next(rows)]
    for count, row in enumerate(rows):
        if count >= MAX_ROWS:
            raise refusal("rows", f"instance {name}", limit=MAX_ROWS)
        if not any(row):
            continue
        item = Plain("item", root)
        for at, head in enumerate(heads):
            if head:
                item.children.append(Plain(head, item, row[at] if at < len(row) else ""))
        root.children.append(item)
    return root


def _places(text: str, document: Plain, name: str) -> Plain:
    """GeoJSON points as `root/item` with `geometry` (a geopoint), `id` and each property."""
    root = Plain("root", document)
    try:
        found = json.loads(text)
        features = found["features"]
        for feature in features[:MAX_ROWS]:
            item = Plain("item", root)
            values = {"geometry": _geometry(feature["geometry"])}
            if "id" in feature:
                values["id"] = feature["id"]
            values |= feature.get("properties") or {}
            for key, value in values.items():
                item.children.append(Plain(key, item, _property(value)))
            root.children.append(item)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise refusal("not-geojson", f"instance {name}") from None
    return root


def _property(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _geometry(shape: Mapping[str, Any]) -> str:
    """A point, a line or the outline of an area as forms write it."""
    spots = shape["coordinates"]
    kind = shape.get("type", "Point")
    if kind == "Point":
        spots = [spots]
    elif kind == "Polygon":
        spots = spots[0]
    elif kind != "LineString":
        raise KeyError(kind)
    return "; ".join(f"{spot[1]} {spot[0]} 0 0" for spot in spots)


def _delimiter(head: str) -> str:
    counts = {sign: head.count(sign) for sign in ",;\t|"}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ","
