"""The four questions and the fifth against domain.md 3.4: all answers, and who may ask them."""

from __future__ import annotations

import itertools

import pytest

from data.content import reader
from tests.data.content.checking import SAFE, all_no, checked, level, why
from tests.data.content.filling import missing, more, ref_of, shown

FOUR = tuple(f"jiwa_{number}" for number in range(1, 5))
ALL_NO = all_no([*FOUR, "jiwa_worry"])
POSITIVE = ("ya", "tidak_mau_menjawab")


def test_every_mixture_of_the_four_answers_gives_the_level_of_the_page() -> None:
    session = checked("jiwa", ALL_NO)
    refs = [ref_of(session, name) for name in FOUR]
    seen: set[str] = set()
    for answers in itertools.product(("tidak", "ya", "tidak_tahu", "tidak_mau_menjawab"), repeat=4):
        for ref, answer in zip(refs, answers, strict=True):
            if session.value(ref) != answer:
                session.answer(ref, answer)
        positive = any(answer in POSITIVE for answer in answers)
        assert ("jiwa_5" in shown(session)) is positive
        expected = "tinggi" if positive else "sedang" if "tidak_tahu" in answers else "rendah"
        assert level(session) == expected
        seen.add(expected)
    assert seen == {"tinggi", "sedang", "rendah"}


@pytest.mark.parametrize("item", FOUR)
@pytest.mark.parametrize("answer", POSITIVE)
@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("ya", "darurat"),
        ("tidak_mau_menjawab", "darurat"),
        ("tidak", "tinggi"),
        ("tidak_tahu", "tinggi"),
    ],
)
def test_a_yes_or_a_refusal_opens_the_fifth_question_which_decides(
    item: str, answer: str, now: str, expected: str
) -> None:
    session = checked("jiwa", {**ALL_NO, item: answer, "jiwa_5": now})
    assert level(session) == expected
    assert (f"jiwa_{item[-1]}" in why(session)) is (answer == "ya")
    assert ("jiwa_refused" in why(session)) is (answer == "tidak_mau_menjawab")


def test_all_no_but_a_worried_worker_is_sedang() -> None:
    session = checked("jiwa", {**ALL_NO, "jiwa_worry": "ya"})
    assert (level(session), why(session)) == ("sedang", {"jiwa_worry"})
    assert level(checked("jiwa", ALL_NO)) == "rendah"


@pytest.mark.parametrize("now", [{"safe_now": "tidak"}, {"perp_nearby": "ya"}])
def test_danger_right_now_is_darurat_whatever_is_felt(now: dict[str, str]) -> None:
    assert level(checked("jiwa", {**ALL_NO, **now})) == "darurat"


def test_an_unfinished_list_is_never_low_and_the_fifth_question_cannot_be_skipped() -> None:
    session = checked("jiwa", {**SAFE, "jiwa_1": "tidak", "jiwa_2": "tidak"})
    assert level(session) == "belum_lengkap"
    assert missing(session) == {"jiwa_3", "jiwa_4", "jiwa_worry"}
    more(session, {"jiwa_3": "ya", "jiwa_4": "tidak", "jiwa_worry": "tidak"})
    assert (level(session), missing(session)) == ("tinggi", {"jiwa_5"})
    assert session.value("/jiwa/asked") == "6"
    assert session.value("/jiwa/answered") == "5"


def test_the_level_travels_without_the_answers() -> None:
    session = checked("jiwa", {**ALL_NO, "jiwa_1": "ya", "jiwa_5": "ya"})
    assert session.value("/jiwa/jiwa_level") == "darurat"
    psychologist = next(one for one in reader.services() if one.id == "psikolog")
    assert "jiwa_level" in psychologist.packet
    assert not {*FOUR, "jiwa_5"} & set(psychologist.packet)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("guru_bk", True),
        ("kader_pkk", True),
        ("kader_posyandu", True),
        ("staf_kelurahan", True),
        ("nakes", True),
        ("case_manager", True),
        ("relawan_rt", False),
        ("tokoh_agama", False),
    ],
)
def test_volunteers_of_the_neighbourhood_notice_but_do_not_ask(role: str, may: bool) -> None:
    face = next(face for face in reader.form_faces() if face.id == "jiwa")
    assert face.open_to(role) is may
