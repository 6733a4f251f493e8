"""Tests of filling in a form: answers, repeats, pages, drafts and finished records."""

import pytest

from data.forms.errors import FormRefused, NoSuchNode
from data.forms.session import FormSession
from tests.data.forms.small import YES_NO, again, asked, begin, bind, chosen


def test_an_answer_changes_what_shows_and_says_which_refs_changed() -> None:
    session = begin(
        "<hurt/><where/><n/><other/>",
        YES_NO
        + bind("/data/where", relevant="/data/hurt = 'yes'", required="true()")
        + bind("/data/n", calculate="if(/data/hurt = 'yes', 1, 0)"),
        chosen("/data/hurt") + asked("/data/where") + asked("/data/other"),
    )
    assert [q.name for q in session.questions()] == ["hurt", "other"]
    changed = session.answer("/data/hurt", "yes")
    assert changed == {"/data/hurt", "/data/where", "/data/n"}
    assert [q.name for q in session.questions()] == ["hurt", "where", "other"]
    assert [(v.ref, v.kind) for v in session.problems()] == [("/data/where", "required")]
    assert session.answer("/data/hurt", "yes") == frozenset()
    session.answer("/data/hurt", "")
    assert session.problems() == []


def test_a_broken_constraint_is_kept_and_shown_with_the_forms_own_words() -> None:
    session = begin(
        "<age/>",
        bind(
            "/data/age",
            type="int",
            constraint=". >= 0 and . < 120",
            jr__constraintMsg="Umur?",
            required="true()",
            jr__requiredMsg="Isi umur",
        ),
        asked("/data/age"),
    )
    assert (session.view("/data/age").violation, session.view("/data/age").message) == (
        "required",
        "Isi umur",
    )
    session.answer("/data/age", "300")
    view = session.view("/data/age")
    assert (view.value, view.valid, view.violation, view.message) == (
        "300",
        False,
        "constraint",
        "Umur?",
    )
    session.answer("/data/age", "30.7")
    assert session.view("/data/age").value == "30"
    assert session.view("/data/age").valid


def test_a_type_decides_the_kind_of_question_and_the_stored_form() -> None:
    types = {
        "int": ("integer", "3.9", "3"),
        "decimal": ("decimal", "3", "3.0"),
        "date": ("date", "2026-02-28", "2026-02-28"),
        "time": ("time", "10:30", "10:30"),
        "dateTime": ("datetime", "2026-02-28T10:30:00.000+07:00", "2026-02-28T10:30:00.000+07:00"),
        "string": ("text", " a ", " a "),
    }
    nodes = "".join(f"<{name}/>" for name in types)
    session = begin(
        nodes,
        "".join(bind(f"/data/{name}", type=name) for name in types),
        "".join(asked(f"/data/{name}") for name in types),
    )
    for name, (kind, given, stored) in types.items():
        session.answer(f"/data/{name}", given)
        assert (session.view(f"/data/{name}").kind, session.value(f"/data/{name}")) == (
            kind,
            stored,
        )
        session.answer(f"/data/{name}", "rubbish")
        assert session.value(f"/data/{name}") == ("rubbish" if name == "string" else "")


def test_the_other_controls_have_kinds_of_their_own() -> None:
    session = begin(
        "<n/><r/><t/><u/><k/>",
        YES_NO + bind("/data/n", readonly="true()"),
        asked("/data/n")
        + '<range ref="/data/r" start="1" end="5" step="1"><label/></range>'
        + '<trigger ref="/data/t"><label/></trigger><upload ref="/data/u" mediatype="image/*"/>'
        + chosen("/data/k", "odk:rank"),
    )
    kinds = [question.kind for question in session.questions()]
    assert kinds == ["note", "range", "acknowledge", "media", "rank"]
    session.answer("/data/r", "9")
    assert session.value("/data/r") == ""
    session.answer("/data/r", "5")
    session.answer("/data/k", "no")
    assert (session.value("/data/r"), session.value("/data/k")) == ("5", "no yes")
    assert session.view("/data/r").limits == ("1", "5", "1")


