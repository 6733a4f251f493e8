"""The app's wishes about sticks, served by the courier: write one, read one, stop.

Progress goes into the errand's row at most every half second; a failure keeps the counts of what
was done before it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.model.problems import Code, Fault
from data.store.mail.errands import Errand
from sync.client.ground import Ground
from sync.client.stick import WRITING, StickOut
from sync.client.stick_in import InCounts, StickIn
from sync.protocol.stick import StickProblem

OUT, IN, STOP = "stick_out", "stick_in", "stick_stop"
STOPPED = "stick-stopped"
_EVERY = 0.5
_VOLUME = 64


class StickErrands:
    """``ended`` says that the courier was told to stop."""

    def __init__(self, ground: Ground, ended: Callable[[], bool]) -> None:
        self._ground = ground
        self._bag = ground.bag
        self._ended = ended
        self._looked = 0.0

    def serve(self, errand: Errand) -> bool:
        """One wish, to its end. Says whether something may be waiting for the road now."""
        if errand.kind == STOP:
            self._finish(errand, "ok", {})
            return False
        folder = errand.args.get("dir")
        if not isinstance(folder, str) or not Path(folder).is_absolute():
            self._finish(errand, "stick-not-a-folder", {}, ok=False)
            return False
        self._looked = 0.0
        if errand.kind == OUT:
            self._write(errand, Path(folder))
        else:
            self._read(errand, Path(folder))
        return True

    def _write(self, errand: Errand, folder: Path) -> None:
        directory = self._ground.directory()
        if directory is None:
            self._finish(errand, "not-enrolled", {}, ok=False)
            return
        volume = str(errand.args.get("volume") or folder.name)[:_VOLUME]
        self._bag.progress(errand.id, WRITING, self._ground.now())
        work = StickOut(
            self._ground,
            folder,
            volume,
            removable=bool(errand.args.get("removable")),
            told=lambda code, done, of: self._tell(errand, code, done, of),
            glance=lambda: self._glance(errand),
        )
        code = self._ran(lambda: work.run(directory))
        self._finish(errand, code, {**asdict(work.counts), "checked": True}, ok=code == "ok")

    def _read(self, errand: Errand, folder: Path) -> None:
        self._bag.progress(errand.id, "stick-reading", self._ground.now())
        work = StickIn(
            self._ground,
            folder,
            removable=bool(errand.args.get("removable")),
            glance=lambda: self._glance(errand),
        )
        code = self._ran(work.run)
        self._finish(errand, code, _counted(work.counts), ok=code == "ok")

    def _ran(self, work: Callable[[], object]) -> str:
        """``ok``, or the code of what is wrong with the stick or with this laptop's disk."""
        try:
            work()
        except StickProblem as problem:
            return problem.code
        except Fault as fault:
            if fault.code in (Code.DISK_FULL, Code.DISK_READ_ONLY):
                return fault.code.value
            raise
        return "ok"

    def _finish(
        self, errand: Errand, code: str, result: dict[str, Any], *, ok: bool = True
    ) -> None:
        self._bag.finish(errand.id, code, self._ground.now(), ok=ok, result=result)

    def _tell(self, errand: Errand, code: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._looked >= _EVERY or done >= of:
            result = {"done": min(done, of), "of": of}
            self._bag.progress(errand.id, code, self._ground.now(), result=result)

    def _glance(self, errand: Errand) -> None:
        """Between two pieces: is the courier told to stop, or a person has changed her mind?"""
        if self._ended():
            raise StickProblem(STOPPED)
        now = time.monotonic()
        if now - self._looked < _EVERY:
            return
        self._looked = now
        for other in self._bag.errands(8):
            if other.kind == STOP and not other.over and other.args.get("errand") == errand.id:
                self._finish(other, "ok", {})
                raise StickProblem(STOPPED)


def _counted(counts: InCounts) -> dict[str, Any]:
    return {**asdict(counts), "passed_over": dict(counts.passed_over)}
