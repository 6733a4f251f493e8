"""The form engine timed on forms made here: load, one answer, growth, a long repeat.

CPU time of this process. The forms are like the reference ones of the goals: sections of ten
questions (yes/no with relevance, a number with limits, several choices with "other" in words), a
score a section, the scores summed, two languages. The JavaScript engine these goals were set
against needs Node packages that are not part of this project, so there is no baseline.
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


def kind_of(at: int) -> str:
    """What question `at` is: the last three of a section are no yes/no questions."""
    return {7: "int", 8: "kinds", 9: "other"}.get(at % _PER_SECTION, "yes")


def sections_form(questions: int) -> bytes:
    """A form of that many questions in sections of ten, in two languages, as pyxform writes it."""
    names = [(at // _PER_SECTION, at) for at in range(questions)]
    sections = range(-(-questions // _PER_SECTION))
    nodes, binds, body = [], [], []
    for section in sections:
        own = [at for part, at in names if part == section]
        inside = "".join(f"<q{at}/>" for at in own)
        nodes.append(f"<s{section}>{inside}<score/></s{section}>")
        yes_no = [at for at in own if kind_of(at) == "yes"]
        terms = " + ".join(f"if(/data/s{section}/q{at} = 'yes', 1, 0)" for at in yes_no)
        binds.append(f'<bind nodeset="/data/s{section}/score" type="int" calculate="{terms}"/>')
        controls = []
        for at in own:
            bind, control = _question(section, at)
            binds.append(bind)
            controls.append(control)
        label = f"<label>Section {section}</label>"
        body.append(f'<group ref="/data/s{section}">{label}{"".join(controls)}</group>')
    total = " + ".join(f"/data/s{section}/score" for section in sections)
    binds.append(f'<bind nodeset="/data/total" type="int" calculate="{total}"/>')
    return _form("".join(nodes) + "<total/>", binds, "".join(body), _texts(names))


def _question(section: int, at: int) -> tuple[str, str]:
    """The bind and the control of one question."""
    path, kind = f"/data/s{section}/q{at}", kind_of(at)
    label = f"<label ref=\"jr:itext('{path}:label')\"/>"
    choices = (
        "<itemset nodeset=\"instance('yn')/root/item\">"
        '<value ref="name"/><label ref="jr:itext(itextId)"/></itemset>'
    )
    if kind == "int":
        rule = 'constraint=". &gt;= 0 and . &lt; 4000" jr:constraintMsg="0 - 3999"'
        return (
            f'<bind nodeset="{path}" type="int" {rule}/>',
            f'<input ref="{path}">{label}</input>',
        )
    if kind == "kinds":
        return (
            f'<bind nodeset="{path}" type="string"/>',
            f'<select ref="{path}">{label}{choices}</select>',
        )
    if kind == "other":
        relevant = f"relevant=\"selected(/data/s{section}/q{at - 1}, 'yes')\""
        return (
            f'<bind nodeset="{path}" type="string" {relevant}/>',
            f'<input ref="{path}">{label}</input>',
        )
    relevant = ""
    if at % _PER_SECTION % 3 == 2:
        relevant = f" relevant=\"/data/s{section}/q{at - 1} != 'no'\""
    return (
        f'<bind nodeset="{path}" type="string" required="true()"{relevant}/>',
        f'<select1 ref="{path}">{label}{choices}</select1>',
    )


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
        values = {"int": ("5", "4000", ""), "other": ("in words", "")}
        value = chance.choice(values.get(kind_of(at), ("yes", "no", "")))
        start = time.process_time()
        session.answer(ref, value)
        figures.append((time.process_time() - start) * 1000)
    return sorted(figures)


def repeat_ms(rows: int = 100) -> tuple[float, list[float]]:
    """That many instances added and answered; then one figure for each answer changed."""
    session = _begin(repeat_form())
    figures = []

    def fill() -> None:
        for number in range(1, rows + 1):
            session.add_repeat("/data/row")
            session.answer(f"/data/row[{number}]/age", str(number))

    whole = _cpu(fill)
    for number in range(1, rows + 1):
        figures.append(_cpu(partial(session.answer, f"/data/row[{number}]/age", str(number + 7))))
    return whole, sorted(figures)


def walk_ms(questions: int) -> float:
    """From one screen to the next, in the middle of the form."""
    session = _begin(sections_form(questions))
    middle = questions // 2
    ref = f"/data/s{middle // _PER_SECTION}/q{middle}"
    return statistics.median(_cpu(partial(session.next_screen, ref)) for _ in range(20))


def part(figures: list[float], hundredth: int) -> float:
    """The figure so many hundredths stay below."""
    return figures[min(len(figures) - 1, len(figures) * hundredth // 100)]


def rows() -> list[Row]:
    """The rows of the goals for forms, and the growth of one answer."""
    small, large, huge = load_ms(60), load_ms(500), load_ms(5000, 3)
    few, figures, many = answer_ms(60), answer_ms(500), answer_ms(5000)
    middle, high = part(figures, 50), part(figures, 95)
    repeat, changes = repeat_ms()
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
            "forms-5000-growth",
            "load 5,000 over load 500",
            huge / large,
            "x",
            "<= 13",
            huge / large <= 13,
        ),
        absolute(
            "forms-repeat-100",
            "100 instances added and answered",
            repeat,
            "ms",
            "<= 1000",
            repeat <= 1000,
        ),
        *_without_goal(
            [
                ("forms-500-answer-max", "one answer of 500, slowest", figures[-1]),
                ("forms-60-answer-p50", "one answer of 60, p50", part(few, 50)),
                ("forms-60-answer-p95", "one answer of 60, p95", part(few, 95)),
                ("forms-60-answer-max", "one answer of 60, slowest", few[-1]),
                ("forms-5000-load", "load 5,000 questions", huge),
                ("forms-5000-answer-p50", "one answer of 5,000, p50", part(many, 50)),
                ("forms-5000-answer-p95", "one answer of 5,000, p95", part(many, 95)),
                ("forms-5000-answer-max", "one answer of 5,000, slowest", many[-1]),
                (
                    "forms-repeat-100-answer-p95",
                    "one answer among 100 instances",
                    part(changes, 95),
                ),
                ("forms-500-next", "the next of 500 screens", walk_ms(500)),
            ]
        ),
    ]


def _without_goal(figures: list[tuple[str, str, float]]) -> list[Row]:
    return [Row(name, metric, ms, "ms", None, None, "-", None) for name, metric, ms in figures]
