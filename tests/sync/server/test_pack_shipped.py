"""The shipped forms pass the lint a city's own forms must pass: no error in any of them."""

from __future__ import annotations

import pytest

from data.content import reader
from data.content.source import BUILT_IN
from data.forms.authoring.linting import judge
from data.forms.authoring.markdown import read_markdown
from sync.server.pack_tables import check_tables, declared

PATHS = ("fields.csv", "pathway.csv", "forms.csv", "guide/index.csv", "drills/drills.csv")


@pytest.mark.parametrize("form_id", reader.form_ids())
def test_a_shipped_form_has_no_error(form_id: str) -> None:
    book = read_markdown(reader.form_source(form_id), form_id)
    told = judge(book, declared(BUILT_IN), reader.built_form(form_id))
    errors = [
        f"{finding.place.said('en')}: {finding.said('en')}"
        for finding in told.findings
        if finding.severity == "error"
    ]
    assert errors == []
    assert all(outcome.passed for outcome in told.outcomes)


def test_the_shipped_tables_have_no_error() -> None:
    assert list(check_tables(PATHS, BUILT_IN)) == []
