"""Random merges: 2-6 replicas that write, meet partly and in any order, with wrong clocks.

All of them converge, no entry is lost, and every value stands, was outdated by somebody who had
seen it, or is listed. Runs from RESPONDER_MERGE_RUNS (1,000; 10,000 with --all), the seed is
printed; RESPONDER_MERGE_SEED repeats one.
"""

from __future__ import annotations

import hashlib
import os
import random
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as hypothesis_seed
from hypothesis import strategies as st

from data.ops.fields import FieldClass, as_items, canon, rule_of
from data.ops.fold import CaseState, fold
from data.ops.header import Routing, Status
from data.ops.opened import OpenedOp
from data.ops.payload import Entry, PayloadBody, Value, Void
from tests.data.ops.reference import before, reference

_USUAL = "10000" if os.environ.get("RESPONDER_ALL") == "1" else "1000"
RUNS = int(os.environ.get("RESPONDER_MERGE_RUNS", _USUAL))
SEED = int(os.environ.get("RESPONDER_MERGE_SEED", random.SystemRandom().randrange(2**32)))
REC = bytes(range(16))
OWNER = bytes([1]) * 16
SCOPE = "desk:2172"
NOBODY_KNOWS = b"\xff" * 16

VALUES: dict[str, list[Value]] = {
    "survivor_name": ["Ani", "Ana", "Anna"],
    "safe_contact": ["lewat kader", "telepon siang"],
    "channel": ["telepon", "chat"],
    "level": ["rendah", "sedang", "tinggi", "darurat"],
    "consent_services": [["uptd"], ["uptd", "polisi"], ["polisi", "hukum"]],
    "needs": [["aman"], ["aman", "hukum"], ["berobat"], []],
    "due": [300, 100, 200],
    "safe_now": ["ya", "tidak"],
    "a_field_of_a_later_form": ["x", "y"],
}
NAMES = sorted(VALUES)


@dataclass
class Replica:
    """Somebody with a vault: who, what they hold."""

    user: bytes
    role: str
    scopes: tuple[str, ...]
    held: dict[bytes, OpenedOp] = field(default_factory=dict)

    def view(self, ops: dict[bytes, OpenedOp] | None = None) -> list[OpenedOp]:
        """What they hold as they can read it."""
        every = self.held if ops is None else ops
        return [
            op if op.aud != "own" or op.author == self.user else replace(op, body=None)
            for op in every.values()
        ]


@dataclass
class World:
    """Replicas of one case; the first is its owner, the second a desk, the last a stranger."""

    replicas: list[Replica]
    everything: dict[bytes, OpenedOp] = field(default_factory=dict)

    @staticmethod
    def of(count: int) -> World:
        """The owner has opened the case, referred it, and let the third person in."""
        people = [Replica(OWNER, "kader_pkk", ()), Replica(b"\2" * 16, "case_manager", (SCOPE,))]
        people += [Replica(bytes([n]) * 16, "guru_bk", ()) for n in range(3, count + 1)]
        world = World(people)
        world.write(0, PayloadBody("case.open", {"survivor_name": "Ani"}), aud="own")
        referral = PayloadBody("referral", {"survivor_name": "Ani", "level": "tinggi"})
        world.write(0, referral, kind="r")
        if count > 2:
            world.write(0, PayloadBody("grant", grant=[people[2].user.hex()]), kind="g")
        for one in people[1:]:
            one.held.update(people[0].held)
        return world

    def write(
        self,
        who: int,
        body: PayloadBody,
        *,
        kind: str = "d",
        aud: str = "desk",
        clock: int = 0,
        stray: bool = False,
        lie: int = 0,
    ) -> None:
        """One more op by a replica, on what it holds now. ``stray``: names an op nobody has."""
        person = self.replicas[who]
        state = fold(person.view(), owner=OWNER) if person.held else None
        deps = list(state.heads) if state else []
        lam = (state.lam + 1 if state else 1) + lie
        number = len(self.everything)
        first = next((op.opid for op in self.everything.values() if op.kind == "r"), bytes(32))
        op = OpenedOp(
            opid=hashlib.sha256(f"{number}/{who}/{lam}/{clock}".encode()).digest(),
            rec=REC,
            kind=kind,
            deps=tuple([*deps, NOBODY_KNOWS][-16:] if stray else deps),
            lam=lam,
            tw=clock,
            fv="catat/1",
            aud=aud,
            author=person.user,
            role=person.role,
            scopes=person.scopes,
            body=body,
            routing=Routing(SCOPE, "2172011003", 3, ["medis"], 3600) if kind == "r" else None,
            status=Status(first, 3, 1) if kind == "s" else None,
        )
        self.everything[op.opid] = op
        person.held[op.opid] = op

    def deliver(self, source: int, target: int, pick: int) -> None:
        """Some of what one holds reaches another, in no order, ancestors missing."""
        ops = list(self.replicas[source].held.values())
        chosen = [op for place, op in enumerate(ops) if (pick >> (place % 8)) & 1]
        self.replicas[target].held.update({op.opid: op for op in reversed(chosen)})


Step = tuple[str, int, int, int, int, int]
STEP = st.tuples(
    st.sampled_from(["write", "write", "write", "deliver", "deliver", "void", "status", "share"]),
    st.integers(0, 5),
    st.integers(0, 255),
    st.integers(0, 1),
    st.integers(0, 3),
    st.integers(0, 3),
)


