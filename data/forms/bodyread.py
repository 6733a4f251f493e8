"""Reading the body of a form: controls, groups, repeats, choices and the actions inside them."""

from data.forms.body import CONTROLS, Action, Control, Group, Itemset, StaticChoice
from data.forms.errors import FormRefused
from data.forms.itext import Itext, compile_parts, written
from data.forms.nodedef import NodeDef
from data.forms.places import Shape
from data.forms.refusals import refusal
from data.forms.rules import NO_TEXT, Rule, Text
from data.forms.xml import JR, Element
from data.forms.xpath.compile import Surroundings, compile_list, compile_rule
from data.forms.xpath.parser import parse
from data.forms.xpath.tree import Call, Literal

EVENTS = frozenset(
    {
        "odk-instance-first-load",
        "odk-instance-load",
        "odk-new-repeat",
        "xforms-value-changed",
        "xforms-ready",
    }
)
REFUSED_APPEARANCES = frozenset({"printer"})
SILENT = frozenset({"recordaudio", "setgeopoint"})
MAX_CHOICES = 20_000


def silent(element: Element) -> FormRefused:
    """The refusal of what records a sound or a place without being asked."""
    return refusal("recording", element.local, element.line)


def repeat_paths(body: Element, root: Element) -> frozenset[str]:
    """The paths of all repeats of the body, before anything else of it can be read."""
    found: set[str] = set()

    def look(element: Element, base: str) -> None:
        for child in element.elements():
            own = (child.attributes.get("nodeset") or child.attributes.get("ref") or "").strip()
            here = base
            if own and child.local in {"group", "repeat"}:
                here = own if own.startswith("/") else _joined(base, own)
            if child.local == "repeat":
                found.add(here)
            if child.local in {"group", "repeat"}:
                look(child, here)

    look(body, f"/{root.qname}")
    return frozenset(found)


def _joined(base: str, path: str) -> str:
    steps = base.split("/")
    for step in path.split("/"):
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


