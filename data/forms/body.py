"""The visible side of a form: controls, groups and repeats in reading order, their texts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.forms.nodedef import NodeDef
from data.forms.rules import Rule, Text

# What tells one instance from another without reading a value: `current()`, `position(..)`.
_LOCAL = re.compile(r"\bcurrent\s*\(|\bposition\s*\(\s*[^)\s]")
CONTROLS = frozenset({"input", "select1", "select", "rank", "range", "trigger", "upload", "secret"})


@dataclass(frozen=True, slots=True)
class StaticChoice:
    """One choice written in the control itself."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices from a list: which nodes, and where each has its value and label."""

    nodes: Rule
    value: Rule
    label: Rule | None
    label_itext: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it offers the same wherever its question stands: no rule looks at the record."""
        rules = (self.nodes, self.value)
        return not any(r.reads or r.crossing or _LOCAL.search(r.text) for r in rules)


@dataclass(frozen=True, slots=True)
class Control:
    """One question; `kind` is the element's name, `limits` a range's start, end, step."""

    kind: str
    defn: NodeDef
    label: Text
    hint: Text
    appearance: str
    choices: tuple[StaticChoice, ...] = ()
    itemset: Itemset | None = None
    limits: Mapping[str, str] = field(default_factory=dict)
    mediatype: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group or a repeat, with what stands in it; `defn` None: no place of its own."""

    defn: NodeDef | None
    repeat: bool
    label: Text
    appearance: str
    members: "tuple[Control | Group, ...]"

    def controls(self) -> Iterator[Control]:
        """Every control below, in reading order."""
        for member in self.members:
            if isinstance(member, Control):
                yield member
            else:
                yield from member.controls()


@dataclass(frozen=True, slots=True)
class Action:
    """A `setvalue`: at `events`, put the value of `rule` (or `literal`) into `target`.

    `source` is the question it hangs on (`xforms-value-changed`), `repeat` the repeat it stands in.
    `finds` gives the target's nodes where its path carries a predicate.
    """

    events: frozenset[str]
    target: NodeDef
    rule: Rule | None
    literal: str
    source: NodeDef | None
    repeat: NodeDef | None
    finds: Rule | None = None
