"""From a finished form to changes of case records (ODK Entities): one change an entity node."""

from data.forms.formdef import FormDef
from data.forms.nodes import Node
from data.forms.views import EntityChange

_TRUE = frozenset({"1", "true"})


def entity_changes(form: FormDef, root: Node) -> list[EntityChange]:
    """The changes of all relevant `entity` nodes, in document order.

    An entity inside a repeat takes its properties from its own instance. Of properties only the
    relevant questions are taken: an emptied answer overwrites, a hidden one leaves it alone.
    """
    saved: dict[Node, dict[str, str]] = {}
    entities: list[Node] = []
    for node in root.below():
        if not node.relevant:
            continue
        if node.defn.local == "entity" and any(a.defn.local == "dataset" for a in node.attached):
            entities.append(node)
        name = form.bind(node.defn).save_to
        if name:
            saved.setdefault(_row(node), {})[name] = node.value
    changes = []
    for entity in entities:
        change = _change(entity, saved.get(_row(entity), {}))
        if change is not None:
            changes.append(change)
    return changes


def _row(node: Node) -> Node:
    """The innermost repeat instance a node stands in, or the root."""
    at = node
    while at.parent is not None and not at.defn.is_repeat:
        at = at.parent
    return at


def _change(entity: Node, properties: dict[str, str]) -> EntityChange | None:
    facts = {a.defn.local: a.value.strip() for a in entity.attached if a.relevant}
    action = ""
    if facts.get("update", "") in _TRUE:
        action = "update"
    if facts.get("create", "") in _TRUE:
        action = "create"
    if not action:
        return None
    found = dict(properties)
    label = next((kid for kid in entity.inside() if kid.defn.local == "label"), None)
    if label is not None and label.relevant and label.value:
        found["label"] = label.value
    return EntityChange(facts.get("dataset", ""), facts.get("id", ""), action, found)
