"""One app a home: a lock file held for as long as the process serves it, and its process id."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK, PID = "app.lock", "app.pid"
PATIENCE = 3.0  # a successor waits so long for the process before it to let go
_STEP = 0.01


@dataclass(slots=True)
class OneApp:
    """Held by the one app of a home; given up at locking, just before the successor starts."""

    home: Path
    file: IO[bytes] | None

    @staticmethod
    def take(home: Path, wait_for: int = 0) -> OneApp | None:
        """Hold the home, or None where another app does. A successor waits for its predecessor."""
        file = (home / LOCK).open("a+b")
        end = time.monotonic() + (PATIENCE if wait_for else 0.0)
        while not _lock(file):
            if time.monotonic() >= end:
                file.close()
                return None
            time.sleep(_STEP)
        (home / PID).write_text(f"{os.getpid()}\n", encoding="ascii")
        return OneApp(home, file)

    def give_up(self) -> None:
        """Let the next one in; may be called twice."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def __enter__(self) -> OneApp:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.give_up()


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
