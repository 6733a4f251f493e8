"""Answers on the summary: days and hours as people say them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from data.forms.views import QuestionView
from responder_app.flows.form_pages import shown_value
from tests.screens import sample_controls
from tests.screens.samples import Say
from ui.app import set_language


def view(kind: str, value: str) -> QuestionView:
    """A question of this kind with this answer."""
    page = sample_controls.page_of(Say("id"))
    return replace(page.questions[0], kind=kind, value=value, choices=())


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("datetime", "2026-11-22T04:02:00.000+07:00", "Minggu, 22 November 2026, 04.02"),
        ("date", "2026-11-05", "5 November 2026"),
        ("time", "09:05:00.000+07:00", "09.05"),
        ("date", "kemarin", "kemarin"),
        ("date", "", ""),
        ("text", "2026-11-05", "2026-11-05"),
    ],
)
def test_days_and_hours_are_shown_as_people_say_them(
    qapp: QApplication, kind: str, value: str, shown: str
) -> None:
    set_language(qapp, "id")
    assert shown_value(view(kind, value)) == shown
