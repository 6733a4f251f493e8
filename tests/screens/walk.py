"""The walk: every screen in every look, a picture of each, one contact sheet, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from data.forms.views import ChoiceView, QuestionView
from tests.screens import (
    looks,
    sample_case,
    sample_controls,
    sample_danger,
    sample_desk,
    sample_door,
    sample_files,
    sample_forms,
    sample_more,
    sample_packs,
    sample_road,
    sample_rooms,
    sample_share,
)
from tests.screens.samples import Say
from tests.ui.finding import find
from ui.app import set_language, set_look
from ui.main_window import MainWindow, Session
from ui.rooms import ROOMS
from ui.screens.record import RecordModel
from ui.widgets.toast import Toast
from ui.words import phrases

SIZES = ((1366, 768), (1024, 600))
Show = Callable[[MainWindow, Say], None]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the walk: a name, and how to get there. `inside` needs a session."""

    name: str
    show: Show
    inside: bool = True
    desk: bool = False


def _room(name: str, make: Callable[[Say], object]) -> Show:
    def show(window: MainWindow, say: Say) -> None:
        getattr(window, name).present(make(say))
        window.show_room(name)

    return show


def _form(view: dict[str, object], violation: str = "") -> Show:
    def show(window: MainWindow, say: Say) -> None:
        window.record.present(
            sample_forms.record(say, sample_forms.question(say, **view), violation)
        )
        window.show_room("record")

    return show


def _text(window: MainWindow, say: Say) -> None:
    view = sample_forms.question(
        say,
        kind="text",
        choices=(),
        appearance="multiline",
        label=say("Tulis ceritanya dengan kata penyintas.", "Write the story in her own words."),
        value=say("Waktu itu saya sedang memasak.", "I was cooking."),
        hint=say("Jangan diperbaiki, jangan diringkas.", "Do not correct or shorten it."),
    )
    window.record.present(sample_forms.record(say, view))
    window.show_room("record")


def _long_list(window: MainWindow, say: Say) -> None:
    names = ("Contoh Timur", "Contoh Barat", "Contoh Hulu", "Contoh Hilir", "Contoh Tengah")
    choices = tuple(
        ChoiceView(f"21.72.{n:02d}", f"{names[n % 5]} {n}: Kec. Contoh {n % 4}") for n in range(40)
    )
    view = sample_forms.question(
        say,
        kind="select_one",
        choices=choices,
        label=say("Di kelurahan mana ia tinggal?", "In which kelurahan does she live?"),
        value="21.72.03",
    )
    window.record.present(sample_forms.record(say, view))
    window.show_room("record")


def _date(window: MainWindow, say: Say) -> None:
    view = sample_forms.question(
        say,
        kind="date",
        choices=(),
        required=False,
        label=say("Kapan terjadinya?", "When did it happen?"),
        value="2026-11-19",
    )
    wrong = say("Tanggal ini belum terjadi.", "This date has not come yet.")
    window.record.present(sample_forms.record(say, view, wrong))
    window.show_room("record")


def _control(make: Callable[[Say], QuestionView]) -> Show:
    def show(window: MainWindow, say: Say) -> None:
        window.record.present(sample_forms.record(say, make(say)))
        window.show_room("record")

    return show


def _page(make: Callable[[Say], RecordModel]) -> Show:
    def show(window: MainWindow, say: Say) -> None:
        window.record.present(make(say))
        window.show_room("record")

    return show


def _taken_out(window: MainWindow, say: Say) -> None:
    _page(sample_controls.rows)(window, say)
    find(window.record, QAbstractButton, "remove-2").click()


def _desk_save(window: MainWindow, say: Say) -> None:
    _room("desk", sample_files.desk_files)(window, say)
    find(window.desk, QAbstractButton, "save-a1").click()


def _chooser(window: MainWindow, say: Say) -> None:
    window.record.present_chooser(sample_forms.chooser(say))
    window.show_room("record")


def _summary(missing: bool) -> Show:
    def show(window: MainWindow, say: Say) -> None:
        window.record.present_summary(sample_forms.summary(say, missing=missing))
        window.show_room("record")

    return show


def _toast(window: MainWindow, say: Say) -> None:
    window.danger.present(sample_danger.danger(say, "tinggi"))
    window.show_room("danger")
    text = say("3 rujukan akan dikirim.", "3 referrals will be sent.")
    window.toast(text, say("Batalkan", "Take back"), 10)


def _long_toast(window: MainWindow, say: Say) -> None:
    window.danger.present(sample_danger.danger(say, "tinggi"))
    window.show_room("danger")
    text = say(
        "Formulir dan panduan baru dari kota: Kota Contoh, November. Draf tetap memakai versinya.",
        "New forms and guide from the city: Example City, November. Drafts stay on their version.",
    )
    window.toast(text, seconds=8)


def _lists(window: MainWindow, say: Say) -> None:
    window.record.present_chooser(sample_more.lists(say))
    window.show_room("record")


