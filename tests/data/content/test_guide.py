"""The guide: the fourteen pages, scripts, modules, notes and card, counted line by line."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

import ui
from data.content.guide_check import blaming_words, check_guide, long_sentences, sentences
from data.content.guide_reader import (
    LANGUAGES,
    contacts_of,
    guide_buttons,
    guide_faces,
    guide_text,
    guide_texts,
    parse,
)
from data.content.source import BUILT_IN, Layered
from data.model.guide import GUIDE_KINDS, LINE_KINDS, SHELVES, GuideLine, GuidePart, GuideText

ICONS = Path(ui.__file__).parent / "theme" / "icons"
PAGES = (
    "tugas langkah kata_menolong kata_melukai tanda_bahaya jam_pertama kurang_72_jam anak "
    "ingin_mati dunia_maya bukti rahasia dilarang merawat_diri"
).split()
MODULES = ["batas_aman", "etika_digital", "dokumentasi_bukti", "literasi_keuangan"]


def _all() -> tuple[GuideText, ...]:
    return tuple(text for language in LANGUAGES for text in guide_texts(language))


def test_the_guide_says_nothing_its_own_rules_forbid() -> None:
    assert check_guide() == ()


def test_the_fourteen_pages_stand_in_the_domains_order() -> None:
    pages = [face for face in guide_faces() if face.kind == "page"]
    assert [face.id for face in pages] == PAGES
    assert [face.order for face in pages] == list(range(1, 15))
    assert all(len(text.parts) == 1 for text in _all() if text.kind == "page")


def test_pages_of_danger_are_offered_before_all_others() -> None:
    assert SHELVES[0] == "bahaya"
    first = {face.id for face in guide_faces() if face.shelf == "bahaya"}
    grave = {"tanda_bahaya", "jam_pertama", "kurang_72_jam", "anak", "ingin_mati"}
    assert grave <= first


def test_a_page_has_at_most_sixty_words_counted_by_blanks() -> None:
    for text in _all():
        if text.kind == "page":
            words = text.title.split() + [word for line in text.lines for word in line.text.split()]
            assert len(words) <= 60, (text.id, text.language, len(words))


def test_no_sentence_has_more_than_fifteen_words_counted_by_blanks() -> None:
    counted = 0
    for text in _all():
        for line in text.lines:
            for sentence in re.split(r"[.!?:]+", line.text):
                assert len(sentence.split()) <= 15, (text.id, text.language, sentence)
                counted += 1
    assert counted > 500


def test_both_languages_have_the_same_screens_and_lines() -> None:
    for face in guide_faces():
        one, other = (guide_text(face.id, language) for language in LANGUAGES)
        shapes = [[[line.kind for line in part.lines] for part in t.parts] for t in (one, other)]
        assert shapes[0] == shapes[1], face.id
        spoken = [line for line in one.lines if line.kind != "call"]
        told = {line.text for line in other.lines if line.kind != "call"}
        assert not [line.text for line in spoken if line.text in told], face.id


def test_every_text_has_a_drawing_of_its_own_hand() -> None:
    for face in guide_faces():
        drawing = (ICONS / f"{face.picture}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in drawing and 'stroke-width="LINE"' in drawing, face.picture
        assert not re.search(r"#[0-9A-Fa-f]{3}|href|<image|<text", drawing), face.picture


def test_no_word_of_the_guide_blames() -> None:
    for text in _all():
        for line in text.lines:
            own = re.sub(r"“[^”]*”", "", line.text) if line.kind == "never" else line.text
            assert blaming_words(own, text.language) == (), (text.id, line.text)
    quoted = guide_text("kata_melukai", "id")
    assert [line for line in quoted.lines if blaming_words(line.text, "id")]


def test_every_page_has_one_button_that_calls_somebody() -> None:
    buttons = guide_buttons()
    for face in guide_faces():
        if face.kind == "page":
            calls = buttons[face.button].calls
            assert any(contacts_of(call, "2172") for call in calls), face.id
    assert guide_text("kata_menolong", "id").button == "uptd"


def test_a_call_in_a_text_is_always_answered_by_a_contact_in_both_cities() -> None:
    for text in _all():
        for line in text.lines:
            if line.kind == "call":
                for city in ("1674", "2172"):
                    assert contacts_of(line.text, city), (text.id, line.text, city)


def test_where_a_city_has_no_office_nobody_is_sent_to_another_citys() -> None:
    assert contacts_of("uptd", "3171") == ()
    assert {each.area for each in contacts_of("uptd", "2172")} == {"2172"}


def test_what_is_forbidden_says_so_in_words_and_not_only_by_a_mark() -> None:
    starts = {"id": ("Jangan", "Tidak", "“"), "en": ("Do not", "Never", "Not", "“")}
    for text in _all():
        for line in text.lines:
            if line.kind == "never":
                assert line.text.startswith(starts[text.language]), (text.id, line.text)
            elif text.language == "id" and line.kind in ("do", "number", "tick"):
                assert not line.text.startswith("Jangan "), (text.id, line.text)


def test_every_text_names_its_source_and_version_and_none_claims_a_sign_off() -> None:
    for face in guide_faces():
        assert "uptd" in face.sign_off
        assert face.source and re.fullmatch(r"\d{10}", face.version), face.id
        assert face.signed_off_by == "", face.id


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_an_aim_words_an_exercise_and_something_to_take_home(module: str) -> None:
    text = guide_text(module, "id")
    assert 3 <= len(text.parts) <= 5
    assert text.parts[0].title == "Tujuan"
    assert "ibawa pulang" in text.parts[-1].title
    kinds = [line.kind for line in text.lines]
    assert kinds.count("ask") >= 2 and kinds.count("say") >= 3
    assert "call" in kinds


def test_the_opening_tells_the_limits_before_it_asks_for_anything() -> None:
    said = [line.text for line in guide_text("naskah_dewasa", "id").lines if line.kind == "say"]
    order = [
        next(n for n, words in enumerate(said) if part in words)
        for part in ("boleh berhenti", "tiga batasnya", "UPTD PPA", "tiga hari", "Ibu mau lanjut")
    ]
    assert order == sorted(order)
    assert "tanpa menyebut nama" in said[-1]


def test_the_self_check_has_the_five_steps_and_one_question() -> None:
    kinds = [line.kind for line in guide_text("cek_diri", "id").lines]
    assert kinds == ["tick"] * 5 + ["ask"]
    initials = [line.text[0] for line in guide_text("cek_diri", "id").lines[:5]]
    assert initials == list("DTPAD")


def test_the_card_has_numbers_and_first_minutes_and_no_room_for_a_case() -> None:
    card = guide_text("kartu_rt", "id")
    calls = [line.text for line in card.lines if line.kind == "call"]
    assert calls == ["polisi", "ambulans", "sapa129", "sapa129_wa", "uptd"]
    assert {line.kind for line in card.lines} == {"call", "number", "never"}
    words = " ".join(line.text for line in card.lines)
    assert not re.search(r"nama|kode|tiket|____", words, re.IGNORECASE)


def test_school_pages_name_no_body_that_the_new_rule_ended() -> None:
    assert not [text.id for text in _all() for line in text.lines if "TPPK" in line.text]


def test_every_file_of_the_folder_stands_in_the_index_and_the_other_way_round() -> None:
    ids = {face.id for face in guide_faces()}
    assert len(ids) == len(guide_faces()) == 31
    for language in LANGUAGES:
        names = {name.removesuffix(".md") for name in BUILT_IN.names(f"guide/{language}")}
        assert names == ids


def test_a_file_is_read_mark_by_mark() -> None:
    title, parts = parse(
        "# Judul\n## Satu\nbiasa\n> ucap\n- lakukan\n! jangan\n\n"
        "1. langkah\n12. lagi\n---\n[ ] kotak\n? tanya\n@ uptd\n#tanpa jarak\n"
    )
    assert title == "Judul"
    assert [part.title for part in parts] == ["Satu", ""]
    kinds = ["text", "say", "do", "never", "number", "number"]
    assert [line.kind for line in parts[0].lines] == kinds
    assert parts[0].lines[5] == GuideLine("number", "lagi")
    assert parts[1] == GuidePart(
        "",
        (
            GuideLine("tick", "kotak"),
            GuideLine("ask", "tanya"),
            GuideLine("call", "uptd"),
            GuideLine("text", "#tanpa jarak"),
        ),
    )
    used = {line.kind for text in _all() for line in text.lines}
    assert used == set(LINE_KINDS)
    assert {face.kind for face in guide_faces()} == set(GUIDE_KINDS)


@pytest.mark.parametrize(
    ("text_id", "language"), [("tidak_ada", "id"), ("tugas", "jv"), ("../reader", "id")]
)
def test_a_text_or_language_that_is_not_there_is_a_key_error(text_id: str, language: str) -> None:
    with pytest.raises(KeyError):
        guide_text(text_id, language)


def test_sentences_end_at_stops_and_at_quotation_marks() -> None:
    assert sentences("Satu dua. “Tiga?” Empat: lima") == ("Satu dua", "Tiga", "Empat", "lima")
    assert long_sentences("kata " * 15) == ()
    assert len(long_sentences("kata " * 16)) == 1


TASK = "# Tugas saya\nSaya bukan hakim.\n"


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("guide/id/tugas.md", "# Tugas\n" + "kata " * 16, "Sentence too long"),
        ("guide/id/tugas.md", TASK + "Ini kata. " * 30, "words on one screen"),
        ("guide/id/tugas.md", TASK + "Temui pelaku.\n", "“pelaku”"),
        ("guide/id/tugas.md", TASK + "! Menemui terlapor.\n", "Begin what is forbidden"),
        ("guide/id/tugas.md", TASK + "! Jangan menemui pelaku.\n", "“pelaku”"),
        ("guide/id/tugas.md", TASK, "same lines"),
        ("guide/id/tugas.md", "tanpa judul\n", "title"),
        ("guide/id/tugas.md", TASK + "@ tetangga\n", "no contact tetangga"),
        ("guide/buttons.csv", "code,icon,label_id,label_en,calls\n", "button of tugas"),
        (
            "guide/buttons.csv",
            "code,icon,label_id,label_en,calls\nuptd,phone,Hubungi,,uptd\n",
            "button uptd is not complete",
        ),
    ],
)
def test_a_pack_with_a_bad_text_is_told_so(path: str, text: str, told: str) -> None:
    found = check_guide(Layered({path: text.encode()}, BUILT_IN))
    assert [finding for finding in found if told in finding.said_en], found
    assert all(finding.said_id and finding.path for finding in found)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("tugas,page,1,tugas,,uptd,x,1,uptd,", "picture and a button"),
        ("tugas,poster,1,tugas,guide-task,uptd,x,1,uptd,", "known kind"),
        ("tugas,page,1,atas,guide-task,uptd,x,1,uptd,", "known shelf"),
        ("tugas,page,1,tugas,guide-task,uptd,,1,uptd,", "source and a version"),
        ("tugas,page,1,tugas,a,uptd,x,1,uptd,\ntugas,page,1,tugas,a,uptd,x,1,uptd,", "used twice"),
        ("baru,page,1,tugas,guide-task,uptd,x,1,uptd,", "is missing"),
        ("tugas,page,1,tugas,guide-task,uptd,x,1,lurah,", "who has to sign it off"),
    ],
)
def test_a_pack_with_a_bad_index_is_told_so(row: str, told: str) -> None:
    head = "id,kind,order,shelf,picture,button,source,version,sign_off,signed_off_by\n"
    content = Layered({"guide/index.csv": (head + row + "\n").encode()}, BUILT_IN)
    assert [finding for finding in check_guide(content) if told in finding.said_en]


def test_the_guide_is_small_enough_for_the_door() -> None:
    folder = resources.files("data.content") / "guide"
    size = sum(
        len((folder / language / f"{face.id}.md").read_bytes())
        for face in guide_faces()
        for language in LANGUAGES
    )
    assert size < 64 * 1024
