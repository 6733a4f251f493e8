"""Tests of refusing: what is dangerous is over soon, every reason is said in two languages."""

import gc
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.forms import refusals
from data.forms.errors import FormRefused
from data.forms.formdef import load_form
from data.forms.xpath import patternread
from tests.data.forms.small import asked, bind, form_xml, fresh

SECONDS = 20
SOURCES = Path(refusals.__file__).parent
LIST = '<instance id="l"><root>{}</root></instance>'


@pytest.fixture(autouse=True)
def over_in_time() -> Iterator[None]:
    """A hang is a failure: generous, since other work shares the machine."""

    def late(*_: object) -> None:
        raise TimeoutError(f"still at work after {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def rule(expression: str, nodes: str = "", model: str = "") -> bytes:
    return form_xml(f"<x/>{nodes}", bind("/data/x", calculate=expression) + model)


def many(text: str, count: int, model: Callable[[int], str]) -> bytes:
    nodes = "".join(text.format(at) for at in range(count))
    return form_xml(nodes, "".join(model(at) for at in range(count)))


def repeats(depth: int, count: str) -> bytes:
    nodes, body, path = "<a/>", "", "/data"
    for at in range(depth):
        path += f"/r{at}"
        body += f'<repeat nodeset="{path}" jr:count="{count}">'
    for at in reversed(range(depth)):
        nodes = f'<r{at} jr:template="">{nodes}</r{at}>'
    return form_xml(nodes, "", body + asked(f"{path}/a") + "</repeat>" * depth)


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><x>&c;</x>'
SELECT = (
    '<select1 ref="/data/a"><itemset nodeset="instance(\'l\')/root/item[{}]">'
    '<value ref="name"/></itemset></select1>'
)
REFUSED: dict[str, tuple[bytes, str]] = {
    "no XML at all": (b"PK\x03\x04rubbish", "bad-xml"),
    "cut off": (form_xml("<a/>")[:-20], "bad-xml"),
    "empty": (b"", "bad-xml"),
    "another encoding than it says": (
        b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>',
        "bad-xml",
    ),
    "a zero sign": (b"<a>\x00</a>", "bad-xml"),
    "a document type": (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "bad-xml"),
    "a billion laughs": (LAUGHS, "bad-xml"),
    "nine million signs": (b"<a>" + b"x" * 9_000_000 + b"</a>", "too-big"),
    "half a million elements": (form_xml("<a/>" * 500_000), "too-big"),
    "half a million attributes on one element": (
        b"<a " + b" ".join(b'a%d="1"' % at for at in range(500_000)) + b"/>",
        "too-big",
    ),
    "two hundred thousand deep": (b"<a>" * 200_000, "too-big"),
    "a thousand namespaces on one of twenty thousand": (
        form_xml("<r " + " ".join(f'xmlns:a{i}="u"' for i in range(1_100)) + "/>"),
        "too-big",
    ),
    "a namespace on each of twenty thousand": (
        form_xml("".join(f'<x{i} xmlns:b="u"/>' for i in range(20_000))),
        "too-big",
    ),
    "sixty thousand places": (form_xml("".join(f"<a{i}/>" for i in range(60_000))), "too-big"),
    "two megabytes of rules": (
        many("<a{0}/>", 400, lambda at: bind(f"/data/a{at}", calculate="+".join("1" * 2_500))),
        "too-big",
    ),
    "brackets a hundred thousand deep": (rule("(" * 99_999 + "1" + ")" * 99_999), "too-big"),
    "brackets a thousand deep": (rule("(" * 1_000 + "1" + ")" * 1_000), "bad-expression"),
    "calls a thousand deep": (rule("not(" * 1_000 + "1" + ")" * 1_000), "bad-expression"),
    "nineteen thousand minus signs": (rule("-" * 19_000 + "1"), "bad-expression"),
    "nine thousand times": (rule("*".join(["1"] * 9_000)), "bad-expression"),
    "predicates two hundred deep": (
        rule("/data/x[" * 200 + "1" + "]" * 200),
        "bad-expression",
    ),
    "a circle of five thousand": (
        many("<a{0}/>", 5_000, lambda i: bind(f"/data/a{i}", calculate=f"../a{(i + 1) % 5_000}")),
        "cycle",
    ),
    "a calculation of itself": (rule("/data/x + 1"), "cycle"),
    "everything below everything": (rule("count(//*[count(//*) > 1])", "<a/><b/>"), "cycle"),
    "two that show each other": (
        form_xml(
            "<a/><b/>",
            bind("/data/a", relevant="/data/b = 1") + bind("/data/b", relevant="/data/a = 1"),
        ),
        "cycle",
    ),
    "two that narrow each other": (
        form_xml(
            "<a/><b/>",
            LIST.format("<item><name>1</name></item>"),
            SELECT.format("name = /data/b")
            + SELECT.format("name = /data/a").replace("/a", "/b", 1),
        ),
        "cycle",
    ),
    "a count of its own rows": (repeats(1, "count(/data/r0) + 1"), "cycle"),
    "a pattern a thousand to the third": (
        rule("regex('a', '((a{1000}){1000}){1000}')"),
        "evil-pattern",
    ),
    "a back reference": (rule(r"regex('a', '(a)\1')"), "evil-pattern"),
    "a thousand rows in a thousand in a thousand": (repeats(3, "1000"), "too-big"),
    "a list that asks the whole list for each row": (
        form_xml(
            "<x/><a/>",
            LIST.format("<item><name>n</name></item>" * 3_000),
            SELECT.format("count(instance('l')/root/item[name = current()/../x]) &gt; 5"),
        ),
        "too-big",
    ),
    "events that set each other off": (
        form_xml(
            "<a>1</a><b/>",
            '<setvalue event="odk-instance-first-load" ref="/data/a" value="2"/>',
            asked(
                "/data/a",
                '<setvalue event="xforms-value-changed" ref="/data/b" value="/data/b + 1"/>',
            ),
        ).replace(b"<b/>", b"<b>1</b>"),
        "",
    ),
    "a hundred rows asked for as ten to the eighteenth": (repeats(1, "9" * 18), ""),
    "a pattern that doubles its ways": (rule("regex('" + "a" * 60 + "!', '^(a+)+$')"), ""),
    "a pattern with nine hundred ways": (
        rule("regex('" + "a" * 9_000 + "', '(.{0,900}x)+y')"),
        "",
    ),
    "nine thousand plus": (rule("+".join(["1"] * 9_000)), ""),
    "a text doubled forty times": (
        many(
            "<a{0}>ten signs!</a{0}>",
            40,
            lambda i: (
                bind(f"/data/a{i}", calculate=f"concat(/data/a{i - 1}, /data/a{i - 1})")
                if i
                else ""
            ),
        ),
        "",
    ),
    "a text that asks for itself five times": (
        form_xml(
            "<x/>",
            '<itext><translation lang="a"><text id="t"><value>'
            + "<output value=\"jr:itext('t')\"/>" * 5
            + "</value></text></translation></itext>"
            + bind("/data/x", calculate="jr:itext('t')"),
        ),
        "",
    ),
    "an id of a thousand million signs": (rule("string-length(uuid(999999999))"), ""),
    "steps to and fro": (rule("/data/x" + "/../x" * 3_000), "cycle"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_hang_or_swell_is_refused_or_run_soon(name: str) -> None:
    xml, code = REFUSED[name]
    gc.collect()
    start = time.process_time()
    try:
        session = fresh(load_form(xml))
    except FormRefused as refused:
        assert refused.code == code, refused
        for language in ("id", "en"):
            assert refused.said(language)
        assert refused.detail_id
        assert len(refused.said("id")) < 1_500
    else:
        assert code == ""
        assert session.to_xml()
    assert time.process_time() - start < SECONDS / 2


@pytest.mark.parametrize(
    ("xml", "place", "question", "line"),
    [
        (form_xml("<a/>", bind("/data/a", relevant="../no = 1")), "relevant of /data/a", "a", 0),
        (
            form_xml("<g><b/></g>", bind("/data/g/b", constraint="(")),
            "constraint of /data/g/b",
            "b",
            0,
        ),
        (form_xml("<a/>", "\n\n", '\n<input ref="/data/no"/>'), "input /data/no", "no", 0),
        (form_xml("<a/>\n<a/>"), "/data/a", "a", 2),
        (form_xml("<a/>", "", '\n\n<odk:recordaudio ref="/data/a"/>'), "recordaudio", "", 3),
        (b"<a>\n<b>\n</a>", "form", "", 3),
    ],
)
def test_a_refusal_names_its_place_as_exactly_as_it_can(
    xml: bytes, place: str, question: str, line: int
) -> None:
    with pytest.raises(FormRefused) as refused:
        load_form(xml)
    assert (refused.value.where, refused.value.question) == (place, question)
    assert refused.value.line == line


@pytest.mark.parametrize(
    "model",
    [
        '<odk:setgeopoint event="odk-instance-first-load" ref="/data/a"/>',
        '<odk:recordaudio event="odk-instance-load" ref="/data/a"/>',
        '<bind nodeset="/data/a" type="binary" odk:location-priority="balanced"/>',
    ],
)
def test_what_would_record_in_silence_is_refused_wherever_it_stands(model: str) -> None:
    with pytest.raises(FormRefused, match="silent") as refused:
        load_form(form_xml("<a/>", model))
    assert "diam-diam" in refused.value.said("id")
    inside = model.replace(' event="odk-instance-first-load"', ' event="xforms-value-changed"')
    if not model.startswith("<bind"):
        with pytest.raises(FormRefused, match="silent"):
            load_form(form_xml("<a/>", "", asked("/data/a", inside)))


def test_a_forms_own_encryption_is_refused_in_words() -> None:
    with pytest.raises(FormRefused, match="encrypted already"):
        load_form(form_xml("<a/>", '<submission base64RsaPublicKey="MIIB"/>'))
    load_form(form_xml("<a/>", '<submission method="post" action="https://example.org"/>'))


def test_an_audit_node_is_accepted_and_stays_empty() -> None:
    session = fresh(
        load_form(
            form_xml(
                "<a/><meta><audit/></meta>",
                '<bind nodeset="/data/meta/audit" type="binary" odk:track-changes="true"/>',
                asked("/data/a"),
            )
        )
    )
    session.answer("/data/a", "x")
    assert session.value("/data/meta/audit") == ""


def test_every_reason_is_used_and_said_in_both_languages() -> None:
    used = set()
    for path in SOURCES.rglob("*.py"):
        text = path.read_text("utf-8")
        used |= set(re.findall(r'(?:refusal|refuse|self\.error)\(\s*"([a-z-]+)"', text))
    assert set(refusals.REASONS) <= used
    for name, (_, english, indonesian) in refusals.REASONS.items():
        facts = set(re.findall(r"{(\w+)}", english))
        assert facts == set(re.findall(r"{(\w+)}", indonesian)), name
        assert english != indonesian


def test_every_reason_against_a_pattern_is_said_in_indonesian() -> None:
    text = Path(patternread.__file__).read_text("utf-8")
    reasons = set(re.findall(r'BadPattern\("([^"]+)"\)', text)) | {"too large"}
    assert reasons == set(refusals.PATTERNS)
