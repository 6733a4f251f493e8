"""One writer's chain: tips, gaps, forks, and the ranges that say what somebody has of it.

Pure over links (n, opid, prev). A gap delays nothing; two ops with one number are a fork, and both
are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

MAX_RANGES = 8  # branch tips named a writer; what no range covers stands in `side`


class Link(NamedTuple):
    """One op in its writer's chain."""

    n: int
    opid: bytes
    prev: bytes


class Range(NamedTuple):
    """Ops lo..hi, each the ``prev`` of the next, ending at the op ``opid``."""

    lo: int
    hi: int
    opid: bytes


class Tip(NamedTuple):
    """The number and opid of an op nothing known follows."""

    n: int
    opid: bytes


@dataclass(frozen=True, slots=True)
class Chain:
    """What a set of links says. ``gaps``: number ranges with no op; ``forks``: numbers held twice;
    ``broken``: opids whose ``prev`` is not the op that stands at the number before (and one does).
    """

    tips: tuple[Tip, ...]
    gaps: tuple[tuple[int, int], ...]
    forks: tuple[int, ...]
    broken: tuple[bytes, ...]

    @property
    def whole(self) -> bool:
        """One unbroken line from number 1."""
        return not (self.gaps or self.forks or self.broken) and len(self.tips) <= 1


def check_chain(links: Iterable[Link]) -> Chain:
    """Look at one writer's links, in any order, duplicates allowed."""
    by_opid = {link.opid: link for link in links}
    numbers: dict[int, list[bytes]] = {}
    for link in by_opid.values():
        numbers.setdefault(link.n, []).append(link.opid)
    gaps: list[tuple[int, int]] = []
    expected = 1
    for n in sorted(numbers):
        if n > expected:
            gaps.append((expected, n - 1))
        expected = n + 1
    broken = sorted(
        link.opid
        for link in by_opid.values()
        if link.n > 1 and link.n - 1 in numbers and link.prev not in numbers[link.n - 1]
    )
    return Chain(
        tips=tuple(Tip(link.n, link.opid) for link in _tips(by_opid)),
        gaps=tuple(gaps),
        forks=tuple(sorted(n for n, opids in numbers.items() if len(opids) > 1)),
        broken=tuple(broken),
    )


def branch_ranges(
    links: Iterable[Link], *, also: Iterable[bytes] = (), most: int = MAX_RANGES
) -> tuple[list[Range], list[bytes]]:
    """Ranges and side for a `have` (design.md 4c).

    One range a branch tip, followed back by ``prev`` to the first gap (ranges of two branches
    overlap), newest tips first, and one more that ends at each opid of ``also``. What lies in no
    range is returned beside them, so that nothing held goes unsaid.
    """
    by_opid = {link.opid: link for link in links}
    ends = _tips(by_opid)[::-1][:most]
    ends += [by_opid[opid] for opid in also if opid in by_opid and by_opid[opid] not in ends]
    covered: set[bytes] = set()
    ranges: list[Range] = []
    for end in ends:
        low = end
        covered.add(low.opid)
        while True:
            before = by_opid.get(low.prev)
            if before is None or before.n != low.n - 1:
                break
            low = before
            covered.add(low.opid)
        ranges.append(Range(low.n, end.n, end.opid))
    side = sorted(opid for opid in by_opid if opid not in covered)
    return ranges, side


def _tips(by_opid: dict[bytes, Link]) -> list[Link]:
    followed = {
        link.prev
        for link in by_opid.values()
        if link.prev in by_opid and by_opid[link.prev].n == link.n - 1
    }
    return sorted(link for opid, link in by_opid.items() if opid not in followed)
