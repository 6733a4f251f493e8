"""One question with everything around it: help, editor, why it is asked, and the way to refuse."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from data.forms.views import QuestionView
from ui.theme import icons, look
from ui.theme.tokens import READING_WIDTH
from ui.widgets.buttons import button
from ui.widgets.card import Card, column, row
from ui.widgets.choice_editors import drawing
from ui.widgets.editor import REFUSAL
from ui.widgets.editors import make_editor
from ui.widgets.file_editor import FileEditor
from ui.widgets.focus_order import reading_order
from ui.widgets.text import label, picture, restyle

_PICTURE = 96


class QuestionBlock(QWidget):
    """A question on its page. What it does not need now is not made.

    Signals:
        answered: ref and stored value, at each change.
        refused: ref and the value that says so ("" where the form has none).
        why_toggled: ref and whether the reason is open.
        submitted: Enter in a one-line field.
        file_chosen: ref and path. file_cleared: ref.
    """

    answered = Signal(str, str)
    refused = Signal(str, str)
    why_toggled = Signal(str, bool)
    submitted = Signal()
    file_chosen = Signal(str, str)
    file_cleared = Signal(str)

    def __init__(self, view: QuestionView, *, alone: bool) -> None:
        super().__init__()
        self.setObjectName(f"question-{view.name}")
        self._view = view
        self._alone = alone
        self._violation = ""
        self._complaint = ""
        now = look.current()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(now.space(16 if alone else 8))
        self._head = column(gap=6 if alone else 2)
        self._title = label(view.label, "page" if alone else "strong")
        self._head.addWidget(self._title)
        self._stack.addLayout(self._head)  # before anything is shown: no label stands alone
        self._hint: QLabel | None = None
        self._show_hint()
        self._show_picture()
        self._editor = make_editor(view, alone=alone)
        self._editor.changed.connect(self._on_changed)
        self._editor.submitted.connect(self.submitted)
        self._editor.left.connect(self._on_left)
        self._editor.complained.connect(self._on_complained)
        if isinstance(self._editor, FileEditor):
            self._editor.file_chosen.connect(self._on_file_chosen)
            self._editor.file_cleared.connect(self._on_file_cleared)
        self._stack.addWidget(self._editor)
        self._wrong: Card | None = None
        self._wrong_text: QLabel | None = None
        self._gone: Card | None = None
        self._reason: Card | None = None
        self._refuse: QPushButton | None = None
        self._make_foot(view)
        self._mark_refusal()
        self._show_withdrawn()
        if self._broken():
            self.show_violation(self._broken())

    def view(self) -> QuestionView:
        """The state on show."""
        return self._view

    @staticmethod
    def shape(view: QuestionView) -> Hashable:
        """What must be equal for a new view to fit into the same block."""
        told = (view.kind, view.appearance, view.limits, view.media, view.image, view.required)
        return (told, view.choices, bool(view.guidance))

    def refresh(self, view: QuestionView) -> None:
        """Another state of the same question."""
        before, self._view = self._view, view
        self._editor.refresh(view)
        if view.label != before.label:
            self._title.setText(view.label)
        if view.hint != before.hint:
            self._show_hint()
        if view.value != before.value:
            self._mark_refusal()
            if self._complaint and view.value:
                self._on_complained("")
        if view.withdrawn != before.withdrawn:
            self._show_withdrawn()
        if self._broken() and not self._editor.being_edited():
            self.show_violation(self._broken())
        elif self._violation and view.valid and (view.value or not view.required):
            self.show_violation("")

    def show_violation(self, sentence: str) -> None:
        """Say under the field why the answer does not do; empty takes it away."""
        self._violation = sentence
        self._say_wrong(self._complaint or sentence)  # what was typed says more than "missing"

    def is_wrong(self) -> bool:
        """Whether something is said against the answer now."""
        return bool(self._violation or self._complaint)

    def show_file(self, thumbnail: bytes, words: str) -> None:
        """What is known of the file of a media question."""
        if isinstance(self._editor, FileEditor):
            self._editor.show_file(thumbnail, words)

    def focus(self) -> None:
        """Put the cursor where one answers."""
        self._editor.focus()

    def _broken(self) -> str:
        view = self._view
        if view.valid or not view.value or view.violation != "constraint":
            return ""
        return view.message or self.tr("This answer does not fit. Look at it again.")

    def _say_wrong(self, sentence: str) -> None:
        if self._wrong is None:
            if not sentence:
                return
            self._wrong = Card("never", margin=12)
            self._wrong_text = label("", "medium", "tinggi")
            self._wrong_text.setObjectName(f"wrong-{self._view.name}")
            line = row(picture("info", 20, "tinggi"), self._wrong_text, gap=8)
            line.setStretch(1, 1)
            self._wrong.column.addLayout(line)
            self._stack.insertWidget(self._stack.indexOf(self._editor) + 1, self._wrong)
        self._wrong.setVisible(bool(sentence))
        if self._wrong_text is not None and self._wrong_text.text() != sentence:
            self._wrong_text.setText(sentence)
            if sentence and QAccessible.isActive():  # a screen reader says it at once
                alert = QAccessibleEvent(self._wrong_text, QAccessible.Event.Alert)
                QAccessible.updateAccessibility(alert)
        self._editor.mark_wrong(bool(sentence))

    def _show_hint(self) -> None:
        if self._hint is None:
            if not self._view.hint:
                return
            self._hint = label("", "" if self._alone else "small", "ink2")
            self._head.insertWidget(1, self._hint)
        self._hint.setText(self._view.hint)
        self._hint.setVisible(bool(self._view.hint))

    def _show_picture(self) -> None:
        """The picture of the label, where it is one of our own drawings."""
        name = drawing(self._view.image)
        if not name or self._view.looks("image-map"):
            return
        now = look.current()
        side = now.icon(_PICTURE)
        shown = QLabel()
        ratio = self.devicePixelRatioF()
        shown.setPixmap(icons.pixmap(name, now.colours.primary, side, ratio))
        shown.setFixedSize(side, side)
        shown.setObjectName(f"picture-{self._view.name}")
        self._head.addSpacing(now.space(8))
        self._head.addWidget(shown)

    def _show_withdrawn(self) -> None:
        words = self._view.withdrawn
        if self._gone is None:
            if not words:
                return
            self._gone = Card("sunken", margin=12)
            self._gone.setObjectName(f"withdrawn-{self._view.name}")
            self._gone_text = label("", "")
            self._gone.column.addWidget(self._gone_text)
            self._stack.insertWidget(self._stack.indexOf(self._editor), self._gone)
        self._gone.setVisible(bool(words))
        sentence = self.tr("“{answer}” is no longer offered. It is kept, but does not count.")
        plain = ", ".join(word.replace("_", " ") for word in words)
        self._gone_text.setText(sentence.format(answer=plain))

    def _make_foot(self, view: QuestionView) -> None:
        """Why it is asked, and the way not to answer."""
        parts: list[QPushButton | None] = []
        if view.guidance:
            why = button(self.tr("Why is this asked"), "link", "chevron-right", name="why")
            why.setAccessibleDescription(view.label)
            why.clicked.connect(self._on_why)
            parts.append(why)
        parts.append(None)
        offered = any(choice.value == REFUSAL for choice in view.choices)
        if self._alone and view.kind not in ("note", "group") and (offered or not view.required):
            words = self.tr("Skip this question")
            if offered:
                words = self.tr("Does not want to answer")
            self._refuse = button(words, name="refuse")
            self._refuse.setCheckable(offered)
            self._refuse.setAccessibleDescription(view.label)
            self._refuse.clicked.connect(lambda: self._on_refused(offered))
            parts.append(self._refuse)
        if parts == [None]:
            return
        if look.current().large:
            made = [row(one, None) for one in parts if one is not None]
            self._foot: QLayout = column(*made, gap=8)
        else:
            self._foot = row(*parts)
        self._stack.addLayout(self._foot)

    def _make_clear(self) -> QPushButton:
        """The way to empty what was chosen; there is none before something is."""
        before = reading_order(self)[-1:]
        made = button(self.tr("Clear this answer"), "link", name="refuse")
        made.setAccessibleDescription(self._view.label)
        made.clicked.connect(self._on_cleared)
        if self._view.guidance and isinstance(self._foot, QHBoxLayout):
            self._foot.addWidget(made)
        else:
            self._stack.addLayout(row(made, None) if look.current().large else row(None, made))
        for one in before:
            QWidget.setTabOrder(one, made)
        return made

    def _mark_refusal(self) -> None:
        view = self._view
        if not self._alone:
            if self._refuse is None and view.value and _can_be_emptied(view):
                self._refuse = self._make_clear()
            if self._refuse is not None:
                self._refuse.setVisible(bool(view.value))
        elif self._refuse is not None:
            chosen = view.value == REFUSAL
            if self._refuse.isCheckable():
                self._refuse.setChecked(chosen)
            restyle(self._refuse, "chosen", "true" if chosen else "false")

    def _on_changed(self, value: str) -> None:
        """Tell, and take it for the state on show until a view says otherwise."""
        self._view = replace(self._view, value=value, valid=True, violation="", message="")
        self._mark_refusal()
        if value and self._violation:
            self.show_violation("")
        self.answered.emit(self._view.ref, value)

    def _on_left(self) -> None:
        if self._broken():
            self.show_violation(self._broken())

    def _on_complained(self, sentence: str) -> None:
        self._complaint = sentence
        self._say_wrong(sentence or self._violation)

    def _on_refused(self, offered: bool) -> None:
        self.refused.emit(self._view.ref, REFUSAL if offered else "")

    def _on_cleared(self) -> None:
        self.answered.emit(self._view.ref, "")
        self._editor.focus()

    def _on_file_chosen(self, path: str) -> None:
        self.file_chosen.emit(self._view.ref, path)

    def _on_file_cleared(self) -> None:
        self.file_cleared.emit(self._view.ref)

    def _on_why(self) -> None:
        if self._reason is None:
            self._reason = Card("sunken", margin=12)
            self._reason.column.addWidget(label(self._view.guidance))
            self._reason.setMaximumWidth(round(READING_WIDTH * look.current().scale))
            self._reason.hide()
            self._stack.addWidget(self._reason)
        is_open = self._reason.isHidden()
        self._reason.setVisible(is_open)
        self.why_toggled.emit(self._view.ref, is_open)


def _can_be_emptied(view: QuestionView) -> bool:
    """Whether the answer is chosen, not typed, and may be missing: emptying it needs a button."""
    chosen = view.kind in ("select_one", "range", "rank") and not view.looks("minimal")
    return chosen and not view.required and not view.readonly
