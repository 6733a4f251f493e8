"""Predicates at work: which nodes of a set are kept, and what looking at nodes may cost."""

from collections.abc import Callable

from data.forms.nodes import Seen
from data.forms.refusals import refusal
from data.forms.xpath.context import Closure, Context


def spend(c: Context, nodes: int) -> None:
    """Count nodes looked at. Raises `FormRefused` (`too-big`) beyond what a step may cost."""
    c.world.work -= nodes
    if c.world.work < 0:
        raise refusal("work", c.current.defn.path)


def keeping(test: Closure) -> Callable[[list[Seen], Context], list[Seen]]:
    """A filter of node-sets: a number is a position, anything else a truth."""

    def keep(nodes: list[Seen], c: Context) -> list[Seen]:
        kept: list[Seen] = []
        size = len(nodes)
        spend(c, size)
        inner = Context(c.node, 0, size, c.current, c.world)
        for position, node in enumerate(nodes, 1):
            inner.node = node
            inner.position = position
            value = test(inner)
            if value is True or (value == position if value.__class__ is float else value):
                kept.append(node)
        return kept

    return keep
