"""Changes, whoever made them: which conversation asks again; and the window's clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.model.changes import Changes
from responder_app.flows.stage import Stage
from responder_app.work import pack, road
from ui.words.translate import translate

MINUTE = 60


class RefreshFlow:
    """``asks``: what to ask again, by the room in front.

    Changes arrive from the Keeper's thread through one queued signal of the root.
    """

    def __init__(self, stage: Stage, asks: Mapping[str, Callable[[], None]]) -> None:
        self._stage = stage
        self._asks = asks
        self._looking = False
        self._again = False
        self._last_tick = 0
        self._pack = pack.current()

    def on_changes(self, changes: Changes) -> None:
        """Something was committed, or the courier wrote into the mailbag."""
        if changes.road:
            self._look()
        if changes.cases or changes.drafts or changes.road:
            self._ask_room()

    def tick(self) -> None:
        """Each second: nothing but a number compared; each minute deadlines and the lay pass."""
        minute = self._stage.now() // MINUTE
        if minute != self._last_tick:
            self._last_tick = minute
            self._look()
            self._stage.bridge.do(
                road.turn_the_clock, self._stage.world, fails=self._stage.say, owner=self
            )
            self._ask_room()

    def _ask_room(self) -> None:
        ask = self._asks.get(self._stage.window.room())
        if ask is not None:
            ask()

    def _look(self) -> None:
        """Take what came home; while one look runs, a further wish makes one more."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._stage.bridge.do(
            road.look,
            self._stage.world,
            then=self._on_looked,
            fails=self._on_failed,
            owner=self,
        )

    def _on_looked(self, _in: bool) -> None:
        self._looking = False
        self._tell_of_pack()
        if self._again:
            self._again = False
            self._look()

    def _tell_of_pack(self) -> None:
        """Say it once when other forms and another guide came into use, or went out of it."""
        before, self._pack = self._pack, pack.current()
        if self._pack is before:
            return
        if self._pack.pack is not None:
            words = translate(
                "flows", "New forms and guide from the city: {name}. Drafts stay on their version."
            ).format(name=self._pack.pack.manifest.name)
        else:
            words = translate(
                "flows", "The city's forms do not count any more. The program's own are in use."
            )
        self._stage.window.toast(words, seconds=8)

    def _on_failed(self, error: BaseException) -> None:
        self._looking = False
        self._again = False
        self._stage.say(error)
