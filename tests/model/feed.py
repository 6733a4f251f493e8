"""The way home over a restored city as a machine: feed, mailbag, and the vaults of two people.

After a restore the letters that were lost are fed again, in any order, at numbers that others may
have had. ``told``: the operator said so and the epoch rose; else the city goes on in the old one,
and a mailbag that sees it go back counts a *turn* of its own: its epochs are the city's plus its
turns. The promise: every letter that is fed reaches both vaults in a fair future.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Feed = tuple[int, ...]
Place = tuple[int, int, Feed]  # epoch, position, everything that stood up to there
Laid = tuple[int, int, int]  # epoch, position, letter
Span = tuple[int, int, int]  # epoch, lo, hi: what lies in the mailbag without a hole
START: Place = (0, 0, ())


class Rules(NamedTuple):
    """The rules of the way home over a restore that were built; each may be removed."""

    a_place_names_what_came_before: bool = True  # not only the letter that stands there
    a_feed_that_went_back_is_a_turn: bool = True
    a_newer_epoch_goes_back: bool = True
    a_restored_vault_asks_from_the_start: bool = True
    asking_from_the_start_is_a_turn: bool = True
    a_new_mailbag_begins_at_the_start: bool = True


class Budget(NamedTuple):
    """How often each act and fault may still happen."""

    feed: int = 3
    backup: int = 1
    told: int = 0
    forgotten: int = 0
    vault_restore: int = 0
    mailbag_loss: int = 0


class Vault(NamedTuple):
    """One person's vault: how far it took, and what it holds."""

    at: tuple[int, int] = (0, 0)
    has: frozenset[int] = frozenset()


class State(NamedTuple):
    """Everything durable; ``copy``: an older copy of the first vault."""

    feed: Feed
    ep: int
    turn: int
    backup: Feed | None
    at: Place
    samples: tuple[Place, ...]
    spans: frozenset[Span]
    inbound: frozenset[Laid]
    vaults: tuple[Vault, Vault]
    copy: Vault | None
    fed: int
    budget: Budget


def start(budget: Budget) -> State:
    """Nothing was fed yet."""
    return State(
        (), 1, 0, None, START, (), frozenset(), frozenset(), (Vault(), Vault()), None, 0, budget
    )


def _spend(state: State, what: str) -> State:
    return state._replace(budget=state.budget._replace(**{what: getattr(state.budget, what) - 1}))


class Machine:
    """The steps under a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def goes_on_after(self, state: State) -> int:
        """Where the city goes on: the newest place both know, else the start."""
        for _ep, pos, before in (state.at, *reversed(state.samples)):
            if not before or pos > len(state.feed):
                continue
            here = state.feed[:pos]
            loose = not self.rules.a_place_names_what_came_before and here[-1] == before[-1]
            if here == before or loose:
                return pos
        return 0

    def pull(self, state: State) -> State:
        """One answer: everything after the common place, laid into the mailbag."""
        after, end, here = self.goes_on_after(state), len(state.feed), state.at
        back = after < here[1] and here[0] == state.ep + state.turn
        if back and self.rules.a_feed_that_went_back_is_a_turn:
            state = state._replace(turn=state.turn + 1)
        ep = state.ep + state.turn
        if ep == here[0] and end <= here[1]:
            return state
        news = frozenset((ep, pos, state.feed[pos - 1]) for pos in range(after + 1, end + 1))
        at = (ep, end, state.feed)
        return state._replace(
            at=at,
            samples=tuple(dict.fromkeys((*state.samples, at))),
            spans=state.spans | {(ep, after + 1, end)},  # empty where a new epoch begins so
            inbound=state.inbound | news,
        )

    def take(self, state: State, who: int) -> State:
        """A vault takes what follows its own position without a hole; else it asks again."""
        vault = state.vaults[who]
        ep, pos = vault.at
        got: set[int] = set()
        for span_ep, lo, hi in sorted(state.spans):
            if (span_ep, hi) <= (ep, pos):
                continue
            if lo > pos + 1 and span_ep == ep:
                continue
            if span_ep > ep:
                ep, pos = span_ep, lo - 1 if self.rules.a_newer_epoch_goes_back else pos
            got |= {one[2] for one in state.inbound if one[0] == ep and pos < one[1] <= hi}
            pos = max(pos, hi)
        taken = self._with(state, who, Vault((ep, pos), vault.has | got))
        if (ep, pos) < state.at[:2]:
            return self.from_the_start(taken)
        slowest = min(vault.at for vault in taken.vaults)
        return taken._replace(
            inbound=frozenset(one for one in taken.inbound if one[:2] > slowest),
            spans=frozenset(one for one in taken.spans if (one[0], one[2]) > slowest),
        )

    @staticmethod
    def _with(state: State, who: int, vault: Vault) -> State:
        first, second = state.vaults
        return state._replace(vaults=(vault, second) if who == 0 else (first, vault))

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Everything that can happen next."""
        for letter in range(1, state.fed + 1):
            if letter not in state.feed:
                yield f"{letter} is fed again", state._replace(feed=(*state.feed, letter))
        if state.budget.feed:
            after = _spend(state, "feed")._replace(fed=state.fed + 1)
            yield "a new letter is fed", after._replace(feed=(*state.feed, after.fed))
        pulled = self.pull(state)
        if pulled != state:
            yield "pull", pulled
        for who in (0, 1):
            taken = self.take(state, who)
            if taken != state:
                yield f"vault {who} takes", taken
        yield from self._faults(state)

    def _faults(self, state: State) -> Iterator[tuple[str, State]]:
        budget = state.budget
        if budget.backup:
            yield "city backup", _spend(state, "backup")._replace(backup=state.feed)
        for what in ("told", "forgotten"):
            if getattr(budget, what) and state.backup is not None:
                after = _spend(state, what)._replace(feed=state.backup)
                yield f"CITY RESTORED, {what}", after._replace(ep=after.ep + (what == "told"))
        if budget.vault_restore and state.copy is None:
            yield "vault backup", state._replace(copy=state.vaults[0])
        elif budget.vault_restore and state.copy is not None:
            after = self._with(_spend(state, "vault_restore"), 0, state.copy)
            if self.rules.a_restored_vault_asks_from_the_start:
                after = self.from_the_start(after)
            yield "VAULT RESTORED", after
        if budget.mailbag_loss:
            after = _spend(state, "mailbag_loss")._replace(
                turn=0, at=START, samples=(), spans=frozenset(), inbound=frozenset()
            )
            if self.rules.a_new_mailbag_begins_at_the_start:
                first, second = (vault._replace(at=(0, 0)) for vault in after.vaults)
                after = after._replace(vaults=(first, second))
            yield "MAILBAG LOST", after

    def from_the_start(self, state: State) -> State:
        """A vault wishes everything again: for all of this mailbag, as a turn of its own."""
        turn = state.turn + int(self.rules.asking_from_the_start_is_a_turn)
        return state._replace(turn=turn, at=START, samples=(), spans=frozenset())

    def broken(self, state: State) -> bool:
        """Whether something that is fed never reaches a vault."""
        for letter in range(1, state.fed + 1):
            if letter not in state.feed:
                state = state._replace(feed=(*state.feed, letter))
        for _ in range(4):
            state = self.take(self.take(self.pull(state), 0), 1)
        return any(not frozenset(state.feed) <= vault.has for vault in state.vaults)
