"""Letters by stick and by network as a machine: bundles out, receipts home, restores of the city.

Bundles and receipts lie about the world ("abroad"): on sticks, in other laptops, in a drawer. Any
of them may be read at any time, in any order, again and again; a carrier that hands one on changes
nothing, so hops need no step of their own. A fair future is one fresh stick that goes round, and
no network. The promises:

* whatever was laid reaches the city in a fair future, whichever old sticks were read before;
* a letter leaves the mailbag only when the city cannot lose it any more;
* what the laptop believes the city has is what the newest statement says, never an older one;
* "on a stick" is shown only of letters that really were on one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Ops = frozenset[int]
NONE: Ops = frozenset()


class Rules(NamedTuple):
    """The rules of the stick that were built; each may be removed."""

    newest_by_epoch_and_clock: bool = True  # else: by how much the city's log holds
    epoch_counts_before_clock: bool = True  # a new machine's clock may stand behind the old one's
    older_receipts_are_passed_over: bool = True
    carried_is_not_sent: bool = True
    carried_does_not_leave: bool = True
    read_back_before_carried: bool = True
    dropped_only_when_safe: bool = True


class Receipt(NamedTuple):
    """The city's signed statement. ``size``: how many letters its log holds."""

    ep: int
    srv: int
    size: int
    had: Ops
    safe: Ops


NOTHING = Receipt(0, 0, 0, NONE, NONE)


class Budget(NamedTuple):
    """How often each act and fault may still happen."""

    save: int = 2
    stick: int = 2
    answer: int = 3
    city_backup: int = 0
    city_restore: int = 0
    restored_with_slow_clock: int = 0


class State(NamedTuple):
    """The mailbag, the city, and what lies abroad."""

    items: Ops
    carried: Ops
    lied: bool
    known: Receipt  # what the laptop goes by
    newest: Receipt  # the newest statement that ever reached it, by the truth
    safe: Ops
    city: Ops
    ep: int
    clock: int
    backups: tuple[Ops, ...]
    bundles: frozenset[Ops]
    receipts: frozenset[tuple[int, Receipt]]  # with a number that rises in true order
    made: int
    newest_made: int
    saved: Ops
    budget: Budget


def start(budget: Budget) -> State:
    """An empty laptop and an empty city."""
    return State(
        NONE, NONE, False, NOTHING, NOTHING, NONE, NONE, 1, 1, (), frozenset(), frozenset(),
        0, 0, NONE, budget,
    )  # fmt: skip


def _spend(state: State, what: str) -> State:
    return state._replace(budget=state.budget._replace(**{what: getattr(state.budget, what) - 1}))


class Machine:
    """The steps under a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def to_send(self, state: State) -> Ops:
        """What a bundle or a stream would carry now."""
        left = state.items - state.known.had
        return left if self.rules.carried_is_not_sent else left - state.carried

    def state_of_city(self, state: State) -> Receipt:
        """The statement the city would sign now; ``safe`` is empty before the first backup."""
        safe = state.city & state.backups[0] if state.backups else NONE
        return Receipt(state.ep, state.clock, len(state.city), state.city, safe)

    def is_newer(self, receipt: Receipt, known: Receipt) -> bool:
        """Whether a statement takes the place of the one that is known."""
        if not self.rules.older_receipts_are_passed_over:
            return True
        if not self.rules.newest_by_epoch_and_clock:
            return receipt.size >= known.size
        if not self.rules.epoch_counts_before_clock:
            return receipt.srv > known.srv
        return (receipt.ep, receipt.srv) > (known.ep, known.srv)

    def read_receipt(self, state: State, number: int, receipt: Receipt) -> State:
        """A statement reaches the laptop by any road."""
        if number > state.newest_made:
            state = state._replace(newest=receipt, newest_made=number)
        if not self.is_newer(receipt, state.known):
            return state
        return state._replace(known=receipt, safe=state.safe | receipt.safe)

    def answered(self, state: State) -> State:
        """The city signs a statement; its clock moves on."""
        made = state.made + 1
        receipt = self.state_of_city(state)
        return state._replace(
            made=made, clock=state.clock + 1, receipts=state.receipts | {(made, receipt)}
        )

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Everything that can happen next."""
        if state.budget.save:
            op = len(state.saved) + 1
            after = _spend(state, "save")
            yield "lay", after._replace(items=after.items | {op}, saved=after.saved | {op})
        yield from self._sticks(state)
        for bundle in state.bundles:
            if not bundle <= state.city:
                yield "the city takes a bundle", state._replace(city=state.city | bundle)
        if state.budget.answer and self.state_of_city(state)[2:] != state.newest[2:]:
            yield "the city answers", self.answered(_spend(state, "answer"))
        for number, receipt in state.receipts:
            after = self.read_receipt(state, number, receipt)
            if after != state:
                yield f"statement {number} is read", after
        yield from self._drops(state)
        yield from self._faults(state)

    def _sticks(self, state: State) -> Iterator[tuple[str, State]]:
        outgoing = self.to_send(state)
        if not state.budget.stick or not outgoing:
            return
        after = _spend(state, "stick")
        carried = after._replace(carried=after.carried | outgoing)
        yield "bundle written", carried._replace(bundles=after.bundles | {outgoing})
        yield "bundle written, then the stick was lost", carried
        if self.rules.read_back_before_carried:
            yield "stick full or bad: seen by reading back", after
        else:
            yield "stick full or bad: not seen", carried._replace(lied=True)

    def _drops(self, state: State) -> Iterator[tuple[str, State]]:
        may_go = state.safe if self.rules.dropped_only_when_safe else state.known.had
        if not self.rules.carried_does_not_leave:
            may_go |= state.carried
        for op in sorted(state.items & may_go):
            yield f"{op} leaves the mailbag", state._replace(items=state.items - {op})

    def _faults(self, state: State) -> Iterator[tuple[str, State]]:
        budget = state.budget
        if budget.city_backup:
            after = _spend(state, "city_backup")
            yield "city backup", after._replace(backups=(*after.backups, after.city))
        for kept in state.backups or (NONE,):
            if budget.city_restore:
                after = _spend(state, "city_restore")._replace(city=kept)
                yield "CITY RESTORED, told", after._replace(ep=after.ep + 1)
                yield "CITY RESTORED, nobody said so", after
            if budget.restored_with_slow_clock:
                after = _spend(state, "restored_with_slow_clock")
                yield (
                    "CITY RESTORED on a machine with a slow clock",
                    after._replace(city=kept, ep=after.ep + 1, clock=1),
                )

    def fair_future(self, state: State) -> State:
        """One fresh stick goes to the city and comes back, three times."""
        for _ in range(3):
            state = state._replace(city=state.city | self.to_send(state))
            state = self.answered(state)
            number, receipt = max(state.receipts)
            state = self.read_receipt(state, number, receipt)
        return state

    def broken(self, state: State) -> bool:
        """Whether a promise is broken."""
        if state.lied or state.known.had != state.newest.had:
            return True
        return not state.saved <= self.fair_future(state).city
