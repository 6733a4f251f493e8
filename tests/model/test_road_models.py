"""Every part of the road as a machine: no state breaks a promise, and each rule is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.model import attachment, door, erasure, feed, stick
from tests.model.search import Found, Search

LIMIT = 1_000_000


@dataclass(frozen=True)
class Model:
    """One machine: how to begin, its rules, and the faults it is put through by name."""

    machine: Callable[[Any], Any]
    start: Callable[[Any], Any]
    rules: Any
    scenarios: Mapping[str, Any]

    def search(self, rules: Any, budget: Any) -> Found:
        """Every state of one scenario under some rules."""
        machine = self.machine(rules)
        return Search(machine.steps, machine.broken, LIMIT).run(self.start(budget))


MODELS = {
    "stick": Model(
        stick.Machine,
        stick.start,
        stick.Rules(),
        {
            "no network at all": stick.Budget(save=3, stick=3, answer=3),
            "city restored": stick.Budget(stick=2, city_backup=1, city_restore=1),
            "city restored twice": stick.Budget(stick=1, city_backup=2, city_restore=2),
            "city restored on a slow clock": stick.Budget(
                stick=1, city_backup=1, restored_with_slow_clock=1
            ),
        },
    ),
    "door": Model(
        door.Machine,
        door.start,
        door.Rules(),
        {
            "nothing goes wrong": door.Budget(),
            "mailbag lost": door.Budget(mailbag_loss=1),
            "mailbag lost and city restored": door.Budget(
                write=1, city_backup=1, city_restore=1, mailbag_loss=1
            ),
            "city restored twice": door.Budget(write=1, city_backup=2, city_restore=2),
        },
    ),
    "attachment": Model(
        attachment.Machine,
        attachment.start,
        attachment.Rules(),
        {
            "a thief": attachment.Budget(),
            "city restored": attachment.Budget(backup=1, restore=1),
            "city restored twice": attachment.Budget(backup=2, restore=2),
            "mailbag lost": attachment.Budget(backup=1, restore=1, mailbag_loss=1),
        },
    ),
    "feed": Model(
        feed.Machine,
        feed.start,
        feed.Rules(),
        {
            "city restored, told": feed.Budget(told=1),
            "city restored, nobody said so": feed.Budget(feed=2, forgotten=1),
            "city and vault restored": feed.Budget(feed=2, told=1, vault_restore=1),
            "city restored in silence, and a vault": feed.Budget(
                feed=2, forgotten=1, vault_restore=1
            ),
            "city restored in silence, mailbag lost": feed.Budget(
                feed=2, forgotten=1, mailbag_loss=1
            ),
        },
    ),
    "erasure": Model(
        erasure.Machine,
        erasure.start,
        erasure.Rules(),
        {
            "nothing goes wrong": erasure.Budget(),
            "city restored to before the erasure": erasure.Budget(city_backup=1, city_restore=1),
            "vault restored, mailbag lost": erasure.Budget(vault_restore=1, mailbag_loss=1),
            "city and vault restored": erasure.Budget(
                city_backup=1, city_restore=1, vault_restore=1, mailbag_loss=1
            ),
        },
    ),
}
SCENARIOS = [(name, scenario) for name, model in MODELS.items() for scenario in model.scenarios]
RULES = [(name, rule) for name, model in MODELS.items() for rule in model.rules._fields]


@pytest.mark.parametrize(("name", "scenario"), SCENARIOS)
def test_with_all_rules_every_promise_holds_in_every_state(name: str, scenario: str) -> None:
    model = MODELS[name]
    found = model.search(model.rules, model.scenarios[scenario])
    assert found.bad is None, " > ".join(found.bad)
    assert found.complete
    print(f"{name}, {scenario}: {found.states} states, complete, 0 broken")


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_each_rule_is_needed(name: str, rule: str) -> None:
    model = MODELS[name]
    without = model.rules._replace(**{rule: False})
    caught = (model.search(without, budget).bad for budget in model.scenarios.values())
    trace = next((bad for bad in caught if bad is not None), None)
    assert trace is not None, f"no promise breaks without {rule}"
    print(f"{name} without {rule}: {' > '.join(trace) or 'from the start'}")
