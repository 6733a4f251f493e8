"""Named steps at which a kill test may end the process, as a power cut would.

``reached(name)`` does nothing unless all three hold: the environment names the step
(``RESPONDER_KILL_AT=<step>`` or ``<step>:<count>`` for the count-th time it is reached), the root
of the process has called ``arm(home)``, and ``home`` holds the marker file ``demo.json`` of a
demo. Then the process sends itself SIGKILL: nothing is flushed, closed or said.

Steps of the store: ``expected``, ``vault-before-commit``, ``vault-committed``,
``lay-before-commit``, ``laid``, ``inbound-before-commit``, ``inbound-stored``, ``inbound-done``,
``receipt-noted``. Others name their own.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "RESPONDER_KILL_AT"
MARKER = "demo.json"


@dataclass(slots=True)
class _Trigger:
    step: str = ""
    left: int = 0


_trigger = _Trigger()


def arm(home: Path) -> bool:
    """Read the environment once; True when a step is armed. Only a demo's home can arm one."""
    step, _, count = os.environ.get(VARIABLE, "").partition(":")
    if not step or not (home / MARKER).is_file():
        _trigger.step, _trigger.left = "", 0
        return False
    _trigger.step, _trigger.left = step, int(count) if count.isdigit() else 1
    return True


def reached(step: str) -> None:
    """Say that ``step`` has been reached; an armed step ends the process here."""
    if step != _trigger.step:
        return
    _trigger.left -= 1
    if _trigger.left <= 0:
        # Windows knows no SIGKILL; TerminateProcess (what SIGTERM does there) is as sudden.
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