def _play(count: int, about: int, steps: list[Step]) -> World:
    """Play the steps. ``about``: which two fields this case is about, so that writes meet."""
    world = World.of(count)
    for act, who, pick, name_at, value_at, extra in steps:
        who %= count
        if act == "deliver":
            world.deliver(who, (who + 1 + extra) % count, pick)
            continue
        name = NAMES[(about + name_at) % len(NAMES)]
        value = VALUES[name][value_at % len(VALUES[name])]
        clock = (-(2**31), 0, 1_795_266_000, 2**40)[extra]
        aud = "own" if who in (0, 2) and pick % 3 == 0 else "desk"
        if act == "status":
            world.write(1, PayloadBody("accept", {"step": "accepted"}), kind="s", clock=clock)
        elif act == "share":
            other = [world.replicas[pick % count].user.hex()]
            body = PayloadBody(
                "grant", grant=other if value_at else [], ungrant=[] if value_at else other
            )
            world.write(who, body, kind="g", aud=("desk", "g:1")[name_at % 2], clock=clock)
        elif act == "void":
            target = sorted(world.everything)[pick % len(world.everything)]
            void = Void(target.hex(), 0, "salah catat")
            world.write(who, PayloadBody("void", void=[void]), aud=aud, clock=clock)
        else:
            body = PayloadBody("answers", {name: value}, [Entry("note", {"text": str(pick)})])
            world.write(
                who, body, aud=aud, clock=clock, stray=pick % 17 == 0, lie=pick % 13 == 0 and 9
            )
    return world


def _plain(state: CaseState) -> dict[str, object]:
    """The product's answer in the reference's words."""
    return {
        "fields": {
            name: (
                canon(found.value),
                frozenset({canon(other.value) for other in found.alternatives})
                | ({canon(found.value)} if _stands(state, name) else frozenset()),
            )
            for name, found in state.fields.items()
        },
        "entries": [(one.opid, one.index, one.struck is not None) for one in state.entries],
        "outside": set(state.outside),
        "conflicts": {one.field for one in state.conflicts if ":" not in one.field},
    }


def _stands(state: CaseState, name: str) -> bool:
    """Whether the shown value is one that somebody wrote (a made one, an intersection, is not)."""
    shown = canon(state.fields[name].value)
    made = [one for one in state.conflicts if one.field == name]
    return not made or any(canon(one.value) == shown for one in made[0].values)


def _check_nothing_is_lost(world: World, state: CaseState) -> None:
    """I3 and entries, from the owner's side with everything delivered."""
    ops = {op.opid: op for op in world.replicas[0].view(world.everything)}
    inside = [op for op in ops.values() if op.opid not in state.outside]
    entries = {(one.opid, one.index) for one in state.entries}
    ancestors = {op.opid: before(ops, op) for op in inside}
    for op in inside:
        if op.body is None:
            continue
        assert all((op.opid, at) in entries for at in range(len(op.body.entries)))
        for name, value in op.body.set.items():
            found = state.fields[name]
            standing = {canon(found.value)} | {canon(one.value) for one in found.alternatives}
            later = [
                one.body.set[name]
                for one in inside
                if one.body and name in one.body.set and op.opid in ancestors[one.opid]
            ]
            if rule_of(name).field_class is FieldClass.SET:
                gone = as_items(value) - as_items(found.value)
                assert all(any(item not in as_items(new) for new in later) for item in gone)
            else:
                assert canon(value) in standing or later


@hypothesis_seed(SEED)
@settings(
    max_examples=RUNS,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.integers(2, 6),
    st.integers(0, 8),
    st.lists(STEP, max_size=18),
    st.randoms(use_true_random=False),
)
def _merge(count: int, about: int, steps: list[Step], draw: random.Random) -> None:
    world = _play(count, about, steps)
    for person in world.replicas:  # half-way: partial sets, missing ancestors
        assert _plain(fold(person.view(), owner=OWNER)) == reference(person.view(), OWNER)
    ends: dict[str, CaseState] = {}
    for person in world.replicas:
        arrived = person.view(world.everything) + person.view()
        draw.shuffle(arrived)
        state = fold(arrived, owner=OWNER)
        reads_more = person in (world.replicas[0], *world.replicas[2:3])
        reading = person.user.hex() if reads_more else "others"
        assert ends.setdefault(reading, state) == state
    owners = ends[OWNER.hex()]
    assert _plain(owners) == reference(world.replicas[0].view(world.everything), OWNER)
    timeless = [replace(op, tw=0) for op in world.replicas[0].view(world.everything)]
    assert _plain(fold(timeless, owner=OWNER)) == _plain(owners), "no clock has a say"
    _check_nothing_is_lost(world, owners)


def test_random_merges_converge_and_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f" merges: {RUNS} runs, RESPONDER_MERGE_SEED={SEED} ", end="", flush=True)
    _merge()


@lru_cache(maxsize=1)
def _one_world() -> World:
    return _play(6, 3, [("write", n, n * 3, n // 6, n % 4, n % 4) for n in range(30)])


def test_a_random_world_holds_conflicts_and_strangers_so_that_the_check_means_something() -> None:
    state = fold(_one_world().replicas[0].view(_one_world().everything), owner=OWNER)
    assert state.conflicts and state.outside and state.entries and state.missing
