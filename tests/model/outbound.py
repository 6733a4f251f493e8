"""The way out as a machine: vault, mailbag, courier, city and desk feed, with restores of each.

An op is ``(writer, n, uid)``: the uid stands for its exact bytes. Crashes are steps of their own,
since every step below is one durable act and any other step may follow it. The promises:

* whatever was saved in the vault reaches the desk in a fair future;
* nothing reaches the mailbag that the vault did not commit (else the story would be told twice);
* a vault that was set back fills itself from the city again;
* one number of one writer never stands for two ops, unless a whole disk image was put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Op = tuple[str, int, int]
Ops = frozenset[Op]
NONE: Ops = frozenset()


class Rules(NamedTuple):
    """The rules of design.md 3 and 4c that were built; each may be removed."""

    ops_are_had_by_bytes: bool = True  # `have` names the end opid of each range
    new_writer_when_ahead: bool = True  # mailbag or receipt name what the vault lacks
    new_writer_when_mailbag_differs: bool = True
    forks_are_stored_and_fed: bool = True
    dropped_only_when_safe: bool = True
    safe_is_empty_before_a_backup: bool = True
    safe_is_the_oldest_backup: bool = True
    feed_position_names_its_op: bool = True
    lay_pass_at_unlock: bool = True
    vault_commits_first: bool = True
    own_ops_come_back_whole: bool = True
    a_fresh_receipt_replaces: bool = True


class Budget(NamedTuple):
    """How often each act and fault may still happen."""

    save: int = 0
    city_backup: int = 0
    city_restore: int = 0
    vault_backup: int = 0
    vault_restore: int = 0
    mailbag_loss: int = 0
    image: int = 0
    image_restore: int = 0


class State(NamedTuple):
    """Everything durable, and one answer in flight."""

    vault: Ops
    writer: str
    vault_mailbag: int
    open: bool
    mailbag: int
    items: Ops
    tops: Ops  # the highest op ever laid, a writer
    had: Ops
    safe: Ops
    city: Ops
    feed: tuple[Op, ...]
    backups: tuple[tuple[Ops, tuple[Op, ...]], ...]
    answer: tuple[Ops, Ops] | None
    desk: Ops
    desk_at: tuple[int, Op | None]
    vault_copy: tuple[Ops, str, int] | None
    image: tuple[Ops, str, int, int, Ops, Ops, Ops, Ops] | None
    next_uid: int
    saved: Ops
    budget: Budget


def start(budget: Budget) -> State:
    """A new laptop and an empty city."""
    return State(
        NONE, "W0", 0, False, 0, NONE, NONE, NONE, NONE, NONE, (), (), None, NONE, (0, None),
        None, None, 1, NONE, budget,
    )  # fmt: skip


def spend(state: State, what: str) -> State:
    """The state with one act less of a kind."""
    return state._replace(budget=state.budget._replace(**{what: getattr(state.budget, what) - 1}))


class Machine:
    """The steps under a set of rules."""

    def __init__(self, rules: Rules, forks_are_broken: bool) -> None:
        self.rules = rules
        self.forks_are_broken = forks_are_broken

    def is_had(self, state: State, op: Op) -> bool:
        """Whether the receipt covers the op."""
        if self.rules.ops_are_had_by_bytes:
            return op in state.had
        return any(other[:2] == op[:2] for other in state.had)

    def ingest(self, state: State, op: Op) -> State:
        """The city stores one op; the key is its bytes."""
        if op in state.city:
            return state
        fork = any(other[:2] == op[:2] for other in state.city)
        if fork and not self.rules.forks_are_stored_and_fed:
            return state
        return state._replace(city=state.city | {op}, feed=(*state.feed, op))

    def needs_new_writer(self, state: State) -> bool:
        """The rule at unlock, before the first save."""
        if self.rules.new_writer_when_mailbag_differs and state.vault_mailbag != state.mailbag:
            return True
        if not self.rules.new_writer_when_ahead:
            return False
        mine = {op[1]: op for op in state.vault if op[0] == state.writer}
        named = [op for op in state.tops | state.had if op[0] == state.writer]
        return any(mine.get(op[1]) != op for op in named)

    def lay(self, state: State) -> State:
        """Own ops minus had, minus present, go into the mailbag."""
        fresh = frozenset(
            op for op in state.vault if op not in state.items and not self.is_had(state, op)
        )
        if not fresh:
            return state
        tops = state.tops | fresh
        highest = frozenset(
            max((op for op in tops if op[0] == writer), key=lambda op: (op[1], op[2]))
            for writer in {op[0] for op in tops}
        )
        return state._replace(items=state.items | fresh, tops=highest)

    def unlock(self, state: State) -> State:
        """Unlock: perhaps a new writer, perhaps a refill from the city, then the lay pass."""
        if self.needs_new_writer(state):
            writer = f"W{state.next_uid}-{state.mailbag}"
            state = state._replace(writer=writer, vault_mailbag=state.mailbag)
        state = state._replace(open=True)
        return self.lay(state) if self.rules.lay_pass_at_unlock else state

    def answer_of(self, state: State) -> tuple[Ops, Ops]:
        """What the city has now, and what lies in every backup it could still restore."""
        if not state.backups:
            safe = NONE if self.rules.safe_is_empty_before_a_backup else state.city
        elif self.rules.safe_is_the_oldest_backup:
            safe = state.city & state.backups[0][0]
        else:
            safe = state.city & state.backups[-1][0]
        return state.city, safe

    def receive(self, state: State, answer: tuple[Ops, Ops]) -> State:
        """A receipt replaces what was known, even when it names less."""
        had, safe = answer
        if not self.rules.a_fresh_receipt_replaces:
            had = had | state.had
        return state._replace(had=had, safe=state.safe | safe, answer=None)

    def may_drop(self, state: State, op: Op) -> bool:
        """Whether an item may leave the mailbag."""
        return op in state.safe if self.rules.dropped_only_when_safe else self.is_had(state, op)

    def desk_pulls(self, state: State) -> State:
        """The desk goes on from its position if that op is still there, else from the start."""
        at, last = state.desk_at
        known = at <= len(state.feed) and (at == 0 or state.feed[at - 1] == last)
        if at > len(state.feed) or (self.rules.feed_position_names_its_op and not known):
            at = 0
        end = state.feed[-1] if state.feed else None
        return state._replace(
            desk=state.desk | frozenset(state.feed[at:]), desk_at=(len(state.feed), end)
        )

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Everything that can happen next."""
        if state.open:
            yield from self._open_steps(state)
        else:
            yield "unlock", self.unlock(state)
        yield from self._road_steps(state)
        yield from self._faults(state)

    def _open_steps(self, state: State) -> Iterator[tuple[str, State]]:
        if state.budget.save:
            n = max((op[1] for op in state.vault if op[0] == state.writer), default=0) + 1
            op = (state.writer, n, state.next_uid)
            after = spend(state, "save")._replace(next_uid=state.next_uid + 1)
            done = after._replace(vault=after.vault | {op}, saved=after.saved | {op})
            if self.rules.vault_commits_first:
                yield "save", done
            else:
                laid = after._replace(items=after.items | {op})
                yield "lay before the commit, then power cut", laid._replace(open=False)
                yield "lay before the commit", done._replace(items=laid.items)
        laid = self.lay(state)
        if laid != state:
            yield "lay", laid
        yield "lock", state._replace(open=False)

    def _road_steps(self, state: State) -> Iterator[tuple[str, State]]:
        for op in sorted(state.items):
            if not self.is_had(state, op):
                after = self.ingest(state, op)
                if after != state:
                    yield f"push {op[0]}.{op[1]}", after
        if state.answer is not None:
            yield "the answer arrives", self.receive(state, state.answer)
            yield "the answer is lost", state._replace(answer=None)
        else:
            answer = self.answer_of(state)
            if answer[0] != state.had or not answer[1] <= state.safe:
                yield "the city answers", state._replace(answer=answer)
        for op in sorted(state.items):
            if self.may_drop(state, op):
                yield f"drop {op[0]}.{op[1]}", state._replace(items=state.items - {op})
        pulled = self.desk_pulls(state)
        if pulled != state:
            yield "the desk pulls", pulled

    def _faults(self, state: State) -> Iterator[tuple[str, State]]:
        budget = state.budget
        if budget.city_backup:
            backups = (*state.backups, (state.city, state.feed))
            yield "city backup", spend(state, "city_backup")._replace(backups=backups)
        if budget.city_restore:
            kept = state.backups or ((NONE, ()),)
            for number, (city, feed) in enumerate(kept):
                back = spend(state, "city_restore")._replace(city=city, feed=feed, answer=None)
                yield f"CITY RESTORED from backup {number}", back
        if budget.vault_backup:
            copy = (state.vault, state.writer, state.vault_mailbag)
            yield "vault backup", spend(state, "vault_backup")._replace(vault_copy=copy)
        if budget.vault_restore and state.vault_copy:
            vault, writer, mailbag = state.vault_copy
            back = spend(state, "vault_restore")._replace(
                vault=vault, writer=writer, vault_mailbag=mailbag, open=False
            )
            yield "VAULT RESTORED", forget(back, state)
        if budget.mailbag_loss:
            lost = spend(state, "mailbag_loss")._replace(
                items=NONE, tops=NONE, had=NONE, safe=NONE, answer=None,
                mailbag=state.mailbag + 1, open=False,
            )  # fmt: skip
            yield "MAILBAG LOST", forget(lost, state)
        if budget.image:
            image = (
                state.vault, state.writer, state.vault_mailbag, state.mailbag,
                state.items, state.tops, state.had, state.safe,
            )  # fmt: skip
            yield "disk image", spend(state, "image")._replace(image=image)
        if budget.image_restore and state.image:
            vault, writer, vault_mailbag, mailbag, items, tops, had, safe = state.image
            back = spend(state, "image_restore")._replace(
                vault=vault, writer=writer, vault_mailbag=vault_mailbag, mailbag=mailbag,
                items=items, tops=tops, had=had, safe=safe, open=False, answer=None,
            )  # fmt: skip
            yield "DISK IMAGE RESTORED", forget(back, state)

    def fair_future(self, state: State) -> State:
        """What a good week brings: unlock, push everything, receipt, refill, pull, again."""
        state = state._replace(open=False, answer=None)
        for _ in range(4):
            before = state
            state = self.unlock(state)._replace(open=False)
            for op in sorted(state.items):
                if not self.is_had(state, op):
                    state = self.ingest(state, op)
            state = self.receive(state, (state.city, NONE))
            if self.rules.own_ops_come_back_whole:
                state = state._replace(vault=state.vault | frozenset(state.feed))
            state = self.desk_pulls(state)
            if state == before:
                break
        return state

    def broken(self, state: State) -> bool:
        """Whether a promise is broken for good."""
        if not state.items <= state.saved or (self.forks_are_broken and forked(state)):
            return True
        end = self.fair_future(state)
        return not (state.saved <= end.desk and state.saved <= end.vault)


def forked(state: State) -> bool:
    """Whether two ops share a number of one writer anywhere."""
    ops = state.vault | state.items | state.city
    return len({op[:2] for op in ops}) < len(ops)


def forget(after: State, before: State) -> State:
    """A fault may destroy what lay nowhere else: that is no fault of the rules."""
    somewhere = after.vault | after.items | after.city | after.desk
    gone = before.saved - somewhere
    return after._replace(saved=after.saved - gone)
