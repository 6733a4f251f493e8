"""The drills as tables: six scenarios, their key actions, and what the real forms answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ui
from data.content import reader
from data.content.drill_check import check_drills, texts_of
from data.content.drill_reader import drill, drills
from data.content.guide_check import word_count
from data.content.source import BUILT_IN, Layered
from data.forms.session import FormSession
from data.model.drill import ExpectedAnswer, ExpectedLevel
from tests.data.content.filling import begin, form, walk

ICONS = Path(ui.__file__).parent / "theme" / "icons"
IDS = [f"l{number}" for number in range(1, 7)]
NO = "tidak"
SAFE = {"safe_now": "ya", "perp_nearby": NO}
# Named in the domain's table as wrong: some wrong choice of the drill must say so.
WRONG = {
    "l1": ("menasihati suami",),
    "l2": ("Memanggil paman", "rapat sekolah", "TPPK"),
    "l4": ("Membayar", "Salin fotonya"),
    "l5": ("surat perdamaian",),
    "l6": ("jawaban mertua",),
}


def test_the_six_drills_are_whole_fair_and_short() -> None:
    assert check_drills() == ()
    assert [each.id for each in drills("id")] == IDS


def test_both_languages_are_the_same_drill() -> None:
    for one, other in zip(drills("id"), drills("en"), strict=True):
        shape = [
            (
                [(a.code, a.safety) for a in each.actions],
                [
                    (m.code, [(c.code, c.verdict, c.actions) for c in m.choices])
                    for m in each.moments
                ],
                each.answers,
                each.levels,
            )
            for each in (one, other)
        ]
        assert shape[0] == shape[1]
        same = set(texts_of(one)) & set(texts_of(other))
        assert same == set(), same


def test_the_right_choice_does_not_always_stand_in_the_same_place() -> None:
    for each in drills("id"):
        places = {[c.right for c in moment.choices].index(True) for moment in each.moments}
        assert len(places) >= 2, each.id


@pytest.mark.parametrize("drill_id", sorted(WRONG))
def test_the_wrong_actions_of_the_domains_table_can_be_chosen(drill_id: str) -> None:
    wrong = [
        choice.text
        for moment in drill(drill_id, "id").moments
        for choice in moment.choices
        if not choice.right
    ]
    for words in WRONG[drill_id]:
        assert [text for text in wrong if words in text], words


def test_every_drill_has_a_drawing_a_source_and_a_version() -> None:
    for each in drills("en"):
        assert (ICONS / f"{each.picture}.svg").is_file()
        assert each.source and re.fullmatch(r"\d{10}", each.version)
        assert each.signed_off_by == ""


def test_no_text_of_a_drill_is_longer_than_a_page() -> None:
    for language in ("id", "en"):
        for each in drills(language):
            assert max(word_count(text) for text in texts_of(each)) <= 60


def _checked(level: ExpectedLevel, answers: tuple[ExpectedAnswer, ...]) -> FormSession:
    """The checklist with the expected answers; every other item of its list is ``tidak``."""
    prefix = {face.id: face.prefix for face in reader.form_faces()}[level.form]
    items = {
        defn.local: NO
        for defn in form(level.form).controls
        if re.fullmatch(rf"{prefix}[a-z]?\d*", defn.local)
    }
    given = {each.question: each.value for each in answers if each.form == level.form}
    assert set(given) <= set(items) | set(SAFE) | {"under_18"}, level.form
    session = begin(level.form)
    walk(session, {**SAFE, **items, **given})
    return session


def _levels() -> list[tuple[str, ExpectedLevel]]:
    return [(each.id, level) for each in drills("id") for level in each.levels]


def test_the_levels_of_the_domains_table_are_expected() -> None:
    told = {(drill_id, level.form, level.level) for drill_id, level in _levels()}
    assert told >= {
        ("l1", "ipv5", "darurat"),
        ("l1", "medis", "darurat"),
        ("l2", "anak", "darurat"),
        ("l3", "ipv5", "sedang"),
        ("l4", "kbgo", "tinggi"),
    }


@pytest.mark.parametrize(("drill_id", "level"), _levels())
def test_a_checklist_answered_as_the_drill_expects_reaches_its_level(
    drill_id: str, level: ExpectedLevel
) -> None:
    session = _checked(level, drill(drill_id, "id").answers)
    assert session.answers()["level"] == level.level


def test_every_answer_a_drill_expects_can_be_given_in_that_form() -> None:
    for each in drills("id"):
        for answer in each.answers:
            session = begin(answer.form)
            paths = {defn.local: defn.path for defn in form(answer.form).controls}
            view = session.view(paths[answer.question])
            choices = {choice.value for choice in view.choices}
            if choices:
                assert set(answer.value.split()) <= choices, (each.id, answer)


def test_a_drill_or_language_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        drill("l7", "id")
    with pytest.raises(KeyError):
        drills("jv")


def _changed(table: str, old: str, new: str) -> Layered:
    text = BUILT_IN.read(f"drills/{table}.csv").decode("utf-8")
    assert old in text
    return Layered({f"drills/{table}.csv": text.replace(old, new).encode()}, BUILT_IN)


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("actions", "l5,konflik,tidak", "l4,konflik,tidak", "key actions"),
        ("actions", "l5,tolak,ya", "l5,tolak,tidak", "does not fit its actions"),
        ("choices", "keselamatan,telepon,", "salah,,", "a right choice and a wrong one"),
        ("choices", "Tidak ada yang pulang ke bahaya.", "kata " * 16, "sentence too long"),
        ("choices", "Tidak ada yang pulang ke bahaya.", "Itu aib.", "do not use “aib”"),
        ("drills", "drill-shouting", "", "source, version, picture"),
        ("drills", "Teriakan dari rumah sebelah", "", "a text is empty"),
    ],
)
def test_a_pack_with_a_bad_drill_is_told_so(table: str, old: str, new: str, told: str) -> None:
    found = check_drills(_changed(table, old, new))
    assert [finding for finding in found if told in finding.said_en], found
