"""From a finished form to what its letter says: fields of the case, and one entry for the form.

The form yields typed changes of records (forms.md 6.2); here they are held against the declared
schema (fields.csv) and become the letter's ``set``. An emptied answer overwrites, a hidden one is
not in the change and leaves the field alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from data.content import reader
from data.forms.formdef import FormDef
from data.forms.views import EntityChange
from data.model.form import FormFace
from data.model.problems import Code, Refusal
from data.ops import answered as said
from data.ops.payload import Entry, PayloadBody, Value
from responder_app.work import pack
from responder_app.work.filling import CARRIED, Told

CASE = "case"
# Leaves a form only calculates with: they are drawn again from the answers whenever needed.
_DRAWN = frozenset(
    {"service_city", "may_record", "is_violence", "is_child", "checklist_id"}
    | {"ya_five", "ya_grave", "ya", "unknown", "answered", "asked", "recheck"}
)
_TYPES = {
    "intake": "case.open",
    "quick": "case.open",
    "consultation": "case.open",
    "report": "case.open",
    "checklist": "danger",
    "followup": "followup",
    "closing": "close",
}
_RESULT = ("level", "answered", "asked")
# The clock of the first response begins once: a later form of the case never moves it.
_ONCE = frozenset({"received_at"})


@dataclass(frozen=True, slots=True)
class Filled:
    """What is known of a finished form beside its answers. ``asked``: names of its questions.

    ``known``: the case's fields before, ``put``: what the form began with; ``sha`` in hex.
    ``saves``: the form says itself what it writes (an entities sheet). ``files``: its stored files
    as "name sha256 bytes".
    """

    face: FormFace
    version: str
    sha: str
    instance: str
    rec: bytes
    asked: Collection[str]
    known: Mapping[str, str]
    put: Mapping[str, str]
    first: bool
    supersedes: str = ""
    unplaced: tuple[tuple[str, ...], ...] = ()
    saves: bool = True
    files: tuple[str, ...] = ()


def saves(form: FormDef) -> bool:
    """Whether a form says itself what it writes into records; older forms did not."""
    return any(form.bind(defn).save_to for defn in form.binds)


def letter_body(form: Filled, told: Told) -> PayloadBody:
    """Raises ``Refusal(FORM_REFUSED)``: a property nobody declared, a value of another type, or a
    change of another case."""
    fields: dict[str, Value] = {}
    if form.saves:
        for change in told.changes:
            if change.dataset == CASE:
                fields |= _of_case(form, change)
            else:
                _declared(change)
    else:
        fields = _before_entities(form, told)
    entry = Entry(form.face.kind, _data(form, told, fields))
    kind = "correction" if form.supersedes else _TYPES.get(form.face.kind, "answers")
    if kind == "case.open" and not form.first:
        kind = "answers"
    return PayloadBody(kind, fields, [entry])


def _of_case(form: Filled, change: EntityChange) -> dict[str, Value]:
    """The fields a change of the case writes; of a correction only those that differ."""
    if change.action == "update" and change.id and change.id != form.rec.hex():
        raise Refusal(Code.FORM_REFUSED, form=form.face.id)
    _declared(change)
    fields: dict[str, Value] = {}
    for name, value in change.properties.items():
        before = form.known.get(name, "")
        if before and name in _ONCE:
            continue
        if value and not (form.supersedes and value == before):
            fields[name] = value
        elif not value and before and (form.put.get(name) or form.supersedes):
            fields[name] = None
    return fields


def _declared(change: EntityChange) -> None:
    schema = declared(change.dataset)
    for name, value in change.properties.items():
        if name not in schema or not _is(schema[name], value):
            raise Refusal(Code.FORM_REFUSED, field=name)


def declared(dataset: str) -> Mapping[str, str]:
    """The properties forms may write into records of a dataset, with their types.

    What is built in counts beside the pack's: a draft of an older version is finished all the same.
    """
    rows = (*reader.table_of("fields.csv"), *reader.table_of("fields.csv", pack.content()))
    return {
        row["name"]: row.get("type") or "string"
        for row in rows
        if (row.get("dataset") or CASE) == dataset
    }


def _is(kind: str, value: str) -> bool:
    if not value:
        return True
    if kind == "int":
        return value.lstrip("-").isdecimal()
    if kind == "decimal":
        return value.lstrip("-").replace(".", "", 1).isdecimal()
    if kind in ("date", "datetime"):
        return value[:4].isdecimal() and value[4:5] == "-"
    return True


def _before_entities(form: Filled, told: Told) -> dict[str, Value]:
    """A form without an entities sheet: every answer is a field (drafts begun on older forms)."""
    fields: dict[str, Value] = {
        name: value
        for name, value in told.answers.items()
        if name not in _DRAWN and name not in CARRIED[1:] and not name.startswith("why_")
    }
    for name in _RESULT:
        if form.face.kind == "checklist":
            fields.pop(name, None)
    if not form.supersedes:
        return fields
    changed = {name: value for name, value in fields.items() if form.known.get(name, "") != value}
    gone: dict[str, Value] = {
        name: None
        for name, value in form.known.items()
        if value and name in form.asked and name not in fields
    }
    return {**changed, **gone}


def _data(form: Filled, told: Told, fields: Mapping[str, Value]) -> dict[str, Value]:
    data: dict[str, Value] = {said.FORM: form.face.id, said.VERSION: form.version}
    if form.sha:
        data[said.SHA] = form.sha
    data[said.INSTANCE] = form.instance
    if form.supersedes:
        data[said.SUPERSEDES] = form.supersedes
    if form.face.kind == "checklist":
        data |= {name: told.answers.get(name, "") for name in _RESULT}
        data["why"] = [
            name.removeprefix("why_")
            for name, value in told.answers.items()
            if name.startswith("why_") and value == "ya"
        ]
    if form.unplaced:
        data[said.UNPLACED] = [
            f"{path}={value}" for path, _name, _label, value, *_ in form.unplaced
        ]
    if form.files:
        data[said.FILES] = list(form.files)
    return said.with_answers(data, {**_beside(form, told, fields), **told.rows})


def _beside(form: Filled, told: Told, fields: Mapping[str, Value]) -> dict[str, str]:
    """The answers that are no fields of the case: of other records, and what nothing saves."""
    if not form.saves:
        return {}
    kept = {name for change in told.changes if change.dataset == CASE for name in change.properties}
    other = {
        name: value
        for name, value in told.answers.items()
        if name in form.asked and name not in fields and name not in kept
    }
    for change in told.changes:
        if change.dataset != CASE:
            other |= {name: value for name, value in change.properties.items() if value}
    return other
