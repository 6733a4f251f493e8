"""One rule at one node: what it last read, and its place in the queue of things to work out."""

from typing import Protocol

from data.forms.nodes import Node, Range, Watched, Watcher
from data.forms.rules import Rule

LAST = 1 << 40


class Queue(Protocol):
    """Where a cell waits until everything it reads has settled."""

    def wait(self, cell: "Cell") -> None:
        """Work this cell out in its turn."""


class Cell(Watcher):
    """The `facet` rule of one node (or the count of one repeat).

    `given` is what a calculation last gave: an answer put over it stays until that changes.
    """

    __slots__ = (
        "facet",
        "given",
        "gone",
        "owner",
        "queue",
        "rank",
        "rule",
        "serial",
        "sources",
        "waiting",
    )

    def __init__(
        self, facet: str, owner: Node | Range, rule: Rule, rank: int, serial: int, queue: Queue
    ) -> None:
        self.facet = facet
        self.owner = owner
        self.rule = rule
        self.rank = rank
        self.serial = serial
        self.queue = queue
        self.sources: set[Watched] = set()
        self.waiting = False
        self.gone = False
        self.given: str | None = None

    def stir(self) -> None:
        """Something it read has changed."""
        if not self.waiting and not self.gone:
            self.waiting = True
            self.queue.wait(self)

    def watch(self, sources: set[Watched]) -> None:
        """From now on be told by exactly these."""
        if sources == self.sources:
            return
        for gone in self.sources - sources:
            gone.watchers.pop(self, None)
        for new in sources - self.sources:
            new.watchers[self] = None
        self.sources = sources

    def retire(self) -> None:
        """Its node is gone: it hears nothing more and is never worked out again."""
        self.watch(set())
        self.gone = True

    def __lt__(self, other: "Cell") -> bool:
        return (self.rank, self.serial) < (other.rank, other.serial)
