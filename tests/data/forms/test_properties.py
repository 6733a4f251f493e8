"""Property tests: what follows from answers never depends on the way there.

Over one form that holds every kind of rule, over forms made at random, and over the shipped ones.
"""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.content import reader
from data.forms.formdef import FormDef, load_form
from data.forms.session import FormSession
from tests.data.forms.anyform import STEPS as ANY_STEPS
from tests.data.forms.anyform import Spec, specs, written
from tests.data.forms.anyform import play as play_any
from tests.data.forms.small import again, asked, bind, facts, form_xml, fresh

VALUES = ["", "1", "2", "7", "yes", "no", "a b", "b", "2026-11-21", "-3.5"]
LISTS = (
    '<instance id="l"><root><item><name>a</name><label>A</label><of>1</of></item>'
    "<item><name>b</name><label>B</label><of>2</of></item></root></instance>"
)
FORM = load_form(
    form_xml(
        '<a/><b/><c/><d>2</d><s/><m/><g><x/><y/><deep><z/></deep></g><r jr:template="">'
        '<no/><p/><q/><t/><i jr:template=""><v/></i></r><sum/><all/><k jr:template=""><w/></k>',
        LISTS
        + bind("/data/b", type="int", relevant="/data/a != 'no'", constraint=". < 5")
        + bind("/data/c", type="decimal", calculate="/data/b * 2 + count(/data/r)")
        + bind("/data/d", type="int")
        + bind("/data/s", required="/data/a = 'yes'")
        + bind("/data/g", relevant="/data/b > 1 or /data/a = 'yes'", readonly="/data/d = 7")
        + bind("/data/g/y", calculate="concat(../x, '-', /data/c)")
        + bind("/data/g/deep", relevant="../x != ''")
        + bind("/data/r", relevant="/data/a != '1'")
        + bind("/data/r/no", calculate="position(..)")
        + bind("/data/r/q", relevant="../p != ''", required="true()")
        + bind(
            "/data/r/t",
            type="int",
            calculate="../no + coalesce(/data/r[position() = position(current()/..) - 1]/t, 0)",
        )
        + bind("/data/sum", calculate="sum(/data/r/t)")
        + bind("/data/all", calculate="join(',', /data/r/p, //w)"),
        "".join(asked(f"/data/{name}") for name in "abd")
        + '<select1 ref="/data/s"><itemset nodeset="instance(\'l\')/root/item[of = /data/d]">'
        '<value ref="name"/><label ref="label"/></itemset></select1>'
        '<select ref="/data/m"><itemset nodeset="instance(\'l\')/root/item">'
        '<value ref="name"/><label ref="label"/></itemset></select>'
        '<group ref="/data/g"><label>G <output value="/data/c"/></label>'
        + asked("/data/g/x")
        + asked("/data/g/deep/z")
        + '</group><repeat nodeset="/data/r">'
        + asked("/data/r/p")
        + asked("/data/r/q")
        + '<repeat nodeset="/data/r/i">'
        + asked("/data/r/i/v")
        + '</repeat></repeat><repeat nodeset="/data/k" jr:count="/data/d">'
        + asked("/data/k/w")
        + "</repeat>",
    )
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["answer"] * 6 + ["add", "remove"]),
        st.integers(0, 60),
        st.sampled_from(VALUES),
    ),
    max_size=14,
)


def play(session: FormSession, steps: list[tuple[str, int, str]]) -> None:
    """Answers to questions there are, and repeats made longer and shorter."""
    for do, number, value in steps:
        nodes = list(session.record.root.below())
        if do == "answer":
            asked_now = [node for node in nodes if node.defn in session.form.controls]
            session.answer(asked_now[number % len(asked_now)].ref(), value)
            continue
        rows = [kid for node in nodes for kid in node.kids if hasattr(kid, "items")]
        rows = [kid for kid in rows if kid.defn not in session.form.fixed_repeats]
        chosen = rows[number % len(rows)]
        if do == "add" and len(chosen.items) < 4:
            session.add_repeat(chosen.ref())
        elif do == "remove" and chosen.items:
            session.remove_repeat(chosen.ref(), number % len(chosen.items) + 1)


