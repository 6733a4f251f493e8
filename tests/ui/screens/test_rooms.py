"""Each room: what is pressed is told, what is given is shown, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import sample_case, sample_danger, sample_desk, sample_forms, sample_rooms
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.screens.case import CaseScreen
from ui.screens.danger import DangerScreen
from ui.screens.desk import DeskScreen
from ui.screens.door import DoorScreen
from ui.screens.home import HomeScreen
from ui.screens.record import RecordScreen
from ui.screens.settings import SettingsScreen
from ui.screens.welcome import WelcomeScreen
from ui.widgets.focus_order import reading_order

SAY = Say("id")
Shown = TypeVar("Shown", bound=QWidget)


def press(screen: QWidget, name: str) -> None:
    """Press what has this object name."""
    found = find(screen, QAbstractButton, name)
    assert found.isEnabled(), name
    found.click()


def words(screen: QWidget) -> str:
    """Everything one can read."""
    shown = [w for w in screen.findChildren(QLabel) if not w.isHidden()]
    return " | ".join(label.text() for label in shown)


def shown(qtbot: QtBot, screen: Shown) -> Shown:
    """On the screen."""
    qtbot.addWidget(screen)
    screen.resize(1150, 700)
    screen.show()
    return screen


def test_the_door_asks_with_the_person_and_the_words(qtbot: QtBot) -> None:
    door = shown(qtbot, DoorScreen())
    door.present(sample_rooms.door(SAY))
    press(door, "person-2")
    QTest.keyClicks(find(door, QLineEdit, "passphrase"), "padi hujan")
    with qtbot.waitSignal(door.unlock_asked) as asked:
        QTest.keyClick(find(door, QLineEdit, "passphrase"), Qt.Key.Key_Return)
    assert asked.args == [2, "padi hujan"]


def test_a_refusal_at_the_door_empties_the_field_and_counts_down(qtbot: QtBot) -> None:
    door = shown(qtbot, DoorScreen())
    door.present(sample_rooms.door(SAY))
    QTest.keyClicks(find(door, QLineEdit, "passphrase"), "salah")
    door.show_refusal("Gambar dan kata sandi tidak cocok.", 2)
    assert find(door, QLineEdit, "passphrase").text() == ""
    assert not find(door, QPushButton, "primary").isEnabled()
    assert "2 detik" in words(door)
    qtbot.waitUntil(find(door, QPushButton, "primary").isEnabled, timeout=4000)


def test_an_empty_passphrase_asks_nothing(qtbot: QtBot) -> None:
    door = shown(qtbot, DoorScreen())
    door.present(sample_rooms.door(SAY))
    with qtbot.assertNotEmitted(door.unlock_asked):
        press(door, "primary")


def test_the_guide_opens_without_a_passphrase_and_comes_back(qtbot: QtBot) -> None:
    door = shown(qtbot, DoorScreen())
    door.present(sample_rooms.door(SAY))
    door.guide_asked.connect(lambda: door.show_guide(sample_rooms.guide(SAY, from_door=True)))
    press(door, "open-guide")
    press(door, "guide-tanda_bahaya")
    assert "Pernah dicekik." in words(door)
    press(door, "after")
    assert "Jam pertama" in words(door)
    press(door, "back")
    assert find(door, QLineEdit, "passphrase").isVisible()


def test_the_door_names_no_person(qtbot: QtBot) -> None:
    door = shown(qtbot, DoorScreen())
    door.present(sample_rooms.door(SAY, people=1, demo=True))
    assert "2 catatan menunggu pemiliknya masuk." in words(door)
    assert "Kader" not in words(door)


def test_registering_needs_code_picture_and_two_equal_passphrases(qtbot: QtBot) -> None:
    screen = shown(qtbot, WelcomeScreen())
    screen.present(sample_rooms.welcome(SAY))
    primary = find(screen, QPushButton, "primary")
    assert not primary.isEnabled()
    QTest.keyClicks(find(screen, QLineEdit, "passphrase"), "padi hujan layang")
    assert not primary.isEnabled()
    press(screen, "take-words")
    press(screen, "icon-daun")
    with qtbot.waitSignal(screen.enrol_asked) as asked:
        primary.click()
    assert asked.args[1:] == ["daun", "padi hujan layang tenun"]
    assert asked.args[0].startswith("PSKE1|")


def test_home_opens_rooms_and_cases(qtbot: QtBot) -> None:
    screen = shown(qtbot, HomeScreen())
    screen.present(sample_rooms.home(SAY))
    with qtbot.waitSignal(screen.opened) as opened:
        press(screen, "door-danger")
    assert opened.args == ["danger"]
    assert "Selamat siang, Melati." in words(screen)


def test_a_press_on_a_tile_is_told_at_once_and_the_page_stays(qtbot: QtBot) -> None:
    screen = shown(qtbot, RecordScreen())
    view = sample_forms.question(SAY, value="")
    screen.present(sample_forms.record(SAY, view))
    before = find(screen, QWidget, "choice-fisik")
    with qtbot.waitSignal(screen.answered) as answered:
        press(screen, "choice-fisik")
    assert answered.args == ["/d/incident/violence", "fisik"]
    screen.present(sample_forms.record(SAY, replace(view, value="fisik"), "Belum lengkap."))
    assert find(screen, QWidget, "choice-fisik") is before
    assert "Belum lengkap." in words(screen)


def test_a_refusal_answers_and_goes_on(qtbot: QtBot) -> None:
    screen = shown(qtbot, RecordScreen())
    screen.present(sample_forms.record(SAY, sample_forms.question(SAY)))
    with qtbot.waitSignals([screen.answered, screen.next_asked], order="strict"):
        press(screen, "refuse")


def test_tab_walks_from_the_question_to_the_foot(qtbot: QtBot) -> None:
    screen = shown(qtbot, RecordScreen())
    screen.present(sample_forms.record(SAY, sample_forms.question(SAY)))
    names = [w.objectName() for w in reading_order(screen)]
    assert names.index("choice-fisik") < names.index("refuse") < names.index("back")
    assert names.index("back") < names.index("primary")
    step: QWidget | None = find(screen, QWidget, "choice-tidak_tahu").nextInFocusChain()
    while step is not None and not step.focusPolicy() & Qt.FocusPolicy.TabFocus:
        step = step.nextInFocusChain()
    assert step is not None
    assert step.objectName() == "why"


def test_the_chooser_starts_only_when_every_question_is_answered(qtbot: QtBot) -> None:
    screen = shown(qtbot, RecordScreen())
    screen.present_chooser(sample_forms.chooser(SAY))
    start = find(screen.chooser, QPushButton, "primary")
    assert not start.isEnabled()
    press(screen.chooser, "choice-phone")
    with qtbot.waitSignal(screen.chooser.started) as started:
        start.click()
    assert started.args == [{"whom": "adult", "channel": "phone"}]


def test_what_is_missing_is_named_and_leads_to_its_question(qtbot: QtBot) -> None:
    screen = shown(qtbot, RecordScreen())
    screen.present_summary(sample_forms.summary(SAY, missing=True))
    assert not find(screen.summary, QPushButton, "primary").isEnabled()
    with qtbot.waitSignal(screen.summary.jump_asked) as jump:
        press(screen.summary, "missing-/e")
    assert jump.args == ["/e"]
    assert "Nama kantor terlapor" in words(screen.summary)


@pytest.mark.parametrize("level", ["darurat", "tinggi", "sedang", "rendah"])
def test_danger_is_a_word_with_reasons_and_clock_times(qtbot: QtBot, level: str) -> None:
    screen = shown(qtbot, DangerScreen())
    screen.present(sample_danger.danger(SAY, level))
    text = words(screen)
    assert level.upper() in text and "Pernah dicekik" in text
    assert "sebelum 17.00 hari ini" in text and "Jangan" in text


def test_services_steps_and_sending_are_told(qtbot: QtBot) -> None:
    screen = shown(qtbot, DangerScreen())
    screen.present(sample_danger.danger(SAY, "tinggi"))
    with qtbot.waitSignal(screen.service_toggled) as toggled:
        press(screen, "service-hukum")
    assert toggled.args == ["hukum", True]
    with qtbot.waitSignal(screen.step_done) as done:
        press(screen, "step-2")
    assert done.args == [2]
    with qtbot.waitSignal(screen.send_asked):
        press(screen, "primary")


def test_the_level_is_raised_only_with_a_reason(qtbot: QtBot) -> None:
    screen = shown(qtbot, DangerScreen())
    screen.present(sample_danger.danger(SAY, "tinggi"))
    press(screen, "raise")
    with qtbot.assertNotEmitted(screen.raise_asked):
        press(screen, "raise-now")
    QTest.keyClicks(find(screen, QLineEdit, "raise-reason"), "Ia membawa parang")
    with qtbot.waitSignal(screen.raise_asked) as asked:
        press(screen, "raise-now")
    assert asked.args == ["Ia membawa parang"]


def test_a_case_keeps_name_and_story_sealed_until_asked(qtbot: QtBot) -> None:
    screen = shown(qtbot, CaseScreen())
    screen.present(sample_case.case(SAY))
    assert "Sri Contoh" not in words(screen)
    with qtbot.waitSignal(screen.open_sealed):
        press(screen, "open_sealed")
    screen.present(sample_case.case(SAY, opened=True))
    assert "Sri Contoh" in words(screen)
    with qtbot.waitSignal(screen.close_sealed):
        press(screen, "open_sealed")


def test_a_conflict_is_settled_by_a_person(qtbot: QtBot) -> None:
    screen = shown(qtbot, CaseScreen())
    screen.present(sample_case.case(SAY, opened=True))
    with qtbot.waitSignal(screen.resolve_conflict) as settled:
        press(screen, "keep-c2")
    assert settled.args == ["safe_contact", "c2"]


def test_the_ticket_shows_its_pin_only_when_asked(qtbot: QtBot) -> None:
    screen = shown(qtbot, CaseScreen())
    screen.present(sample_case.case(SAY))
    assert "4F7K-29QD" in words(screen) and "5172" not in words(screen)
    press(screen, "ticket-read")
    assert "5172" in words(screen)


@pytest.mark.parametrize(
    ("can", "signal"),
    [
        ("accept", "accept_asked"),
        ("first_contact", "first_contact"),
        ("in_service", "in_service"),
        ("complete", "complete"),
    ],
)
def test_the_desk_offers_the_one_next_step(qtbot: QtBot, can: str, signal: str) -> None:
    screen = shown(qtbot, DeskScreen())
    model = sample_desk.desk(SAY)
    assert model.detail is not None
    screen.present(replace(model, detail=replace(model.detail, can=frozenset({can}))))
    with qtbot.waitSignal(getattr(screen, signal)):
        press(screen, "primary")


def test_a_referral_goes_back_and_a_story_opens_only_with_a_reason(qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen())
    screen.present(sample_desk.desk(SAY))
    for name, signal in (("return", screen.return_asked), ("open-story", screen.open_story)):
        press(screen, name)
        with qtbot.assertNotEmitted(signal):
            press(screen, "reason-give")
        QTest.keyClicks(find(screen, QLineEdit, "reason"), "Di luar wilayah")
        with qtbot.waitSignal(signal) as asked:
            press(screen, "reason-give")
        assert asked.args == ["Di luar wilayah"]


def test_who_must_not_know_stands_before_every_fact(qtbot: QtBot) -> None:
    screen = shown(qtbot, DeskScreen())
    screen.present(sample_desk.desk(SAY))
    text = words(screen)
    assert text.index("Suami dan keluarga suami") < text.index("Perempuan, 25–44 tahun")


def test_settings_are_told_by_name_and_value(qtbot: QtBot) -> None:
    screen = shown(qtbot, SettingsScreen())
    screen.present(sample_rooms.settings(SAY))
    with qtbot.waitSignal(screen.changed) as changed:
        press(screen, "choice-dark")
    assert changed.args == ["theme", "dark"]


def test_showing_an_equal_value_again_changes_nothing(qtbot: QtBot) -> None:
    screen = shown(qtbot, DangerScreen())
    screen.present(sample_danger.danger(SAY, "tinggi"))
    before = find(screen, QWidget, "step-2")
    screen.present(sample_danger.danger(SAY, "tinggi"))
    assert find(screen, QWidget, "step-2") is before
