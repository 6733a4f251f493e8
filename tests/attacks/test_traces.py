"""What is left behind for the next one at the laptop: clipboard, core files, bytes in the log."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.model.problems import Code, Fault, Refusal
from data.store.store import Store
from responder_app.logs import LogCode, event, open_log
from responder_app.work import drafts, filling, finish
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from ui.widgets.sealed import SealedLine, SealedText

HERS = "Mekar-Melati-Rahasia"
HARDENED = """
import ctypes, os, resource
from responder_app.assembly import harden
os.umask(0)
harden()
core = resource.getrlimit(resource.RLIMIT_CORE)
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *core, os.umask(0))
"""


@pytest.mark.parametrize("make", [SealedLine, SealedText])
def test_a_sealed_field_is_kept_from_predictions_and_drops(
    qtbot: QtBot, make: type[SealedLine | SealedText]
) -> None:
    field = make("Cerita")
    qtbot.addWidget(field)
    hints = field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    assert not field.acceptDrops()


def test_marked_words_cannot_be_dragged_out_of_a_sealed_text(qtbot: QtBot) -> None:
    field = SealedText("Cerita")
    qtbot.addWidget(field)
    field.resize(400, 200)
    field.show()
    field.setPlainText(HERS * 10)
    field.selectAll()
    QTest.mousePress(field.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 12))
    assert not field.textCursor().hasSelection()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_the_process_leaves_no_core_and_nothing_for_others() -> None:
    told = subprocess.run(
        [sys.executable, "-c", HARDENED], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["0", "0", "0", str(0o077)]


def broken(store: Store, world: World, draft_id: bytes, xml: bytes) -> None:
    """A save that fails in its middle, with her words in every frame and in the exception."""
    drafts.save(store, world, draft_id, xml, "", False)
    raise ValueError(f"cannot keep {xml.decode()}")


def test_a_bug_in_a_save_leaves_none_of_her_words_in_the_log(town: Town, tmp_path: Path) -> None:
    cadre = town.cadre
    opened, session = cadre.open_form("intake", None, {"survivor_name": HERS, "own_words": HERS})
    before = logging.getLogger().handlers[:], logging.raiseExceptions
    try:
        open_log(tmp_path / "log.txt")
        with pytest.raises(ValueError, match=HERS) as caught:
            cadre.w(broken, opened.id, session.to_xml() + HERS.encode())
        event(LogCode.APP_BUG, bug=caught.value)
        logging.getLogger("anything").error("lost %s", HERS, exc_info=caught.value)
        written = (tmp_path / "log.txt").read_bytes()
    finally:
        for handler in logging.getLogger().handlers:
            handler.close()
        logging.getLogger().handlers[:], logging.raiseExceptions = before
    assert b"app-bug ValueError" in written
    assert HERS.encode() not in written


def test_problems_say_codes_and_facts_and_no_answer(town: Town) -> None:
    cadre = town.cadre
    opened, session = cadre.open_form("intake", None, {"own_words": HERS, "survivor_name": HERS})
    with pytest.raises(Refusal) as refused:
        cadre.w(finish.finish, bytes(16), session.to_xml(), filling.told(session))
    assert refused.value.code is Code.CASE_UNKNOWN
    assert HERS not in f"{refused.value!r} {refused.value} {refused.value.facts}"
    assert cadre.do(lambda store: store.vault.drafts.get(opened.id)) is not None
    assert "answers" not in f"{Fault(Code.DRAFT_UNREADABLE)!r}"
