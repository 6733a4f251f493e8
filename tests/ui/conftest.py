"""One application for all tests of the window, offscreen, in Indonesian, light, 100 %."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from ui.app import make_application, set_language, set_look
from ui.theme import look


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application, made as the product makes it."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        look.load_fonts()
        yield there
        return
    yield make_application(["tests"], "id", "light", 100)


@pytest.fixture(autouse=True)
def _as_it_comes(qapp: QApplication) -> Iterator[None]:
    if not qapp.translate("phrases", "Monday") == "Senin":
        set_language(qapp, "id")
    set_look(qapp, "light", 100)
    yield