@settings(max_examples=80, deadline=None)
@given(steps=STEPS)
def test_what_was_recalculated_step_by_step_is_what_a_fresh_evaluation_gives(
    steps: list[tuple[str, int, str]],
) -> None:
    session = fresh(FORM)
    play(session, steps)
    assert facts(session) == facts(again(session))


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_a_draft_written_read_and_written_again_is_the_same(
    steps: list[tuple[str, int, str]],
) -> None:
    session = fresh(FORM)
    play(session, steps)
    draft = session.to_xml()
    assert again(session).to_xml() == draft
    finished = session.to_xml(prune=True)
    assert again(session, finished).to_xml(prune=True) == finished


@settings(max_examples=40, deadline=None)
@given(steps=STEPS, number=st.integers(0, 60), value=st.sampled_from(VALUES))
def test_answering_and_answering_back_leaves_everything_as_it_was(
    steps: list[tuple[str, int, str]], number: int, value: str
) -> None:
    session = fresh(FORM)
    play(session, [step for step in steps if step[0] != "remove"])
    counting = session.form.shape.by_path["/data/d"]
    nodes = [
        node
        for node in session.record.root.below()
        if node.defn in session.form.controls and node.defn is not counting
    ]
    node = nodes[number % len(nodes)]
    before, raw = facts(session), node.raw
    session.answer(node.ref(), value)
    session.answer(node.ref(), raw)
    assert facts(session) == before


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, number=st.integers(0, 60), value=st.sampled_from(VALUES))
def test_every_fact_that_changes_is_among_the_refs_given_back(
    steps: list[tuple[str, int, str]], number: int, value: str
) -> None:
    session = fresh(FORM)
    play(session, steps)
    before = facts(session)
    nodes = [node for node in session.record.root.below() if node.defn in session.form.controls]
    changed = session.answer(nodes[number % len(nodes)].ref(), value)
    after = facts(session)
    for ref in before.keys() & after.keys():
        assert before[ref] == after[ref] or ref in changed


def check_all(form: FormDef, steps: list[tuple[str, int, str]], number: int, value: str) -> None:
    """Incremental is fresh, written and read is the same, answered back is undone."""
    session = fresh(form)
    play_any(session, steps)
    draft = session.to_xml()
    read = again(session)
    if form.languages:
        read.set_language(session.record.language)
    assert facts(session) == facts(read)
    assert read.to_xml() == draft
    finished = session.to_xml(prune=True)
    assert again(session, finished).to_xml(prune=True) == finished
    nodes = [
        node
        for node in session.record.root.below()
        if node.defn in form.controls
        and node.defn not in form.by_source
        and form.bind(node.defn).calculate is None
    ]
    if nodes:
        node = nodes[number % len(nodes)]
        before, raw = facts(session), node.raw
        session.answer(node.ref(), value)
        session.answer(node.ref(), raw)
        assert facts(session) == before


@settings(max_examples=60, deadline=None)
@given(spec=specs(), steps=ANY_STEPS, number=st.integers(0, 60), value=st.sampled_from(VALUES))
def test_any_form_keeps_these_promises(
    spec: Spec, steps: list[tuple[str, int, str]], number: int, value: str
) -> None:
    check_all(written(spec), steps, number, value)


BUILT = sorted(Path(reader.__file__).parent.glob("built/*.xml"))


@pytest.mark.parametrize("path", BUILT, ids=lambda path: path.stem)
@settings(max_examples=4, deadline=None)
@given(steps=ANY_STEPS, number=st.integers(0, 60), value=st.sampled_from(VALUES))
def test_every_shipped_form_keeps_them(
    path: Path, steps: list[tuple[str, int, str]], number: int, value: str
) -> None:
    check_all(shipped(path), steps, number, value)


@cache
def shipped(path: Path) -> FormDef:
    """A shipped form, loaded once."""
    return load_form(path.read_bytes())
