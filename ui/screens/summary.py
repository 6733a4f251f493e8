"""The page before finishing: what will be kept, what is missing, what will not be kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One answer. `ref` is where a press on the row jumps to."""

    ref: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SummarySection:
    """The answers of one section."""

    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A required answer that is missing, or one that a rule refuses."""

    ref: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class SummaryModel:
    """The finished form as it will be kept. With `missing` the primary button stays off.

    `hidden` names answers that no longer fit and will not be kept. `primary` is a verb.
    """

    title: str
    code: str
    sections: tuple[SummarySection, ...]
    missing: tuple[MissingRow, ...] = ()
    hidden: tuple[str, ...] = ()
    primary: str = ""
    saved: str = ""
    room: str = "record"


class SummaryPage(Screen[SummaryModel]):
    """Look once more, then finish.

    Signals:
        jump_asked: the ref of the question to open.
        finish_asked: the primary button.
        back_asked: back to the last question.
    """

    jump_asked = Signal(str)
    finish_asked = Signal()
    back_asked = Signal()
