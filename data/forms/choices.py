"""The choices a question offers now, and what an answer counts as among them."""

from data.forms.body import Control, Itemset
from data.forms.nodes import Node, Seen
from data.forms.xpath.context import Context, World
from data.forms.xpath.values import to_string


def items(itemset: Itemset, node: Node, world: World) -> list[Seen]:
    """The list's nodes offered at `node`."""
    found = itemset.nodes.run(Context(node, 1, 1, node, world))
    return found if isinstance(found, list) else []


def offered_values(control: Control, node: Node, world: World) -> tuple[str, ...]:
    """The values offered at `node`, in order; blank ones (rows not filled in) left out."""
    if control.itemset is None:
        return tuple(choice.value for choice in control.choices)
    rows = items(control.itemset, node, world)
    size = len(rows)
    run = control.itemset.value.run
    values = [to_string(run(Context(row, at, size, node, world))) for at, row in enumerate(rows, 1)]
    return tuple(values)


def counted(kind: str, raw: str, offered: tuple[str, ...] | None) -> str:
    """What of an answer counts: choices still offered, in the order kept (that of the list, when
    a person chose them). A ranking stands in its own.

    The answer itself is kept, so a choice offered again counts again. A ranking is always of all
    that is offered: what is missing in it comes at its end.
    """
    if offered is None or not raw:
        return raw
    if kind == "select1":
        return raw if raw in offered else ""
    chosen = raw.split()
    if kind == "select":
        return " ".join(value for value in chosen if value in offered)
    ranked = [value for value in chosen if value in offered]
    return " ".join(ranked + [value for value in offered if value not in ranked])
