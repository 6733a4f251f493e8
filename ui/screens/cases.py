"""The list of cases: search, chips, one painted view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from ui.widgets.rows import ActionRow
from ui.widgets.screen import Screen


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter. `label` carries its count already ("Menunggu 5")."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class CasesModel:
    """The first page of the list. `more` = there are further rows (asked for by `more`)."""

    rows: tuple[ActionRow, ...]
    total: int
    more: bool = False
    query: str = ""
    chips: tuple[Chip, ...] = ()
    chip: str = ""


class CasesScreen(Screen[CasesModel]):
    """Search and open.

    Signals:
        search: the text in the search box, as typed.
        chip_chosen: the id of a chip.
        more: the end of the list came near.
        case_opened: the hex of a record id.
    """

    search = Signal(str)
    chip_chosen = Signal(str)
    more = Signal()
    case_opened = Signal(str)

    def append(self, rows: tuple[ActionRow, ...], more: bool) -> None:
        """Add the next page under the rows on show."""
