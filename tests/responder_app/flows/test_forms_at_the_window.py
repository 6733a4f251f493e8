"""Every kind of form at the window: chosen from the pack, lists, rows, files, corrections."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from data.forms.session import FormSession
from data.store.store import Store
from responder_app.flows.open_form import OpenForm
from responder_app.work import activities, begin, drafts, faces, filling
from tests.responder_app.flows.conftest import Room
from tests.responder_app.work.laptops import intake_answers

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))


def at_home(room: Room) -> None:
    """In, at the first room."""
    room.come_in()
    room.until(lambda: room.window.room() == "home")


def options(room: Room) -> list[str]:
    """The forms the chooser offers."""
    model = room.window.record.chooser.model()
    assert model is not None
    return [one.id for one in model.groups[0].options]


def choosing(room: Room, route: str, *facts: object) -> list[str]:
    """The chooser of a way, opened; its options."""
    room.stage.go(route, *facts)
    room.until(lambda: room.window.room() == "record")
    room.until(room.window.record.chooser.isVisible)
    return options(room)


def test_catat_offers_what_the_pack_has_for_this_role(room: Room) -> None:
    at_home(room)
    offered = choosing(room, "record")
    assert set(offered) == {"intake", "quick", "consultation", "content_report", "activity"}
    room.choose("activity")
    groups = [group for group in ("reporter_relation", "channel") if visible(room, group)]
    assert groups == []
    room.choose("quick")
    assert visible(room, "channel")


def visible(room: Room, group: str) -> bool:
    """Whether a group of the chooser is on show."""
    found = room.window.findChildren(QWidget, f"group-{group}")
    return any(one.isVisible() for one in found)


def test_what_fits_a_case_stands_first_among_the_lists(room: Room) -> None:
    at_home(room)
    lists = choosing(room, "danger")
    assert set(lists) == {face.id for face in faces.every() if face.kind == "checklist"}
    rec = room.laptop.record_case(visible_injury="berat", perp_relation="tetangga")
    room.stage.go("danger", rec)
    room.until(lambda: options(room)[0] == "medis")
    assert options(room)[-1] == "none"


def test_on_a_case_further_forms_are_offered(room: Room) -> None:
    at_home(room)
    rec = room.laptop.record_case()
    room.stage.go("open_case", rec)
    room.until(lambda: room.window.room() == "case")
    room.press("more_forms")
    room.until(room.window.record.chooser.isVisible)
    assert {"followup", "closing", "evidence", "ipv5", "medis"} <= set(options(room))


def test_a_page_of_several_questions_and_the_list_of_activities(room: Room) -> None:
    at_home(room)
    room.press("room-reports")
    room.until(lambda: room.window.room() == "reports")
    room.press("primary")
    room.until(lambda: room.question() == "act_date")
    opened, session = _the_draft(room)
    said = {
        "act_date": "2026-11-10",
        "act_place": "posyandu",
        "act_topic": "batas_aman",
        "act_method": "tatap_muka",
    }
    filling.put_in(session, said)
    area = next(view for view in session.questions() if view.name == "act_area")
    session.answer(area.ref, area.choices[0].value)
    list_at = next(one for one in session.screens() if one.kind == "list")
    room.laptop.w(drafts.save, opened, session.to_xml(), list_at.ref, False)
    room.stage.go("open_draft", opened)
    room.until(lambda: _kind(room) == "list")
    for name, value in (
        ("act_girls", "3"),
        ("act_women", "9"),
        ("act_boys", "0"),
        ("act_men", "0"),
    ):
        QTest.keyClicks(room.find(f"field-{name}"), value)
    for _step in range(9):
        if room.window.record.summary.isVisible():
            break
        room.press("primary")
        room.bot.wait(60)
    room.until(room.window.record.summary.isVisible)
    room.press("primary")
    room.until(lambda: room.window.room() == "reports")
    model = room.window.reports.model()
    assert model is not None and len(model.lines) == 1
    assert room.laptop.do(activities.own).shown[0].people == 12


def _the_draft(room: Room) -> tuple[bytes, FormSession]:
    (line,) = room.laptop.do(drafts.begun)
    opened = room.laptop.do(drafts.open_draft, line.id)
    return line.id, filling.session_of(opened, room.laptop.world, "id")


def _kind(room: Room) -> str:
    model = room.window.record.model()
    return model.kind if model is not None else ""


def test_rows_are_added_left_and_found_again_with_the_cursor_inside(room: Room) -> None:
    at_home(room)
    rec = room.laptop.record_case()
    opened = room.laptop.w(begin.start, "evidence", rec, {})
    session = filling.session_of(opened, room.laptop.world, "id")
    filling.put_in(
        session,
        {
            "ev_consent": "ya",
            "ev_type": "pakaian",
            "ev_holder": "penyintas",
            "ev_desc": "Baju",
            "ev_time": "2026-11-20T08:00:00.000+07:00",
            "ev_moved": "ya",
        },
    )
    repeat = next(one for one in session.screens() if one.kind == "repeat")
    room.laptop.w(drafts.save, opened.id, session.to_xml(), repeat.ref, False)
    room.stage.go("open_draft", opened.id)
    room.until(lambda: _kind(room) == "repeat")
    room.window.record.row_added.emit(repeat.ref)
    room.until(lambda: _kind(room) != "repeat")
    model = room.window.record.model()
    assert model is not None and model.ref.startswith(f"{repeat.ref}[2]")
    room.until(lambda: _cursor(room).startswith(f"{repeat.ref}[2]"))
    room.stage.go("home")
    room.stage.go("open_draft", opened.id)
    room.until(lambda: _kind(room) != "repeat")
    again = room.window.record.model()
    assert again is not None and again.ref == model.ref
    room.press("back")
    room.until(lambda: _kind(room) == "repeat")
    shown = room.window.record.model()
    assert shown is not None and shown.repeat is not None and len(shown.repeat.rows) == 2
    room.window.record.row_removed.emit(repeat.ref, 2)
    room.until(lambda: _rows(room) == 1)


def _rows(room: Room) -> int:
    model = room.window.record.model()
    return len(model.repeat.rows) if model is not None and model.repeat is not None else -1


def _cursor(room: Room) -> str:
    (line,) = room.laptop.do(drafts.begun)
    at: str = room.laptop.do(drafts.open_draft, line.id).cursor
    return at


def test_a_file_goes_into_the_vault_and_a_wrong_one_is_refused_in_a_sentence(
    room: Room, tmp_path: Path
) -> None:
    at_home(room)
    rec = room.laptop.record_case()
    opened = room.laptop.w(begin.start, "evidence", rec, {})
    session = filling.session_of(opened, room.laptop.world, "id")
    filling.put_in(
        session,
        {
            "ev_consent": "ya",
            "ev_type": "foto_luka",
            "ev_holder": "penyintas",
            "ev_desc": "Memar",
            "ev_time": "2026-11-20T08:00:00.000+07:00",
            "ev_sexual": "tidak",
        },
    )
    media = next(view.ref for view in session.questions() if view.kind == "media")
    room.laptop.w(drafts.save, opened.id, session.to_xml(), media, False)
    room.stage.go("open_draft", opened.id)
    room.until(lambda: room.question() == media.rpartition("/")[2])
    film = tmp_path / "film.jpg"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42")
    room.window.record.file_chosen.emit(media, str(film))
    room.bot.wait(200)
    assert room.laptop.do(_files) == 0
    picture = tmp_path / "Melur.jpg"
    picture.write_bytes(JPEG)
    room.window.record.file_chosen.emit(media, str(picture))
    room.until(lambda: room.laptop.do(_files) == 1)
    room.until(lambda: b".jpg<" in (room.laptop.do(drafts.open_draft, opened.id).xml or b""))
    assert b"Melur" not in (room.laptop.do(drafts.open_draft, opened.id).xml or b"")
    room.window.record.file_cleared.emit(media)
    room.until(lambda: room.laptop.do(_files) == 0)


def _files(store: Store) -> int:
    found = store.vault.drawer.row("SELECT count(*) FROM attachment")
    return int(found[0]) if found else 0


def test_hidden_answers_are_named_before_they_are_lost(room: Room) -> None:
    at_home(room)
    opened, session = room.laptop.open_form("intake", None, intake_answers())
    ref = next(view.ref for view in session.questions() if view.name == "violence_types")
    session.answer(ref, "seksual")
    window = next(view.ref for view in session.questions() if view.name == "sexual_window")
    session.answer(window, "kurang_72j")
    session.answer(ref, "fisik")
    room.laptop.w(drafts.save, opened.id, session.to_xml(), "", True)
    room.stage.go("open_draft", opened.id)
    room.until(room.window.record.summary.isVisible)
    model = room.window.record.summary.model()
    assert model is not None
    assert [getattr(one, "label", "") for one in model.hidden] == [session.view(window).label]


def test_a_childs_no_leads_back_to_the_law_and_not_to_an_erased_draft(room: Room) -> None:
    at_home(room)
    said = {"safe_now": "ya", "perp_nearby": "tidak", "under_18": "ya", "limits_explained": "ya"}
    opened, session = room.laptop.open_form("quick", None, {**said, "consent_store": "tidak"})
    room.laptop.w(drafts.save, opened.id, session.to_xml(), "", True)
    room.stage.go("open_draft", opened.id)
    room.until(room.window.record.summary.isVisible)
    room.press("primary")
    room.until(lambda: room.question() == "legal_basis")
    assert len(room.laptop.do(drafts.begun)) == 1


def test_an_answered_form_is_corrected_from_the_page_of_its_case(room: Room) -> None:
    at_home(room)
    rec = room.laptop.record_case()
    room.stage.go("open_case", rec)
    room.until(lambda: room.window.room() == "case")
    model = room.window.case.model()
    assert model is not None
    (line,) = model.forms
    room.press(f"correct-{line.id}")
    room.until(lambda: room.window.room() == "record")
    room.until(lambda: room.question() == "safe_now")
    (draft,) = room.laptop.do(drafts.begun)
    opened = room.laptop.do(drafts.open_draft, draft.id)
    assert opened.supersedes == line.id


@pytest.mark.parametrize("form_id", [face.id for face in faces.every()])
def test_every_form_is_walked_left_and_taken_up_where_it_was(room: Room, form_id: str) -> None:
    rec = None
    at_home(room)
    if faces.of(form_id).needs_case == "yes":
        rec = room.laptop.record_case()
    opened = room.laptop.w(begin.start, form_id, rec, {})
    form = OpenForm(opened, filling.session_of(opened, room.laptop.world, "id"))
    for _screen in range(4):
        for view in form.views:
            if view.required and not view.value and view.choices:
                form.session.answer(view.ref, view.choices[0].value)
        form.on()
    room.laptop.w(drafts.save, opened.id, form.session.to_xml(), form.at, False)
    room.stage.go("open_draft", opened.id)
    room.until(lambda: room.window.record.model() is not None)
    room.until(lambda: _shown(room) == form.at)


def _shown(room: Room) -> str:
    model = room.window.record.model()
    return model.ref if model is not None else ""
