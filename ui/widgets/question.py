"""One question with everything around it: help, editor, why it is asked, and the way to refuse."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.forms.views import ChoiceView, QuestionView
from ui.theme import look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.editors import REFUSAL, make_editor
from ui.widgets.text import label, picture, restyle


class QuestionBlock(QWidget):
    """A question on its page.

    Signals:
        answered: ref and stored value, at each change.
        refused: ref and the value that says so ("" where the form has none).
        why_toggled: ref and whether the reason is open.
        submitted: Enter in a one-line field.
    """

    answered = Signal(str, str)
    refused = Signal(str, str)
    why_toggled = Signal(str, bool)
    submitted = Signal()

    def __init__(self, view: QuestionView, *, alone: bool) -> None:
        super().__init__()
        self.setObjectName(f"question-{view.name}")
        self._view = view
        now = look.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(now.space(16))
        self._title = label(view.label, "page" if alone else "section")
        self._hint = label(view.hint, "", "ink2")
        self._hint.setVisible(bool(view.hint))
        stack.addLayout(column(self._title, self._hint, gap=6))
        self._editor = make_editor(view)
        self._editor.changed.connect(self._on_changed)
        self._editor.submitted.connect(self.submitted)
        stack.addWidget(self._editor)
        self._wrong = Card("never", margin=12)
        self._wrong_text = label("", "medium", "tinggi")
        line = row(picture("info", 20, "tinggi"), self._wrong_text, gap=8)
        line.setStretch(1, 1)
        self._wrong.column.addLayout(line)
        self._wrong.hide()
        stack.addWidget(self._wrong)
        self._reason = Card("sunken", margin=12)
        self._reason.column.addWidget(label(view.guidance))
        self._reason.setMaximumWidth(round(READING_WIDTH * now.scale))
        self._reason.hide()
        stack.addLayout(self._foot(view))
        stack.addWidget(self._reason)

    def shape(self) -> tuple[str, str, tuple[ChoiceView, ...]]:
        """What must be equal for a new view to fit into this block."""
        return (self._view.kind, self._view.label, self._view.choices)

    def refresh(self, view: QuestionView) -> None:
        """Another state of the same question."""
        self._view = view
        self._editor.refresh(view)
        self._hint.setText(view.hint)
        self._hint.setVisible(bool(view.hint))
        chosen = "true" if view.value == REFUSAL else "false"
        self._refuse.setChecked(view.value == REFUSAL)
        restyle(self._refuse, "chosen", chosen)

    def show_violation(self, sentence: str) -> None:
        """Say under the field why the answer does not do; empty takes it away."""
        self._wrong.setVisible(bool(sentence))
        self._wrong_text.setText(sentence)
        self._editor.mark_wrong(bool(sentence))

    def focus(self) -> None:
        """Put the cursor where one answers."""
        self._editor.focus()

    def _foot(self, view: QuestionView) -> QVBoxLayout:
        self._why = button(self.tr("Why is this asked"), "link", "chevron-right", name="why")
        self._why.setVisible(bool(view.guidance))
        self._why.clicked.connect(self._on_why)
        offered = any(choice.value == REFUSAL for choice in view.choices)
        words = self.tr("Does not want to answer") if offered else self.tr("Skip this question")
        self._refuse = button(words, name="refuse")
        self._refuse.setCheckable(offered)
        self._refuse.setVisible(view.kind != "note" and (offered or not view.required))
        self._refuse.clicked.connect(lambda: self._on_refused(offered))
        if look.current().large:
            return column(row(self._why, None), row(self._refuse, None), gap=8)
        return column(row(self._why, None, self._refuse))

    def _on_changed(self, value: str) -> None:
        self.answered.emit(self._view.ref, value)

    def _on_refused(self, offered: bool) -> None:
        self.refused.emit(self._view.ref, REFUSAL if offered else "")

    def _on_why(self) -> None:
        is_open = self._reason.isHidden()
        self._reason.setVisible(is_open)
        self.why_toggled.emit(self._view.ref, is_open)
