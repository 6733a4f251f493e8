"""Property test: any expression is refused or evaluated; nothing else ever happens."""

from hypothesis import given, settings
from hypothesis import strategies as st

from data.forms.errors import FormRefused
from data.forms.formdef import load_form
from data.forms.xpath import functions
from tests.data.forms.small import asked, bind, form_xml, fresh

WORDS = [
    *sorted(functions.names()),
    *("/data/a", "../b", ".", "..", "//r/c", "/data/r[1]/c", "/data/r/c", "current()/../a", "@x"),
    *("1", "0", "-1.5", "1e3", "99999999999999999999", "''", "'2026-02-28'", "'a b'", '"\'"'),
    *("(", ")", "[", "]", ",", "+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"),
    "instance('l')/root/item",
]
PARTS = st.sampled_from(WORDS)
LEAVES = st.sampled_from(
    [
        "/data/a",
        "../b",
        "/data/r/c",
        "/data/r",
        "instance('l')/root/item/name",
        "1",
        "-1",
        "0",
        "(1 div 0)",
        "(0 div 0)",
        "1000000000000000000000000",
        "''",
        "'2026-02-28'",
        "'2026-02-28T10:00:00.000Z'",
        "'99:99'",
        "'a b'",
        "'[('",
        "true()",
    ]
)
CALLS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(
            lambda name, arguments: f"{name}({', '.join(arguments)})",
            st.sampled_from(sorted(functions.names())),
            st.lists(inner, max_size=4),
        )
        | st.builds(
            lambda left, operator, right: f"({left} {operator} {right})",
            inner,
            st.sampled_from(["+", "-", "*", "div", "mod", "=", "<", ">=", "and", "or", "|"]),
            inner,
        )
    ),
    max_leaves=6,
)
LIST = '<instance id="l"><root><item><name>1</name></item></root></instance>'


def evaluate(expression: str) -> None:
    escaped = expression.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    xml = form_xml(
        "<x/><a>3</a><b/><r><c>1</c></r><r><c/></r>",
        LIST + bind("/data/x", calculate=escaped.replace("&lt;", "<")),
        asked("/data/a") + '<repeat nodeset="/data/r"><input ref="c"/></repeat>',
    )
    try:
        session = fresh(load_form(xml))
        session.answer("/data/a", "7")
        session.add_repeat("/data/r")
        session.remove_repeat("/data/r", 1)
    except FormRefused as refused:
        assert refused.code and refused.where and refused.detail


@settings(max_examples=150, deadline=None)
@given(words=st.lists(PARTS, min_size=1, max_size=12))
def test_words_in_any_order_are_refused_or_evaluated(words: list[str]) -> None:
    evaluate(" ".join(words))


@settings(max_examples=250, deadline=None)
@given(expression=CALLS)
def test_any_function_of_anything_is_refused_or_evaluated(expression: str) -> None:
    evaluate(expression)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=30))
def test_any_text_as_an_expression_is_refused_or_evaluated(text: str) -> None:
    shown = "".join(sign for sign in text if sign.isprintable())
    evaluate(shown)
