"""The axes of XPath: which nodes a step leads to, and (while a form loads) which places."""

from collections.abc import Callable

from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Range, Seen
from data.forms.xpath.context import Context
from data.forms.xpath.making import Making
from data.forms.xpath.tree import Step


def match_child(making: Making, defn: NodeDef, test: str) -> list[NodeDef]:
    """The child places a name test means."""
    if test in {"*", "node()"}:
        return list(defn.children)
    prefix, colon, local = test.rpartition(":")
    if not colon:
        return [child for child in defn.named.get(local, ()) if not child.prefix]
    ns = making.namespaces.get(prefix)
    return [c for c in defn.children if c.local in {local, "*"} and c.ns == ns]


def match_attribute(defn: NodeDef, test: str) -> list[NodeDef]:
    """The attributes a name test means."""
    local = test.rpartition(":")[2]
    return [a for a in defn.attributes if test in {"*", "node()"} or a.local == local]


def reached_places(making: Making, defn: NodeDef, step: Step) -> list[NodeDef]:
    """The places a step can lead to from one place."""
    if step.axis == "child":
        return match_child(making, defn, step.test)
    if step.axis == "attribute":
        return match_attribute(defn, step.test)
    local = step.test.rpartition(":")[2]
    if step.axis == "self":
        reached = [defn]
    elif step.axis == "parent":
        reached = [defn.parent] if defn.parent else []
    elif step.axis.startswith("ancestor"):
        reached = [defn] if step.axis.endswith("self") else []
        at = defn.parent
        while at is not None:
            reached.append(at)
            at = at.parent
    elif step.axis.endswith("sibling"):
        reached = list(defn.parent.children) if defn.parent else []
    else:
        reached = [defn] if step.axis.endswith("self") else []
        stack = list(defn.children)
        while stack:
            at = stack.pop(0)
            reached.append(at)
            stack.extend(at.children)
    if step.test in {"*", "node()", "text()"}:
        return reached
    return [other for other in reached if other.local == local]


def _named(nodes: list[Seen], local: str | None) -> list[Seen]:
    return nodes if local is None else [node for node in nodes if node.local == local]


def _children(node: Seen, local: str | None, c: Context) -> list[Seen]:
    if not isinstance(node, Node):
        return _named(node.elements(), local)
    found: list[Seen] = []
    for kid in node.kids:
        if local is not None and kid.defn.local != local:
            continue
        if isinstance(kid, Range):
            c.world.reads.add(kid)
            found.extend(kid.items)
        else:
            found.append(kid)
    return found


def _parent(node: Seen, local: str | None, _: Context) -> list[Seen]:
    return _named([node.parent], local) if node.parent is not None else []


def _self(node: Seen, local: str | None, _: Context) -> list[Seen]:
    return _named([node], local)


def _attribute(node: Seen, local: str | None, _: Context) -> list[Seen]:
    return _named(node.attributes(), local)


def _descendants(node: Seen, local: str | None, c: Context) -> list[Seen]:
    return _named(_deep(node, c)[1:], local)


def _with_descendants(node: Seen, local: str | None, c: Context) -> list[Seen]:
    return _named(_deep(node, c), local)


def _deep(node: Seen, c: Context) -> list[Seen]:
    found: list[Seen] = []
    stack = [node]
    while stack:
        at = stack.pop()
        found.append(at)
        stack.extend(reversed(_children(at, None, c)))
    return found


def _ancestors(node: Seen, local: str | None, _: Context) -> list[Seen]:
    found = []
    at = node.parent
    while at is not None:
        found.append(at)
        at = at.parent
    return _named(found, local)


def _with_ancestors(node: Seen, local: str | None, c: Context) -> list[Seen]:
    return _named([node], local) + _ancestors(node, local, c)


def _siblings(node: Seen, local: str | None, c: Context, *, after: bool) -> list[Seen]:
    if node.parent is None:
        return []
    row = _children(node.parent, None, c)
    at = next((i for i, other in enumerate(row) if other is node), 0)
    return _named(row[at + 1 :] if after else row[:at][::-1], local)


MOVES: dict[str, Callable[[Seen, str | None, Context], list[Seen]]] = {
    "child": _children,
    "parent": _parent,
    "self": _self,
    "attribute": _attribute,
    "descendant": _descendants,
    "descendant-or-self": _with_descendants,
    "ancestor": _ancestors,
    "ancestor-or-self": _with_ancestors,
    "following-sibling": lambda node, local, c: _siblings(node, local, c, after=True),
    "preceding-sibling": lambda node, local, c: _siblings(node, local, c, after=False),
}
