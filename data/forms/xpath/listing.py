"""Functions on node-sets: counting, sums, choices, positions, rows of a repeat, fixed lists."""

import hashlib
import math
from collections.abc import Callable

from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Seen
from data.forms.xpath.context import Closure, Context, Value
from data.forms.xpath.making import Making, Places
from data.forms.xpath.paths import compile_nodes, compile_one
from data.forms.xpath.tree import Call, Expression, Literal, Path, Ready, Step
from data.forms.xpath.values import number_of_text, to_number, to_string

Special = Callable[[Making, Call, Places], Closure]


def _nodes(value: Value) -> list[Seen]:
    return value if isinstance(value, list) else []


def _sum(c: Context, value: Value) -> Value:
    """XPath `sum()`: NaN as soon as one visible row is unanswered."""
    zone = c.world.zone
    total = 0.0
    for node in _nodes(value):
        total += number_of_text(node.string(), zone)
    return total


def _all_numbers(c: Context, values: tuple[Value, ...]) -> list[float]:
    zone = c.world.zone
    found: list[float] = []
    for value in values:
        if isinstance(value, list):
            found.extend(number_of_text(node.string(), zone) for node in value)
        else:
            found.append(to_number(value, zone))
    return found


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., Value]:
    """`min` and `max`: unanswered rows make it NaN, none at all too."""

    def run(c: Context, *values: Value) -> Value:
        found = _all_numbers(c, values)
        if not found or any(number != number for number in found):
            return math.nan
        return pick(found)

    return run


def _selected(_: Context, text: str, wanted: str) -> Value:
    return wanted.strip() in text.split()


def _selected_at(_: Context, text: str, at: float) -> Value:
    chosen = text.split()
    return chosen[int(at)] if 0 <= at < len(chosen) else ""


def _non_empty(_: Context, value: Value) -> Value:
    return float(sum(1 for node in _nodes(value) if node.string()))


FUNCTIONS: dict[str, tuple[str, Callable[..., Value]]] = {
    "count": ("v", lambda _, value: float(len(_nodes(value)))),
    "count-non-empty": ("v", _non_empty),
    "sum": ("v", _sum),
    "min": ("v v*", _extreme(min)),
    "max": ("v v*", _extreme(max)),
    "selected": ("s s", _selected),
    "selected-at": ("s n", _selected_at),
    "count-selected": ("s", lambda _, text: float(len(text.split()))),
    "last": ("", lambda c: float(c.size)),
}


def _arity(making: Making, tree: Call, least: int, most: int) -> None:
    if not least <= len(tree.arguments) <= most:
        count = len(tree.arguments)
        raise making.refuse("arguments", name=tree.name, count=count)


def _unread(making: Making, tree: Call, here: Places) -> Closure:
    """A node-set of which only the place matters, not what is written there."""
    reads, crossing = set(making.reads), set(making.crossing)
    closure, _ = compile_nodes(making, tree.arguments[0], here, note=False)
    making.reads, making.crossing = reads, crossing
    return closure


def _position(making: Making, tree: Call, here: Places) -> Closure:
    """`position()` in a predicate; `position(..)` the number of a repeat's instance, from 1."""
    _arity(making, tree, 0, 1)
    if not tree.arguments:
        return lambda c: float(c.position)
    find = _place(making, tree, here)

    def number(c: Context) -> Value:
        node = find(c)
        if isinstance(node, Node) and node.range is not None:
            c.world.reads.add(node.range)
            return float(node.index + 1)
        return 1.0 if node is not None else math.nan

    return number


def _place(making: Making, tree: Call, here: Places) -> Callable[[Context], Seen | None]:
    """The first node of a path, hidden or not."""
    argument = tree.arguments[0]
    if isinstance(argument, Path):
        one = compile_one(making, argument, here, note=False)
        if one is not None:
            return one
    closure = _unread(making, tree, here)
    return lambda c: next(iter(_nodes(closure(c))), None)


def _name(making: Making, tree: Call, here: Places) -> Closure:
    _arity(making, tree, 0, 1)
    if not tree.arguments:
        return lambda c: c.node.local
    find = _place(making, tree, here)

    def name(c: Context) -> Value:
        node = find(c)
        return "" if node is None else node.local

    return name


def _current(making: Making, tree: Call, _: Places) -> Closure:
    _arity(making, tree, 0, 0)
    making.reads.add(making.origin)

    def current(c: Context) -> Value:
        c.world.reads.add(c.current)
        return [c.current]

    return current


