"""The way home as a machine: city feed, mailbag, and the vaults of two people on one laptop.

Feed entries are numbers 1..k in one scope both people subscribe to. The promise: whatever the city
feeds reaches both vaults in a fair future, whatever is set back, lost or cut on the way.

Faults stand in as plain steps: the mailbag may delete before a vault's commit, for one subscriber
only, or move its position without the items. With a position of the vault's own, each of these
costs a second pull and nothing more; the product avoids them all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Taken = frozenset[int]
EMPTY: Taken = frozenset()


class Rules(NamedTuple):
    """The rules of the pull that were built; each may be removed."""

    vault_keeps_its_own_position: bool = True
    vault_takes_only_without_a_hole: bool = True


class Vault(NamedTuple):
    """One person's vault: how far it took, and what it holds."""

    at: int
    has: Taken


class State(NamedTuple):
    """City feed length, the mailbag's position and items, two vaults, a backup of the first."""

    feed: int
    at: int
    items: Taken
    vaults: tuple[Vault, Vault]
    copy: Vault | None
    restores: int
    losses: int


FEED = 3
START = State(0, 0, EMPTY, (Vault(0, EMPTY), Vault(0, EMPTY)), None, 1, 1)


class Machine:
    """The steps under a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def _with(self, state: State, who: int, vault: Vault) -> State:
        first, second = state.vaults
        return state._replace(vaults=(vault, second) if who == 0 else (first, vault))

    def ask_again(self, state: State) -> State:
        """At unlock a vault behind the mailbag sets the mailbag's position back to its own."""
        if not self.rules.vault_keeps_its_own_position:
            return state
        at = state.at
        for vault in state.vaults:
            if any(number not in state.items for number in range(vault.at + 1, state.at + 1)):
                at = min(at, vault.at)
        return state._replace(at=at)

    def take(self, state: State, who: int) -> State:
        """A vault takes what follows its position, and commits position and items at once."""
        vault = state.vaults[who]
        if self.rules.vault_takes_only_without_a_hole:
            at = vault.at
            while at + 1 in state.items:
                at += 1
            fresh = frozenset(range(vault.at + 1, at + 1))
        else:
            at = max(state.items, default=vault.at)
            fresh = state.items
        return self._with(state, who, Vault(max(at, vault.at), vault.has | fresh))

    def deleted_early(self, state: State, who: int) -> State:
        """The mailbag deletes for one subscriber, whether or not the commit came."""
        upto = self.take(state, who).vaults[who].at
        return state._replace(items=frozenset(n for n in state.items if n > upto))

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Everything that can happen next."""
        if state.feed < FEED:
            yield "the city feeds", state._replace(feed=state.feed + 1)
        if state.at < state.feed:
            news = state._replace(at=state.feed, items=state.items | self._news(state))
            yield "the courier pulls", news
            yield "position written, then power cut", state._replace(at=state.feed)
        asked = self.ask_again(state)
        if asked != state:
            yield "a vault asks again", asked
        for who in (0, 1):
            taken = self.take(state, who)
            if taken != state:
                yield f"vault {who} commits", taken
            deleted = self.deleted_early(state, who)
            if deleted != state:
                yield f"deleted, perhaps before vault {who} commits", deleted
        if state.copy is None:
            yield "backup of vault 0", state._replace(copy=state.vaults[0])
        elif state.restores:
            back = self._with(state, 0, state.copy)
            yield "VAULT 0 RESTORED", back._replace(restores=state.restores - 1)
        if state.losses:
            yield "MAILBAG LOST", state._replace(at=0, items=EMPTY, losses=state.losses - 1)

    @staticmethod
    def _news(state: State) -> Taken:
        return frozenset(range(state.at + 1, state.feed + 1))

    def broken(self, state: State) -> bool:
        """Whether something fed never reaches both vaults in a fair future."""
        end = state
        for _ in range(4):
            end = self.ask_again(end)
            end = end._replace(at=end.feed, items=end.items | self._news(end))
            for who in (0, 1):
                end = self.take(end, who)
        fed = frozenset(range(1, state.feed + 1))
        return any(not fed <= vault.has for vault in end.vaults)
