"""Settings and the page before moving: what is said, what is pressed, nothing more."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import sample_forms, sample_packs, sample_rooms
from tests.screens.samples import Say
from tests.ui.finding import find
from tests.ui.screens.test_rooms import press, shown, words
from ui.screens.moving import MovingScreen
from ui.screens.record import RecordScreen
from ui.screens.settings import SettingsScreen
from ui.widgets.choice_tiles import ChoiceTiles, Tile

SAY = Say("id")


def test_moving_says_what_is_new_what_is_kept_and_what_goes_along(qtbot: QtBot) -> None:
    page = shown(qtbot, MovingScreen())
    model = sample_packs.moving(SAY)
    page.present(model)
    read = words(page)
    for text in (model.lead, *model.required, model.aside[0].value, model.aside[0].why):
        assert text in read
    assert all(one.label in read and one.value in read for one in model.carried)
    assert model.changed[0].note in read
    assert page.heading() == (model.title, model.code)


def test_moving_and_staying_are_each_one_press(qtbot: QtBot) -> None:
    page = shown(qtbot, MovingScreen())
    page.present(sample_packs.moving(SAY))
    with qtbot.waitSignal(page.move_asked), qtbot.assertNotEmitted(page.stay_asked):
        press(page, "move")
    with qtbot.waitSignal(page.stay_asked), qtbot.assertNotEmitted(page.move_asked):
        press(page, "stay")


def test_a_page_with_nothing_to_carry_shows_no_empty_boxes(qtbot: QtBot) -> None:
    page = shown(qtbot, MovingScreen())
    page.present(sample_packs.moving_nothing(SAY))
    for name in ("new-required", "kept-aside", "changed", "carried"):
        assert page.findChild(QWidget, name) is None


def test_settings_say_which_forms_are_in_use_and_who_signed_them(qtbot: QtBot) -> None:
    page = shown(qtbot, SettingsScreen())
    page.present(sample_packs.settings(SAY))
    assert "Formulir Kota Contoh, nomor 7" in words(page)
    assert "dibuat oleh Rani, disahkan oleh Budi" in words(page)
    assert find(page, QWidget, "pack-troubles").isHidden()
    page.present(sample_packs.settings(SAY, trouble=True))
    assert not find(page, QWidget, "pack-troubles").isHidden()
    assert "38 %" in words(page)
    assert find(page, QWidget, "form-versions").isHidden()
    press(page, "versions")
    assert not find(page, QWidget, "form-versions").isHidden()


def test_settings_without_content_show_no_section_of_it(qtbot: QtBot) -> None:
    page = shown(qtbot, SettingsScreen())
    page.present(sample_rooms.settings(SAY))
    assert find(page, QWidget, "content").isHidden()


def test_a_drawing_only_a_later_program_has_leaves_the_tiles_usable(qtbot: QtBot) -> None:
    page = shown(qtbot, RecordScreen())
    chooser = sample_forms.chooser(SAY)
    group = chooser.groups[0]
    options = (replace(group.options[0], icon="tidak-ada-gambarnya"), *group.options[1:])
    page.present_chooser(replace(chooser, groups=(replace(group, options=options),)))
    assert not page.grab().isNull()
    tiles = shown(
        qtbot,
        ChoiceTiles(
            [Tile("a", "Satu", "", "tidak-ada"), Tile("b", "Dua", "", "home")], many=False, name="t"
        ),
    )
    assert not tiles.grab().isNull()


def test_a_file_that_was_chosen_is_told(qtbot: QtBot) -> None:
    page = shown(qtbot, SettingsScreen())
    page.present(sample_packs.settings(SAY))
    find(page, QPushButton, "take-pack").click()
    dialog = page.window().findChild(QFileDialog, "file-dialog")
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(page.pack_chosen) as chosen:
        dialog.fileSelected.emit("/media/stik/kota.pack")
    assert chosen.args == ["/media/stik/kota.pack"]
    dialog.close()
