"""The mailbag: one honest sentence, three counts, and the items without names."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class Counter:
    """One of the three states. `line` and `sub` are worded (bytes; age)."""

    state: str
    count: int
    line: str = ""
    sub: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the mailbag, without names. Sizes and ages are worded.

    `progress` 0..1 while only a part was handed over, else None.
    """

    level: str
    what: str
    number: str
    size: str
    age: str
    state: str
    state_sub: str = ""
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class SendModel:
    """What the mailbag shows. `sentence`: what happened and what is safe; `detail`: what to do."""

    sentence: str
    detail: str
    counters: tuple[Counter, Counter, Counter]
    rows: tuple[ItemRow, ...]
    online: bool = False
    busy: bool = False
    paused: bool = False
    month_note: str = ""


class SendScreen(Screen[SendModel]):
    """The mailbag.

    Signals:
        send_now: try at once.
        pause, resume: stop sending for a while, and go on.
    """

    send_now = Signal()
    pause = Signal()
    resume = Signal()
