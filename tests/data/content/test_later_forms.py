"""Follow-up, closing and recovery, content report, evidence, activity: the rules in the form."""

from __future__ import annotations

import pytest

from data.content import reader
from data.forms.session import FormSession
from tests.data.content.filling import begin, controls, fill, missing, more, ref_of, shown, walk

SAFE = {"safe_now": "ya", "perp_nearby": "tidak"}


def _known(form_id: str, **hidden: str) -> FormSession:
    session = begin(form_id)
    for name, value in hidden.items():
        session.answer(f"/{form_id}/{name}", value)
    return session


@pytest.mark.parametrize(
    ("level", "result", "expected"),
    [
        ("darurat", "aman", "24j"),
        ("tinggi", "aman", "48j"),
        ("sedang", "aman", "7h"),
        ("rendah", "menolak", "14h"),
        ("rendah", "tidak_aman", "24j"),
        ("", "aman", ""),
    ],
)
def test_the_next_check_follows_the_level_and_never_comes_later_than_the_danger(
    level: str, result: str, expected: str
) -> None:
    session = _known("followup", case_level=level)
    walk(session, {**SAFE, "fu_result": result})
    assert session.value("/followup/recheck_in") == expected


@pytest.mark.parametrize(
    ("result", "asked", "hidden"),
    [
        ("aman", {"recovery_aman", "fu_new_needs"}, {"tonight_place", "pause_until"}),
        ("tidak_aman", {"tonight_place", "safety_plan"}, {"recovery_aman", "pause_until"}),
        ("minta_jeda", {"pause_until"}, {"recovery_aman", "tonight_place"}),
        ("menolak", {"note_menolak"}, {"fu_new_needs", "recovery_aman", "despair_signs"}),
        ("belum_terhubung", set(), {"fu_new_needs", "recovery_aman", "despair_signs"}),
    ],
)
def test_each_result_of_a_follow_up_asks_what_belongs_to_it(
    result: str, asked: set[str], hidden: set[str]
) -> None:
    session = fill("followup", {**SAFE, "fu_result": result})
    assert asked <= set(shown(session))
    assert not hidden & set(shown(session))


@pytest.mark.parametrize("form_id", ["followup", "closing"])
def test_recovery_is_six_rows_of_faces_that_nobody_must_answer(form_id: str) -> None:
    scales = [view for view in controls(begin(form_id)) if view.name.startswith("recovery_")]
    scales = [view for view in scales if view.kind == "select_one"]
    assert len(scales) == 6
    for view in scales:
        assert (view.appearance, view.required) == ("likert", False)
        faces = [choice.image for choice in view.choices if choice.value != "tidak_mau_menjawab"]
        assert [each.rsplit("/", 1)[-1] for each in faces] == [f"face-{n}.svg" for n in range(4)]


@pytest.mark.parametrize("role", ["kader_pkk", "guru_bk", "staf_kelurahan", "", "case_manager"])
@pytest.mark.parametrize("level", ["darurat", "tinggi", "sedang", "rendah"])
def test_a_grave_case_is_closed_at_the_uptd_only(level: str, role: str) -> None:
    session = _known("closing", case_ref="ab", case_level=level, recorder_role=role)
    walk(session, {"safe_now": "ya", "close_reason": "pindah", "plan_reviewed": "ya"})
    allowed = level in {"sedang", "rendah"} or role == "case_manager"
    assert session.value("/closing/may_close") == ("ya" if allowed else "tidak")
    assert ("note_uptd_menutup" in shown(session)) is not allowed
    assert bool(session.entity_changes()) is allowed


def test_somebody_who_is_not_safe_is_not_closed_unless_the_case_was_a_mistake() -> None:
    session = _known("closing", case_level="sedang")
    walk(session, {"safe_now": "tidak", "close_reason": "permintaan_penyintas"})
    assert session.value("/closing/may_close") == "tidak"
    more(session, {"close_reason": "salah_masuk"})
    assert session.value("/closing/may_close") == "ya"


@pytest.mark.parametrize(
    ("reason", "needed"),
    [
        ("tujuan_tercapai", {"recovery_agreed_at", "plan_reviewed", "can_return_told"}),
        ("permintaan_penyintas", {"plan_reviewed", "can_return_told"}),
        ("pindah", {"plan_reviewed", "can_return_told"}),
        ("dialihkan", {"plan_reviewed", "can_return_told"}),
        ("hilang_kontak", {"last_contact_on"}),
        ("meninggal", set()),
        ("salah_masuk", set()),
    ],
)
def test_each_reason_of_closing_asks_what_it_needs(reason: str, needed: set[str]) -> None:
    session = fill("closing", {"safe_now": "ya", "close_reason": reason})
    assert missing(session) == needed


@pytest.mark.parametrize(("day", "fits"), [("2026-10-20", True), ("2026-11-01", False)])
def test_a_contact_is_lost_after_thirty_days_and_not_before(day: str, fits: bool) -> None:
    session = begin("closing")
    walk(session, {"safe_now": "ya", "close_reason": "hilang_kontak", "last_contact_on": day})
    assert (session.problems() == []) is fits


REPORT = {
    "victim_known": "tidak_dikenal",
    "child_content": "tidak",
    "online_form": "perundungan",
    "platform": "tiktok",
    "url_handle": "@akun_contoh",
    "seen_at": "2026-11-20T20:00:00.000+07:00",
    "reported_to": "belum",
}


