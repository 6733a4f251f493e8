"""Who is with a case: owner, keeper, colleagues it is shared with, and what each may do here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.ops.fold import CaseState
from data.ops.handover import ACCEPTED, REFUSED, Handover
from data.store.store import Store
from responder_app.work.identity import Me
from responder_app.work.reading import author_of

SHARE, UNSHARE = "share", "unshare"  # kinds of entries in letters of kind g
AGREED, LAW = "setuju", "dasar"  # she agreed to this colleague; the basis the case stands on


@dataclass(frozen=True, slots=True)
class Holder:
    """A colleague a case is or was shared with. ``since``/``until``: Unix s by the writers' clocks,
    ``until`` 0 while it goes on."""

    user: bytes
    name: str
    role: str
    since: int
    basis: str
    why: str
    until: int = 0


@dataclass(frozen=True, slots=True)
class Circle:
    """Who is with a case, as its screen shows it.

    ``owner``/``keeper``: names, empty where it is oneself; ``mine``: one began it; ``keeps``: one
    is called and reminded; ``writes``: one may add to it. ``proposed``: an open proposal, ``to_me``
    where it waits for one's own answer. ``refused``: the last one was refused and nobody has gone
    on since. ``left``: it was shared with one and is no longer.
    ``names``: what the others are called, by user.
    """

    mine: bool = True
    keeps: bool = True
    writes: bool = True
    owner: str = ""
    keeper: str = ""
    holders: tuple[Holder, ...] = ()
    proposed: Handover | None = None
    proposed_name: str = ""
    to_me: bool = False
    refused: Handover | None = None
    refused_name: str = ""
    left: bool = False
    names: Mapping[bytes, str] = field(default_factory=dict)


def is_mine(me: Me, state: CaseState) -> bool:
    """Whether one began the case."""
    return state.owner in {user.id for user in me.users}


def is_keeper(me: Me, state: CaseState) -> bool:
    """Whether one is called and reminded; the owner until somebody took the case over."""
    return state.keeper in {user.id for user in me.users}


def is_given(me: Me, state: CaseState) -> bool:
    """Whether a colleague's case was shared with one (a desk gets referrals instead)."""
    return not is_mine(me, state) and not me.at_desk


def may_write(me: Me, state: CaseState) -> bool:
    """Whether one is called upon to add to the case here: its keeper, or while it is shared."""
    if is_keeper(me, state) or me.at_desk:
        return True
    if is_mine(me, state):
        return False  # handed over: its history stays readable
    return me.user in state.grantees


def open_proposal(state: CaseState) -> Handover | None:
    """The newest proposal that waits for an answer."""
    found = [one for one in state.handovers if one.open and one.by == state.keeper]
    return found[-1] if found else None


def refused_proposal(state: CaseState) -> Handover | None:
    """A refusal its proposer has not written anything after, unless a newer proposal stands."""
    last = state.handovers[-1] if state.handovers else None
    if last is None or last.answer != REFUSED or last.known or last.by != state.keeper:
        return None
    return last


def handed_on(state: CaseState) -> Handover | None:
    """The hand-over by which the present keeper has the case."""
    found = [one for one in state.handovers if one.answer == ACCEPTED]
    return found[-1] if found and found[-1].to == state.keeper else None


def of_case(store: Store, me: Me, state: CaseState) -> Circle:
    """Everything the case's screen says of people."""
    names = names_of(store, me, state)
    mine = {user.id for user in me.users}
    proposed = open_proposal(state)
    refused = refused_proposal(state) if is_keeper(me, state) else None
    to_me = proposed is not None and proposed.to in mine
    if not to_me and not is_keeper(me, state):
        proposed = None
    return Circle(
        mine=is_mine(me, state),
        keeps=is_keeper(me, state),
        writes=may_write(me, state),
        owner="" if state.owner in mine else names.get(state.owner, ""),
        keeper="" if state.keeper in mine else names.get(state.keeper, ""),
        holders=holders_of(state) if is_mine(me, state) or is_keeper(me, state) else (),
        proposed=proposed,
        proposed_name=names.get(proposed.by if to_me else proposed.to, "") if proposed else "",
        to_me=to_me,
        refused=refused,
        refused_name=names.get(refused.to, "") if refused is not None else "",
        left=is_given(me, state) and me.user not in state.grantees,
        names={user: name for user, name in names.items() if user not in mine},
    )


def holders_of(state: CaseState) -> tuple[Holder, ...]:
    """Whom it was shared with, oldest first; a colleague it was shared with again stands once."""
    found: dict[bytes, Holder] = {}
    for entry in state.entries:
        if entry.kind not in (SHARE, UNSHARE):
            continue
        try:
            user = bytes.fromhex(str(entry.data.get("to")))
        except ValueError:
            continue
        if entry.kind == SHARE:
            name, role, basis, why = (
                str(entry.data.get(one) or "") for one in ("name", "role", "basis", "why")
            )
            found[user] = Holder(user, name, role, entry.tw, basis, why)
    ended = {
        str(entry.data.get("to")): entry.tw for entry in state.entries if entry.kind == UNSHARE
    }
    return tuple(
        one
        if one.user in state.grantees
        else Holder(
            one.user,
            one.name,
            one.role,
            one.since,
            one.basis,
            one.why,
            ended.get(one.user.hex(), 1),
        )
        for one in found.values()
    )


def names_of(store: Store, me: Me, state: CaseState) -> Mapping[bytes, str]:
    """What the people of a case are called, by their papers, or as the grant named them."""
    names = {one.user: one.name for one in holders_of(state)}
    for row in store.vault.ops.of_case(state.rec):
        person = author_of(me, row.writer)
        if person is not None:
            names[person.user] = person.display
    return names
