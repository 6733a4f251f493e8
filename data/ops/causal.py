"""Who had seen what: ancestors by ``deps``, and whether an author could read what lay before.

An op outdates another only if its author had seen it: it stands among its ancestors, and was not
sealed to an audience the author had no key for. A missing ancestor makes two ops look unacquainted
until it arrives; never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.ops.header import DESK, OWN
from data.ops.opened import OpenedOp


class Seen:
    """The causal order over one case's ops. Time: one pass, one big integer an op."""

    def __init__(self, ops: Sequence[OpenedOp], owner: bytes) -> None:
        self._owner = owner
        self._desk_scopes: frozenset[str] = frozenset()
        self._readers: Mapping[str, frozenset[bytes]] = {}
        self._ops = ops
        self._at = {op.opid: place for place, op in enumerate(ops)}
        self._by_half = {op.opid[:16]: place for place, op in enumerate(ops)}
        self.missing = any(dep not in self._by_half for op in ops for dep in op.deps)
        self._before = self._ancestors()

    def _ancestors(self) -> list[int]:
        parents = [
            [self._by_half[dep] for dep in op.deps if dep in self._by_half] for op in self._ops
        ]
        children: list[list[int]] = [[] for _ in self._ops]
        waiting = [0] * len(self._ops)
        for place, before in enumerate(parents):
            for parent in set(before):
                children[parent].append(place)
                waiting[place] += 1
        ready = [place for place, count in enumerate(waiting) if count == 0]
        before_of = [0] * len(self._ops)
        while ready:
            place = ready.pop()
            for parent in parents[place]:
                before_of[place] |= before_of[parent] | (1 << parent)
            for child in children[place]:
                waiting[child] -= 1
                if waiting[child] == 0:
                    ready.append(child)
        return before_of

    def admit(self, desk_scopes: frozenset[str], readers: Mapping[str, frozenset[bytes]]) -> None:
        """Say who can read what: desks by scope, ``readers``: whom an audience was given to."""
        self._desk_scopes = desk_scopes
        self._readers = readers

    def desk(self, op: OpenedOp) -> bool:
        """Whether its author works at a desk this case was sent to."""
        return not self._desk_scopes.isdisjoint(op.scopes)

    def before(self, earlier: OpenedOp, later: OpenedOp) -> bool:
        """Whether ``earlier`` is an ancestor of ``later``."""
        return bool(self._before[self._at[later.opid]] >> self._at[earlier.opid] & 1)

    def saw(self, later: OpenedOp, earlier: OpenedOp) -> bool:
        """Whether the author of ``later`` had seen what ``earlier`` says."""
        return self.before(earlier, later) and self._could_read(later, earlier)

    def _could_read(self, reader: OpenedOp, op: OpenedOp) -> bool:
        if reader.author == op.author:
            return True
        if op.aud == OWN:
            return False
        if op.aud == reader.aud or reader.author == self._owner:
            return True
        if reader.author in self._readers.get(op.aud, ()):
            return True
        return op.aud == DESK and self.desk(reader)

    def heads(self, ops: Iterable[OpenedOp]) -> list[OpenedOp]:
        """Those of ``ops`` that are no ancestor of another of them, in the agreed order."""
        chosen = list(ops)
        covered = 0
        for op in chosen:
            covered |= self._before[self._at[op.opid]]
        return sorted(
            (op for op in chosen if not covered >> self._at[op.opid] & 1),
            key=lambda op: op.order,
        )
