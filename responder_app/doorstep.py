"""Between the first picture and the furnished house: what a person did meanwhile is kept.

The door is painted before the drawer, the keys and the other rooms are loaded. Whatever is pressed
in that half second waits here, and is done as soon as somebody can do it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SignalInstance


class Doorstep:
    """Keeps the last wish of each signal it listens to, in the order they were first made."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[SignalInstance, tuple[Any, ...]]] = {}
        self._open = True

    def listen(
        self, name: str, signal: SignalInstance, meanwhile: Callable[[], None] | None = None
    ) -> None:
        """Keep what this signal says until `pass_on`; ``meanwhile`` shows that it was heard."""
        signal.connect(lambda *said: self._keep(name, signal, said, meanwhile))

    def waits(self) -> frozenset[str]:
        """The names of what is waiting."""
        return frozenset(self._kept)

    def pass_on(self) -> None:
        """Say everything again, now that somebody listens; from now on nothing is kept."""
        self._open = False
        kept, self._kept = self._kept, {}
        for signal, said in kept.values():
            signal.emit(*said)

    def _keep(
        self,
        name: str,
        signal: SignalInstance,
        said: tuple[Any, ...],
        meanwhile: Callable[[], None] | None,
    ) -> None:
        if self._open:
            self._kept[name] = (signal, said)
            if meanwhile is not None:
                meanwhile()