def test_a_choice_no_longer_offered_does_not_count_but_is_kept_and_named() -> None:
    session = begin(
        "<kec/><kel/><many/>",
        '<instance id="kel"><root><item><name>a1</name><label>A1</label><kec>a</kec></item>'
        "<item><name>b1</name><label>B1</label><kec>b</kec></item></root></instance>",
        asked("/data/kec")
        + chosen("/data/kel", filtered="[kec = /data/kec]", name="kel")
        + chosen("/data/many", "select", name="kel"),
    )
    session.answer("/data/kec", "a")
    session.answer("/data/kel", "a1")
    assert session.answer("/data/kec", "b") == {"/data/kec", "/data/kel"}
    view = session.view("/data/kel")
    assert (view.value, view.withdrawn) == ("", ("a1",))
    assert [choice.label for choice in view.choices] == ["B1"]
    assert session.value("/data/kel") == ""
    session.answer("/data/kec", "a")
    assert session.value("/data/kel") == "a1"
    session.answer("/data/many", "b1 nonsense a1")
    assert session.value("/data/many") == "a1 b1"


def test_repeats_are_added_removed_counted_and_numbered() -> None:
    session = begin(
        '<r jr:template=""><no/><name/></r><count/><names/>',
        bind("/data/r/no", calculate="position(..)")
        + bind("/data/count", calculate="count(/data/r)")
        + bind("/data/names", calculate="join(', ', /data/r/name)"),
        '<group ref="/data/r"><label>Anak</label><repeat nodeset="/data/r">'
        + asked("/data/r/name")
        + "</repeat></group>",
    )
    assert session.value("/data/count") == "0"
    for name in ("Ani", "Budi", "Cici"):
        session.answer(session.add_repeat("/data/r") + "/name", name)
    assert (session.value("/data/count"), session.value("/data/names")) == ("3", "Ani, Budi, Cici")
    changed = session.remove_repeat("/data/r", 1)
    assert {"/data/r[1]/no", "/data/r[2]/name", "/data/count", "/data/names"} <= changed
    assert session.value("/data/r[1]/no") == "1"
    assert session.value("/data/names") == "Budi, Cici"
    assert session.view("/data/r[2]").label == "Anak"
    page = session.pages()[0]
    assert (page.title, page.questions) == ("Anak", ("/data/r[1]/name", "/data/r[2]/name"))
    assert [(r.ref, r.count, r.fixed) for r in page.repeats] == [("/data/r", 2, False)]
    with pytest.raises(NoSuchNode):
        session.remove_repeat("/data/r", 3)
    with pytest.raises(NoSuchNode):
        session.value("/data/r[3]/name")


def test_an_absolute_path_inside_a_repeat_means_the_same_instance() -> None:
    session = begin(
        "<r><a/><b/></r><r><a/><b/></r>",
        bind("/data/r/b", relevant="/data/r/a = 1"),
        '<repeat nodeset="/data/r">' + asked("/data/r/a") + asked("/data/r/b") + "</repeat>",
    )
    session.answer("/data/r[2]/a", "1")
    assert not session.relevant("/data/r[1]/b")
    assert session.relevant("/data/r[2]/b")


def test_nested_repeats_follow_their_counts_up_and_down() -> None:
    session = begin(
        '<n>1</n><o jr:template=""><m>2</m><i jr:template=""><at/></i></o>',
        bind("/data/o/i/at", calculate="concat(position(../..), '.', position(..))"),
        '<repeat nodeset="/data/o" jr:count="/data/n">'
        + asked("/data/o/m")
        + '<repeat nodeset="/data/o/i" jr:count="../m">'
        + asked("/data/o/i/at")
        + "</repeat></repeat>"
        + asked("/data/n"),
    )
    assert session.value("/data/o[1]/i[2]/at") == "1.2"
    session.answer("/data/n", "2")
    session.answer("/data/o[2]/m", "3")
    assert session.value("/data/o[2]/i[3]/at") == "2.3"
    session.answer("/data/o[2]/m", "0")
    with pytest.raises(NoSuchNode):
        session.value("/data/o[2]/i[1]/at")
    session.answer("/data/n", "0")
    with pytest.raises(NoSuchNode):
        session.value("/data/o[1]/m")


