"""The road beside its peers in the same run (goals 1, 2, 9 to 12 and 21 of performance.md).

A real city is started on loopback with its embedded file, or ``url`` names one that runs already
(then ``demo`` is that demo city's folder, where a fresh enrolment code is made). Bytes of the small
rows are counted at the socket, HTTP headers included. Many cases, growth, PostgreSQL and the peers
stand in ``sync_many.py``; ODK's server is not here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import requests
import zstandard

from data.content.dictionary.shipped import CURRENT
from data.ops.payload import PayloadBody, encode_body
from sync.client.engine import Manner
from sync.client.transport import is_loopback
from tests.bench import sync_many
from tests.bench.row import Row, absolute
from tests.bench.sender import Sender, new_sender
from tests.bench.sync_cases import CaseMaker, as_json
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.real_city import ROOT, RealCity

MEMORY_LETTERS = 2_000
# A process of its own, as a child begins with its parent's memory counted as its own.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def size_rows(sender: Sender, counter: CuttingProxy, cases: int) -> list[Row]:
    """Goals 1, 2, 9: bytes and round trips of cases, of ten more, and of one urgent referral."""
    sender.deliver(counter.url)
    a_case, trips = case_bytes(sender, counter, CaseMaker(), cases)
    documents = [as_json(case) for case in CaseMaker().cases(cases)]
    plain = sum(map(len, documents)) / cases + 130
    ten_case, ten = case_bytes(sender, counter, CaseMaker(3), 10)
    urgent = urgent_bytes(sender, counter)
    shipped, sender.dictionaries = sender.dictionaries, {CURRENT: trained_for_letters()}
    own, _ = case_bytes(sender, counter, CaseMaker(), cases)
    sender.dictionaries = shipped
    return [
        Row("1", f"bytes up a case, {cases} new cases", a_case, "B", plain, a_case / plain,
            "<= 1275", a_case <= 1275),
        Row("1", "the same, with a dictionary trained on such cases", own, "B", plain, own / plain,
            "-", None),
        Row("1", "bytes up a case, 10 new cases", ten_case, "B", plain, ten_case / plain, "-",
            None),
        Row("2", "bytes up of one urgent five-question referral; baseline naive POST of a case",
            urgent, "B", plain, urgent / plain, "<= 1050", urgent <= 1050),
        absolute("9", f"round trips for {cases} cases", trips, "", "1", trips == 1),
        absolute("9", "round trips for 10 more", ten, "", "1", ten == 1),
    ]  # fmt: skip


def case_bytes(
    sender: Sender, counter: CuttingProxy, maker: CaseMaker, cases: int
) -> tuple[float, int]:
    """Bytes up a case at the socket, and round trips, of so many new cases."""
    counter.arm()
    sender.lay_cases(maker, cases)
    _, _, trips = sender.deliver(counter.url)
    return counter.up / cases, trips


def trained_for_letters() -> bytes:
    """A dictionary of other cases of the same generator, in the form a letter packs."""
    samples: list[bytes | bytearray | memoryview] = []
    for case in CaseMaker(9).cases(2000):
        samples.append(encode_body(PayloadBody("referral", dict(case))))
    return zstandard.train_dictionary(110_000, samples).as_bytes()


def urgent_bytes(sender: Sender, counter: CuttingProxy) -> int:
    """Bytes up until an urgent referral was receipted; it goes in a POST of its own."""
    op = sender.write_at_door()
    sender.laptop.lay(sender.person, [op])
    counter.arm()
    assert sender.laptop.sync(counter.url, Manner(pull=False)).good
    return counter.up


def cpu_row(sender: Sender, url: str) -> Row:
    """Goal 12 with sealing: what a thousand cases cost the laptop's processor."""
    sender.sealing, sender.laptop.road = 0.0, None
    sender.lay_cases(CaseMaker(2), 1000)
    _, cpu, _ = sender.deliver(url)
    whole = cpu + sender.sealing
    return absolute("12", "client CPU for 1,000 cases, sealing included", whole, "s", "<= 1.3",
                    whole <= 1.3)  # fmt: skip


