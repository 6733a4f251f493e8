"""Tests of what a form says about case records: typed changes, and the check against a schema."""

import pytest

from data.forms.compile import compile_markdown
from data.forms.entities import check
from data.forms.formdef import load_form
from data.forms.session import FormSession
from data.forms.views import EntityChange
from tests.data.forms.small import NOON, YES_NO, asked, begin, bind, chosen, form_xml, fresh

ENTITY = '<meta><entity dataset="case" id="e1" update="1"><label/></entity></meta>'
SCHEMA = {
    "case": {"full_name": "string", "age": "int", "kin": "select", "when": "date", "ok": "select1"},
    "child": {"n": "string"},
}


def test_a_change_carries_what_is_visible_and_leaves_the_hidden_alone() -> None:
    session = begin(
        "<name/><phone/><secret/>" + ENTITY,
        bind("/data/name", entities__saveto="full_name")
        + bind("/data/phone", entities__saveto="phone")
        + bind("/data/secret", entities__saveto="secret", relevant="/data/name = 'x'")
        + bind("/data/meta/entity/label", calculate="/data/name"),
        asked("/data/name") + asked("/data/phone") + asked("/data/secret"),
    )
    session.answer("/data/name", "Ani")
    assert session.entity_changes() == [
        EntityChange(
            "case",
            "e1",
            "update",
            {"full_name": "Ani", "phone": ""},
            {"full_name": "string", "phone": "string"},
            "Ani",
        )
    ]


def test_an_answer_taken_back_overwrites_and_one_that_is_hidden_does_not() -> None:
    session = begin(
        "<show/><secret/>" + ENTITY,
        bind("/data/secret", entities__saveto="secret", relevant="/data/show != 'no'"),
        asked("/data/show") + asked("/data/secret"),
    )
    session.answer("/data/secret", "told")
    session.answer("/data/secret", "")
    assert session.entity_changes()[0].properties == {"secret": ""}
    session.answer("/data/secret", "told")
    session.answer("/data/show", "no")
    assert session.entity_changes()[0].properties == {}
    session.answer("/data/show", "")
    assert session.entity_changes()[0].properties == {"secret": "told"}


def test_each_property_carries_the_type_of_its_question() -> None:
    session = begin(
        "<a/><b/><c/><d/><e/><f/><g/><h/>" + ENTITY,
        YES_NO
        + bind("/data/a", type="int", entities__saveto="a")
        + bind("/data/b", type="decimal", entities__saveto="b")
        + bind("/data/c", type="date", entities__saveto="c")
        + bind("/data/d", type="dateTime", entities__saveto="d")
        + bind("/data/e", entities__saveto="e")
        + bind("/data/f", entities__saveto="f")
        + bind("/data/g", type="binary", entities__saveto="g")
        + bind("/data/h", type="time", entities__saveto="h"),
        "".join(asked(f"/data/{name}") for name in "abcdh")
        + chosen("/data/e")
        + chosen("/data/f", "select")
        + '<upload ref="/data/g" mediatype="image/*"><label>G</label></upload>',
    )
    assert session.entity_changes()[0].types == {
        "a": "int",
        "b": "decimal",
        "c": "date",
        "d": "datetime",
        "e": "select1",
        "f": "select",
        "g": "file",
        "h": "string",
    }


def test_every_instance_of_a_repeat_makes_its_own_record_and_leaves_the_outer_one_alone() -> None:
    session = begin(
        '<name/><child jr:template=""><n/><g><t/></g><meta><entity dataset="child" id="" '
        'create="1"/></meta></child>' + ENTITY,
        bind("/data/name", entities__saveto="full_name")
        + bind("/data/child/n", entities__saveto="n")
        + bind("/data/child/g/t", entities__saveto="t", relevant="/data/child/n != 'Ani'")
        + '<setvalue event="odk-instance-first-load" ref="/data/name">kept</setvalue>',
        asked("/data/name")
        + '<repeat nodeset="/data/child">'
        + asked("/data/child/n")
        + asked("/data/child/g/t")
        + '<setvalue event="odk-new-repeat" ref="/data/child/meta/entity/@id" value="uuid()"/>'
        + "</repeat>",
    )
    for name in ("Ani", "Budi"):
        session.answer(session.add_repeat("/data/child") + "/n", name)
    session.answer("/data/child[2]/g/t", "x")
    changes = session.entity_changes()
    assert [(c.dataset, c.action, c.properties) for c in changes] == [
        ("child", "create", {"n": "Ani"}),
        ("child", "create", {"n": "Budi", "t": "x"}),
        ("case", "update", {"full_name": "kept"}),
    ]
    assert changes[0].id
    assert changes[0].id != changes[1].id


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("new", [("create", "made")]), ("old", [("update", "e9")]), ("neither", [])],
)
def test_conditions_decide_whether_a_record_is_made_changed_or_left_alone(
    kind: str, expected: list[tuple[str, str]]
) -> None:
    session = begin(
        '<kind/><meta><entity dataset="case" id="" create="" update=""/></meta>',
        bind("/data/meta/entity/@create", calculate="/data/kind = 'new'")
        + bind("/data/meta/entity/@update", calculate="/data/kind = 'old'")
        + bind("/data/meta/entity/@id", calculate="if(/data/kind = 'old', 'e9', 'made')"),
        asked("/data/kind"),
    )
    session.answer("/data/kind", kind)
    assert [(c.action, c.id) for c in session.entity_changes()] == expected


