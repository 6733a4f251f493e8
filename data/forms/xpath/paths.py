"""Paths: which nodes an expression means, with the rules forms add to XPath 1.0.

An absolute path inside a repeat means the instance the rule stands in. Hidden nodes are left out
of every node-set, after the predicates have counted them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from data.forms.nodedef import NodeDef
from data.forms.nodes import Node, Seen
from data.forms.xpath.axes import MOVES, match_attribute, match_child, reached_places
from data.forms.xpath.context import Closure, Context
from data.forms.xpath.making import LIST, Making, Places
from data.forms.xpath.predicates import keeping, spend
from data.forms.xpath.tree import Binary, Call, Expression, Path, Step

Nodes = Callable[[Context], list[Seen]]


@dataclass(slots=True)
class _Simple:
    """A path without predicates: from where, how far up, then which children down."""

    start: str
    up: int
    down: tuple[NodeDef, ...]
    target: NodeDef


def root_of(defn: NodeDef) -> NodeDef:
    """The root element's place."""
    while defn.parent is not None:
        defn = defn.parent
    return defn


def _simple(making: Making, path: Path, here: Places) -> _Simple | None:
    """The path as up and down, when it has no predicate and names one place; else None."""
    if any(step.predicates for step in path.steps) or path.predicates:
        return None
    if path.absolute:
        if not path.steps:
            return None
        start, up = "root", 0
        root = root_of(making.origin)
        first = path.steps[0]
        if first.axis != "child" or first.test.rpartition(":")[2] != root.local:
            return None
        at, steps = root, path.steps[1:]
        down: list[NodeDef] = [root]
    elif path.base is None and here.defs is not None and len(here.defs) == 1:
        start, up, at, steps, down = "here", 0, here.defs[0], path.steps, []
    elif isinstance(path.base, Call) and path.base.name == "current" and not path.base.arguments:
        start, up, at, steps, down = "current", 0, making.origin, path.steps, []
    else:
        return None
    for step in steps:
        if step.axis == "self" and step.test == "node()":
            continue
        if step.axis == "parent" and step.test == "node()" and not down and at.parent is not None:
            at, up = at.parent, up + 1
            continue
        found = (
            match_child(making, at, step.test)
            if step.axis == "child"
            else match_attribute(at, step.test)
            if step.axis == "attribute"
            else []
        )
        if len(found) != 1 or step.test == "*":
            return None
        at = found[0]
        down.append(at)
    return _Simple(start, up, tuple(down), at)


def compile_one(
    making: Making, path: Path, here: Places, *, note: bool = True
) -> Callable[[Context], Node] | None:
    """A closure to the one node a path can mean, whatever the answers; None if it can be more."""
    simple = _simple(making, path, here)
    if simple is None:
        return None
    below = simple.down
    if simple.start == "root":
        shared = _shared(making.origin, simple.target)
        if len(shared) != len(simple.target.repeats):
            return None
        if not shared:
            number = simple.target.index
            _note(making, simple.target, note, relative=False)
            return lambda c: c.world.single[number]  # type: ignore[return-value]  # no repeat above: always there
        deepest = shared[-1]
        start = _climber(deepest)
        below = below[below.index(deepest) + 1 :]
    elif any(defn.is_repeat for defn in below):
        return None
    else:
        start = _upward(simple.start, simple.up)
    _note(making, simple.target, note, relative=simple.start == "here")
    return _descender(start, below)


def _note(making: Making, target: NodeDef, note: bool, *, relative: bool) -> None:
    if not note:
        return
    if making.inside and relative:
        making.crossing.add(target)
    else:
        making.reads.add(target)


def _shared(origin: NodeDef, target: NodeDef) -> list[NodeDef]:
    """The repeats both stand in; a path that ends at a repeat means all its instances."""
    inside = [r for r in target.repeats if r is not target]
    return [r for r in inside if r in origin.repeats]


def _climber(repeat: NodeDef) -> Callable[[Context], Node]:
    def climb(c: Context) -> Node:
        node: Node | None = c.current
        while node is not None and node.defn is not repeat:
            node = node.parent
        assert node is not None
        return node

    return climb


