"""How fast the door is, beside a bare PySide6 window in the same run.

Timed from outside: from the start of the interpreter to the mark each leaves when its window has
painted. Fresh processes in turn (bare, ours, bare, ours ...), medians; ours is the real app on a
home of its own, its courier included.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from data.store.kdf_cost import FLOOR
from data.store.vault import create_vault
from tests.bench.row import Row, absolute, against

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7
PATIENCE = 30.0
BARE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: Path(sys.argv[1]).write_text("door-shown"))
app.exec()
"""
BARE_WORK = BARE.replace(
    'Path(sys.argv[1]).write_text("door-shown")',
    "print(__import__('time').process_time()) or app.quit()",
)
# The real app, which says what it has worked when its log says that the door is shown, and ends.
DOOR_WORK = """
import logging, os, sys, time
from responder_app import __main__

class AtTheDoor(logging.Handler):
    def emit(self, record):
        if record.getMessage() == "door-shown":
            print(time.process_time(), flush=True)
            os._exit(0)

logging.getLogger("satu-pintu").addHandler(AtTheDoor())
__main__.main(["--home", sys.argv[1]])
"""
# The real entry, which then tells what it had imported by the time the door was asked for.
IMPORTS = """
import sys
import responder_app.assembly
import responder_app.flows.door_page
import ui.screens.door
print(",".join(name for name in sys.argv[1].split(",") if name in sys.modules))
"""
# What may wait until after the first window (performance.md 5).
LATER = "requests,urllib3,sqlalchemy,litestar,pyxform,openpyxl,pydantic,cryptography.x509"


@dataclass(frozen=True, slots=True)
class Started:
    """One process: milliseconds until its mark, the processor's part of them, memory then.

    The processor's part is another start's, which ends at its mark: quiet on a busy machine too.
    """

    ms: float
    cpu_ms: float
    mb: float


def environment(home: str) -> dict[str, str]:
    """A home of its own; offscreen unless a platform is named."""
    env = dict(os.environ, HOME=home, PYTHONPATH=str(ROOT))
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return env


def resident_mb(pid: int) -> float:
    """Resident memory of a process (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def worked_ms(program: str, argument: Path, home: str) -> float:
    """Processor time of a program until its window has painted, as it says itself."""
    command = [sys.executable, "-c", program, str(argument)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(home), capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1]) * 1000


def started(command: list[str], mark: Path, home: str, cpu_ms: float) -> Started:
    """Start, wait for the mark, measure, end."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(home), stderr=subprocess.DEVNULL
    ) as process:
        try:
            while not (mark.is_file() and "door-shown" in mark.read_text()):
                if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise RuntimeError("the window never came")
                time.sleep(0.001)
            took = (time.perf_counter() - began) * 1000
            return Started(took, cpu_ms, resident_mb(process.pid))
        finally:
            process.kill()


def bare() -> Started:
    """An empty window."""
    with tempfile.TemporaryDirectory() as home:
        mark = Path(home) / "mark"
        worked = worked_ms(BARE_WORK, mark, home)
        return started([sys.executable, "-c", BARE, str(mark)], mark, home, worked)


def door() -> Started:
    """The app's door, on a laptop of one person."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home) / "laptop"
        place.mkdir()
        create_vault(place, 3, "lima belas huruf atau lebih", FLOOR, os.urandom, int(time.time()))
        command = [sys.executable, "-m", "responder_app", "--home", str(place)]
        try:
            worked = worked_ms(DOOR_WORK, place, home)
            (place / "log.txt").unlink()
            return started(command, place / "log.txt", home, worked)
        finally:
            end_courier(place)


def furnished_mb() -> float:
    """Resident memory once everything stands behind the door, a second after the courier began."""
    with tempfile.TemporaryDirectory() as home:
        place = Path(home) / "laptop"
        command = [sys.executable, "-m", "responder_app", "--home", str(place)]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment(home), stderr=subprocess.DEVNULL
        ) as process:
            try:
                end = time.perf_counter() + PATIENCE
                while not (place / "courier.pid").is_file():
                    if process.poll() is not None or time.perf_counter() > end:
                        raise RuntimeError("the courier never came")
                    time.sleep(0.02)
                time.sleep(1.0)
                return resident_mb(process.pid)
            finally:
                process.kill()
                end_courier(place)


def end_courier(place: Path) -> None:
    """The app leaves its courier at work: here it ends too."""
    note = place / "courier.pid"
    for _ in range(200):
        if note.is_file() and note.read_text().strip().isdigit():
            subprocess.run(["kill", "-9", note.read_text().strip()], check=False)
            return
        time.sleep(0.01)


def early_imports() -> list[str]:
    """What the app imports before its first window although it may wait."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, LATER], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in done.stdout.strip().split(",") if name]


def rows() -> list[Row]:
    """Goals 20 and 21 of performance.md, as far as the door goes."""
    empty: list[Started] = []
    ours: list[Started] = []
    for _ in range(RUNS):
        empty.append(bare())
        ours.append(door())
    early = early_imports()
    behind = median(furnished_mb() for _ in range(3))
    return [
        against(
            "20", "door painted over a bare window", median(one.ms for one in ours), "ms",
            median(one.ms for one in empty), "<= 1.25 x the bare window", 1.25,
        ),
        against(
            "20-work", "processor time until then", median(one.cpu_ms for one in ours), "ms",
            median(one.cpu_ms for one in empty), "<= 1.25 x the bare window", 1.25,
        ),
        absolute(
            "20-imports", "imports before it that may wait " + ",".join(early), len(early),
            "modules", "0", not early,
        ),
        against(
            "21", "memory with the door open", median(one.mb for one in ours), "MB",
            median(one.mb for one in empty), "<= 1.8 x the bare window", 1.8,
        ),
        absolute(
            "21-house", "memory when everything stands behind the door", behind, "MB",
            "<= 108 MB", behind <= 108,
        ),
    ]  # fmt: skip
