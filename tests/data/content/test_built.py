"""What is shipped compiled is what the tables say: recompiled, byte for byte."""

from __future__ import annotations

import pytest

from data.content import reader
from data.forms.compile import compile_markdown
from data.forms.formdef import load_form


@pytest.mark.parametrize("form_id", reader.shipped_forms())
def test_the_built_form_is_its_table_compiled(form_id: str) -> None:
    assert compile_markdown(reader.form_source(form_id), form_id) == reader.built_form(form_id)


@pytest.mark.parametrize("form_id", reader.shipped_forms())
def test_the_engine_takes_the_form_under_its_own_name_in_two_languages(form_id: str) -> None:
    definition = load_form(reader.built_form(form_id))
    assert definition.form_id == form_id
    assert definition.version.isdecimal()
    assert definition.default_language == "Bahasa Indonesia (id)"
    assert set(definition.languages) == {"Bahasa Indonesia (id)", "English (en)"}
