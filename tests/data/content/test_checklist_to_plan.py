"""From a finished checklist to what to do: level, services in time, steps, and the next list."""

from __future__ import annotations

import pytest

from data.content import reader
from data.model.danger import Danger
from data.model.form import FormFace
from data.model.levels import Level
from responder_app.rules.consent import ConsentState
from responder_app.rules.facts import draw, together
from responder_app.rules.pathway import Plan, plan, read_table
from responder_app.rules.suggest import suggested
from responder_app.rules.triage import assess, checklist_result
from tests.data.content.checking import checked
from tests.data.content.filling import missing

TABLE = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
WORDS = reader.reason_words()
LISTS = tuple(face for face in reader.form_faces() if face.kind == "checklist")
ADULT = {"age_years": "31", "sex": "perempuan", "consent_store": "ya"}
CHILD = {"age_years": "12", "consent_store": "ya"}


def _finish(
    form_id: str, told: dict[str, str], case: dict[str, str]
) -> tuple[Danger, Plan, tuple[str, ...]]:
    """A list answered with no but for ``told``, judged together with its case."""
    session = checked(form_id, {"safe_now": "ya", "perp_nearby": "tidak", **told}, case)
    while missing(session):
        for view in session.questions():
            if view.name in missing(session):
                session.answer(view.ref, "tidak")
    answers = session.answers()
    result = checklist_result(form_id, session.form.version, answers, WORDS)
    assert result.answered == result.asked
    known = together(case, answers)
    danger = assess([result], known, WORDS)
    facts = draw(known, danger.level)
    return danger, plan(known, danger, TABLE, 0), suggested(LISTS, facts, done=(form_id,))


