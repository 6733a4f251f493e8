"""Processes the app starts: a courier that died is missed, one app a home, successors wait."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from responder_app.processes import Processes
from responder_app.settings import settings_for
from responder_app.single import OneApp

PATIENCE = 60.0


def until_pid(path: Path, not_this: int = 0) -> int:
    """Wait for a process id in a file."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            pid = int(path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            pid = 0
        if pid and pid != not_this:
            return pid
        time.sleep(0.05)
    raise AssertionError("no process wrote its id")


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """Processes of a fresh home; whatever courier is left is ended."""
    made = Processes(settings_for(tmp_path))
    yield made
    for child in made.children:
        if child.poll() is None:
            child.terminate()
        child.wait(PATIENCE)


def test_a_courier_that_was_killed_is_started_again_and_a_living_one_is_left(
    processes: Processes,
) -> None:
    processes.courier()
    pid_file = processes.settings.courier_pid
    first = until_pid(pid_file)
    processes.keep_courier()
    assert [child.pid for child in processes.children] == [first]
    os.kill(first, signal.SIGKILL)
    processes.children[0].wait(PATIENCE)
    processes.keep_courier()
    assert until_pid(pid_file, first) == processes.children[0].pid


def test_only_one_app_serves_a_home_and_the_next_waits_its_turn(tmp_path: Path) -> None:
    first = OneApp.take(tmp_path)
    assert first is not None
    assert OneApp.take(tmp_path) is None
    first.give_up()
    second = OneApp.take(tmp_path, wait_for=os.getpid())
    assert second is not None
    second.give_up()


def test_a_script_is_refused_outside_a_demo(tmp_path: Path) -> None:
    script = tmp_path / "script.json"
    script.write_text("{}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "responder_app", "--home", str(tmp_path), "--script", str(script)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).resolve().parent.parent.parent,
    )
    assert done.returncode == 1
    assert "demo" in done.stderr
