"""The intake by channel and by age: who is asked what, and what the law makes of the answers."""

from __future__ import annotations

import pytest

from tests.data.content.filling import begin, fill, missing, more, shown, walk
from tests.data.content.test_intake import ADULT

START = {"safe_now": "ya", "perp_nearby": "tidak"}
CHILD = {
    **ADULT,
    "under_18": "ya",
    "guardian_ok": "ya",
    "consent_giver": "anak_dan_wali_aman",
    "child_assent": "ya",
    "age_years": "12",
    "guardian_safe": "kakek_nenek",
}


@pytest.mark.parametrize(
    ("channel", "asked"),
    [
        ("tatap_muka", ["others_nearby"]),
        ("telepon", ["note_telepon", "free_to_talk", "phone_reader"]),
        ("chat", ["note_chat", "free_to_talk", "phone_reader"]),
        ("daring", ["note_daring", "free_to_talk", "phone_reader"]),
        ("kunjungan", ["note_kunjungan", "others_nearby"]),
        ("rujukan", ["note_rujukan"]),
        ("kegiatan", ["note_kegiatan", "others_nearby"]),
    ],
)
def test_each_channel_has_its_own_words_and_questions(channel: str, asked: list[str]) -> None:
    session = fill("intake", {**START, "channel": channel})
    after = shown(session)
    assert after[after.index("channel") + 1 : after.index("under_18")] == asked


@pytest.mark.parametrize("language", ["Bahasa Indonesia (id)", "English (en)"])
def test_nobody_is_told_to_delete_a_chat_and_no_call_names_the_service(language: str) -> None:
    session = begin("intake", language)
    chat = session.view("/intake/cara_bicara/note_chat")
    call = session.view("/intake/cara_bicara/note_telepon")
    assert ("Jangan minta ia menghapus" in chat.hint) or ("Never ask for the chat" in chat.hint)
    assert ("jangan sebut nama" in call.label) or ("do not name" in call.label)


def test_a_child_is_told_in_easy_words_and_a_safe_guardian_is_looked_for() -> None:
    session = fill("intake", {**START, "channel": "tatap_muka", "under_18": "ya"})
    assert {"limits_child", "guardian_ok"} <= set(shown(session))
    adult = fill("intake", {**START, "channel": "tatap_muka", "under_18": "tidak"})
    assert not {"limits_child", "guardian_ok"} & set(shown(adult))


def test_a_childs_case_is_complete_with_a_safe_guardian() -> None:
    session = begin("intake")
    walk(session, CHILD)
    assert missing(session) == set()
    assert session.problems() == []
    assert session.value("/intake/checklist_id") == "ANAK"


def _givers(**answers: str) -> set[str]:
    session = begin("intake")
    walk(session, {**START, "consent_store": "ya", "limits_explained": "ya", **answers})
    view = next(view for view in session.questions() if view.name == "consent_giver")
    return {choice.value for choice in view.choices}


def test_an_unsafe_guardian_is_never_offered_as_the_one_who_consents() -> None:
    assert "anak_dan_wali_aman" in _givers(under_18="ya", guardian_ok="ya")
    for word in ("tidak", "tidak_tahu", "tidak_mau_menjawab"):
        offered = _givers(under_18="ya", guardian_ok=word, legal_basis="kewajiban_hukum")
        assert offered == {"anak_saja", "tanpa_persetujuan"}


def test_children_and_adults_are_offered_their_own_ways_to_consent() -> None:
    child = {"anak_dan_wali_aman", "anak_saja", "tanpa_persetujuan"}
    adult = {"penyintas_dewasa", "wali_penyandang_disabilitas", "tanpa_persetujuan"}
    assert _givers(under_18="ya") == child
    assert _givers(under_18="tidak") == adult
    assert _givers() == child | adult


def test_an_age_that_turns_out_to_be_a_childs_takes_the_adults_consent_back() -> None:
    session = begin("intake")
    walk(session, ADULT)
    more(session, {"age_years": "15"})
    assert missing(session) == {"consent_giver", "guardian_safe"}


def test_a_child_whose_guardian_is_unsafe_stands_on_a_legal_basis_with_its_reason() -> None:
    session = begin("intake")
    walk(session, {**CHILD, "guardian_ok": "tidak", "consent_giver": "anak_saja"})
    assert missing(session) == {"legal_basis"}
    more(session, {"legal_basis": "kewajiban_hukum"})
    assert "legal_reason" in shown(session)
    assert missing(session) == set()


