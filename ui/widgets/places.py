"""Where things stand on a page: the scrolling column, tiles, two columns, and the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import look
from ui.widgets.pills import StatusPill

_BAR = 12


class ScrollColumn(QScrollArea):
    """The part of a page that scrolls: one column with the page's margins, free for the bar."""

    def __init__(
        self,
        *,
        gap: int = 16,
        margin: int = 32,
        max_width: int = 0,
        top: int = 20,
        center: bool = False,
    ) -> None:
        super().__init__()
        now = look.current()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("ground", "none")
        ground = QWidget()  # made here: to wrap Qt's own, all kinds of widgets would be loaded
        self.setViewport(ground)
        ground.setAutoFillBackground(False)
        self._side = now.space(margin)
        self._top = now.space(top)
        self.column = QVBoxLayout()
        self.column.setSpacing(now.space(gap))
        self._outer = QHBoxLayout(inner)
        self._outer.setSpacing(0)
        self._outer.setContentsMargins(self._side, now.space(top), self._side, now.space(top))
        if max_width:
            holder = QWidget()
            holder.setMaximumWidth(round(max_width * max(1.0, now.scale)))
            holder.setLayout(self.column)
            self.column.setContentsMargins(0, 0, 0, 0)
            if center:
                self._outer.addStretch(1)
            self._outer.addWidget(holder, 100)
            self._outer.addStretch(1)
        else:
            self._outer.addLayout(self.column, 1)
        self.setWidget(inner)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def spare_below(self, pixels: int) -> None:
        """Room under the content, so that nothing stays under what lies over the page there."""
        margins = self._outer.contentsMargins()
        margins.setBottom(self._top + pixels)
        self._outer.setContentsMargins(margins)

    def _on_range(self, _least: int, most: int) -> None:
        """The bar lies inside the right margin, so the right edge of the content never jumps."""
        margins = self._outer.contentsMargins()
        margins.setRight(max(0, self._side - (_BAR if most > 0 else 0)))
        if margins != self._outer.contentsMargins():
            self._outer.setContentsMargins(margins)


class Tiles(QWidget):
    """Equal tiles in a grid; as many columns as fit, at most `most`.

    With `keep` a few tiles stay as wide as many would be.
    """

    def __init__(self, least: int, most: int, gap: int = 16, *, keep: bool = False) -> None:
        super().__init__()
        now = look.current()
        self._least = now.box(least)
        self._most = most
        self._keep = keep
        self._tiles: list[QWidget] = []
        self._shown: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(now.space(gap))

    def set_tiles(self, tiles: Sequence[QWidget]) -> None:
        """Show these tiles instead of what was there."""
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._tiles = list(tiles)
        self._shown = self._tiles
        self._columns = 0
        self._lay()

    def set_shown(self, shown: Sequence[QWidget]) -> None:
        """Show only these of the tiles, without gaps."""
        if list(shown) == self._shown:
            return
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.setVisible(tile in shown)
        self._shown = list(shown)
        self._columns = 0
        self._lay()

    def tiles(self) -> list[QWidget]:
        """In order."""
        return self._tiles

    def minimumSizeHint(self) -> QSize:
        """One column is always possible."""
        wide = max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)
        return QSize(wide, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may mean another number of columns."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        if not self._shown:
            return
        gap = self._grid.horizontalSpacing()
        least = max(self._least, max(tile.minimumSizeHint().width() for tile in self._shown))
        fit = max(1, (self.width() + gap) // (least + gap))
        columns = min(self._most, fit, self._most if self._keep else len(self._shown))
        if columns > 2 and len(self._shown) == 4 and columns == 3:
            columns = 2
        if columns == self._columns:
            return
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 0)
        self._columns = columns
        for number, tile in enumerate(self._shown):
            self._grid.addWidget(tile, number // columns, number % columns)
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)


class Columns(QWidget):
    """Two or more parts side by side, or one under another where the width is short."""

    def __init__(
        self, parts: Sequence[tuple[QWidget, int]], *, turn_at: int, gap: int = 24
    ) -> None:
        super().__init__()
        now = look.current()
        self._turn_at = round(turn_at * now.scale)
        self._parts = [part for part, _share in parts]
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(now.space(gap))
        for part, share in parts:
            self._box.addWidget(part, share, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """Stacked is always possible."""
        return QSize(max(part.minimumSizeHint().width() for part in self._parts), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the box when the width asks for it."""
        super().resizeEvent(event)
        wide = self.width() >= self._turn_at
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
            for part in self._parts:
                self._box.setAlignment(
                    part, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0)
                )


class Foot(QWidget):
    """The foot of a page: the way back at the left, the saved mark, the primary button right."""

    def __init__(
        self,
        primary: QPushButton | None,
        left: Sequence[QPushButton] = (),
        right: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__()
        now = look.current()
        self.setProperty("ground", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._saved = StatusPill("di_laptop", text="", strong=False)
        self._saved.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(now.space(32), now.space(14), now.space(32), now.space(14))
        outer.setSpacing(now.space(8))
        line = QHBoxLayout()
        line.setSpacing(now.space(12))
        if now.large:
            outer.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignRight)
        outer.addLayout(line)
        self._left = [(button, button.text()) for button in left if not button.icon().isNull()]
        self._fixed = [*right, *([primary] if primary is not None else [])]
        for button in left:
            line.addWidget(button)
        line.addStretch(1)
        if not now.large:
            line.addWidget(self._saved)
            line.addSpacing(now.space(12))
        for button in right:
            line.addWidget(button)
        if primary is not None:
            line.addWidget(primary)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons at the left keep their icon, and their name as a tip."""
        super().resizeEvent(event)
        self._fit()

    def reword(self, made: QPushButton, text: str) -> None:
        """Other words on one of the buttons at the left, which may show its icon only."""
        self._left = [(one, text if one is made else words) for one, words in self._left]
        made.setAccessibleName(text)
        made.setText(text)
        self._fit()

    def _fit(self) -> None:
        gap = look.current().space(12)
        for button, words in self._left:
            button.setText(words)
        whole = [button for button, _words in self._left] + self._fixed
        need = sum(button.sizeHint().width() + gap for button in whole if not button.isHidden())
        if need + 2 * look.current().space(32) > self.width():
            for button, words in self._left:
                button.setText("")
                button.setToolTip(words)

    def set_saved(self, text: str) -> None:
        """The words of the saved mark; empty hides it."""
        self._saved.setVisible(bool(text))
        if text:
            self._saved.set_text(text)
