"""Kirim: one honest sentence, three counts, the letters without names; try now, pause, go on."""

from __future__ import annotations

from data.model.road import RecordState, RoadCode
from responder_app.flows.case import copy_words
from responder_app.flows.stage import Stage
from responder_app.work import road
from responder_app.work.road import Item, Mail
from responder_app.work.world import local_time
from ui.screens.send import Counter, SendModel
from ui.widgets.item_row import ItemRow
from ui.words import phrases
from ui.words.road import road_sentence, road_todo
from ui.words.translate import translate


class SendFlow:
    """The person's mailbag."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._wanted = False  # asked for by a person, not only refreshed
        screen = stage.window.send
        screen.send_now.connect(lambda: self._wish("send_now"))
        screen.pause.connect(lambda: self._wish("pause"))
        screen.resume.connect(lambda: self._wish("resume"))
        stage.routes["send"] = self.show

    def show(self) -> None:
        """The mailbag, freshly asked."""
        self._wanted = True
        self.ask()

    def ask(self) -> None:
        """Ask again what it shows."""
        self._stage.bridge.ask(road.mail, then=self._present, fails=self._stage.say, owner=self)

    def _present(self, mail: Mail) -> None:
        now = self._stage.now()
        code = mail.road.code.value
        self._stage.window.send.present(
            SendModel(
                sentence=road_sentence(code, mail.on_laptop),
                detail=road_todo(code),
                counters=self._counters(mail, now),
                rows=tuple(self._row(item, now) for item in mail.items),
                online=mail.road.code in (RoadCode.IDLE, RoadCode.BUSY),
                busy=mail.road.code is RoadCode.BUSY,
                paused=mail.road.code is RoadCode.PAUSED,
                month_note=translate("flows", "{count} items").format(count=len(mail.items)),
            )
        )
        if self._wanted and self._stage.heading == "send":
            self._wanted = False
            self._stage.window.show_room("send")

    def _counters(self, mail: Mail, now: int) -> tuple[Counter, Counter, Counter]:
        oldest = ""
        if mail.oldest is not None:
            oldest = translate("flows", "oldest {age}").format(age=phrases.age(now - mail.oldest))
        last = ""
        if mail.last_received is not None:
            last = translate("flows", "last {when}").format(
                when=phrases.when(local_time(mail.last_received), self._stage.moment())
            )
        waiting = translate("flows", "Not sent, {size}").format(
            size=phrases.size(mail.on_laptop_bytes)
        )
        there = translate("flows", "At the city, {size}").format(
            size=phrases.size(mail.on_way_bytes)
        )
        return (
            Counter("di_laptop", mail.on_laptop, waiting, oldest),
            Counter("terkirim", mail.on_way, there, ""),
            Counter("diterima_uptd", mail.received, translate("flows", "Taken on"), last),
        )

    def _row(self, item: Item, now: int) -> ItemRow:
        safe = item.copy and item.state is not RecordState.DI_LAPTOP
        beside = translate("flows", "the city looks at it") if item.held else ""
        return ItemRow(
            level=item.level.word if item.level is not None else "none",
            what=kind_words(item.kind),
            number=item.number,
            size=phrases.size(item.size),
            age=phrases.age(now - item.laid_at),
            state="" if safe else item.state.value,
            state_sub=copy_words() if safe else beside,
        )

    def _wish(self, kind: str) -> None:
        self._stage.bridge.do(
            road.wish,
            self._stage.world,
            kind,
            then=lambda _number: self.ask(),
            fails=self._stage.say,
            owner=self,
        )


def kind_words(kind: str) -> str:
    """What a letter is, as far as its outside tells."""
    words = {
        "r": translate("flows", "Referral"),
        "d": translate("flows", "Note of a case"),
        "s": translate("flows", "Answer of the UPTD"),
        "g": translate("flows", "Sharing"),
        "x": translate("flows", "Erasure"),
        "a": translate("flows", "Safety copy"),
    }
    return words.get(kind, translate("flows", "Letter"))
