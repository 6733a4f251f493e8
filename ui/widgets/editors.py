"""Question editors by kind: what one types or chooses, made from a question view."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QSignalBlocker, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.forms.views import QuestionView
from ui.theme import look
from ui.theme.pictures import pictures
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.date_editor import DateEditor
from ui.widgets.sealed import SealedLine, SealedText
from ui.widgets.text import restyle

REFUSAL = "tidak_mau_menjawab"
EXCLUSIVE = frozenset({"tidak_ada", "tidak_tahu", REFUSAL})
MANY = 14


class Editor(QWidget):
    """Edits one question. Made once for a question; later views are shown by `refresh`.

    Signals:
        changed: the value as it is stored ("" = nothing).
        submitted: Enter in a one-line field.
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(self, view: QuestionView) -> None:
        super().__init__()
        self.setObjectName(f"editor-{view.name}")
        self._view = view
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._make(view)
        self._show(view.value)
        self.setEnabled(not view.readonly)

    def refresh(self, view: QuestionView) -> None:
        """Show another state of the same question; what is being typed stays as it is."""
        self._view = view
        self.setEnabled(not view.readonly)
        if self._stored() != view.value and not self._being_edited():
            self._show(view.value)

    def focus(self) -> None:
        """Put the cursor where one types or chooses."""

    def mark_wrong(self, wrong: bool) -> None:
        """Frame the field whose answer was refused."""

    def _make(self, view: QuestionView) -> None:
        """Make the fields."""

    def _show(self, value: str) -> None:
        """Put a stored value into the fields, without telling."""

    def _stored(self) -> str:
        """What the fields hold, as it is stored."""
        return self._view.value

    def _being_edited(self) -> bool:
        return False


class NoteEditor(Editor):
    """Text to read; nothing to answer. The words stand in the question itself."""


class AcknowledgeEditor(Editor):
    """Something to read aloud and tick."""

    def _make(self, view: QuestionView) -> None:
        tile = Tile("OK", self.tr("Read aloud and understood"))
        self._tiles = ChoiceTiles([tile], many=True, name=f"field-{view.name}")
        self._tiles.tell("ref", view.ref)
        self._tiles.changed.connect(self.changed)
        self._stack.addWidget(self._tiles)

    def _show(self, value: str) -> None:
        self._tiles.set_value(value)

    def _stored(self) -> str:
        return self._tiles.value()

    def focus(self) -> None:
        """The one tile."""
        self._tiles.setFocus()


class LineEditor(Editor):
    """One line of text, or a number."""

    def _make(self, view: QuestionView) -> None:
        self._line = SealedLine(view.label)
        self._line.setAccessibleDescription(view.hint)
        self._line.setObjectName(f"field-{view.name}")
        patterns = {"integer": r"-?\d{0,9}", "range": r"-?\d{0,9}", "decimal": r"-?\d*[.,]?\d*"}
        if view.kind in patterns:
            pattern = QRegularExpression(patterns[view.kind])
            self._line.setValidator(QRegularExpressionValidator(pattern, self._line))
            self._line.setMaximumWidth(look.current().box(180))
        elif view.kind == "time":
            self._line.setPlaceholderText(self.tr("14:30"))
            self._line.setMaximumWidth(look.current().box(180))
        self._line.setProperty("ref", view.ref)
        self._line.textEdited.connect(self._on_typed)
        self._line.returnPressed.connect(self.submitted)
        self._stack.addWidget(self._line)

    def _on_typed(self, _text: str) -> None:
        self.changed.emit(self._stored())

    def _show(self, value: str) -> None:
        shown = value
        if self._view.kind == "decimal":
            shown = value.replace(".", self.tr(".", "decimal point"))
        if self._line.text() != shown:
            self._line.setText(shown)

    def _stored(self) -> str:
        text = self._line.text()
        if self._view.kind == "decimal":
            return text.replace(",", ".")
        if self._view.kind == "time":
            return text.replace(".", ":")
        return text

    def _being_edited(self) -> bool:
        return self._line.hasFocus() and self._view.kind in ("text", "decimal", "time")

    def mark_wrong(self, wrong: bool) -> None:
        """A frame in the colour of danger; the sentence below says why."""
        restyle(self._line, "wrong", "true" if wrong else "false")

    def focus(self) -> None:
        """The cursor at the end."""
        self._line.setFocus()


