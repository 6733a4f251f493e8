"""Which editor a question gets: by its kind and by what the form says of its looks."""

from __future__ import annotations

from data.forms.views import QuestionView
from ui.widgets.body_map import BodyMapEditor
from ui.widgets.choice_editors import (
    AcknowledgeEditor,
    ChoiceEditor,
    DropDownEditor,
    LikertEditor,
)
from ui.widgets.editor import Editor
from ui.widgets.file_editor import FileEditor
from ui.widgets.number_editors import NumberEditor, RangeEditor
from ui.widgets.rank import RankEditor
from ui.widgets.search_editor import SearchEditor
from ui.widgets.text_editors import LineEditor, TextEditor
from ui.widgets.time_editors import DayEditor, HourEditor, MomentEditor

FAR_TOO_MANY = 48  # choices: more are never laid out as tiles


class NoteEditor(Editor):
    """Text to read; nothing to answer. The words stand in the question itself."""


_BY_KIND: dict[str, type[Editor]] = {
    "note": NoteEditor,
    "group": NoteEditor,
    "acknowledge": AcknowledgeEditor,
    "integer": NumberEditor,
    "decimal": NumberEditor,
    "range": RangeEditor,
    "date": DayEditor,
    "time": HourEditor,
    "datetime": MomentEditor,
    "rank": RankEditor,
    "media": FileEditor,
}


def make_editor(view: QuestionView, *, alone: bool = True) -> Editor:
    """The editor for this question; a line of text for a kind that has none of its own.

    `alone` says that the question has the page for itself.
    """
    if view.kind in ("select_one", "select_multiple"):
        return _choices(view)(view, alone=alone)
    if view.kind == "text" and view.looks("multiline"):
        return TextEditor(view, alone=alone)
    return _BY_KIND.get(view.kind, LineEditor)(view, alone=alone)


def _choices(view: QuestionView) -> type[Editor]:
    if view.looks("image-map"):
        return BodyMapEditor
    if view.looks("autocomplete") or len(view.choices) > FAR_TOO_MANY:
        return SearchEditor
    if view.kind == "select_one" and view.looks("likert"):
        return LikertEditor
    if view.kind == "select_one" and view.looks("minimal"):
        return DropDownEditor
    return ChoiceEditor
