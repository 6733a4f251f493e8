"""Editors of text: one line, or many with a count of letters where the form sets a limit."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from data.forms.views import QuestionView
from ui.widgets.editor import Editor
from ui.widgets.sealed import SealedLine, SealedText
from ui.widgets.text import label, restyle


class FieldEditor(Editor):
    """An editor around one field that has the cursor while one types."""

    _field: QWidget

    def being_edited(self) -> bool:
        """While the cursor is in the field."""
        return self._field.hasFocus()

    def focus(self) -> None:
        """The cursor into the field."""
        self._field.setFocus()

    def mark_wrong(self, wrong: bool) -> None:
        """A frame in the colour of danger; the sentence below says why."""
        restyle(self._field, "wrong", "true" if wrong else "false")

    def _name(self, name: str, description: str) -> None:
        self._field.setAccessibleName(name)
        self._field.setAccessibleDescription(description)

    def _dress(self, field: QWidget, view: QuestionView) -> None:
        """What every field of an answer has: its names, and its question's ref."""
        self._field = field
        field.setObjectName(f"field-{view.name}")
        field.setProperty("ref", view.ref)
        field.setAccessibleDescription(view.hint)


class LineEditor(FieldEditor):
    """One line of text."""

    def _make(self, view: QuestionView) -> None:
        self._line = SealedLine(view.label)
        self._dress(self._line, view)
        if view.looks("numbers"):
            hints = self._line.inputMethodHints() | Qt.InputMethodHint.ImhPreferNumbers
            self._line.setInputMethodHints(hints)
        self._line.textEdited.connect(self.changed)
        self._line.returnPressed.connect(self.submitted)
        self._line.editingFinished.connect(self.left)
        self._stack.addWidget(self._line)

    def _show(self, value: str) -> None:
        self._line.setText(value)

    def _stored(self) -> str:
        return self._line.text()


class TextEditor(FieldEditor):
    """Several lines: the person's own words. The form's limit of letters is counted down to."""

    def _make(self, view: QuestionView) -> None:
        self._text = SealedText(view.label)
        self._dress(self._text, view)
        self._text.textChanged.connect(self._on_typed)
        self._text.left.connect(self.left)
        self._stack.addWidget(self._text)
        self._most = int(view.limits[1]) if view.limits[1].isdecimal() else 0
        self._count = label("", "small", "ink2", right=True)
        self._count.setObjectName(f"count-{view.name}")
        self._stack.addWidget(self._count)
        self._count.setVisible(bool(self._most))

    def _on_typed(self) -> None:
        self._count_letters()
        self.changed.emit(self._text.toPlainText())

    def _count_letters(self) -> None:
        if not self._most:
            return
        letters = len(self._text.toPlainText())
        words = self.tr("{count} of {most} letters").format(count=letters, most=self._most)
        if letters > self._most:
            words = self.tr("{count} letters too many").format(count=letters - self._most)
        restyle(self._count, "tone", "tinggi" if letters > self._most else "ink2")
        self._count.setText(words)
        self._text.setAccessibleDescription(f"{self._view.hint} {words}".strip())

    def _show(self, value: str) -> None:
        with QSignalBlocker(self._text):
            self._text.setPlainText(value)
            self._text.moveCursor(self._text.textCursor().MoveOperation.End)
        self._count_letters()

    def _stored(self) -> str:
        return self._text.toPlainText()
