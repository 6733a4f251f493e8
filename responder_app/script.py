"""``--script FILE``: plays one person's part of the demo through the real windows.

The file and its position lie outside the demo's folder. When locking ends this process, the
successor finds the chapter the script stood at and goes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from responder_app.flows.house import House
from responder_app.flows.stage import Stage
from responder_app.script_cadre import CadrePart
from responder_app.script_desk import DeskPart
from responder_app.script_hands import Hands, ScriptFailed, Steps
from ui.main_window import MainWindow

STEP_MS = 15


@dataclass(slots=True)
class Part:
    """What the file says, and where the script stands. ``facts``: codes and ids for the result."""

    person: str
    code_line: str
    icon: str
    passphrase: str
    answers: dict[str, Any]
    report: Path
    position: Path
    shots: Path
    only: str = ""
    chapter: int = 0
    pictures: int = 0
    facts: dict[str, Any] = field(default_factory=dict)

    @staticmethod
    def read(path: Path) -> Part:
        """The part in a file, at the position it was left."""
        said = json.loads(path.read_text(encoding="utf-8"))
        part = Part(
            person=said["person"],
            code_line=said["code_line"],
            icon=said["icon"],
            passphrase=said["passphrase"],
            answers=said["answers"],
            report=Path(said["report"]),
            position=Path(said["position"]),
            shots=Path(said["shots"]),
            only=said["only"],
        )
        if part.position.is_file():
            left = json.loads(part.position.read_text(encoding="utf-8"))
            part.chapter, part.pictures = left["chapter"], left["pictures"]
            part.facts = left["facts"]
        return part

    def keep(self, pictures: int, ahead: int = 0) -> None:
        """Remember the place, for a successor."""
        self.pictures = pictures
        said = {"chapter": self.chapter + ahead, "pictures": pictures, "facts": self.facts}
        _put(self.position, said)

    def tell(self, *, chapter: str, done: bool = False, failed: str = "") -> None:
        """Say to the conductor how far it is."""
        said = {"chapter": chapter, "done": done, "failed": failed, "facts": self.facts}
        _put(self.report, said)


def _put(path: Path, said: dict[str, Any]) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(said), encoding="utf-8")
    fresh.replace(path)


Chapter = Callable[[], Steps]


class Player(QObject):
    """Goes through the chapters of a part, one small step each time the window is idle."""

    def __init__(
        self, application: QApplication, hands: Hands, part: Part, chapters: list[Chapter]
    ) -> None:
        super().__init__(application)
        self._application = application
        self._hands = hands
        self._part = part
        self._chapters = chapters
        self._steps: Steps | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._step)
        self._clock.start(STEP_MS)

    def _step(self) -> None:
        if self._steps is None and not self._begin():
            return
        try:
            if self._steps is not None:
                next(self._steps)
        except StopIteration:
            self._steps = None
            self._part.chapter += 1
            self._part.keep(self._hands.number)
        except ScriptFailed as failed:
            self._clock.stop()
            self._hands.shot("failed")
            self._part.tell(chapter=self._name(), failed=str(failed))
            self._application.exit(1)

    def _begin(self) -> bool:
        if self._part.chapter >= len(self._chapters):
            self._clock.stop()
            self._part.tell(chapter="end", done=True)
            self._hands.window.close()
            return False
        self._steps = self._chapters[self._part.chapter]()
        self._part.tell(chapter=self._name())
        return True

    def _name(self) -> str:
        if self._part.chapter < len(self._chapters):
            return self._chapters[self._part.chapter].__name__
        return "end"

    def locked_away(self) -> None:
        """The next thing this process does is lock: the successor begins with the next chapter."""
        self._part.keep(self._hands.number, ahead=1)


def play(
    path: Path, application: QApplication, window: MainWindow, stage: Stage, house: House
) -> None:
    """Begin or go on with the script in ``path``."""
    part = Part.read(path)
    hands = Hands(window, part.shots, part.person, part.pictures)
    playing = DeskPart if part.person == "desk" else CadrePart
    script = playing(part, hands, stage)
    chapters = [one for one in script.chapters() if part.only in ("", one.__name__)]
    script.player = Player(application, hands, part, chapters)
