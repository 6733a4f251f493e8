"""A form, read once: places, rules, body, texts, lists, actions; refused if doubtful."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.forms.body import Action, Control, Group
from data.forms.bodyread import SILENT, BodyReader, repeat_paths, silent
from data.forms.collector import at_rest
from data.forms.datatypes import plain_type
from data.forms.graph import Key, rule_order
from data.forms.itext import Itext
from data.forms.lists import read_list
from data.forms.nodedef import NodeDef
from data.forms.nodes import Plain
from data.forms.places import Shape
from data.forms.refusals import refusal
from data.forms.rules import NO_BIND, NO_TEXT, Bind, Rule, Text
from data.forms.xml import ENTITIES, JR, ODK, Element, parse
from data.forms.xpath.compile import Surroundings, compile_rule

MAX_RULES = 1_500_000
_LETTERS = re.compile(r"string-length\(\s*\.\s*\)\s*(<=?)\s*(\d{1,6})\b")
_LOOSE = re.compile(r"\bor\b|\b(?:not|if|coalesce)\(")


@dataclass(frozen=True, eq=False)
class FormDef:
    """One version of one form; never changes, may be shared by any number of sessions.

    `where` of every refusal is a path of the record or an expression, never an answer.
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    shape: Shape
    binds: Mapping[NodeDef, Bind]
    body: Group
    controls: Mapping[NodeDef, Control]
    groups: Mapping[NodeDef, Group]
    counts: Mapping[NodeDef, Rule]
    fixed_repeats: frozenset[NodeDef]
    actions: tuple[Action, ...]
    itext: Itext
    lists: Mapping[str, Plain]
    order: Mapping[Key, int]
    initial: Element
    by_source: Mapping[NodeDef, tuple[Action, ...]] = field(default_factory=dict)
    sections: Mapping[NodeDef, str] = field(default_factory=dict)

    @property
    def root(self) -> NodeDef:
        """The root element's place."""
        return self.shape.root

    def bind(self, defn: NodeDef) -> Bind:
        """What the form says about a place; an empty bind if nothing."""
        return self.binds.get(defn, NO_BIND)


def load_form(xml: bytes, attachments: Mapping[str, str] | None = None) -> FormDef:
    """Read a compiled form. `attachments` maps the addresses the form uses to their text.

    Raises `FormRefused` for anything this engine does not do: bad or dangerous XML, a circle, an
    unknown path, an unknown function, a missing file. The list of a dataset the form writes may
    be missing: a session is given the open records (`FormSession.new`).
    """
    with at_rest():
        return _Loader(xml, attachments or {}).load()


