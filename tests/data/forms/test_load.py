"""Tests of what is refused at load, each within a second, and of what a form says of itself."""

import time

import pytest

from data.forms.errors import FormRefused
from data.forms.formdef import load_form
from data.forms.session import FormSession
from data.forms.xml import MAX_BYTES
from tests.data.forms.small import NOON, asked, bind, form_xml, fresh

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<x>&b;</x>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'


def refusal(xml: bytes) -> FormRefused:
    start = time.process_time()
    with pytest.raises(FormRefused) as refused:
        load_form(xml)
    assert time.process_time() - start < 1
    return refused.value


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (BOMB, "bad-xml"),
        (OUTSIDE, "bad-xml"),
        (b"<x>", "bad-xml"),
        (b"", "bad-xml"),
        (b"<x/>", "bad-xml"),
        (b"<p:x/>", "bad-xml"),
        (b'<?xml version="1.0" encoding="select1"?><x/>', "bad-xml"),
        (b" " * (MAX_BYTES + 1), "too-big"),
        (b"<x>" * 200 + b"</x>" * 200, "too-big"),
    ],
)
def test_dangerous_or_broken_xml_is_refused(xml: bytes, code: str) -> None:
    assert refusal(xml).code == code


@pytest.mark.parametrize(
    ("model", "code"),
    [
        (bind("/data/a", calculate="/data/b + 1") + bind("/data/b", calculate="../a"), "cycle"),
        (bind("/data/a", calculate=". + 1"), "cycle"),
        (bind("/data/a", relevant="/data/b = 1") + bind("/data/b", calculate="../a"), "cycle"),
        (bind("/data/g", relevant="/data/g/c = 1"), "cycle"),
        (bind("/data/nowhere", type="int"), "unknown-path"),
        (bind("/data/a", relevant="../nowhere = 1"), "unknown-path"),
        (bind("/data/a", constraint="(. > 1"), "bad-expression"),
        (bind("/data/a", constraint="spell(.)"), "unknown-function"),
        ('<setvalue event="wake-up" ref="/data/a" value="1"/>', "unsupported"),
        ('<setvalue event="odk-new-repeat" ref="/data/a" value="1"/>', "unsupported"),
        ('<instance id="l" src="jr://file/l.csv"/>', "missing-file"),
        ('<itext><translation lang="a"/><translation lang="a"/></itext>', "bad-xml"),
    ],
)
def test_a_form_whose_rules_cannot_hold_is_refused(model: str, code: str) -> None:
    assert refusal(form_xml("<a/><b/><g><c/></g>", model)).code == code


@pytest.mark.parametrize(
    "body",
    [
        '<input ref="/data/a" appearance="printer:org.x"><label/></input>'.replace(":org.x", ""),
        '<input ref="/data/a" appearance="ex:org.app(x=1)"><label/></input>',
        '<odk:recordaudio event="odk-instance-load" ref="/data/a"/>',
        '<odk:setgeopoint event="odk-instance-first-load" ref="/data/a"/>',
        '<input ref="/data/a"><label ref="jr:itext("/></input>'.replace("jr:itext(", "jr:itext(("),
        '<select1 ref="/data/a"><itemset nodeset="/data/b"><label ref="."/></itemset></select1>',
        '<input ref="/data/zz"><label/></input>',
        '<input ref="/data"><label/></input>',
        '<repeat nodeset="/data"><input ref="/data/a"/></repeat>',
        '<input ref="/data/a"><label><output value="/data/zz"/></label></input>',
    ],
)
def test_a_body_that_records_in_silence_or_points_nowhere_is_refused(body: str) -> None:
    assert refusal(form_xml("<a/><b/>", "", body)).code in {
        "unsupported",
        "bad-expression",
        "bad-xml",
        "unknown-path",
    }


def test_an_output_in_a_translation_that_points_nowhere_is_refused_at_load() -> None:
    itext = (
        '<itext><translation lang="id"><text id="q"><value>Halo <output value="/data/zz"/>'
        "</value></text></translation></itext>"
    )
    body = '<input ref="/data/a"><label ref="jr:itext(\'q\')"/></input>'
    assert refusal(form_xml("<a/>", itext, body)).code == "unknown-path"


@pytest.mark.parametrize("text", ["{", "{}", '{"features": [{}]}', '{"features": 3}'])
def test_an_attachment_that_is_no_list_of_places_is_refused(text: str) -> None:
    xml = form_xml("<a/>", '<instance id="g" src="jr://file/g.geojson"/>')
    with pytest.raises(FormRefused) as refused:
        load_form(xml, {"jr://file/g.geojson": text})
    assert refused.value.where == "instance g"


def test_an_element_that_stands_twice_without_being_a_repeat_is_refused() -> None:
    assert refusal(form_xml("<a/><a/>")).code == "unsupported"


def test_a_running_total_over_earlier_rows_is_no_circle() -> None:
    session = fresh(
        load_form(
            form_xml(
                "<r><n/><total/></r>",
                bind(
                    "/data/r/total",
                    calculate="../n + coalesce(/data/r[position() = "
                    "position(current()/..) - 1]/total, 0)",
                ),
                '<repeat nodeset="/data/r">' + asked("/data/r/n") + "</repeat>",
            )
        )
    )
    for number in (1, 2, 3):
        if number > 1:
            session.add_repeat("/data/r")
        session.answer(f"/data/r[{number}]/n", str(number))
    assert [session.value(f"/data/r[{n}]/total") for n in (1, 2, 3)] == ["1", "3", "6"]
    session.answer("/data/r[1]/n", "10")
    assert session.value("/data/r[3]/total") == "15"


def test_a_form_tells_its_name_version_title_and_languages() -> None:
    itext = '<itext><translation lang="en"/><translation lang="id" default="true()"/></itext>'
    form = load_form(form_xml("<a/>", itext))
    assert (form.form_id, form.version, form.title) == ("t", "1", "T")
    assert (form.languages, form.default_language) == (("en", "id"), "id")


def test_a_record_of_another_form_is_refused() -> None:
    form = load_form(form_xml("<a/>"))
    for xml in (b'<data id="other"><a/></data>', b"<other/>"):
        with pytest.raises(FormRefused) as refused:
            FormSession.restore(form, xml, lambda: NOON, lambda: "x")
        assert refused.value.code == "other-form"


def test_a_repeat_that_wants_too_many_rows_stops_at_the_limit() -> None:
    body = '<repeat nodeset="/data/r" jr:count="100000000"><input ref="a"/></repeat>'
    session = fresh(load_form(form_xml('<r jr:template=""><a/></r>', "", body)))
    assert len(session.record.root.elements()) - 1 == 1_000
