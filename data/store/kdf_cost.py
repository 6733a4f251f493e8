"""What one guess at a passphrase costs: memory, passes, lanes, and the two costs we start from.

Apart from the derivation itself, so that the door can read a header without any cryptography.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_MEMORY_KIB: Final = 1024 * 1024
MOST_TIME: Final = 10
MOST_LANES: Final = 8
_MIB: Final = 1024


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess costs: memory in KiB, passes, lanes."""

    memory_kib: int
    time: int
    lanes: int

    @property
    def bearable(self) -> bool:
        """Within what a reader accepts: a tampered header cannot eat the machine."""
        return (
            1 <= self.lanes <= MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
            and 1 <= self.time <= MOST_TIME
        )


FLOOR: Final = KdfCost(64 * _MIB, 3, 1)
START: Final = KdfCost(128 * _MIB, 3, 1)
