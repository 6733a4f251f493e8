"""Whatever was told stays told: the next form of the case carries it and asks it no more."""

from __future__ import annotations

from data.forms.session import FormSession
from data.store.store import Store
from responder_app.flows.open_form import OpenForm
from responder_app.work import begin, cases, drafts, filling, finish
from responder_app.work.drafts import OpenDraft
from responder_app.work.identity import load
from responder_app.work.reading import full_text, state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop, intake_answers

SAFE = {"safe_now": "ya", "perp_nearby": "tidak"}
AGREED = {
    "under_18": "tidak",
    "limits_explained": "ya",
    "consent_store": "ya",
    "consent_giver": "penyintas_dewasa",
    "consent_form": "lisan_bersaksi",
}


def asked(laptop: Laptop, form_id: str, rec: bytes) -> tuple[FormSession, list[str]]:
    """The form of that case, and the names of the questions a person is really asked."""
    opened: OpenDraft = laptop.w(begin.start, form_id, rec, {})
    session = filling.session_of(opened, laptop.world, "id")
    form = OpenForm(opened, session)
    names: list[str] = []
    while not form.summary:
        names += [view.name for view in form.views]
        for view in form.views:
            if view.required and not view.value:
                session.answer(view.ref, _some(view.name, [one.value for one in view.choices]))
        if not form.on():
            names.append("?" + ",".join(words for _ref, words in form.wrongs()))
            break
    return session, names


def _some(name: str, choices: list[str]) -> str:
    known = {**intake_answers(), "age_years": "31"}
    return known.get(name) or (choices[0] if choices else "1")


def test_a_quick_record_grows_into_the_whole_story_without_asking_again(town: Town) -> None:
    opened, session = town.cadre.open_form(
        "quick",
        None,
        {
            **SAFE,
            **AGREED,
            "visible_injury": "ringan",
            "tonight_place": "keluarga",
            "consent_services": "uptd",
        },
    )
    quick = {view.name: view.value for view in session.questions() if view.value}
    assert {"safe_now", "consent_store", "visible_injury", "tonight_place"} <= quick.keys()
    done = town.cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    assert done.next == "danger"
    again, names = asked(town.cadre, "intake", done.rec)
    told = again.answers()
    assert {name: told.get(name) for name in quick} == quick
    assert not set(names) & quick.keys()
    assert {"sex", "violence_types", "own_words"} <= set(names)


def test_a_consultation_becomes_a_case_without_asking_again(town: Town) -> None:
    opened, session = town.cadre.open_form("consultation", None, {**SAFE, **AGREED})
    for _round in range(3):
        filling.put_in(
            session,
            {
                "entry_type": "konsultasi_keluarga",
                "consult_topic": "pasangan",
                "sex": "perempuan",
                "age_years": "29",
                "consult_note": "Ia bercerita tentang pertengkaran.",
                "consult_outcome": "naik_kasus",
            },
        )
    told = {view.name: view.value for view in session.questions() if view.value}
    done = town.cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    assert (done.next, done.suggested) == ("form", "intake")
    again, names = asked(town.cadre, "intake", done.rec)
    shared = {name for name in told if name in again.answers()}
    assert {"safe_now", "consent_store", "consult_note", "consult_topic"} <= shared
    assert not {name for name in names if name in told}
    assert {name: again.answers()[name] for name in shared} == {name: told[name] for name in shared}


def test_reported_content_becomes_a_case_without_asking_again(town: Town) -> None:
    said = {
        "victim_known": "saya_dampingi",
        "child_content": "tidak",
        **SAFE,
        **AGREED,
        "online_form": "ancaman_sebar_pemerasan",
        "platform": "whatsapp",
        "url_handle": "akun samaran",
        "reported_to": "belum",
        "consent_services": "uptd siber",
    }
    done = town.cadre.fill("content_report", None, said)
    assert town.cadre.w(cases.open_case, done.rec).forms[0].kind == "report"
    session, names = asked(town.cadre, "intake", done.rec)
    assert session.answers()["consent_store"] == "ya"
    assert not {"safe_now", "limits_explained", "consent_store", "consent_services"} & set(names)


def test_signs_seen_before_there_was_a_case_are_not_asked_again(town: Town) -> None:
    signs = {**SAFE, "violence_happened": "ya", "tonight_place": "keluarga"}
    opened, session = town.cadre.open_form(
        "ipv5", None, {**signs, **{f"ipv_{item}": "tidak" for item in "12345abcde"}}
    )
    done = town.cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    assert (done.next, done.suggested) == ("unsaved", "ipv5")
    whole = town.cadre.fill("intake", done.rec, {**signs, **intake_answers()})
    assert whole.rec == done.rec
    kept = town.cadre.w(begin.start, "ipv5", done.rec, {})
    assert kept.id == opened.id
    assert kept.at_summary
    after = town.cadre.fill_open(kept)
    assert after.next == "danger"
    assert [one.form for one in town.cadre.w(cases.open_case, done.rec).forms] == ["intake", "ipv5"]


def test_what_was_said_about_right_now_is_asked_anew_on_another_day(town: Town) -> None:
    rec = town.cadre.record_case()
    town.cadre.clock.at += begin.SITTING_SECONDS + 60
    session, names = asked(town.cadre, "ipv5", rec)
    assert {"safe_now", "perp_nearby"} <= set(names)
    assert session.answers().get("violence_happened") == "ya"
    assert len(town.cadre.do(drafts.begun)) == 1


def test_the_clock_of_the_first_response_is_not_moved_by_a_later_form(town: Town) -> None:
    first = town.cadre.fill(
        "quick",
        None,
        {
            **SAFE,
            **AGREED,
            "visible_injury": "ringan",
            "tonight_place": "keluarga",
            "consent_services": "uptd",
        },
    )
    began = town.cadre.w(_received, first.rec)
    assert began
    town.cadre.clock.at += 7200
    town.cadre.fill("intake", first.rec, intake_answers())
    assert town.cadre.w(_received, first.rec) == began


def _received(store: Store, world: World, rec: bytes) -> str:
    return full_text(state_of(store, world, load(store), rec), "received_at")
