"""Practice at the window: drills and real forms, and a vault that is the same before and after."""

from __future__ import annotations

from responder_app.work import drafts, drills
from tests.responder_app.flows.conftest import Room
from ui.screens.practice import PracticeModel


def open_guide(room: Room) -> None:
    """Come in, and to the guide."""
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    room.press("room-guide")
    room.until(lambda: room.window.room() == "guide")


def drill_page(room: Room) -> PracticeModel:
    """What the practice screen shows."""
    model = room.window.practice.model()
    assert model is not None
    return model


def test_a_drill_is_played_to_its_end_and_remembered_for_the_trainee(room: Room) -> None:
    open_guide(room)
    room.press("guide-drill:l1")
    room.until(lambda: room.window.room() == "practice")
    room.press("primary")
    while drill_page(room).step == "moment":
        page = drill_page(room)
        assert not room.find("primary").isEnabled(), "one goes on only after choosing"
        room.press(f"choice-{page.choices[0].code}")
        room.until(lambda: bool(drill_page(room).feedback))
        room.press("primary")
    assert drill_page(room).step == "result"
    room.until(lambda: "l1" in room.laptop.do(drills.results))
    room.press("primary")
    room.until(lambda: room.window.room() == "guide")
    model = room.window.guide.model()
    assert model is not None
    tile = next(each for shelf in model.shelves for each in shelf.items if each.id == "drill:l1")
    result = room.laptop.do(drills.results)["l1"]
    assert str(result.of) in tile.about or result.again


def test_a_form_tried_out_leaves_nothing_behind(room: Room) -> None:
    open_guide(room)
    before = room.laptop.do(lambda store: store.vault.drafts.list())
    room.press("guide-form:ipv5")
    room.until(lambda: room.window.room() == "trial")
    for _step in range(60):
        if room.window.trial.summary.isVisible():
            break
        model = room.window.trial.model()
        assert model is not None and model.code == "LATIHAN"
        for view in model.questions:
            values = [choice.value for choice in view.choices]
            if view.kind == "select_one" and not view.value:
                room.window.trial.answered.emit(view.ref, "ya" if "ya" in values else values[0])
        room.window.trial.next_asked.emit()
    assert room.window.trial.summary.isVisible()
    room.press("primary")
    room.until(lambda: room.window.room() == "practice")
    assert "DARURAT" in drill_page(room).verdict
    assert room.laptop.do(lambda store: store.vault.drafts.list()) == before == []
    assert room.laptop.do(drafts.begun) == ()
