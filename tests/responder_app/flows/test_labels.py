"""Words of questions follow the pack in use, and still know what it does not ask any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.content.pack import read
from responder_app.flows.labels import Labels
from responder_app.work import pack
from responder_app.work.pack import Current
from tests.packs import Signers, changed_form, signed
from tests.responder_app.work.test_moving import NEW_QUESTION, VERSION


@pytest.fixture(autouse=True)
def built_in_again() -> Iterator[None]:
    """Content is this process's: the next test begins with what is built in."""
    yield
    pack.use(Current())


def test_another_pack_words_its_own_questions_and_the_built_in_the_rest() -> None:
    labels = Labels()
    old_words = labels.question("own_words", "id")
    assert " " in old_words
    assert labels.question("school_told", "id") == "school_told"
    form = changed_form("intake", VERSION, drop=["own_words"], after={"perp_nearby": NEW_QUESTION})
    seeds = Signers(bytes(32), bytes([1]) * 32)
    pack.use(Current(read(signed(seeds, 2, {"built/intake.xml": form}))))
    assert labels.question("school_told", "id") == "Apakah sekolah sudah tahu?"
    assert labels.question("own_words", "id") == old_words
    assert labels.area("2172031001").startswith("Kel. ")
