"""From a passphrase to a key: Argon2id, its cost stored beside the salt, calibrated once.

Target 0.7 to 1.0 s on the machine; floor 64 MiB, 3 passes, 1 lane (sync-security.md 3.3).
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from data.store.kdf_cost import FLOOR, START, KdfCost

_MIB: Final = 1024
MOST_CALIBRATED_KIB: Final = 512 * _MIB
WANTED_SECONDS: Final = (0.7, 1.0)


def stretch(passphrase: str, salt16: bytes, cost: KdfCost) -> bytes:
    """The 32-byte key of a passphrase. Unicode form and outer blanks make no difference."""
    plain = unicodedata.normalize("NFKC", passphrase).strip().encode("utf-8")
    return Argon2id(
        salt=salt16,
        length=32,
        iterations=cost.time,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(plain)


def calibrate(clock: Callable[[], float] = time.perf_counter) -> KdfCost:
    """The cost that takes 0.7 to 1.0 s here, measured with at most three derivations.

    Never below the floor, never above 512 MiB (an eighth of a 4 GB laptop).
    """
    cost = START
    for _ in range(3):
        began = clock()
        stretch("calibration", bytes(16), cost)
        took = max(clock() - began, 0.001)
        if WANTED_SECONDS[0] <= took <= WANTED_SECONDS[1]:
            break
        aim = sum(WANTED_SECONDS) / 2
        memory = int(cost.memory_kib * aim / took) // _MIB * _MIB
        better = KdfCost(
            min(max(memory, FLOOR.memory_kib), MOST_CALIBRATED_KIB), cost.time, cost.lanes
        )
        if better == cost:
            break
        cost = better
    return cost
