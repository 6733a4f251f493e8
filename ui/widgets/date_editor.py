"""A date in three fields, with today and yesterday one press away."""

from __future__ import annotations

from PySide6.QtCore import QDate, QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.drop_down import DropDown
from ui.widgets.sealed import seal
from ui.widgets.text import label, restyle
from ui.words import phrases


def number_field(digits: int, word: str, text: str, width: int) -> QLineEdit:
    """A short field of digits, `width` px at 100 %; `text` is the question it belongs to."""
    made = QLineEdit()
    seal(made)
    made.setInputMethodHints(made.inputMethodHints() | Qt.InputMethodHint.ImhDigitsOnly)
    made.setAccessibleName(word)
    made.setAccessibleDescription(text)
    made.setMaxLength(digits)
    pattern = QRegularExpression(rf"\d{{0,{digits}}}")
    made.setValidator(QRegularExpressionValidator(pattern, made))
    made.setFixedWidth(look.current().box(width))
    return made


class DateEditor(QWidget):
    """Day, month, year.

    Signals:
        changed: the date as YYYY-MM-DD, or "" while it is not a date.
        complained: why three filled fields are no date, or "".
        left: the cursor left one of the fields.
        submitted: Enter in the last field.
    """

    changed = Signal(str)
    complained = Signal(str)
    left = Signal()
    submitted = Signal()

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        now = look.current()
        self.setObjectName(name)
        self._day = number_field(2, self.tr("Day"), text, 86)
        self._month = DropDown()
        self._month.setAccessibleName(self.tr("Month"))
        self._month.setAccessibleDescription(text)
        self._month.addItem(self.tr("Month"), 0)
        for number, month in enumerate(phrases.month_names(), 1):
            self._month.addItem(month, number)
        self._year = number_field(4, self.tr("Year"), text, 110)
        line = QHBoxLayout()
        line.setSpacing(now.space(12))
        parts = (
            (self.tr("Day"), self._day),
            (self.tr("Month"), self._month),
            (self.tr("Year"), self._year),
        )
        for word, field in parts:
            stack = QVBoxLayout()
            stack.setSpacing(now.space(4))
            stack.addWidget(label(word, "small", "ink2", wrap=False))
            stack.addWidget(field)
            line.addLayout(stack)
        line.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(now.space(12))
        outer.addLayout(line)
        quick = QHBoxLayout()
        quick.setSpacing(now.space(8))
        near = ((self.tr("Today"), 0, "chip-today"), (self.tr("Yesterday"), -1, "chip-yesterday"))
        for word, days, chip_name in near:
            chip = button(word, "chip", name=chip_name)
            chip.setCheckable(False)
            chip.clicked.connect(lambda _on=False, days=days: self._on_quick(days))
            quick.addWidget(chip)
        quick.addStretch(1)
        outer.addLayout(quick)
        self._day.textEdited.connect(self._on_edited)
        self._year.textEdited.connect(self._on_edited)
        self._month.activated.connect(self._on_edited)
        for field in (self._day, self._year):
            field.editingFinished.connect(self.left)
        self._day.returnPressed.connect(self._month.setFocus)
        self._year.returnPressed.connect(self.submitted)
        self.setFocusProxy(self._day)

    def set_value(self, value: str) -> None:
        """Show a stored date; anything else empties the fields."""
        date = QDate.fromString(value[:10], "yyyy-MM-dd")
        with QSignalBlocker(self._month):
            self._month.setCurrentIndex(date.month() if date.isValid() else 0)
        self._day.setText(str(date.day()) if date.isValid() else "")
        self._year.setText(str(date.year()) if date.isValid() else "")

    def value(self) -> str:
        """YYYY-MM-DD, or "" while it is not a date."""
        day, year = self._day.text(), self._year.text()
        if not day or len(year) != 4 or not self._month.currentData():
            return ""
        date = QDate(int(year), int(self._month.currentData()), int(day))
        return date.toString("yyyy-MM-dd") if date.isValid() else ""

    def choose(self, value: str) -> None:
        """Take a date as if it had been typed, and tell."""
        self.set_value(value)
        self.complained.emit("")
        self.changed.emit(self.value())

    def set_text(self, text: str) -> None:
        """The words of the question, for a screen reader."""
        for field in (self._day, self._month, self._year):
            field.setAccessibleDescription(text)

    def mark_wrong(self, wrong: bool) -> None:
        """Frame the fields."""
        for field in (self._day, self._month, self._year):
            restyle(field, "wrong", "true" if wrong else "false")

    def being_edited(self) -> bool:
        """Whether the cursor is in one of the fields."""
        return any(field.hasFocus() for field in (self._day, self._month, self._year))

    def _on_edited(self) -> None:
        value = self.value()
        filled = self._day.text() and len(self._year.text()) == 4 and self._month.currentData()
        no_day = self.tr("There is no such day. Look at day and month again.")
        self.complained.emit(no_day if filled and not value else "")
        self.changed.emit(value)

    def _on_quick(self, days: int) -> None:
        self.choose(QDate.currentDate().addDays(days).toString("yyyy-MM-dd"))
