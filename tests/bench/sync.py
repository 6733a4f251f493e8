"""The road beside a naive peer in the same run (goals 1, 2 and 9 to 12 of performance.md).

A real city is started on loopback with its embedded file, or ``url`` names one that runs already
(then ``demo`` is that demo city's folder, where a fresh enrolment code is made). The naive peer is
``naive.py``; PouchDB, RxDB and ODK need their Node harness, which is not here, so goals that speak
of them have no ``met``. Bytes are counted at the socket, HTTP headers included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import requests

from sync.client.engine import Manner
from sync.client.transport import is_loopback
from tests.bench import naive
from tests.bench.row import Row, absolute
from tests.bench.sender import Sender, new_sender
from tests.bench.sync_cases import CaseMaker, as_json
from tests.sync.client.cutting_proxy import CuttingProxy
from tests.sync.client.laptop import CITY
from tests.sync.client.real_city import ROOT, RealCity

MANY = int(os.environ.get("RESPONDER_BENCH_PUSH", "2000"))
# A process of its own, as a child begins with its parent's memory counted as its own.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def size_rows(sender: Sender, counter: CuttingProxy, cases: int) -> list[Row]:
    """Goals 1, 2, 9: bytes and round trips of cases, of ten more, and of one urgent referral."""
    maker = CaseMaker()
    sender.deliver(counter.url)
    counter.arm()
    sender.lay_cases(maker, cases)
    _, _, trips = sender.deliver(counter.url)
    a_case = counter.up / cases
    documents = [as_json(case) for case in CaseMaker().cases(cases)]
    plain = sum(map(len, documents)) / cases + 130
    counter.arm()
    sender.lay_cases(maker, 10)
    _, _, ten = sender.deliver(counter.url)
    urgent = urgent_bytes(sender, counter)
    return [
        Row("1", f"bytes up a case, {cases} new cases", a_case, "B", plain, a_case / plain,
            "<= 1275", a_case <= 1275),
        Row("2", "bytes up of one urgent five-question referral; baseline naive POST of a case",
            urgent, "B", plain, urgent / plain, "<= 1050", urgent <= 1050),
        absolute("9", f"round trips for {cases} cases", trips, "", "1", trips == 1),
        absolute("9", "round trips for 10 more", ten, "", "1", ten == 1),
    ]  # fmt: skip


def urgent_bytes(sender: Sender, counter: CuttingProxy) -> int:
    """Bytes up until an urgent referral was receipted; it goes in a POST of its own."""
    op = sender.write_at_door()
    sender.laptop.lay(sender.person, [op])
    counter.arm()
    assert sender.laptop.sync(counter.url, Manner(pull=False)).good
    return counter.up


def rate_rows(
    sender: Sender, reader: Sender, counter: CuttingProxy, url: str, folder: Path
) -> list[Row]:
    """Goals 10, 11, 12: pushing many, pulling them into an empty laptop, the client's CPU."""
    sender.sealing = 0.0
    ops = sender.lay_cases(CaseMaker(2), MANY)
    sender.laptop.road = None
    seconds, cpu, _ = sender.deliver(url)
    documents = [as_json(case) for case in CaseMaker(2).cases(min(MANY, 1000))]
    with naive.running(folder) as port:
        plain = naive.push(port, documents)
    plain_rate = len(documents) / plain.seconds
    rate, thousand = MANY / seconds, 1000 / MANY
    plain_cpu = plain.cpu * 1000 / len(documents)
    laptop = reader.laptop
    laptop.bag.subscribe(f"desk:{CITY}", whole=False, owner=reader.person.vault16)
    counter.arm()
    pull_seconds, _, _ = reader.deliver(counter.url)
    down = counter.down / len(ops)
    memory = courier_memory(sender)
    sealed = (cpu + sender.sealing) * thousand
    return [
        Row("10", f"push {MANY} signed and sealed cases, loopback; baseline naive POST", rate,
            "cases/s", plain_rate, rate / plain_rate, "1.5 x PouchDB (not here)", None),
        Row("11", f"pull {MANY} into an empty laptop", len(ops) / pull_seconds, "cases/s", None,
            None, "3 x PouchDB (not here)", None),
        absolute("11", "bytes down a case", down, "B", "<= 950", down <= 950),
        Row("12", "client CPU for 1,000 cases, sealing excluded; baseline naive", cpu * thousand,
            "s", plain_cpu, cpu * thousand / plain_cpu, "<= 0.1", cpu * thousand <= 0.1),
        Row("12", "client CPU for 1,000 cases, sealing included; baseline naive", sealed,
            "s", plain_cpu, sealed / plain_cpu, "<= 1.3", sealed <= 1.3),
        absolute("21", f"memory of the courier in a sync of {MANY} letters", memory, "MB",
                 "<= 120", memory <= 120),
    ]  # fmt: skip


def courier_memory(sender: Sender) -> float:
    """Largest resident size, MB, of a courier process that carries many letters in one pass."""
    laptop = sender.laptop
    for _ in range(MANY // 500):
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


def rows(cases: int = 100, url: str | None = None, demo: str | None = None) -> list[Row]:
    """The rows; with ``url`` only what one line to that address can show."""
    if url is not None:
        return given_city(cases, url, demo or folder_behind(url))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        city = RealCity(folder / "city")
        city.found()
        city.start()
        try:
            sender = new_sender(folder / "sender", city.code(), city.url)
            reader = new_sender(folder / "reader", city.code("case_manager"), city.url)
            with CuttingProxy(city.port) as counter:
                found = size_rows(sender, counter, cases)
                found += rate_rows(sender, reader, counter, city.url, folder)
            sender.laptop.close()
            reader.laptop.close()
        finally:
            city.stop()
    return found