class TextEditor(Editor):
    """Several lines: the person's own words."""

    def _make(self, view: QuestionView) -> None:
        self._text = SealedText(view.label)
        self._text.setAccessibleDescription(view.hint)
        self._text.setObjectName(f"field-{view.name}")
        self._text.setProperty("ref", view.ref)
        self._text.textChanged.connect(self._on_typed)
        self._stack.addWidget(self._text)

    def _on_typed(self) -> None:
        self.changed.emit(self._text.toPlainText())

    def _show(self, value: str) -> None:
        with QSignalBlocker(self._text):
            self._text.setPlainText(value)

    def _stored(self) -> str:
        return self._text.toPlainText()

    def _being_edited(self) -> bool:
        return self._text.hasFocus()

    def mark_wrong(self, wrong: bool) -> None:
        """As for one line."""
        restyle(self._text, "wrong", "true" if wrong else "false")

    def focus(self) -> None:
        """The cursor into the text."""
        self._text.setFocus()


class ChoiceEditor(Editor):
    """One of several, or several of several. A refusal has its own button on the page."""

    def _make(self, view: QuestionView) -> None:
        offered = [choice for choice in view.choices if choice.value != REFUSAL]
        drawn = pictures([choice.value for choice in offered])
        tiles = [
            Tile(
                choice.value,
                *_split(choice.label),
                icon=_drawing(choice.image) or drawn.get(choice.value, ""),
            )
            for choice in offered
        ]
        self._tiles = ChoiceTiles(
            tiles,
            many=view.kind == "select_multiple",
            name=f"field-{view.name}",
            exclusive_values=EXCLUSIVE,
        )
        self._tiles.setAccessibleName(view.label)
        self._tiles.tell("ref", view.ref)
        self._tiles.changed.connect(self.changed)
        self._filter: SealedLine | None = None
        if len(tiles) > MANY or "autocomplete" in view.appearance:
            self._filter = self._make_filter(view)
        self._stack.addWidget(self._tiles)

    def _make_filter(self, view: QuestionView) -> SealedLine:
        line = SealedLine(self.tr("Search in this list"))
        line.setObjectName(f"filter-{view.name}")
        line.setPlaceholderText(self.tr("Search in this list"))
        line.setClearButtonEnabled(True)
        line.textChanged.connect(self._tiles.show_only)
        self._stack.setSpacing(look.current().space(12))
        self._stack.addWidget(line)
        return line

    def _show(self, value: str) -> None:
        self._tiles.set_value(value)

    def _stored(self) -> str:
        if self._view.value == REFUSAL and not self._tiles.value():
            return REFUSAL
        return self._tiles.value()

    def focus(self) -> None:
        """The search line where there is one, else the first tile."""
        (self._filter or self._tiles).setFocus()


class DayEditor(Editor):
    """A date."""

    def _make(self, view: QuestionView) -> None:
        self._date = DateEditor(f"field-{view.name}", view.label)
        self._date.setProperty("ref", view.ref)
        self._date.changed.connect(self.changed)
        self._stack.addWidget(self._date)

    def _show(self, value: str) -> None:
        self._date.set_value(value)

    def _stored(self) -> str:
        return self._date.value()

    def _being_edited(self) -> bool:
        return self._date.being_edited()

    def focus(self) -> None:
        """The day."""
        self._date.setFocus()


def make_editor(view: QuestionView) -> Editor:
    """The editor for this kind of question; text for a kind that has none of its own."""
    match view.kind:
        case "note":
            return NoteEditor(view)
        case "acknowledge":
            return AcknowledgeEditor(view)
        case "select_one" | "select_multiple":
            return ChoiceEditor(view)
        case "date":
            return DayEditor(view)
        case "text" if "multiline" in view.appearance:
            return TextEditor(view)
    return LineEditor(view)


def _split(text: str) -> tuple[str, str]:
    """A choice's label may carry a second line, after a line break or a colon."""
    title, _break, hint = text.partition("\n" if "\n" in text else ": ")
    return title.strip(), hint.strip()


def _drawing(image: str) -> str:
    """The name of a drawing from an image reference such as jr://images/fist.svg."""
    return image.rsplit("/", 1)[-1].removesuffix(".svg").removesuffix(".png") if image else ""
