"""Editors of choices: tiles, a drop-down, a row of points. A refusal has its own button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from data.forms.views import ChoiceView, QuestionView
from ui.theme import icons, look
from ui.theme.pictures import pictures
from ui.widgets.choice_tiles import ChoiceTiles, Tile
from ui.widgets.drop_down import DropDown
from ui.widgets.editor import EXCLUSIVE, REFUSAL, Editor
from ui.widgets.likert import PointRow
from ui.widgets.sealed import SealedLine
from ui.widgets.text_editors import FieldEditor

MANY = 14  # more tiles than this get a line to search in them


class AcknowledgeEditor(Editor):
    """Something to read aloud and tick."""

    def _make(self, view: QuestionView) -> None:
        tile = Tile("OK", self.tr("Read aloud and understood"))
        self._tiles = ChoiceTiles([tile], many=True, name=f"field-{view.name}")
        self._tiles.tell("ref", view.ref)
        self._tiles.changed.connect(self.changed)
        self._stack.addWidget(self._tiles)
        self._name(view.label, view.hint)

    def _name(self, name: str, description: str) -> None:
        self._tiles.set_question(name)

    def _show(self, value: str) -> None:
        self._tiles.set_value(value)

    def _stored(self) -> str:
        return self._tiles.value()

    def focus(self) -> None:
        """The one tile."""
        self._tiles.setFocus()


class ChoiceEditor(Editor):
    """One of several, or several of several, as tiles.

    Alone on its page a question has its refusal as a button of its own; on a page of several
    it is a tile like the others.
    """

    def _make(self, view: QuestionView) -> None:
        tiles = tiles_of(view, refusal=not self._alone)
        self._tiles = ChoiceTiles(
            tiles,
            many=view.kind == "select_multiple",
            name=f"field-{view.name}",
            exclusive_values=EXCLUSIVE,
            short=view.looks("columns") or not self._alone,
        )
        self._tiles.tell("ref", view.ref)
        self._tiles.changed.connect(self._on_changed)
        self._filter: SealedLine | None = None
        if len(tiles) > MANY:
            self._filter = self._make_filter(view)
        self._stack.addWidget(self._tiles)
        self._name(view.label, view.hint)

    def _make_filter(self, view: QuestionView) -> SealedLine:
        line = SealedLine(self.tr("Search in this list"))
        line.setObjectName(f"filter-{view.name}")
        line.setPlaceholderText(self.tr("Search in this list"))
        line.setClearButtonEnabled(True)
        line.textChanged.connect(self._tiles.show_only)
        self._stack.setSpacing(look.current().space(12))
        self._stack.addWidget(line)
        return line

    def _name(self, name: str, description: str) -> None:
        self._tiles.set_question(name)

    def _on_changed(self, value: str) -> None:
        self.changed.emit(value)
        goes_on = self._alone and self._view.kind == "select_one" and self._view.looks("quick")
        if value and goes_on:
            self.submitted.emit()

    def _show(self, value: str) -> None:
        self._tiles.set_value(value)

    def _stored(self) -> str:
        if self._view.value == REFUSAL and not self._tiles.value():
            return REFUSAL
        return self._tiles.value()

    def focus(self) -> None:
        """The search line where there is one, else what is chosen, else the first tile."""
        if self._filter is not None:
            self._filter.setFocus()
        else:
            self._tiles.focus_chosen()


class DropDownEditor(FieldEditor):
    """One of several in a list that opens (`minimal`). The first entry is nothing."""

    def _make(self, view: QuestionView) -> None:
        self._box = DropDown()
        self._dress(self._box, view)
        self._box.setAccessibleName(view.label)
        self._box.setMinimumWidth(look.current().box(240))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._box.setSizeAdjustPolicy(policy)
        self._box.setMinimumContentsLength(20)
        self._box.addItem(self.tr("Choose"), "")
        for choice in view.choices:
            if choice.value != REFUSAL or not self._alone:
                self._box.addItem(one_line(choice.label), choice.value)
        self._box.activated.connect(self._on_activated)
        self._stack.addWidget(self._box)

    def _on_activated(self, _index: int) -> None:
        self.changed.emit(self._stored())

    def _show(self, value: str) -> None:
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(max(0, self._box.findData(value)))

    def _stored(self) -> str:
        chosen = str(self._box.currentData() or "")
        return REFUSAL if self._view.value == REFUSAL and not chosen else chosen

    def being_edited(self) -> bool:
        """A drop-down holds nothing half-typed."""
        return False


class LikertEditor(Editor):
    """One of a few points in a row, from one end to the other; faces where the form has them."""

    def _make(self, view: QuestionView) -> None:
        offered = [c for c in view.choices if c.value != REFUSAL or not self._alone]
        tiles = [
            Tile(choice.value, one_line(choice.label), icon=drawing(choice.image))
            for choice in offered
        ]
        self._row = PointRow(tiles, name=f"field-{view.name}")
        self._row.tell("ref", view.ref)
        self._row.changed.connect(self.changed)
        self._stack.addWidget(self._row)
        self._name(view.label, view.hint)

    def _name(self, name: str, description: str) -> None:
        self._row.set_question(name)

    def _show(self, value: str) -> None:
        self._row.set_value(value)

    def _stored(self) -> str:
        if self._view.value == REFUSAL and not self._row.value():
            return REFUSAL
        return self._row.value()

    def focus(self) -> None:
        """The chosen point, or the first."""
        self._row.focus_chosen()


def tiles_of(view: QuestionView, *, refusal: bool) -> list[Tile]:
    """The choices as tiles, with drawings where the form or our own table has them for all."""
    offered = [choice for choice in view.choices if refusal or choice.value != REFUSAL]
    drawn = _drawings(offered)
    return [
        Tile(choice.value, *split(choice.label), icon=drawn.get(choice.value, ""))
        for choice in offered
    ]


def _drawings(offered: Sequence[ChoiceView]) -> dict[str, str]:
    own = {choice.value: drawing(choice.image) for choice in offered}
    if any(own.values()):
        return own
    return pictures([choice.value for choice in offered])


def split(text: str) -> tuple[str, str]:
    """A choice's label may carry a second line, after a line break or a colon."""
    title, _break, hint = text.partition("\n" if "\n" in text else ": ")
    return title.strip(), hint.strip()


def one_line(text: str) -> str:
    """The same in one line, where there is no room for a second."""
    title, hint = split(text)
    return f"{title} ({hint})" if hint else title


def drawing(image: str) -> str:
    """The name of a drawing from a reference such as jr://images/fist.svg, empty if unknown."""
    name = image.rsplit("/", 1)[-1].rpartition(".")[0] if image else ""
    return name if icons.known(name) else ""
