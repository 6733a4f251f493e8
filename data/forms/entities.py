"""From a finished form to changes of case records (ODK Entities): one change an entity node."""

from collections.abc import Mapping

from data.forms.formdef import FormDef
from data.forms.nodedef import NodeDef
from data.forms.nodes import Node
from data.forms.views import EntityChange, Finding

Schema = Mapping[str, Mapping[str, str]]
_TRUE = frozenset({"1", "true"})
_BY_CONTROL = {"select1": "select1", "select": "select", "rank": "select", "upload": "file"}
_BY_TYPE = {"int": "int", "decimal": "decimal", "date": "date", "dateTime": "datetime"}
_ANY_TEXT = frozenset({"select1", "select", "int", "decimal", "date", "datetime"})
_WIDER = {"string": _ANY_TEXT, "decimal": frozenset({"int"})}
_WORDS = {
    "unknown-dataset": (
        "Jenis catatan “{dataset}” tidak dikenal. Pakai salah satu: {known}.",
        "The record type “{dataset}” is not known. Use one of: {known}.",
    ),
    "unknown-property": (
        "Pertanyaan {question} menyimpan ke “{property}”, tetapi {dataset} tidak punya kolom itu.",
        "The question {question} saves to “{property}”, but {dataset} has no such field.",
    ),
    "wrong-type": (
        "Pertanyaan {question} bertipe {found}, tetapi {property} di {dataset} bertipe {wanted}.",
        "The question {question} is of type {found}, but {property} of {dataset} is {wanted}.",
    ),
    "no-entity": (
        "Pertanyaan {question} punya save_to, tetapi lembar entities tidak menyebut catatannya.",
        "The question {question} has save_to, but the entities sheet names no record for it.",
    ),
    "other-repeat": (
        "Pertanyaan {question} ada di pengulangan lain daripada catatan {dataset}.",
        "The question {question} stands in another repeat than the record {dataset}.",
    ),
    "saved-twice": (
        "Dua pertanyaan, {other} dan {question}, selalu tampil dan menyimpan ke “{property}”.",
        "Two questions, {other} and {question}, always show and save to “{property}”.",
    ),
    "no-id": (
        "Catatan {dataset} tidak punya asal id. Isi entity_id, atau biarkan lembar membuatnya.",
        "The record {dataset} gets no id. Give entity_id, or let the sheet make one.",
    ),
}


def entity_changes(form: FormDef, root: Node) -> list[EntityChange]:
    """The changes of all relevant `entity` nodes, in document order.

    A property belongs to the nearest group, repeat instance or record around its question that
    holds an entity; an entity inside a repeat takes its properties from its own instance. Only
    relevant questions count: an emptied answer overwrites, a hidden one leaves it alone. Of two
    visible questions with one property an answered one is taken before an empty one.
    """
    holders = _holders(form)
    saved: dict[Node, list[Node]] = {}
    entities: list[Node] = []
    for node in root.below():
        if not node.relevant:
            continue
        if _is_entity(node.defn):
            entities.append(node)
        if form.bind(node.defn).save_to and node.defn.is_leaf:
            holder = _holder(node, holders)
            if holder is not None and holder.defn.repeats == node.defn.repeats:
                saved.setdefault(holder, []).append(node)
    changes = []
    for entity in entities:
        holder = _holder(entity, holders)
        change = _change(form, entity, saved.get(holder, []) if holder is not None else [])
        if change is not None:
            changes.append(change)
    return changes


def check(form: FormDef, schema: Schema) -> list[Finding]:
    """Whether everything a form saves has a place of its type. `schema` is dataset by dataset.

    Codes: unknown-dataset, unknown-property, wrong-type, no-entity, other-repeat, saved-twice,
    no-id. Each names its question; where the record itself is meant, the entity. A calculation
    may be saved anywhere: its type is not the author's to choose.
    """
    found: list[Finding] = []
    holders = _holders(form)
    for defn in form.shape.defs:
        if _is_entity(defn):
            found.extend(_entity_findings(form, defn, schema))
    always: dict[tuple[NodeDef, str], NodeDef] = {}
    for defn in form.shape.defs:
        name = form.bind(defn).save_to
        if not name:
            continue
        holder = _holder_place(defn, holders)
        if holder is None:
            found.append(_finding("no-entity", defn))
            continue
        dataset = _dataset(holders[holder])
        if holder.repeats != defn.repeats:
            found.append(_finding("other-repeat", defn, dataset=dataset))
            continue
        other = always.get((holder, name))
        if other is not None:
            found.append(_finding("saved-twice", defn, other=other.local, property=name))
        if not _may_hide(form, defn, holder):
            always.setdefault((holder, name), defn)
        found.extend(_property_findings(form, defn, name, dataset, schema))
    return found


