"""Coming in, recording, taking back, hiding, locking: nothing typed is lost, nothing is asked."""

from __future__ import annotations

import pytest

from data.model.road import RecordState
from data.store.faces import list_vaults
from data.store.store import Store
from responder_app.flows.house import House
from responder_app.work import cases, drafts
from tests.responder_app.flows.conftest import Room, open_room
from tests.responder_app.work.laptops import danger_answers, intake_answers


def begin_intake(room: Room) -> None:
    """Catat, to its first question."""
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.press("room-record")
    room.until(room.window.record.chooser.isVisible)
    room.press("primary")
    room.until(lambda: room.question() == "safe_now")


def go_on_to(room: Room, name: str) -> None:
    """Pass over what may be passed over, to one question."""
    for _step in range(12):
        room.bot.wait(30)
        if room.question() == name:
            return
        room.press("primary")
    assert room.question() == name


def test_a_wrong_passphrase_is_said_in_a_sentence_and_slows_down(room: Room) -> None:
    for tries in range(5):
        room.come_in("salah salah salah salah")
        room.until(lambda tries=tries: fails(room) == tries + 1)  # type: ignore[misc]  # bound now
        room.bot.wait(50)
    assert room.window.room() == "door"
    (face,) = list_vaults(room.laptop.home, room.laptop.clock())
    assert face.wait_seconds == 30


def fails(room: Room) -> int:
    """Wrong tries the vault's header has counted."""
    (face,) = list_vaults(room.laptop.home, room.laptop.clock())
    return face.fails


def drafted(room: Room) -> bytes:
    """The only draft as it lies in the vault."""
    (line,) = room.laptop.do(drafts.begun)
    return room.laptop.do(drafts.open_draft, line.id).xml or b""


def cursor(room: Room) -> str:
    """The question the draft stands at."""
    (line,) = room.laptop.do(drafts.begun)
    at: str = room.laptop.do(drafts.open_draft, line.id).cursor
    return at


def test_every_answer_is_in_the_vault_before_the_next_question_is_asked_for(room: Room) -> None:
    begin_intake(room)
    room.choose("ya")
    room.until(lambda: b"<safe_now>ya<" in drafted(room))


def test_a_recording_goes_on_at_the_same_question_after_a_crash(room: Room) -> None:
    begin_intake(room)
    room.choose("ya")
    room.press("primary")
    room.until(lambda: room.question() == "perp_nearby")
    room.choose("tidak")
    go_on_to(room, "limits_explained")
    room.until(lambda: b"<perp_nearby>tidak<" in drafted(room))
    room.until(lambda: cursor(room).endswith("limits_explained"))
    room.window.hide()
    room.laptop.stop()
    room.laptop.start()
    again = open_room(room.laptop, room.city, room.bot)
    again.come_in()
    again.until(lambda: again.window.room() == "home")
    again.press("room-record")
    again.until(again.window.record.chooser.isVisible)
    (line,) = room.laptop.do(drafts.begun)
    again.press(f"draft-{line.id.hex()}")
    again.until(lambda: again.question() == "limits_explained")


def test_a_required_question_is_not_passed_over(room: Room) -> None:
    begin_intake(room)
    room.press("primary")
    room.until(lambda: bool(violation(room)))
    assert room.question() == "safe_now"


def violation(room: Room) -> str:
    """What stands under the question."""
    model = room.window.record.model()
    return model.violation if model is not None else ""


def judged_case(room: Room) -> bytes:
    """A case at its danger page, made by the verbs, shown by the window."""
    rec = room.laptop.record_case(**intake_answers())
    room.laptop.judge(rec, **danger_answers())
    room.stage.go("open_danger", rec)
    room.until(lambda: room.window.room() == "danger")
    return rec


def test_a_referral_can_be_taken_back_from_the_message(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    rec = judged_case(room)
    room.press("primary")
    room.until(lambda: room.window.room() == "case")
    room.press("toast-action")
    room.until(lambda: room.window.room() == "danger")
    assert room.laptop.w(cases.open_case, rec).pressed is None


def test_a_referral_goes_out_after_its_ten_seconds(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    rec = judged_case(room)
    room.press("primary")
    room.until(lambda: room.window.room() == "case")
    room.laptop.clock.at += 11
    room.house.refresh.tick()
    room.until(lambda: bool(room.laptop.w(cases.open_case, rec).ticket))
    assert room.laptop.w(cases.open_case, rec).line.state is RecordState.DI_LAPTOP


def test_locking_covers_at_once_keeps_the_draft_and_happens_once(room: Room) -> None:
    begin_intake(room)
    room.choose("tidak")
    room.press("lock")
    assert room.find("leave").isVisible()  # the timetable, before anything else happened
    room.house.locking.lock()
    room.until(lambda: room.done.count("succeeded") == 1)
    assert b"<safe_now>tidak<" in drafted(room)


def test_nobody_there_for_the_lock_time_means_locked(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.laptop.clock.at += 5 * 60 + 1
    room.house.tick()
    room.until(lambda: "succeeded" in room.done)


def test_the_timetable_hides_at_once_and_leaving_it_asks_for_the_passphrase(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.press("hide")
    leave = room.find("leave")
    assert leave.isVisible()
    room.press("leave")
    room.until(lambda: "succeeded" in room.done)


def test_another_language_is_shown_and_kept(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    house: House = room.house
    room.stage.go("settings")
    room.window.settings.changed.emit("language", "en")
    assert house.settings.look.language == "en"
    assert "look en" in room.done


@pytest.mark.parametrize("name", ["cases", "send", "guide", "settings", "danger", "home"])
def test_every_room_of_the_rail_opens(room: Room, name: str) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.press(f"room-{name}")
    shown = "record" if name == "danger" else name
    room.until(lambda: room.window.room() == shown)


def test_danger_signs_without_a_case_are_shown_and_not_written(room: Room) -> None:
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    before = room.laptop.do(letters)
    opened, session = room.laptop.open_form("ipv5", None, danger_answers())
    for view in session.questions():
        if view.required and not view.value:
            session.answer(view.ref, "ya" if view.name == "safe_now" else "tidak")
    room.laptop.w(drafts.save, opened.id, session.to_xml(), "", True)
    room.stage.go("open_draft", opened.id)
    room.until(room.window.record.summary.isVisible)
    room.press("primary")
    room.until(lambda: room.window.room() == "danger")
    model = room.window.danger.model()
    assert model is not None and model.level == "tinggi"
    assert room.laptop.do(letters) == before
    room.press("primary")
    room.until(lambda: room.question() != "" and room.window.room() == "record")
    assert len(room.laptop.do(drafts.begun)) == 2


def letters(store: Store) -> int:
    """How many letters this vault wrote."""
    return len(store.mailbag.faces())
