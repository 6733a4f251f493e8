"""A record being filled in: its nodes, and the working out of everything that follows an answer."""

import heapq
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo

from data.forms import choices, events, labels
from data.forms.cells import LAST, Cell
from data.forms.datatypes import stored
from data.forms.errors import NoSuchNode
from data.forms.formdef import FormDef
from data.forms.instance import Builder
from data.forms.nodes import Node, Plain, Range, Watched
from data.forms.refusals import refusal
from data.forms.rules import Rule
from data.forms.xml import Element
from data.forms.xpath.context import Context, Value
from data.forms.xpath.values import to_boolean, to_number

MAX_ROWS = 1_000
MAX_TEXTS = 10
MAX_STEPS = 2_000
MAX_SAID = 500
FIRST_WORK, LATER_WORK = 1_000_000, 20_000_000
_STEP = re.compile(r"(@?[^\[\]/@]+)(?:\[(\d+)\])?$")


class Record:
    """The nodes of one record with the rules at work; what `FormSession` is made of.

    It is the `World` rules see. `changed` collects the nodes and repeats of which a fact changed
    since it was last emptied; `fired` and `grown` what events wait for, `greeting` whether the
    record is built and its load events have begun. A value changed while the
    record or a new row is being set up fires no event.
    """

    def __init__(
        self,
        form: FormDef,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        device: Mapping[str, str],
        language: str,
        records: Mapping[str, Plain] | None = None,
    ) -> None:
        self.form = form
        self.clock = clock
        self.fresh_id = new_id
        self.device = device
        self.language = language
        self.records = records or {}
        self.tongue = Watched()
        self.reads: set[Watched] = set()
        self.single: list[Node | None] = [None] * len(form.shape.defs)
        self.zone: tzinfo = clock().tzinfo or UTC
        self.changed: dict[Node | Range, None] = {}
        self.fired: list[Node] = []
        self.grown: list[Node] = []
        self.alive = False
        self.greeting = False
        self.builder = Builder(form)
        self._moment: datetime | None = None
        self._waiting: list[Cell] = []
        self._serial = 0
        self._depth = 0
        self._said = 0
        self.work = FIRST_WORK
        self._fresh: set[Node] = set()
        self._fixed_offers: dict[tuple[str, str], tuple[str, ...]] = {}
        self.root: Node

    def fill(self, element: Element, *, saved: bool) -> None:
        """Build the nodes from the form's instance or a saved record, and put the rules to work."""
        self.root = self.builder.record(element)
        if saved:
            for rows in self.builder.ranges:
                rows.wanted = len(rows.items)
        self._install()

    def now(self) -> datetime:
        """The moment of this recalculation."""
        if self._moment is None:
            moment = self.clock()
            self._moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return self._moment

    def document(self, name: str) -> Plain | None:
        """A list by its id: of the open records, where given, else the form's own."""
        return self.records.get(name) or self.form.lists.get(name)

    def long_text(self, text_id: str, here: Node) -> str:
        """An itext in the current language; a text inside itself is left out."""
        return self._inside(lambda: labels.itext(self, text_id, "", here))

    def choice_name(self, value: str, path: str, here: Node) -> str:
        """The label of a choice of the question at `path`; one inside itself is left out."""
        return self._inside(lambda: labels.choice_name(self, value, path, here))

    def wait(self, cell: Cell) -> None:
        """Work this cell out when `settle` comes to it."""
        heapq.heappush(self._waiting, cell)

    def begin(self) -> None:
        """A new step: time is read anew, and work counted anew."""
        self._moment = None
        self.work = LATER_WORK if self.alive else FIRST_WORK

    def settle(self) -> None:
        """Work out all that waits, in order, then the events that came of it, until it is quiet.

        Raises `FormRefused` (`cycle`) when that takes far more steps than there are rules.
        """
        steps = 0
        while True:
            while self._waiting:
                cell = heapq.heappop(self._waiting)
                cell.waiting = False
                if cell.gone:
                    continue
                steps += 1
                self._work(cell)
                if steps > MAX_STEPS + 20 * self._serial:
                    raise refusal("unsettled", cell.owner.defn.path)
            steps += 1
            if steps > MAX_STEPS + 20 * self._serial:
                raise refusal("unsettled-events", "setvalue")
            if not events.next_waiting(self):
                self._fresh.clear()
                return

    def find(self, ref: str) -> Node | Range:
        """The node, repeat instance or repeat at a reference. Raises `NoSuchNode`."""
        defn = self.form.shape.by_path.get(ref)
        if defn is not None:
            node = self.single[defn.index]
            if node is not None:
                return node
        steps = ref.split("/")
        if len(steps) < 2 or steps[0] or steps[1] != self.form.root.name:
            raise NoSuchNode(ref)
        at: Node | Range = self.root
        for step in steps[2:]:
            match = _STEP.match(step)
            if match is None or isinstance(at, Range):
                raise NoSuchNode(ref)
            kids: list[Node | Range] = [*at.kids, *at.attached]
            found = next((kid for kid in kids if kid.defn.name == match[1]), None)
            if found is None:
                raise NoSuchNode(ref)
            if match[2] is not None:
                rows = found.items if isinstance(found, Range) else []
                number = int(match[2])
                if not 1 <= number <= len(rows):
                    raise NoSuchNode(ref)
                found = rows[number - 1]
            at = found
        return at

    def node(self, ref: str) -> Node:
        """As `find`, but a node."""
        found = self.find(ref)
        if isinstance(found, Range):
            raise NoSuchNode(ref)
        return found

    def put(self, node: Node, raw: str) -> None:
        """Give a node a value, already in the form it is stored in."""
        if raw != node.raw:
            node.raw = raw
            self.changed[node] = None
            self.refresh(node)

    def refresh(self, node: Node) -> None:
        """Let a node's value follow its answer and what is offered."""
        control = self.form.controls.get(node.defn)
        kind = "" if control is None else control.kind
        value = choices.counted(kind, node.raw, node.offered)
        if value != node.value:
            node.value = value
            self.touch(node)
            node.tell()
            if self.alive and node not in self._fresh and node.defn in self.form.by_source:
                self.fired.append(node)

    def touch(self, node: Node) -> None:
        """A fact of a node changed: whoever shows it must ask again."""
        self.changed[node] = None
        if node.shown is not None:
            node.shown.stir()

    def grow(self, rows: Range) -> Node:
        """One more instance at the end of a repeat."""
        if len(rows.items) >= MAX_ROWS:
            raise refusal("instances", rows.defn.path, limit=MAX_ROWS)
        node = self.builder.row(rows)
        self._fresh.update(self.builder.made)
        self._install()
        self.grown.extend(made for made in self.builder.made if made.range is not None)
        self.changed[rows] = None
        rows.tell()
        return node

    def shrink(self, rows: Range, index: int) -> None:
        """Take instance `index` (from 0) out of a repeat; the later ones move up."""
        for item in rows.items[index:]:
            for node in item.below():
                self.changed[node] = None
        gone = rows.items.pop(index)
        rows.number()
        for node in gone.below():
            self.builder.total -= not node.defn.is_attribute
            self.changed.pop(node, None)
            if node.shown is not None:
                node.shown.retire()
            for cell in node.cells:
                cell.retire()
            for kid in node.kids:
                if isinstance(kid, Range):
                    self.changed.pop(kid, None)
                    for cell in kid.cells:
                        cell.retire()
        self.changed[rows] = None
        rows.tell()

    def _inside(self, text: Callable[[], str]) -> str:
        """A text that may ask for further texts, neither endlessly deep nor endlessly many."""
        if self._depth == 0:
            self._said = 0
        self._said += 1
        if self._depth >= MAX_TEXTS or self._said > MAX_SAID:
            return ""
        self._depth += 1
        try:
            return text()
        finally:
            self._depth -= 1

    def _install(self) -> None:
        """Put the rules of newly built nodes to work."""
        form = self.form
        for node in self.builder.made:
            defn = node.defn
            if not defn.repeats:
                self.single[defn.index] = node
            bind = form.bind(defn)
            node.raw = node.raw and stored(bind.type, node.raw, self.zone)
            node.value = node.raw
            cells: list[Cell] = []
            for facet, rule in (
                ("relevant", bind.relevant),
                ("calculate", bind.calculate),
                ("readonly", bind.readonly),
                ("required", bind.required),
                ("constraint", bind.constraint),
            ):
                if rule is None:
                    continue
                if rule.constant is not None and facet != "calculate":
                    self._apply(facet, node, rule.constant)
                else:
                    cells.append(self._cell(facet, node, rule))
            control = form.controls.get(defn)
            if control is not None and control.kind in {"select", "select1", "rank"}:
                self._offer(node, cells)
            node.cells = tuple(cells)
            self.changed[node] = None
        for rows in self.builder.ranges:
            count = form.counts.get(rows.defn)
            self.changed[rows] = None
            if count is not None:
                rows.cells = (self._cell("count", rows, count),)

    def _cell(self, facet: str, owner: Node | Range, rule: Rule) -> Cell:
        self._serial += 1
        rank = self.form.order.get((owner.defn.index, facet), LAST)
        cell = Cell(facet, owner, rule, rank, self._serial, self)
        cell.stir()
        return cell

    def _offer(self, node: Node, cells: list[Cell]) -> None:
        """The choices of a new node: worked out once for a fixed list, else by a cell."""
        control = self.form.controls[node.defn]
        itemset = control.itemset
        if itemset is not None and not itemset.fixed:
            cells.append(self._cell("choices", node, itemset.nodes))
            return
        key = ("", str(node.defn.index))
        if itemset is not None:
            key = (itemset.nodes.text, itemset.value.text)
        if key not in self._fixed_offers:
            self._fixed_offers[key] = choices.offered_values(control, node, self)
        node.offered = self._fixed_offers[key]
        node.value = choices.counted(control.kind, node.raw, node.offered)

    def _work(self, cell: Cell) -> None:
        owner = cell.owner
        self.reads = set()
        place = owner.anchor if isinstance(owner, Range) else owner
        if cell.facet == "choices" and isinstance(owner, Node):
            offered = choices.offered_values(self.form.controls[owner.defn], owner, self)
            cell.watch(self.reads)
            if offered != owner.offered:
                owner.offered = offered
                self.touch(owner)
                self.refresh(owner)
            return
        value = cell.rule.run(Context(place, 1, 1, place, self))
        cell.watch(self.reads)
        if isinstance(owner, Range):
            self._resize(owner, value)
        elif cell.facet == "calculate":
            given = stored(self.form.bind(owner.defn).type, value, self.zone)
            if given != cell.given:
                cell.given = given
                self.put(owner, given)
        else:
            self._apply(cell.facet, owner, value)

    def _apply(self, facet: str, node: Node, value: Value) -> None:
        truth = to_boolean(value)
        if facet == "relevant":
            node.own_relevant = truth
            self._spread_relevance(node)
        elif facet == "readonly":
            node.own_readonly = truth
            self._spread_readonly(node)
        elif facet == "required" and node.required != truth:
            node.required = truth
            self.touch(node)
        elif facet == "constraint" and node.constraint_met != truth:
            node.constraint_met = truth
            self.touch(node)

    def _spread_relevance(self, node: Node) -> None:
        stack = [node]
        while stack:
            at = stack.pop()
            relevant = at.own_relevant and (at.parent is None or at.parent.relevant)
            if relevant != at.relevant:
                at.relevant = relevant
                self.touch(at)
                at.tell()
                stack.extend(at.inside())
                stack.extend(at.attached)

    def _spread_readonly(self, node: Node) -> None:
        stack = [node]
        while stack:
            at = stack.pop()
            readonly = at.own_readonly or (at.parent is not None and at.parent.readonly)
            if readonly != at.readonly:
                at.readonly = readonly
                self.touch(at)
                stack.extend(at.inside())
                stack.extend(at.attached)

    def _resize(self, rows: Range, value: Value) -> None:
        """Follow a repeat's count; one that was emptied takes no row away."""
        number = to_number(value, self.zone)
        if number != number:
            wanted = rows.wanted or 0
        else:
            wanted = max(0, int(min(number, MAX_ROWS)))
        rows.wanted = wanted
        while len(rows.items) > wanted:
            self.shrink(rows, len(rows.items) - 1)
        while len(rows.items) < wanted:
            self.grow(rows)
