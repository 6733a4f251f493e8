"""Tests of what comes from elsewhere: texts in languages, events, preloads, lists, entities."""

import itertools
import json
from datetime import datetime, timedelta

import pytest

from data.forms.errors import FormRefused, NoSuchNode
from data.forms.formdef import load_form
from data.forms.session import FormSession
from tests.data.forms.small import WIB, YES_NO, again, asked, begin, bind, chosen, form_xml


def test_texts_follow_the_language_and_their_outputs() -> None:
    def said(language: str, hello: str, yes: str) -> str:
        return (
            f'<translation lang="{language}"><text id="q"><value>{hello} '
            '<output value="/data/name"/></value><value form="image">jr://images/q.png</value>'
            f'</text><text id="h"><value>{hello}?</value><value form="guidance">{hello}!</value>'
            f'</text><text id="y"><value>{yes}</value><value form="image">jr://images/y.png</value>'
            "</text></translation>"
        )

    session = begin(
        "<name/><q/><label/>",
        f"<itext>{said('id', 'Halo', 'Ya')}{said('en', 'Hello', 'Yes')}</itext>"
        '<instance id="l"><root><item><name>y</name><itextId>y</itextId></item></root></instance>'
        + bind("/data/label", calculate="jr:choice-name(/data/q, '/data/q')"),
        asked("/data/name")
        + '<select1 ref="/data/q"><label ref="jr:itext(\'q\')"/><hint ref="jr:itext(\'h\')"/>'
        '<itemset nodeset="instance(\'l\')/root/item"><value ref="name"/>'
        '<label ref="jr:itext(itextId)"/></itemset></select1>',
    )
    view = session.view("/data/q")
    assert (view.label, view.hint, view.guidance) == ("Halo ", "Halo?", "Halo!")
    assert [(c.label, c.image) for c in view.choices] == [("Ya", "jr://images/y.png")]
    assert "/data/q" in session.answer("/data/name", "Ani")
    assert session.view("/data/q").label == "Halo Ani"
    session.answer("/data/q", "y")
    assert session.value("/data/label") == "Ya"
    assert {"/data/q", "/data/label"} <= session.set_language("en")
    assert (session.view("/data/q").label, session.value("/data/label")) == ("Hello Ani", "Yes")
    with pytest.raises(NoSuchNode):
        session.set_language("fr")


def test_setvalue_acts_at_load_on_change_and_on_a_new_row() -> None:
    session = begin(
        '<first>x</first><hidden/><source/><target/><r jr:template=""><v/></r>',
        bind("/data/hidden", relevant="/data/source = 'show'")
        + '<setvalue event="odk-instance-first-load" ref="/data/first">once</setvalue>'
        '<setvalue event="odk-instance-first-load" ref="/data/hidden" value="1"/>',
        asked(
            "/data/source",
            '<setvalue event="xforms-value-changed" ref="/data/target" '
            "value=\"concat(../source, '!')\"/>"
            '<setvalue event="xforms-value-changed" ref="/data/r[position() = 2]/v">two</setvalue>',
        )
        + '<repeat nodeset="/data/r"><setvalue event="odk-new-repeat" ref="/data/r/v" '
        'value="position(..)"/>' + asked("/data/r/v") + "</repeat>",
    )
    assert (session.value("/data/first"), session.value("/data/hidden")) == ("once", "")
    session.add_repeat("/data/r")
    session.add_repeat("/data/r")
    assert session.value("/data/r[2]/v") == "2"
    session.answer("/data/source", "show")
    assert (session.value("/data/target"), session.value("/data/r[2]/v")) == ("show!", "two")
    session.answer("/data/first", "changed")
    assert again(session).value("/data/first") == "changed"


def test_preloads_come_from_the_clock_the_ids_and_the_device_and_the_end_when_finished() -> None:
    session = begin(
        "<s/><d/><u/><e/><meta><instanceID/></meta>",
        bind("/data/s", type="dateTime", jr__preload="timestamp", jr__preloadParams="start")
        + bind("/data/d", type="date", jr__preload="date", jr__preloadParams="today")
        + bind("/data/u", jr__preload="property", jr__preloadParams="username")
        + bind("/data/e", type="dateTime", jr__preload="timestamp", jr__preloadParams="end")
        + bind("/data/meta/instanceID", jr__preload="uid"),
        device={"username": "sari"},
    )
    assert session.value("/data/s") == "2026-11-21T12:00:00.000+07:00"
    assert session.value("/data/d") == "2026-11-21"
    assert session.value("/data/u") == "sari"
    assert session.value("/data/meta/instanceID") == "uuid:id-1"
    assert session.value("/data/e") == ""
    assert b"<e/>" in session.to_xml()
    assert b"<e>2026-11-21T12:00:00.000+07:00</e>" in session.to_xml(prune=True)