@pytest.mark.parametrize(
    ("form_id", "told", "case", "level", "services", "steps", "following"),
    [
        (
            "ipv5",
            {"ipv_a": "ya", "strangled_when": "hari_ini"},
            {**ADULT, "perp_relation": "suami_istri"},
            "tinggi",
            {"uptd_ppa": "segera", "rs_rujukan": "segera", "rumah_aman": "24j"},
            {"igd_dicekik", "perlindungan_polisi", "tempat_malam_ini", "asesmen_uptd"},
            ("medis",),
        ),
        (
            "ipv5",
            {"ipv_e": "ya"},
            {**ADULT, "perp_relation": "suami_istri"},
            "tinggi",
            {"uptd_ppa": "24j"},
            {"anak_ikut_aman"},
            (),
        ),
        (
            "anak",
            {"anak_m6": "ya"},
            CHILD,
            "darurat",
            {"rs_rujukan": "segera", "psikolog": "segera", "uptd_ppa": "segera"},
            {"temani", "telepon_119", "dewasa_aman"},
            ("jiwa",),
        ),
        (
            "anak",
            {"anak_o5": "ya", "anak_o5_kind": "menikah", "anak_o5_soon": "ya"},
            CHILD,
            "tinggi",
            {"uptd_ppa": "24j", "dinsos": "24j", "kemenag_tokoh_agama": "24j"},
            {"suara_anak"},
            ("tppo",),
        ),
        (
            "anak",
            {"anak_k5": "ya", "anak_k1": "ya"},
            CHILD,
            "sedang",
            {"uptd_ppa": "72j"},
            {"kirim_uptd"},
            ("kbgo",),
        ),
        (
            "jiwa",
            {"jiwa_1": "ya", "jiwa_5": "ya"},
            ADULT,
            "darurat",
            {"rs_rujukan": "segera", "psikolog": "segera"},
            {"temani", "telepon_119", "antar_igd"},
            (),
        ),
        (
            "jiwa",
            {"jiwa_4": "tidak_mau_menjawab"},
            ADULT,
            "tinggi",
            {"psikolog": "24j", "puskesmas": "24j"},
            {"temani", "psikolog_hari_ini"},
            (),
        ),
        (
            "jiwa",
            {"jiwa_worry": "ya"},
            ADULT,
            "sedang",
            {"psikolog": "72j", "puskesmas": "72j"},
            {"puskesmas_jiwa"},
            (),
        ),
        (
            "kbgo",
            {"kbgo_1": "ya", "kbgo_9": "ya"},
            CHILD,
            "tinggi",
            {"uptd_ppa": "24j", "siber": "24j", "psikolog": "24j"},
            {"simpan_tautan", "jangan_bayar", "lapor_konten", "hapus_gambar_anak", "cek_jiwa"},
            ("anak", "jiwa"),
        ),
        (
            "kbgo",
            {"kbgo_3": "ya", "kbgo_3_when": "sudah_pergi"},
            CHILD,
            "darurat",
            {"polisi_110": "segera", "uptd_ppa": "segera", "siber": "segera"},
            {"telepon_110"},
            ("anak", "jiwa"),
        ),
        (
            "kbgo",
            {"kbgo_2": "ya"},
            ADULT,
            "tinggi",
            {"siber": "24j", "lbh": "24j"},
            {"hapus_gambar_dewasa", "lapor_konten"},
            ("jiwa",),
        ),
        (
            "tppo",
            {"tppo_now": "ya"},
            ADULT,
            "darurat",
            {"polisi_110": "segera", "sapa129": "segera", "unit_ppa_polres": "segera"},
            {"telepon_110", "telepon_129", "jangan_sendiri"},
            (),
        ),
        (
            "tppo",
            {"tppo_8": "ya"},
            ADULT,
            "sedang",
            {"uptd_ppa": "72j", "bp3mi": "72j"},
            {"jangan_sendiri", "uptd_putuskan"},
            (),
        ),
        (
            "medis",
            {"medis_1": "ya", "medis_1_awake": "tidak"},
            ADULT,
            "darurat",
            {"rs_rujukan": "segera", "uptd_ppa": "segera"},
            {"antar_igd"},
            (),
        ),
        (
            "medis",
            {"sexual_window": "kurang_72j"},
            ADULT,
            "tinggi",
            {"rs_rujukan": "segera", "uptd_ppa": "segera"},
            {"rs_72j", "simpan_bukti", "jelaskan_polisi"},
            (),
        ),
        (
            "medis",
            {"sexual_window": "lebih_120j"},
            ADULT,
            "sedang",
            {"uptd_ppa": "24j", "rs_rujukan": "7h"},
            {"telepon_uptd"},
            (),
        ),
        (
            "medis",
            {"medis_5": "ya"},
            ADULT,
            "darurat",
            {"rs_rujukan": "segera"},
            {"bawa_bungkus", "antar_igd"},
            (),
        ),
        (
            "medis",
            {"medis_9": "ya"},
            CHILD,
            "tinggi",
            {"rs_rujukan": "24j", "uptd_ppa": "24j"},
            {"periksa_sekali"},
            ("anak",),
        ),
    ],
)
def test_a_finished_list_leads_to_services_in_time_and_to_the_next_list(
    form_id: str,
    told: dict[str, str],
    case: dict[str, str],
    level: str,
    services: dict[str, str],
    steps: set[str],
    following: tuple[str, ...],
) -> None:
    danger, made, lists = _finish(form_id, told, case)
    assert danger.level.word == level
    times = {each.service.id: each.deadline for each in made.services}
    assert {name: times.get(name) for name in services} == services
    assert steps <= {each.step.code for each in made.steps}
    assert lists == following


@pytest.mark.parametrize("face", LISTS, ids=[face.id for face in LISTS])
def test_a_list_that_found_nothing_sends_nobody_anywhere(face: FormFace) -> None:
    form_id = face.id
    case = CHILD if form_id == "anak" else {**ADULT, "lives_with_perp": "tidak"}
    danger, made, _ = _finish(form_id, {}, case)
    assert danger.level is Level.RENDAH
    assert danger.reasons == ()
    assert [each.service.id for each in made.services] == []


@pytest.mark.parametrize(
    ("form_id", "told"),
    [
        ("anak", {"anak_o4": "ya"}),
        ("jiwa", {"jiwa_2": "ya"}),
        ("kbgo", {"kbgo_5": "ya"}),
        ("tppo", {"tppo_2": "ya"}),
        ("medis", {"medis_10": "ya"}),
    ],
)
def test_a_child_in_whom_any_list_finds_danger_reaches_the_uptd_against_the_familys_will(
    form_id: str, told: dict[str, str]
) -> None:
    _, made, _ = _finish(form_id, told, {**CHILD, "consent_services": "tidak_ada"})
    uptd = made.service("uptd_ppa")
    assert uptd is not None
    assert uptd.consent is ConsentState.NOT_NEEDED
    assert not made.refused