def test_an_emptied_count_takes_no_row_away() -> None:
    session = begin(
        '<n/><r jr:template=""><a/></r><r><a/></r>',
        bind("/data/n", type="int"),
        asked("/data/n")
        + '<repeat nodeset="/data/r" jr:count="/data/n">'
        + asked("/data/r/a")
        + "</repeat>",
    )
    with pytest.raises(NoSuchNode):
        session.value("/data/r[1]/a")
    session.answer("/data/n", "2")
    session.answer("/data/r[2]/a", "kept")
    session.answer("/data/n", "")
    assert session.value("/data/r[2]/a") == "kept"
    assert again(session).value("/data/r[2]/a") == "kept"
    session.answer("/data/n", "-1")
    with pytest.raises(NoSuchNode):
        session.value("/data/r[1]/a")


def filled_draft() -> FormSession:
    session = begin(
        "<ask/><story/><n>3</n>",
        YES_NO + bind("/data/story", relevant="/data/ask = 'yes'"),
        chosen("/data/ask") + asked("/data/story") + asked("/data/n"),
    )
    session.answer("/data/ask", "yes")
    session.answer("/data/story", "a & <b> \r\n c")
    session.answer("/data/ask", "no")
    return session


def test_a_draft_keeps_a_hidden_answer_and_a_finished_form_leaves_it_out() -> None:
    session = filled_draft()
    assert session.hidden_answers() == ["/data/story"]
    assert b"<story>" in session.to_xml()
    assert b"story" not in session.to_xml(prune=True)
    assert session.answers() == {"ask": "no", "n": "3"}
    restored = again(session)
    assert restored.hidden_answers() == ["/data/story"]
    restored.answer("/data/ask", "yes")
    assert restored.value("/data/story") == "a & <b> \r\n c"


def test_a_correction_keeps_the_old_id_as_deprecated_and_makes_a_new_one() -> None:
    session = begin("<a/>")
    old = session.value("/data/orx:meta/orx:instanceID")
    assert b"deprecatedID" not in session.to_xml()
    corrected = FormSession.restore(
        session.form,
        session.to_xml(prune=True),
        lambda: session.record.clock(),
        lambda: "new",
        correcting=True,
    )
    assert corrected.value("/data/orx:meta/orx:deprecatedID") == old
    assert corrected.value("/data/orx:meta/orx:instanceID") == "uuid:new"


def test_events_that_set_each_other_off_for_ever_are_stopped() -> None:
    session = begin(
        "<a/><b/>",
        "",
        asked("/data/a", '<setvalue event="xforms-value-changed" ref="/data/b" value="../a + 1"/>')
        + asked(
            "/data/b", '<setvalue event="xforms-value-changed" ref="/data/a" value="../b + 1"/>'
        ),
    )
    with pytest.raises(FormRefused):
        session.answer("/data/a", "1")


def test_hundreds_of_rows_made_at_once_settle() -> None:
    cells = "".join(f"<c{n}/>" for n in range(30))
    rules = "".join(bind(f"/data/r/c{n}", calculate=f"position(..) + {n}") for n in range(30))
    session = begin(
        f'<n/><r jr:template="">{cells}</r><sum/>',
        rules + bind("/data/sum", calculate="sum(/data/r/c0)"),
        asked("/data/n") + '<repeat nodeset="/data/r" jr:count="/data/n"/>',
    )
    session.answer("/data/n", "400")
    assert session.value("/data/sum") == "80200"


