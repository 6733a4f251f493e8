"""Times, ages and sizes as people say them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QApplication

from data.model.people import ICONS, Role
from data.model.road import RecordState
from ui.app import set_language
from ui.words import phrases

NOW = datetime(2026, 11, 20, 14, 32)


def test_a_deadline_is_a_clock_time() -> None:
    assert phrases.before(datetime(2026, 11, 20, 16), NOW) == "sebelum 16.00 hari ini"
    assert phrases.before(datetime(2026, 11, 21, 11, 5), NOW) == "sebelum Sabtu 11.05"
    assert phrases.before(datetime(2026, 12, 3, 9), NOW) == "sebelum Kamis 3 Des"


def test_the_countdown_says_hours_then_days_then_how_late() -> None:
    assert phrases.left(datetime(2026, 11, 20, 16), NOW) == "1 jam 28 menit lagi"
    assert phrases.left(datetime(2026, 11, 21, 11, 5), NOW) == "besok"
    assert phrases.left(datetime(2026, 11, 26, 9), NOW) == "6 hari lagi"
    assert phrases.left(datetime(2026, 11, 20, 14, 20), NOW) == "Lewat 12 menit"


def test_a_moment_that_was_gets_shorter_the_longer_ago() -> None:
    assert phrases.when(datetime(2026, 11, 20, 9, 5), NOW) == "09.05"
    assert phrases.when(datetime(2026, 11, 17, 9, 5), NOW) == "Selasa 09.05"
    assert phrases.when(datetime(2026, 10, 1, 9, 5), NOW) == "1 Okt"


def test_sizes_and_ages_use_the_comma_of_the_language(qapp: QApplication) -> None:
    assert phrases.size(4_100_000) == "4,1 MB"
    assert phrases.size(84_300) == "84 KB"
    assert phrases.age(2400) == "40 menit"
    assert phrases.age(172_800) == "2 hari"
    set_language(qapp, "en")
    assert phrases.size(4_100_000) == "4.1 MB"
    assert phrases.date_line(NOW) == "Friday, 20 November 2026, 14:32"


def test_the_greeting_follows_the_hour() -> None:
    said = [phrases.greeting("Melati", hour).split()[1] for hour in (6, 12, 16, 20)]
    assert said == ["pagi,", "siang,", "sore,", "malam,"]


def test_every_state_role_and_picture_has_a_word() -> None:
    assert all(phrases.state_word(state) for state in RecordState)
    assert all(phrases.role_word(role) != role for role in Role)
    assert [phrases.icon_word(icon) for icon in ICONS][:2] == ["Melati", "Kupu-kupu"]
