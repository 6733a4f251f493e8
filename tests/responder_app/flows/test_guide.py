"""The guide as it is shown: every text on a shelf, numbers beside the words, danger first."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from data.content import guide_reader
from responder_app.flows.guide import card_pages, guide_model
from ui.widgets.paper_card import save_card

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_text_stands_on_a_shelf_and_its_tile_opens_its_first_page(language: str) -> None:
    model = guide_model(language, "2172", TODAY)
    items = [item for shelf in model.shelves for item in shelf.items]
    assert sorted(item.id for item in items) == sorted(
        face.id for face in guide_reader.guide_faces()
    )
    for item in items:
        assert model.pages[item.page].id == item.id
        assert item.page == 0 or model.pages[item.page - 1].id != item.id


def test_at_the_door_danger_comes_first_and_nothing_is_for_meetings_or_print() -> None:
    model = guide_model("id", "", TODAY, from_door=True)
    assert model.shelves[0].items[0].id == "tanda_bahaya"
    shown = {item.id for shelf in model.shelves for item in shelf.items}
    kinds = {face.id: face.kind for face in guide_reader.guide_faces()}
    assert {kinds[each] for each in shown} <= {"page", "script"}
    assert sum(kinds[each] == "page" for each in shown) == 14


def test_the_large_button_reaches_the_office_of_the_city_and_129() -> None:
    page = next(each for each in guide_model("id", "2172", TODAY).pages if each.id == "tugas")
    assert [each.number for each in page.numbers] == ["0822-8671-9448", "129"]
    assert "129" in page.numbers[0].doubt, "a number nobody has tried lately says so"
    assert page.numbers[1].doubt == ""


def test_where_the_city_is_not_known_the_button_names_129() -> None:
    page = next(each for each in guide_model("id", "", TODAY).pages if each.id == "tugas")
    assert [each.number for each in page.numbers] == ["129"]


def test_the_card_is_one_page_of_a5_with_every_number(qapp: QApplication, tmp_path: Path) -> None:
    card = card_pages("id", "2172", TODAY)
    path = tmp_path / "kartu.pdf"
    assert save_card(str(path), card, "Dicetak hari ini.")
    written = path.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", written)) == 1
    box = re.search(rb"/MediaBox \[([^\]]+)\]", written)
    assert box is not None
    assert [round(float(each)) for each in box[1].split()] in ([0, 0, 420, 595], [0, 0, 420, 596])
    numbers = [number.number for part in card for called in part.calls for number in called]
    assert numbers == ["110", "119", "129", "08111-129-129", "0822-8671-9448"]


def test_where_the_card_cannot_be_written_that_is_said(qapp: QApplication, tmp_path: Path) -> None:
    assert not save_card(str(tmp_path / "none" / "kartu.pdf"), card_pages("id", "", TODAY), "")
