"""The start: what a fresh process has loaded when the door is painted, and what comes behind it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from data.store.kdf_cost import FLOOR
from data.store.vault import create_vault
from responder_app.doorstep import Doorstep
from responder_app.window_look import FILE, WindowLook, keep_look, read_look

ROOT = Path(__file__).resolve().parents[2]

# The door needs none of these: they come behind it, on a thread of their own.
BEHIND_THE_DOOR = (
    "cryptography",
    "data.content",
    "data.forms",
    "data.ops",
    "data.store.keeper",
    "data.store.vault",
    "msgspec",
    "pickle",
    "requests",
    "responder_app.flows.house",
    "responder_app.furnish",
    "responder_app.script",
    "responder_app.work",
    "socket",
    "sqlcipher3",
    "subprocess",
    "sync",
    "ui.rooms",
    "ui.screens.case",
    "ui.screens.record",
    "ui.widgets.question",
    "urllib3",
    "zstandard",
)
# The real entry, stopped where the door has just been painted.
PROGRAM = """
import logging, os, sys
from responder_app import __main__

class AtTheDoor(logging.Handler):
    def emit(self, record):
        if record.getMessage() == "door-shown":
            sys.stdout.write("\\n".join(sys.modules))
            sys.stdout.flush()
            os._exit(0)

logging.getLogger("satu-pintu").addHandler(AtTheDoor())
__main__.main(["--home", sys.argv[1]])
"""


def loaded_at_the_door(home: Path) -> frozenset[str]:
    """The modules of a fresh process when its first window has been painted."""
    env = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen", HOME=str(home))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home)],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return frozenset(done.stdout.split("\n"))


def too_early(loaded: frozenset[str]) -> list[str]:
    """What of the list was loaded, submodules included."""
    return sorted(
        name
        for name in loaded
        if any(name == later or name.startswith(f"{later}.") for later in BEHIND_THE_DOOR)
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A laptop of one person."""
    made = tmp_path / "laptop"
    made.mkdir()
    create_vault(made, 3, "lima belas huruf atau lebih", FLOOR, os.urandom, 1)
    return made


def test_the_door_is_painted_before_drawer_keys_and_other_rooms_are_loaded(home: Path) -> None:
    loaded = loaded_at_the_door(home)
    assert too_early(loaded) == []
    assert "ui.screens.door" in loaded and "ui.screens.welcome" not in loaded


def test_where_nobody_has_a_vault_the_door_is_not_built(tmp_path: Path) -> None:
    loaded = loaded_at_the_door(tmp_path / "fresh")
    assert too_early(loaded) == []
    assert "ui.screens.welcome" in loaded and "ui.screens.door" not in loaded


def test_the_look_is_kept_and_a_damaged_file_gives_the_usual_one(tmp_path: Path) -> None:
    assert read_look(tmp_path) == WindowLook()
    look = WindowLook("en", "dark", 150, 10)
    keep_look(tmp_path, look)
    assert read_look(tmp_path) == look
    for damaged in (b"", b"en dark", b"\xff\x00\x01 dark 150 10", b"en dark 150 9\xb2", b"x" * 999):
        (tmp_path / FILE).write_bytes(damaged)
        assert read_look(tmp_path) == WindowLook()
    (tmp_path / FILE).write_bytes(b"en dark 150 99")
    assert read_look(tmp_path).lock_minutes == 15
    assert read_look(tmp_path).tray  # kept by an older version
    keep_look(tmp_path, WindowLook("en", "dark", 150, 10, tray=False))
    assert not read_look(tmp_path).tray
    (tmp_path / FILE).write_bytes(b"en dark 150 10 what")
    assert read_look(tmp_path) == WindowLook()


class _Door(QObject):
    unlock = Signal(int, str)
    enrol = Signal()


def test_what_is_pressed_before_the_house_stands_is_done_once_it_does() -> None:
    door, step, done = _Door(), Doorstep(), list[object]()
    shown: list[str] = []
    step.listen("unlock", door.unlock, lambda: shown.append("busy"))
    step.listen("enrol", door.enrol)
    door.unlock.emit(0, "typed too short")
    door.unlock.emit(1, "typed again")
    assert step.waits() == {"unlock"} and shown == ["busy", "busy"]
    door.unlock.connect(lambda index, secret: done.append((index, secret)))
    step.pass_on()
    assert done == [(1, "typed again")] and not step.waits()
    door.unlock.emit(2, "later")
    step.pass_on()
    assert done == [(1, "typed again"), (2, "later")]
