"""The icon beside the clock: told once a minute whether letters wait, and for how long."""

from __future__ import annotations

from responder_app.flows.stage import Stage
from responder_app.work import road
from responder_app.work.road import DoorCounts
from ui.tray import Tray, bring_forward
from ui.words.translate import translate

MINUTE, DAY = 60, 86_400
LONG = DAY  # letters that wait this long are worth a notice, once a day


class TrayFlow:
    """No person, no priority, no count of anything but time stands in what it says."""

    def __init__(self, stage: Stage, tray: Tray) -> None:
        self._stage = stage
        self._tray = tray
        self._asked = -1
        self._noticed = 0
        self._waited = False
        tray.open_asked.connect(self._on_open)

    def set_on(self, on: bool) -> None:
        """By the setting."""
        self._tray.set_on(on)

    def tick(self) -> None:
        """Each second: nothing but a number compared; each minute it asks."""
        minute = self._stage.now() // MINUTE
        if minute != self._asked and self._tray.shown:
            self._asked = minute
            self._stage.bridge.ask(
                road.door, then=self._tell, fails=lambda _error: None, owner=self
            )

    def _tell(self, counts: DoorCounts) -> None:
        now = self._stage.now()
        long = counts.oldest is not None and now - counts.oldest >= LONG
        notice = ""
        if not counts.waiting:
            if self._waited:
                notice = translate("flows", "No letters wait any more.")
            line = translate("flows", "No letters wait.")
            self._waited = False
        elif long:
            line = translate("flows", "Letters have waited for more than a day.")
            if now - self._noticed >= DAY:
                notice, self._noticed, self._waited = line, now, True
        else:
            line = translate("flows", "Letters wait.")
        self._tray.tell(line, "" if self._stage.window.isActiveWindow() else notice)

    def _on_open(self) -> None:
        """The window comes to the front: the door, or, where somebody is in, the neutral page."""
        window = self._stage.window
        if self._stage.here.role and not window.isActiveWindow():
            window.cover()
            window.hide_asked.emit()
        bring_forward(window)
