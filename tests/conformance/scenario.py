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
STEPS = frozenset(
    "load answer add_repeat remove_repeat set_language roundtrip edit new_instance".split()
)
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
    """Play every scenario of a folder, in the order of the file names.

    What cannot be played, a broken file or a step nobody knows, is a failed outcome with one
    sentence, never an error.
    """
    for path in _files(folder):
        try:
            document = _document(path)
        except _Unplayable as broken:
            yield _failed(path.stem, path.name, (), str(broken))
            continue
        name, features = str(document.get("id", path.stem)), _names(document.get("features"))
        for number, scenario in enumerate(document["scenarios"], 1):
            title = f"scenario {number}"
            try:
                title = str(scenario.get("title") or title)
                yield _played(folder, document, scenario, Outcome(name, title, features))
            except _Unplayable as broken:
                yield _failed(name, title, features, str(broken))
            except Exception as error:  # the judge's edge: a broken scenario fails, no more
                yield _failed(name, title, features, f"cannot be played: {error!r}")


class _Unplayable(Exception):
    """A file that is no set of scenarios, in one sentence."""


def _files(folder: Path) -> list[Path]:
    """The scenario files: those in `scenarios/`, or, where that is missing, any that hold some."""
    inside = sorted((folder / "scenarios").glob("*.json"))
    if inside or not folder.is_dir():
        return inside
    return sorted(
        p for p in folder.rglob("*.json") if '"scenarios"' in p.read_text("utf-8", "replace")
    )


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise _Unplayable(f"this file is no JSON: {error}") from None
    if not isinstance(document, dict) or not isinstance(document.get("scenarios"), list):
        raise _Unplayable("this file has no list of scenarios")
    return document


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list) else ()


def _failed(name: str, title: str, features: tuple[str, ...], sentence: str) -> Outcome:
    return Outcome(name, title, features, [Miss(0, "read", "", "scenario", "playable", sentence)])


def _played(
    folder: Path, document: Mapping[str, Any], scenario: Mapping[str, Any], outcome: Outcome
) -> Outcome:
    if not isinstance(document.get("form"), str):
        raise _Unplayable("this file names no form")
    if not isinstance(scenario.get("steps"), list) or not scenario["steps"]:
        raise _Unplayable("this scenario has no steps")
    place = folder / document["form"]
    try:
        xml = place.read_bytes()
    except OSError:
        raise _Unplayable(f"the form {document['form']} is not there") from None
    Player(xml, document.get("attachments") or {}, outcome).play(scenario)
    return outcome


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
            except Exception as error:  # the judge's edge: whatever breaks fails this scenario only
                if self._meant(step):
                    return
                refused = isinstance(error, FormRefused | NoSuchNode)
                got = str(error) if refused else repr(error)
                self._miss(number, step, _ref(step), "step", "done", got)
                if self.session is None:
                    return
            else:
                if self._meant(step):
                    self._miss(number, step, "", "load", "refused", "loaded")
                    return
            if self.session is None:
                self._miss(number, step, "", "step", "begun", "nothing was loaded")
                return
            for expected in step.get("expect") or ():
                try:
                    self._compare(number, step, expected)
                except Exception as error:  # the judge's edge, as above
                    self._miss(number, step, str(expected), "fact", "read", repr(error))
        self._final(scenario.get("final_xml"))

    def _meant(self, step: Mapping[str, Any]) -> bool:
        """Whether the form is to be refused here, by whatever error."""
        return isinstance(step, Mapping) and bool(step.get("expect_load_error"))

    def _final(self, wanted_xml: object) -> None:
        """The record after the last step, compared as a tree."""
        if not wanted_xml or self.session is None:
            return
        last = {"do": "final_xml"}
        try:
            got = self.session.to_xml(prune=True)
            for place, wanted, found in differences(str(wanted_xml).encode(), got):
                self._miss(0, last, place, "xml", wanted, found)
        except Exception as error:  # the judge's edge, as above
            self._miss(0, last, "", "xml", "read", repr(error))

    def _miss(
        self, number: int, step: Mapping[str, Any], ref: str, fact: str, wanted: object, got: object
    ) -> None:
        do = str(step.get("do", "?")) if isinstance(step, Mapping) else "?"
        self.outcome.misses.append(Miss(number, do, ref, fact, wanted, got))

    def _clock(self) -> datetime:
        self.seconds += 1
        return NOON + timedelta(seconds=self.seconds)

    def _new_id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def _do(self, step: Mapping[str, Any]) -> None:
        do = step.get("do")
        if do not in STEPS:
            raise NotImplementedError(f"a step of the kind {do!r} is not known")
        if do == "load":
            self.device = step.get("preload_properties", {})
            self.form = load_form(self.xml, self.attachments)
        if do in {"load", "new_instance"}:
            if self.form is None:
                raise LookupError("the first step is no load")
            self.session = FormSession.new(self.form, self._clock, self._new_id, self.device)
            return
        session = self.session
        if session is None:
            raise LookupError("the first step is no load")
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


def _ref(step: Mapping[str, Any]) -> str:
    return str(step.get("ref", "")) if isinstance(step, Mapping) else ""