def _upward(start: str, up: int) -> Callable[[Context], Node]:
    if start == "here":
        if up == 0:
            return lambda c: c.node  # type: ignore[return-value]  # its place is in the record
        if up == 1:
            return lambda c: c.node.parent  # type: ignore[return-value]  # its place has a parent

        def from_here(c: Context) -> Node:
            node = c.node
            for _ in range(up):
                node = node.parent  # type: ignore[assignment]  # its place has so many parents
            return node  # type: ignore[return-value]  # its place is in the record

        return from_here

    def from_current(c: Context) -> Node:
        node = c.current
        for _ in range(up):
            node = node.parent  # type: ignore[assignment]  # its place has so many parents
        return node

    return from_current


def _descender(
    start: Callable[[Context], Node], down: tuple[NodeDef, ...]
) -> Callable[[Context], Node]:
    if not down:
        return start
    slots = [(defn.slot, defn.is_attribute) for defn in down]
    if len(slots) == 1 and not slots[0][1]:
        slot = slots[0][0]
        return lambda c: start(c).kids[slot]  # type: ignore[return-value]  # no repeat on the way

    def descend(c: Context) -> Node:
        node = start(c)
        for slot, is_attribute in slots:
            node = node.attached[slot] if is_attribute else node.kids[slot]  # type: ignore[assignment]  # no repeat on the way
        return node

    return descend


def compile_nodes(
    making: Making, tree: Expression, here: Places, *, note: bool = True
) -> tuple[Closure, Places]:
    """A closure to a node-set, and the places it can hold. Refuses what gives no node-set."""
    if isinstance(tree, Binary) and tree.operator == "|":
        return _union(making, tree, here)
    if isinstance(tree, Call):
        if tree.name == "current" and not note:
            return (lambda c: [c.current]), Places((making.origin,))
        from_call = making.value(tree, here)
        if tree.name == "current":
            return from_call, Places((making.origin,))
        if tree.name in {"instance", "randomize"}:
            return from_call, LIST
        raise making.refuse("no-nodes", name=tree.name)
    if not isinstance(tree, Path):
        raise making.refuse("path-needed")
    one = compile_one(making, tree, here, note=note)
    if one is not None:
        simple = _simple(making, tree, here)
        assert simple is not None
        return _singly(one), Places((simple.target,))
    walk, places = _walk(making, tree, here)
    if note and places.defs is not None:
        crossed = _crossed(making, tree, places.defs)
        for defn in places.defs:
            if crossed and any(r in defn.repeats for r in crossed):
                making.crossing.add(defn)
            else:
                _note(making, defn, note, relative=not tree.absolute and tree.base is None)
    return _visible(walk), places


def _singly(one: Callable[[Context], Node]) -> Closure:
    def read(c: Context) -> list[Seen]:
        node = one(c)
        c.world.reads.add(node)
        return [node] if node.relevant else []

    return read


def _visible(walk: Nodes) -> Closure:
    def read(c: Context) -> list[Seen]:
        reads = c.world.reads
        kept: list[Seen] = []
        nodes = walk(c)
        spend(c, len(nodes))
        for node in nodes:
            if isinstance(node, Node):
                reads.add(node)
                if not node.relevant:
                    continue
            kept.append(node)
        return kept

    return read


def _union(making: Making, tree: Binary, here: Places) -> tuple[Closure, Places]:
    left, mine = compile_nodes(making, tree.left, here)
    right, theirs = compile_nodes(making, tree.right, here)
    places = LIST
    if mine.defs is not None and theirs.defs is not None:
        places = Places((*mine.defs, *(d for d in theirs.defs if d not in mine.defs)))

    def both(c: Context) -> list[Seen]:
        first, second = left(c), right(c)
        assert isinstance(first, list)
        assert isinstance(second, list)
        known = {id(node) for node in first}
        return first + [node for node in second if id(node) not in known]

    return both, places


def _crossed(making: Making, path: Path, targets: tuple[NodeDef, ...]) -> list[NodeDef]:
    """Repeats of the rule's own that the path enters by a predicate, or from beside.

    Other instances are meant.
    """
    entered = [step for step in path.steps if step.predicates or step.axis.endswith("sibling")]
    if not entered:
        return []
    names = {step.test.rpartition(":")[2] for step in entered}
    return [
        r for t in targets for r in t.repeats if r in making.origin.repeats and r.local in names
    ]


