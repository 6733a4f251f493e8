"""The log: codes from a list and counts, nothing else. No text that anybody typed can reach it.

``event(code, counts)`` is the only way in. A filter on the handler drops every other record,
whoever wrote it (a library, a forgotten ``print`` turned into a log call), and counts the drops.
"""

from __future__ import annotations

import logging
import os
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType

_LOGGER = "satu-pintu"
_MARK = "_event"
_SIZE, _KEPT = 512 * 1024, 2

COUNTS = frozenset(
    {
        "bytes", "count", "dropped", "exchanges", "items", "milliseconds", "pulled", "seconds",
        "sent", "unfit", "version", "waiting",
    }
)  # fmt: skip


class LogCode(StrEnum):
    """Everything the log can say."""

    APP_STARTED = "app-started"
    DOOR_SHOWN = "door-shown"
    APP_ENDED = "app-ended"
    APP_BUG = "app-bug"
    VAULT_OPENED = "vault-opened"
    VAULT_CLOSED = "vault-closed"
    VAULT_TROUBLE = "vault-trouble"
    LOCKED = "locked"
    COURIER_STARTED = "courier-started"
    COURIER_ENDED = "courier-ended"
    COURIER_RUNS_ALREADY = "courier-runs-already"
    COURIER_TROUBLE = "courier-trouble"
    COURIER_BUG = "courier-bug"
    COURIER_ENROLLED = "courier-enrolled"
    COURIER_ENROL_FAILED = "courier-enrol-failed"
    COURIER_PASS_GOOD = "courier-pass-idle"
    COURIER_PASS_INTERRUPTED = "courier-pass-busy"
    COURIER_PASS_NOT_ENROLLED = "courier-pass-not-enrolled"
    COURIER_PASS_NO_CONNECTION = "courier-pass-no-connection"
    COURIER_PASS_CITY_BUSY = "courier-pass-city-busy"
    COURIER_PASS_CITY_ERROR = "courier-pass-city-error"
    COURIER_PASS_PORTAL = "courier-pass-portal"
    COURIER_PASS_PROXY_LOGIN = "courier-pass-proxy-login"
    COURIER_PASS_WRONG_KEY = "courier-pass-wrong-key"
    COURIER_PASS_CLOCK_WRONG = "courier-pass-clock-wrong"
    COURIER_PASS_TLS_REFUSED = "courier-pass-tls-refused"
    COURIER_PASS_REVOKED = "courier-pass-revoked"
    COURIER_PASS_UPDATE_NEEDED = "courier-pass-update-needed"
    COURIER_PASS_MAILBAG_TROUBLE = "courier-pass-mailbag-trouble"
    COURIER_PASS_DISK_FULL = "courier-pass-disk-full"
    COURIER_RELAYED = "courier-relayed"
    COURIER_RELAY_FAILED = "courier-relay-failed"
    UNKNOWN = "unknown"


_CODES = {code.value: code for code in LogCode}


class OnlyCodes(logging.Filter):
    """Lets through what ``event`` made and nothing else; keeps a count of the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Rebuild the record's text from listed codes and whole numbers; drop any other record."""
        line = getattr(record, _MARK, None)
        if not isinstance(line, _Line):
            self.dropped += 1
            return False
        record.msg, record.args = line.text(), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


class _Line:
    """A code, counts, and for a bug the places in our code; never an exception's text."""

    def __init__(self, code: LogCode, counts: Mapping[str, int], places: tuple[str, ...]) -> None:
        self._code = code
        self._counts = counts
        self._places = places

    def text(self) -> str:
        known = {k: v for k, v in self._counts.items() if k in COUNTS and type(v) is int}
        words = [self._code.value, *(f"{name}={number}" for name, number in sorted(known.items()))]
        return " ".join((*words, *self._places))


class _Turning(logging.FileHandler):
    """A log file that is put aside when it is full, two older ones kept.

    The library's own handler of this kind brings sockets and pickles into the window's process.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="ascii", errors="replace", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, in a new file where this one is full."""
        stream = self.stream
        if stream is not None and os.fstat(stream.fileno()).st_size >= _SIZE:
            stream.close()
            self._turn()
            self.stream = self._open()
        super().emit(record)

    def _turn(self) -> None:
        """Move the files on by one; another process of this home may be quicker."""
        with suppress(OSError):
            if os.stat(self.baseFilename).st_size < _SIZE:
                return
            for number in range(_KEPT, 0, -1):
                younger = Path(
                    f"{self.baseFilename}.{number - 1}" if number > 1 else self.baseFilename
                )
                if younger.exists():
                    younger.replace(f"{self.baseFilename}.{number}")


def open_log(path: Path) -> OnlyCodes:
    """Send the program's events to ``path``, two older files kept; gives the filter in force."""
    handler = _Turning(path)
    formatter = logging.Formatter("%(asctime)sZ %(process)d %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    only = OnlyCodes()
    handler.addFilter(only)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.raiseExceptions = False
    return only


def event(
    code: LogCode | str, counts: Mapping[str, int] | None = None, bug: BaseException | None = None
) -> None:
    """Write one line. A ``bug`` adds its class and the places (file and line) it came through."""
    known = code if isinstance(code, LogCode) else _CODES.get(code, LogCode.UNKNOWN)
    places = (type(bug).__name__, *_places(bug.__traceback__)) if bug is not None else ()
    line = _Line(known, counts or {}, places)
    logging.getLogger(_LOGGER).info(known.value, extra={_MARK: line})


def _places(trace: TracebackType | None) -> list[str]:
    """``file.py:line`` of each frame: our own words only, no values."""
    return [f"{Path(f.f_code.co_filename).name}:{line}" for f, line in traceback.walk_tb(trace)]
