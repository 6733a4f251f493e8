"""What a later program wrote: kept, marked, and shown to a person at the desk and at home."""

from __future__ import annotations

import pytest

from data.model.levels import Level
from data.model.problems import Code, Refusal
from data.model.referral import ReferralStep
from data.ops.header import DESK, Routing
from data.ops.keys import sign
from data.ops.op import Op
from data.ops.payload import PayloadBody
from data.store.store import Store
from responder_app.work import cases, desk, lay, newer, road
from responder_app.work.identity import load
from responder_app.work.letters import Letter, write
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.test_desk_and_road import sent_case


def writer_seed(store: Store) -> bytes:
    """The signing key of the writer in use."""
    writer = store.vault.keys.writer()
    assert writer is not None
    return writer.ed


def newer_letter(op: Op, seed: bytes) -> bytes:
    """The same letter as a later version of the program would write it: only the outside reads."""
    h = b"\x03" + op.h[1:]
    core = len(h).to_bytes(2, "big") + h + op.payload_hash
    payload = op.payload or b""
    whole = len(h).to_bytes(2, "big") + h + sign(seed, b"psk/op/3\0", core)
    return whole + len(payload).to_bytes(2, "big") + payload


def hand_to_desk(town: Town, raw: bytes) -> None:
    """Put one more letter into what came down for the desk."""
    bag = town.desk.bag()
    scope = town.city.directory.scope
    at = bag.position(scope).pos
    bag.inbound_put(scope, 1, at + 1, at + 1, [(at + 1, raw)])
    bag.close()
    town.desk.w(road.look)


def test_a_letter_of_a_newer_version_is_kept_and_said_at_the_desk(town: Town) -> None:
    _rec, opid = sent_case(town)
    hand_to_desk(town, newer_letter(town.city.ops[opid], town.cadre.do(writer_seed)))
    incoming = town.desk.w(desk.incoming)
    assert incoming.newer == 1
    unread, line = incoming.lines  # what cannot be judged stands first
    assert (unread.newer, unread.level, unread.role) == (True, Level.DARURAT, "kader_pkk")
    assert (line.opid, line.newer) == (opid, False)
    view = town.desk.w(desk.open_referral, unread.opid)
    assert (view.readable, view.may, view.facts) == (False, frozenset(), {})
    with pytest.raises(Refusal) as refused:
        town.desk.w(desk.answer, unread.opid, ReferralStep.ACCEPTED)
    assert refused.value.code is Code.CASE_UNKNOWN


def test_a_referral_of_a_newer_form_stands_at_the_desk_with_its_routing_and_says_so(
    town: Town,
) -> None:
    rec, _opid = sent_case(town)
    town.cadre.w(refer_with_a_newer_form, rec)
    town.mail()
    (line,) = [one for one in town.desk.w(desk.incoming).lines if one.newer]
    assert (line.level, line.area, line.role) == (Level.TINGGI, "2172031001", "kader_pkk")
    assert line.due_at is not None
    view = town.desk.w(desk.open_referral, line.opid)
    assert view.line.newer
    assert view.readable
    assert view.facts["hal_baru"] == "ya"
    assert town.cadre.w(cases.open_case, rec).newer
    assert town.desk.w(desk.answer, line.opid, ReferralStep.ACCEPTED).line.accepted


def refer_with_a_newer_form(store: Store, world: World, rec: bytes) -> None:
    """A referral as a later version of the app writes it: same letter, a form unknown here."""
    me = load(store)
    state = state_of(store, world, me, rec)
    letter = Letter(
        "r",
        rec,
        PayloadBody("referral", {"hal_baru": "ya"}),
        aud=DESK,
        fv="referral/2",
        routing=Routing(me.directory.scope, me.person.area, 3, ["psiko"], 86_400, bytes(16), 0),
        deps=state.heads,
        lam=state.lam,
    )
    with store.transaction():
        write(store, world, me, [letter])
    lay.run(store, world, me)


@pytest.mark.parametrize(
    ("fv", "newer_than_here"),
    [
        ("", False),
        ("referral/1", False),
        ("referral/2", True),
        ("intake/2026112101", False),
        ("intake/2031010101", True),
        ("intake/2025010101", False),
        ("entah/1", True),
        ("status/x", True),
    ],
)
def test_a_form_is_newer_by_its_name_or_its_version(fv: str, newer_than_here: bool) -> None:
    assert newer.form_is_newer(fv) is newer_than_here


def test_a_letter_of_a_newer_version_that_nobody_signed_is_left_out(town: Town) -> None:
    _rec, opid = sent_case(town)
    hand_to_desk(town, newer_letter(town.city.ops[opid], bytes(32)))
    assert town.desk.w(desk.incoming).newer == 0
