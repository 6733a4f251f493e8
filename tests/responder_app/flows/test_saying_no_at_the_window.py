"""She does not want it written down: the page says what that means, and only pressing it erases."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize(
    ("told", "basis"),
    [
        ({"safe_now": "ya", "guardian_ok": "tidak"}, "Kewajiban hukum"),
        ({"safe_now": "tidak", "guardian_ok": "ya"}, "Kepentingan vital"),
    ],
)
def test_a_no_is_not_the_end_for_a_hurt_child_and_the_page_proposes_the_basis(
    room: Room, told: dict[str, str], basis: str
) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    said = {"perp_nearby": "tidak", "channel": "tatap_muka", "free_to_talk": "ya"}
    said |= {"under_18": "ya", "limits_explained": "ya", "consent_store": "tidak"} | told
    opened, session = room.laptop.open_form("intake", None, said)
    room.laptop.w(drafts.save, opened.id, session.to_xml(), "", True)
    room.press("room-record")
    room.until(room.window.record.chooser.isVisible)
    room.press(f"draft-{opened.id.hex()}")
    _to_the_summary(room)
    assert translate("flows", "The law protects the child") in _read(room)
    assert basis in _read(room)
    room.press("primary")
    room.until(lambda: room.question() == "legal_basis")
    assert (room.laptop.do(_drafts), room.laptop.do(_counted)) == (1, 0)


def _to_the_summary(room: Room) -> None:
    """On with the button until the page before the end; what may stay empty stays empty."""
    summary = room.window.record.summary
    room.until(lambda: summary.isVisible() or bool(room.question()))
    while not summary.isVisible():
        at = room.question()
        room.press("primary")
        room.until(lambda at=at: summary.isVisible() or room.question() != at)  # type: ignore[misc]  # bound now
