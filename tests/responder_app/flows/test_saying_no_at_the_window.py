"""She does not want it written down: the page says what that means, and only pressing it erases."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from data.store.store import Store
from responder_app.work import drafts, finish
from tests.responder_app.flows.conftest import Room
from tests.responder_app.work.laptops import intake_answers
from ui.words.translate import translate


def _drafts(store: Store) -> int:
    return len(store.vault.drafts.list())


def _counted(store: Store) -> int:
    return int(store.vault.settings.read(finish.NOT_STORED, 0))


def _read(room: Room) -> str:
    labels = room.window.record.summary.findChildren(QLabel)
    return " | ".join(one.text() for one in labels if one.isVisible())


def test_the_page_says_what_is_erased_and_leads_back_until_it_is_pressed(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    said = {**intake_answers(), "consent_store": "tidak"}
    opened, session = room.laptop.open_form("intake", None, said)
    room.laptop.w(drafts.save, opened.id, session.to_xml(), "", True)
    room.press("room-record")
    room.until(room.window.record.chooser.isVisible)
    room.press(f"draft-{opened.id.hex()}")
    room.until(room.window.record.summary.isVisible)
    erased = translate("flows", "This draft is erased. Only a count of talks goes up by one.")
    assert erased in _read(room)
    assert said["survivor_name"] not in _read(room)
    ref = next(one.ref for one in session.questions() if one.name == "consent_store")
    room.press(f"answer-{ref}")
    room.until(lambda: room.question() == "consent_store")
    assert room.laptop.do(_drafts) == 1
    while not room.window.record.summary.isVisible():  # the last questions may stay empty
        at = room.question()
        room.press("primary")
        room.until(
            lambda at=at: room.window.record.summary.isVisible() or room.question() != at  # type: ignore[misc]  # bound now
        )
    room.press("primary")
    room.until(lambda: room.window.room() == "home")
    assert (room.laptop.do(_drafts), room.laptop.do(_counted)) == (0, 1)