class BodyReader:
    """Turns the body's elements into `Control`, `Group` and `Action`."""

    def __init__(
        self, shape: Shape, around: Surroundings, itext: Itext, binds: dict[str, NodeDef]
    ) -> None:
        self.shape = shape
        self.around = around
        self.itext = itext
        self.bind_ids = binds
        self.counts: dict[NodeDef, Rule] = {}
        self.fixed: set[NodeDef] = set()
        self.actions: list[Action] = []

    def members(
        self, parent: Element, base: NodeDef, repeat: NodeDef | None
    ) -> tuple[Control | Group, ...]:
        """What stands in a group, a repeat or the body, in order."""
        found: list[Control | Group] = []
        for element in parent.elements():
            if element.local in CONTROLS:
                found.append(self._control(element, base, repeat))
            elif element.local in {"group", "repeat"}:
                found.append(self._group(element, base, repeat))
            elif element.local == "setvalue":
                self.action(element, base, None, repeat)
            elif element.local in SILENT:
                raise silent(element)
        return tuple(found)

    def action(
        self, element: Element, base: NodeDef, source: NodeDef | None, repeat: NodeDef | None
    ) -> None:
        """A `setvalue`. `repeat` is the repeat it stands in, None in the model."""
        events = frozenset((element.get("event") or "").split())
        events |= frozenset((element.attributes.get("ev:event") or "").split())
        ref = element.attributes.get("ref") or element.attributes.get("bind") or ""
        where = f"setvalue {ref}"
        unknown = events - EVENTS
        if unknown or not events:
            raise refusal("event", where, element.line, name=" ".join(sorted(unknown)) or "?")
        if "odk-new-repeat" in events and repeat is None:
            raise refusal("event-repeat", where, element.line)
        if "xforms-value-changed" in events and source is None:
            raise refusal("event-question", where, element.line)
        finds = None
        if "[" in ref:
            finds, places = compile_list(ref, source or base, self.around, where)
            if places.defs is None or len(places.defs) != 1:
                raise refusal("one-place", where, element.line)
            target = places.defs[0]
        else:
            target = self._place(element, base, where)
        expression = element.attributes.get("value")
        rule = None
        if expression is not None and expression.strip():
            rule = compile_rule(expression, target, self.around, where)
        self.actions.append(Action(events, target, rule, element.text(), source, repeat, finds))

    def text(self, element: Element | None, origin: NodeDef, where: str) -> Text:
        """A label or hint: an itext, a rule, or written in place."""
        if element is None:
            return NO_TEXT
        ref = element.attributes.get("ref")
        if ref is not None:
            return self.reference(ref, origin, where)
        return Text(compile_parts(written(element), origin, self.around, where))

    def reference(self, ref: str, origin: NodeDef, where: str) -> Text:
        """A text given by an expression; `jr:itext('id')` is looked up, forms and all."""
        tree = parse(ref, where)
        if isinstance(tree, Call) and tree.name == "jr:itext" and len(tree.arguments) == 1:
            argument = tree.arguments[0]
            if isinstance(argument, Literal):
                self.itext.check(argument.value, origin)
                return Text(text_id=argument.value)
        return Text(rule=compile_rule(ref, origin, self.around, where))

    def _place(self, element: Element, base: NodeDef, where: str) -> NodeDef:
        bind = element.attributes.get("bind")
        if bind is not None:
            if bind not in self.bind_ids:
                raise refusal("no-bind", where, element.line, name=bind)
            return self.bind_ids[bind]
        ref = element.attributes.get("ref") or element.attributes.get("nodeset") or ""
        return self.shape.resolve(ref, base, where)

    def _group(self, element: Element, base: NodeDef, repeat: NodeDef | None) -> Group:
        named = any(key in element.attributes for key in ("ref", "nodeset", "bind"))
        where = f"{element.local} {element.attributes.get('ref', '')}".strip()
        defn = self._place(element, base, where) if named else None
        inner = defn or base
        is_repeat = element.local == "repeat"
        if is_repeat and defn is not None:
            self._count(element, defn)
        within = defn if is_repeat else repeat
        label = self.text(element.first("label"), inner, where)
        appearance = element.attributes.get("appearance", "")
        members = self.members(element, inner, within)
        return Group(defn, is_repeat, label, appearance, members)

    def _count(self, element: Element, defn: NodeDef) -> None:
        count = element.get("count", JR)
        if count is not None:
            self.counts[defn] = compile_rule(count, defn, self.around, f"count of {defn.path}")
        if count is not None or (element.get("noAddRemove", JR) or "").strip() == "true()":
            self.fixed.add(defn)

    def _control(self, element: Element, base: NodeDef, repeat: NodeDef | None) -> Control:
        where = f"{element.local} {element.attributes.get('ref', '')}"
        defn = self._place(element, base, where)
        where = defn.path
        if defn.children:
            raise refusal("question-on-group", where, element.line)
        appearance = element.attributes.get("appearance", "")
        if REFUSED_APPEARANCES & set(appearance.split()) or "ex:" in appearance:
            raise refusal("appearance", where, element.line, name=appearance)
        for child in element.elements():
            if child.local == "setvalue":
                self.action(child, base, defn, repeat)
            elif child.local in SILENT:
                raise silent(child)
        return Control(
            kind=element.local,
            defn=defn,
            label=self.text(element.first("label"), defn, where),
            hint=self.text(element.first("hint"), defn, where),
            appearance=appearance,
            choices=self._choices(element, defn),
            itemset=self._itemset(element, defn),
            limits={
                key: element.attributes[key]
                for key in ("start", "end", "step")
                if key in element.attributes
            },
            mediatype=element.attributes.get("mediatype", ""),
        )

    def _choices(self, element: Element, defn: NodeDef) -> tuple[StaticChoice, ...]:
        found = []
        for item in element.elements():
            if item.local == "item":
                value = item.first("value")
                text = "" if value is None else value.full_text().strip()
                label = self.text(item.first("label"), defn, defn.path)
                found.append(StaticChoice(text, label))
        if len(found) > MAX_CHOICES:
            raise refusal("choices", defn.path, element.line, limit=MAX_CHOICES)
        return tuple(found)

    def _itemset(self, element: Element, defn: NodeDef) -> Itemset | None:
        itemset = element.first("itemset")
        if itemset is None:
            return None
        where = f"choices of {defn.path}"
        nodeset = itemset.attributes.get("nodeset", "")
        nodes, places = compile_list(nodeset, defn, self.around, where)
        value = itemset.first("value")
        label = itemset.first("label")
        if value is None:
            raise refusal("no-value", where, element.line)
        value_ref = value.attributes.get("ref", "")
        label_ref = None if label is None else label.attributes.get("ref")
        return Itemset(
            nodes,
            compile_rule(value_ref, defn, self.around, where, places),
            None if not label_ref else compile_rule(label_ref, defn, self.around, where, places),
            bool(label_ref and "jr:itext(" in label_ref),
        )
