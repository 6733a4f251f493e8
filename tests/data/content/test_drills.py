"""The six drill scenarios of domain.md 6, from the answers to the plan, through forms and rules."""

from __future__ import annotations

from collections.abc import Mapping

from data.content import reader
from data.model.danger import Danger
from data.model.levels import Level
from responder_app.rules.consent import ConsentState
from responder_app.rules.facts import child, together
from responder_app.rules.pathway import Plan, plan, read_table
from responder_app.rules.triage import assess, checklist_result
from tests.data.content.filling import begin, missing, walk
from tests.data.content.test_intake import ADULT

TABLE = read_table(reader.pathway_rows(), reader.step_rows(), reader.services())
WORDS = reader.reason_words()
IPV = dict.fromkeys([f"ipv_{item}" for item in "12345abcde"], "tidak")
KBGO = dict.fromkeys([f"kbgo_{number}" for number in range(1, 11)], "tidak")


def _finish(form_id: str, answers: Mapping[str, str]) -> dict[str, str]:
    session = begin(form_id)
    walk(session, answers)
    assert missing(session) == set()
    return session.answers()


def _decide(
    intake: Mapping[str, str], checklist: str = "", danger: Mapping[str, str] | None = None
) -> tuple[Danger, Plan]:
    answers = _finish("intake", intake)
    results = []
    if checklist:
        now = {name: answers[name] for name in ("safe_now", "perp_nearby")}
        found = _finish(checklist.lower(), {**now, **(danger or {})})
        results.append(checklist_result(checklist, "1", found, WORDS))
        answers = together(answers, found)
    judged = assess(results, answers, WORDS)
    return judged, plan(answers, judged, TABLE, 0)


def _times(made: Plan) -> dict[str, str]:
    return {each.service.id: each.deadline for each in made.services}


def test_l1_a_neighbour_hears_screams_and_the_husband_is_still_there() -> None:
    danger, made = _decide(
        {**ADULT, "safe_now": "tidak", "perp_nearby": "ya", "reporter_relation": "tetangga_warga"},
        "IPV5",
        {**IPV, "ipv_a": "ya"},
    )
    assert danger.level is Level.DARURAT
    times = _times(made)
    assert [times[each] for each in ("polisi_110", "uptd_ppa", "rs_rujukan")] == ["segera"] * 3
    assert made.steps[0].step.code == "telepon_110"
    assert "igd_dicekik" in [each.step.code for each in made.steps]
    assert "tempat_malam_ini" in [each.step.code for each in made.steps]
    assert "Masuk ke rumah itu" in [words for words, _ in made.never]


def test_l2_a_girl_of_fifteen_tells_her_teacher_about_her_uncle() -> None:
    signs = [
        f"anak_{group}{n}" for group, k in (("m", 6), ("o", 6), ("k", 5)) for n in range(1, k + 1)
    ]
    danger, made = _decide(
        {
            **ADULT,
            "age_years": "15",
            "guardian_safe": "ibu",
            "consent_giver": "anak_saja",
            "violence_types": "seksual",
            "sexual_window": "kurang_72j",
            "perp_relation": "keluarga",
            "consent_services": "tidak_ada",
        },
        "ANAK",
        {**dict.fromkeys(signs, "tidak"), "anak_m2": "ya"},
    )
    assert danger.level is Level.DARURAT
    times = _times(made)
    assert (times["rs_rujukan"], times["uptd_ppa"]) == ("segera", "segera")
    uptd = made.service("uptd_ppa")
    assert uptd is not None
    assert uptd.consent is ConsentState.NOT_NEEDED
    assert {"simpan_bukti", "dewasa_aman"} <= {each.step.code for each in made.steps}


def test_l3_a_talk_about_money_becomes_a_case_of_control_and_threats() -> None:
    danger, made = _decide(
        {
            **ADULT,
            "entry_type": "konsultasi_keluarga",
            "consult_topic": "ekonomi",
            "consult_outcome": "naik_kasus",
            "violence_types": "psikis penelantaran",
            "visible_injury": "tidak",
            "consent_services": "uptd psikolog",
        },
        "IPV5",
        {**IPV, "ipv_1": "ya", "ipv_5": "ya"},
    )
    assert danger.level is Level.SEDANG
    times = _times(made)
    assert (times["uptd_ppa"], times["psikolog"]) == ("72j", "72j")
    assert "23" not in made.rules
    assert {each.service.id for each in made.sendable()} == {"uptd_ppa", "psikolog"}


def test_l4_a_boy_of_twelve_is_threatened_by_a_friend_from_a_game() -> None:
    danger, made = _decide(
        {
            **ADULT,
            "entry_type": "konten_daring",
            "age_years": "12",
            "consent_giver": "anak_dan_wali_aman",
            "sex": "laki_laki",
            "guardian_safe": "ibu",
            "violence_types": "psikis",
            "place_category": "daring",
            "perp_relation": "kenalan_daring",
        },
        "KBGO",
        {**KBGO, "under_18": "ya", "kbgo_1": "ya", "kbgo_9": "ya"},
    )
    assert danger.level is Level.TINGGI
    times = _times(made)
    assert (times["uptd_ppa"], times["siber"]) == ("24j", "24j")
    assert {"Menyimpan gambar", "Membayar"} <= {words for words, _ in made.never}
    steps = {each.step.code for each in made.steps}
    wanted = {"simpan_tautan", "jangan_bayar", "cek_jiwa", "hapus_gambar_anak", "dewasa_aman"}
    assert wanted <= steps


def test_l5_a_leader_who_holds_power_here_goes_straight_to_the_uptd() -> None:
    _, made = _decide(
        {
            **ADULT,
            "conflict_flag": "ya",
            "violence_types": "seksual",
            "sexual_window": "lebih_120j",
            "perp_relation": "pengasuh_asrama_tokoh_agama",
        }
    )
    assert _times(made)["uptd_ppa"] == "24j"
    assert "langsung_uptd" in [each.step.code for each in made.steps]
    assert {"Mendamaikan", "Membahas di kantor"} <= {words for words, _ in made.never}


def test_l6_a_deaf_woman_gets_an_interpreter_and_is_asked_herself() -> None:
    _, made = _decide(
        {**ADULT, "disability_support": "bahasa_isyarat", "perp_relation": "keluarga"}
    )
    assert {"uptd_ppa", "dinsos"} <= set(_times(made))
    assert "bantuan_komunikasi" in [each.step.code for each in made.steps]
    assert "Berbicara hanya dengan pendampingnya" in [words for words, _ in made.never]


def test_a_man_hurt_by_his_wife_is_not_measured_by_a_list_made_for_women() -> None:
    answers = _finish("intake", {**ADULT, "sex": "laki_laki"})
    assert "checklist_id" not in answers
    assert assess([], answers, WORDS).level is Level.SEDANG
    assert child(answers) == "tidak"
