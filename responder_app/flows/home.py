"""Home: one sentence about today, what needs doing by deadline, where the letters are."""

from __future__ import annotations

from data.model.people import ICONS
from responder_app.flows.rows import action_row
from responder_app.flows.stage import Stage
from responder_app.work import cases, road
from responder_app.work.cases import Home
from responder_app.work.road import Mail
from ui.screens.home import HomeModel
from ui.words import phrases
from ui.words.road import road_short
from ui.words.translate import translate


class HomeFlow:
    """Shows home for a responder; a desk begins at its own room."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._wanted = False  # asked for by a person, not only refreshed
        self._home: Home | None = None
        self._mail: Mail | None = None
        stage.window.home.opened.connect(lambda room: stage.go(room))
        stage.window.home.case_opened.connect(self._on_case)
        stage.routes["home"] = self.show

    def show(self) -> None:
        """Home, freshly asked."""
        self._wanted = True
        self._home = self._mail = None
        self.ask()

    def ask(self) -> None:
        """Ask again what it shows; the window shows it when both answers are there."""
        self._stage.bridge.ask(cases.home, then=self._on_home, fails=self._stage.say, owner=self)
        self._stage.bridge.ask(road.mail, then=self._on_mail, fails=self._stage.say, owner=self)

    def _on_home(self, home: Home) -> None:
        self._home = home
        self._present()

    def _on_mail(self, mail: Mail) -> None:
        self._mail = mail
        self._present()

    def _present(self) -> None:
        home, mail = self._home, self._mail
        if home is None or mail is None:
            return
        now, here = self._stage.now(), self._stage.moment()
        name = phrases.icon_word(self._stage.here.icon)
        late = sum(1 for line in home.lines if line.due_at is not None and line.due_at < now)
        self._stage.window.home.present(
            HomeModel(
                name=name,
                icon=self._stage.here.icon or ICONS[0],
                date=phrases.date_line(here),
                greeting=phrases.greeting(name, here.hour),
                headline=_headline(len(home.lines), late, home.drafts),
                record_line=_record_line(home.drafts),
                danger_line=translate("flows", "Judge the danger, see the steps"),
                cases_line=translate("flows", "{count} open").format(count=home.open_cases),
                send_line=_send_line(mail, now),
                rows=tuple(action_row(line, now, here, with_state=False) for line in home.lines),
                rows_note=_rows_note(len(home.lines)),
                on_laptop=mail.on_laptop,
                on_way=mail.on_way + mail.carried,
                received=mail.received,
                road=_road_line(mail, now),
                road_ok=mail.road.code.value in ("idle", "busy"),
            )
        )
        if self._wanted and self._stage.heading == "home":
            self._wanted = False
            self._stage.window.show_room("home")
        self._home = self._mail = None

    def _on_case(self, rec: str) -> None:
        self._stage.go("open_case", bytes.fromhex(rec))


def _headline(rows: int, late: int, drafts: int) -> str:
    if late == 1:
        return translate("flows", "One thing is past its time. Begin at the top.")
    if late:
        return translate("flows", "{count} things are past their time. Begin at the top.").format(
            count=late
        )
    if drafts:
        return translate("flows", "Something is not finished yet. Go on with it in Record.")
    if rows == 0:
        return translate("flows", "Nothing is due. You can begin a recording at any time.")
    return translate("flows", "Nothing is late. The nearest deadline stands at the top.")


def _record_line(drafts: int) -> str:
    """What the door of recording says: what was begun waits behind it."""
    if drafts == 1:
        return translate("flows", "One is not finished: go on with it")
    if drafts:
        return translate("flows", "{count} are not finished: go on with them").format(count=drafts)
    return translate("flows", "Begin a new story, told once")


def _send_line(mail: Mail, now: int) -> str:
    if not mail.waiting or mail.oldest is None:
        return translate("flows", "Nothing waits")
    return translate("flows", "{count} waiting, oldest {age}").format(
        count=mail.waiting, age=phrases.age(now - mail.oldest)
    )


def _road_line(mail: Mail, now: int) -> str:
    """The connection, and how long the oldest letter has been waiting for the city."""
    road = road_short(mail.road.code.value)
    if mail.oldest is None:
        return road
    return translate("flows", "{road} The oldest waits {age}.").format(
        road=road, age=phrases.age(now - mail.oldest)
    )


def _rows_note(count: int) -> str:
    if count == 0:
        return ""
    return translate("flows", "{count} things, nearest deadline first").format(count=count)
