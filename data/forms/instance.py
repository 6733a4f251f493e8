"""A record as nodes: built from the form or from saved XML, written back as XML."""

from collections.abc import Callable

from data.forms.formdef import FormDef
from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Range
from data.forms.refusals import refusal
from data.forms.xml import JR, XFORMS, Element, escape

MAX_NODES = 60_000
Text = Callable[[Node], str]


class Builder:
    """Makes nodes for elements; `made` are those of the last call, in document order.

    `total` counts the nodes there are; whoever takes some away says so.
    """

    def __init__(self, form: FormDef) -> None:
        self.form = form
        self.made: list[Node] = []
        self.ranges: list[Range] = []
        self.total = 0

    def record(self, root: Element) -> Node:
        """The whole record of `root`: of the form's own instance, or of a saved one."""
        self.made, self.ranges = [], []
        return self._node(self.form.root, root, None)

    def row(self, owner: Range) -> Node:
        """A new instance at the end of a repeat, made from its template."""
        self.made, self.ranges = [], []
        node = self._node(owner.defn, self.form.shape.templates[owner.defn], owner.parent)
        self._append(owner, node)
        return node

    def _append(self, owner: Range, node: Node) -> None:
        node.range = owner
        node.index = len(owner.items)
        owner.items.append(node)

    def _node(self, defn: NodeDef, element: Element | None, parent: Node | None) -> Node:
        self.total += 1
        if self.total > MAX_NODES:
            raise refusal("nodes", defn.path, limit=MAX_NODES)
        node = Node(defn, parent)
        self.made.append(node)
        if not defn.children:
            node.raw = defn.default if element is None else _leaf_text(element)
        for attribute in defn.attributes:
            node.attached.append(self._attribute(attribute, element, node))
        if defn.children:
            inside = _by_name(element)
            for child in defn.children:
                found = inside.get((child.ns, child.local), [])
                node.kids.append(self._kid(child, found, node))
        return node

    def _kid(self, defn: NodeDef, found: list[Element], parent: Node) -> Node | Range:
        if not defn.is_repeat:
            return self._node(defn, found[0] if found else None, parent)
        rows = Range(defn, parent, skeleton(defn, parent))
        self.ranges.append(rows)
        for element in found:
            if element.get("template", JR) is None:
                self._append(rows, self._node(defn, element, parent))
        return rows

    def _attribute(self, defn: NodeDef, element: Element | None, parent: Node) -> Node:
        node = Node(defn, parent)
        self.made.append(node)
        value = None if element is None else element.get(defn.local, defn.ns)
        node.raw = defn.default if value is None else value
        return node


def skeleton(defn: NodeDef, parent: Node) -> Node:
    """An empty instance outside the record: where a repeat's count and label are read from."""
    node = Node(defn, parent)
    node.attached = [Node(attribute, node) for attribute in defn.attributes]
    for child in defn.children:
        inner = skeleton(child, node)
        node.kids.append(Range(child, node, inner) if child.is_repeat else inner)
    return node


def _leaf_text(element: Element) -> str:
    text = element.text()
    return text if text.strip() else ""


def _by_name(element: Element | None) -> dict[tuple[str, str], list[Element]]:
    found: dict[tuple[str, str], list[Element]] = {}
    if element is not None:
        for child in element.elements():
            ns = "" if child.ns == XFORMS else child.ns
            found.setdefault((ns, child.local), []).append(child)
    return found


def write(form: FormDef, root: Node, *, prune: bool) -> bytes:
    """The record as XML. `prune` leaves out what is hidden and choices no longer offered.

    Without it (a draft) hidden answers and withdrawn choices stay, so that nothing is lost.
    """
    namespaces = {(defn.prefix, defn.ns) for defn in form.shape.defs if defn.ns and defn.prefix}
    declared = "".join(
        f' xmlns:{prefix}="{escape(ns, quoted=True)}"' for prefix, ns in sorted(namespaces)
    )
    parts: list[str] = []
    optional = form.shape.deprecated_id if form.shape.deprecated_id in form.shape.made else None

    def text(node: Node) -> str:
        return node.value if prune else node.raw

    def element(node: Node, extra: str) -> None:
        if (prune and not node.relevant) or (node.defn is optional and not node.raw):
            return
        name = node.defn.name
        opening = f"<{name}{extra}{_default_ns(node)}"
        for attribute in node.attached:
            if not prune or attribute.relevant:
                opening += f' {attribute.defn.name[1:]}="{escape(text(attribute), quoted=True)}"'
        parts.append(opening)
        if not node.defn.children:
            inner = text(node)
            parts.append(f">{escape(inner)}</{name}>" if inner else "/>")
            return
        parts.append(">")
        for kid in node.inside():
            element(kid, "")
        parts.append(f"</{name}>")

    element(root, declared)
    return "".join(parts).encode()


def _default_ns(node: Node) -> str:
    """An element whose namespace has no prefix says so itself."""
    above = node.parent.defn.ns if node.parent is not None and not node.parent.defn.prefix else ""
    if node.defn.prefix or node.defn.ns == above:
        return ""
    return f' xmlns="{escape(node.defn.ns, quoted=True)}"'
