"""What to do next: the pack's decision table (domain.md 4.2) run over a case's answers.

All rows that match apply; for each service and step the earliest deadline wins. The table is
content; its conditions speak the language of ``condition`` about the facts of ``facts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.model.condition import Condition, compile_condition
from data.model.danger import Danger
from data.model.levels import DEADLINE_SECONDS, RECHECK_SECONDS, Level
from data.model.service import Service
from data.model.vocabulary import VOCABULARY
from responder_app.rules import facts
from responder_app.rules.consent import ConsentState, standing
from responder_app.rules.limits import may_end_without_help, mediation_allowed

Row = Mapping[str, str]

_BY_LEVEL = {Level.DARURAT: "segera", Level.TINGGI: "24j", Level.SEDANG: "72j", Level.RENDAH: "7h"}
_DEADLINES = frozenset({*DEADLINE_SECONDS, "level", "cek"})
_CONSENTS = frozenset({"none", "ask", "unless_darurat"})
EVERYBODY = "semua"
# No table of any pack may offer this where the law forbids it (UU 12/2022 pasal 23).
MEDIATION = frozenset({"mediasi"})
# Who may act (domain.md 4.2): the words of the table and the recorder roles they stand for (2.2).
ACTORS: dict[str, frozenset[str]] = {
    EVERYBODY: frozenset(),
    "kader": frozenset({"kader_pkk", "kader_posyandu"}),
    "guru_bk": frozenset({"guru_bk"}),
    "relawan_rt": frozenset({"relawan_rt"}),
    "tokoh_agama": frozenset({"tokoh_agama"}),
    "petugas": frozenset({"staf_kelurahan", "nakes", "case_manager"}),
    "uptd": frozenset({"case_manager"}),
}


class TableRefused(ValueError):
    """The decision table names something that does not exist, or says it in an unknown way."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: words in both languages, without its time."""

    code: str
    title_id: str
    title_en: str
    detail_id: str
    detail_en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row, compiled. ``services`` and ``steps`` are (id, deadline code) in order.

    ``actors``: words of ``ACTORS``; who is not among them sends it on and leaves it to them.
    """

    id: str
    title_id: str
    title_en: str
    condition: Condition
    services: tuple[tuple[str, str], ...]
    deadline: str
    sooner: str
    sooner_if: Condition | None
    consent_adult: str
    consent_child: str
    steps: tuple[tuple[str, str], ...]
    never: tuple[tuple[str, str], ...]
    actors: tuple[str, ...] = (EVERYBODY,)


@dataclass(frozen=True, slots=True)
class Table:
    """The compiled table with the steps and services it names."""

    rules: tuple[Rule, ...]
    steps: dict[str, Step]
    services: dict[str, Service]


@dataclass(frozen=True, slots=True)
class PlannedService:
    """A service to refer to. ``deadline`` is segera, 24j, 72j or 7h; ``due`` in Unix seconds.

    ``rules`` are the rows that ask for it; ``packet`` the answers it may receive, by name (``*``
    alone: all that consent allows). ``actors``: who calls it, words of ``ACTORS``.
    """

    service: Service
    deadline: str
    due: int
    consent: ConsentState
    rules: tuple[str, ...]
    packet: tuple[str, ...]
    actors: tuple[str, ...] = (EVERYBODY,)

    def open_to(self, role: str) -> bool:
        """Whether a person of this recorder role may call the service, not only send it on."""
        return EVERYBODY in self.actors or any(role in ACTORS[word] for word in self.actors)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """Something to do by ``due`` (Unix seconds)."""

    step: Step
    due: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: services, steps by time, what never to do (id, en), and which rows said so.

    ``refused``: she wants nobody told and that is respected; never so for a child in danger.
    """

    services: tuple[PlannedService, ...]
    steps: tuple[PlannedStep, ...]
    never: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    refused: bool

    def service(self, service_id: str) -> PlannedService | None:
        """The planned service of that id, if any."""
        return next((each for each in self.services if each.service.id == service_id), None)

    def sendable(self) -> tuple[PlannedService, ...]:
        """The services that may be told."""
        return tuple(each for each in self.services if each.consent.allows)


def read_table(rows: Iterable[Row], steps: Iterable[Row], services: Iterable[Service]) -> Table:
    """Compile the pack's table. Raises ``TableRefused`` or ``ConditionRefused`` naming the row."""
    known_steps = {row["code"]: _step(row) for row in steps}
    known_services = {service.id: service for service in services}
    rules = tuple(_rule(row, known_steps, known_services) for row in rows)
    return Table(rules, known_steps, known_services)


def plan(
    answers: Mapping[str, str],
    danger: Danger,
    table: Table,
    now: int,
    *,
    uptd_silent: bool = False,
) -> Plan:
    """What to do for a case. ``answers`` as of ``facts.together``; ``now`` in Unix seconds.

    ``uptd_silent``: the UPTD has not answered by its deadline (domain.md 4.2 row 26).
    """
    known = facts.draw(answers, danger.level, uptd_silent=uptd_silent)
    fired = [rule for rule in table.rules if rule.condition.holds(known)]
    return Plan(
        services=_services(fired, known, answers, danger.level, table, now),
        steps=_steps(fired, danger.level, table, now),
        never=tuple(dict.fromkeys(pair for rule in fired for pair in rule.never)),
        rules=tuple(rule.id for rule in fired),
        refused=may_end_without_help(known),
    )


