"""Enrolment: the code line, an icon, a passphrase; then waiting for the city's voucher."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.model.people import ICONS
from data.model.problems import Code
from data.store.faces import VaultFace
from responder_app.flows import wording
from responder_app.flows.stage import Stage
from responder_app.flows.welcome_page import welcome_model
from responder_app.work import enrol
from responder_app.work.enrol import Laptop, Progress
from ui.words import failures
from ui.words.translate import translate

LOOK_SECONDS = 0.3


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Arrival:
    """What the root hands over: where vaults are made, which stand there, the demo's words."""

    laptop: Laptop
    faces: Callable[[], list[VaultFace]]
    notice: str = ""


class WelcomeFlow:
    """One enrolment. Whatever goes wrong, the vault that was made stays, and one can try again."""

    def __init__(self, stage: Stage, arrival: Arrival) -> None:
        self._stage = stage
        self._arrival = arrival
        self._line = ""
        self._made = False
        self._under_way = False
        screen = stage.window.welcome
        screen.enrol_asked.connect(self._on_enrol)
        screen.cancelled.connect(self._on_cancelled)
        stage.routes["welcome"] = self.show

    def show(self, made: bool = False) -> None:
        """The page; ``made``: a vault is open already and only the city is missing."""
        self._made = made
        self._under_way = False
        self._present()
        self._stage.window.show_room("welcome")

    def _present(self, progress: str = "", problem: str = "") -> None:
        self._stage.window.welcome.present(
            welcome_model(
                self._arrival.faces(),
                self._arrival.notice,
                made=self._made,
                code_line=self._line,
                progress=progress,
                problem=problem,
            )
        )

    def _on_enrol(self, code_line: str, icon: str, passphrase: str) -> None:
        self._line = code_line
        self._under_way = True
        self._present(translate("flows", "Making your vault on this laptop"))
        self._stage.bridge.do(
            enrol.begin,
            self._stage.world,
            self._arrival.laptop,
            code_line,
            ICONS.index(icon),
            passphrase,
            then=self._on_begun,
            fails=self._on_problem,
            owner=self,
        )

    def _on_begun(self, _nothing: None) -> None:
        self._made = True
        self._present(translate("flows", "Asking the city"))
        self._look()

    def _look(self) -> None:
        if not self._under_way:
            return
        self._stage.bridge.ask(
            enrol.progress,
            self._stage.world,
            self._arrival.laptop.demo,
            then=self._on_progress,
            fails=self._on_problem,
            owner=self,
        )

    def _on_progress(self, progress: Progress) -> None:
        if progress.done:
            self._under_way = False
            self._stage.go("enter")
            return
        if progress.problem:
            self._under_way = False
            self._present(problem=failures.sentence(progress.problem))
            return
        self._stage.later(LOOK_SECONDS, self._look)

    def _on_problem(self, error: BaseException) -> None:
        self._under_way = False
        if wording.code_of(error) is Code.STORE_CLOSED:
            return
        self._present(problem=wording.problem(error))

    def _on_cancelled(self) -> None:
        self._under_way = False
        self._line = ""
        self._stage.go("lock" if self._made else "door")
