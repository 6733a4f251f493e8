"""Lint of what is kept: declared properties, consent before names, the decision table's needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from data.forms.authoring.findings import Finding, Place
from data.forms.authoring.formulas import Formula, names_in
from data.forms.authoring.outline import FILE_SELECTS, Item, Outline

_TYPES = {
    "text": {"string"},
    "hidden": {"string"},
    "calculate": {"string", "int", "decimal", "date", "datetime", "select1", "select"},
    "integer": {"int", "decimal"},
    "decimal": {"decimal"},
    "range": {"int", "decimal"},
    "date": {"date"},
    "time": {"string", "time"},
    "datetime": {"datetime"},
    "start": {"datetime", "string"},
    "end": {"datetime", "string"},
    "today": {"date", "string"},
    "select_one": {"select1"},
    "select_multiple": {"select"},
    "rank": {"select", "string"},
    "image": {"file"},
    "photo": {"file"},
    "audio": {"file"},
    "file": {"file"},
    "acknowledge": {"string"},
    "trigger": {"string"},
}
_WHY = "why_"
_CONSENT = ("limits_explained", "consent_store")
_BASIS = frozenset({"consent_store", "legal_basis"})


@dataclass(frozen=True, slots=True)
class Declared:
    """What is known outside the form: the declared fields and the names others rely on.

    `fields` are the rows of fields.csv by name; `relied` the names the decision table asks about
    (with where), `faces` the ids of forms the program knows, `reasons` the codes that have words,
    `images` the pictures it is known to have.
    """

    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    relied: Mapping[str, str] = field(default_factory=dict)
    faces: Collection[str] = ()
    reasons: Collection[str] = ()
    images: Collection[str] = ()


def check_records(
    outline: Outline, declared: Declared, formulas: Collection[Formula] = ()
) -> Iterator[Finding]:
    """Findings about save_to, the order of consent and names, and lists kept in files."""
    yield from _save_to(outline, declared)
    yield from _consent(outline, declared)
    yield from _without_consent(outline, declared, formulas)
    for item in outline.items:
        if item.kind in FILE_SELECTS:
            yield Finding("list.file", outline.place(item, "type"), {"detail": item.cell("type")})
    yield from _pictures(outline, declared)
    for item in outline.items:
        code = item.name.removeprefix(_WHY)
        if declared.reasons and item.name.startswith(_WHY) and code not in declared.reasons:
            yield Finding("reason.missing", outline.place(item, "name"), {"code": code})
    form_id = outline.book.setting("form_id")
    if declared.faces and form_id and form_id not in declared.faces:
        row = outline.book.rows("settings")[0].number if outline.book.rows("settings") else 0
        facts = {"id": form_id, "known": ", ".join(sorted(declared.faces))}
        yield Finding("form.unknown", outline.book.place("settings", row, "form_id"), facts)


def _pictures(outline: Outline, declared: Declared) -> Iterator[Finding]:
    if not declared.images:
        return
    for sheet, row, header, text in outline.book.cells():
        if header.partition("::")[0] != "image" or sheet.key not in {"survey", "choices"}:
            continue
        if text not in declared.images:
            facts = {"name": text, "known": ", ".join(sorted(declared.images)[:5])}
            yield Finding("image.unknown", sheet.place(row.number, header), facts)


def _save_to(outline: Outline, declared: Declared) -> Iterator[Finding]:
    if not declared.fields:
        return
    for item in outline.items:
        named = item.cell("save_to").rpartition("#")[2].strip()
        if not named:
            continue
        place = outline.place(item, "save_to")
        spec = declared.fields.get(named)
        if spec is None:
            yield Finding("record.undeclared", place, {"name": named})
        else:
            yield from _fits(item, named, spec.get("type", ""), place)


def _fits(item: Item, named: str, wanted: str, place: Place) -> Iterator[Finding]:
    fits = _TYPES.get(item.kind, set())
    if wanted and fits and wanted not in fits:
        yield Finding("record.type", place, {"name": named, "type": wanted, "kind": item.kind})


def _consent(outline: Outline, declared: Declared) -> Iterator[Finding]:
    order = {item.name: at for at, item in enumerate(outline.items)}
    asked = [order[name] for name in _CONSENT if name in order]
    if not asked:
        return
    last = max(asked)
    for at, item in enumerate(outline.items):
        spec = declared.fields.get(item.name, {})
        if at < last and item.asked and spec.get("identity") == "seal":
            yield Finding("record.before-consent", outline.place(item), {"name": item.name})


def _without_consent(
    outline: Outline, declared: Declared, formulas: Collection[Formula]
) -> Iterator[Finding]:
    """Sealed questions that show whether or not there is a consent or another basis."""
    if _CONSENT[1] not in outline.by_name():
        return
    calculated = {f.item.name: names_in(f.tree) for f in formulas if f.column == "calculation"}
    relevant = {f.item.name: names_in(f.tree) for f in formulas if f.column == "relevant"}
    for item in outline.items:
        if not item.asked or declared.fields.get(item.name, {}).get("identity") != "seal":
            continue
        waiting = [name for at in (item.name, *item.hidden_by) for name in relevant.get(at, ())]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(calculated.get(name, ()))
        if not seen & _BASIS:
            yield Finding("record.without-consent", outline.place(item), {"name": item.name})


def check_relied(
    outline: Outline, old_names: Collection[str], declared: Declared
) -> Iterator[Finding]:
    """Names the decision table asks about that the older version had and this one has not."""
    now = {item.name for item in outline.items}
    for name in sorted(set(old_names) & set(declared.relied) - now):
        place = outline.book.place("survey")
        yield Finding("pathway.vanished", place, {"name": name, "row": declared.relied[name]})
