"""A city that has just started and hears its first laptops at almost the same moment.

The library behind the messages looks a type up in Python when it is first asked for, and ends the
process when two threads do so at once: no such look-up may be left for the first request.
"""

from __future__ import annotations

import subprocess
import sys

from tests.campaigns.town import ROOT

_FIRST_WORDS = """
import sys
from sync.protocol import messages

cursors = {"p:x": messages.Cursor(1, 1, bytes(8), False, (messages.Sample(1, b"x"),))}
hello = messages.encode(messages.Hello(2, "1", bytes(32), cursors, 9, 0, (0, None)))
called = set()

def note(frame, event, _argument):
    if event == "call":
        called.add(frame.f_code.co_name)

sys.setprofile(note)
messages.decode_hello(hello)
for kind in (messages.Answer, messages.EnrolAsk, messages.EnrolAnswer, messages.TimeAnswer):
    try:
        messages.decode(b"", kind)
    except messages.BadMessage:
        continue
sys.setprofile(None)
print(*sorted(called))
"""


def test_the_first_laptops_may_speak_at_the_same_moment() -> None:
    found = subprocess.run(
        [sys.executable, "-c", _FIRST_WORDS], cwd=ROOT, check=True, capture_output=True, text=True
    )
    called = found.stdout.split()
    assert "decode_hello" in called
    assert "get_class_annotations" not in called
