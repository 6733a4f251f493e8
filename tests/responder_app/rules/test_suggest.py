"""Which checklist fits next: by what the case says, by who asks, and by what was done already."""

from __future__ import annotations

import pytest

from data.content import reader
from data.model.condition import compile_condition
from data.model.levels import Level
from data.model.vocabulary import VOCABULARY
from responder_app.rules.facts import draw
from responder_app.rules.suggest import suggested

FACES = tuple(face for face in reader.form_faces() if face.kind == "checklist")
ADULT = {"age_years": "31", "sex": "perempuan"}
CHILD = {"age_years": "11"}


def _suggested(answers: dict[str, str], role: str = "", done: tuple[str, ...] = ()) -> set[str]:
    return set(suggested(FACES, draw(answers, Level.SEDANG), role, done))


@pytest.mark.parametrize(
    ("answers", "forms"),
    [
        ({}, set()),
        ({**ADULT, "perp_relation": "suami_istri"}, {"ipv5"}),
        ({**ADULT, "perp_relation": "mantan_pasangan"}, {"ipv5"}),
        ({**ADULT, "perp_relation": "tetangga"}, set()),
        ({"age_years": "31", "sex": "laki_laki", "perp_relation": "suami_istri"}, set()),
        ({**ADULT, "consult_topic": "pasangan", "home_safe": "tidak"}, {"ipv5"}),
        ({**ADULT, "consult_topic": "pasangan"}, set()),
        (CHILD, {"anak"}),
        ({"under_18": "ya"}, {"anak"}),
        ({**CHILD, "violence_types": "seksual"}, {"anak", "jiwa"}),
        ({**CHILD, "anak_m6": "ya"}, {"anak", "jiwa"}),
        ({**CHILD, "anak_k5": "ya"}, {"anak", "kbgo"}),
        ({**CHILD, "anak_o5": "ya"}, {"anak", "tppo"}),
        ({**CHILD, "anak_o3": "ya"}, {"anak", "medis"}),
        ({**CHILD, "kbgo_9": "ya"}, {"anak", "jiwa", "kbgo"}),
        ({**ADULT, "entry_type": "konsultasi_jiwa"}, {"jiwa"}),
        ({**ADULT, "despair_signs": "ya"}, {"jiwa"}),
        ({**ADULT, "entry_type": "konten_daring"}, {"kbgo"}),
        ({**ADULT, "place_category": "daring"}, {"kbgo"}),
        ({**ADULT, "violence_types": "tppo"}, {"tppo"}),
        ({**ADULT, "perp_relation": "majikan"}, {"tppo"}),
        ({**ADULT, "visible_injury": "ringan"}, {"medis"}),
        ({**ADULT, "sexual_window": "kurang_72j"}, {"medis"}),
        ({**ADULT, "sexual_window": "tidak"}, set()),
        ({**ADULT, "ipv_a": "ya"}, {"medis"}),
        ({**ADULT, "ipv_a": "ya", "strangled_when": "minggu_ini"}, {"medis"}),
        ({**ADULT, "ipv_a": "ya", "strangled_when": "lebih_lama"}, set()),
    ],
)
def test_what_the_case_says_leads_to_the_list_that_fits(
    answers: dict[str, str], forms: set[str]
) -> None:
    assert _suggested(answers) == forms


def test_a_list_that_was_done_is_not_suggested_again() -> None:
    answers = {**CHILD, "anak_m6": "ya"}
    assert _suggested(answers, done=("anak",)) == {"jiwa"}
    assert _suggested(answers, done=("anak", "jiwa")) == set()


def test_a_volunteer_of_the_neighbourhood_is_not_led_to_the_questions_about_suicide() -> None:
    answers = {**CHILD, "anak_m6": "ya"}
    assert _suggested(answers, role="relawan_rt") == {"anak"}
    assert _suggested(answers, role="guru_bk") == {"anak", "jiwa"}


def test_every_form_has_a_condition_that_can_be_read() -> None:
    for face in reader.form_faces():
        if face.suggest:
            compile_condition(face.suggest, VOCABULARY)
    assert all(face.suggest for face in FACES)
