"""Editors of numbers: a field that takes nothing else, and a slider with its number beside it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QSlider

from data.forms.views import QuestionView
from ui.theme import look
from ui.widgets.card import column, row
from ui.widgets.editor import Editor
from ui.widgets.sealed import SealedLine
from ui.widgets.text import label
from ui.widgets.text_editors import FieldEditor

MOST_STEPS = 1000


def number(text: str) -> Decimal | None:
    """The number a text is, with a point or a comma; None if it is none."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def plain(value: Decimal) -> str:
    """Without needless noughts: 2.0 is 2."""
    whole = value.to_integral_value()
    return f"{whole:f}" if whole == value else f"{value.normalize():f}"


class NumberEditor(FieldEditor):
    """A whole number, or one with a comma. What is no number cannot be typed."""

    def _make(self, view: QuestionView) -> None:
        decimal = view.kind != "integer"
        self._line = SealedLine(view.label)
        self._dress(self._line, view)
        pattern = r"-?\d{0,12}([.,]\d{0,9})?" if decimal else r"-?\d{0,9}"
        check = QRegularExpressionValidator(QRegularExpression(pattern), self._line)
        self._line.setValidator(check)
        digits = Qt.InputMethodHint.ImhFormattedNumbersOnly
        self._line.setInputMethodHints(self._line.inputMethodHints() | digits)
        self._line.setMaximumWidth(look.current().box(180))
        self._line.textEdited.connect(self._on_typed)
        self._line.inputRejected.connect(self._on_rejected)
        self._line.returnPressed.connect(self.submitted)
        self._line.editingFinished.connect(self.left)
        self._stack.addWidget(self._line)

    def _on_typed(self, _text: str) -> None:
        self.complained.emit("")
        self.changed.emit(self._stored())

    def _on_rejected(self) -> None:
        words = self.tr("Only a number fits here, such as 12.")
        if self._view.kind != "integer":
            words = self.tr("Only a number fits here, such as 2.5.")
        self.complained.emit(words)

    def _show(self, value: str) -> None:
        known = number(value)
        self._line.setText(plain(known).replace(".", self._point()) if known is not None else value)

    def _stored(self) -> str:
        text = self._line.text().replace(",", ".")
        return "" if number(text) is None else text

    def _holds(self, value: str) -> bool:
        return number(self._stored()) == number(value)

    def _point(self) -> str:
        return self.tr(".", "decimal point")


class StepSlider(QSlider):
    """A slider that may stand nowhere yet, and goes where it is pressed.

    Signals:
        stepped: the step a person chose, also when it is the one it stood on while unset.
    """

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(look.current().box(44))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("unset", "true")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Page, Home, End as usual; from nowhere the first key or Space chooses."""
        before = self.value()
        key = event.key()
        first = self.property("unset") == "true" and key in (
            Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
            Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space,
        )  # fmt: skip
        super().keyPressEvent(event)
        if first or self.value() != before:
            event.accept()
            self.stepped.emit(self.value())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Straight to where it was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def _go(self, x: float) -> None:
        half = look.current().box(12)
        wide = max(1.0, self.width() - 2.0 * half)
        part = min(1.0, max(0.0, (x - half) / wide))
        span = self.maximum() - self.minimum()
        self.setValue(self.minimum() + round(part * span))
        self.stepped.emit(self.value())


class RangeEditor(Editor):
    """A slider between two numbers, the chosen one large beside it."""

    def _make(self, view: QuestionView) -> None:
        start, end, step = (number(limit) for limit in view.limits)
        self._start = start or Decimal(0)
        self._step = abs(step) if step else Decimal(1)
        end = self._start + 10 if end is None else end
        steps = min(MOST_STEPS, max(1, int(abs(end - self._start) / self._step)))
        if end < self._start:
            self._step = -self._step
        self._slider = StepSlider()
        self._slider.setObjectName(f"field-{view.name}")
        self._slider.setProperty("ref", view.ref)
        self._slider.setRange(0, steps)
        self._slider.setPageStep(max(1, steps // 5))
        self._slider.stepped.connect(self._on_stepped)
        self._number = label("", "digits", "primary", wrap=False, right=True)
        self._number.setObjectName(f"number-{view.name}")
        self._number.setMinimumWidth(look.current().box(56))
        last = self._start + steps * self._step
        ends = row(
            label(self._shown(self._start), "small", "ink2", wrap=False),
            None,
            label(self._shown(last), "small", "ink2", wrap=False),
        )
        line = row(gap=16)
        line.addLayout(column(self._slider, ends, gap=6), 1)
        line.addWidget(self._number)
        self._stack.addLayout(line)
        self._kept = ""
        self._name(view.label, view.hint)

    def _name(self, name: str, description: str) -> None:
        self._slider.setAccessibleName(name)
        self._describe()

    def _describe(self) -> None:
        chosen = self.tr("Chosen: {number}") if self._kept else self.tr("Nothing chosen yet")
        words = chosen.format(number=self._shown(number(self._kept) or Decimal(0)))
        self._slider.setAccessibleDescription(f"{words}. {self._view.hint}".strip())

    def _shown(self, value: Decimal) -> str:
        return plain(value).replace(".", self.tr(".", "decimal point"))

    def _on_stepped(self, step: int) -> None:
        self._put(plain(self._start + step * self._step))
        self.changed.emit(self._kept)

    def _put(self, value: str) -> None:
        self._kept = value
        known = number(value)
        self._number.setText("–" if known is None else self._shown(known))
        unset = "true" if known is None else "false"
        if self._slider.property("unset") != unset:
            self._slider.setProperty("unset", unset)
            self._slider.style().unpolish(self._slider)
            self._slider.style().polish(self._slider)
        self._describe()

    def _show(self, value: str) -> None:
        self._put(value)
        known = number(value)
        with QSignalBlocker(self._slider):
            at = 0 if known is None else round((known - self._start) / self._step)
            self._slider.setValue(at)

    def _stored(self) -> str:
        return self._kept

    def _holds(self, value: str) -> bool:
        return number(self._kept) == number(value)

    def focus(self) -> None:
        """The slider."""
        self._slider.setFocus()
