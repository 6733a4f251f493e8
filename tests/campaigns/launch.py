"""How a campaign starts processes quickly: forked from one that has only imported the programs.

Each is a process of its own, with its own id, files and memory, and runs the program's own entry;
what is saved is the second that importing takes. The imports here are what the fork inherits.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from data.store import steps
from responder_app import courier
from responder_app.work import pack
from sync.server import console
from tests.campaigns import person

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])
__all__ = ["Process", "pack", "pipe", "process"]

Process = ForkServerProcess


def pipe() -> tuple[Connection, Connection]:
    """Two ends of a line between a campaign and a person."""
    return _CONTEXT.Pipe()


def process(
    program: str, arguments: Sequence[str], *, armed: str, log: Path, line: Connection | None
) -> Process:
    """A process of ``city``, ``courier`` or ``person``, not yet started."""
    return _CONTEXT.Process(
        target=_live, args=(program, list(arguments), armed, str(log), line), daemon=True
    )


def _live(
    program: str, arguments: list[str], armed: str, log: str, line: Connection | None
) -> None:
    """In the new process: its own output and environment, then the program's entry."""
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", closefd=False)
    faulthandler.enable(sys.stderr)
    os.environ.pop(steps.VARIABLE, None)
    if armed:
        os.environ[steps.VARIABLE] = armed
    if program == "city":
        sys.exit(console.run(console.build_parser().parse_args(arguments)))
    if program == "courier":
        sys.exit(courier.main(arguments))
    assert line is not None
    sys.exit(person.live(arguments, line))
