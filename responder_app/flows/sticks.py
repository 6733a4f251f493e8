"""The way of the stick: which one, written or read, and a clear end; from Kirim or the office."""

from __future__ import annotations

from pathlib import Path

from responder_app.flows import stick_words
from responder_app.flows.stage import Stage
from responder_app.work import sticks
from responder_app.work.sticks import StickWork, ToCarry
from ui.drives import Drive, DriveWatch
from ui.screens.stick import DriveShown, StickModel, StickStage

LOOK_SECONDS = 0.3
DRIVES_SECONDS = 2.0


class StickFlow:
    """One stick at a time. ``watch`` looks for sticks on a thread of its own."""

    def __init__(self, stage: Stage, watch: DriveWatch | None = None) -> None:
        self._stage = stage
        self._watch = watch if watch is not None else DriveWatch(parent=stage.window)
        self._watch.found.connect(self._on_found)
        self._origin = "send"
        self._out = True
        self._choosing = False
        self._drives: tuple[DriveShown, ...] = ()
        self._folder: DriveShown | None = None
        self._chosen = ""
        self._carry: ToCarry | None = None
        self._number = 0
        self._stopping = False
        screen = stage.window.stick
        screen.chosen.connect(self._on_chosen)
        screen.folder_chosen.connect(self._on_folder)
        screen.started.connect(self._on_started)
        screen.stop_asked.connect(self._on_stop)
        screen.again_asked.connect(self._choose)
        screen.left.connect(self._leave)
        screen.hide_asked.connect(stage.window.cover)
        stage.routes["stick_out"] = lambda origin: self._begin(origin, out=True)
        stage.routes["stick_in"] = lambda origin: self._begin(origin, out=False)

    def _begin(self, origin: str, *, out: bool) -> None:
        self._origin = origin
        if not self._number:
            self._out = out
        self._drives, self._folder, self._chosen = (), None, ""
        self._carry = None
        if self._number:
            self._look()
        else:
            self._choose()
            self._stage.bridge.ask(
                sticks.running, then=self._on_running, fails=self._stage.say, owner=self
            )
        self._stage.window.show_room("stick")

    def _on_running(self, found: tuple[int, str] | None) -> None:
        """A stick is at work since before this window was: its page, whatever was asked for."""
        if found is not None and self._choosing:
            self._choosing = False
            self._number, self._out = found[0], found[1] == sticks.OUT
            self._look()

    def _choose(self) -> None:
        """The page with the sticks that are here; new ones appear by themselves."""
        self._choosing = True
        self._number = 0
        if self._out:
            self._stage.bridge.ask(
                sticks.to_carry, then=self._on_to_carry, fails=self._stage.say, owner=self
            )
        self._present_choice()
        self._look_for_sticks()

    def _look_for_sticks(self) -> None:
        """Now and then, while the page that chooses is in front."""
        if self._choosing and self._stage.heading in ("stick_out", "stick_in"):
            self._watch.look()

    def _on_found(self, found: tuple[Drive, ...]) -> None:
        if not self._choosing:
            return
        self._drives = tuple(stick_words.drive(one, out=self._out) for one in found)
        self._present_choice()
        self._stage.later(DRIVES_SECONDS, self._look_for_sticks)

    def _on_to_carry(self, carry: ToCarry) -> None:
        self._carry = carry
        if self._choosing:
            self._present_choice()

    def _present_choice(self) -> None:
        shown = self._drives if self._folder is None else (*self._drives, self._folder)
        usable = [one.path for one in shown if one.usable]
        if self._chosen not in usable:
            self._chosen = usable[0] if usable else ""
        self._present(
            StickModel(
                self._out,
                StickStage.CHOOSE,
                line=stick_words.intro(self._carry, out=self._out),
                safe=stick_words.locked(out=self._out),
                drives=shown,
                chosen=self._chosen,
            )
        )

    def _present(self, model: StickModel) -> None:
        where = (bool(self._stage.here.role), self._origin)
        self._stage.window.stick.present(stick_words.placed(model, *where))

    def _on_chosen(self, path: str) -> None:
        self._chosen = path
        self._present_choice()

    def _on_folder(self, path: str) -> None:
        self._folder = stick_words.folder(path)
        self._chosen = path
        self._present_choice()

    def _on_started(self, path: str) -> None:
        self._choosing = False
        self._stopping = False
        names = {one.path: one.name for one in self._drives}
        self._show(StickWork(0, "waiting", ""))
        self._stage.bridge.do(
            sticks.begin,
            self._stage.world,
            sticks.OUT if self._out else sticks.IN,
            path,
            names.get(path, Path(path).name),
            path in names,
            then=self._on_begun,
            fails=self._on_not_begun,
            owner=self,
        )

    def _on_not_begun(self, error: BaseException) -> None:
        """The wish could not be noted: nobody is at the stick, so the page that chooses again."""
        self._stage.say(error)
        self._choose()

    def _on_begun(self, number: int) -> None:
        self._number = number
        self._look()

    def _look(self) -> None:
        if self._number:
            self._stage.bridge.ask(
                sticks.progress, self._number, then=self._show, fails=self._stage.say, owner=self
            )

    def _show(self, work: StickWork) -> None:
        if work.over:
            self._number = 0
            self._present(stick_words.end(work, out=self._out))
            return
        self._present(stick_words.working(work, out=self._out, stopping=self._stopping))
        if work.id:
            self._stage.later(LOOK_SECONDS, self._look)

    def _on_stop(self) -> None:
        if not self._number:
            return
        self._stopping = True
        self._stage.bridge.do(
            sticks.stop, self._stage.world, self._number, fails=self._stage.say, owner=self
        )

    def _leave(self) -> None:
        self._choosing = False
        self._stage.go(self._origin)
