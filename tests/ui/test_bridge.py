"""Results come back on the GUI thread, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge


class Keeper:
    """One thread that runs what it is sent, as the Keeper does, with a store of its own."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self.gate = threading.Event()
        self.gate.set()

    def submit(self, fn: Callable[..., Any], *args: Any) -> Future[Any]:
        """Run `fn(store, *args)` when the gate is open."""

        def run() -> Any:
            self.gate.wait(5)
            return fn("store", *args)

        return self._pool.submit(run)

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown()


class Owner:
    """Somebody who asks."""


@pytest.fixture
def keeper() -> Any:
    made = Keeper()
    yield made
    made.gate.set()
    made.close()


def read(store: str, what: str) -> str:
    """What is read, and by which thread."""
    assert store == "store"
    return f"{what} {threading.current_thread() is threading.main_thread()}"


def fail(store: str) -> None:
    """Goes wrong."""
    raise ValueError(store)


def test_an_answer_comes_back_on_the_gui_thread(qtbot: QtBot, keeper: Keeper) -> None:
    bridge = Bridge(keeper.submit)
    got: list[tuple[str, bool]] = []
    bridge.ask(
        read, "case", then=lambda text: got.append((text, QThread.isMainThread())), owner=bridge
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("case False", True)]


def test_only_the_newest_of_the_same_question_is_answered(qtbot: QtBot, keeper: Keeper) -> None:
    bridge, owner = Bridge(keeper.submit), Owner()
    got: list[str] = []
    keeper.gate.clear()
    for text in ("a", "b", "c"):
        bridge.ask(read, text, then=got.append, owner=owner)
    keeper.gate.set()
    done: list[str] = []
    bridge.do(read, "end", then=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert got == ["c False"]


def test_changes_are_never_replaced(qtbot: QtBot, keeper: Keeper) -> None:
    bridge, owner = Bridge(keeper.submit), Owner()
    got: list[str] = []
    for text in ("a", "b"):
        bridge.do(read, text, then=got.append, owner=owner)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == ["a False", "b False"]


def test_nobody_is_told_when_the_owner_is_gone(qtbot: QtBot, keeper: Keeper) -> None:
    bridge, owner = Bridge(keeper.submit), Owner()
    got: list[str] = []
    keeper.gate.clear()
    bridge.ask(read, "late", then=got.append, owner=owner)
    del owner
    keeper.gate.set()
    done: list[str] = []
    bridge.do(read, "end", then=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert got == []


def test_an_error_goes_to_fails_or_to_unhandled(qtbot: QtBot, keeper: Keeper) -> None:
    bridge = Bridge(keeper.submit)
    caught: list[BaseException] = []
    loose: list[BaseException] = []
    bridge.unhandled.connect(loose.append)
    bridge.do(fail, fails=caught.append)
    bridge.do(fail)
    qtbot.waitUntil(lambda: bool(caught and loose))
    assert isinstance(caught[0], ValueError) and isinstance(loose[0], ValueError)


def test_busy_is_told_once_for_several(qtbot: QtBot, keeper: Keeper) -> None:
    bridge = Bridge(keeper.submit)
    said: list[bool] = []
    bridge.busy_changed.connect(said.append)
    keeper.gate.clear()
    bridge.do(read, "a")
    bridge.do(read, "b")
    keeper.gate.set()
    qtbot.waitUntil(lambda: said == [True, False])
