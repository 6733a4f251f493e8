"""A time of day in two fields, with now one press away."""

from __future__ import annotations

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.date_editor import number_field
from ui.widgets.text import label, restyle


class TimeFields(QWidget):
    """Hour and minute, of 24 hours.

    Signals:
        changed: HH:MM, or "" while it is not a time.
        complained: why it is not one, or "".
        left: the cursor left one of the fields.
        submitted: Enter.
    """

    changed = Signal(str)
    complained = Signal(str)
    left = Signal()
    submitted = Signal()

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        now = look.current()
        self.setObjectName(name)
        self._hour = number_field(2, self.tr("Hour"), text, 86)
        self._minute = number_field(2, self.tr("Minute"), text, 86)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(now.space(12))
        for word, field in ((self.tr("Hour"), self._hour), (self.tr("Minute"), self._minute)):
            stack = QVBoxLayout()
            stack.setSpacing(now.space(4))
            stack.addWidget(label(word, "small", "ink2", wrap=False))
            stack.addWidget(field)
            line.addLayout(stack)
            field.textEdited.connect(self._on_edited)
            field.editingFinished.connect(self.left)
        self._hour.returnPressed.connect(self._minute.setFocus)
        self._minute.returnPressed.connect(self.submitted)
        chip = button(self.tr("Now"), "chip", name=f"now-{name}")
        chip.setCheckable(False)
        chip.clicked.connect(self._on_now)
        foot = QVBoxLayout()
        foot.addStretch(1)
        foot.addWidget(chip)
        foot.addSpacing(now.space(8))
        line.addLayout(foot)
        line.addStretch(1)
        self.setFocusProxy(self._hour)

    def set_value(self, value: str) -> None:
        """Show a stored time; anything else empties the fields."""
        time = QTime.fromString(value[:5], "HH:mm")
        self._hour.setText(time.toString("HH") if time.isValid() else "")
        self._minute.setText(time.toString("mm") if time.isValid() else "")

    def set_text(self, text: str) -> None:
        """The words of the question, for a screen reader."""
        for field in (self._hour, self._minute):
            field.setAccessibleDescription(text)

    def value(self) -> str:
        """HH:MM, or "" while it is not a time. Without minutes it is the full hour's only if
        both fields are filled: half a time is none."""
        hour, minute = self._hour.text(), self._minute.text()
        if not hour or len(minute) != 2 or int(hour) > 23 or int(minute) > 59:
            return ""
        return f"{int(hour):02d}:{minute}"

    def being_edited(self) -> bool:
        """Whether the cursor is in one of the fields."""
        return self._hour.hasFocus() or self._minute.hasFocus()

    def mark_wrong(self, wrong: bool) -> None:
        """Frame the fields."""
        for field in (self._hour, self._minute):
            restyle(field, "wrong", "true" if wrong else "false")

    def _on_edited(self) -> None:
        hour, minute = self._hour.text(), self._minute.text()
        impossible = (hour and int(hour) > 23) or (minute and int(minute) > 59)
        words = self.tr("Hours go from 0 to 23, minutes from 00 to 59.") if impossible else ""
        self.complained.emit(words)
        if len(hour) == 2 and not impossible and self._hour.hasFocus():
            self._minute.setFocus()
            self._minute.selectAll()
        self.changed.emit(self.value())

    def _on_now(self) -> None:
        self.set_value(QTime.currentTime().toString("HH:mm"))
        self.complained.emit("")
        self.changed.emit(self.value())
