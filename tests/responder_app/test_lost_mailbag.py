"""A mailbag that is gone: the page says so, and a person's press begins a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from data.model.problems import Code, Fault
from data.store.device import DeviceKeys
from data.store.mailbag import DAMAGED, FILE, open_mailbag
from responder_app.furnish import new_mailbag, show_fault
from ui.main_window import MainWindow
from ui.rooms import ROOMS


def primary_of(window: MainWindow) -> QPushButton:
    found = window.fault.findChild(QPushButton, "primary")
    assert found is not None
    return found


def test_only_a_lost_or_damaged_mailbag_can_be_begun_again_from_the_page(qtbot: QtBot) -> None:
    pressed: list[str] = []
    for code in (Code.MAILBAG_MISSING, Code.MAILBAG_DAMAGED, Code.DEVICE_KEY_DAMAGED):
        window = MainWindow(ROOMS)
        qtbot.addWidget(window)
        window.show()
        show_fault(window, code.value, {}, lambda: pressed.append("again"))
        answerable = code is not Code.DEVICE_KEY_DAMAGED
        assert primary_of(window).isVisible() == answerable
        if answerable:
            primary_of(window).click()
    assert pressed == ["again"] * 2


def test_a_new_mailbag_opens_where_the_old_one_is_gone(tmp_path: Path) -> None:
    device = DeviceKeys.load_or_create(tmp_path)
    open_mailbag(tmp_path, device).close()
    for path in tmp_path.glob("mailbag.db*"):
        path.unlink()
    with pytest.raises(Fault) as raised:
        open_mailbag(tmp_path, DeviceKeys.load_or_create(tmp_path))
    assert raised.value.code is Code.MAILBAG_MISSING
    new_mailbag(tmp_path)
    fresh = DeviceKeys.load_or_create(tmp_path)
    open_mailbag(tmp_path, fresh).close()
    assert fresh.device16 == device.device16
    assert fresh.mailbag16 != device.mailbag16


def test_a_damaged_mailbag_is_laid_aside_whole_before_a_new_one_is_begun(tmp_path: Path) -> None:
    device = DeviceKeys.load_or_create(tmp_path)
    open_mailbag(tmp_path, device).close()
    damaged = bytes(4096) + (tmp_path / FILE).read_bytes()[4096:]
    (tmp_path / FILE).write_bytes(damaged)
    with pytest.raises(Fault) as raised:
        open_mailbag(tmp_path, device)
    assert raised.value.code is Code.MAILBAG_DAMAGED
    new_mailbag(tmp_path)
    open_mailbag(tmp_path, DeviceKeys.load_or_create(tmp_path)).close()
    (aside,) = tmp_path.glob(f"{FILE}.*.{DAMAGED}")
    assert aside.read_bytes() == damaged
