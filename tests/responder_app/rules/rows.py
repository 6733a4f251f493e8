"""Cases for every row of the decision table: one that fires it, and one that just does not.

``FIRES``: answers, level, and services the plan must hold with their deadlines. ``SILENT``: the
smallest change after which the row stays silent. Row 29 always fires and has no second.
"""

from __future__ import annotations

from data.model.levels import Level

Answers = dict[str, str]

RENDAH, SEDANG, TINGGI, DARURAT = Level.RENDAH, Level.SEDANG, Level.TINGGI, Level.DARURAT
ADULT = {"age_years": "31", "consent_store": "ya"}
CHILD = {"age_years": "11", "consent_store": "ya"}
HUSBAND = {**ADULT, "perp_relation": "suami_istri", "violence_types": "fisik"}
SEXUAL = {"violence_types": "seksual"}
SCHOOL = {
    **CHILD,
    "place_category": "sekolah",
    "perp_relation": "teman",
    "violence_types": "psikis",
}
FAMILY_TALK = {**ADULT, "entry_type": "konsultasi_keluarga"}

FIRES: dict[str, tuple[Answers, Level, dict[str, str]]] = {
    "1": (
        {**ADULT, "safe_now": "tidak"},
        DARURAT,
        {"polisi_110": "segera", "uptd_ppa": "segera"},
    ),
    "1b": (
        {**ADULT, "perp_nearby": "ya", "visible_injury": "ringan"},
        DARURAT,
        {"rs_rujukan": "segera"},
    ),
    "2": (
        {**ADULT, "visible_injury": "berat"},
        SEDANG,
        {"rs_rujukan": "segera", "uptd_ppa": "segera"},
    ),
    "2b": (
        {**HUSBAND, "ipv_a": "ya", "occurred_when": "7h"},
        TINGGI,
        {"rs_rujukan": "segera", "uptd_ppa": "segera"},
    ),
    "2c": ({**CHILD, "medis_9": "ya"}, TINGGI, {"rs_rujukan": "24j", "uptd_ppa": "24j"}),
    "2d": (
        {**ADULT, "medis_1": "ya", "medis_1_awake": "tidak"},
        DARURAT,
        {"rs_rujukan": "segera", "uptd_ppa": "segera"},
    ),
    "2e": (
        {**ADULT, "medis_5": "ya"},
        DARURAT,
        {"rs_rujukan": "segera", "uptd_ppa": "segera"},
    ),
    "2f": ({**ADULT, "medis_10": "ya"}, TINGGI, {"rs_rujukan": "24j"}),
    "3": (
        {**ADULT, **SEXUAL, "sexual_window": "72_120j"},
        SEDANG,
        {"rs_rujukan": "segera", "uptd_ppa": "segera", "unit_ppa_polres": "72j"},
    ),
    "4": (
        {**ADULT, **SEXUAL, "sexual_window": "lebih_120j"},
        SEDANG,
        {"uptd_ppa": "24j", "rs_rujukan": "7h", "psikolog": "7h"},
    ),
    "5": (
        {**CHILD, **SEXUAL, "sexual_window": "lebih_120j"},
        TINGGI,
        {"uptd_ppa": "24j", "rs_rujukan": "24j", "unit_ppa_polres": "24j"},
    ),
    "5b": (
        {**CHILD, **SEXUAL, "sexual_window": "kurang_72j"},
        TINGGI,
        {"uptd_ppa": "segera", "rs_rujukan": "segera", "unit_ppa_polres": "segera"},
    ),
    "5c": (
        {**CHILD, "violence_types": "psikis", "guardian_safe": "tidak_ada"},
        SEDANG,
        {"uptd_ppa": "24j"},
    ),
    "6": (
        {**CHILD, "violence_types": "penelantaran"},
        SEDANG,
        {"uptd_ppa": "24j", "dinsos": "24j", "puskesmas": "24j"},
    ),
    "6b": (
        {**CHILD, "anak_m5": "ya"},
        DARURAT,
        {"unit_ppa_polres": "24j", "uptd_ppa": "segera"},
    ),
    "6c": ({**HUSBAND, "ipv_e": "ya"}, TINGGI, {"uptd_ppa": "24j"}),
    "7": (
        HUSBAND,
        TINGGI,
        {"uptd_ppa": "24j", "rumah_aman": "24j", "unit_ppa_polres": "24j"},
    ),
    "8": (HUSBAND, SEDANG, {"uptd_ppa": "72j", "psikolog": "72j", "lbh": "72j"}),
    "9": (
        {**ADULT, "violence_types": "psikis", "perp_relation": "tetangga"},
        RENDAH,
        {"uptd_ppa": "7h", "psikolog": "7h", "lbh": "7h", "dinsos": "7h"},
    ),
    "10": (
        {**ADULT, "consult_topic": "cerai_nafkah"},
        RENDAH,
        {"uptd_ppa": "7h", "lbh": "7h", "dinsos": "7h"},
    ),
    "11": (
        {**ADULT, "jiwa_1": "ya", "jiwa_5": "ya"},
        DARURAT,
        {"rs_rujukan": "segera", "psikolog": "segera"},
    ),
    "11b": (
        {**ADULT, "jiwa_3": "ya", "jiwa_5": "tidak"},
        TINGGI,
        {"psikolog": "24j", "puskesmas": "24j"},
    ),
    "11c": ({**ADULT, "jiwa_worry": "ya"}, SEDANG, {"psikolog": "72j", "puskesmas": "72j"}),
    "12": (
        {**ADULT, "tppo_4": "ya"},
        TINGGI,
        {"uptd_ppa": "24j", "unit_ppa_polres": "24j", "sapa129": "24j"},
    ),
    "12b": ({**ADULT, "tppo_2": "ya"}, SEDANG, {"uptd_ppa": "72j"}),
    "12c": ({**ADULT, "tppo_7": "ya"}, SEDANG, {"bp3mi": "72j"}),
    "12d": (
        {**ADULT, "tppo_now": "ya"},
        DARURAT,
        {"polisi_110": "segera", "uptd_ppa": "segera", "sapa129": "segera"},
    ),
    "13": (
        {**CHILD, "entry_type": "konten_daring"},
        RENDAH,
        {"uptd_ppa": "24j", "siber": "24j"},
    ),
    "13b": (
        {**CHILD, "kbgo_6": "ya"},
        SEDANG,
        {"guru_bk_sekolah": "24j", "psikolog": "24j"},
    ),
    "13c": (
        {**CHILD, "kbgo_3": "ya", "kbgo_3_when": "hari_ini"},
        DARURAT,
        {"polisi_110": "segera", "uptd_ppa": "segera", "siber": "segera"},
    ),
    "13d": ({**CHILD, "kbgo_2": "ya"}, TINGGI, {"siber": "24j"}),
    "14": (
        {**ADULT, "place_category": "daring"},
        SEDANG,
        {"uptd_ppa": "72j", "siber": "72j", "lbh": "72j", "psikolog": "72j"},
    ),
    "14b": (
        {**ADULT, "online_form": "sebar_konten_intim"},
        SEDANG,
        {"siber": "72j", "lbh": "72j"},
    ),
    "14c": (
        {"entry_type": "konten_daring", "victim_known": "tidak_dikenal"},
        RENDAH,
        {"uptd_ppa": "72j", "siber": "72j"},
    ),
    "15": (SCHOOL, SEDANG, {"guru_bk_sekolah": "7h", "pokja_pendidikan": "7h"}),
    "16": (
        {**CHILD, "perp_relation": "guru", "violence_types": "psikis"},
        SEDANG,
        {"uptd_ppa": "24j", "unit_ppa_polres": "24j", "pokja_pendidikan": "24j"},
    ),
    "17": (
        {**CHILD, "perp_age_band": "12_17"},
        SEDANG,
        {"unit_ppa_polres": "24j", "pk_bapas": "24j", "dinsos": "24j"},
    ),
    "18": (
        {**CHILD, "perp_age_band": "di_bawah_12"},
        RENDAH,
        {"dinsos": "72j", "uptd_ppa": "72j", "psikolog": "72j"},
    ),
    "19": (
        {**CHILD, "anak_o5": "ya", "anak_o5_kind": "menikah", "anak_o5_soon": "tidak"},
        TINGGI,
        {"uptd_ppa": "24j", "dinsos": "72j"},
    ),
    "19b": (
        {**CHILD, "anak_o5": "ya", "anak_o5_kind": "menikah"},
        TINGGI,
        {"uptd_ppa": "24j", "dinsos": "24j", "kemenag_tokoh_agama": "24j"},
    ),
    "20": (
        {**HUSBAND, "disability_support": "bahasa_isyarat"},
        SEDANG,
        {"uptd_ppa": "72j", "dinsos": "72j"},
    ),
    "21": ({**HUSBAND, "needs": "uang_makan"}, SEDANG, {"dinsos": "7h", "lpsk": "7h"}),
    "22": ({**HUSBAND, "conflict_flag": "ya"}, TINGGI, {"uptd_ppa": "24j", "sapa129": "24j"}),
    "23": (FAMILY_TALK, RENDAH, {"puspaga": "7h", "psikolog": "7h"}),
    "23b": (
        {**FAMILY_TALK, "consent_services": "lain tokoh_agama"},
        RENDAH,
        {"kemenag_tokoh_agama": "7h"},
    ),
    "24": (
        {**ADULT, "entry_type": "konsultasi_jiwa"},
        RENDAH,
        {"puskesmas": "7h", "psikolog": "7h"},
    ),
    "25": ({**HUSBAND, "consent_services": "tidak_ada"}, SEDANG, {"uptd_ppa": "72j"}),
    "25b": (
        {**CHILD, "violence_types": "psikis", "consent_services": "tidak_ada"},
        SEDANG,
        {"uptd_ppa": "72j"},
    ),
    "26": (HUSBAND, TINGGI, {"sapa129": "segera"}),
    "27": ({**ADULT, "entry_type": "tanda_bahaya"}, RENDAH, {"uptd_ppa": "7h"}),
    "28": ({**ADULT, "tonight_place": "belum_ada"}, TINGGI, {}),
    "29": ({}, RENDAH, {}),
}

