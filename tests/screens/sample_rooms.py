"""Invented door, first start, home, list of cases, guide, settings and a fault."""

from __future__ import annotations

from dataclasses import replace

from data.content import drill_reader
from responder_app.flows.forgotten import forgotten
from responder_app.flows.guide import guide_model
from responder_app.flows.practice import page_of
from tests.screens.samples import NOW, Say, action_rows
from ui.screens.cases import CasesModel, Chip
from ui.screens.door import DoorModel, PersonFace
from ui.screens.fault import FaultModel
from ui.screens.guide import GuideModel
from ui.screens.home import HomeModel
from ui.screens.practice import PracticeModel
from ui.screens.settings import SettingsModel
from ui.screens.welcome import WelcomeModel
from ui.words import phrases, road
from ui.words.failures import failure


def door(say: Say, *, people: int = 8, demo: bool = False) -> DoorModel:
    """The door with its people."""
    icons = ("melati", "kupu_kupu", "daun", "ombak", "matahari", "kerang", "burung", "bulan")
    return DoorModel(
        tuple(PersonFace(n, icon, "13.47") for n, icon in enumerate(icons[:people])),
        language=say.language,
        waiting=2 if demo else 0,
        demo_notice=say(
            "Ini latihan, bukan kota sungguhan. Kata sandi Melati: padi hujan layang tenun",
            "This is practice, not a real city. Jasmine's passphrase: padi hujan layang tenun",
        )
        if demo
        else "",
        demo_desk=demo,
        forgotten=forgotten(),
        mail_line=say("5 surat menunggu, tertua 2 hari", "5 letters wait, oldest 2 days")
        if demo
        else "",
    )


def welcome(say: Say, *, progress: bool = False) -> WelcomeModel:
    """First start."""
    return WelcomeModel(
        taken=("melati", "kerang"),
        code_line="PSKE1|https://kota.example|9f3a|77c1|7K2M-4QXW-9TRD",
        suggestion="padi hujan layang tenun",
        progress=say("Menghubungi kota…", "Asking the city…") if progress else "",
        problem=""
        if progress
        else say(
            "Kode ini sudah pernah dipakai. Minta kode baru kepada kota.",
            "This code was used already. Ask the city for a new one.",
        ),
        can_cancel=True,
    )


def home(say: Say, *, rows: bool = True) -> HomeModel:
    """A day with one thing late, or a first day."""
    return HomeModel(
        name=phrases.icon_word("melati"),
        icon="melati",
        date=phrases.date_line(NOW),
        greeting=phrases.greeting(phrases.icon_word("melati"), NOW.hour),
        headline=say(
            "Satu hal sudah lewat waktunya. Mulai dari yang teratas.",
            "One thing is late. Begin with the first line.",
        )
        if rows
        else say("Belum ada yang perlu dikejar.", "Nothing is pressing."),
        record_line=say("Mulai cerita baru, cukup satu kali", "Begin a story, told only once"),
        danger_line=say("Nilai bahaya, lihat langkahnya", "Judge the danger, see the steps"),
        cases_line=say("12 berjalan", "12 open"),
        send_line=say("5 menunggu, tertua 2 hari", "5 waiting, the oldest 2 days"),
        rows=action_rows(say) if rows else (),
        rows_note=say("5 hal, batas waktu terdekat di atas", "5 things, nearest deadline first")
        if rows
        else "",
        on_laptop=3,
        on_way=2,
        received=27,
        road=road.road_short("no-connection")
        + say(" Tertua menunggu 2 hari.", " The oldest waits 2 days."),
    )


def cases(say: Say, *, rows: bool = True) -> CasesModel:
    """The list of cases."""
    who = (
        say("Perempuan, 25–44 tahun", "Woman, 25 to 44"),
        say("Anak perempuan, 13–17 tahun", "Girl, 13 to 17"),
        say("Perempuan, 18–24 tahun", "Woman, 18 to 24"),
    )
    states = ("di_laptop", "terkirim", "diterima_uptd", "diterima_uptd", "di_laptop")
    first = tuple(
        replace(row, verb=who[n % 3], sub=row.verb, due_sub="", state=states[n])
        for n, row in enumerate(action_rows(say))
    )
    more = tuple(
        replace(
            first[n % 4 + 1],
            rec=f"f{n}",
            code=f"T{n}L-{20 + n}",
            level="" if n == 3 else first[n % 4 + 1].level,
        )
        for n in range(9)
    )
    return CasesModel(
        rows=(*first, *more) if rows else (),
        total=14 if rows else 0,
        more=False,
        chips=(
            Chip("all", say("Semua 14", "All 14")),
            Chip("high", say("Darurat dan tinggi 5", "Emergency and high 5")),
            Chip("waiting", say("Belum terkirim 3", "Not sent yet 3")),
            Chip("late", say("Lewat waktu 1", "Late 1")),
        )
        if rows
        else (),
        chip="all",
    )


def guide(say: Say, *, page: str = "", from_door: bool = False) -> GuideModel:
    """The guide's contents, or the first page of one of its texts."""
    made = guide_model(say.language, "" if from_door else "2172", NOW.date(), from_door=from_door)
    if not page:
        return made
    return replace(made, page=[each.id for each in made.pages].index(page))


def drill(say: Say, at: int) -> PracticeModel:
    """A page of the first drill: -1 its situation, 99 its result; wrong was chosen throughout."""
    made = drill_reader.drills(say.language)[0]
    picks = {
        moment.code: next((each.code for each in moment.choices if not each.right), "")
        for moment in made.moments
    }
    return page_of(made, min(at, len(made.moments)), picks)


def settings(say: Say) -> SettingsModel:
    """Settings as they come."""
    return SettingsModel(
        language=say.language,
        about=(
            (
                say("Kota", "City"),
                "Kota Contoh (latihan)" if say.language == "id" else "Example City (practice)",
            ),
            (say("Versi", "Version"), "0.1.0"),
        ),
    )


def fault(say: Say) -> FaultModel:
    """A damaged file, put into words."""
    told = failure("vault-damaged")
    return FaultModel(
        say("Catatan tidak bisa dibuka", "The records cannot be opened"),
        told.what,
        told.safe,
        told.todo,
        "vault-damaged, page 14",
        can_retry=True,
    )
