"""Lint between two versions of one form (forms.md 6.1): what drafts and reports rely on stays."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.forms.authoring.findings import Finding
from data.forms.authoring.outline import Item, Outline
from data.forms.body import Control
from data.forms.formdef import FormDef

_INSTANCE = re.compile(r"instance\('([^']+)'\)")
_SAME_WORDS = 0.34


@dataclass(frozen=True, slots=True)
class Asked:
    """One place of a compiled form: its group, its type and the answers offered."""

    group: str
    kind: str
    label: str
    offered: frozenset[str]


def asked_in(form: FormDef) -> dict[str, Asked]:
    """The leaves of a compiled form by name, without those of meta."""
    found: dict[str, Asked] = {}
    for defn in form.shape.defs:
        if defn.children or defn.is_attribute or defn.parent is None or "/meta" in defn.path:
            continue
        control = form.controls.get(defn)
        group = defn.parent.path.partition("/")[2].partition("/")[2]
        kind = _kind(form, control, form.bind(defn).type)
        label = _label(form, control)
        found.setdefault(defn.local, Asked(group, kind, label, _offered(form, control)))
    return found


def _kind(form: FormDef, control: Control | None, stored: str) -> str:
    if control is None:
        return f"silent {stored}"
    return f"{control.kind} {stored}"


def _label(form: FormDef, control: Control | None) -> str:
    if control is None:
        return ""
    parts: tuple[object, ...] = control.label.parts
    if control.label.text_id:
        parts = form.itext.parts(control.label.text_id, "", form.default_language, control.defn)
    return " ".join(part.strip() for part in parts if isinstance(part, str))


def _offered(form: FormDef, control: Control | None) -> frozenset[str]:
    if control is None:
        return frozenset()
    values = {choice.value for choice in control.choices}
    if control.itemset is not None:
        named = _INSTANCE.search(control.itemset.nodes.text)
        plain = form.lists.get(named[1]) if named else None
        if plain is not None:
            items = [item for root in plain.children for item in root.children]
            values |= {
                column.string() for item in items for column in item.children
                if column.local == "name"
            }  # fmt: skip
    return frozenset(values)


def check_versions(
    outline: Outline, form: FormDef, xml: bytes, old: FormDef, old_xml: bytes
) -> Iterator[Finding]:
    """What changed since the older version in a way that would lose or twist an answer."""
    if xml == old_xml:
        return
    row = outline.book.rows("settings")[0].number
    if not _rises(old.version, form.version):
        place = outline.book.place("settings", row, "version")
        yield Finding("version.rise", place, {"old": old.version or "-", "new": form.version})
    before, now = asked_in(old), asked_in(form)
    items = outline.by_name()
    for name, was in before.items():
        if name not in now:
            if not was.kind.startswith("silent"):
                yield Finding("version.gone", outline.book.place("survey"), {"name": name})
            continue
        item = items.get(name)
        if item is not None:
            yield from _changed(outline, item, was, now[name])


def check_retired(outline: Outline) -> Iterator[Finding]:
    """A choice marked as retired is still offered where no choice_filter looks at `retired`."""
    for item in outline.items:
        choices = outline.lists.get(item.list_name, ())
        if not item.list_name or not any(choice.retired for choice in choices):
            continue
        if "retired" not in item.cell("choice_filter"):
            place = outline.place(item, "choice_filter")
            yield Finding("choice.still-offered", place, {"name": item.name})


def _changed(outline: Outline, item: Item, was: Asked, now: Asked) -> Iterator[Finding]:
    if was.kind != now.kind:
        facts: Mapping[str, object] = {"name": item.name}
        yield Finding("version.type", outline.place(item, "type"), facts)
        return
    if was.group != now.group:
        facts = {"name": item.name, "old": was.group or "-", "new": now.group or "-"}
        yield Finding("version.moved", outline.place(item, "name"), facts)
    for value in sorted(was.offered - now.offered):
        facts = {"value": value, "name": item.name, "list": item.list_name}
        yield Finding("version.choice", outline.book.place("choices", 0, "name"), facts)
    if was.label and now.label and _unlike(was.label, now.label):
        yield Finding("version.meaning", outline.place(item, "label"), {"name": item.name})


def _unlike(old: str, new: str) -> bool:
    words = (old.lower().split(), new.lower().split())
    return difflib.SequenceMatcher(None, *words).ratio() < _SAME_WORDS


def _rises(old: str, new: str) -> bool:
    if old.isdigit() and new.isdigit():
        return int(new) > int(old)
    return new > old
