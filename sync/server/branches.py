"""What the city knows of one writer's chain, kept as one small row a branch and grown by each op.

A branch is the ops lo..hi, each the ``prev`` of the next, ending at an op that nothing stored
follows. Two branches of a fork overlap. Kept row by row so that ``have`` costs the same after ten
ops and after a million.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from data.ops.chain import Link, Range


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch; ``lo_prev`` is what the op at ``lo`` names as its ``prev``."""

    hi_opid: bytes
    hi: int
    lo: int
    lo_prev: bytes

    @property
    def range(self) -> Range:
        """The branch as it stands in a receipt."""
        return Range(self.lo, self.hi, self.hi_opid)


class Branches:
    """The branches of one writer while ops are added; ``removed`` and ``added`` go to the table.

    ``link_of`` finds a stored op's link by opid (or None): asked only where branches overlap.
    """

    def __init__(self, stored: Iterable[Branch], link_of: Callable[[bytes], Link | None]) -> None:
        self._before = {branch.hi_opid: branch for branch in stored}
        self._now = dict(self._before)
        self._link_of = link_of

    def add(self, link: Link, *, prev_known: bool) -> None:
        """Take in an op that was not stored before. ``prev_known``: op n-1 it names is stored."""
        lo, lo_prev, follows = link.n, link.prev, None
        if prev_known:
            follows = self._now.get(link.prev)
            base = follows or self.holding(link.prev, link.n - 1)
            if base is not None:
                lo, lo_prev = base.lo, base.lo_prev
        later = [b for b in self._now.values() if b.lo_prev == link.opid and b.lo == link.n + 1]
        if follows is not None:
            del self._now[follows.hi_opid]
        for branch in later:
            self._now[branch.hi_opid] = Branch(branch.hi_opid, branch.hi, lo, lo_prev)
        if not later:
            self._now[link.opid] = Branch(link.opid, link.n, lo, lo_prev)

    def holding(self, opid: bytes, n: int) -> Branch | None:
        """The branch in which the stored op ``opid`` with number ``n`` lies."""
        near = [branch for branch in self._now.values() if branch.lo <= n <= branch.hi]
        if len({(branch.lo, branch.lo_prev) for branch in near}) <= 1:
            return near[0] if near else None
        for branch in near:
            place = branch.hi_opid
            while place != opid:
                link = self._link_of(place)
                if link is None or link.n <= n:
                    break
                place = link.prev
            if place == opid:
                return branch
        return None

    def up_to(self, opid: bytes, n: int) -> Range | None:
        """The range that ends at a stored op in the middle of a branch."""
        branch = self.holding(opid, n)
        return Range(branch.lo, n, opid) if branch else None

    @property
    def forked(self) -> bool:
        """Whether two branches overlap: a number was used twice."""
        spans = sorted((branch.lo, branch.hi) for branch in self._now.values())
        return any(spans[i + 1][0] <= spans[i][1] for i in range(len(spans) - 1))

    @property
    def ranges(self) -> list[Range]:
        """One range a branch, lowest end first."""
        return sorted(branch.range for branch in self._now.values())

    @property
    def removed(self) -> list[bytes]:
        """Ends of stored branches that are to be deleted or written anew."""
        return [end for end, branch in self._before.items() if self._now.get(end) != branch]

    @property
    def added(self) -> list[Branch]:
        """Branches to be written."""
        return [branch for end, branch in self._now.items() if self._before.get(end) != branch]
