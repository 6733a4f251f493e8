"""What happens at moments: preloads, first load, load, a new repeat instance, a changed value."""

from collections.abc import Collection, Mapping
from typing import Protocol

from data.forms.body import Action
from data.forms.datatypes import stored
from data.forms.formdef import FormDef
from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Range
from data.forms.xpath.context import Context, World
from data.forms.xpath.dates import stamp

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
READY = "xforms-ready"
NEW_REPEAT = "odk-new-repeat"
CHANGED = "xforms-value-changed"
_DEVICE = {"deviceid", "username", "email", "phonenumber", "simserial", "subscriberid"}


class Eventful(World, Protocol):
    """The record, as far as events need it."""

    form: FormDef
    fired: list[Node]
    grown: list[Node]
    greeting: bool
    root: Node
    device: Mapping[str, str]

    def put(self, node: Node, raw: str) -> None:
        """Give a node a value."""


def next_waiting(record: Eventful) -> bool:
    """Run the actions of one thing that happened; False when nothing waits.

    Instances a count makes while the record is built are no new ones: the load events reach them.
    """
    if record.grown:
        node = record.grown.pop(0)
        if not record.greeting:
            return True
        for action in record.form.actions:
            if NEW_REPEAT in action.events and action.repeat is node.defn:
                run(record, action, node)
        return True
    if record.fired:
        node = record.fired.pop(0)
        for action in record.form.by_source.get(node.defn, ()):
            if CHANGED in action.events:
                run(record, action, node)
        return True
    return False


def fire_load(record: Eventful, *, first: bool) -> None:
    """The load events: of a new record both, of one opened again only the plain one.

    `xforms-ready` is the old name of the first-load event. Both come after the calculations, so
    that a default may be taken from one; the specification leaves the order open.
    """
    for action in record.form.actions:
        wanted = {LOAD, FIRST_LOAD, READY} if first else {LOAD}
        if not action.events & wanted:
            continue
        if action.finds is not None:
            run(record, action, record.root)
            continue
        for target in everywhere(record.root, action.target):
            _set(record, action, target)


def begin_places(record: Eventful, places: Collection[NodeDef]) -> None:
    """Preloads and first-load events for some places only (those a newer version brought)."""
    for defn in places:
        bind = record.form.bind(defn)
        _give(record, defn, _preloaded(record, bind.preload, bind.preload_params))
    for action in record.form.actions:
        if action.target in places and action.events & {FIRST_LOAD, READY}:
            for target in everywhere(record.root, action.target):
                _set(record, action, target)


def everywhere(root: Node, target: NodeDef) -> list[Node]:
    """Every node of a place, in order."""
    chain: list[NodeDef] = []
    at: NodeDef | None = target
    while at is not None and at.parent is not None:
        chain.append(at)
        at = at.parent
    nodes = [root]
    for defn in reversed(chain):
        nodes = [kid for node in nodes for kid in _kids(node, defn)]
    return nodes


def _kids(node: Node, defn: NodeDef) -> list[Node]:
    if defn.is_attribute:
        return [node.attached[defn.slot]]
    kid = node.kids[defn.slot]
    return list(kid.items) if isinstance(kid, Range) else [kid]


def run(record: Eventful, action: Action, source: Node) -> None:
    """An action seen from `source`: its target in the same instances, else the first there is."""
    if action.finds is not None:
        found = action.finds.run(Context(source, 1, 1, source, record))
        first = found[0] if isinstance(found, list) and found else None
        if isinstance(first, Node):
            _set(record, action, first)
        return
    at: Node = source
    while at.parent is not None and at.defn not in _line(action.target):
        at = at.parent
    below = [defn for defn in reversed(_line(action.target)) if defn not in _line(at.defn)]
    for defn in below:
        kids = _kids(at, defn)
        if not kids:
            return
        at = kids[0]
    _set(record, action, at)


def _line(defn: NodeDef) -> list[NodeDef]:
    found = []
    at: NodeDef | None = defn
    while at is not None:
        found.append(at)
        at = at.parent
    return found


def _set(record: Eventful, action: Action, target: Node) -> None:
    """Put the action's value into a node; a hidden one is left as it is."""
    if not target.relevant:
        return
    value = (
        action.literal
        if action.rule is None
        else action.rule.run(Context(target, 1, 1, target, record))
    )
    record.put(target, stored(record.form.bind(target.defn).type, value, record.zone))


def preload(record: Eventful) -> None:
    """Values the device gives a new record; an end time is given when the record is finished."""
    for defn, bind in record.form.binds.items():
        _give(record, defn, _preloaded(record, bind.preload, bind.preload_params))


def stamp_end(record: Eventful) -> None:
    """The time of finishing, into every place that asks for it."""
    for defn, bind in record.form.binds.items():
        if bind.preload == "timestamp" and bind.preload_params == "end":
            _give(record, defn, stamp(record.now()))


def _give(record: Eventful, defn: NodeDef, value: str | None) -> None:
    """Put a value, if there is one, into every node of a place."""
    if value is not None:
        for node in everywhere(record.root, defn):
            record.put(node, stored(record.form.bind(defn).type, value, record.zone))


def _preloaded(record: Eventful, kind: str, params: str) -> str | None:
    if kind == "uid":
        return f"uuid:{record.fresh_id()}"
    if kind == "timestamp" and params == "start":
        return stamp(record.now())
    if kind == "date" and params == "today":
        return record.now().date().isoformat()
    if kind == "property":
        wanted = params.lower()
        if wanted in _DEVICE:
            return next((v for k, v in record.device.items() if k.lower() == wanted), "")
    return None