@pytest.mark.parametrize("child", ["ya", "tidak_tahu", "tidak_mau_menjawab"])
def test_no_picture_is_taken_where_a_child_may_be_in_it(child: str) -> None:
    session = begin("content_report")
    walk(session, REPORT)
    assert "screenshot" in shown(session)
    more(session, {"screenshot": "0011223344556677.png", "child_content": child})
    assert "screenshot" not in shown(session)
    assert "screenshot" not in session.answers()
    assert all("screenshot" not in change.properties for change in session.entity_changes())


@pytest.mark.parametrize(
    "kind", "sebar_konten_intim ancaman_sebar_pemerasan grooming rekayasa_gambar".split()
)
def test_no_picture_is_taken_of_intimate_content(kind: str) -> None:
    session = begin("content_report")
    walk(session, {**REPORT, "online_form": f"perundungan {kind}"})
    assert "screenshot" not in shown(session)


@pytest.mark.parametrize(
    ("victim", "child", "basis"),
    [
        ("tidak_dikenal", "tidak", "tugas_publik"),
        ("tidak_dikenal", "ya", "kewajiban_hukum"),
        ("anak_di_wilayah", "tidak", "kewajiban_hukum"),
        ("saya_dampingi", "ya", "kewajiban_hukum"),
    ],
)
def test_a_report_stands_on_the_law_where_nobody_can_be_asked(
    victim: str, child: str, basis: str
) -> None:
    session = fill("content_report", {"victim_known": victim, "child_content": child})
    assert session.value("/content_report/legal_basis") == basis
    assert "url_handle" in shown(session)


def test_somebody_who_is_known_is_asked_before_the_link_is_written_down() -> None:
    session = fill("content_report", {"victim_known": "saya_dampingi", "child_content": "tidak"})
    assert "url_handle" not in shown(session)
    assert session.entity_changes() == []
    more(session, {"limits_explained": "ya", "consent_store": "ya"})
    assert {"url_handle", "consent_services"} <= set(shown(session))


def test_a_report_on_a_case_that_is_known_asks_no_consent_again_and_changes_none() -> None:
    session = _known("content_report", case_ref="00ff", case_level="sedang")
    walk(session, {**REPORT, "victim_known": "saya_dampingi"})
    assert missing(session) == set()
    assert "limits_explained" not in shown(session)
    (change,) = session.entity_changes()
    assert not {"entry_type", "legal_basis", "consent_store"} & set(change.properties)


def test_a_report_of_unknown_content_is_complete_without_any_person() -> None:
    session = begin("content_report")
    walk(session, REPORT)
    assert missing(session) == set()
    (change,) = session.entity_changes()
    assert change.properties["entry_type"] == "konten_daring"


ITEM = {
    "ev_consent": "ya",
    "ev_type": "tangkapan_layar",
    "ev_holder": "penyintas",
    "ev_desc": "Obrolan tanggal 19 November",
    "ev_time": "2026-11-19T09:00:00.000+07:00",
    "ev_sexual": "tidak",
}


@pytest.mark.parametrize("word", ["tidak", "tidak_tahu", "tidak_mau_menjawab"])
def test_evidence_is_not_noted_without_a_yes(word: str) -> None:
    session = begin("evidence")
    walk(session, ITEM)
    more(session, {"ev_consent": word})
    assert shown(session) == ["ev_consent"]
    assert session.entity_changes() == []


@pytest.mark.parametrize("word", ["ya", "tidak_tahu", "tidak_mau_menjawab"])
def test_a_file_with_a_body_in_it_is_never_taken(word: str) -> None:
    session = begin("evidence")
    walk(session, {**ITEM, "ev_image": "0011223344556677.png"})
    assert "ev_image" in session.answers()
    more(session, {"ev_sexual": word})
    assert "note_berkas" in shown(session)
    assert not {"ev_image", "ev_audio", "ev_file"} & set(session.answers())


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("pakaian", set()),
        ("benda", set()),
        ("cctv", set()),
        ("foto_luka", {"ev_image"}),
        ("tangkapan_layar", {"ev_image"}),
        ("chat_suara", {"ev_image", "ev_audio"}),
        ("surat_medis", {"ev_image", "ev_file"}),
    ],
)
def test_each_kind_of_evidence_takes_its_kind_of_file(kind: str, files: set[str]) -> None:
    session = begin("evidence")
    walk(session, {**ITEM, "ev_type": kind})
    assert {"ev_image", "ev_audio", "ev_file"} & set(shown(session)) == files


def test_no_volunteer_keeps_evidence_not_even_in_passing() -> None:
    offered = {
        view.name: {each.value for each in view.choices} for view in controls(begin("evidence"))
    }
    assert "kader" not in offered["ev_holder"] | offered["log_to"]
    assert "kader" in offered["log_from"]


def test_every_handing_over_is_a_row_of_its_own() -> None:
    session = begin("evidence")
    walk(session, ITEM)
    assert "log_to" not in shown(session)
    more(session, {"ev_moved": "ya"})
    session.add_repeat("/evidence/ev_log")
    assert missing(session) == {"log_at", "log_from", "log_to", "log_purpose"}
    assert shown(session).count("log_to") == 2


def test_an_activity_holds_figures_and_no_name() -> None:
    identity = reader.identity_of_fields()
    views = list(controls(begin("activity")))
    assert {identity[view.name] for view in views} == {"no"}
    assert "text" not in {view.kind for view in views}


def test_an_activity_counts_its_people() -> None:
    session = fill("activity", {"act_girls": "12", "act_boys": "9", "act_women": "20"})
    assert session.value("/activity/act_people") == "41"
    session.answer(ref_of(session, "act_men"), "-1")
    assert ("act_men", "constraint") in {(each.name, each.kind) for each in session.problems()}