def test_the_duty_towards_children_is_no_basis_for_an_adult() -> None:
    session = begin("intake")
    refused = {**START, "limits_explained": "ya", "consent_store": "tidak", "under_18": "tidak"}
    walk(session, refused)
    view = next(view for view in session.questions() if view.name == "legal_basis")
    assert {each.value for each in view.choices} == {"kepentingan_vital", "tugas_publik"}


def test_the_parent_who_is_accused_is_not_offered_as_the_safe_adult() -> None:
    session = begin("intake")
    walk(session, {**CHILD, "guardian_safe": "ayah"})
    assert missing(session) == set()
    more(session, {"perp_relation": "ayah_ibu", "perp_sex": "laki_laki"})
    assert missing(session) == {"guardian_safe"}
    more(session, {"guardian_safe": "ibu"})
    assert missing(session) == set()


def test_a_safe_guardian_who_consented_cannot_be_nobody() -> None:
    session = begin("intake")
    walk(session, {**CHILD, "guardian_safe": "tidak_ada"})
    assert [each.name for each in session.problems()] == ["guardian_safe"]


@pytest.mark.parametrize(("under", "age"), [("ya", "18"), ("ya", "40"), ("tidak", "17")])
def test_an_age_that_contradicts_the_first_answer_is_pointed_out(under: str, age: str) -> None:
    session = begin("intake")
    walk(session, {**ADULT, "under_18": under, "age_years": age})
    assert ("age_years", "constraint") in {(each.name, each.kind) for each in session.problems()}


def test_one_answer_of_being_a_child_is_enough() -> None:
    session = begin("intake")
    told = {key: value for key, value in CHILD.items() if key != "age_years"}
    walk(session, {**told, "age_band": "tidak_tahu"})
    assert session.value("/intake/is_child") == "ya"


def test_information_alone_is_a_way_that_keeps_nothing() -> None:
    session = fill("intake", {**START, "limits_explained": "ya", "consent_store": "tidak"})
    assert shown(session)[-1] == "info_path"
    assert session.value("/intake/may_record") == "tidak"
    assert session.entity_changes() == []


def test_an_earlier_report_is_fetched_by_its_number_instead_of_being_told_again() -> None:
    session = begin("intake")
    walk(session, {**ADULT, "told_before": "polisi uptd"})
    assert "told_ref" in shown(session)
    more(session, {"told_before": "keluarga"})
    assert "told_ref" not in shown(session)


@pytest.mark.parametrize(
    ("injury", "places"),
    [("tidak", False), ("ringan", True), ("berat", True), ("tidak_dilihat", False)],
)
def test_the_drawing_of_a_body_is_shown_only_for_an_injury(injury: str, places: bool) -> None:
    session = begin("intake")
    walk(session, {**ADULT, "visible_injury": injury})
    assert ("injury_places" in shown(session)) is places


def test_the_body_has_no_private_parts() -> None:
    session = begin("intake")
    zones = {each.value for each in session.view("/intake/kejadian/injury_places").choices}
    assert len(zones) == 20
    assert not zones & {"panggul", "bokong", "kelamin", "payudara"}


def test_what_is_kept_of_an_intake_is_what_was_answered_under_the_same_name() -> None:
    session = begin("intake")
    walk(session, ADULT)
    (change,) = session.entity_changes()
    assert (change.dataset, change.action) == ("case", "create")
    given = {name: value for name, value in change.properties.items() if value}
    assert {name: given[name] for name in ADULT} == ADULT
    assert set(given) - set(ADULT) == {"received_at"}


@pytest.mark.parametrize("form_id", ["intake", "quick"])
def test_a_child_without_consent_is_not_left_with_information_alone(form_id: str) -> None:
    session = begin(form_id)
    refused = {"limits_explained": "ya", "under_18": "ya", "consent_store": "tidak"}
    walk(session, {**START, "channel": "tatap_muka", **refused})
    assert "note_wajib_anak" in shown(session)
    assert "info_path" not in shown(session)
    view = next(view for view in session.questions() if view.name == "legal_basis")
    assert "kewajiban_hukum" in {each.value for each in view.choices}
    more(session, {"legal_basis": "kewajiban_hukum"})
    assert "note_wajib_anak" not in shown(session)
    assert session.value(f"/{form_id}/may_record") == "ya"
