"""How fast the first useful window is, beside a bare PySide6 window in the same run.

Each figure is the median of several fresh processes started in turn (bare, ours, bare, ours ...).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.row import Row, absolute, against

RUNS = 5
BARE = """
import time; began = time.perf_counter()
import json, resource, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv); window = QWidget(); window.resize(1366, 768); window.show()
def painted():
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": (time.perf_counter() - began) * 1000, "mb": rss})); app.exit()
QTimer.singleShot(0, painted)
app.exec()
"""
DOOR = """
import time; began = time.perf_counter()
import json, resource, sys
from ui.app import make_application
from ui.main_window import MainWindow
from ui.screens.door import DoorModel
from PySide6.QtCore import QTimer
import sqlcipher3
app = make_application(sys.argv[:1], "id", "light")
window = MainWindow(); window.resize(1366, 768)
window.door.present(DoorModel()); window.show_room("door"); window.show()
def painted():
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    loaded = [name for name in sys.argv[1].split(",") if name in sys.modules]
    ms = (time.perf_counter() - began) * 1000
    print(json.dumps({"ms": ms, "mb": rss, "loaded": loaded})); app.exit()
QTimer.singleShot(0, painted)
app.exec()
"""
# What must not be imported before the first window (performance.md 5).
LATER = "requests,urllib3,sqlalchemy,litestar,pyxform,openpyxl,pydantic,cryptography.x509,zstandard"


def once(code: str) -> dict[str, object]:
    """One fresh process; what it printed."""
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ, HOME=home, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", ""))
        if not env["QT_QPA_PLATFORM"]:
            env["QT_QPA_PLATFORM"] = "offscreen"
        done = subprocess.run(
            [sys.executable, "-c", code, LATER],
            cwd=Path(__file__).resolve().parents[2],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def figure(runs: list[dict[str, object]], key: str) -> float:
    """The median of a figure over the runs."""
    return median(float(str(run[key])) for run in runs)


def rows() -> list[Row]:
    """Goals 20 and 21 (the door's part) of performance.md."""
    bare: list[dict[str, object]] = []
    door: list[dict[str, object]] = []
    for _ in range(RUNS):
        bare.append(once(BARE))
        door.append(once(DOOR))
    loaded = door[-1]["loaded"]
    early = len(loaded) if isinstance(loaded, list) else 0
    return [
        against(
            "20", "door painted over a bare window", figure(door, "ms"), "ms",
            figure(bare, "ms"), "<= 1.25 x the bare window", 1.25,
        ),
        absolute("20-imports", "imports that may wait", early, "modules", "0", early == 0),
        against(
            "21", "memory with the door open", figure(door, "mb"), "MB",
            figure(bare, "mb"), "<= 1.8 x the bare window", 1.8,
        ),
    ]  # fmt: skip
