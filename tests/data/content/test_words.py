"""What the built-in pack says: both languages, short sentences, no blame, no mediation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import pytest

from data.content import reader
from data.forms.authoring.markdown import read_markdown
from tests.data.content.filling import begin, controls

LANGUAGES = ("Bahasa Indonesia (id)", "English (en)")
# Words an office would say, or that blame; "terlapor" and "penyintas" stand for them (ui.md 7).
FORBIDDEN = ("mediasi", "pelaku", "mengaku", "korban sendiri", "tersangka", "aib", "musyawarah")
SENTENCE_WORDS = 15
_SENTENCE = re.compile(r"[.!?:;“”]+")


def _questions(form_id: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every text of every question, also of those that do not show yet."""
    for view in controls(begin(form_id, language)):
        yield view.name, (view.label, view.hint, view.guidance)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form_id", reader.shipped_forms())
def test_every_question_has_its_words_and_says_why_it_is_asked(form_id: str, language: str) -> None:
    count = 0
    for name, (label, _, guidance) in _questions(form_id, language):
        assert label, name
        assert guidance, name
        count += 1
    assert count >= 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form_id", reader.shipped_forms())
def test_sentences_are_short(form_id: str, language: str) -> None:
    for name, texts in _questions(form_id, language):
        for text in texts:
            for sentence in _SENTENCE.split(text):
                assert len(sentence.split()) <= SENTENCE_WORDS, (name, sentence)


@pytest.mark.parametrize("form_id", reader.shipped_forms())
def test_what_is_said_to_a_wrong_answer_is_short_too(form_id: str) -> None:
    book = read_markdown(reader.form_source(form_id), form_id)
    for row in book.rows("survey"):
        for column, text in row.cells.items():
            if column.startswith("constraint_message"):
                for sentence in _SENTENCE.split(text):
                    assert len(sentence.split()) <= SENTENCE_WORDS, sentence


@pytest.mark.parametrize(
    "table",
    [
        "pathway.csv",
        "steps.csv",
        "reasons.csv",
        "services.csv",
        *(f"forms/{form_id}.md" for form_id in reader.shipped_forms()),
    ],
)
def test_no_word_blames_and_nobody_is_sent_to_mediation(table: str) -> None:
    text = (resources.files("data.content") / table).read_text(encoding="utf-8").lower()
    found = [word for word in FORBIDDEN if re.search(rf"\b{word}\b", text)]
    assert found == []


@pytest.mark.parametrize("form_id", reader.shipped_forms())
def test_every_choice_is_translated_and_its_name_is_a_plain_word(form_id: str) -> None:
    for language in LANGUAGES:
        for view in controls(begin(form_id, language)):
            for choice in view.choices:
                assert choice.label
                assert re.fullmatch(r"[a-z0-9_]+|\d\d\.\d\d\.\d\d\.\d{4}", choice.value)


def test_steps_reasons_and_services_have_both_languages() -> None:
    for step in reader.step_rows():
        assert all(step.values()), step["code"]
    for code, words in reader.reason_words().items():
        assert all(words), code
    for service in reader.services():
        assert service.label_id and service.label_en
        assert service.sent_id and service.sent_en