SILENT: dict[str, tuple[Answers, Level]] = {
    "1": ({**ADULT, "safe_now": "tidak_tahu", "perp_nearby": "tidak"}, SEDANG),
    "1b": ({**ADULT, "perp_nearby": "ya", "visible_injury": "tidak"}, DARURAT),
    "2": ({**ADULT, "visible_injury": "ringan"}, SEDANG),
    "2b": ({**HUSBAND, "ipv_a": "ya", "strangled_when": "lebih_lama"}, TINGGI),
    "2c": ({**CHILD, "medis_9": "tidak"}, TINGGI),
    "2d": ({**ADULT, "medis_1": "ya", "medis_1_awake": "ya"}, DARURAT),
    "2e": ({**ADULT, "medis_5": "tidak_tahu"}, SEDANG),
    "2f": ({**ADULT, "medis_10": "tidak"}, RENDAH),
    "3": ({**CHILD, **SEXUAL, "sexual_window": "kurang_72j"}, TINGGI),
    "4": ({**ADULT, **SEXUAL, "sexual_window": "72_120j"}, SEDANG),
    "5": ({**ADULT, **SEXUAL, "sexual_window": "lebih_120j"}, TINGGI),
    "5b": ({**CHILD, **SEXUAL, "sexual_window": "lebih_120j"}, TINGGI),
    "5c": ({**CHILD, "violence_types": "psikis", "guardian_safe": "ibu"}, SEDANG),
    "6": ({**CHILD, **SEXUAL}, TINGGI),
    "6b": ({**CHILD, "anak_o2": "ya"}, TINGGI),
    "6c": ({**CHILD, "child_witness": "ya"}, TINGGI),
    "7": (HUSBAND, SEDANG),
    "8": (HUSBAND, TINGGI),
    "9": ({**ADULT, "violence_types": "psikis"}, TINGGI),
    "10": ({**CHILD, "violence_types": "penelantaran"}, SEDANG),
    "11": ({**ADULT, "jiwa_1": "ya", "jiwa_5": "tidak"}, TINGGI),
    "11b": ({**ADULT, "jiwa_1": "tidak", "jiwa_2": "tidak", "jiwa_4": "tidak_tahu"}, SEDANG),
    "11c": ({**ADULT, "jiwa_worry": "ya", "jiwa_2": "tidak_mau_menjawab"}, TINGGI),
    "12": ({**ADULT, "tppo_2": "ya"}, SEDANG),
    "12b": ({**ADULT, "tppo_2": "ya", "tppo_8": "ya"}, TINGGI),
    "12c": ({**ADULT, "tppo_6": "ya"}, TINGGI),
    "12d": ({**ADULT, "tppo_now": "tidak_tahu"}, SEDANG),
    "13": ({**ADULT, "entry_type": "konten_daring"}, RENDAH),
    "13b": ({**CHILD, "kbgo_6": "tidak"}, RENDAH),
    "13c": ({**CHILD, "kbgo_3": "ya", "kbgo_3_when": "lain_hari"}, TINGGI),
    "13d": ({**ADULT, "kbgo_2": "ya"}, TINGGI),
    "14": ({**CHILD, "place_category": "daring"}, SEDANG),
    "14b": ({**ADULT, "online_form": "peniruan_akun"}, SEDANG),
    "14c": ({"entry_type": "konten_daring", "victim_known": "saya_dampingi"}, RENDAH),
    "15": ({**SCHOOL, "perp_relation": "guru"}, SEDANG),
    "16": (SCHOOL, SEDANG),
    "17": ({**CHILD, "perp_age_band": "di_bawah_12"}, SEDANG),
    "18": ({**CHILD, "perp_age_band": "12_17"}, SEDANG),
    "19": ({**CHILD, "anak_o5": "ya", "anak_o5_kind": "bekerja"}, TINGGI),
    "19b": ({**CHILD, "anak_o5": "tidak"}, RENDAH),
    "20": ({**HUSBAND, "disability_support": "tidak"}, SEDANG),
    "21": ({**HUSBAND, "needs": "aman"}, SEDANG),
    "22": ({**HUSBAND, "conflict_flag": "tidak_tahu"}, TINGGI),
    "23": ({**FAMILY_TALK, "home_safe": "tidak"}, TINGGI),
    "23b": ({**FAMILY_TALK, "consent_services": "psikolog"}, RENDAH),
    "24": (FAMILY_TALK, RENDAH),
    "25": ({**CHILD, "violence_types": "fisik", "consent_services": "tidak_ada"}, SEDANG),
    "25b": ({**HUSBAND, "consent_services": "tidak_ada"}, SEDANG),
    "26": (HUSBAND, TINGGI),
    "27": ({**ADULT, "entry_type": "konsultasi_jiwa"}, RENDAH),
    "28": ({**ADULT, "tonight_place": "keluarga"}, SEDANG),
}