class _Loader:
    def __init__(self, xml: bytes, attachments: Mapping[str, str]) -> None:
        document = parse(xml)
        head = document.first("head")
        self.model = head.first("model") if head is not None else None
        self.body = document.first("body")
        if head is None or self.model is None or self.body is None:
            raise refusal("no-model", "form")
        title = head.first("title")
        self.title = "" if title is None else title.full_text().strip()
        instances = [e for e in self.model.elements() if e.local == "instance"]
        root = next(instances[0].elements(), None) if instances else None
        if root is None:
            raise refusal("no-instance", "form")
        self.initial = root
        self.shape = Shape(root, repeat_paths(self.body, root))
        optional = datasets(self.shape)
        self.lists: dict[str, Plain] = {name: Plain("", None) for name in optional}
        for instance in instances[1:]:
            name = instance.attributes.get("id", "")
            self.lists[name] = read_list(instance, attachments, optional=name in optional)
        self.around = Surroundings(root.namespaces, frozenset(self.lists))
        self.itext = Itext(self.around)
        for element in self.model.elements():
            if element.local == "itext":
                self.itext.read(element)
        self.bind_ids: dict[str, NodeDef] = {}
        self.reader = BodyReader(self.shape, self.around, self.itext, self.bind_ids)

    def load(self) -> FormDef:
        self._weigh()
        binds = self._binds()
        root = self.shape.root
        members = self.reader.members(self.body, root, None) if self.body else ()
        assert self.model is not None
        for element in self.model.elements():
            if element.local == "setvalue":
                self.reader.action(element, root, None, None)
            elif element.local in SILENT or _follows(element):
                raise silent(element)
            elif "base64RsaPublicKey" in element.attributes:
                raise refusal("encrypted", element.local, element.line)
        body = Group(root, False, NO_TEXT, "", members)
        controls: dict[NodeDef, Control] = {}
        for control in body.controls():
            controls.setdefault(control.defn, control)
        choices = {c.defn: c.itemset.nodes for c in controls.values() if c.itemset is not None}
        by_source: dict[NodeDef, tuple[Action, ...]] = {}
        for action in self.reader.actions:
            if action.source is not None:
                by_source[action.source] = (*by_source.get(action.source, ()), action)
        form_id = self.initial.attributes.get("id", "")
        if not form_id:
            raise refusal("no-form-id", "form", self.initial.line)
        return FormDef(
            form_id=form_id,
            version=self.initial.attributes.get("version", ""),
            title=self.title,
            languages=tuple(self.itext.languages),
            default_language=self.itext.default,
            shape=self.shape,
            binds=binds,
            body=body,
            controls=controls,
            groups=_groups(body),
            counts=self.reader.counts,
            fixed_repeats=frozenset(self.reader.fixed),
            actions=tuple(self.reader.actions),
            itext=self.itext,
            lists=self.lists,
            order=rule_order(self.shape.defs, binds, self.reader.counts, choices),
            initial=self.initial,
            by_source=by_source,
            sections=_sections(body),
        )

    def _weigh(self) -> None:
        """Refuse a form whose rules are too long to be read in good time."""
        assert self.model is not None
        elements = (e for e in self.model.elements() if e.local == "bind")
        if sum(len(v) for e in elements for v in e.attributes.values()) > MAX_RULES:
            raise refusal("rules", "form", limit=MAX_RULES)

    def _binds(self) -> dict[NodeDef, Bind]:
        written: dict[NodeDef, Element] = {}
        assert self.model is not None
        for element in self.model.elements():
            if element.local != "bind":
                continue
            path = element.attributes.get("nodeset") or element.attributes.get("ref") or ""
            defn = self.shape.resolve(path, self.shape.root, f"bind {path}")
            if defn in written:
                merged = {**written[defn].attributes, **element.attributes}
                element = Element("bind", merged, element.namespaces, element.line)
            written[defn] = element
            if "id" in element.attributes:
                self.bind_ids[element.attributes["id"]] = defn
        binds = {defn: self._bind(defn, element) for defn, element in written.items()}
        made = self.shape.instance_id
        if made in self.shape.made and made not in binds:
            binds[made] = Bind(preload="uid")
        return binds

    def _bind(self, defn: NodeDef, element: Element) -> Bind:
        def rule(name: str) -> Rule | None:
            text = element.attributes.get(name)
            if text is None or not text.strip():
                return None
            return compile_rule(text, defn, self.around, f"{name} of {defn.path}")

        preload = (element.get("preload", JR) or "").strip()
        return Bind(
            type=plain_type(element.attributes.get("type", "string")),
            relevant=rule("relevant"),
            required=rule("required"),
            readonly=rule("readonly"),
            constraint=rule("constraint"),
            calculate=rule("calculate"),
            constraint_message=self._message(element, "constraintMsg", defn),
            required_message=self._message(element, "requiredMsg", defn),
            preload=preload,
            preload_params=(element.get("preloadParams", JR) or "").strip(),
            save_to=(element.get("saveto", ENTITIES) or "").strip(),
            longest=_longest(element.attributes.get("constraint", "")),
        )

    def _message(self, element: Element, name: str, defn: NodeDef) -> Text | None:
        text = element.get(name, JR)
        if text is None:
            return None
        if text.strip().startswith("jr:itext("):
            return self.reader.reference(text, defn, f"{name} of {defn.path}")
        return Text((text,))


def _longest(constraint: str) -> str:
    """The most letters of `string-length(.) <= 500`; empty where another rule may allow more."""
    found = _LETTERS.search(constraint)
    if found is None or _LOOSE.search(constraint):
        return ""
    return str(int(found[2]) - (found[1] == "<"))


def datasets(shape: Shape) -> frozenset[str]:
    """The datasets a form writes; each is also a list it may read the open records from."""
    return frozenset(
        defn.default
        for defn in shape.defs
        if defn.is_attribute and defn.local == "dataset" and defn.default
    )


def _follows(element: Element) -> bool:
    """Whether a bind asks the audit log to note where the device is."""
    names = ("location-priority", "location-min-interval", "location-max-age")
    return any(element.get(name, ODK) is not None for name in names)


def _sections(body: Group) -> dict[NodeDef, str]:
    """The section of every place with a control or group: the path of the top group around it.

    Questions between top groups make sections of their own, named by the first of each run.
    """
    found: dict[NodeDef, str] = {}
    loose = ""
    for member in body.members:
        if isinstance(member, Control):
            loose = loose or member.defn.path
            found.setdefault(member.defn, loose)
            continue
        loose = ""
        inside = [control.defn for control in member.controls()]
        name = member.defn or (inside[0] if inside else None)
        if name is None:
            continue
        stack: list[Group | Control] = [member]
        while stack:
            part = stack.pop()
            if part.defn is not None:
                found.setdefault(part.defn, name.path)
            if isinstance(part, Group):
                stack.extend(part.members)
    return found


def _groups(body: Group) -> dict[NodeDef, Group]:
    """The group or repeat of each place: of a repeat and the group around it, the group's label."""
    found: dict[NodeDef, Group] = {}
    stack: list[Group] = [body]
    while stack:
        group = stack.pop()
        if group.defn is not None:
            found.setdefault(group.defn, group)
        stack.extend(m for m in group.members if isinstance(m, Group))
    return found
