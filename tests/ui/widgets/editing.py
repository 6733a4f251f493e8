"""An editor in a window of its own, and everything it tells."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from data.forms.views import QuestionView
from tests.screens.samples import Say
from ui.widgets.editor import Editor
from ui.widgets.editors import make_editor

SAY = Say("id")


class Heard:
    """An editor on show and what it told: values, complaints, how often it went on."""

    def __init__(self, qtbot: QtBot, view: QuestionView, *, alone: bool = True) -> None:
        self.editor: Editor = make_editor(view, alone=alone)
        self.values: list[str] = []
        self.complaints: list[str] = []
        self.went_on = 0
        qtbot.addWidget(self.editor)
        self.editor.changed.connect(self.values.append)
        self.editor.complained.connect(self.complaints.append)
        self.editor.submitted.connect(self._on_submitted)
        with qtbot.waitExposed(self.editor):
            self.editor.show()
        self.editor.activateWindow()

    def _on_submitted(self) -> None:
        self.went_on += 1
