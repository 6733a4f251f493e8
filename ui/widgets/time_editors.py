"""Editors of days and hours: a date, a time of day, and both."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QTime

from data.forms.views import QuestionView
from ui.widgets.date_editor import DateEditor
from ui.widgets.editor import Editor
from ui.widgets.time_fields import TimeFields


class DayEditor(Editor):
    """A date."""

    def _make(self, view: QuestionView) -> None:
        self._date = DateEditor(f"field-{view.name}", view.label)
        self._date.setProperty("ref", view.ref)
        self._date.changed.connect(self.changed)
        self._date.complained.connect(self.complained)
        self._date.left.connect(self.left)
        self._date.submitted.connect(self.submitted)
        self._stack.addWidget(self._date)

    def _name(self, name: str, description: str) -> None:
        self._date.set_text(name)

    def _show(self, value: str) -> None:
        self._date.set_value(value)

    def _stored(self) -> str:
        return self._date.value()

    def being_edited(self) -> bool:
        """While the cursor is in one of its fields."""
        return self._date.being_edited()

    def mark_wrong(self, wrong: bool) -> None:
        """All three fields."""
        self._date.mark_wrong(wrong)

    def focus(self) -> None:
        """The day."""
        self._date.setFocus()


class HourEditor(Editor):
    """A time of day, stored as HH:MM."""

    def _make(self, view: QuestionView) -> None:
        self._time = TimeFields(f"field-{view.name}", view.label)
        self._time.setProperty("ref", view.ref)
        self._time.changed.connect(self.changed)
        self._time.complained.connect(self.complained)
        self._time.left.connect(self.left)
        self._time.submitted.connect(self.submitted)
        self._stack.addWidget(self._time)

    def _name(self, name: str, description: str) -> None:
        self._time.set_text(name)

    def _show(self, value: str) -> None:
        self._time.set_value(value[:5])

    def _stored(self) -> str:
        return self._time.value()

    def _holds(self, value: str) -> bool:
        return self._time.value() == value[:5]

    def being_edited(self) -> bool:
        """While the cursor is in one of its fields."""
        return self._time.being_edited()

    def mark_wrong(self, wrong: bool) -> None:
        """Both fields."""
        self._time.mark_wrong(wrong)

    def focus(self) -> None:
        """The hour."""
        self._time.setFocus()


class MomentEditor(Editor):
    """A day and a time of it, stored as YYYY-MM-DDTHH:MM:00.000 with the laptop's offset."""

    def _make(self, view: QuestionView) -> None:
        self._date = DateEditor(f"field-{view.name}", view.label)
        self._time = TimeFields(f"time-{view.name}", view.label)
        self._date.setProperty("ref", view.ref)
        self._time.setProperty("ref", view.ref)
        self._stack.setSpacing(12)
        for part in (self._date, self._time):
            part.changed.connect(self._on_changed)
            part.complained.connect(self.complained)
            part.left.connect(self.left)
            self._stack.addWidget(part)
        self._date.submitted.connect(self._time.setFocus)
        self._time.submitted.connect(self.submitted)

    def _name(self, name: str, description: str) -> None:
        self._date.set_text(name)
        self._time.set_text(name)

    def _on_changed(self, _part: str) -> None:
        self.changed.emit(self._stored())

    def _show(self, value: str) -> None:
        self._date.set_value(value)
        self._time.set_value(value[11:16])

    def _stored(self) -> str:
        day, hour = self._date.value(), self._time.value()
        if not day or not hour:
            return ""
        at = QDateTime(
            QDate.fromString(day, "yyyy-MM-dd"), QTime.fromString(hour, "HH:mm")
        ).offsetFromUtc()
        sign, minutes = "-" if at < 0 else "+", abs(at) // 60
        return f"{day}T{hour}:00.000{sign}{minutes // 60:02d}:{minutes % 60:02d}"

    def _holds(self, value: str) -> bool:
        return self._stored()[:16] == value[:16]

    def being_edited(self) -> bool:
        """While the cursor is in one of its fields, or one of the two is still missing."""
        half = bool(self._date.value()) != bool(self._time.value())
        return half or self._date.being_edited() or self._time.being_edited()

    def mark_wrong(self, wrong: bool) -> None:
        """All fields."""
        self._date.mark_wrong(wrong)
        self._time.mark_wrong(wrong)

    def focus(self) -> None:
        """The day."""
        self._date.setFocus()
