"""The form engine timed on forms made here: load, one answer, growth, a long repeat.

CPU time of this process. The forms are like the reference ones of the goals: sections of yes/no
questions with relevance, a score a section, the scores summed. The JavaScript engine these goals
were set against needs Node packages that are not part of this project, so there is no baseline.
"""

import itertools
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import partial

from data.forms.formdef import load_form
from data.forms.session import FormSession
from tests.bench.row import Row, absolute

_WIB = timezone(timedelta(hours=7))
_PER_SECTION = 10
_fresh = itertools.count()
_HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">'
)


def sections_form(questions: int) -> bytes:
    """A form of that many questions in sections of ten, in two languages, as pyxform writes it."""
    names = [(at // _PER_SECTION, at) for at in range(questions)]
    sections = range(-(-questions // _PER_SECTION))
    nodes, binds, body = [], [], []
    for section in sections:
        own = [at for part, at in names if part == section]
        inside = "".join(f"<q{at}/>" for at in own)
        nodes.append(f"<s{section}>{inside}<score/></s{section}>")
        terms = " + ".join(f"if(/data/s{section}/q{at} = 'yes', 1, 0)" for at in own)
        binds.append(f'<bind nodeset="/data/s{section}/score" type="int" calculate="{terms}"/>')
        controls = []
        for place, at in enumerate(own):
            path = f"/data/s{section}/q{at}"
            relevant = ""
            if place % 3 == 2:
                relevant = f" relevant=\"/data/s{section}/q{at - 1} != 'no'\""
            binds.append(f'<bind nodeset="{path}" type="string" required="true()"{relevant}/>')
            controls.append(
                f'<select1 ref="{path}"><label ref="jr:itext(\'{path}:label\')"/>'
                "<itemset nodeset=\"instance('yn')/root/item\">"
                '<value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>'
            )
        label = f"<label>Section {section}</label>"
        body.append(f'<group ref="/data/s{section}">{label}{"".join(controls)}</group>')
    total = " + ".join(f"/data/s{section}/score" for section in sections)
    binds.append(f'<bind nodeset="/data/total" type="int" calculate="{total}"/>')
    return _form("".join(nodes) + "<total/>", binds, "".join(body), _texts(names))


def repeat_form() -> bytes:
    """A household roll: a repeat with a position, a hidden part and a count outside."""
    binds = [
        '<bind nodeset="/data/row/no" type="int" calculate="position(..)"/>',
        '<bind nodeset="/data/row/age" type="int" constraint=". &lt; 120"/>',
        '<bind nodeset="/data/row/school" type="string" relevant="../age &lt; 18"/>',
        '<bind nodeset="/data/minors" type="int" calculate="count(/data/row[age &lt; 18])"/>',
    ]
    body = (
        '<group ref="/data/row"><label>Person</label><repeat nodeset="/data/row">'
        '<input ref="/data/row/age"><label>Age</label></input>'
        '<input ref="/data/row/school"><label>School</label></input></repeat></group>'
    )
    nodes = '<row jr:template=""><no/><age/><school/></row><minors/>'
    return _form(nodes, binds, body, "")


def _texts(names: list[tuple[int, int]]) -> str:
    found = []
    for language, word in (("Bahasa Indonesia (id)", "Pertanyaan"), ("English (en)", "Question")):
        texts = "".join(
            f'<text id="/data/s{section}/q{at}:label"><value>{word} {at}</value></text>'
            for section, at in names
        )
        choices = '<text id="yn-0"><value>Ya</value></text><text id="yn-1"><value>No</value></text>'
        found.append(f'<translation lang="{language}">{texts}{choices}</translation>')
    return f"<itext>{''.join(found)}</itext>"


def _form(nodes: str, binds: list[str], body: str, itext: str) -> bytes:
    yes_no = "".join(
        f"<item><itextId>yn-{at}</itextId><name>{name}</name></item>"
        for at, name in enumerate(("yes", "no"))
    )
    return (
        f"{_HEAD}<h:head><h:title>Bench</h:title><model>{itext}<instance>"
        f'<data id="bench" version="1">{nodes}<meta><instanceID/></meta></data></instance>'
        f'<instance id="yn"><root>{yes_no}</root></instance>{"".join(binds)}'
        '<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/>'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def _begin(xml: bytes) -> FormSession:
    noon = datetime(2026, 11, 21, 12, 0, tzinfo=_WIB)
    return FormSession.new(load_form(xml), lambda: noon, lambda: "bench")


def _cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def load_ms(questions: int, runs: int = 5) -> float:
    """Bytes to a session ready for the first answer: the median.

    Every run has a root of its own name, so that no path read before is remembered.
    """
    figures = []
    for _ in range(runs):
        root = f"data{next(_fresh)}".encode()
        xml = sections_form(questions).replace(b"/data/", b"/" + root + b"/")
        xml = xml.replace(b"<data ", b"<" + root + b" ").replace(b"</data>", b"</" + root + b">")
        figures.append(_cpu(partial(_begin, xml)))
    return statistics.median(figures)


def answer_ms(questions: int, answers: int = 1000) -> list[float]:
    """One figure an answer, everything recalculated, in order of size."""
    session = _begin(sections_form(questions))
    chance = random.Random(1)
    figures = []
    for _ in range(answers):
        at = chance.randrange(questions)
        ref = f"/data/s{at // _PER_SECTION}/q{at}"
        value = chance.choice(("yes", "no", ""))
        start = time.perf_counter()
        session.answer(ref, value)
        figures.append((time.perf_counter() - start) * 1000)
    return sorted(figures)


def repeat_ms(rows: int = 100) -> float:
    """That many instances added and answered, one after the other."""
    session = _begin(repeat_form())

    def fill() -> None:
        for number in range(1, rows + 1):
            session.add_repeat("/data/row")
            session.answer(f"/data/row[{number}]/age", str(number))

    return _cpu(fill)


def rows() -> list[Row]:
    """The rows of the goals for forms."""
    small, large = load_ms(60), load_ms(500)
    growth = load_ms(5000, 1) / large
    figures = answer_ms(500)
    middle, high = figures[len(figures) // 2], figures[len(figures) * 95 // 100]
    repeat = repeat_ms()
    note = "CPU; no peer here"
    return [
        absolute("forms-60-load", f"load 60 questions ({note})", small, "ms", "<= 60", small <= 60),
        absolute(
            "forms-500-load", f"load 500 questions ({note})", large, "ms", "<= 300", large <= 300
        ),
        absolute(
            "forms-500-answer-p50", "one answer of 500, p50", middle, "ms", "<= 0.5", middle <= 0.5
        ),
        absolute("forms-500-answer-p95", "one answer of 500, p95", high, "ms", "<= 3", high <= 3),
        absolute(
            "forms-5000-growth", "load 5,000 over load 500", growth, "x", "<= 13", growth <= 13
        ),
        absolute(
            "forms-repeat-100",
            "100 instances added and answered",
            repeat,
            "ms",
            "<= 1000",
            repeat <= 1000,
        ),
    ]
