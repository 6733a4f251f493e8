"""Patterns of `regex()`: the whole text must match, and no pattern may hang the screen."""

import re
from functools import lru_cache

MAX_TEXT = 2_000


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole of `text` fits `pattern`."""
    return len(text) <= MAX_TEXT and _compiled(pattern).fullmatch(text) is not None
