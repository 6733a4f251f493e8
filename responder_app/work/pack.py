"""The built-in content, read once and shared: forms, the decision table, words of reasons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from data.content import reader
from data.forms.formdef import FormDef, load_form
from data.model.problems import Code, Refusal
from responder_app.rules.pathway import Table, read_table


@cache
def form(form_id: str) -> FormDef:
    """A built-in form. Raises ``Refusal(FORM_UNKNOWN)``."""
    try:
        source = reader.built_form(form_id)
    except KeyError as error:
        raise Refusal(Code.FORM_UNKNOWN) from error
    return load_form(source)


@cache
def table() -> Table:
    """The decision table with its steps and services."""
    return read_table(reader.pathway_rows(), reader.step_rows(), reader.services())


@cache
def reason_words() -> Mapping[str, tuple[str, str]]:
    """Words of every reason code: (Bahasa Indonesia, English)."""
    return reader.reason_words()
