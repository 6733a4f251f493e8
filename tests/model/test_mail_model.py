"""All rules together lose nothing in any state; each rule removed loses something."""

from __future__ import annotations

import os

import pytest

from tests.model import inbound, outbound
from tests.model.outbound import Budget
from tests.model.search import Found, Search

LIMIT = 3_000_000 if os.environ.get("RESPONDER_ALL") else 60_000
SCENARIOS = {
    "city restored": Budget(save=2, city_backup=1, city_restore=1),
    "city lost before its first backup": Budget(save=2, city_restore=1),
    "city restored from either of two backups": Budget(save=2, city_backup=2, city_restore=1),
    "vault restored": Budget(save=3, vault_backup=1, vault_restore=1),
    "vault and city restored": Budget(
        save=2, vault_backup=1, vault_restore=1, city_backup=1, city_restore=1
    ),
    "vault restored, city from either backup": Budget(
        save=1, vault_backup=1, vault_restore=1, city_backup=2, city_restore=1
    ),
    "mailbag lost": Budget(save=2, mailbag_loss=1),
    "vault restored and mailbag lost": Budget(
        save=2, vault_backup=1, vault_restore=1, mailbag_loss=1
    ),
    "disk image restored": Budget(save=3, image=1, image_restore=1),
}


def search_out(rules: outbound.Rules, budget: Budget) -> Found:
    machine = outbound.Machine(rules, forks_are_broken=not budget.image)
    return Search(machine.steps, machine.broken, LIMIT).run(outbound.start(budget))


def search_in(rules: inbound.Rules) -> Found:
    machine = inbound.Machine(rules)
    return Search(machine.steps, machine.broken, LIMIT).run(inbound.START)


@pytest.mark.parametrize("name", SCENARIOS)
def test_with_all_rules_nothing_saved_is_ever_lost(name: str) -> None:
    found = search_out(outbound.Rules(), SCENARIOS[name])
    assert found.bad is None, " > ".join(found.bad)
    assert found.complete or found.states >= LIMIT
    print(f"{name}: {found.states} states, complete: {found.complete}, 0 lost")


def test_with_all_rules_every_answer_comes_home() -> None:
    found = search_in(inbound.Rules())
    assert found.bad is None, " > ".join(found.bad)
    assert found.complete
    print(f"way home: {found.states} states, complete, 0 lost")


@pytest.mark.parametrize("rule", outbound.Rules._fields)
def test_each_rule_of_the_way_out_is_needed(rule: str) -> None:
    without = outbound.Rules()._replace(**{rule: False})
    caught = next((n for n, budget in SCENARIOS.items() if search_out(without, budget).bad), None)
    assert caught, f"no promise breaks without {rule}"
    print(f"without {rule}: a promise breaks in '{caught}'")


@pytest.mark.parametrize("rule", inbound.Rules._fields)
def test_each_rule_of_the_way_home_is_needed(rule: str) -> None:
    found = search_in(inbound.Rules()._replace(**{rule: False}))
    assert found.bad is not None, f"nothing is lost without {rule}"
    print(f"without {rule}: {' > '.join(found.bad)}")
