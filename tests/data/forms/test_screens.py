"""Tests of the way through a form: screens, lists, repeats by their summary, and what shows now."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from data.forms.errors import NoSuchNode
from data.forms.nodes import Range
from data.forms.session import FormSession
from tests.data.forms.anyform import STEPS, Spec, play, specs, written
from tests.data.forms.small import YES_NO, asked, begin, bind, chosen, fresh

NODES = (
    "<a/><hid/><g><x/><y/></g><l><one/><two/><in><three/></in>"
    '<r jr:template=""><s/></r></l><kid jr:template=""><name/><when/><ok/><fl><p/><q/></fl>'
    '<pet jr:template=""><kind/></pet></kid><last/><calc/>'
)
MODEL = (
    YES_NO
    + bind("/data/hid", relevant="/data/a = 'show'")
    + bind("/data/kid/when", type="date")
    + bind("/data/calc", calculate="1")
    + bind("/data/kid", relevant="/data/a != 'none'")
)
BODY = (
    asked("/data/a")
    + asked("/data/hid")
    + '<group ref="/data/g"><label>G</label>'
    + asked("/data/g/x")
    + asked("/data/g/y")
    + '</group><group ref="/data/l" appearance="field-list"><label>L</label>'
    + asked("/data/l/one")
    + asked("/data/l/two")
    + '<group ref="/data/l/in">'
    + asked("/data/l/in/three")
    + '</group><group ref="/data/l/r"><label>R</label><repeat nodeset="/data/l/r">'
    + asked("/data/l/r/s")
    + "</repeat></group></group>"
    + '<group ref="/data/kid"><label>Kid</label><repeat nodeset="/data/kid">'
    + asked("/data/kid/name")
    + asked("/data/kid/when")
    + chosen("/data/kid/ok")
    + '<group ref="/data/kid/fl" appearance="field-list"><label>Both</label>'
    + asked("/data/kid/fl/p")
    + asked("/data/kid/fl/q")
    + '</group><group ref="/data/kid/pet"><label>Pet</label><repeat nodeset="/data/kid/pet"'
    + ' appearance="field-list">'
    + asked("/data/kid/pet/kind")
    + "</repeat></group></repeat></group>"
    + asked("/data/last")
)


@pytest.fixture
def session() -> FormSession:
    return begin(NODES, MODEL, BODY)


def test_the_main_road_is_questions_lists_and_one_summary_a_repeat(session: FormSession) -> None:
    assert [(s.kind, s.ref, s.title, s.questions) for s in session.screens()] == [
        ("question", "/data/a", "", ("/data/a",)),
        ("question", "/data/g/x", "G", ("/data/g/x",)),
        ("question", "/data/g/y", "G", ("/data/g/y",)),
        ("list", "/data/l", "L", ("/data/l/one", "/data/l/two", "/data/l/in/three")),
        ("repeat", "/data/l/r", "R", ()),
        ("repeat", "/data/kid", "Kid", ()),
        ("question", "/data/last", "", ("/data/last",)),
    ]


def test_next_and_previous_walk_the_same_road(session: FormSession) -> None:
    road = [screen.ref for screen in session.screens()]
    forth: list[str | None] = ["/data/a"]
    while forth[-1] is not None:
        forth.append(session.next_screen(forth[-1]))
    assert forth == [*road, None]
    back: list[str | None] = ["/data/last"]
    while back[-1] is not None:
        back.append(session.previous_screen(back[-1]))
    assert back == [*reversed(road), None]


def test_an_instance_is_walked_once_opened_and_ends_at_its_summary(session: FormSession) -> None:
    first = session.add_repeat("/data/kid")
    assert session.screen_at(first).ref == "/data/kid[1]/name"
    assert session.screen_at(first).title == "Kid 1"
    walked: list[str | None] = [session.screen_at(first).ref]
    for _ in range(5):
        walked.append(session.next_screen(walked[-1] or ""))
    assert walked == [
        "/data/kid[1]/name",
        "/data/kid[1]/when",
        "/data/kid[1]/ok",
        "/data/kid[1]/fl",
        "/data/kid[1]/pet",
        "/data/kid",
    ]
    assert session.previous_screen("/data/kid[1]/name") == "/data/kid"
    assert session.next_screen("/data/kid") == "/data/last"


def test_an_instance_with_the_appearance_field_list_is_one_list(session: FormSession) -> None:
    session.add_repeat("/data/kid")
    pet = session.add_repeat("/data/kid[1]/pet")
    screen = session.screen_at(pet)
    assert (screen.kind, screen.ref, screen.title) == ("list", pet, "Pet 1")
    assert screen.questions == (f"{pet}/kind",)
    assert session.next_screen(pet) == "/data/kid[1]/pet"


def test_a_summary_tells_each_instance_by_its_first_answers_in_words(session: FormSession) -> None:
    for number, name in enumerate(("Ani", "Budi"), 1):
        session.add_repeat("/data/kid")
        session.answer(f"/data/kid[{number}]/name", name)
    session.answer("/data/kid[2]/when", "2026-11-02")
    session.answer("/data/kid[2]/ok", "yes")
    session.answer("/data/kid[2]/fl/p", "too much")
    summary = session.screen_at("/data/kid").repeat
    assert summary is not None
    assert (summary.ref, summary.label, summary.fixed) == ("/data/kid", "Kid", False)
    assert [(row.ref, row.index, row.summary) for row in summary.rows] == [
        ("/data/kid[1]", 1, "Ani"),
        ("/data/kid[2]", 2, "Budi · 2 Nov 2026 · Ya"),
    ]


def test_a_repeats_own_label_tells_its_instances_when_it_carries_an_answer() -> None:
    session = begin(
        "<r><n/></r>",
        "",
        '<group ref="/data/r"><label>Child <output value="/data/r/n"/></label>'
        '<repeat nodeset="/data/r">' + asked("/data/r/n") + "</repeat></group>",
    )
    session.answer("/data/r[1]/n", "Ani")
    summary = session.screen_at("/data/r").repeat
    assert summary is not None
    assert [row.summary for row in summary.rows] == ["Child Ani"]


def test_what_is_hidden_is_passed_over_and_still_has_neighbours(session: FormSession) -> None:
    session.answer("/data/a", "show")
    assert session.next_screen("/data/a") == "/data/hid"
    session.answer("/data/a", "none")
    assert session.next_screen("/data/a") == "/data/g/x"
    assert session.screen_at("/data/hid").questions == ()
    assert session.next_screen("/data/hid") == "/data/g/x"
    assert session.previous_screen("/data/hid") == "/data/a"
    assert "/data/kid" not in [screen.ref for screen in session.screens()]


def test_any_place_of_the_body_has_a_screen_and_others_have_none(session: FormSession) -> None:
    assert session.screen_at("/data/l/two").ref == "/data/l"
    assert session.screen_at("/data/l/in").ref == "/data/l"
    assert session.screen_at("/data/g").ref == "/data/g/x"
    for ref in ("/data/calc", "/data/kid[1]", "/data/nowhere"):
        with pytest.raises(NoSuchNode):
            session.screen_at(ref)


def test_a_repeat_of_a_given_number_that_is_none_has_no_screen() -> None:
    session = begin(
        '<n/><r jr:template=""><x/></r>',
        bind("/data/n", type="int"),
        asked("/data/n")
        + '<repeat nodeset="/data/r" jr:count="/data/n">'
        + asked("/data/r/x")
        + "</repeat>",
    )
    assert session.next_screen("/data/n") is None
    session.answer("/data/n", "2")
    assert session.next_screen("/data/n") == "/data/r"
    summary = session.screen_at("/data/r").repeat
    assert summary is not None
    assert summary.fixed
    assert len(summary.rows) == 2


def test_a_list_without_a_place_of_its_own_is_named_by_its_first_question() -> None:
    session = begin(
        "<a/><b/>",
        bind("/data/a", relevant="/data/b = ''"),
        '<group appearance="field-list w1"><label>L</label>'
        + asked("/data/a")
        + asked("/data/b")
        + "</group>",
    )
    assert session.screen_at("/data/b").ref == "/data/a"
    session.answer("/data/b", "x")
    assert session.screen_at("/data/b").questions == ("/data/b",)


def test_views_name_media_of_labels_and_the_kind_of_file_a_question_holds() -> None:
    session = begin(
        "<p/><d/>",
        '<itext><translation lang="id"><text id="p"><value>Foto</value>'
        '<value form="image">jr://images/a.png</value>'
        '<value form="audio">jr://audio/a.mp3</value></text></translation></itext>',
        '<upload ref="/data/p" mediatype="image/*" appearance="new-front w1">'
        "<label ref=\"jr:itext('p')\"/></upload>"
        '<upload ref="/data/d" mediatype="application/pdf,text/csv"><label>D</label></upload>',
    )
    photo, document = session.view("/data/p"), session.view("/data/d")
    assert (photo.kind, photo.media, photo.accepts) == ("media", "image", ("image/*",))
    assert (photo.image, photo.audio, photo.video) == ("jr://images/a.png", "jr://audio/a.mp3", "")
    assert photo.looks("new-front")
    assert not photo.looks("new")
    assert document.media == "file"
    assert document.accepts == ("application/pdf", "text/csv")


def test_the_label_of_the_first_group_inside_tells_an_instance_where_the_repeats_own_does_not() -> (
    None
):
    session = begin(
        "<r><g><n/></g></r>",
        "",
        '<group ref="/data/r"><label>Children</label><repeat nodeset="/data/r">'
        '<group ref="/data/r/g"><label>About <output value="./n"/></label>'
        + asked("/data/r/g/n")
        + "</group></repeat></group>",
    )
    session.answer("/data/r[1]/g/n", "Ani")
    summary = session.screen_at("/data/r").repeat
    assert summary is not None
    assert [row.summary for row in summary.rows] == ["About Ani"]


@settings(max_examples=60, deadline=None)
@given(spec=specs(), steps=STEPS)
def test_on_any_form_the_road_is_whole_and_walks_the_same_both_ways(
    spec: Spec, steps: list[tuple[str, int, str]]
) -> None:
    session = fresh(written(spec))
    play(session, steps)
    road = session.screens()
    for here, there in pairwise(road):
        assert session.next_screen(here.ref) == there.ref
        assert session.previous_screen(there.ref) == here.ref
    if road:
        assert session.next_screen(road[-1].ref) is None
        assert session.previous_screen(road[0].ref) is None
    for question in session.questions():
        screen = session.screen_at(question.ref)
        assert question.ref in screen.questions
        assert session.screen_at(screen.ref) == screen
    for node in session.record.root.below():
        for kid in node.kids:
            if isinstance(kid, Range) and node.relevant:
                summary = session.screen_at(kid.ref()).repeat
                assert summary is not None
                assert len(summary.rows) == sum(item.relevant for item in kid.items)
