"""The primary instance of a form: its elements as places, its repeats and their templates."""

from data.forms.nodedef import NodeDef
from data.forms.refusals import refusal
from data.forms.xml import JR, ORX, XFORMS, Element

MAX_PLACES = 40_000


class Shape:
    """The places of one form, by path, and the element each repeat's new instance is made from.

    `made` are the places the form did not write and every record can need: `instance_id`, and
    `deprecated_id` for a correction.
    """

    def __init__(self, root: Element, repeats: frozenset[str]) -> None:
        self.defs: list[NodeDef] = []
        self.by_path: dict[str, NodeDef] = {}
        self.templates: dict[NodeDef, Element] = {}
        self._first: dict[NodeDef, Element] = {}
        self._repeats = repeats
        self.made: list[NodeDef] = []
        self.instance_id: NodeDef
        self.deprecated_id: NodeDef
        self.root = self._place(root, None)
        if self.root.is_repeat:
            raise refusal("root-repeat", self.root.path, root.line)
        self._grow(root, self.root)
        self._ensure_id(root)
        for repeat, element in self._first.items():
            if repeat not in self.templates:
                self.templates[repeat] = _emptied(element)

    def resolve(self, path: str, base: NodeDef | None, where: str) -> NodeDef:
        """The place a bind, control or action names; relative paths begin at `base`."""
        text = path.strip()
        if text in self.by_path:
            return self.by_path[text]
        if not text.startswith("/"):
            if base is None:
                raise refusal("no-start", where, path=text or "''")
            up = base
            steps = text.split("/")
            while steps and steps[0] in {".", ".."}:
                if steps.pop(0) == ".." and up.parent is not None:
                    up = up.parent
            text = "/".join([up.path, *steps])
        found = self.by_path.get("/".join(step.strip() for step in text.split("/")))
        if found is None:
            raise refusal("no-place", where, path=path.strip())
        return found

    def _place(self, element: Element, parent: NodeDef | None) -> NodeDef:
        ns = "" if element.ns == XFORMS else element.ns
        prefix = element.prefix if ns else ""
        name = f"{prefix}:{element.local}" if prefix else element.local
        path = f"{parent.path if parent else ''}/{name}"
        known = self.by_path.get(path)
        if known is not None:
            if not known.is_repeat:
                raise refusal("twice", path, element.line)
            return known
        if len(self.defs) >= MAX_PLACES:
            raise refusal("places", path, element.line, limit=MAX_PLACES)
        defn = NodeDef(len(self.defs), element.local, ns, prefix, parent, path)
        defn.is_repeat = path in self._repeats
        above = parent.repeats if parent else ()
        defn.repeats = (*above, defn) if defn.is_repeat else above
        self._keep(defn)
        if parent is not None:
            defn.slot = len(parent.children)
            parent.children.append(defn)
            parent.named.setdefault(defn.local, []).append(defn)
        return defn

    def _keep(self, defn: NodeDef) -> None:
        self.defs.append(defn)
        self.by_path[defn.path] = defn

    def _grow(self, element: Element, defn: NodeDef) -> None:
        for key in element.attributes:
            self._attribute(element, key, defn)
        if not defn.default and not any(True for _ in element.elements()):
            text = element.text()
            defn.default = text if text.strip() else ""
        seen: set[str] = set()
        for child in element.elements():
            place = self._inner(child, defn, seen)
            if place.is_repeat:
                if child.get("template", JR) is not None:
                    self.templates.setdefault(place, child)
                else:
                    self._first.setdefault(place, child)
            self._grow(child, place)

    def _inner(self, child: Element, defn: NodeDef, seen: set[str]) -> NodeDef:
        """The place of a child; the same place again in a further instance of a repeat."""
        ns = "" if child.ns == XFORMS else child.ns
        name = f"{child.prefix}:{child.local}" if ns and child.prefix else child.local
        path = f"{defn.path}/{name}"
        known = self.by_path.get(path)
        if known is not None and not known.is_repeat and path not in seen and defn.repeats:
            seen.add(path)
            return known
        seen.add(path)
        return self._place(child, defn)

    def _attribute(self, element: Element, key: str, defn: NodeDef) -> None:
        prefix, _, local = key.rpartition(":")
        if key == "xmlns" or prefix == "xmlns":
            return
        ns = element.namespaces.get(prefix, "") if prefix else ""
        path = f"{defn.path}/@{key}"
        if (ns == JR and local == "template") or path in self.by_path:
            return
        place = NodeDef(len(self.defs), local, ns, prefix, defn, path, is_attribute=True)
        place.repeats = defn.repeats
        place.default = element.attributes[key]
        place.slot = len(defn.attributes)
        defn.attributes.append(place)
        self._keep(place)

    def _ensure_id(self, root: Element) -> None:
        """Every record has an instanceID: made here when the form forgot it (OpenRosa)."""
        meta = next((d for d in self.root.children if d.local == "meta"), None)
        if meta is None:
            prefix = next((p for p, ns in root.namespaces.items() if ns == ORX and p), "")
            name = f"{prefix}:meta" if prefix else "meta"
            meta = self._place(Element(name, {}, root.namespaces, 0), self.root)
        for local in ("instanceID", "deprecatedID"):
            made = next((d for d in meta.children if d.local == local), None)
            if made is None:
                name = f"{meta.prefix}:{local}" if meta.prefix else local
                made = self._place(Element(name, {}, root.namespaces, 0), meta)
                self.made.append(made)
            if local == "instanceID":
                self.instance_id = made
            else:
                self.deprecated_id = made


def _emptied(element: Element) -> Element:
    """The element without its values: those of a first instance are its own, no defaults.

    Only a `jr:template` gives defaults to new instances (ODK specification, repeats).
    """
    bare = Element(element.qname, element.attributes, element.namespaces, element.line)
    bare.content.extend(_emptied(child) for child in element.elements())
    return bare
