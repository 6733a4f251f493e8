"""Forms made at random for property tests: groups, repeats, lists, rules that look back."""

from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from data.forms.formdef import FormDef, load_form
from data.forms.nodes import Range
from data.forms.session import FormSession
from tests.data.forms.small import form_xml

SET = ("calc", "date")
KINDS = ("string", "int", "decimal", "date", "select1", "select", "calc", "note")
VALUES = ("", "0", "1", "2", "7", "a", "b", "c", "a b", "c a", "x y", "2026-11-21", "-3.5")
CHOICES = ("a", "b", "c")


@dataclass(frozen=True)
class Item:
    """One place: `kind` is one of KINDS, group or repeat. Rules are numbers that pick at writing.

    `looks` picks what the rules look at among the places before; `rules` which rules there are.
    """

    name: str
    kind: str
    looks: int = 0
    rules: frozenset[str] = frozenset()
    children: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Spec:
    """A whole form: its places and the choices its lists offer."""

    items: tuple[Item, ...]
    choices: tuple[str, ...] = CHOICES


RULES = st.frozensets(
    st.sampled_from(["relevant", "required", "readonly", "constraint", "default", "filter"]),
    max_size=3,
)


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """A form of up to a dozen places, repeats up to two deep."""
    names = iter(f"n{number}" for number in range(100))

    def items(depth: int) -> tuple[Item, ...]:
        found = []
        for _ in range(draw(st.integers(1, 5 if depth == 0 else 3))):
            kind = draw(st.sampled_from(KINDS + (("group", "repeat", "repeat") * (depth < 2))))
            inside = items(depth + 1) if kind in {"group", "repeat"} else ()
            looks = draw(st.integers(0, 20))
            found.append(Item(next(names), kind, looks, draw(RULES), inside))
        return tuple(found)

    return Spec(items(0))