def _walk(making: Making, path: Path, here: Places) -> tuple[Nodes, Places]:
    """A path step by step, each over the nodes the one before found."""
    steps = path.steps
    walk: Nodes
    if path.absolute:
        walk, places, steps = _from_root(making, steps)
    elif path.base is not None:
        base, places = compile_nodes(making, path.base, here, note=not steps)
        walk = base  # type: ignore[assignment]  # compile_nodes gives node-sets only
        if path.predicates:
            walk = _predicates(making, walk, places, path.predicates)
    else:
        walk, places = (lambda c: [c.node]), here
    for step in steps:
        walk, places = take_step(making, walk, places, step)
    return walk, places


def _from_root(making: Making, steps: tuple[Step, ...]) -> tuple[Nodes, Places, tuple[Step, ...]]:
    """The start of an absolute path: at the root, or at the instance the rule stands in."""
    root = root_of(making.origin)
    number = root.index
    if not steps or steps[0].axis != "child":
        return (lambda c: [_present(c, number)]), Places((root,), document=True), steps
    if steps[0].test != "*" and steps[0].test.rpartition(":")[2] != root.local:
        raise making.refuse("no-place", path=f"/{steps[0].test}")
    at, taken, deepest = root, 1, None
    for step in steps[1:]:
        found = match_child(making, at, step.test) if step.axis == "child" else []
        if len(found) != 1 or (found[0].is_repeat and step.predicates):
            break
        at = found[0]
        taken += 1
        is_last = taken == len(steps)
        if at.is_repeat and not is_last:
            if at not in making.origin.repeats:
                break
            deepest = (at, taken)
        if step.predicates:
            break
    if deepest is None:
        return (lambda c: [_present(c, number)]), Places((root,)), steps[1:]
    climb = _climber(deepest[0])
    return (lambda c: [climb(c)]), Places((deepest[0],)), steps[deepest[1] :]


def _present(c: Context, number: int) -> Node:
    node = c.world.single[number]
    assert node is not None
    return node


def take_step(making: Making, walk: Nodes, places: Places, step: Step) -> tuple[Nodes, Places]:
    """One more step: the nodes it leads to, in order and without doubles."""
    after = _step_places(making, places, step)
    move = MOVES.get(step.axis)
    if move is None:
        raise making.refuse("axis", found=step.axis, at="?")
    local = None if step.test in {"*", "node()", "text()"} else step.test.rpartition(":")[2]
    if local == "*":
        local = None
    if step.test == "text()" and step.axis == "child":
        return walk, places
    if step.predicates:
        rules = _prepare(making, after, step.predicates)

        def filtered(c: Context) -> list[Seen]:
            found: list[Seen] = []
            for node in walk(c):
                nodes = move(node, local, c)
                for rule in rules:
                    nodes = rule(nodes, c)
                found.extend(nodes)
            return found

        return filtered, after

    def moved(c: Context) -> list[Seen]:
        nodes = walk(c)
        if len(nodes) == 1:
            return move(nodes[0], local, c)
        found: dict[int, Seen] = {}
        for node in nodes:
            for other in move(node, local, c):
                found.setdefault(id(other), other)
        return list(found.values())

    return moved, after


def _predicates(
    making: Making, walk: Nodes, places: Places, predicates: tuple[Expression, ...]
) -> Nodes:
    rules = _prepare(making, places, predicates)

    def filtered(c: Context) -> list[Seen]:
        nodes = walk(c)
        for rule in rules:
            nodes = rule(nodes, c)
        return nodes

    return filtered


def _prepare(
    making: Making, places: Places, predicates: tuple[Expression, ...]
) -> list[Callable[[list[Seen], Context], list[Seen]]]:
    making.inside += 1
    rules = [keeping(making.value(p, places)) for p in predicates]
    making.inside -= 1
    return rules


def _step_places(making: Making, places: Places, step: Step) -> Places:
    """Which places of the record a step can lead to; refuses a name the form does not have."""
    if places.defs is None:
        return LIST
    found: dict[NodeDef, None] = {}
    for defn in places.defs:
        for other in reached_places(making, defn, step):
            found[other] = None
    if not found and step.test not in {"*", "node()", "text()"}:
        names = ", ".join(defn.path for defn in places.defs) or "an empty place"
        raise making.refuse("no-step", name=step.test, places=names)
    return Places(tuple(found))