def test_an_attached_table_can_be_chosen_from_and_looked_up() -> None:
    table = "\ufeffname;label;city\r\n1;One;a\r\n\r\n2;Two;b\r\n"
    session = begin(
        "<pick/><city/><last/>",
        '<instance id="t" src="jr://file-csv/t.csv"/><instance id="l" '
        'src="jr://instance/last-saved"/>'
        + bind("/data/city", calculate="pulldata('t', 'city', 'name', /data/pick)")
        + bind("/data/last", calculate="instance('l')/data/pick"),
        chosen("/data/pick", name="t"),
        attachments={"jr://file-csv/t.csv": table},
    )
    choices = [(choice.value, choice.label) for choice in session.view("/data/pick").choices]
    assert choices == [("1", "One"), ("2", "Two")]
    session.answer("/data/pick", "2")
    assert (session.value("/data/city"), session.value("/data/last")) == ("b", "")


def test_attached_places_can_be_chosen_from_by_their_properties() -> None:
    point = '{"id": %d, "geometry": {"coordinates": [104.4, 0.9]}, "properties": {"name": "%s"}}'
    places = '{"features": [' + ", ".join(point % (n, name) for n, name in ((1, "p"), (2, "q")))
    session = begin(
        "<pick/><at/>",
        '<instance id="g" src="jr://file/g.geojson"/>'
        + bind("/data/at", calculate="instance('g')/root/item[name = /data/pick]/geometry"),
        '<select1 ref="/data/pick"><itemset nodeset="instance(\'g\')/root/item">'
        '<value ref="name"/><label ref="id"/></itemset></select1>',
        attachments={"jr://file/g.geojson": places + "]}"},
    )
    session.answer("/data/pick", "q")
    assert [c.label for c in session.view("/data/pick").choices] == ["1", "2"]
    assert session.value("/data/at") == "0.9 104.4 0 0"


def test_a_repeats_label_may_tell_its_number_also_while_there_is_no_row() -> None:
    session = begin(
        '<r jr:template=""><no/><n/><i jr:template=""><x/></i></r>',
        bind("/data/r/no", calculate="position(..)"),
        '<group ref="/data/r"><label>Row <output value="/data/r/no"/></label>'
        '<repeat nodeset="/data/r">' + asked("/data/r/n") + '<repeat nodeset="/data/r/i">'
        '<input ref="x"/></repeat></repeat></group>',
    )
    assert session.pages()[0].repeats[0].label == "Row "
    session.add_repeat("/data/r")
    session.add_repeat("/data/r")
    assert session.view("/data/r[2]").label == "Row 2"
    assert [r.ref for r in session.pages()[0].repeats] == [
        "/data/r",
        "/data/r[1]/i",
        "/data/r[2]/i",
    ]


def test_choices_may_take_their_value_from_the_record() -> None:
    session = begin(
        "<pick/><prefix>x</prefix>",
        '<instance id="l"><root><item><name>1</name></item></root></instance>',
        '<select1 ref="/data/pick"><itemset nodeset="instance(\'l\')/root/item">'
        '<value ref="concat(/data/prefix, name)"/><label ref="name"/></itemset></select1>'
        + asked("/data/prefix"),
    )
    assert [c.value for c in session.view("/data/pick").choices] == ["x1"]
    session.answer("/data/pick", "x1")
    session.answer("/data/prefix", "y")
    assert session.value("/data/pick") == ""


def test_a_text_that_asks_for_itself_comes_to_an_end() -> None:
    session = begin(
        "<q/><copy/>",
        '<itext><translation lang="id"><text id="t"><value>a<output value="jr:itext(\'t\')"/>'
        "</value></text></translation></itext>" + bind("/data/copy", calculate="jr:itext('t')"),
        '<input ref="/data/q"><label ref="jr:itext(\'t\')"/></input>',
    )
    assert set(session.view("/data/q").label) == {"a"}
    assert set(session.value("/data/copy")) == {"a"}