def property_type(form: FormDef, defn: NodeDef) -> str:
    """What a question saves: string, int, decimal, date, datetime, select1, select or file."""
    control = form.controls.get(defn)
    if control is not None and control.kind in _BY_CONTROL:
        return _BY_CONTROL[control.kind]
    return _BY_TYPE.get(form.bind(defn).type, "string")


def _is_entity(defn: NodeDef) -> bool:
    return defn.local == "entity" and any(a.local == "dataset" for a in defn.attributes)


def _holders(form: FormDef) -> dict[NodeDef, NodeDef]:
    """The place around each entity (the `meta` between them left out), with the entity."""
    found: dict[NodeDef, NodeDef] = {}
    for defn in form.shape.defs:
        if _is_entity(defn) and defn.parent is not None:
            meta = defn.parent
            around = meta.parent if meta.local == "meta" and meta.parent is not None else meta
            found.setdefault(around, defn)
    return found


def _holder(node: Node, holders: Mapping[NodeDef, NodeDef]) -> Node | None:
    at: Node | None = node.parent
    while at is not None and at.defn not in holders:
        at = at.parent
    return at


def _holder_place(defn: NodeDef, holders: Mapping[NodeDef, NodeDef]) -> NodeDef | None:
    at = defn.parent
    while at is not None and at not in holders:
        at = at.parent
    return at


def _change(form: FormDef, entity: Node, nodes: list[Node]) -> EntityChange | None:
    facts = {a.defn.local: a.value.strip() for a in entity.attached if a.relevant}
    action = ""
    if facts.get("update", "") in _TRUE:
        action = "update"
    if facts.get("create", "") in _TRUE:
        action = "create"
    if not action:
        return None
    properties: dict[str, str] = {}
    types: dict[str, str] = {}
    for node in nodes:
        name = form.bind(node.defn).save_to
        if node.value or name not in properties:
            properties[name] = node.value
            types[name] = property_type(form, node.defn)
    label = next((kid for kid in entity.inside() if kid.defn.local == "label"), None)
    said = label.value if label is not None and label.relevant else ""
    return EntityChange(
        facts.get("dataset", ""), facts.get("id", ""), action, properties, types, said
    )


def _dataset(entity: NodeDef) -> str:
    return next((a.default for a in entity.attributes if a.local == "dataset"), "")


def _entity_findings(form: FormDef, entity: NodeDef, schema: Schema) -> list[Finding]:
    found = []
    dataset = _dataset(entity)
    if dataset not in schema:
        known = ", ".join(sorted(schema))
        found.append(_finding("unknown-dataset", entity, dataset=dataset, known=known))
    own = next((a for a in entity.attributes if a.local == "id"), None)
    given = own is not None and (
        bool(own.default)
        or form.bind(own).calculate is not None
        or any(action.target is own for action in form.actions)
    )
    if not given:
        found.append(_finding("no-id", entity, dataset=dataset))
    return found


def _property_findings(
    form: FormDef, defn: NodeDef, name: str, dataset: str, schema: Schema
) -> list[Finding]:
    if dataset not in schema:
        return []
    wanted = schema[dataset].get(name)
    if wanted is None:
        return [_finding("unknown-property", defn, property=name, dataset=dataset)]
    found = property_type(form, defn)
    if found == wanted or found in _WIDER.get(wanted, frozenset()):
        return []
    if found == "string" and defn not in form.controls:
        return []
    return [
        _finding("wrong-type", defn, property=name, dataset=dataset, found=found, wanted=wanted)
    ]


def _may_hide(form: FormDef, defn: NodeDef, holder: NodeDef) -> bool:
    at: NodeDef | None = defn
    while at is not None and at is not holder:
        if form.bind(at).relevant is not None:
            return True
        at = at.parent
    return False


def _finding(code: str, defn: NodeDef, **parts: str) -> Finding:
    parts["question"] = defn.local
    words_id, words_en = (text.format(**parts) for text in _WORDS[code])
    return Finding(code, defn.local, defn.path, words_id, words_en)