def _neutral(window: MainWindow, say: Say) -> None:
    window.cover()


STOPS = (
    Stop("door", _room("door", sample_rooms.door), inside=False),
    Stop(
        "door-demo", _room("door", lambda say: sample_rooms.door(say, people=2, demo=True)), False
    ),
    Stop("door-empty", _room("door", lambda say: sample_rooms.door(say, people=0)), False),
    Stop("welcome", _room("welcome", sample_rooms.welcome), inside=False),
    Stop("welcome-busy", _room("welcome", lambda s: sample_rooms.welcome(s, progress=True)), False),
    Stop("guide-door", _room("guide", lambda say: sample_rooms.guide(say, from_door=True)), False),
    Stop("office-door", _room("office", sample_road.mail_office), inside=False),
    Stop("stick-none", _room("stick", lambda s: sample_road.stick_choose(s, drives=False)), False),
    Stop("stick-written", _room("stick", sample_road.stick_written), inside=False),
    Stop("door-urgent", sample_door.at_door, inside=False),
    Stop("urgent", _room("urgent", sample_door.blank), inside=False),
    *(
        Stop(f"urgent-{page + 1}", _room("urgent", partial(sample_door.asking, page=page)), False)
        for page in range(5)
    ),
    Stop("urgent-look", _room("urgent", sample_door.looking), inside=False),
    Stop("urgent-full", _room("urgent", partial(sample_door.looking, full=True)), inside=False),
    Stop("urgent-sent", _room("urgent", sample_door.sent), inside=False),
    Stop("urgent-closed", _room("urgent", sample_door.closed), inside=False),
    Stop("urgent-quiet", _room("urgent", sample_door.quiet), inside=False),
    Stop("fault", _room("fault", sample_rooms.fault), inside=False),
    Stop("home", _room("home", sample_rooms.home)),
    Stop("home-empty", _room("home", lambda say: sample_rooms.home(say, rows=False))),
    Stop("chooser", _chooser),
    Stop("question", _form({})),
    Stop("question-text", _text),
    Stop("question-date", _date),
    Stop("question-list", _long_list),
    *(Stop(f"control-{make.__name__}", _control(make)) for make in sample_controls.ALONE),
    Stop("control-kept-photo", _page(sample_controls.kept_photo)),
    Stop("control-recording", _page(sample_controls.recording)),
    Stop("list", _page(sample_controls.page_of)),
    Stop("repeat", _page(sample_controls.rows)),
    Stop("repeat-empty", _page(lambda say: sample_controls.rows(say, count=0))),
    Stop("repeat-taken-out", _taken_out),
    Stop("summary-missing", _summary(missing=True)),
    Stop("summary", _summary(missing=False)),
    Stop("danger-darurat", _room("danger", lambda say: sample_danger.danger(say, "darurat"))),
    Stop("danger-tinggi", _room("danger", lambda say: sample_danger.danger(say, "tinggi"))),
    Stop("danger-sedang", _room("danger", lambda say: sample_danger.danger(say, "sedang"))),
    Stop("danger-rendah", _room("danger", lambda say: sample_danger.danger(say, "rendah"))),
    Stop("toast", _toast),
    Stop("toast-long", _long_toast),
    Stop("cases", _room("cases", sample_rooms.cases)),
    Stop("cases-empty", _room("cases", lambda say: sample_rooms.cases(say, rows=False))),
    Stop("case", _room("case", sample_case.case)),
    Stop("case-opened", _room("case", lambda say: sample_case.case(say, opened=True))),
    Stop("case-forms", _room("case", sample_more.case_with_forms)),
    Stop("case-shared", _room("case", sample_share.case_with_people)),
    Stop("case-asked", _room("case", partial(sample_share.case_with_people, asked=True))),
    Stop("share", _room("share", sample_share.share)),
    Stop("share-empty", _room("share", partial(sample_share.share, empty=True))),
    Stop("handover", _room("share", partial(sample_share.share, over=True))),
    Stop("unshare", _room("share", sample_share.unshare)),
    Stop("conflict", _room("conflict", sample_share.conflict)),
    Stop("conflict-none", _room("conflict", partial(sample_share.conflict, nothing=True))),
    Stop("case-files", _room("case", sample_files.own_files)),
    Stop("picture", _room("picture", sample_files.picture)),
    Stop("picture-none", _room("picture", sample_files.picture_none)),
    Stop("picture-busy", _room("picture", sample_files.picture_busy)),
    Stop("chooser-lists", _lists),
    Stop("reports", _room("reports", sample_more.reports)),
    Stop("reports-empty", _room("reports", lambda say: sample_more.reports(say, rows=False))),
    Stop("send", _room("send", sample_road.send)),
    Stop("send-paused", _room("send", sample_road.send_paused)),
    Stop("send-empty", _room("send", lambda say: sample_road.send(say, rows=False))),
    Stop("office", _room("office", lambda say: sample_road.mail_office(say, inside=True))),
    Stop("stick", _room("stick", sample_road.stick_choose)),
    Stop("stick-working", _room("stick", sample_road.stick_working)),
    Stop("stick-read", _room("stick", sample_road.stick_read)),
    Stop("stick-nothing", _room("stick", sample_road.stick_nothing)),
    Stop("stick-failed", _room("stick", sample_road.stick_failed)),
    Stop("desk", _room("desk", sample_desk.desk), desk=True),
    Stop("desk-none", _room("desk", lambda say: sample_desk.desk(say, chosen=False)), desk=True),
    Stop("desk-flood", _room("desk", sample_desk.flood), desk=True),
    Stop("desk-unfolded", _room("desk", partial(sample_desk.flood, opened=True)), desk=True),
    Stop("desk-files", _room("desk", sample_files.desk_files), desk=True),
    Stop("desk-save", _desk_save, desk=True),
    Stop("guide", _room("guide", sample_rooms.guide)),
    Stop("guide-signs", _room("guide", lambda say: sample_rooms.guide(say, page="tanda_bahaya"))),
    Stop("guide-words", _room("guide", lambda say: sample_rooms.guide(say, page="naskah_dewasa"))),
    Stop("guide-card", _room("guide", lambda say: sample_rooms.guide(say, page="kartu_rt"))),
    Stop("drill", _room("practice", lambda say: sample_rooms.drill(say, -1))),
    Stop("drill-choice", _room("practice", lambda say: sample_rooms.drill(say, 1))),
    Stop("drill-result", _room("practice", lambda say: sample_rooms.drill(say, 99))),
    Stop("settings", _room("settings", sample_rooms.settings)),
    Stop("settings-pack", _room("settings", sample_packs.settings)),
    Stop("settings-trouble", _room("settings", lambda s: sample_packs.settings(s, trouble=True))),
    Stop("moving", _room("moving", sample_packs.moving)),
    Stop("moving-nothing", _room("moving", sample_packs.moving_nothing)),
    Stop("neutral", _neutral),
)


