"""Looking at a picture: its bytes go to a child process, bare pixels come back, or nothing.

The window's process never decodes a file of a case. One child a picture, one at a time; each has
ten seconds. ``stop`` kills what runs and forgets what waits: called at locking and at quick hide.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QProcess, QTimer

from ui.pixels import LARGEST_SIDE, image_of

SECONDS = 10
_MOST_BACK = LARGEST_SIDE * LARGEST_SIDE * 3 + 8


@dataclass(slots=True)
class _Wish:
    body: bytes
    side: int
    then: Callable[[bytes], None]


class Pictures(QObject):
    """``command``: the child's program and its arguments; the side is put behind them."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._waiting: deque[_Wish] = deque()
        self._now: _Wish | None = None
        self._child: QProcess | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_too_long)

    @property
    def busy(self) -> bool:
        """Whether a child runs or a picture waits for one."""
        return self._child is not None or bool(self._waiting)

    def look(self, body: bytes, side: int, then: Callable[[bytes], None]) -> None:
        """Ask for the pixels of a picture, at most ``side`` on a side.

        ``then`` gets them as ``ui.pixels`` reads them; empty where it cannot be shown, took too
        long, or was stopped by ``stop`` (then it is not called at all).
        """
        self._waiting.append(_Wish(body, side, then))
        self._next()

    def stop(self) -> None:
        """Kill the child and forget every wish."""
        self._waiting.clear()
        self._now = None
        self._limit.stop()
        child, self._child = self._child, None
        if child is not None:
            child.finished.disconnect()
            child.errorOccurred.disconnect()
            child.kill()
            child.waitForFinished(200)
            child.deleteLater()

    def _next(self) -> None:
        if self._child is not None or not self._waiting:
            return
        self._now = self._waiting.popleft()
        child = QProcess(self)
        self._child = child
        child.setStandardErrorFile(QProcess.nullDevice())
        child.finished.connect(self._on_finished)
        child.errorOccurred.connect(self._on_error)
        child.start(self._command[0], [*self._command[1:], str(self._now.side)])
        child.write(QByteArray(self._now.body))
        child.closeWriteChannel()
        self._limit.start(SECONDS * 1000)

    def _on_too_long(self) -> None:
        if self._child is not None:
            self._child.kill()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        """Where it could not be started nothing else tells of its end."""
        if error is QProcess.ProcessError.FailedToStart:
            self._end(b"")

    def _on_finished(self, status: int, how: QProcess.ExitStatus) -> None:
        child = self._child
        if child is None:
            return
        good = status == 0 and how is QProcess.ExitStatus.NormalExit
        back = bytes(child.readAllStandardOutput().data()) if good else b""
        fits = len(back) <= _MOST_BACK and not image_of(back).isNull()
        self._end(back if fits else b"")

    def _end(self, pixels: bytes) -> None:
        wish, self._now = self._now, None
        child, self._child = self._child, None
        self._limit.stop()
        if child is not None:
            child.deleteLater()
        if wish is not None:
            wish.then(pixels)
        self._next()
