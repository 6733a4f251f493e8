"""One scenario played in the engine: the steps, and every fact that did not hold."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

from data.forms.errors import FormRefused, NoSuchNode
from data.forms.formdef import FormDef, load_form
from data.forms.nodes import Range
from data.forms.session import FormSession
from tests.conformance.trees import differences

JAKARTA = timezone(timedelta(hours=7), "WIB")
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=JAKARTA)


@dataclass(frozen=True, slots=True)
class Miss:
    """One fact that did not hold; `step` counts from 1, 0 is the final record."""

    step: int
    do: str
    ref: str
    fact: str
    expected: object
    got: object


@dataclass(slots=True)
class Outcome:
    """What became of one scenario."""

    id: str
    title: str
    features: tuple[str, ...]
    misses: list[Miss] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether every fact of every step held, and the final record."""
        return not self.misses


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Play every scenario of a folder, in the order of the file names."""
    for path in sorted((folder / "scenarios").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for scenario in document["scenarios"]:
            outcome = Outcome(
                document["id"], scenario.get("title", ""), tuple(document.get("features", ()))
            )
            xml = (folder / document["form"]).read_bytes()
            Player(xml, document.get("attachments", {}), outcome).play(scenario)
            yield outcome


class Player:
    """Plays the steps of one scenario; what goes wrong is noted and the play goes on."""

    def __init__(self, xml: bytes, attachments: Mapping[str, str], outcome: Outcome) -> None:
        self.xml = xml
        self.attachments = attachments
        self.outcome = outcome
        self.chance = random.Random(7)
        self.form: FormDef | None = None
        self.session: FormSession | None = None
        self.device: Mapping[str, str] = {}
        self.seconds = 0

    def play(self, scenario: Mapping[str, Any]) -> None:
        """All steps, then the final record."""
        for number, step in enumerate(scenario["steps"], 1):
            try:
                self._do(step)
            except (FormRefused, NoSuchNode) as error:
                if step.get("expect_load_error"):
                    return
                self._miss(number, step, step.get("ref", ""), "step", "done", str(error))
            except Exception as error:  # the judge's edge: whatever breaks fails this scenario only
                self._miss(number, step, step.get("ref", ""), "step", "done", repr(error))
            else:
                if step.get("expect_load_error"):
                    self._miss(number, step, "", "load", "refused", "loaded")
                    return
            if self.session is None:
                return
            for expected in step.get("expect", ()):
                self._compare(number, step, expected)
        if scenario.get("final_xml") and self.session is not None:
            got = self.session.to_xml(prune=True)
            for place, wanted, found in differences(scenario["final_xml"].encode(), got):
                self._miss(0, {"do": "final_xml"}, place, "xml", wanted, found)

    def _miss(
        self, number: int, step: Mapping[str, Any], ref: str, fact: str, wanted: object, got: object
    ) -> None:
        self.outcome.misses.append(Miss(number, step["do"], ref, fact, wanted, got))

    def _clock(self) -> datetime:
        self.seconds += 1
        return NOON + timedelta(seconds=self.seconds)

    def _new_id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def _do(self, step: Mapping[str, Any]) -> None:
        do = step["do"]
        if do == "load":
            self.device = step.get("preload_properties", {})
            self.form = load_form(self.xml, self.attachments)
        if do in {"load", "new_instance"}:
            assert self.form is not None
            self.session = FormSession.new(self.form, self._clock, self._new_id, self.device)
            return
        session = self.session
        assert session is not None
        if do == "answer":
            session.answer(step["ref"], step["value"])
        elif do == "add_repeat":
            session.add_repeat(step["ref"])
        elif do == "remove_repeat":
            session.remove_repeat(step["ref"], step["index"])
        elif do == "set_language":
            session.set_language(step["language"])
        elif do in {"roundtrip", "edit"}:
            self.session = FormSession.restore(
                session.form,
                session.to_xml(prune=True),
                self._clock,
                self._new_id,
                self.device,
                correcting=do == "edit",
            )
        else:
            raise NoSuchNode(f"step {do}")

    def _compare(self, number: int, step: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
        ref = expected["ref"]
        wanted = {k: v for k, v in expected.items() if k not in {"ref", "by"}}
        try:
            facts = self._facts(ref)
        except NoSuchNode:
            facts = {"exists": False}
        for fact, value in wanted.items():
            if facts.get(fact) != value:
                self._miss(number, step, ref, fact, value, facts.get(fact))
            if fact == "relevant" and value is False:
                return

    def _facts(self, ref: str) -> dict[str, object]:
        """What holds at a reference; a hint's guidance counts as part of its plain text."""
        session = self.session
        assert session is not None
        node = session.record.find(ref)
        if isinstance(node, Range):
            return {"exists": True, "count": len(node.items)}
        view = session.view(ref)
        return {
            "exists": True,
            "value": view.value,
            "relevant": view.relevant,
            "required": view.required,
            "readonly": view.readonly,
            "valid": view.valid,
            "violation": view.violation,
            "message": view.message,
            "choices": [[choice.value, choice.label] for choice in view.choices],
            "label": view.label,
            "hint": view.hint + view.guidance,
        }
