"""Kirim: one honest sentence, three counts, the letters without names; now, later, by stick."""

from __future__ import annotations

from data.model.road import RecordState, RoadCode
from responder_app.flows import road_words
from responder_app.flows.case import copy_words
from responder_app.flows.stage import Stage
from responder_app.work import mail_items, road
from responder_app.work.mail_items import Item
from responder_app.work.road import Mail
from responder_app.work.world import local_time
from ui.screens.send import Counter, SendModel
from ui.widgets.item_row import ItemRow
from ui.words import phrases
from ui.words.translate import translate

VOLUME_SHOWN = 10  # letters of a stick's name: a row is one line


class SendFlow:
    """The person's mailbag."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._wanted = False  # asked for by a person, not only refreshed
        screen = stage.window.send
        screen.send_now.connect(lambda: self._wish("send_now"))
        screen.pause.connect(lambda: self._wish("pause"))
        screen.resume.connect(lambda: self._wish("resume"))
        screen.hold_files.connect(
            lambda hold: self._wish("hold_attachments" if hold else "release_attachments")
        )
        screen.stick_out.connect(lambda: stage.go("stick_out", "send"))
        screen.stick_in.connect(lambda: stage.go("stick_in", "send"))
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
        moving = mail.road.code is RoadCode.BUSY
        more = ""
        if mail.total > len(mail.items):
            more = translate("flows", "{count} more are not listed; all of them are counted.")
            more = more.format(count=mail.total - len(mail.items))
        self._stage.window.send.present(
            SendModel(
                head=road_words.head(self._stage, mail.road, mail.waiting),
                counters=self._counters(mail, now),
                rows=tuple(self._row(item, now, moving=moving) for item in mail.items),
                files=road_words.files(
                    mail.files_size, mail.files_sent, held=mail.files_held, moving=moving
                ),
                note=translate("flows", "{count} items").format(count=mail.total),
                more=more,
            )
        )
        if self._wanted and self._stage.heading == "send":
            self._wanted = False
            self._stage.window.show_room("send")

    def _counters(self, mail: Mail, now: int) -> tuple[Counter, Counter, Counter]:
        waiting = translate("flows", "Not sent, {size}").format(
            size=phrases.size(mail.on_laptop_bytes)
        )
        there = translate("flows", "At the city, {size}").format(
            size=phrases.size(mail.on_way_bytes)
        )
        sub = ""
        if mail.carried:
            there = translate("flows", "{count} on a stick, {size}; {more} at the city").format(
                count=mail.carried, size=phrases.size(mail.carried_bytes), more=mail.on_way
            )
            sub = translate("flows", "oldest {age}, not sure to arrive").format(
                age=phrases.age(now - (mail.oldest_carried or now))
            )
        taken = translate("flows", "Taken on, {size}").format(
            size=phrases.size(mail.received_bytes)
        )
        here = mail.on_laptop
        return (
            Counter(
                "di_laptop", here, waiting, road_words.oldest(now, mail.oldest) if here else ""
            ),
            Counter("terkirim", mail.on_way + mail.carried, there, sub),
            Counter(
                "diterima_uptd",
                mail.received,
                taken,
                road_words.last(self._stage, mail.last_received),
            ),
        )

    def _row(self, item: Item, now: int, *, moving: bool) -> ItemRow:
        safe = item.copy and item.state is RecordState.TERKIRIM
        progress = None
        if item.files:
            what = files_words(item.files)
            if 0 < item.sent < item.size:
                progress = item.sent / item.size
        else:
            what = kind_words(item.kind)
        return ItemRow(
            level=item.level.word if item.level is not None else "none",
            what=what,
            number=f"{item.number} +" if item.files else item.number,
            size=phrases.size(item.size),
            age=phrases.age(now - item.laid_at),
            state="" if safe else item.state.value,
            state_sub=copy_words() if safe else self._beside(item, moving=moving),
            progress=progress,
        )

    def _beside(self, item: Item, *, moving: bool) -> str:
        """The second part of where it is."""
        if item.held:
            return road_words.held_words(item.held)
        if item.files and item.state is RecordState.DI_LAPTOP:
            if not item.sent:
                return ""
            pattern = (
                translate("flows", "{done} of {all}")
                if moving
                else translate("flows", "stopped, {done} of {all}")
            )
            return pattern.format(done=phrases.size(item.sent), all=phrases.size(item.size))
        when = ""
        if item.at is not None:
            when = phrases.when(local_time(item.at), self._stage.moment())
        match item.state:
            case RecordState.DITITIPKAN:
                return translate("flows", "stick {name}, {when}, not there yet").format(
                    name=item.volume[:VOLUME_SHOWN] or "USB", when=when
                )
            case RecordState.TERKIRIM:
                if when:
                    return phrases.state_detail("terkirim", when)
                return translate("flows", "in the city")
        return when

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
        mail_items.FILES: translate("flows", "Attachment"),
    }
    return words.get(kind, translate("flows", "Letter"))


def files_words(count: int) -> str:
    """ "Lampiran, 2 berkas"."""
    if count == 1:
        return translate("flows", "Attachment, 1 file")
    return translate("flows", "Attachments, {count} files").format(count=count)
