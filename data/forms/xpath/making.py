"""What paths and functions ask of the compiler while an expression is being made."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from data.forms.errors import FormRefused
from data.forms.nodedef import NodeDef
from data.forms.xpath.context import Closure, Context
from data.forms.xpath.tree import Expression


class Places(NamedTuple):
    """Where a part of an expression can be: places of the record, or (None) of a fixed list.

    `document` is true for the point above the root element.
    """

    defs: tuple[NodeDef, ...] | None
    document: bool = False


LIST = Places(None)


class Making(Protocol):
    """The compiler at work on one expression of the place `origin`.

    `reads` and `crossing` grow as in `Rule`; `inside` counts the predicates around;
    `lists` are the ids of the form's fixed lists.
    """

    origin: NodeDef
    namespaces: Mapping[str, str]
    reads: set[NodeDef]
    crossing: set[NodeDef]
    inside: int
    lists: frozenset[str]

    def refuse(self, reason: str, **facts: object) -> FormRefused:
        """The error to raise for a reason of `refusals`, with the place and the expression."""

    def value(self, tree: Expression, here: Places) -> Closure:
        """A closure giving the value as it is."""

    def text(self, tree: Expression, here: Places) -> Callable[[Context], str]:
        """A closure giving the value as a string."""

    def number(self, tree: Expression, here: Places) -> Callable[[Context], float]:
        """A closure giving the value as a number."""

    def boolean(self, tree: Expression, here: Places) -> Callable[[Context], bool]:
        """A closure giving the value as a boolean."""
