"""The list of cases: search, chips, one painted view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.action_row import ActionLook, ActionRow
from ui.widgets.card import Card
from ui.widgets.chips import ChipRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.rows import RowView
from ui.widgets.screen import Screen
from ui.widgets.sealed import SealedLine
from ui.widgets.text import label


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
        if self._root is not None:
            self._more = more
            self._rows.append_rows(rows)

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._more = False
        holder = QWidget()
        stack = QVBoxLayout(holder)
        side = now.space(32)
        stack.setContentsMargins(side, now.space(20), side, now.space(20))
        stack.setSpacing(now.space(12))
        page.addWidget(holder, 1)
        self._box = SealedLine(self.tr("Search by code, ticket or name"))
        self._box.setObjectName("search")
        self._box.setPlaceholderText(self.tr("Search by code, ticket or name"))
        self._box.setClearButtonEnabled(True)
        self._box.addAction(
            icons.icon("search", now.colours.ink2, 20), QLineEdit.ActionPosition.LeadingPosition
        )
        self._box.textEdited.connect(self.search)
        self._box.textChanged.connect(self._on_cleared)
        self._total = label("", "small", "ink2")
        self._chips = ChipRow()
        self._chips.chosen.connect(self.chip_chosen)
        stack.addWidget(self._box)
        stack.addWidget(self._chips)
        stack.addWidget(self._total)
        self._rows: RowView[ActionRow] = RowView(ActionLook(), self.tr("Cases"), whole=False)
        self._rows.setObjectName("cases")
        self._rows.opened.connect(self.case_opened)
        self._rows.near_end.connect(self._on_near_end)
        frame = Card(margin=0, gap=0)
        frame.column.setContentsMargins(1, 1, 1, 1)
        frame.column.addWidget(self._rows, 1)
        self._none = EmptyState(
            "folder",
            self.tr("No case yet."),
            self.tr("Begin with Record, or read the guide."),
        )
        self._nothing = EmptyState(
            "search",
            self.tr("Nothing found."),
            self.tr("Try fewer letters, or the code of the case."),
        )
        frame.column.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
        frame.column.addWidget(self._none)
        frame.column.addWidget(self._nothing)
        stack.addWidget(frame, 100)
        stack.addStretch(1)

    def _fill(self, model: CasesModel) -> None:
        self._set_heading(self.tr("My cases"))
        self._more = model.more
        if self._box.text() != model.query and not self._box.hasFocus():
            with QSignalBlocker(self._box):
                self._box.setText(model.query)
        self._chips.set_chips([(chip.id, chip.label) for chip in model.chips], model.chip)
        self._total.setText(
            self.tr("1 case") if model.total == 1 else self.tr("{n} cases").format(n=model.total)
        )
        self._total.setVisible(model.total > 0)
        self._rows.set_rows(model.rows)
        asked = bool(model.query) or (bool(model.chips) and model.chip != model.chips[0].id)
        self._rows.setVisible(bool(model.rows))
        self._none.setVisible(not model.rows and not asked)
        self._nothing.setVisible(not model.rows and asked)

    def _on_cleared(self, text: str) -> None:
        if not text:
            self.search.emit("")

    def _on_near_end(self) -> None:
        if self._more:
            self._more = False
            self.more.emit()
