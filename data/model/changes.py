"""What a commit changed, so that the windows which show it can ask again."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids touched by one transaction; ``road`` when mailbag or courier changed."""

    cases: frozenset[bytes] = field(default_factory=frozenset)
    drafts: frozenset[bytes] = field(default_factory=frozenset)
    road: bool = False

    def merged(self, other: Changes) -> Changes:
        """Both together."""
        return Changes(
            self.cases | other.cases, self.drafts | other.drafts, self.road or other.road
        )

    @property
    def empty(self) -> bool:
        """Whether nothing at all changed."""
        return not (self.cases or self.drafts or self.road)
