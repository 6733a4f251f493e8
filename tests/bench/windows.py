"""A form's window beside bare widgets: how long until it stands, and until an answer shows.

Processor time of this process (one thread), offscreen, so that a busy machine says the same. The
bare page holds the same 60 questions as plain Qt widgets, made at once, without a stylesheet.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from data.forms.formdef import load_form
from data.forms.session import FormSession
from tests.bench.row import Row, absolute, against
from tests.screens import sample_controls
from tests.screens.samples import Say
from tests.screens.walk import session
from ui.app import make_application
from ui.main_window import MainWindow
from ui.rooms import ROOMS
from ui.screens.record import RecordModel, RecordScreen
from ui.widgets.places import ScrollColumn
from ui.widgets.question_page import AT_ONCE, QuestionPage

RUNS = 9
_WIB = timezone(timedelta(hours=7))
_HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa">'
)
_YES_NO = ("ya", "tidak", "tidak_tahu")
_KINDS = ("one", "one", "one", "text", "one", "int", "one", "many", "one", "date")


def pages_form(questions: int, on_page: int) -> bytes:
    """Pages (field-lists) of that many questions, of the kinds a real form mixes, each third
    shown only if the one before it is not answered with no, and a sum over all yes answers."""
    nodes, binds, body, terms = [], [], [], []
    for start in range(0, questions, on_page):
        page = f"/data/p{start}"
        nodes.append(f"<p{start}>")
        controls = []
        for at in range(start, min(questions, start + on_page)):
            kind = _KINDS[at % len(_KINDS)]
            path = f"{page}/q{at}"
            nodes.append(f"<q{at}/>")
            shown = f" relevant=\"{page}/q{at - 1} != 'tidak'\"" if at % 30 == 2 else ""
            type_ = {"int": "int", "date": "date"}.get(kind, "string")
            binds.append(f'<bind nodeset="{path}" type="{type_}"{shown}/>')
            controls.append(_control(kind, path, at))
            if kind == "one":
                terms.append(f"if({path} = 'ya', 1, 0)")
        nodes.append(f"</p{start}>")
        body.append(
            f'<group ref="{page}" appearance="field-list"><label>Halaman {start}</label>'
            f"{''.join(controls)}</group>"
        )
    binds.append(f'<bind nodeset="/data/total" type="int" calculate="{" + ".join(terms)}"/>')
    return (
        f"{_HEAD}<h:head><h:title>Bench</h:title><model><instance>"
        f'<data id="bench" version="1">{"".join(nodes)}<total/></data></instance>'
        f"{''.join(binds)}</model></h:head><h:body>{''.join(body)}</h:body></h:html>"
    ).encode()


def _control(kind: str, path: str, at: int) -> str:
    label = f"<label>Apakah hal nomor {at} terjadi dalam bulan ini?</label>"
    if kind in ("one", "many"):
        tag = "select1" if kind == "one" else "select"
        items = "".join(
            f"<item><label>{word}</label><value>{word}</value></item>" for word in _YES_NO
        )
        return f'<{tag} ref="{path}">{label}{items}</{tag}>'
    return f'<input ref="{path}">{label}</input>'


def begin(xml: bytes) -> FormSession:
    """A session of it."""
    noon = datetime(2026, 11, 21, 12, 0, tzinfo=_WIB)
    return FormSession.new(load_form(xml), lambda: noon, lambda: "bench")


class Form:
    """A record screen over a session, as the flow wires them."""

    def __init__(self, xml: bytes) -> None:
        self.session = begin(xml)
        self.at = self.session.screens()[0].ref
        self.screen = RecordScreen()
        self.screen.resize(1158, 704)
        self.screen.answered.connect(self._on_answered)

    def show(self) -> None:
        """The page that is open."""
        view = self.session.screen_at(self.at)
        model = RecordModel(
            title="Catat",
            code="K7M-42",
            steps=(),
            questions=tuple(self.session.view(ref) for ref in view.questions),
            kind=view.kind,
            ref=view.ref,
            heading=view.title,
        )
        self.screen.present(model)
        self.screen.show()

    def close(self) -> None:
        """Gone, and its widgets with it."""
        self.screen.close()
        self.screen.deleteLater()
        settle()

    def _on_answered(self, ref: str, value: str) -> None:
        self.session.answer(ref, value)
        self.show()


def bare(questions: int) -> QWidget:
    """The same questions as plain widgets in one scrolling page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    inner = QWidget()
    column = QVBoxLayout(inner)
    for at in range(questions):
        kind = _KINDS[at % len(_KINDS)]
        text = QLabel(f"Apakah hal nomor {at} terjadi dalam bulan ini?")
        text.setWordWrap(True)
        column.addWidget(text)
        if kind == "one":
            group = QButtonGroup(inner)
            for word in _YES_NO:
                one = QRadioButton(word)
                group.addButton(one)
                column.addWidget(one)
        elif kind == "many":
            for word in _YES_NO:
                column.addWidget(QCheckBox(word))
        elif kind == "date":
            column.addWidget(QLineEdit())
            month = QComboBox()
            month.addItems([str(n) for n in range(12)])
            column.addWidget(month)
            column.addWidget(QLineEdit())
        else:
            column.addWidget(QLineEdit())
    area.setWidget(inner)
    area.resize(1158, 704)
    area.show()
    return area


