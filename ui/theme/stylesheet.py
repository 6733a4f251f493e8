"""The one stylesheet of the application, filled from the tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from ui.theme.look import FAMILY, Look

_TEXT = Path(__file__).parent / "app.qss"
_MARK = re.compile(r"@(t|s|b|i)\((\d+(?:\.\d+)?)\)|@([a-z_0-9]+)")


@lru_cache(maxsize=1)
def _source() -> str:
    return _TEXT.read_text(encoding="utf-8")


def stylesheet(look: Look) -> str:
    """app.qss with every mark replaced: @name a colour, @t() type, @s() space, @b() text box."""
    colours = asdict(look.colours)
    measures: dict[str, Callable[[float], int]] = {
        "t": look.type,
        "s": look.space,
        "b": look.box,
        "i": look.icon,
    }

    def put(mark: re.Match[str]) -> str:
        kind, number, name = mark.groups()
        if kind:
            value = float(number)
            return f"{measures[kind](value)}px"
        return FAMILY if name == "family" else str(colours[name])

    return _MARK.sub(put, _source())
