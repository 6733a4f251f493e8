"""A line of chips, one of which is chosen; wraps where the width is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import look
from ui.widgets.buttons import button


class ChipRow(QWidget):
    """Filters.

    Signals:
        chosen: the id of the chip that was pressed.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[str, QPushButton] = {}
        self._shown: list[tuple[str, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chips(self, chips: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show these chips (id, words); none hides the line."""
        if list(chips) != self._shown:
            for old in self._chips.values():
                old.hide()
                old.setParent(None)
                old.deleteLater()
            self._shown = list(chips)
            self._chips = {}
            for id_, words in chips:
                chip = button(words, "chip", name=f"chip-{id_}")
                chip.setParent(self)
                chip.clicked.connect(lambda _on=False, id_=id_: self._on_chip(id_))
                chip.show()
                self._chips[id_] = chip
            self._lay(self.width())
            self.updateGeometry()
        self._mark(chosen)
        self.setVisible(bool(chips))

    def hasHeightForWidth(self) -> bool:
        """A narrow line is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Px for all lines."""
        return self._lay(width, move=False)

    def sizeHint(self) -> QSize:
        """All on one line."""
        gap = look.current().space(8)
        sizes = [chip.sizeHint() for chip in self._chips.values()]
        wide = sum(size.width() + gap for size in sizes)
        return QSize(max(0, wide - gap), max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest chip."""
        sizes = [chip.sizeHint() for chip in self._chips.values()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the chips anew."""
        super().resizeEvent(event)
        self._lay(self.width())

    def _lay(self, width: int, *, move: bool = True) -> int:
        gap = look.current().space(8)
        x = y = line = 0
        for chip in self._chips.values():
            size = chip.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + line + gap
                line = 0
            if move:
                chip.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + gap
            line = max(line, size.height())
        return y + line

    def _mark(self, chosen: str) -> None:
        for id_, chip in self._chips.items():
            chip.setChecked(id_ == chosen)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _on_chip(self, id_: str) -> None:
        self._mark(id_)
        self.chosen.emit(id_)