def session(*, desk: bool) -> Session:
    """Who is in: a volunteer, or the officer at the desk."""
    if desk:
        rooms = ("desk", "cases", "send", "guide", "settings")
        return Session(
            "kerang", phrases.icon_word("kerang"), phrases.role_word("case_manager"), rooms
        )
    own = ("home", "record", "danger", "cases", "send", "guide", "reports", "settings")
    return Session("melati", phrases.icon_word("melati"), phrases.role_word("kader_pkk"), own)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the walk and what was wrong on it."""

    name: str
    image: QImage
    faults: tuple[str, ...]


def walk(
    application: QApplication,
    *,
    languages: tuple[str, ...] = ("id", "en"),
    themes: tuple[str, ...] = ("light", "dark"),
    texts: tuple[int, ...] = (100, 200),
    sizes: tuple[tuple[int, int], ...] = SIZES,
    only: frozenset[str] = frozenset(),
) -> Iterator[Picture]:
    """Go through every stop in every look."""
    words = looks.pairs()
    for language in languages:
        set_language(application, language)
        say = Say(language)
        for theme in themes:
            for text in texts:
                set_look(application, theme, text)
                for wide, high in sizes:
                    yield from _stops(say, words, (theme, text, wide, high), only)


def _stops(
    say: Say, words: dict[str, str], look: tuple[str, int, int, int], only: frozenset[str]
) -> Iterator[Picture]:
    theme, text, wide, high = look
    window = MainWindow(ROOMS)
    window.resize(wide, high)
    window.show()
    inside: tuple[bool, bool] | None = None
    for stop in STOPS:
        if only and stop.name not in only:
            continue
        if inside != (stop.inside, stop.desk):
            window.set_session(session(desk=stop.desk) if stop.inside else None)
            inside = (stop.inside, stop.desk)
        stop.show(window, say)
        _settle(window)
        name = f"{stop.name}-{say.language}-{theme}-{text}-{wide}"
        yield Picture(
            name, window.grab().toImage(), tuple(looks.faults(window, say.language, words))
        )
        for toast in window.findChildren(Toast):
            toast.deleteLater()
        window.uncover()
    window.close()
    window.deleteLater()
    QTest.qWait(1)


def _settle(window: MainWindow) -> None:
    for _ in range(12):
        QTest.qWait(1)


def contact_sheet(pictures: list[tuple[str, QImage]], path: Path) -> None:
    """All pictures small, with their names, on one sheet."""
    across, wide, high = 6, 342, 192
    down = -(-len(pictures) // across)
    sheet = QImage(across * (wide + 8), down * (high + 26), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    for number, (name, image) in enumerate(pictures):
        x, y = number % across * (wide + 8), number // across * (high + 26)
        small = image.scaled(
            wide,
            high,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(x, y, small)
        painter.drawText(QRect(x, y + high, wide, 24), Qt.AlignmentFlag.AlignLeft, name)
    painter.end()
    sheet.save(str(path))
