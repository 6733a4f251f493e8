"""The urgent referral at the door as a machine: copy, mailbag, city, desk, and the way back.

Nobody is logged in, so no vault can lay it again: its copy beside the mailbag stands in for one.
Each durable act is a step, so a crash between any two is among the runs. The promises:

* from the moment its person is told "it is written", it reaches the desk in a fair future;
* its copy stays until a desk's accept has come home (the telephone reminder counts from it);
* after that it goes;
* two referrals never share writer and number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Op = tuple[str, int, int]
Ops = frozenset[Op]
NONE: Ops = frozenset()


class Rules(NamedTuple):
    """The rules of the door that were built; each may be removed."""

    copy_before_promise: bool = True
    laid_again_from_the_copy: bool = True
    copy_stays_while_had: bool = True
    copy_stays_when_returned: bool = True
    copy_goes_when_accepted: bool = True
    fresh_key_each_time: bool = True
    accepts_are_fed_again_after_a_restore: bool = True


class Budget(NamedTuple):
    """How often each act and fault may still happen."""

    write: int = 2
    city_backup: int = 0
    city_restore: int = 0
    mailbag_loss: int = 0


class State(NamedTuple):
    """Everything durable."""

    copies: Ops
    items: Ops
    had: Ops
    safe: Ops
    city: Ops
    city_accepts: Ops
    backups: tuple[tuple[Ops, Ops], ...]
    desk: Ops
    accepted: Ops
    returned: Ops
    home: Ops  # accepts that came home
    home_returned: Ops
    written: int
    promised: Ops
    budget: Budget


def start(budget: Budget) -> State:
    """An enrolled laptop, nobody logged in."""
    return State(
        NONE, NONE, NONE, NONE, NONE, NONE, (), NONE, NONE, NONE, NONE, NONE, 0, NONE, budget
    )


def _spend(state: State, what: str) -> State:
    return state._replace(budget=state.budget._replace(**{what: getattr(state.budget, what) - 1}))


class Machine:
    """The steps under a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def new_op(self, state: State) -> Op:
        """The next referral: a key of its own, or (rule removed) the laptop's door key."""
        uid = state.written + 1
        if self.rules.fresh_key_each_time:
            return (f"D{uid}", 1, uid)
        return ("D", 1 + max((op[1] for op in state.items), default=0), uid)

    def lay(self, state: State) -> State:
        """What lies beside the mailbag and not in it is laid again."""
        if not self.rules.laid_again_from_the_copy:
            return state
        return state._replace(items=state.items | (state.copies - state.safe))

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Everything that can happen next."""
        yield from self._door(state)
        yield from self._road(state)
        yield from self._desk(state)
        yield from self._faults(state)

    def _door(self, state: State) -> Iterator[tuple[str, State]]:
        if state.budget.write:
            op = self.new_op(state)
            after = _spend(state, "write")._replace(written=state.written + 1)
            promised = after._replace(promised=after.promised | {op})
            if self.rules.copy_before_promise:
                yield "copy written", promised._replace(copies=promised.copies | {op})
            else:
                yield "told, then laid", promised._replace(items=promised.items | {op})
        laid = self.lay(state)
        if laid != state:
            yield "laid from the copy", laid
        may_go = state.home if self.rules.copy_goes_when_accepted else NONE
        if not self.rules.copy_stays_while_had:
            may_go |= state.had
        if not self.rules.copy_stays_when_returned:
            may_go |= state.home_returned
        for op in sorted(state.copies & may_go):
            yield f"copy {op[2]} removed", state._replace(copies=state.copies - {op})

    def _road(self, state: State) -> Iterator[tuple[str, State]]:
        for op in sorted(state.items - state.city):
            yield f"push {op[2]}", state._replace(city=state.city | {op})
        safe = state.city & state.backups[0][0] if state.backups else NONE
        if (state.had, state.safe) != (state.city, state.safe | safe):
            yield "receipt", state._replace(had=state.city, safe=state.safe | safe)
        for op in sorted(state.items & state.safe):
            yield f"{op[2]} leaves the mailbag", state._replace(items=state.items - {op})
        if not state.city_accepts <= state.home:
            yield "accepts come home", state._replace(home=state.home | state.city_accepts)

    def _desk(self, state: State) -> Iterator[tuple[str, State]]:
        if not state.city <= state.desk:
            yield "the desk pulls", state._replace(desk=state.desk | state.city)
        for op in sorted(state.desk - state.accepted - state.returned):
            yield f"desk accepts {op[2]}", self.accept(state, op)
            yield (
                f"desk returns {op[2]}",
                state._replace(
                    returned=state.returned | {op}, home_returned=state.home_returned | {op}
                ),
            )
        for op in sorted(state.returned - state.accepted):
            yield f"desk accepts {op[2]} after all", self.accept(state, op)

    @staticmethod
    def accept(state: State, op: Op) -> State:
        """A case manager takes it on; her answer is at the city at once."""
        return state._replace(
            accepted=state.accepted | {op}, city_accepts=state.city_accepts | {op}
        )

    def _faults(self, state: State) -> Iterator[tuple[str, State]]:
        if state.budget.city_backup:
            after = _spend(state, "city_backup")
            kept = (*after.backups, (after.city, after.city_accepts))
            yield "city backup", after._replace(backups=kept)
        if state.budget.city_restore:
            for city, accepts in state.backups or ((NONE, NONE),):
                after = _spend(state, "city_restore")
                yield "CITY RESTORED", after._replace(city=city, city_accepts=accepts)
        if state.budget.mailbag_loss:
            after = _spend(state, "mailbag_loss")
            yield "MAILBAG LOST", after._replace(items=NONE, had=NONE, safe=NONE)

    def fair_future(self, state: State) -> State:
        """Lay, push, pull, accept all, accepts home, copies removed; twice."""
        for _ in range(2):
            state = self.lay(state)
            state = state._replace(city=state.city | state.items)
            state = state._replace(desk=state.desk | state.city, had=state.city)
            if self.rules.accepts_are_fed_again_after_a_restore:  # the desk's mailbag kept them
                state = state._replace(city_accepts=state.city_accepts | state.accepted)
            for op in sorted(state.desk - state.accepted):
                state = self.accept(state, op)
            state = state._replace(home=state.home | state.city_accepts)
            if self.rules.copy_goes_when_accepted:
                state = state._replace(copies=state.copies - state.home)
        return state

    def broken(self, state: State) -> bool:
        """Whether a promise is broken."""
        everywhere = state.items | state.city | state.copies | state.desk
        if len({op[:2] for op in everywhere}) < len(everywhere):
            return True
        if not state.promised - state.home <= state.copies:
            return True
        end = self.fair_future(state)
        return not (state.promised <= end.desk) or bool(end.copies)
