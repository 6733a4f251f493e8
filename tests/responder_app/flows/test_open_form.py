"""Standing in a form: what was said on the page before is not asked again; why one cannot go on."""

from __future__ import annotations

from responder_app.flows.open_form import OpenForm
from responder_app.work import begin, drafts, filling
from tests.responder_app.flows.conftest import Room


def opened(room: Room, form_id: str, **chosen: str) -> OpenForm:
    """A form begun with what was chosen on the page before."""
    room.come_in()
    room.until(lambda: room.window.room() == "home")
    draft = room.laptop.w(begin.start, form_id, None, chosen)
    return OpenForm(draft, filling.session_of(draft, room.laptop.world, "id"))


def walk(form: OpenForm, answers: dict[str, str]) -> list[str]:
    """Go on to the last page; the names of the questions that were on show."""
    asked = []
    while not form.summary:
        for view in form.views:
            asked.append(view.name)
            said = answers.get(view.name, "")
            if not said and view.required and not view.value:
                said = view.choices[0].value if view.choices else "30"
            if said:
                form.session.answer(view.ref, said)
        assert form.on(), asked[-1]
    return asked


def test_who_tells_is_not_asked_again_though_its_page_opens_later(room: Room) -> None:
    form = opened(room, "intake", channel="telepon", reporter_relation="tetangga_warga")
    asked = walk(form, {"under_18": "tidak", "consent_store": "ya"})
    assert "told_before" in asked
    assert "reporter_relation" not in asked and "channel" not in asked
    assert form.session.answers()["reporter_relation"] == "tetangga_warga"


def test_an_answer_changed_by_hand_stays_as_it_was_changed(room: Room) -> None:
    form = opened(room, "intake", channel="telepon", reporter_relation="tetangga_warga")
    walk(form, {"under_18": "tidak", "consent_store": "ya"})
    ref = next(one.ref for one in form.session.questions() if one.name == "reporter_relation")
    form.jump(ref)
    form.session.answer(ref, "keluarga")
    walk(form, {})
    assert form.session.view(ref).value == "keluarga"


def test_not_knowing_is_offered_only_where_it_can_be_answered(room: Room) -> None:
    form = opened(room, "intake")
    assert form.wrongs()[0][1] == "Pertanyaan ini perlu dijawab. “Tidak tahu” juga jawaban."
    answers = {"safe_now": "ya", "perp_nearby": "tidak", "channel": "tatap_muka"}
    filling.put_in(form.session, {**answers, "limits_explained": "ya", "consent_store": "ya"})
    giver = next(one.ref for one in form.session.questions() if one.name == "consent_giver")
    form.jump(giver)
    assert form.wrongs() == ((giver, "Pertanyaan ini perlu dijawab."),)


def test_who_told_at_a_consultation_is_not_asked_again_when_it_becomes_a_case(room: Room) -> None:
    form = opened(room, "consultation", channel="telepon", reporter_relation="tetangga_warga")
    walk(form, {"under_18": "tidak", "consent_store": "ya", "consult_outcome": "naik_kasus"})
    room.laptop.w(drafts.save, form.opened.id, form.session.to_xml(), form.at, True)
    room.stage.go("open_draft", form.opened.id)
    room.until(room.window.record.summary.isVisible)
    room.press("primary")
    room.until(lambda: not room.window.record.summary.isVisible())
    room.until(lambda: room.question() != "")
    (line,) = room.laptop.do(drafts.begun)
    whole = room.laptop.do(drafts.open_draft, line.id)
    assert whole.form_id == "intake"
    assert "reporter_relation" in whole.known
    assert whole.answers["reporter_relation"] == "tetangga_warga"
