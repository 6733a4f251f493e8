"""What a question takes as an answer: the stored form of what a person gave."""

import math

from data.forms.datatypes import stored
from data.forms.nodes import Node
from data.forms.record import Record
from data.forms.xpath.values import number_of_text


def accepted(record: Record, node: Node, value: str) -> str:
    """The text to keep for an answer; empty where the question cannot hold it."""
    control = record.form.controls.get(node.defn)
    kind = "" if control is None else control.kind
    if kind == "rank":
        return " ".join(dict.fromkeys(value.split()))
    if kind == "select":
        chosen = dict.fromkeys(value.split())
        offered = [one for one in node.offered or () if one in chosen]
        return " ".join([*offered, *(one for one in chosen if one not in offered)])
    if kind == "select1":
        return value.strip()
    kept = stored(record.form.bind(node.defn).type, value, record.zone)
    if control is not None and kind == "range" and kept:
        number = number_of_text(kept, record.zone)
        start = number_of_text(control.limits.get("start", ""), record.zone)
        end = number_of_text(control.limits.get("end", ""), record.zone)
        if not math.isnan(start + end) and not min(start, end) <= number <= max(start, end):
            return ""
    return kept
