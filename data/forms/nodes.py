"""The nodes a rule can see: those of the record being filled in, and those of fixed lists."""

from collections.abc import Iterator
from typing import Protocol

from data.forms.nodedef import NodeDef

MAX_JOINED = 100_000


class Watcher(Protocol):
    """Something to be told when a node or a repeat it has read changes."""

    def stir(self) -> None:
        """Something read has changed: what was made of it is out of date."""


class Worker(Watcher, Protocol):
    """A rule at work on a node, or a view given out of it."""

    def retire(self) -> None:
        """Its node is gone."""


class Seen:
    """The side of a node that XPath sees; a leaf of a fixed list, or of the record."""

    __slots__ = ()

    local: str
    parent: "Seen | None"

    def string(self) -> str:
        """Its text; of an element with elements below, theirs joined."""
        raise NotImplementedError

    def elements(self) -> "list[Seen]":
        """Its child elements, every instance of a repeat included, in order."""
        raise NotImplementedError

    def attributes(self) -> "list[Seen]":
        """Its attributes."""
        raise NotImplementedError


class Plain(Seen):
    """A node of a fixed list (a secondary instance): nothing about it ever changes."""

    __slots__ = ("attached", "children", "local", "parent", "text")

    def __init__(self, local: str, parent: "Plain | None", text: str = "") -> None:
        self.local = local
        self.parent: Plain | None = parent
        self.text = text
        self.children: list[Plain] = []
        self.attached: list[Plain] = []

    def string(self) -> str:
        """Its text, that of the elements below joined."""
        if not self.children:
            return self.text
        return "".join(child.string() for child in self.children)

    def elements(self) -> list[Seen]:
        """Its child elements."""
        return list(self.children)

    def attributes(self) -> list[Seen]:
        """Its attributes."""
        return list(self.attached)


class Watched:
    """Something rules read and that can change: `watchers` are told."""

    __slots__ = ("watchers",)

    def __init__(self) -> None:
        self.watchers: dict[Watcher, None] = {}

    def tell(self) -> None:
        """Tell everybody who has read this that it changed."""
        for watcher in tuple(self.watchers):
            watcher.stir()


class Node(Seen, Watched):
    """One node of the record.

    `raw` is what was given or calculated; `value` what it counts as now (a choice no longer
    offered is left out). `relevant` and `readonly` are the inherited facts, `own_*` its rule's.
    """

    __slots__ = (
        "attached",
        "cells",
        "constraint_met",
        "defn",
        "index",
        "kids",
        "local",
        "offered",
        "own_readonly",
        "own_relevant",
        "parent",
        "range",
        "raw",
        "readonly",
        "relevant",
        "required",
        "shown",
        "value",
    )

    def __init__(self, defn: NodeDef, parent: "Node | None") -> None:
        self.watchers = {}
        self.defn = defn
        self.local = defn.local
        self.parent: Node | None = parent
        self.kids: list[Node | Range] = []
        self.attached: list[Node] = []
        self.range: Range | None = None
        self.index = 0
        self.raw = ""
        self.value = ""
        self.own_relevant = True
        self.relevant: bool = parent is None or parent.relevant
        self.own_readonly = False
        self.readonly: bool = parent is not None and parent.readonly
        self.required = False
        self.constraint_met = True
        self.offered: tuple[str, ...] | None = None
        self.cells: tuple[Worker, ...] = ()
        self.shown: Worker | None = None

    def string(self) -> str:
        """Its value; of a group the values below joined, hidden ones left out, up to a limit."""
        if not self.kids:
            return self.value
        found, room = [], MAX_JOINED
        for kid in self.inside():
            if kid.relevant and room > 0:
                found.append(kid.string())
                room -= len(found[-1])
        return "".join(found)

    def inside(self) -> "Iterator[Node]":
        """The child nodes, every instance of a repeat, in order."""
        for kid in self.kids:
            if isinstance(kid, Range):
                yield from kid.items
            else:
                yield kid

    def elements(self) -> list[Seen]:
        """Its child elements."""
        return list(self.inside())

    def attributes(self) -> list[Seen]:
        """Its attributes."""
        return list(self.attached)

    def below(self) -> "Iterator[Node]":
        """Itself and everything below it, attributes too, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            kids = list(node.attached)
            kids.extend(node.inside())
            stack.extend(reversed(kids))

    def ref(self) -> str:
        """Where it is: the absolute path with a position at every repeat."""
        if not self.defn.repeats or self.parent is None:
            return self.defn.path
        own = f"{self.parent.ref()}/{self.defn.name}"
        return f"{own}[{self.index + 1}]" if self.defn.is_repeat else own


class Range(Watched):
    """All instances of one repeat under one parent; told when one comes or goes.

    `anchor` is a stand-in instance, outside the record: the place from which a repeat count is
    calculated also while there is no instance. `wanted` is what its count last said.
    """

    __slots__ = ("anchor", "cells", "defn", "items", "parent", "wanted")

    def __init__(self, defn: NodeDef, parent: Node, anchor: Node) -> None:
        self.watchers = {}
        self.defn = defn
        self.parent = parent
        self.items: list[Node] = []
        self.anchor = anchor
        self.wanted: int | None = None
        self.cells: tuple[Worker, ...] = ()

    def ref(self) -> str:
        """Where it is: the path of the repeat, without a position of its own."""
        return f"{self.parent.ref()}/{self.defn.name}"

    def number(self) -> None:
        """Count the instances anew after one came or went."""
        for at, item in enumerate(self.items):
            item.index = at
