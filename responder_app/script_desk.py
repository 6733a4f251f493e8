"""The desk's part: enrol, wait for the referral, open it, take it on, send the answer."""

from __future__ import annotations

import time
from typing import Any

from responder_app.script_hands import ScriptFailed, Steps
from responder_app.script_part import PersonPart, laid_opids
from responder_app.work import desk

WAIT_SECONDS = 240.0


class DeskPart(PersonPart):
    """One referral, answered."""

    def chapters(self) -> list[Any]:
        """In order."""
        return [self.enrol, self.answer_it, self.send_it]

    def answer_it(self) -> Steps:
        """Until a referral stands in the list; then open it and press *Tangani rujukan*."""
        hands = self.hands
        yield from hands.room("desk")
        hands.shot("desk-empty")
        end = time.monotonic() + WAIT_SECONDS
        while True:
            yield from self.ask(desk.incoming, self.stage.world)
            if self.answer.lines:
                break
            if time.monotonic() > end:
                raise ScriptFailed("no referral came in")
            yield from self.send_now()
        opid = self.answer.lines[0].opid
        yield from hands.press("room-desk")
        yield from hands.room("desk")
        yield from self.pause(0.3)
        hands.window.desk.opened.emit(opid.hex())
        yield from hands.until(lambda: hands.find("primary") is not None, "the referral")
        yield from self.pause(0.3)
        hands.shot("desk-referral")
        yield from hands.press("primary")
        yield from self._accepted(opid)
        hands.shot("desk-accepted")

    def _accepted(self, opid: bytes) -> Steps:
        end = time.monotonic() + 20
        while True:
            yield from self.ask(desk.open_referral, self.stage.world, opid)
            if self.answer.line.accepted:
                yield from self.pause(0.3)
                return
            if time.monotonic() > end:
                raise ScriptFailed("the referral was not accepted")
            yield from self.pause(0.2)

    def send_it(self) -> Steps:
        """Until the answer is at the city."""
        yield from self.all_sent()
        yield from self.ask(laid_opids)
        self.said.facts["opids"] = self.answer
        self.hands.shot("desk-sent")
