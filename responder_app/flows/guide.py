"""The guide that is open to everybody: the content's texts by shelf, page after page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.content import guide_reader
from data.content.source import BUILT_IN, Content
from data.model.guide import SHELVES, GuideButton, GuidePart, GuideText
from data.model.service import Contact
from responder_app.flows import practice, practice_form
from responder_app.flows.stage import Stage
from responder_app.work import drills, pack
from responder_app.work.drills import DrillResult
from ui.screens.guide import GuideItem, GuideModel, GuideShelf
from ui.widgets.guide_text import GuidePage, NumberShown
from ui.widgets.paper_card import print_card
from ui.words import phrases
from ui.words.translate import translate

_WELL_KNOWN = 3  # digits of the national emergency numbers: 110, 112, 119, 129


class GuideFlow:
    """Shows the guide at the door and in the rooms."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        stage.routes["guide"] = self.show
        stage.routes["door_guide"] = self.show_at_door

    def show(self) -> None:
        """The contents in the rooms of a person, with the drills and how they went."""
        self._stage.bridge.ask(drills.results, then=self._show, fails=self._stage.say, owner=self)

    def _show(self, results: dict[str, DrillResult]) -> None:
        here = self._stage.here
        content, today = pack.content(), self._stage.moment().date()
        more = (
            practice.shelf(here.language, results, content),
            practice_form.shelf(here.language, here.role),
        )
        made = guide_model(here.language, here.city, today, content, shelves=more)
        self._stage.window.guide.present(made)
        self._stage.window.show_room("guide")

    def on_asked(self, item: str) -> None:
        """A tile that is no page: a drill, or a form to try."""
        kind, _colon, what = item.partition(":")
        self._stage.go({"drill": "practice", "form": "practice_form"}[kind], what)

    def on_print(self, _page: str) -> None:
        """The card with the numbers, on paper or as a file: it holds no case."""
        here = self._stage.here
        today = self._stage.moment().date()
        card = card_pages(here.language, here.city, today, pack.content())
        foot = translate("flows", "Printed {date}. Try the numbers every three months.").format(
            date=phrases.date_line(self._stage.moment())
        )
        done = print_card(self._stage.window, card, foot)
        if done:
            self._stage.window.toast(done)

    def show_at_door(self) -> None:
        """The contents before anybody has signed in: of the city nothing is known yet."""
        language, today = self._stage.here.language, self._stage.moment().date()
        self._stage.window.door.show_guide(
            guide_model(language, "", today, pack.content(), from_door=True)
        )


def guide_model(
    language: str,
    city: str,
    today: date,
    content: Content = BUILT_IN,
    *,
    from_door: bool = False,
    shelves: Iterable[GuideShelf] = (),
) -> GuideModel:
    """All texts of the guide, danger first; ``city``: four digits, empty where it is not known.

    What is for meetings and for printing is not offered at the door; ``shelves`` come last.
    """
    offered = [
        shelf for shelf in SHELVES if not from_door or shelf in ("bahaya", "bicara", "tugas")
    ]
    texts = guide_reader.guide_texts(language, content=content)
    numbers = Numbers(language, city, today, content)
    pages: list[GuidePage] = []
    made: list[GuideShelf] = []
    for shelf in offered:
        items: list[GuideItem] = []
        for text in texts:
            if text.face.shelf == shelf:
                items.append(_item(text, len(pages)))
                pages.extend(_pages(text, numbers))
        if items:
            made.append(GuideShelf(_shelf_word(shelf), tuple(items)))
    return GuideModel(tuple(pages), (*made, *shelves), from_door=from_door)


def card_pages(
    language: str, city: str, today: date, content: Content = BUILT_IN
) -> tuple[GuidePage, ...]:
    """The parts of the card with numbers only, to be printed; empty where the guide has none."""
    numbers = Numbers(language, city, today, content)
    cards = guide_reader.guide_texts(language, "card", content)
    return tuple(page for card in cards for page in _pages(card, numbers))


class Numbers:
    """Contacts as they are shown: worded, and with a doubt where nobody has tried them lately."""

    def __init__(self, language: str, city: str, today: date, content: Content) -> None:
        self._language = language
        self._city = city
        self._today = today
        self._content = content
        self.buttons: dict[str, GuideButton] = guide_reader.guide_buttons(content)

    def of(self, call: str) -> tuple[NumberShown, ...]:
        """The numbers a word means; of every office where the city is not known."""
        found = guide_reader.contacts_of(call, self._city, self._content)
        return tuple(self._shown(contact) for contact in found)

    def button_word(self, button: GuideButton) -> str:
        """What the large button says."""
        return button.label_id if self._language == "id" else button.label_en

    def _shown(self, contact: Contact) -> NumberShown:
        indonesian = self._language == "id"
        doubt = ""
        known = len(contact.value) == _WELL_KNOWN and contact.area == "*"
        if not known and not contact.checked(self._today):
            doubt = translate("flows", "Not checked yet. If nobody answers, call 129.")
        name = contact.name if indonesian or not contact.name_en else contact.name_en
        return NumberShown(
            translate("flows", "{name}, WhatsApp").format(name=name)
            if contact.kind == "whatsapp"
            else name,
            contact.value,
            contact.note_id if indonesian else contact.note_en,
            doubt,
        )


def _item(text: GuideText, first: int) -> GuideItem:
    count = len(text.parts)
    about = translate("flows", "{n} pages").format(n=count) if count > 1 else ""
    return GuideItem(text.id, text.title, about, text.picture or "book", first)


def _pages(text: GuideText, numbers: Numbers) -> list[GuidePage]:
    button = numbers.buttons.get(text.button)
    return [_page(text, part, place, numbers, button) for place, part in enumerate(text.parts, 1)]


def _page(
    text: GuideText, part: GuidePart, place: int, numbers: Numbers, button: GuideButton | None
) -> GuidePage:
    several = len(text.parts) > 1
    called = [number for word in (button.calls if button else ()) for number in numbers.of(word)]
    calls = [numbers.of(line.text) for line in part.lines if line.kind == "call"]
    return GuidePage(
        text.id,
        part.title if several and part.title else text.title,
        part.lines,
        translate("flows", "{title}, {n} of {all}").format(
            title=text.title, n=place, all=len(text.parts)
        )
        if several
        else "",
        text.picture,
        numbers.button_word(button) if button and called else "",
        button.icon if button else "phone",
        tuple(called),
        tuple(calls),
        text.kind == "card",
    )


def _shelf_word(shelf: str) -> str:
    words = {
        "bahaya": translate("flows", "In danger"),
        "bicara": translate("flows", "How to talk"),
        "tugas": translate("flows", "My task"),
        "pertemuan": translate("flows", "For meetings"),
        "cetak": translate("flows", "To print"),
    }
    return words.get(shelf, shelf)