def paint() -> None:
    """Everything that is posted now: layouts, then painting. No timer runs."""
    for _ in range(6):
        QApplication.sendPostedEvents()


def settle() -> None:
    """Timers too."""
    for _ in range(30):
        QApplication.processEvents()


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    paint()
    return (time.process_time() - start) * 1000


def open_ms(xml: bytes) -> tuple[float, float, float]:
    """From bytes to the first picture; of it the window's part; all 60 blocks made and painted."""
    made: list[Form] = []
    load = _cpu(lambda: made.append(Form(xml)))
    form = made[0]
    first = _cpu(form.show)
    page = form.screen.findChild(QuestionPage)
    last = form.session.screen_at(form.at).questions[-1]
    whole = first + (0.0 if page is None else _cpu(lambda: page.block(last)))
    form.close()
    return load + first, first, whole


def more_ms(xml: bytes) -> float:
    """As one scrolls on: the next blocks made, laid out and painted."""
    form = Form(xml)
    form.show()
    settle()
    page = form.screen.findChild(QuestionPage)
    refs = form.session.screen_at(form.at).questions
    place = next((n for n, ref in enumerate(refs) if page and not page.is_made(ref)), 0)
    took = _cpu(lambda: page and page.block(refs[min(len(refs) - 1, place + AT_ONCE - 1)]))
    form.close()
    return took


def bare_ms(questions: int) -> float:
    """The plain page, built and painted."""
    kept: list[QWidget] = []
    took = _cpu(lambda: kept.append(bare(questions)))
    kept[0].close()
    kept[0].deleteLater()
    settle()
    return took


def answers_ms(xml: bytes, answers: int = 300) -> list[float]:
    """A press on a choice until it is recalculated, shown and painted, in order of size."""
    form = Form(xml)
    form.show()
    settle()
    page = form.screen.findChild(QuestionPage)
    refs = form.session.screen_at(form.at).questions
    area = form.screen.findChild(ScrollColumn)
    assert page is not None and page.block(refs[-1]) is not None and area is not None
    settle()
    figures = []
    for at in range(answers):
        ref = refs[(at * 7) % len(refs)]
        tiles = [
            one
            for one in form.screen.findChildren(QAbstractButton)
            if one.property("ref") == ref and not one.isChecked()
        ]
        if tiles:
            area.ensureWidgetVisible(tiles[0])
            settle()
            figures.append(_cpu(tiles[at % len(tiles)].click))
    form.close()
    return sorted(figures)