def _instance(making: Making, tree: Call, here: Places) -> Closure:
    _arity(making, tree, 1, 1)
    argument = tree.arguments[0]
    if isinstance(argument, Literal) and argument.value not in making.lists:
        raise making.refuse("no-list", name=argument.value)
    name = making.text(argument, here)

    def document(c: Context) -> Value:
        found = c.world.document(name(c))
        return [] if found is None else [found]

    return document


def _pulldata(making: Making, tree: Call, here: Places) -> Closure:
    """`pulldata(list, column, key column, key)`: the first row whose key is equal."""
    _arity(making, tree, 4, 4)
    name, column, key_column, key = (making.text(a, here) for a in tree.arguments)

    def pull(c: Context) -> Value:
        document = c.world.document(name(c))
        wanted, by, take = key(c), key_column(c), column(c)
        if document is None or not document.children or not wanted:
            return ""
        for row in document.children[0].children:
            if _column(row, by) == wanted:
                return _column(row, take)
        return ""

    return pull


def _column(row: Seen, name: str) -> str:
    if name.startswith("@"):
        return next((a.string() for a in row.attributes() if a.local == name[1:]), "")
    return next((e.string() for e in row.elements() if e.local == name), "")


def _index(making: Making, tree: Expression) -> Ready:
    run = making.number(tree, Places((making.origin,)))

    def at_origin(c: Context) -> float:
        return run(Context(c.current, 1, 1, c.current, c.world))

    return Ready(at_origin)


def _indexed_repeat(making: Making, tree: Call, here: Places) -> Closure:
    """`indexed-repeat(node, repeat, number, ...)`: as if each repeat carried `[number]`."""
    count = len(tree.arguments)
    if count < 3 or count % 2 == 0:
        raise making.refuse("arguments", name="indexed-repeat", count=count)
    paths = tree.arguments[0:1] + tree.arguments[1::2]
    defs = [_only_place(making, path, here) for path in paths]
    line: list[NodeDef] = []
    up: NodeDef | None = defs[0]
    while up is not None:
        line.insert(0, up)
        up = up.parent
    steps = [Step("attribute" if d.is_attribute else "child", d.name.lstrip("@"), ()) for d in line]
    for repeat, number in zip(defs[1:], tree.arguments[2::2], strict=True):
        if repeat not in line:
            raise making.refuse("not-around")
        at = line.index(repeat)
        steps[at] = Step("child", repeat.name, (_index(making, number),))
    return compile_nodes(making, Path(True, None, (), tuple(steps)), here)[0]


def _only_place(making: Making, tree: Expression, here: Places) -> NodeDef:
    """The one place of the record a path names."""
    reads, crossing = set(making.reads), set(making.crossing)
    _, places = compile_nodes(making, tree, here, note=False)
    making.reads, making.crossing = reads, crossing
    if places.defs is None or len(places.defs) != 1:
        raise making.refuse("one-path-needed")
    return places.defs[0]


def _randomize(making: Making, tree: Call, here: Places) -> Closure:
    """`randomize(nodes, seed)`: an order that is always the same for the same seed."""
    _arity(making, tree, 1, 2)
    nodes, _ = compile_nodes(making, tree.arguments[0], here)
    seed = making.value(tree.arguments[1], here) if len(tree.arguments) == 2 else None

    def shuffled(c: Context) -> Value:
        found: list[Seen] = []
        state = _seed(c, c.world.fresh_id() if seed is None else seed(c))
        for last, node in enumerate(_nodes(nodes(c))):
            state = state * 16807 % 2147483647
            other = int((state - 1) / 2147483646 * (last + 1))
            found.append(node)
            found[last], found[other] = found[other], node
        return found

    return shuffled


def _seed(c: Context, value: Value) -> int:
    """The first state of the Park-Miller generator the specification names."""
    number = to_number(value, c.world.zone)
    text = to_string(value)
    if math.isfinite(number):
        whole = int(number)
    elif not text:
        whole = 0
    else:
        whole = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)
    state = abs(whole) % 2147483647 * (1 if whole >= 0 else -1)
    return state + 2147483646 if state <= 0 else state


SPECIAL: dict[str, Special] = {
    "position": _position,
    "local-name": _name,
    "name": _name,
    "current": _current,
    "instance": _instance,
    "pulldata": _pulldata,
    "indexed-repeat": _indexed_repeat,
    "randomize": _randomize,
}
