"""The calm page for a fault: what happened, what is safe, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class FaultModel:
    """A fault in words. `detail` is technical, folded, and holds no personal data."""

    title: str
    what: str
    safe: str
    todo: str
    detail: str = ""
    can_retry: bool = False


class FaultScreen(Screen[FaultModel]):
    """The fault page.

    Signals:
        retry_asked, close_asked: its two buttons.
    """

    retry_asked = Signal()
    close_asked = Signal()
