"""One referral from a draft to the desk's answer, told again and again while processes die.

A person who comes back after a power cut looks at what is there and goes on from it; so does this
story. What was answered to her before (``Promises``) must be there for ever.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.campaigns.town import Died, Town

REST_SECONDS = 40.0
NUDGE_SECONDS = 1.0
LOOK_SECONDS = 0.06
TAKEN = "diterima_uptd"


@dataclass
class Promises:
    """What a person was told is kept: drafts (id -> checksum), finished cases, tickets by case,
    referrals accepted at the desk."""

    drafts: dict[str, str] = field(default_factory=dict)
    cases: set[str] = field(default_factory=set)
    tickets: dict[str, str] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)


@dataclass
class Story:
    """The town, what was promised in it so far, and how often somebody had to be started again."""

    town: Town
    promises: Promises = field(default_factory=Promises)
    deaths: Counter[str] = field(default_factory=Counter)
    _sent_before: set[str] = field(default_factory=set)
    _seen: list[Any] = field(default_factory=list)

    def tell(self, mark: str) -> None:
        """Run one referral to its end, whatever dies on the way."""
        wishes = (f"{mark}-left", f"{mark}-sent")
        steps: list[Callable[[], bool]] = [
            lambda: self._leave_draft(wishes[0]),
            lambda: self.send(wishes[1]),
            self._everything_home,
        ]
        nudged = time.monotonic()
        end = nudged + REST_SECONDS
        while steps:
            assert time.monotonic() < end, self._stuck()
            try:
                if steps[0]():
                    steps.pop(0)
                    continue
                if time.monotonic() - nudged > NUDGE_SECONDS:
                    nudged = time.monotonic()
                    for person in ("cadre", "desk"):
                        self.town.all[person].ask("send_now")
            except Died:
                self.await_death()
            self.revive()

    def begin_another(self) -> None:
        """The next ``send`` is about a new case, though nothing has arrived yet."""
        ops = self.town.all["cadre"].ask("facts")["ops"]
        self._sent_before = {row["rec"] for row in ops if row["kind"] == "r"}

    def rest(self, seconds: float = REST_SECONDS) -> None:
        """Wait until everything is home and nothing is wrong."""
        end = time.monotonic() + seconds
        while True:
            home = self._everything_home()
            wrong = judge(self)
            if home and not wrong:
                return
            assert time.monotonic() < end, f"{wrong}\n{self._stuck()}"
            for person in ("cadre", "desk"):
                self.town.all[person].ask("send_now")
            time.sleep(LOOK_SECONDS)

    def revive(self) -> None:
        """Start again what has died, also what dies while it starts."""
        while True:
            try:
                self.deaths.update(self.town.restart_dead())
            except Died:
                self.await_death()
            else:
                return

    def await_death(self) -> None:
        """A pipe closes a moment before the process is gone."""
        end = time.monotonic() + 5
        while all(one.alive for one in self.town.all.values()) and time.monotonic() < end:
            time.sleep(0.005)

    def _leave_draft(self, mark: str) -> bool:
        """A draft that nobody finishes."""
        cadre = self.town.all["cadre"]
        if all(kept["mark"] != mark for kept in cadre.ask("facts")["drafts"].values()):
            made = cadre.ask("start_draft", mark=mark)
            self.promises.drafts[made["id"]] = made["sum"]
        return True

    def send(self, mark: str) -> bool:
        """One step from draft to letter; True once the letter is written."""
        cadre = self.town.all["cadre"]
        found = cadre.ask("facts")
        draft = next((key for key, kept in found["drafts"].items() if kept["mark"] == mark), None)
        if draft is not None:
            done = cadre.ask("finish_draft", draft=draft)
            self.promises.cases.add(done["rec"])
            return False
        sent = {row["rec"] for row in found["ops"] if row["kind"] == "r"}
        cases = {row["rec"] for row in found["ops"] if row["kind"] == "d" and row["own"]}
        waiting = set(found["pending"].values())
        if waiting:
            assert cadre.ask("commit")["count"] == len(waiting)
            return False
        unsent = cases - sent
        if unsent:
            assert len(unsent) == 1, unsent
            rec = unsent.pop()
            pressed = cadre.ask("press", rec=rec)
            self.promises.tickets[pressed["ticket"]] = rec
            return False
        if sent == self._sent_before:
            cadre.ask("start_draft", mark=mark)
            return False
        return True

    def _everything_home(self) -> bool:
        """Look at both laptops, accept at the desk; True when nothing waits anywhere."""
        desk, cadre = self.town.all["desk"], self.town.all["cadre"]
        there = desk.ask("look")
        self.promises.accepted.update(desk.ask("accept_all"))
        here = cadre.ask("look")
        rest = not (here["waiting"] or here["expected"] or there["waiting"] or there["expected"])
        self._seen = [here, there]
        if rest and set(here["states"].values()) == {TAKEN}:
            self._sent_before = set(here["states"])
            return True
        time.sleep(LOOK_SECONDS)
        return False

    def _stuck(self) -> str:
        tails = "\n".join(f"--- {name}\n{self.town.tail(name)}" for name in self.town.all)
        logs = "\n".join(
            f"--- {person} log\n{(self.town.home(person) / 'log.txt').read_text()[-800:]}"
            for person in ("cadre", "desk")
        )
        return f"no rest after {REST_SECONDS} s: {self._seen}\n{tails}\n{logs}"


def judge(story: Story) -> list[str]:
    """Everything that is wrong in a town at rest; empty when nothing was lost or doubled."""
    town, promises = story.town, story.promises
    cadre, desk = town.all["cadre"].ask("facts"), town.all["desk"].ask("facts")
    wrong = [*_drafts(promises, cadre), *_tickets(promises, cadre)]
    own = [row for one in (cadre, desk) for row in one["ops"] if row["own"]]
    opids = Counter(row["opid"] for row in own)
    stored = Counter(town.stored())
    wrong += [f"{opid[:8]} twice in the vaults" for opid, count in opids.items() if count > 1]
    wrong += [f"{opid[:8]} twice at the city" for opid, count in stored.items() if count > 1]
    wrong += [f"{opid[:8]} lost on its way to the city" for opid in opids.keys() - stored.keys()]
    wrong += [f"{opid[:8]} at the city, in no vault" for opid in stored.keys() - opids.keys()]
    wrong += _chains(own)
    wrong += _letters(cadre, desk, promises)
    for name, one in (("cadre", cadre), ("desk", desk)):
        if one["waiting"] or one["expected"] or one["pending"]:
            wrong.append(f"{name}: something still waits")
        if one["audit_broken"] is not None:
            wrong.append(f"{name}: the audit chain is broken")
    return wrong


def _drafts(promises: Promises, cadre: dict[str, Any]) -> list[str]:
    kept = {key: draft["sum"] for key, draft in cadre["drafts"].items()}
    return [
        f"draft {key[:8]} lost or changed"
        for key, checksum in promises.drafts.items()
        if kept.get(key) != checksum
    ]


def _tickets(promises: Promises, cadre: dict[str, Any]) -> list[str]:
    """Each press that was answered is one ticket and one referral of its case."""
    tickets = cadre["tickets"]
    wrong = [
        f"ticket of {rec[:8]} lost"
        for number, rec in promises.tickets.items()
        if tickets.get(number, {}).get("rec") != rec
    ]
    referrals = Counter(row["rec"] for row in cadre["ops"] if row["kind"] == "r")
    per_case = Counter(row["rec"] for row in tickets.values())
    wrong += [f"case {rec[:8]} lost" for rec in promises.cases - referrals.keys()]
    wrong += [f"case {rec[:8]}: {count} referrals" for rec, count in referrals.items() if count > 1]
    wrong += [f"case {rec[:8]}: {count} tickets" for rec, count in per_case.items() if count > 1]
    if set(per_case) != set(referrals):
        wrong.append("tickets and referrals name different cases")
    return wrong


def _chains(own: list[dict[str, Any]]) -> list[str]:
    """Numbers of a writer are 1, 2, 3 and so on, none twice."""
    wrong = []
    for writer in {row["writer"] for row in own}:
        numbers = sorted(row["n"] for row in own if row["writer"] == writer)
        if numbers != list(range(1, len(numbers) + 1)):
            wrong.append(f"writer {writer[:8]}: numbers {numbers}")
    return wrong


def _letters(cadre: dict[str, Any], desk: dict[str, Any], promises: Promises) -> list[str]:
    """Each referral is once at the desk; its accept was written once and came home once."""
    wrong = []
    at_desk = Counter(row["opid"] for row in desk["ops"] if row["kind"] == "r")
    at_home = Counter(row["opid"] for row in cadre["ops"] if row["kind"] == "s")
    answers = Counter(row["rec"] for row in desk["ops"] if row["kind"] == "s")
    for row in cadre["ops"]:
        if row["kind"] == "r":
            if at_desk[row["opid"]] != 1:
                wrong.append(f"referral {row['opid'][:8]}: {at_desk[row['opid']]} at the desk")
            if answers[row["rec"]] != 1:
                wrong.append(f"case {row['rec'][:8]}: {answers[row['rec']]} answers of the desk")
    for row in desk["ops"]:
        if row["kind"] == "s" and at_home[row["opid"]] != 1:
            wrong.append(f"accept {row['opid'][:8]}: {at_home[row['opid']]} at home")
    known = {row["opid"] for row in desk["ops"]}
    wrong += [f"accepted referral {opid[:8]} lost" for opid in promises.accepted - known]
    return wrong
