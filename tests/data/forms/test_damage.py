"""Property test: a form damaged anywhere is refused, or runs; nothing else happens, and soon."""

import re
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from data.forms.errors import FormRefused
from data.forms.formdef import load_form
from tests.data.forms.small import again, fresh

FORMS = [
    path.read_bytes()
    for path in sorted((Path(__file__).parents[2] / "conformance" / "own" / "forms").glob("*.xml"))
]
SCRAPS = st.sampled_from(
    [
        *(b"", b"..", b".", b"()", b"'", b"<", b"&amp;", b"*", b"//", b"[", b"]", b"[1]", b" = "),
        *(b"/data/x", b"true()", b"1 div 0", b"position(..)", b"current()", b"instance(", b"@a"),
        *(b'nodeset=""', b'ref="', b'jr:count="9"', b'jr:template=""', b"repeat", b"group"),
    ]
)
PLACES = st.integers(0, 10_000)


def damaged(xml: bytes, cuts: list[tuple[int, int, bytes]], swap: tuple[int, int]) -> bytes:
    """Scraps put over parts of it, and the values of two attributes exchanged."""
    for at, length, scrap in cuts:
        place = at % len(xml)
        xml = xml[:place] + scrap + xml[place + length :]
    values = list(re.finditer(rb'"([^"<>]{1,80})"', xml))
    if len(values) > 2:
        first, last = sorted(number % len(values) for number in swap)
        if first != last:
            one, other = values[first], values[last]
            xml = (
                xml[: one.start(1)]
                + other[1]
                + xml[one.end(1) : other.start(1)]
                + one[1]
                + xml[other.end(1) :]
            )
    return xml


@settings(max_examples=150, deadline=None)
@given(
    number=st.integers(0, len(FORMS) - 1),
    cuts=st.lists(st.tuples(PLACES, st.integers(0, 20), SCRAPS), max_size=2),
    swap=st.tuples(PLACES, PLACES),
)
def test_a_damaged_form_is_refused_or_runs(
    number: int, cuts: list[tuple[int, int, bytes]], swap: tuple[int, int]
) -> None:
    start = time.process_time()
    try:
        session = fresh(load_form(damaged(FORMS[number], cuts, swap)))
        for value in ("1", "ya", ""):
            for ref in [question.ref for question in session.questions()][:3]:
                if any(ref == question.ref for question in session.questions()):
                    session.answer(ref, value)
        session.pages()
        session.problems()
        again(session).to_xml(prune=True)
    except FormRefused as refused:
        assert refused.code and refused.where and refused.detail
    assert time.process_time() - start < 2
