"""SIGKILL at named steps and at random moments: what was said to be saved is there, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.store import steps
from data.store.device import DeviceKeys
from data.store.faces import list_vaults
from data.store.mailbag import Mailbag, open_mailbag
from data.store.store import Store
from data.store.vault import open_database, unlock
from tests.data.store.conftest import NOW, PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]
RUNS = 40 if os.environ.get("RESPONDER_ALL") else 6

# A process that saves one op after the other as the app does, and says each number it has saved.
CHILD = """
import os, sys
from pathlib import Path
from data.store import steps
from data.store.device import DeviceKeys
from data.store.mailbag import open_mailbag
from data.store.store import Store
from data.store.tables.ops import OWN
from data.store.faces import list_vaults
from data.store.vault import create_vault, open_database, unlock
from tests.data.store.conftest import CHEAP, NOW, PASSPHRASE
from tests.data.store.letters import chain, laid
home = Path(sys.argv[1])
steps.arm(home)
store = Store(open_mailbag(home, DeviceKeys.load_or_create(home)))
if not list_vaults(home, NOW):
    create_vault(home, 1, PASSPHRASE, CHEAP, os.urandom, NOW)
store.open(open_database(unlock(list_vaults(home, NOW)[0], PASSPHRASE, NOW)))
ops = chain(400)
start = len(store.vault.ops.faces(ops[0].writer))
for op in ops[:start]:
    store.mailbag.lay([laid(op)])
for op in ops[start:]:
    with store.transaction():
        assert store.vault.ops.next_n(op.writer) == op.n
        store.mailbag.expect(op.writer, op.n, 0)
        store.vault.ops.add(op, src=OWN, got_at=0)
    print(op.n, flush=True)
    store.mailbag.lay([laid(op)])
    if op.n % 50 == 0:
        store.tidy()
"""


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != steps.VARIABLE}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def child(home: Path, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home)],
        cwd=ROOT,
        env=environment(**more),
        stdout=subprocess.PIPE,
        text=True,
    )


def look(home: Path) -> tuple[list[int], list[int], list[int]]:
    """The numbers in the vault, in the mailbag, and promised."""
    bag: Mailbag = open_mailbag(home, DeviceKeys.load_or_create(home))
    store = Store(bag)
    store.open(open_database(unlock(list_vaults(home, NOW)[0], PASSPHRASE, NOW)))
    assert store.vault.drawer.rows("PRAGMA integrity_check") == [("ok",)]
    assert store.vault.drawer.rows("PRAGMA cipher_integrity_check") == []
    assert bag._drawer.rows("PRAGMA cipher_integrity_check") == []
    kept = [row.n for row in store.vault.ops.each()]
    lying = sorted(face.n for face in bag.faces())
    promised = [one.n for one in bag.expected()]
    store.close()
    return kept, lying, promised


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX matter")
@pytest.mark.parametrize(
    ("step", "kept", "lying", "promised"),
    [
        ("expected:3", 2, 2, [3]),
        ("vault-before-commit:3", 2, 2, [3]),
        ("vault-committed:3", 3, 2, [3]),
        ("lay-before-commit:3", 3, 2, [3]),
        ("laid:3", 3, 3, []),
    ],
)
def test_a_kill_at_each_step_leaves_what_the_order_of_writing_promises(
    tmp_path: Path, step: str, kept: int, lying: int, promised: list[int]
) -> None:
    (tmp_path / steps.MARKER).write_text("{}")
    process = child(tmp_path, RESPONDER_KILL_AT=step)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert len(said.split()) <= kept
    assert look(tmp_path) == (list(range(1, kept + 1)), list(range(1, lying + 1)), promised)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX matter")
def test_random_kills_lose_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(4), "big")
    print(f"seed {seed}")
    dice = random.Random(seed)
    last = 0
    for _ in range(RUNS):
        process = child(tmp_path)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(dice.random() * 0.15)
        process.kill()
        rest, _ = process.communicate(timeout=60)
        said = [int(line) for line in (first + rest).split("\n")[:-1]]
        kept, lying, _ = look(tmp_path)
        last = max([last, *said])
        assert kept == list(range(1, len(kept) + 1)), "no gap, nothing twice"
        assert len(kept) >= last, "what was said to be saved is there"
        assert set(lying) <= set(kept), "nothing is laid that is not in the vault"


def test_without_a_demos_marker_no_step_kills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(steps.VARIABLE, "laid")
    assert not steps.arm(tmp_path)
    steps.reached("laid")
    (tmp_path / steps.MARKER).write_text("{}")
    monkeypatch.delenv(steps.VARIABLE)
    assert not steps.arm(tmp_path)
    steps.reached("laid")
