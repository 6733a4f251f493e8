"""Kantor surat: the mail of everybody on this laptop in one total, from the door or from inside."""

from __future__ import annotations

from data.model.road import RoadCode, RoadState
from responder_app.flows import road_words
from responder_app.flows.stage import Stage
from responder_app.work import office, road
from responder_app.work.office import Office
from responder_app.work.world import local_time
from ui.screens.office import OfficeModel
from ui.widgets.road_parts import Counter
from ui.words import phrases
from ui.words.translate import translate


class OfficeFlow:
    """The mail office. It works with nobody logged in."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._wanted = False
        screen = stage.window.office
        screen.send_now.connect(lambda: self._wish("send_now"))
        screen.pause.connect(lambda: self._wish("pause"))
        screen.resume.connect(lambda: self._wish("resume"))
        screen.hold_files.connect(
            lambda hold: self._wish("hold_attachments" if hold else "release_attachments")
        )
        screen.stick_out.connect(lambda: stage.go("stick_out", "office"))
        screen.stick_in.connect(lambda: stage.go("stick_in", "office"))
        screen.back_asked.connect(lambda: stage.go("door"))
        screen.hide_asked.connect(stage.window.cover)
        stage.routes["office"] = self.show

    def show(self) -> None:
        """The total, freshly asked."""
        self._wanted = True
        self.ask()

    def ask(self) -> None:
        """Ask again what it shows."""
        self._stage.bridge.ask(office.look, then=self._present, fails=self._stage.say, owner=self)

    def _present(self, found: Office) -> None:
        now = self._stage.now()
        state = found.road or RoadState(RoadCode.NO_CONNECTION, 0)
        moving = state.code is RoadCode.BUSY
        here = found.on_laptop
        self._stage.window.office.present(
            OfficeModel(
                head=road_words.head(self._stage, state, found.waiting.count),
                counters=(
                    Counter(
                        "di_laptop",
                        here.count,
                        translate("flows", "Not sent, {size}").format(size=phrases.size(here.size)),
                        road_words.oldest(now, here.oldest_at),
                    ),
                    Counter(
                        "dititipkan",
                        found.carried.count,
                        translate("flows", "On a stick, {size}").format(
                            size=phrases.size(found.carried.size)
                        ),
                        road_words.oldest(now, found.carried.oldest_at),
                    ),
                    Counter(
                        "",
                        found.titipan,
                        translate("flows", "Still to hand on, {size}").format(
                            size=phrases.size(found.titipan_size)
                        ),
                        road_words.oldest(now, found.titipan_since),
                        "letter",
                        translate("flows", "carried for others"),
                    ),
                ),
                files=road_words.files(
                    found.files_size, found.files_sent, held=found.files_held, moving=moving
                ),
                facts=self._facts(state),
                waits_for_owner=waits_for_owner(found.expected),
                inside=bool(self._stage.here.role),
            )
        )
        if self._wanted and self._stage.heading == "office":
            self._wanted = False
            self._stage.window.show_room("office")

    def _facts(self, state: RoadState) -> tuple[tuple[str, str], ...]:
        when = translate("flows", "Not yet")
        if state.last_success is not None:
            when = phrases.when(local_time(state.last_success), self._stage.moment())
        return (
            (translate("flows", "City reached last"), when),
            (
                translate("flows", "Sent and received so far"),
                translate("flows", "{sent} sent, {received} received").format(
                    sent=phrases.size(state.sent_bytes), received=phrases.size(state.received_bytes)
                ),
            ),
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


def waits_for_owner(count: int) -> str:
    """Notes only their owner can lay into the mailbag; nothing where there are none."""
    if not count:
        return ""
    if count == 1:
        return translate(
            "flows", "1 record waits for its owner to come in. It is not in this mail."
        )
    return translate(
        "flows", "{count} records wait for their owner to come in. They are not in this mail."
    ).format(count=count)
