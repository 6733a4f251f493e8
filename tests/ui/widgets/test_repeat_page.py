"""A repeat: open, add, take out, take back, and never the wrong instance."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from data.forms.views import RepeatRow, RepeatSummary
from tests.ui.finding import find
from ui.widgets.repeat_page import SECONDS, RepeatPage


class Family:
    """A page over a list of names, as a flow would keep it, and the order of what was told."""

    def __init__(self, qtbot: QtBot, *names: str, fixed: bool = False) -> None:
        self.names = list(names)
        self.told: list[str] = []
        self.fixed = fixed
        self.page = RepeatPage()
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.page.added.connect(lambda _ref: self.told.append("added"))
        self.page.opened.connect(lambda ref: self.told.append(f"opened {ref}"))
        self.page.removed.connect(self._on_removed)
        self.show()

    def show(self) -> None:
        """The page as it is now."""
        rows = tuple(RepeatRow(f"/d/p[{n}]", n, name) for n, name in enumerate(self.names, 1))
        self.page.show_repeat(RepeatSummary("/d/p", "Siapa di rumah?", self.fixed, rows))

    def press(self, name: str) -> None:
        """A button by its name."""
        find(self.page, QAbstractButton, name).click()

    def _on_removed(self, ref: str, index: int) -> None:
        self.told.append(f"removed {self.names.pop(index - 1)}")
        assert ref == "/d/p"
        self.show()


def test_an_instance_is_opened_and_one_more_is_added(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Anak")
    family.press("row-2")
    family.press("add-row")
    assert family.told == ["opened /d/p[2]", "added"]


def test_what_is_taken_out_waits_and_can_be_taken_back(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Anak")
    family.press("remove-1")
    back = find(family.page, QAbstractButton, "take-back")
    assert family.told == [] and back.text() == f"Batalkan  ·  {SECONDS}"
    assert QApplication.focusWidget() is back
    back.click()
    family.page.settle()
    assert family.told == [] and not find(family.page, QAbstractButton, "row-1").isHidden()


def test_it_goes_when_the_page_is_left(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Anak")
    family.press("remove-1")
    family.page.settle()
    family.page.settle()
    assert family.told == ["removed Ibu"]


def test_two_that_are_taken_out_are_the_two_that_were_meant(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Kakak", "Adik", "Nenek")
    family.press("remove-2")
    family.press("remove-3")
    family.page.settle()
    assert family.told == ["removed Kakak", "removed Adik"]


def test_opening_another_while_one_waits_opens_the_one_that_was_meant(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Kakak", "Adik")
    family.press("remove-1")
    family.press("row-3")
    assert family.told == ["removed Ibu", "opened /d/p[2]"]
    assert family.names == ["Kakak", "Adik"]


def test_it_goes_by_itself_after_ten_seconds(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Anak")
    family.press("remove-2")
    back = find(family.page, QAbstractButton, "take-back")
    qtbot.waitUntil(lambda: back.text().endswith("9"), timeout=3000)
    qtbot.waitUntil(lambda: bool(family.told), timeout=SECONDS * 1000 + 3000)
    assert family.told == ["removed Anak"]


def test_a_fixed_number_offers_neither_more_nor_less(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", fixed=True)
    assert find(family.page, QAbstractButton, "add-row").isHidden()
    assert family.page.findChild(QAbstractButton, "remove-1") is None


def test_it_goes_when_the_page_goes_out_of_sight(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Anak")
    family.press("remove-1")
    family.page.hide()
    assert family.told == ["removed Ibu"]


def test_other_instances_put_in_under_it_lose_nothing(qtbot: QtBot) -> None:
    family = Family(qtbot, "Ibu", "Anak")
    family.press("remove-1")
    family.names = ["Orang lain", "Anaknya"]
    family.show()
    family.page.settle()
    assert family.told == [] and family.names == ["Orang lain", "Anaknya"]
