"""Erasure as a machine: a letter, the letter that erases it, and everything that may bring it back.

Letter 1 is to be erased by letter 2 (kind x). Each stands somewhere whole or as its header alone.
The promises, in a fair future after the erasing letter was written:

* the text of letter 1 is nowhere: not in the vault, the mailbag, the city or at the desk;
* the erasing letter is at the city and at the desk.

The header of letter 1 may never reach a city that heard of the erasure first: nobody needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

OP, X = 1, 2
Ops = frozenset[int]
NONE: Ops = frozenset()


class Rules(NamedTuple):
    """The rules of erasure that were built; each may be removed."""

    city_remembers_what_was_erased: bool = True  # also when the erasing letter comes first
    erasing_letter_stays_until_safe: bool = True
    gone_leaves_the_mailbag: bool = True
    vault_drops_what_is_gone: bool = True
    desk_obeys: bool = True


class Budget(NamedTuple):
    """How often each fault may still happen."""

    city_backup: int = 0
    city_restore: int = 0
    vault_restore: int = 0
    mailbag_loss: int = 0


class State(NamedTuple):
    """Who holds what. ``*_text``: whether letter 1 is readable there."""

    vault: Ops
    vault_text: bool
    items: Ops
    item_text: bool
    had: Ops
    safe: Ops
    gone: bool  # the laptop saw a receipt that says so
    city: Ops
    city_text: bool
    backups: tuple[tuple[Ops, bool], ...]
    desk: Ops
    desk_text: bool
    copy: tuple[Ops, bool] | None
    asked: bool
    budget: Budget


def start(budget: Budget) -> State:
    """Letter 1 is saved and laid."""
    one = frozenset({OP})
    return State(
        one, True, one, True, NONE, NONE, False, NONE, False, (), NONE, False, None, False, budget
    )


def _spend(state: State, what: str) -> State:
    return state._replace(budget=state.budget._replace(**{what: getattr(state.budget, what) - 1}))


class Machine:
    """The steps under a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def push(self, state: State, op: int) -> State:
        """The city stores one letter, or the erasing one, and does what it says."""
        if op == X:
            known = OP in state.city or self.rules.city_remembers_what_was_erased
            return state._replace(
                city=state.city | {X}, city_text=False if known else state.city_text
            )
        if OP in state.city:
            return state
        erased = X in state.city and self.rules.city_remembers_what_was_erased
        text = state.item_text and not erased
        return state._replace(city=state.city | {OP}, city_text=state.city_text or text)

    def lay(self, state: State) -> State:
        """Own letters that are neither safe nor gone lie in the mailbag."""
        left_out = state.safe | ({OP} if state.gone else NONE)
        fresh = state.vault - state.items - left_out
        text = state.item_text or (OP in fresh and state.vault_text)
        return state._replace(items=state.items | fresh, item_text=text)

    def receipt(self, state: State) -> State:
        """What the city says: had, safe, gone."""
        safe = state.city & state.backups[0][0] if state.backups else NONE
        after = state._replace(
            had=state.city, safe=state.safe | safe, gone=state.gone or X in state.city
        )
        if after.gone and self.rules.gone_leaves_the_mailbag:
            after = after._replace(items=after.items - {OP}, item_text=False)
        return after

    def unlock(self, state: State) -> State:
        """At unlock the vault drops what a receipt calls gone, then lays what is missing."""
        if state.gone and self.rules.vault_drops_what_is_gone:
            state = state._replace(vault_text=False)
        return self.lay(state)

    def desk_pulls(self, state: State) -> State:
        """The desk takes what is fed; the erasing letter makes it forget."""
        text = state.desk_text or (OP in state.city and OP not in state.desk and state.city_text)
        after = state._replace(desk=state.desk | state.city, desk_text=text)
        if X in after.desk and self.rules.desk_obeys:
            after = after._replace(desk_text=False)
        return after

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Everything that can happen next."""
        if not state.asked:
            yield "erase", state._replace(vault=state.vault | {X}, asked=True)
        for op in sorted(state.items - state.had):
            after = self.push(state, op)
            if after != state:
                yield f"push {op}", after
        for name, act in (
            ("receipt", self.receipt),
            ("unlock", self.unlock),
            ("desk pulls", self.desk_pulls),
        ):
            after = act(state)
            if after != state:
                yield name, after
        may_go = state.safe
        if not self.rules.erasing_letter_stays_until_safe:
            may_go |= state.had & {X}
        for op in sorted(state.items & may_go):
            text = state.item_text and op != OP
            yield f"{op} leaves", state._replace(items=state.items - {op}, item_text=text)
        yield from self._faults(state)

    def _faults(self, state: State) -> Iterator[tuple[str, State]]:
        budget = state.budget
        if budget.city_backup:
            kept = (*state.backups, (state.city, state.city_text))
            yield "city backup", _spend(state, "city_backup")._replace(backups=kept)
        if budget.city_restore:
            for city, text in state.backups or ((NONE, False),):
                after = _spend(state, "city_restore")._replace(city=city, city_text=text)
                yield "CITY RESTORED", self._unasked(after)
        if budget.vault_restore and state.copy is None:
            yield "vault backup", state._replace(copy=(state.vault, state.vault_text))
        if budget.vault_restore and state.copy is not None:
            vault, text = state.copy
            after = _spend(state, "vault_restore")._replace(vault=vault, vault_text=text)
            yield "VAULT RESTORED", self._unasked(after)
        if budget.mailbag_loss:
            after = _spend(state, "mailbag_loss")._replace(
                items=NONE, item_text=False, had=NONE, safe=NONE, gone=False
            )
            yield "MAILBAG LOST", self._unasked(after)

    @staticmethod
    def _unasked(state: State) -> State:
        """Where nobody who could lay it again has the erasing letter, it was never asked for."""
        left = state.vault | state.items | state.city
        return state._replace(asked=state.asked and X in left)

    def fair_future(self, state: State) -> State:
        """Unlock, push in any order that is fair, receipt, pull, and the vault fills itself."""
        for _ in range(4):
            state = self.unlock(state)
            for op in sorted(state.items - state.had):
                state = self.push(state, op)
            state = self.receipt(state)
            state = self.desk_pulls(state)
            state = state._replace(vault=state.vault | state.city)
        return state

    def broken(self, state: State) -> bool:
        """Whether a promise is broken for good."""
        if not state.asked:
            return False
        end = self.fair_future(state)
        somewhere = end.vault_text or end.item_text or end.city_text or end.desk_text
        return somewhere or X not in end.city or X not in end.desk
