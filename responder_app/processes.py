"""Processes the app starts: the courier, the successor at locking, the demo's desk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from responder_app.settings import AppSettings
from responder_app.single import PID


@dataclass(slots=True)
class Processes:
    """Starts ours by the same interpreter, with nothing inherited but the environment."""

    settings: AppSettings
    script: Path | None = None
    language: str = "id"
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def courier(self) -> None:
        """Start a courier; where one serves this home already, it ends by itself at once."""
        arguments = ["courier", "--home", str(self.settings.home)]
        if self.settings.demo:
            arguments += ["--interval", "5"]
        self.children.append(self._start(arguments))

    def keep_courier(self) -> None:
        """Start the courier again where it has died; where it lives, nothing happens."""
        self.children = [child for child in self.children if child.poll() is None]
        if not _lives(self.settings.courier_pid):
            self.courier()

    def successor(self) -> subprocess.Popen[bytes]:
        """Start the process that will paint the door and take this one's place."""
        arguments = ["--home", str(self.settings.home), "--lang", self.language]
        arguments += ["--successor-of", str(os.getpid())]
        if self.script is not None:
            arguments += ["--script", str(self.script)]
        child = self._start(arguments)
        (self.settings.home / PID).write_text(f"{child.pid}\n", encoding="ascii")
        return child

    def desk(self, home: Path) -> None:
        """Open the demo desk's laptop: the same program on its own home."""
        self._start(["--home", str(home), "--lang", self.language])

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "responder_app", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
        )


def _lives(pid_file: Path) -> bool:
    """Whether the process a file names runs. Where that cannot be asked, one more is started: a
    second courier ends by itself at once."""
    try:
        pid = int(pid_file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def end_predecessor(pid: int) -> None:
    """The successor has painted: the process before it may go at once. Only ever our own parent."""
    if pid and hasattr(os, "getppid") and os.getppid() == pid:
        with suppress(OSError):
            os.kill(pid, signal.SIGTERM)
