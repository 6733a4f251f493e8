"""Tests of moving a draft to a newer version: nothing answered is lost, nothing guessed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.forms.errors import FormRefused
from data.forms.formdef import FormDef, load_form
from data.forms.session import FormSession
from data.forms.versions import Move, move
from tests.data.forms.anyform import STEPS, Spec, changed, play, specs, written
from tests.data.forms.small import NOON, YES_NO, again, asked, bind, chosen, form_xml, fresh

OLD = load_form(
    form_xml(
        '<a/><b/><c/><d/><old/><ref/><kid jr:template=""><name/><age/></kid>'
        "<meta><instanceID/></meta>",
        YES_NO + bind("/data/b", type="int") + bind("/data/meta/instanceID", jr__preload="uid"),
        asked("/data/a")
        + asked("/data/b")
        + chosen("/data/c")
        + chosen("/data/d", "select")
        + asked("/data/old")
        + f'<repeat nodeset="/data/kid">{asked("/data/kid/name")}{asked("/data/kid/age")}</repeat>',
    )
)


def newer(nodes: str, model: str = "", body: str = "") -> FormDef:
    return load_form(form_xml(nodes, model, body).replace(b'version="1"', b'version="2"'))


def moved(session: FormSession, form: FormDef) -> Move:
    numbers = itertools.count(5000)
    return move(session.form, session.to_xml(), form, lambda: NOON, lambda: f"id-{next(numbers)}")


def filled() -> FormSession:
    session = fresh(OLD)
    for ref, value in {
        "/data/a": "told",
        "/data/b": "7",
        "/data/c": "yes",
        "/data/d": "yes no",
        "/data/old": "before",
        "/data/ref": "c0ffee",
    }.items():
        session.answer(ref, value)
    for number, name in enumerate(("Ani", "Budi"), 1):
        session.add_repeat("/data/kid")
        session.answer(f"/data/kid[{number}]/name", name)
        session.answer(f"/data/kid[{number}]/age", f"{number}")
    return session


def test_answers_go_by_path_and_type_and_the_others_are_unplaced_with_their_reason() -> None:
    session = filled()
    before = session.to_xml()
    form = newer(
        '<a/><b/><c/><d/><ref/><g><old/></g><kid jr:template=""><name/></kid><must/>'
        "<meta><instanceID/></meta>",
        YES_NO.replace("yes", "ya")
        + bind("/data/b", type="date")
        + bind("/data/must", required="true()"),
        asked("/data/a")
        + asked("/data/b")
        + chosen("/data/c")
        + chosen("/data/d", "select")
        + asked("/data/g/old")
        + f'<repeat nodeset="/data/kid">{asked("/data/kid/name")}</repeat>'
        + asked("/data/must"),
    )
    got = moved(session, form)
    assert session.to_xml() == before
    assert [(c.name, c.label, c.value) for c in got.carried] == [
        ("a", "/data/a", "told"),
        ("c", "/data/c", "yes"),
        ("d", "/data/d", "yes no"),
        ("ref", "ref", "c0ffee"),
        ("name", "/data/kid/name", "Ani"),
        ("name", "/data/kid/name", "Budi"),
    ]
    assert [(u.path, u.value, u.words, u.why, u.suggested) for u in got.unplaced] == [
        ("/data/b", "7", "7", "type", ""),
        ("/data/c", "yes", "yes", "choice", ""),
        ("/data/d", "yes", "yes", "choice", ""),
        ("/data/old", "before", "before", "moved", "/data/g/old"),
        ("/data/kid[1]/age", "1", "1", "gone", ""),
        ("/data/kid[2]/age", "2", "2", "gone", ""),
    ]
    assert got.new_required == ("/data/must",)
    draft = again(fresh(form), got.xml)
    assert draft.value("/data/kid[2]/name") == "Budi"
    assert draft.value("/data/meta/instanceID") == session.value("/data/meta/instanceID")
    assert draft.view("/data/c").withdrawn == ("yes",)
    assert draft.value("/data/d") == "no"
    assert b'version="2"' in got.xml


def test_a_whole_number_fits_a_decimal_and_a_hidden_answer_is_carried_hidden() -> None:
    session = filled()
    form = newer(
        "<a/><b/><c/>",
        YES_NO + bind("/data/b", type="decimal") + bind("/data/c", relevant="/data/a = 'else'"),
        asked("/data/a") + asked("/data/b") + chosen("/data/c"),
    )
    got = moved(session, form)
    draft = again(fresh(form), got.xml)
    assert draft.value("/data/b") == "7.0"
    assert [(c.name, c.how) for c in got.changed] == [("c", "hidden")]
    assert draft.value("/data/c") == "yes"
    assert not draft.relevant("/data/c")


def test_an_answer_that_breaks_a_new_rule_is_carried_and_named() -> None:
    session = filled()
    form = newer("<b/>", bind("/data/b", type="int", constraint=". < 5"), asked("/data/b"))
    assert [(c.name, c.how) for c in moved(session, form).changed] == [("b", "wrong")]


def test_instances_a_new_count_leaves_out_and_places_a_rule_now_fills_are_unplaced() -> None:
    session = filled()
    form = newer(
        '<a/><n>1</n><kid jr:template=""><name/><age/></kid>',
        bind("/data/a", calculate="'made'"),
        asked("/data/a")
        + '<repeat nodeset="/data/kid" jr:count="/data/n">'
        + asked("/data/kid/name")
        + asked("/data/kid/age")
        + "</repeat>",
    )
    got = moved(session, form)
    lost = {(u.path, u.why) for u in got.unplaced if u.why in {"repeat", "calculated"}}
    assert lost == {
        ("/data/a", "calculated"),
        ("/data/kid[2]/name", "repeat"),
        ("/data/kid[2]/age", "repeat"),
    }


def test_a_repeat_that_became_a_group_keeps_its_answers_beside_the_record() -> None:
    session = filled()
    form = newer("<kid><name/></kid>", "", asked("/data/kid/name"))
    got = moved(session, form)
    assert [u.value for u in got.unplaced if u.name == "name"] == ["Ani", "Budi"]


def test_only_places_the_old_version_did_not_have_get_their_first_values() -> None:
    session = filled()
    form = newer(
        "<a/><fresh/><id/><kid><name/></kid><pet><p/></pet>",
        bind("/data/id", jr__preload="uid")
        + '<setvalue event="odk-instance-first-load" ref="/data/a" value="\'never\'"/>'
        + '<setvalue event="odk-instance-first-load" ref="/data/fresh" value="\'begun\'"/>',
        asked("/data/a")
        + asked("/data/fresh")
        + f'<repeat nodeset="/data/kid">{asked("/data/kid/name")}</repeat>'
        + f'<repeat nodeset="/data/pet">{asked("/data/pet/p")}</repeat>',
    )
    draft = again(fresh(form), moved(session, form).xml)
    assert draft.value("/data/a") == "told"
    assert draft.value("/data/fresh") == "begun"
    assert draft.value("/data/id").startswith("uuid:id-5")
    assert draft.record.find("/data/pet[1]/p") is not None


def test_a_draft_is_not_moved_to_another_form() -> None:
    with pytest.raises(FormRefused, match="other-form"):
        moved(filled(), load_form(form_xml("<a/>").replace(b'id="t"', b'id="u"')))


@settings(max_examples=40, deadline=None)
@given(spec=specs(), steps=STEPS)
def test_moving_to_the_same_version_changes_nothing(
    spec: Spec, steps: list[tuple[str, int, str]]
) -> None:
    session = fresh(written(spec))
    play(session, steps)
    got = moved(session, written(spec))
    assert got.xml == session.to_xml()
    assert (got.unplaced, got.new_required, got.changed) == ((), (), ())


@settings(max_examples=60, deadline=None)
@given(data=st.data(), spec=specs(), steps=STEPS)
def test_nothing_answered_is_missing_from_what_was_carried_and_what_found_no_place(
    data: st.DataObject, spec: Spec, steps: list[tuple[str, int, str]]
) -> None:
    session = fresh(written(spec))
    play(session, steps)
    form = written(data.draw(changed(spec)))
    before = session.to_xml()
    got = moved(session, form)
    assert session.to_xml() == before
    told = {c.path for c in got.carried} | {u.path for u in got.unplaced}
    draft = again(fresh(form), got.xml)
    assert draft.to_xml() == got.xml
    for one in got.carried:
        assert draft.record.node(one.path).raw == one.value
    for node in session.record.root.below():
        control = session.form.controls.get(node.defn)
        noted = session.view(node.ref()).kind == "note" or node.raw == node.defn.default
        if control is not None and node.raw and not noted:
            assert node.ref() in told
            if node.ref() not in {c.path for c in got.carried}:
                assert node.raw in {u.value for u in got.unplaced if u.path == node.ref()}