@pytest.mark.parametrize(
    ("seed", "order"),
    [("42", "afcbde"), ("1", "bfeacd"), ("'hello'", "cbaedf"), ("-77", "dbecaf")],
)
def test_a_seed_gives_one_order_that_is_the_same_everywhere(seed: str, order: str) -> None:
    rows = "".join(f"<item><name>{sign}</name></item>" for sign in "abcdef")
    session = begin(
        "<s/>",
        f'<instance id="l"><root>{rows}</root></instance>',
        f'<select1 ref="/data/s"><itemset nodeset="randomize(instance(\'l\')/root/item, {seed})">'
        '<value ref="name"/></itemset></select1>',
    )
    assert "".join(choice.value for choice in session.view("/data/s").choices) == order


def test_randomize_gives_the_same_order_for_the_same_seed() -> None:
    items = "".join(f"<item><name>{n}</name><label>{n}</label></item>" for n in range(1, 7))
    session = begin(
        "<a/><b/><c/>",
        f'<instance id="l"><root>{items}</root></instance>',
        "".join(
            f'<select1 ref="/data/{name}"><itemset nodeset="randomize(instance('
            f'\'l\')/root/item, {seed})"><value ref="name"/>'
            '<label ref="label"/></itemset></select1>'
            for name, seed in (("a", "42"), ("b", "42"), ("c", "'x'"))
        ),
    )
    orders = [[c.value for c in session.view(f"/data/{n}").choices] for n in "abc"]
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == sorted(orders[2]) == list("123456")
    assert orders[0] != list("123456")


def test_lines_and_outlines_of_an_attached_map_are_written_as_forms_write_them() -> None:
    features = [
        {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [1, 2]]]},
    ]
    text = json.dumps(
        {"features": [{"geometry": f, "properties": {"sure": True}} for f in features]}
    )
    session = begin(
        "<a/><b/><c/>",
        '<instance id="g" src="jr://file/g.geojson"/>'
        + bind("/data/a", calculate="instance('g')/root/item[1]/geometry")
        + bind("/data/b", calculate="instance('g')/root/item[2]/geometry")
        + bind("/data/c", calculate="instance('g')/root/item[2]/sure"),
        attachments={"jr://file/g.geojson": text},
    )
    assert session.value("/data/a") == "2 1 0 0; 4 3 0 0"
    assert session.value("/data/b") == "2 1 0 0; 4 3 0 0; 6 5 0 0; 2 1 0 0"
    assert session.value("/data/c") == "true"


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("geopoint", "-6.2  106.8", "-6.2 106.8"),
        ("geopoint", "1 2 3 4", "1.0 2.0 3.0 4.0"),
        ("geopoint", "91 2", ""),
        ("geopoint", "Pasar Baru", ""),
        ("geotrace", "1 2;3 4", "1.0 2.0;3.0 4.0"),
        ("geotrace", "1 2", ""),
        ("geoshape", "1 2; 3 4; 1 2", "1.0 2.0;3.0 4.0;1.0 2.0"),
        ("geoshape", "1 2; 3 4; 5 6", ""),
    ],
)
def test_a_place_is_kept_in_one_form_and_what_is_none_is_not_kept(
    kind: str, given: str, kept: str
) -> None:
    session = begin("<p/>", bind("/data/p", type=kind), asked("/data/p"))
    session.answer("/data/p", given)
    assert session.value("/data/p") == kept


def test_a_distance_of_no_line_is_refused_when_the_form_wrote_it_and_blank_when_answered() -> None:
    model = bind("/data/d", calculate="distance(/data/p, /data/q)")
    body = asked("/data/p") + asked("/data/q")
    with pytest.raises(FormRefused, match="no line"):
        begin("<p>somewhere</p><q>1 3</q><d/>", model, body)
    session = begin("<p>1 2</p><q>1 3</q><d/>", model, body)
    assert session.value("/data/d") == "111301.89"
    session.answer("/data/q", "near the market")
    assert session.value("/data/d") == ""


def test_only_a_template_gives_defaults_to_new_instances() -> None:
    body = f'<repeat nodeset="/data/r">{asked("/data/r/a")}</repeat>'
    session = begin("<r><a>one</a></r>", "", body)
    assert session.value("/data/r[1]/a") == "one"
    assert session.value(session.add_repeat("/data/r") + "/a") == ""
    session = begin('<r jr:template=""><a>one</a></r>', "", body)
    assert session.value(session.add_repeat("/data/r") + "/a") == "one"


