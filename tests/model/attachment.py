"""An attachment of two chunks as a machine: mailbag, two roads, the city, a thief, restores.

The letter names the attachment; its chunks may come before it, by either road, and from a thief who
has a device key and lays wrong ones. In a fair future the thief goes on: one wrong chunk a round,
before ours. The promises:

* in a fair future the city has the letter and the whole right attachment;
* a chunk leaves the mailbag only when every backup that may be restored has the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Chunk = tuple[int, bool]  # number, whether it is the right one
Chunks = frozenset[Chunk]
NONE: Chunks = frozenset()
BOTH = (0, 1)


class Rules(NamedTuple):
    """The rules of attachments that were built; each may be removed."""

    sent_until_the_city_has_it: bool = True  # else: sent once
    leaves_only_when_safe: bool = True
    safe_only_when_whole: bool = True  # a backup that has the letter need not have the chunks
    hash_over_all_is_compared: bool = True
    a_wrong_whole_is_forgotten: bool = True
    then_only_from_the_letters_own: bool = True
    laid_again_from_the_vault: bool = True


class Budget(NamedTuple):
    """How often each fault may still happen."""

    thief: int = 1
    backup: int = 0
    restore: int = 0
    mailbag_loss: int = 0


class City(NamedTuple):
    """What the city holds. ``strict``: a wrong whole was seen, strangers' chunks are refused."""

    letter: bool = False
    chunks: Chunks = NONE
    whole: bool = False
    strict: bool = False


class State(NamedTuple):
    """Everything durable, and chunks on a stick."""

    items: frozenset[int]
    letter_laid: bool
    sent: frozenset[int]
    needed: frozenset[int] | None  # None: the city has not spoken of it
    safe: bool
    stick: frozenset[int]
    city: City
    backups: tuple[City, ...]
    let_go: bool  # the mailbag itself let a chunk go
    budget: Budget


def start(budget: Budget) -> State:
    """Letter and chunks are laid."""
    return State(
        frozenset(BOTH), True, frozenset(), None, False, frozenset(), City(), (), False, budget
    )


def _spend(state: State, what: str) -> State:
    return state._replace(budget=state.budget._replace(**{what: getattr(state.budget, what) - 1}))


class Machine:
    """The steps under a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def put(self, city: City, chunk: Chunk, *, ours: bool) -> City:
        """The city takes one chunk, or passes over it; the last one makes it look at the whole."""
        if not city.letter or city.whole or chunk[0] in {number for number, _ in city.chunks}:
            return city
        if city.strict and not ours and self.rules.then_only_from_the_letters_own:
            return city
        chunks = city.chunks | {chunk}
        if len(chunks) < len(BOTH):
            return city._replace(chunks=chunks)
        right = all(good for _, good in chunks) or not self.rules.hash_over_all_is_compared
        if right:
            return city._replace(chunks=chunks, whole=True)
        if not self.rules.a_wrong_whole_is_forgotten:
            return city._replace(chunks=chunks)
        return city._replace(chunks=NONE, strict=True)

    @staticmethod
    def lacks(city: City) -> frozenset[int]:
        """What the city names as lacking."""
        return frozenset(BOTH) - {number for number, _ in city.chunks}

    def is_safe(self, state: State) -> bool:
        """Whether every backup that may be restored has it."""
        if not state.backups:
            return False
        oldest = state.backups[0]
        return oldest.letter and (oldest.whole or not self.rules.safe_only_when_whole)

    def answered(self, state: State) -> State:
        """The city says what it lacks, and whether it is safe."""
        if not state.city.letter:
            return state._replace(needed=None)
        needed = self.lacks(state.city)
        safe = state.safe or (self.is_safe(state) and state.city.letter)
        after = state._replace(needed=needed, safe=safe)
        if self.rules.laid_again_from_the_vault:
            return after._replace(items=after.items | needed)
        return after

    def wishes_to_send(self, state: State) -> frozenset[int]:
        """Chunks the laptop sends now: what is named as lacking and lies here."""
        wanted = state.needed or frozenset()
        if not self.rules.sent_until_the_city_has_it:
            wanted -= state.sent
        return state.items & wanted

    def steps(self, state: State) -> Iterator[tuple[str, State]]:
        """Everything that can happen next."""
        if state.letter_laid and not state.city.letter:
            yield "letter", state._replace(city=state.city._replace(letter=True))
        answered = self.answered(state)
        if answered != state:
            yield "the city answers", answered
        for number in sorted(self.wishes_to_send(state)):
            sent = state._replace(sent=state.sent | {number})
            yield f"chunk {number} is lost on the way", sent
            yield (
                f"chunk {number} arrives",
                sent._replace(city=self.put(state.city, (number, True), ours=True)),
            )
        if not state.stick and state.items:
            yield "onto a stick", state._replace(stick=state.items)
        for number in sorted(state.stick):
            taken = self.put(state.city, (number, True), ours=True)
            if taken != state.city:
                yield f"chunk {number} by stick", state._replace(city=taken)
        may_go = state.safe if self.rules.leaves_only_when_safe else not self.lacks(state.city)
        for number in sorted(state.items):
            if may_go:
                left = state._replace(items=state.items - {number}, let_go=True)
                yield f"chunk {number} leaves", left
        yield from self._faults(state)

    def _faults(self, state: State) -> Iterator[tuple[str, State]]:
        budget = state.budget
        if budget.thief:
            for number in BOTH:
                city = self.put(state.city, (number, False), ours=False)
                if city != state.city:
                    yield f"a thief lays chunk {number}", _spend(state, "thief")._replace(city=city)
        if budget.backup:
            after = _spend(state, "backup")
            yield "city backup", after._replace(backups=(*after.backups, after.city))
        if budget.restore:
            for kept in state.backups or (City(),):
                yield "CITY RESTORED", _spend(state, "restore")._replace(city=kept)
        if budget.mailbag_loss:
            lost = _spend(state, "mailbag_loss")._replace(
                items=frozenset(), sent=frozenset(), needed=None, safe=False
            )
            yield "MAILBAG LOST, its letter laid again", lost

    def fair_future(self, state: State) -> State:
        """Rounds of: the thief, the letter, an answer, every chunk that is wished for."""
        for _ in range(5):
            state = state._replace(city=state.city._replace(letter=True))
            state = state._replace(city=self.put(state.city, (0, False), ours=False))
            state = self.answered(state)
            for number in sorted(self.wishes_to_send(state)):
                city = self.put(state.city, (number, True), ours=True)
                state = state._replace(city=city, sent=state.sent | {number})
        return state

    def broken(self, state: State) -> bool:
        """Whether a promise is broken."""
        kept = state.backups[0] if state.backups else City()
        if state.let_go and not kept.whole:
            return True
        city = self.fair_future(state).city
        return not (city.whole and all(good for _, good in city.chunks))
