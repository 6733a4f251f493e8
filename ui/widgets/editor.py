"""What every question editor is: one answer on show, and the signals that tell of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.forms.views import QuestionView

REFUSAL = "tidak_mau_menjawab"
EXCLUSIVE = frozenset({"tidak_ada", "tidak_tahu", REFUSAL})


class Editor(QWidget):
    """Edits one question. Made once for a question; later views are shown by `refresh`.

    Signals:
        changed: the value as it is stored ("" = nothing, or nothing whole yet).
        submitted: Enter in a one-line field, or a choice that goes on by itself.
        left: the cursor left the field, so a rule that is broken may be said now.
        complained: why what was typed does nothing, as a sentence; empty takes it back.
    """

    changed = Signal(str)
    submitted = Signal()
    left = Signal()
    complained = Signal(str)

    def __init__(self, view: QuestionView, *, alone: bool = True) -> None:
        super().__init__()
        self.setObjectName(f"editor-{view.name}")
        self._view = view
        self._alone = alone
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._make(view)
        self._show(view.value)
        if view.readonly:
            self.setEnabled(False)

    def refresh(self, view: QuestionView) -> None:
        """Show another state of the same question; what is being typed stays as it is."""
        renamed = view.label != self._view.label or view.hint != self._view.hint
        self._view = view
        if self.isEnabled() == view.readonly:
            self.setEnabled(not view.readonly)
        if renamed:
            self._name(view.label, view.hint)
        if not self._holds(view.value) and not self.being_edited():
            self._show(view.value)

    def being_edited(self) -> bool:
        """Whether the cursor is in a field whose half-typed text must not be disturbed."""
        return False

    def focus(self) -> None:
        """Put the cursor where one types or chooses."""

    def mark_wrong(self, wrong: bool) -> None:
        """Frame the field whose answer was refused."""

    def _make(self, view: QuestionView) -> None:
        """Make the fields."""

    def _name(self, name: str, description: str) -> None:
        """Give the fields their accessible words anew; the label of a question may change."""

    def _show(self, value: str) -> None:
        """Put a stored value into the fields, without telling."""

    def _stored(self) -> str:
        """What the fields hold, as it is stored."""
        return self._view.value

    def _holds(self, value: str) -> bool:
        """Whether the fields hold this stored value already."""
        return self._stored() == value
