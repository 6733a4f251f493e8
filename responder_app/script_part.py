"""What both parts of the demo do: enrol, come in by the door, fill in a form, ask for facts."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtWidgets import QListView

from data.forms.views import QuestionView
from data.store.store import Store
from responder_app.flows.stage import Stage
from responder_app.script_hands import Hands, ScriptFailed, Steps
from responder_app.work import road
from ui.screens.record import RecordModel

SEND_SECONDS = 2.0


class Said(Protocol):
    """The script's file and its findings."""

    code_line: str
    icon: str
    passphrase: str
    answers: dict[str, Any]
    facts: dict[str, Any]


class Locker(Protocol):
    """Who remembers the place before the process goes."""

    def locked_away(self) -> None:
        """The successor begins with the next chapter."""


class PersonPart:
    """One person at one laptop."""

    player: Locker

    def __init__(self, said: Said, hands: Hands, stage: Stage) -> None:
        self.said = said
        self.hands = hands
        self.stage = stage
        self._answer: list[Any] = []

    def ask(self, fn: Callable[..., Any], *arguments: object) -> Steps:
        """Ask the Keeper; the answer is ``self.answer`` afterwards. Raises ``ScriptFailed``."""
        answers: list[Any] = []
        self.stage.bridge.do(fn, *arguments, then=answers.append, fails=answers.append)
        yield from self.hands.until(lambda: bool(answers), "the Keeper")
        if isinstance(answers[0], BaseException):
            raise ScriptFailed(f"the work said no: {type(answers[0]).__name__} {answers[0]}")
        self._answer = answers

    @property
    def answer(self) -> Any:
        """What the last ``ask`` brought."""
        return self._answer[0]

    def enrol(self) -> Steps:
        """The welcome page: code line, icon, passphrase twice; until the first room is there."""
        hands = self.hands
        yield from hands.room("welcome")
        hands.shot("welcome")
        yield from hands.type("code_line", self.said.code_line)
        yield from hands.press(f"icon-{self.said.icon}")
        yield from hands.type("passphrase", self.said.passphrase)
        yield from hands.type("passphrase_again", self.said.passphrase)
        yield from hands.press("primary")
        yield from hands.until(
            lambda: hands.window.room() in ("home", "desk"), "the city's voucher"
        )

    def come_in(self) -> Steps:
        """The door: face and passphrase."""
        hands = self.hands
        yield from hands.room("door")
        hands.shot("door")
        yield from hands.press("person-0")
        yield from hands.type("passphrase", self.said.passphrase)
        yield from hands.press("primary")
        yield from hands.until(lambda: hands.window.room() in ("home", "desk"), "being let in")

    def fill(self, answers: Mapping[str, str], pictures: tuple[str, ...] = ()) -> Steps:
        """Answer the open form screen by screen, up to and with its last page."""
        hands = self.hands
        seen = ""
        record = hands.window.record
        yield from hands.until(lambda: not record.chooser.isVisible(), "a question")
        while not record.summary.isVisible():
            at = self._screen().ref
            if at == seen:
                raise ScriptFailed(f"the form does not go on after {at}")
            seen = at
            yield from self._answer_screen(answers)
            for view in self._screen().questions:
                if view.name in pictures:
                    hands.shot(f"question-{view.name.replace('_', '-')}")
            yield from hands.press("primary")
            yield from hands.until(
                lambda at=at: record.summary.isVisible() or self._screen().ref != at,  # type: ignore[misc]  # bound now
                f"the screen after {at}",
                20,
            )
        hands.shot("before-finishing")
        yield from hands.press("primary")

    def _answer_screen(self, answers: Mapping[str, str]) -> Steps:
        """Every question of the screen, also those that an answer on it brings up."""
        done: set[str] = set()
        while True:
            view = next((one for one in self._screen().questions if one.ref not in done), None)
            if view is None:
                return
            done.add(view.ref)
            value = answers.get(view.name, "")
            if value and value != view.value:
                yield from self._give(view, value)

    def _screen(self) -> RecordModel:
        model = self.hands.window.record.model()
        if model is None:
            raise ScriptFailed("no form is open")
        return model

    def _give(self, view: QuestionView, value: str) -> Steps:
        if view.kind in ("select_one", "select_multiple"):
            yield from self._choose(view, value)
        elif view.kind == "acknowledge":
            yield from self.hands.press("choice-OK")
        else:
            yield from self.hands.type(f"field-{view.name}", value)

    def _choose(self, view: QuestionView, value: str) -> Steps:
        wanted = value.split() if view.kind == "select_multiple" else [value]
        have = set(view.value.split())
        by_digits = {one.value.replace(".", ""): one.value for one in view.choices}
        for one in wanted:
            spelled = by_digits.get(one.replace(".", ""), one)
            if spelled == "tidak_mau_menjawab":
                yield from self.hands.press("refuse")
            elif spelled not in have:
                yield from self._tile(view.name, spelled)
        for one in have - set(wanted) if view.kind == "select_multiple" else ():
            yield from self._tile(view.name, one)

    def _tile(self, question: str, value: str) -> Steps:
        """A tile inside the editor of this question."""
        if self.hands.find(f"filter-{question}") is not None:
            yield from self.hands.type(f"filter-{question}", self._word_of(question, value))
        if isinstance(self.hands.find(f"field-{question}"), QListView):
            yield from self.hands.pick(f"field-{question}", value)
            return
        yield from self.hands.until(
            lambda: self.hands.find(f"choice-{value}") is not None, f"a choice of {question}"
        )
        tile = self.hands.find(f"choice-{value}")
        if tile is not None:
            self.hands.click(tile)
        yield

    def _word_of(self, question: str, value: str) -> str:
        """The first word of a choice's label, as one would type it to find it."""
        views = [one for one in self._screen().questions if one.name == question]
        labels = {one.value: one.label for view in views for one in view.choices}
        return labels.get(value, value).split(":")[0].strip()

    def pause(self, seconds: float) -> Steps:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            yield

    def all_sent(self) -> Steps:
        """Press *Kirim sekarang* now and then until nothing waits on this laptop."""
        end = time.monotonic() + 60
        while True:
            yield from self.ask(road.mail)
            if self.answer.on_laptop == 0:
                return
            if time.monotonic() > end:
                raise ScriptFailed("letters still wait")
            yield from self.send_now()

    def send_now(self) -> Steps:
        """The button on Kirim, and two seconds of patience."""
        if self.hands.window.room() != "send":
            yield from self.hands.press("room-send")
            yield from self.hands.room("send")
        button = self.hands.find("try")
        if button is not None and button.isEnabled():
            self.hands.click(button)
        yield from self.pause(SEND_SECONDS)


def laid_opids(store: Store) -> list[str]:
    """The ids of every letter this person's vault ever laid here."""
    mine = [writer.id for writer in store.vault.keys.writers()]
    return [opid.hex() for writer in mine for _n, opid in store.mailbag.laid_chain(writer)]
