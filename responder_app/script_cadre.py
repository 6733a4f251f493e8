"""The cadre's part: enrol, record, judge, refer, see the answer come home, lock, return."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from data.store.store import Store
from responder_app.script_hands import ScriptFailed, Steps
from responder_app.script_part import PersonPart, laid_opids
from responder_app.work import assess, cases
from responder_app.work.cases import CaseView

HOME_SECONDS = 150.0
PICTURES = ("safe_now", "limits_explained", "own_words", "violence_types", "consent_services")


class CadrePart(PersonPart):
    """One case, from the first question to the answer of the UPTD."""

    def chapters(self) -> list[Any]:
        """In order; after ``lock`` another process goes on."""
        return [
            self.enrol,
            self.record,
            self.judge,
            self.send,
            self.comes_home,
            self.lock,
            self.return_,
        ]

    def record(self) -> Steps:
        """Catat: who is talking and how, then every question of the intake."""
        hands, intake = self.hands, self.said.answers["intake"]
        yield from hands.room("home")
        hands.shot("home-empty")
        yield from hands.press("room-record")
        yield from hands.until(hands.window.record.chooser.isVisible, "the chooser")
        for group in ("reporter_relation", "channel"):
            tile = hands.find(f"choice-{intake.get(group, '')}")
            if tile is not None:
                hands.click(tile)
        hands.shot("record-begin")
        yield from hands.press("primary")
        yield from self.fill(intake, PICTURES)

    def judge(self) -> Steps:
        """Tanda bahaya: the list the answers name, then the result."""
        hands = self.hands
        yield from hands.until(hands.window.record.chooser.isVisible, "the lists")
        yield from hands.press(f"choice-{self.said.answers['checklist']}")
        hands.shot("danger-lists")
        yield from hands.press("primary")
        yield from self.fill(self.said.answers["danger"], ("ipv_1", "ipv_a", "anak_m1"))
        yield from hands.room("danger")
        yield from self.pause(0.2)
        hands.shot("danger-result")

    def send(self) -> Steps:
        """Kirim rujukan; the ten seconds go by; number and PIN are there, offline."""
        hands = self.hands
        rec = yield from self._open_rec()
        yield from self.ask(assess.plan_of, self.stage.world, rec)
        self.said.facts.update(_plan_facts(self.answer))
        yield from hands.press("primary")
        yield from hands.room("case")
        yield from self.pause(0.6)
        hands.shot("referral-ten-seconds")
        yield from self._ticket(rec)
        yield from hands.until(lambda: hands.find("ticket-number") is not None, "the ticket")
        yield from self.pause(0.2)
        hands.shot("referral-ticket")

    def _open_rec(self) -> Any:
        """The only case there is."""
        yield from self.ask(_only_case)
        return self.answer

    def _ticket(self, rec: bytes) -> Steps:
        end = time.monotonic() + 30
        while True:
            yield from self.ask(cases.open_case, self.stage.world, rec)
            view: CaseView = self.answer
            if view.ticket and view.pressed is None:
                self.said.facts.update(rec=rec.hex(), ticket=view.ticket, pin=view.pin)
                return
            if time.monotonic() > end:
                raise ScriptFailed("the referral was not written")
            yield from self.pause(0.3)

    def comes_home(self) -> Steps:
        """Kirim, again and again as a person would, until the case says diterima UPTD."""
        hands, rec = self.hands, bytes.fromhex(self.said.facts["rec"])
        yield from self.send_now()
        hands.shot("send")
        end = time.monotonic() + HOME_SECONDS
        while True:
            yield from self.ask(cases.open_case, self.stage.world, rec)
            view: CaseView = self.answer
            if view.line.state.value == "diterima_uptd":
                break
            if time.monotonic() > end:
                raise ScriptFailed("no answer came home")
            yield from self.send_now()
        self.said.facts["states"] = _states(view)
        yield from self.all_sent()
        yield from hands.press("room-cases")
        yield from hands.room("cases")
        hands.shot("cases")
        self.stage.go("open_case", rec)
        yield from hands.room("case")
        yield from self.pause(0.3)
        hands.shot("case-came-home")
        yield from hands.press("open_sealed")
        yield from self.pause(0.4)
        hands.shot("case-opened")
        yield from hands.press("room-home")
        yield from hands.room("home")
        yield from self.pause(0.3)
        hands.shot("home")

    def lock(self) -> Steps:
        """Kunci: this process ends, its successor paints the door."""
        self.player.locked_away()
        yield from self.hands.press("lock")
        yield from self.pause(30)
        raise ScriptFailed("locking did not end the process")

    def return_(self) -> Steps:
        """In again: the case is where it was."""
        hands = self.hands
        yield from self.come_in()
        yield from hands.room("home")
        rec = bytes.fromhex(self.said.facts["rec"])
        yield from self.ask(cases.open_case, self.stage.world, rec)
        if self.answer.line.state.value != "diterima_uptd":
            raise ScriptFailed("after unlocking the case stands elsewhere")
        self.stage.go("open_case", rec)
        yield from hands.room("case")
        yield from self.pause(0.3)
        hands.shot("case-after-unlock")
        yield from self.all_sent()
        yield from self.ask(laid_opids)
        self.said.facts["opids"] = self.answer


def _only_case(store: Store) -> bytes:
    found = store.vault.cases.page(limit=1)
    return found[0].row.rec


def _plan_facts(case: assess.CasePlan) -> dict[str, Any]:
    return {
        "level": case.danger.level.word,
        "reasons": [one.code for one in case.danger.reasons],
        "services": [
            {"id": one.service.id, "deadline": one.deadline, "due": _iso(one.due)}
            for one in case.plan.services
        ],
    }


def _states(view: CaseView) -> list[dict[str, str]]:
    order = ("di_laptop", "terkirim", "diterima_uptd")
    return [
        {"state": state, "at": _iso(view.since[state])} for state in order if state in view.since
    ]


def _iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, tz=UTC).isoformat()