def _services(
    fired: list[Rule],
    known: Mapping[str, str],
    answers: Mapping[str, str],
    level: Level,
    table: Table,
    now: int,
) -> tuple[PlannedService, ...]:
    barred: frozenset[str] = frozenset() if mediation_allowed(known) else MEDIATION
    deadlines: dict[str, str] = {}
    asked_by: dict[str, list[str]] = {}
    exempt: set[str] = set()
    actors: dict[str, dict[str, None]] = {}
    for rule in fired:
        usual = rule.deadline
        if rule.sooner_if is not None and rule.sooner_if.holds(known):
            usual = rule.sooner
        for service, own in rule.services:
            if service in barred:
                continue
            code = _code(own or usual, level)
            held = deadlines.get(service, code)
            deadlines[service] = min(held, code, key=DEADLINE_SECONDS.__getitem__)
            asked_by.setdefault(service, []).append(rule.id)
            actors.setdefault(service, {}).update(dict.fromkeys(rule.actors))
            if _exempt(rule, known, level):
                exempt.add(service)
    planned = [
        PlannedService(
            service=table.services[service],
            deadline=code,
            due=now + DEADLINE_SECONDS[code],
            consent=standing(
                answers, table.services[service].consent_key, exempt=service in exempt
            ),
            rules=tuple(asked_by[service]),
            packet=_packet(table.services[service], answers),
            actors=tuple(actors[service]),
        )
        for service, code in deadlines.items()
    ]
    return tuple(sorted(planned, key=lambda each: each.due))


def _steps(fired: list[Rule], level: Level, table: Table, now: int) -> tuple[PlannedStep, ...]:
    due: dict[str, int] = {}
    for rule in fired:
        for code, deadline in rule.steps:
            seconds = (
                RECHECK_SECONDS[level]
                if deadline == "cek"
                else DEADLINE_SECONDS[_code(deadline, level)]
            )
            due[code] = min(due.get(code, now + seconds), now + seconds)
    planned = [PlannedStep(table.steps[code], moment) for code, moment in due.items()]
    return tuple(sorted(planned, key=lambda each: each.due))


def _exempt(rule: Rule, known: Mapping[str, str], level: Level) -> bool:
    need = rule.consent_child if known["child"] == "ya" else rule.consent_adult
    return need == "none" or (need == "unless_darurat" and level is Level.DARURAT)


def _code(deadline: str, level: Level) -> str:
    return _BY_LEVEL[level] if deadline == "level" else deadline


def _packet(service: Service, answers: Mapping[str, str]) -> tuple[str, ...]:
    if service.packet == ("*",):
        return service.packet
    return tuple(name for name in service.packet if answers.get(name))


def _step(row: Row) -> Step:
    return Step(row["code"], row["title_id"], row["title_en"], row["detail_id"], row["detail_en"])


def _rule(row: Row, steps: Mapping[str, Step], services: Mapping[str, Service]) -> Rule:
    name = row["id"]
    never_id = _sentences(row["never_id"])
    never_en = _sentences(row["never_en"])
    if len(never_id) != len(never_en):
        raise TableRefused(f"row {name}: never_id and never_en differ in number")
    for consent in (row["consent_adult"], row["consent_child"]):
        if consent not in _CONSENTS:
            raise TableRefused(f"row {name}: unknown consent {consent!r}")
    rule = Rule(
        id=name,
        title_id=row["title_id"],
        title_en=row["title_en"],
        condition=compile_condition(row["condition"], VOCABULARY),
        services=_timed(row["services"]),
        deadline=row["deadline"],
        sooner=row["sooner"],
        sooner_if=compile_condition(row["sooner_if"], VOCABULARY) if row["sooner_if"] else None,
        consent_adult=row["consent_adult"],
        consent_child=row["consent_child"],
        steps=_timed(row["steps"]),
        never=tuple(zip(never_id, never_en, strict=True)),
        actors=tuple(row.get("actors", EVERYBODY).split()),
    )
    _check(rule, steps, services)
    return rule


def _check(rule: Rule, steps: Mapping[str, Step], services: Mapping[str, Service]) -> None:
    unknown = [each for each, _ in rule.services if each not in services]
    unknown += [each for each, _ in rule.steps if each not in steps]
    if unknown:
        raise TableRefused(f"row {rule.id}: unknown {', '.join(unknown)}")
    if rule.deadline not in _DEADLINES or (rule.sooner_if and rule.sooner not in DEADLINE_SECONDS):
        raise TableRefused(f"row {rule.id}: unknown deadline")
    if any(own and own not in _DEADLINES - {"cek"} for _, own in rule.services):
        raise TableRefused(f"row {rule.id}: unknown deadline of a service")
    if any(own not in _DEADLINES for _, own in rule.steps):
        raise TableRefused(f"row {rule.id}: a step needs a deadline")
    if not rule.actors or not set(rule.actors) <= set(ACTORS):
        raise TableRefused(f"row {rule.id}: unknown actors")


def _timed(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (item.partition(":") for item in text.split())
    return tuple((name, deadline) for name, _, deadline in pairs)


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