def memory_row(sender: Sender) -> Row:
    """Goal 21: the courier's largest resident size while it carries many letters."""
    memory = courier_memory(sender)
    return absolute("21", f"memory of the courier in a sync of {MEMORY_LETTERS} letters", memory,
                    "MB", "<= 120", memory <= 120)  # fmt: skip


def courier_memory(sender: Sender) -> float:
    """Largest resident size, MB, of a courier process that carries many letters in one pass."""
    laptop = sender.laptop
    for _ in range(MEMORY_LETTERS // 500):
        laptop.lay(sender.person, laptop.write(sender.person, 500, text=os.urandom(500).hex()))
    words = [sys.executable, "-m", "responder_app", "courier", "--home", str(laptop.home), "--once"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], cwd=ROOT, capture_output=True, check=True
    )
    return int(done.stdout) / 1024


def given_city(cases: int, url: str, demo: str) -> list[Row]:
    """Cases over a line somebody else laid: bytes, seconds, exchanges; nothing lost or doubled."""
    known = json.loads((Path(demo) / "city.json").read_text(encoding="utf-8"))
    city = RealCity(Path(demo), database=known["db"])
    with tempfile.TemporaryDirectory() as folder:
        enrol_at = url if is_loopback(url.split("//")[-1].rsplit(":", 1)[0]) else known["url"]
        sender = new_sender(Path(folder) / "laptop", city.code(), enrol_at)
        ops = sender.lay_cases(CaseMaker(), cases)
        line = sender.laptop.line
        sent, asked = line.sent, line.requests
        seconds, cpu, trips = sender.deliver(url)
        up = line.sent - sent
        stored = city.counted()
        lost = sum(1 for op in ops if op.opid not in set(stored))
        twice = len(stored) - len(set(stored))
        sender.laptop.close()
    return [
        absolute("1", f"bytes of bodies up a case, {cases} new cases", up / cases, "B", "<= 1275",
                 up / cases <= 1275),
        Row("sync-seconds", f"{cases} cases delivered and receipted", seconds, "s", None, None,
            "EDGE <= 20, 3G <= 4", None),
        absolute("8", "lost", lost, "ops", "0", lost == 0),
        absolute("8", "duplicated", twice, "ops", "0", twice == 0),
        absolute("9", "answered exchanges", trips, "", "1", trips == 1),
        Row("requests", "requests, broken ones included", line.requests - asked, "", None, None,
            "-", None),
        Row("12", "client CPU", cpu, "s", None, None, "<= 0.1 s a 1,000 cases", None),
    ]  # fmt: skip


def folder_behind(url: str) -> str:
    """The folder of the demo city that answers at an address; only a demo city tells."""
    answer = requests.get(f"{url.rstrip('/')}/demo", timeout=30, allow_redirects=False)
    if answer.status_code != 200:
        raise SystemExit(f"No demo city answers at {url}: name its folder with --demo DIR.")
    return str(answer.json()["folder"])


def rows(
    cases: int = 100,
    url: str | None = None,
    demo: str | None = None,
    many: str = "1000,10000",
    peers: str | None = None,
) -> list[Row]:
    """The rows; with ``url`` only what one line to that address can show.

    ``many``: sizes to grow to, with commas between; empty: none of that.
    """
    if url is not None:
        return given_city(cases, url, demo or folder_behind(url))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        city = RealCity(folder / "city")
        city.found()
        city.start()
        try:
            sender = new_sender(folder / "sender", city.code(), city.url)
            with CuttingProxy(city.port) as counter:
                found = size_rows(sender, counter, cases)
            found += [cpu_row(sender, city.url), memory_row(sender)]
            sender.laptop.close()
        finally:
            city.stop()
    sizes = [int(one) for one in many.split(",") if one]
    if sizes:
        found += sync_many.rows(sizes, None if peers is None else Path(peers).resolve())
    return found
