"""The tables and pages of a pack, judged as the program on a laptop will read them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from data.content import reader
from data.content.drill_check import check_drills
from data.content.guide_check import check_guide
from data.content.source import BUILT_IN, Content
from data.forms.authoring.findings import Finding, Place
from data.forms.authoring.recording import Declared
from data.forms.authoring.retiring import asked_in
from data.forms.formdef import load_form
from data.model.condition import ConditionRefused, compile_condition
from data.model.levels import DEADLINE_SECONDS
from data.model.vocabulary import VOCABULARY

TYPES = ("string", "int", "decimal", "date", "datetime", "select1", "select", "file")
DEADLINES = frozenset({*DEADLINE_SECONDS, "level", "cek"})
_PICTURE = re.compile(rb"jr://images/([^<\"]+)")
_ASK = ("condition", "sooner_if")
_TABLE = frozenset({"pathway.csv", "steps.csv", "services.csv"})
Row = Mapping[str, str]


def declared(content: Content) -> Declared:
    """What the forms of a content must fit: its fields, its decision table, its list of forms."""
    fields = {row["name"]: row for row in reader.table_of("fields.csv", content)}
    relied: dict[str, str] = {}
    for row in reader.pathway_rows(content):
        for column in _ASK:
            for name, _ in _asks(row.get(column) or ""):
                relied.setdefault(name, row.get("id", ""))
    reasons = {row["code"] for row in reader.table_of("reasons.csv", content)}
    faces = tuple(row["id"] for row in reader.table_of("forms.csv", content))
    pictures = {
        name.decode()
        for form in BUILT_IN.names("built")
        for name in _PICTURE.findall(BUILT_IN.read(f"built/{form}"))
    }
    return Declared(fields, relied, faces, reasons, pictures)


def check_tables(
    paths: Collection[str], content: Content, below: Content = BUILT_IN
) -> Iterator[Finding]:
    """Findings about those of the paths that are tables or pages, as they stand in the content.

    ``below`` is what stood there before: what open drafts may still need.
    """
    if "fields.csv" in paths:
        yield from _fields(content)
        yield from _vanished("fields.csv", "name", content, below)
    if "forms.csv" in paths:
        yield from _forms(content)
        yield from _vanished("forms.csv", "id", content, below)
    if _TABLE & set(paths):
        yield from _pathway(content)
    yield from _pages(paths, content)


def _fields(content: Content) -> Iterator[Finding]:
    for number, row in enumerate(reader.table_of("fields.csv", content), 2):
        kind = row.get("type") or "string"
        if kind not in TYPES:
            facts = {"type": kind, "name": row["name"], "known": ", ".join(TYPES)}
            yield Finding("table.type", Place("fields.csv", number, "", "type"), facts)


def _forms(content: Content) -> Iterator[Finding]:
    built = set(content.names("built"))
    kinds = {row["kind"] for row in reader.table_of("forms.csv", BUILT_IN)}
    for number, row in enumerate(reader.table_of("forms.csv", content), 2):
        if f"{row['id']}.xml" not in built:
            place = Place("forms.csv", number, "", "id")
            yield Finding("table.no-form", place, {"id": row["id"]})
        yield from _words("forms.csv", number, row, "kind", [row["kind"]], kinds)
        if row["suggest"]:
            yield from _condition("forms.csv", number, row, "suggest", {})


def _vanished(file: str, key: str, content: Content, below: Content) -> Iterator[Finding]:
    """Rows an open draft may still need: gone, or (fields) of another type or dataset."""
    now = {row[key]: row for row in reader.table_of(file, content)}
    for row in reader.table_of(file, below):
        name = row[key]
        if name not in now:
            yield Finding("table.vanished", Place(file, 0, "", key), {"name": name, "file": file})
            continue
        for column in ("type", "dataset"):
            old, new = row.get(column, ""), now[name].get(column, "")
            if old != new:
                facts = {"name": name, "old": old or "-", "new": new or "-"}
                yield Finding("table.changed", Place(file, 0, "", column), facts)


def _pathway(content: Content) -> Iterator[Finding]:
    """The decision table with the steps and services it names."""
    steps = {row["code"] for row in reader.step_rows(content)}
    services = {row["id"] for row in reader.table_of("services.csv", content)}
    shipped = reader.pathway_rows(BUILT_IN)
    actors = {word for row in shipped for word in row["actors"].split()}
    consents = {row[column] for row in shipped for column in ("consent_adult", "consent_child")}
    offered = _offered(content)
    for number, row in enumerate(reader.pathway_rows(content), 2):
        for column in _ASK:
            if row[column] or column == "condition":
                yield from _condition("pathway.csv", number, row, column, offered)
        for column, known in (("steps", steps), ("services", services)):
            pairs = [item.partition(":") for item in row[column].split()]
            names, times = [p[0] for p in pairs], [p[2] for p in pairs]
            yield from _words("pathway.csv", number, row, column, names, known)
            needed = times if column == "steps" else [time for time in times if time]
            yield from _words("pathway.csv", number, row, column, needed, DEADLINES)
        yield from _words("pathway.csv", number, row, "deadline", [row["deadline"]], DEADLINES)
        yield from _words("pathway.csv", number, row, "actors", row["actors"].split(), actors)
        for column in ("consent_adult", "consent_child"):
            yield from _words("pathway.csv", number, row, column, [row[column]], consents)
        if row["never_id"].count(";") != row["never_en"].count(";"):
            place = Place("pathway.csv", number, "", "never_en")
            yield Finding("table.never", place, {"id": row["id"]})


def _condition(
    file: str, number: int, row: Row, column: str, offered: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """A condition as the program reads it: its grammar, its names, its answers."""
    text, place = row[column], Place(file, number, "", column)
    facts = {"id": row.get("id", ""), "text": text}
    try:
        asks = compile_condition(text, _Anything()).asks
    except ConditionRefused:
        yield Finding("pathway.grammar", place, facts)
        return
    for name, value in dict.fromkeys(asks):
        if name not in VOCABULARY:
            yield Finding("pathway.unknown", place, {**facts, "name": name})
        elif name in offered and value not in offered[name]:
            yield Finding("pathway.answer", place, {**facts, "name": name, "value": value})


class _Anything(Collection[str]):
    """Every name is known: the names are judged afterwards, one by one."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _asks(text: str) -> tuple[tuple[str, str], ...]:
    try:
        return compile_condition(text, _Anything()).asks
    except ConditionRefused:
        return ()