def test_instances_a_count_makes_at_the_start_are_no_new_ones_and_later_ones_are() -> None:
    new = '<setvalue event="odk-new-repeat" ref="/data/r/a" value="position(..) * 10"/>'
    session = begin(
        '<n>1</n><r jr:template=""><a/></r>',
        bind("/data/n", type="int"),
        asked("/data/n")
        + f'<repeat nodeset="/data/r" jr:count="/data/n">{asked("/data/r/a")}{new}</repeat>',
    )
    assert session.value("/data/r[1]/a") == ""
    session.answer("/data/n", "2")
    assert [session.value(f"/data/r[{at}]/a") for at in (1, 2)] == ["", "20"]


def test_the_last_record_may_give_defaults_and_may_be_missing() -> None:
    last = '<instance id="__last-saved" src="jr://instance/last-saved"/>'
    first = "<setvalue event='odk-instance-first-load' ref='/data/a' value=\""
    first += "instance('__last-saved')/data/a\"/>"
    assert begin("<a/>", last + first, asked("/data/a")).value("/data/a") == ""
    saved = {"jr://instance/last-saved": "<data id='t'><a>kept</a></data>"}
    assert begin("<a/>", last + first, asked("/data/a"), saved).value("/data/a") == "kept"


def test_a_choice_made_in_an_earlier_row_may_be_left_out_of_the_later_ones() -> None:
    rows = "".join(f"<item><name>{sign}</name><label>{sign}</label></item>" for sign in "abc")
    session = begin(
        "<r><a/></r>",
        f'<instance id="l"><root>{rows}</root></instance>',
        '<repeat nodeset="/data/r">'
        + chosen(
            "/data/r/a",
            filtered="[not(name = current()/../preceding-sibling::r/a)]",
            name="l",
        )
        + "</repeat>",
    )
    session.answer("/data/r[1]/a", "a")
    second = session.add_repeat("/data/r")
    assert [choice.value for choice in session.view(f"{second}/a").choices] == ["b", "c"]
    session.answer("/data/r[1]/a", "b")
    assert [choice.value for choice in session.view(f"{second}/a").choices] == ["a", "c"]


def test_choices_may_depend_on_the_number_of_the_row() -> None:
    session = begin(
        "<r><a/></r>",
        YES_NO,
        '<repeat nodeset="/data/r">'
        + chosen("/data/r/a", filtered="[position() = position(current()/..)]")
        + "</repeat>",
    )
    session.add_repeat("/data/r")
    offered = [session.view(f"/data/r[{at}]/a").choices for at in (1, 2)]
    assert [[choice.value for choice in choices] for choices in offered] == [["yes"], ["no"]]


def test_instances_inside_a_new_instance_are_new_too() -> None:
    new = '<setvalue event="odk-new-repeat" ref="/data/r/{}">{}</setvalue>'
    session = begin(
        '<r jr:template=""><x/><s><a/></s></r>',
        "",
        '<repeat nodeset="/data/r">'
        + asked("/data/r/x")
        + new.format("x", "outer")
        + '<repeat nodeset="/data/r/s">'
        + asked("/data/r/s/a")
        + new.format("s/a", "inner")
        + "</repeat></repeat>",
    )
    session.add_repeat("/data/r")
    assert session.value("/data/r[1]/x") == "outer"
    assert session.value("/data/r[1]/s[1]/a") == "inner"


def test_several_choices_stand_in_the_lists_order_when_chosen_and_as_written_before() -> None:
    session = begin("<m>no yes</m>", YES_NO, chosen("/data/m", "select"))
    assert session.value("/data/m") == "no yes"
    session.answer("/data/m", "no yes")
    assert session.value("/data/m") == "yes no"


def test_midnight_cannot_split_a_form_between_two_rules_of_one_answer() -> None:
    ticks = itertools.count()

    def clock() -> datetime:
        return datetime(2026, 11, 21, 23, 59, 58, tzinfo=WIB) + timedelta(seconds=next(ticks))

    names = [f"d{at}" for at in range(8)]
    rule = "concat(/data/a, today(), ' ', now())"
    form = load_form(
        form_xml(
            "<a/>" + "".join(f"<{name}/>" for name in names),
            "".join(bind(f"/data/{name}", calculate=rule) for name in names),
            asked("/data/a"),
        )
    )
    session = FormSession.new(form, clock, lambda: "id")
    for answer in ("x", "y", "z"):
        session.answer("/data/a", answer)
        said = {session.value(f"/data/{name}") for name in names}
        assert len(said) == 1
        moment = said.pop().removeprefix(answer)
        assert moment[:10] == moment[11:21]