def test_of_two_questions_for_one_property_the_one_that_shows_is_taken() -> None:
    session = begin(
        "<how/><a/><b/>" + ENTITY,
        bind("/data/a", entities__saveto="p", relevant="/data/how = 'a'")
        + bind("/data/b", entities__saveto="p", relevant="/data/how = 'b'"),
        asked("/data/how") + asked("/data/a") + asked("/data/b"),
    )
    session.answer("/data/how", "a")
    session.answer("/data/a", "1")
    assert session.entity_changes()[0].properties == {"p": "1"}
    session.answer("/data/how", "b")
    assert session.entity_changes()[0].properties == {"p": ""}


SHEET = """
| survey |
| | type | name | label | save_to |
| | hidden | case_ref | | |
| | text | name | Name | full_name |
| | note | old | Was ${was} | |
| | calculate | was | | | instance('case')/root/item[name = ${case_ref}]/full_name |
| entities |
| | list_name | entity_id |
| | case | ${case_ref} |
""".replace("| save_to |", "| save_to | calculation |")


def test_a_form_that_changes_a_record_runs_with_and_without_the_open_case() -> None:
    form = load_form(compile_markdown(SHEET, "data"))
    session = fresh(form)
    assert session.value("/data/was") == ""
    case = {"name": "c7", "full_name": "Old Name", "__version": "3"}
    session = FormSession.new(form, lambda: NOON, lambda: "i", records={"case": [case]})
    session.answer("/data/case_ref", "c7")
    assert session.value("/data/was") == "Old Name"
    assert session.view("/data/old").label.strip() == "Was Old Name"
    assert session.value("/data/meta/entity/@baseVersion") == "3"
    session.answer("/data/name", "New Name")
    draft = session.to_xml()
    again = FormSession.restore(form, draft, lambda: NOON, lambda: "i", records={"case": [case]})
    assert again.to_xml() == draft
    assert [(c.id, c.properties) for c in again.entity_changes()] == [
        ("c7", {"full_name": "New Name"})
    ]


def found(nodes: str, model: str, body: str) -> list[tuple[str, str]]:
    findings = check(load_form(form_xml(nodes, model, body)), SCHEMA)
    for finding in findings:
        assert finding.question in finding.words_en or finding.code in {"no-id", "unknown-dataset"}
        assert finding.words_id != finding.words_en
        assert "{" not in finding.words_id + finding.words_en
    return [(finding.code, finding.question) for finding in findings]


def test_a_form_that_fits_the_schema_has_no_findings() -> None:
    nodes = '<full_name/><ok/><kin/><age/><when/><child jr:template=""><n/><meta>'
    nodes += f'<entity dataset="child" id="x" create="1"/></meta></child>{ENTITY}'
    model = (
        YES_NO
        + bind("/data/full_name", entities__saveto="full_name")
        + bind("/data/ok", entities__saveto="ok")
        + bind("/data/kin", entities__saveto="kin")
        + bind("/data/age", type="int", entities__saveto="age")
        + bind("/data/when", calculate="today()", entities__saveto="when")
        + bind("/data/child/n", type="int", entities__saveto="n")
    )
    body = (
        asked("/data/full_name")
        + chosen("/data/ok")
        + chosen("/data/kin", "select")
        + asked("/data/age")
        + f'<repeat nodeset="/data/child">{asked("/data/child/n")}</repeat>'
    )
    assert found(nodes, model, body) == []


@pytest.mark.parametrize(
    ("nodes", "model", "expected"),
    [
        ('<meta><entity dataset="kasus" id="e"/></meta>', "", [("unknown-dataset", "entity")]),
        ('<meta><entity dataset="case" id=""/></meta>', "", [("no-id", "entity")]),
        (ENTITY, bind("/data/q", entities__saveto="nope"), [("unknown-property", "q")]),
        (ENTITY, bind("/data/q", entities__saveto="age"), [("wrong-type", "q")]),
        (ENTITY, bind("/data/q", type="decimal", entities__saveto="age"), [("wrong-type", "q")]),
        ("", bind("/data/q", entities__saveto="age"), [("no-entity", "q")]),
        (ENTITY, bind("/data/r/s", entities__saveto="full_name"), [("other-repeat", "s")]),
        (
            ENTITY,
            bind("/data/q", entities__saveto="full_name")
            + bind("/data/p", entities__saveto="full_name"),
            [("saved-twice", "q")],
        ),
        (
            ENTITY,
            bind("/data/q", entities__saveto="full_name")
            + bind("/data/p", entities__saveto="full_name", relevant="/data/q = ''"),
            [],
        ),
    ],
)
def test_what_does_not_fit_the_schema_names_its_question(
    nodes: str, model: str, expected: list[tuple[str, str]]
) -> None:
    body = asked("/data/q") + f'<repeat nodeset="/data/r">{asked("/data/r/s")}</repeat>'
    assert found(f"<p/><q/><r><s/></r>{nodes}", model, asked("/data/p") + body) == expected