def test_pages_are_the_groups_at_the_top_and_the_questions_between() -> None:
    session = begin(
        "<a/><g><b/><h><c/></h></g><d/><e/><empty><f/></empty>",
        bind("/data/empty", relevant="/data/a = 'x'"),
        asked("/data/a")
        + '<group ref="/data/g"><label>G</label>'
        + asked("/data/g/b")
        + '<group ref="/data/g/h">'
        + asked("/data/g/h/c")
        + "</group></group>"
        + asked("/data/d")
        + "<group><label>Loose</label>"
        + asked("/data/e")
        + '</group><group ref="/data/empty"><label>E</label>'
        + asked("/data/empty/f")
        + "</group>",
    )
    pages = [(page.ref, page.title, page.questions) for page in session.pages()]
    assert pages == [
        ("/data/a", "", ("/data/a",)),
        ("/data/g", "G", ("/data/g/b", "/data/g/h/c")),
        ("/data/d", "", ("/data/d",)),
        ("/data/e", "Loose", ("/data/e",)),
    ]
    assert {q.ref: q.section for q in session.questions()} == {
        ref: page[0] for page in pages for ref in page[2]
    }
    assert session.next_after("/data/a") == "/data/g/b"
    assert session.previous_before("/data/g/b") == "/data/a"
    assert session.previous_before("/data/a") is None
    assert session.next_after("/data/e") is None
    with pytest.raises(NoSuchNode):
        session.next_after("/data/empty/f")
    for nowhere in ("/data/g", "/data/zz", "/data/a[1]", "data/a", "", "/", "/data/a/"):
        with pytest.raises(NoSuchNode):
            session.answer(nowhere, "x")


def test_a_group_hands_readonly_and_relevance_down_and_a_child_keeps_its_own() -> None:
    session = begin(
        "<lock/><show/><g><a/><b/></g>",
        bind("/data/g", readonly="/data/lock = 1", relevant="/data/show = 1")
        + bind("/data/g/b", relevant="/data/g/a = 1"),
        asked("/data/lock") + '<group ref="/data/g">' + asked("/data/g/a") + "</group>",
    )
    session.answer("/data/g/a", "1")
    assert not session.relevant("/data/g/b")
    session.answer("/data/show", "1")
    assert session.relevant("/data/g/b")
    assert not session.view("/data/g/a").readonly
    session.answer("/data/lock", "1")
    assert session.view("/data/g/a").readonly


@pytest.mark.parametrize(
    ("constraint", "longest"),
    [
        ("string-length(.) <= 500", "500"),
        ("string-length( . ) < 20 and . != 'x'", "19"),
        ("string-length(.) <= 5 or . = 'more'", ""),
        ("not(string-length(.) <= 5)", ""),
        ("string-length(.) >= 5", ""),
    ],
)
def test_the_most_letters_of_a_text_are_told_where_its_rule_is_plain(
    constraint: str, longest: str
) -> None:
    session = begin("<a/>", bind("/data/a", constraint=constraint), asked("/data/a"))
    assert session.view("/data/a").limits == ("", longest, "")


def test_rows_that_come_and_go_all_day_never_use_the_record_up() -> None:
    nodes = "".join(f"<q{at}/>" for at in range(100))
    session = begin(
        f'<n>0</n><r jr:template="">{nodes}</r>',
        bind("/data/n", type="int"),
        asked("/data/n")
        + f'<repeat nodeset="/data/r" jr:count="/data/n">{asked("/data/r/q0")}</repeat>',
    )
    before = session.record.builder.total
    for _ in range(8):
        session.answer("/data/n", "90")
        session.answer("/data/n", "0")
    assert session.record.builder.total == before


def test_a_row_that_is_gone_is_not_among_what_changes_later() -> None:
    session = begin(
        "<a/><r><q/></r>",
        "",
        asked("/data/a")
        + '<repeat nodeset="/data/r"><input ref="/data/r/q"><label>Q <output value="/data/a"/>'
        "</label></input></repeat>",
    )
    session.add_repeat("/data/r")
    session.view("/data/r[2]/q")
    session.remove_repeat("/data/r", 2)
    assert session.answer("/data/a", "x") == {"/data/a"}
    session.view("/data/r[1]/q")
    assert session.answer("/data/a", "y") == {"/data/a", "/data/r[1]/q"}
