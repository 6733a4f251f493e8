"""Breadth-first search of every reachable state of a small machine, with the shortest bad trace."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Found:
    """How a search ended: states seen, whether all of them, and the first bad trace (shortest)."""

    states: int
    complete: bool
    bad: tuple[str, ...] | None


class Search(Generic[State]):
    """A search over ``steps``; ``broken`` tells whether a state breaks a promise."""

    def __init__(
        self,
        steps: Callable[[State], Iterable[tuple[str, State]]],
        broken: Callable[[State], bool],
        limit: int,
    ) -> None:
        self._steps = steps
        self._broken = broken
        self._limit = limit

    def run(self, start: State) -> Found:
        """Search until everything is seen, a promise is broken, or ``limit`` states are known."""
        parent: dict[State, tuple[State, str] | None] = {start: None}
        queue = deque([start])
        while queue:
            state = queue.popleft()
            if self._broken(state):
                return Found(len(parent), False, self._trace(parent, state))
            for name, after in self._steps(state):
                if after not in parent:
                    if len(parent) >= self._limit:
                        return Found(len(parent), False, None)
                    parent[after] = (state, name)
                    queue.append(after)
        return Found(len(parent), True, None)

    @staticmethod
    def _trace(parent: dict[State, tuple[State, str] | None], state: State) -> tuple[str, ...]:
        names: list[str] = []
        step = parent[state]
        while step is not None:
            before, name = step
            names.append(name)
            step = parent[before]
        return tuple(reversed(names))
