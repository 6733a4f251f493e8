"""Reads the dictionaries that came with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

CURRENT = 1
_NUMBERS = (1,)


@cache
def dictionaries() -> Mapping[int, bytes]:
    """Every shipped dictionary by its number, for ``data.ops.seal``; new letters name CURRENT."""
    here = files("data.content.dictionary")
    return MappingProxyType({n: (here / f"ops-{n}.dict").read_bytes() for n in _NUMBERS})
