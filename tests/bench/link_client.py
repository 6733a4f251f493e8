"""A laptop's courier as a process on the far side of a bad link, and what it saw.

``python -m tests.bench.link_client HOME [--until OPID]`` runs the real loop over the mailbag in
HOME until nothing waits any more (or the named letter is with the city), then prints one line of
JSON: ``seconds`` from the loop's start, ``requests``, ``exchanges``, ``cpu``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.store.device import DeviceKeys
from data.store.mailbag import Mailbag, open_mailbag
from sync.client.coverage import Coverage, coverage
from sync.client.ground import Ground
from sync.client.loop import CourierLoop, Rhythm

LOOK_EVERY = 0.05
PATIENCE = 1800.0


def _nothing_waits(bag: Mailbag, known: Coverage) -> bool:
    """Whether the city has every letter and every piece of every attachment."""
    if bag.waiting(known.not_to_send).count:
        return False
    return all(face.sent_chunks == face.chunks for face in bag.blobs_waiting())


def _watch(home: Path, device: DeviceKeys, until: bytes, loop: CourierLoop) -> float:
    """End the loop when what it was started for has been receipted; gives that moment."""
    bag = open_mailbag(home, device)
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            known = coverage(bag)
            if until in known.had or (not until and _nothing_waits(bag, known)):
                break
            time.sleep(LOOK_EVERY)
    finally:
        bag.close()
    seen = time.perf_counter()
    loop.stop()
    return seen


def main() -> int:
    """Run until done; tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--until", default="", help="an opid in hex; without it: everything")
    asked = parser.parse_args()
    device = DeviceKeys.load_or_create(asked.home)
    bag = open_mailbag(asked.home, device)
    ground = Ground(bag, device, lambda: int(time.time()), os.urandom, demo=True)
    exchanges, broken = 0, 0

    def note(word: str, counts: dict[str, int]) -> None:
        nonlocal exchanges, broken
        exchanges += counts.get("exchanges", 0)
        broken += word != "courier-pass-idle"

    loop = CourierLoop(ground, Rhythm(random.uniform, note, allow_plain=True))
    began, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(1) as pool:
        watched = pool.submit(_watch, asked.home, device, bytes.fromhex(asked.until), loop)
        loop.run()
    bag.close()
    seen = {
        "seconds": watched.result() - began,
        "requests": exchanges + broken,
        "exchanges": exchanges,
        "cpu": time.process_time() - cpu,
    }
    sys.stdout.write(json.dumps(seen) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
