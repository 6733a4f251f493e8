"""A city that has just started and hears its first laptops at almost the same moment."""

from __future__ import annotations

import subprocess
import sys

from tests.campaigns.town import ROOT

# Each process looks its types up for the first time; the moments between the laptops differ.
_AT_ONCE = """
import sys
import threading
import time
from sync.protocol.messages import Cursor, Hello, Sample, decode_hello, encode

cursors = {"p:x": Cursor(1, 1, bytes(8), False, (Sample(1, b"x"),))}
hello = encode(Hello(2, "1", bytes(32), cursors, 9, 0, (0, None)))
sys.setswitchinterval(1e-6)
begin = threading.Barrier(3)
heard = []

def listen(later):
    begin.wait()
    end = time.perf_counter() + later
    while time.perf_counter() < end:
        pass
    heard.append(decode_hello(hello))

laptops = [threading.Thread(target=listen, args=(k * float(sys.argv[1]),)) for k in range(3)]
for one in laptops:
    one.start()
for one in laptops:
    one.join()
sys.exit(0 if len(heard) == 3 else 1)
"""


def test_the_first_laptops_may_speak_at_the_same_moment() -> None:
    ended = [
        subprocess.run(
            [sys.executable, "-c", _AT_ONCE, f"{microseconds}e-6"], cwd=ROOT, check=False
        ).returncode
        for microseconds in range(0, 200, 8)
    ]
    assert ended == [0] * len(ended)
