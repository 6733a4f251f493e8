"""Where a rule is evaluated, and what it may ask of the record: values, time, texts."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Protocol

from data.forms.nodes import Node, Plain, Seen, Watched

Value = str | float | bool | list[Seen]


class World(Protocol):
    """What the record offers to rules. `reads` collects what the rule at work has looked at.

    `work` is how many nodes may still be looked at in this step; `alive` whether the record has
    been begun, so that what goes wrong is no longer the form's author's to see.
    """

    reads: set[Watched]
    single: list[Node | None]
    language: str
    tongue: Watched
    zone: tzinfo
    work: int
    alive: bool

    def now(self) -> datetime:
        """The moment of this recalculation; the same however often it is asked."""

    def fresh_id(self) -> str:
        """A new random id."""

    def document(self, name: str) -> Plain | None:
        """A fixed list by its id."""

    def long_text(self, text_id: str, here: Node) -> str:
        """An itext in the current language, outputs filled in; empty if there is none."""

    def choice_name(self, value: str, path: str, here: Node) -> str:
        """The label of a choice of the question at `path`, as seen from `here`."""


class Context:
    """The place: `node` here, `position` of `size` in the node-set, `current` where it began."""

    __slots__ = ("current", "node", "position", "size", "world")

    def __init__(self, node: Seen, position: int, size: int, current: Node, world: World) -> None:
        self.node = node
        self.position = position
        self.size = size
        self.current = current
        self.world = world


Closure = Callable[[Context], Value]