def _offered(content: Content) -> dict[str, set[str]]:
    """The answers of every question with choices, over all forms of a content."""
    found: dict[str, set[str]] = {}
    for name in content.names("built"):
        for asked, what in asked_in(load_form(content.read(f"built/{name}"))).items():
            if what.offered:
                found.setdefault(asked, set()).update(what.offered)
    return found


def _words(
    file: str, number: int, row: Row, column: str, words: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    for word in words:
        if word not in known:
            shown = ", ".join(sorted(known)[:12])
            facts = {"id": row["id"], "word": word or "(kosong/empty)", "known": shown}
            yield Finding("table.word", Place(file, number, "", column), facts)


def _pages(paths: Collection[str], content: Content) -> Iterator[Finding]:
    """What the guide's and the drills' own checks say, where the pack brings any of them."""
    for folder, check in (("guide", check_guide), ("drills", check_drills)):
        if not any(path.startswith(f"{folder}/") for path in paths):
            continue
        try:
            told = check(content)
        except (KeyError, ValueError, TypeError) as error:
            facts = {"name": folder, "detail": type(error).__name__}
            yield Finding("content.broken", Place(folder), facts)
            continue
        for one in told:
            yield Finding(
                "content.page", Place(one.path), {"sebab": one.said_id, "detail": one.said_en}
            )
