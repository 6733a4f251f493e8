"""Named steps at which a kill test may end the city, as a power cut would; only a demo can arm one.

``RESPONDER_KILL_AT=<step>`` or ``<step>:<count>``. Steps: ``city-frame-verified``,
``city-frame-committed``, ``city-answer-built``, ``city-bundle-part``, ``city-homeward-named``.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass

VARIABLE = "RESPONDER_KILL_AT"
FRAME_VERIFIED = "city-frame-verified"
FRAME_COMMITTED = "city-frame-committed"
ANSWER_BUILT = "city-answer-built"
BUNDLE_PART = "city-bundle-part"
HOMEWARD_NAMED = "city-homeward-named"


@dataclass(slots=True)
class _Trigger:
    step: str = ""
    left: int = 0


_trigger = _Trigger()


def arm(*, demo: bool) -> bool:
    """Read the environment once; True when a step is armed. Only a demo city can arm one."""
    step, _, count = os.environ.get(VARIABLE, "").partition(":")
    _trigger.step = step if demo else ""
    _trigger.left = int(count) if count.isdigit() else 1
    return bool(_trigger.step)


def reached(step: str) -> None:
    """Say that ``step`` has been reached; an armed step ends the process here, at once."""
    if step != _trigger.step:
        return
    _trigger.left -= 1
    if _trigger.left <= 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
