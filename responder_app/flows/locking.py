"""Locking never asks: cover, commit the draft, close the vault, a fresh process paints the door.

The old process ends when the new one has painted, at most two seconds after (design.md 3).
"""

from __future__ import annotations

from collections.abc import Callable

from responder_app.flows.record import RecordFlow
from responder_app.flows.stage import Stage
from responder_app.work import drafts, unlock


class LockingFlow:
    """``succeed()`` is the root's: it closes the Keeper, starts the successor and ends this one."""

    def __init__(self, stage: Stage, recording: RecordFlow, succeed: Callable[[], None]) -> None:
        self._stage = stage
        self._recording = recording
        self._succeed = succeed
        self._locking = False
        self._idle_since = stage.now()
        self.minutes = 5
        window = stage.window
        window.lock_asked.connect(self.lock)
        window.hide_asked.connect(self._on_hidden)
        window.touched.connect(self._on_touched)
        stage.routes["lock"] = self.lock

    def tick(self) -> None:
        """Each second: whether nobody has been here for too long."""
        in_use = self._stage.here.role or self._stage.window.room() == "urgent"
        if in_use and self._stage.now() - self._idle_since >= self.minutes * 60:
            self.lock()

    def _on_touched(self) -> None:
        self._idle_since = self._stage.now()

    def _on_hidden(self) -> None:
        """Quick hide shows the neutral page; coming back from it locks. The draft is kept now."""
        self._stage.pictures.stop()
        if self._stage.here.role:
            self._keep_draft()

    def lock(self) -> None:
        """Lock, once. The draft goes first, then what was pressed, then the lay pass."""
        if self._locking:
            return
        self._locking = True
        self._stage.window.cover()
        self._stage.pictures.stop()
        self._keep_draft()
        self._stage.bridge.do(
            unlock.before_lock,
            self._stage.world,
            then=lambda _nothing: self._succeed(),
            fails=lambda _error: self._succeed(),
        )

    def last_work(self) -> None:
        """Before the window closes: the draft is sent to the Keeper."""
        self._stage.pictures.stop()
        self._keep_draft()

    def _keep_draft(self) -> None:
        waiting = self._recording.commit()
        if waiting is not None:
            self._stage.bridge.do(drafts.save, *waiting, fails=lambda _error: None)