class Writer:
    """Writes a Spec as XML; every rule looks only at places written before, so no circle."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.binds: list[str] = []
        self.before: list[tuple[str, str]] = []
        self.groups: set[str] = set()
        self.texts: list[str] = []

    def xml(self) -> bytes:
        """The whole form."""
        nodes, body = self._all(self.spec.items, "/data", "")
        rows = "".join(
            f"<item><name>{c}</name><label>{c.upper()}</label><of>{at % 2}</of></item>"
            for at, c in enumerate(self.spec.choices)
        )
        languages = "".join(
            f'<translation lang="{lang}">'
            + "".join(
                f'<text id="{name}"><value>{lang} {name}</value></text>' for name in self.texts
            )
            + "</translation>"
            for lang in ("id", "en")
        )
        model = f"<itext>{languages}</itext>"
        model += f'<instance id="l"><root>{rows}</root></instance>' + "".join(self.binds)
        return form_xml(nodes, model, body)

    def _all(self, items: tuple[Item, ...], path: str, repeat: str) -> tuple[str, str]:
        nodes, body = "", ""
        for item in items:
            inner = f"{path}/{item.name}"
            self._bind(item, inner)
            if item.kind in {"group", "repeat"}:
                many = item.kind == "repeat"
                own, inside = self._all(item.children, inner, inner if many else repeat)
                self.before.append((inner, inner if many else repeat))
                self.groups.add(inner)
                template = ' jr:template=""' if many else ""
                nodes += f"<{item.name}{template}>{own}</{item.name}>"
                look = ' appearance="field-list"' if "constraint" in item.rules else ""
                if many:
                    inside = f'<repeat nodeset="{inner}"{look}>{inside}</repeat>'
                    look = ""
                body += f'<group ref="{inner}"{look}><label>{item.name}</label>{inside}</group>'
                continue
            first = "a" if item.kind.startswith("select") else "1"
            default = first if "default" in item.rules and item.kind not in SET else ""
            nodes += f"<{item.name}>{default}</{item.name}>"
            self.before.append((inner, repeat))
            body += self._control(item, inner)
        return nodes, body

    def _look(self, item: Item, path: str) -> str:
        """An expression over one of the places before, as seen from `path`."""
        if not self.before:
            return "1"
        other, repeat = self.before[item.looks % len(self.before)]
        if other in self.groups:
            forms = ["1", "2 > 1"]
            if repeat and not path.startswith(f"{repeat}/"):
                forms = [f"count({other}) != 1", f"count({other}) > 1"]
        elif repeat and path.startswith(f"{repeat}/"):
            up = "/".join([".."] * (path.count("/") - repeat.count("/")))
            near = f"{'../' * (path.count('/') - repeat.count('/'))}{other[len(repeat) + 1 :]}"
            forms = [f"{near} = '1'", f"{other} != 'a'", f"position({up}) > 1", f"{near} > 1"]
        elif repeat:
            forms = [
                f"count-non-empty({other}) > 1",
                f"join(' ', {other}) != '1'",
                f"count({other}[. = '1']) = 1",
            ]
        else:
            forms = [f"{other} = '1'", f"string-length({other}) != 1", f"{other} + 1 > 2"]
            forms += [f"selected({other}, 'a')", f"coalesce({other}, 'x') = 'x'"]
        return escape(forms[item.looks % len(forms)])

    def _bind(self, item: Item, path: str) -> None:
        rules = {}
        if item.kind in {"int", "decimal", "date"}:
            rules["type"] = item.kind
        for name in ("relevant", "required"):
            if name in item.rules and (name == "relevant" or item.kind not in {"group", "repeat"}):
                rules[name] = self._look(item, path)
        if "readonly" in item.rules or item.kind == "note":
            rules["readonly"] = "true()" if item.kind == "note" else self._look(item, path)
        if "constraint" in item.rules and item.kind in KINDS:
            rules["constraint"] = ". != '7'"
        if item.kind == "calc":
            rules["calculate"] = f"concat('c', {self._look(item, path)})"
        written = "".join(f' {name}="{value}"' for name, value in rules.items())
        self.binds.append(f'<bind nodeset="{path}"{written}/>')

    def _control(self, item: Item, path: str) -> str:
        if item.kind == "calc":
            return ""
        self.texts.append(path)
        label = f"<label ref=\"jr:itext('{path}')\"/>"
        if item.kind in {"select1", "select"}:
            plain = [p for p, many in self.before[:-1] if not many and p not in self.groups]
            narrowed = ""
            if "filter" in item.rules and plain:
                narrowed = f"[{plain[item.looks % len(plain)]} != '2' or of = 1]"
            return (
                f'<{item.kind} ref="{path}">{label}<itemset nodeset="instance(\'l\')/root/item'
                f'{narrowed}"><value ref="name"/><label ref="label"/></itemset></{item.kind}>'
            )
        return f'<input ref="{path}">{label}</input>'


def written(spec: Spec) -> FormDef:
    """The form of a Spec, loaded."""
    return load_form(Writer(spec).xml())


@st.composite
def changed(draw: st.DrawFn, spec: Spec) -> Spec:
    """The same form in a newer version: places dropped, retyped, moved, added; choices dropped."""

    def anew(items: tuple[Item, ...], depth: int) -> tuple[Item, ...]:
        found = []
        for item in items:
            fate = draw(st.sampled_from(["keep"] * 5 + ["drop", "retype", "new", "rules"]))
            if fate == "drop":
                continue
            if fate == "new":
                found.append(Item(f"{item.name}x", "string", item.looks, frozenset({"required"})))
            if fate == "retype" and not item.children:
                item = replace(item, kind=draw(st.sampled_from(KINDS)))
            if fate == "retype" and item.children:
                item = replace(item, kind="group" if item.kind == "repeat" else "repeat")
            if fate == "rules":
                item = replace(item, rules=draw(RULES), looks=draw(st.integers(0, 20)))
            if item.children:
                item = replace(item, children=anew(item.children, depth + 1))
                if not item.children:
                    continue
            found.append(item)
        return tuple(found)

    items = anew(spec.items, 0)
    keeps = draw(st.frozensets(st.sampled_from(CHOICES), min_size=1))
    kept = tuple(choice for choice in CHOICES if choice in keeps)
    return Spec(items or (Item("last", "string"),), kept)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["answer"] * 6 + ["add", "add", "remove", "language"]),
        st.integers(0, 60),
        st.sampled_from(VALUES),
    ),
    max_size=16,
)


def play(session: FormSession, steps: list[tuple[str, int, str]]) -> None:
    """Answers to questions there are, repeats made longer and shorter, languages changed."""
    for do, number, value in steps:
        nodes = list(session.record.root.below())
        if do == "language" and session.form.languages:
            session.set_language(session.form.languages[number % len(session.form.languages)])
        elif do == "answer":
            asked = [node for node in nodes if node.defn in session.form.controls]
            if asked:
                session.answer(asked[number % len(asked)].ref(), value)
        else:
            rows = [kid for node in nodes for kid in node.kids if isinstance(kid, Range)]
            rows = [kid for kid in rows if kid.defn not in session.form.fixed_repeats]
            if not rows:
                continue
            chosen = rows[number % len(rows)]
            if do == "add" and len(chosen.items) < 4:
                session.add_repeat(chosen.ref())
            elif do == "remove" and chosen.items:
                session.remove_repeat(chosen.ref(), number % len(chosen.items) + 1)