def keys_ms(xml: bytes, keys: int = 300) -> list[float]:
    """A letter typed until it is kept, shown and painted, in order of size."""
    form = Form(xml)
    form.show()
    form.screen.activateWindow()
    settle()
    line = next(one for one in form.screen.findChildren(QLineEdit) if one.property("ref"))
    line.setFocus()
    figures = []
    for at in range(keys):
        figures.append(_cpu(partial(QTest.keyClicks, line, "abcdefgh "[at % 9])))
    form.close()
    return sorted(figures)


def steps_ms(xml: bytes, steps: int = 60) -> list[float]:
    """From one question's page to the next one's, painted, in order of size."""
    form = Form(xml)
    form.show()
    settle()
    figures = []

    def step() -> None:
        form.at = form.session.next_screen(form.at) or form.at
        form.show()

    for _ in range(steps):
        figures.append(_cpu(step))
        settle()
    form.close()
    return sorted(figures)


def covers_ms(times: int = 100) -> list[float]:
    """Lock to blank: covering the window over a long form until the harmless page is painted."""
    say = Say("id")
    window = MainWindow(ROOMS)
    window.resize(1366, 768)
    window.show()
    window.set_session(session(desk=False))
    window.record.present(sample_controls.page_of(say))
    window.show_room("record")
    settle()
    figures = []
    for _ in range(times):
        figures.append(_cpu(window.cover))
        window.uncover()
        settle()
    window.close()
    window.deleteLater()
    settle()
    return sorted(figures)


def part(figures: list[float], percent: int) -> float:
    """The figure below which that many per cent lie."""
    return figures[min(len(figures) - 1, len(figures) * percent // 100)]


def rows() -> list[Row]:
    """Goal 23 and the figures of the windows of a form."""
    application = make_application(["tests.bench"])
    page = pages_form(60, 60)
    bare_ms(60)
    open_ms(page)  # fonts, icons and the stylesheet are warm in both
    opened, plain = [], []
    for _ in range(RUNS):
        plain.append(bare_ms(60))
        opened.append(open_ms(page))
    base = statistics.median(plain)
    whole, first, complete = (statistics.median(one[n] for one in opened) for n in range(3))
    more = statistics.median(more_ms(page) for _ in range(RUNS))
    keys = keys_ms(page)
    near = answers_ms(page)
    far = answers_ms(pages_form(500, 60))
    single = steps_ms(pages_form(60, 60).replace(b' appearance="field-list"', b""))
    covers = covers_ms()
    application.processEvents()
    return [
        against("23", "60 questions on a page, painted", first, "ms", base, "<= 1.3 x bare", 1.3),
        _within("23-frames", "the same in frames of a screen", first, 33),
        _within("23-more", "the next blocks as one scrolls", more, 50),
        Row(
            "23-all", "all 60 blocks made at once", complete, "ms", base, complete / base, "-", None
        ),
        _within("60-open", "bytes of the form to picture", whole, 100),
        _within("key-p50", "key to screen, p50", part(keys, 50), 16),
        _within("key-p99", "key to screen, p99", part(keys, 99), 50),
        _within("60-p50", "answer to screen of 60, p50", part(near, 50), 16),
        _within("60-p99", "answer to screen of 60, p99", part(near, 99), 50),
        _within("500-p50", "answer to screen of 500, p50", part(far, 50), 16),
        _within("500-p99", "answer to screen of 500, p99", part(far, 99), 50),
        _within("next-p50", "next question to screen, p50", part(single, 50), 33),
        _within("lock-p50", "lock to blank, p50", part(covers, 50), 100),
        _within("lock-p99", "lock to blank, p99", part(covers, 99), 100),
    ]


def _within(id: str, metric: str, value: float, most: float) -> Row:
    return absolute(id, metric, value, "ms", f"<= {most:g} ms", value <= most)
