"""A person at a laptop without a window: the app's verbs, driven over a line by a campaign.

Orders come in as ``{"do": verb, ...}``, answers go out as ``{"ok": ...}``, ``{"refused": code}``
or ``{"fault": code}``.
The vault is opened through the Keeper as the window does it, and settled before the first order.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import time
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data.content.dictionary import shipped
from data.model.problems import Code, Fault, Refusal
from data.model.referral import ReferralStep
from data.store import steps
from data.store.device import DeviceKeys
from data.store.faces import VaultFace, list_vaults
from data.store.kdf_cost import KdfCost
from data.store.keeper import Keeper
from data.store.packing import Packing
from data.store.store import Store
from data.store.tables.cases import CaseFilter
from data.store.tables.ops import OWN
from data.store.vault import unlock
from responder_app.demo_answers import DEFAULT
from responder_app.work import (
    begin,
    desk,
    door_mail,
    door_referral,
    drafts,
    enrol,
    filling,
    finish,
    refer,
    road,
)
from responder_app.work import unlock as unlocking
from responder_app.work.world import World, real_world

PASSPHRASE = "melati menyiram pagi tenang"
CHEAP = KdfCost(64, 1, 1)  # what a guess costs is no matter of these campaigns
_MARK = re.compile(rb"CAMPAIGN-[A-Za-z0-9-]+")
_OPEN_TRIES = 40


class Person:
    """The verbs an order may name: public methods, all of them on the Keeper's thread."""

    def __init__(self, home: Path, icon: int, *, new_mailbag: bool = False) -> None:
        self._home = home
        self._icon = icon
        self._world: World = real_world()
        self._device = DeviceKeys.load_or_create(home)
        if new_mailbag:
            self._device = self._device.with_new_mailbag(home)
        packing = Packing(shipped.dictionaries(), use=shipped.CURRENT)
        self._keeper = Keeper(home, self._device, lambda changes: None, packing=packing)
        self._keeper.start()

    def face(self) -> VaultFace | None:
        """This person's vault, if there is one."""
        found = list_vaults(self._home, self._world.now())
        return next((face for face in found if face.icon == self._icon), None)

    def log_in(self) -> dict[str, Any]:
        """Open the vault and settle it, as after the passphrase at the door."""
        face = self.face()
        if face is None:
            return {"vault": False}
        key = unlock(face, PASSPHRASE, self._world.now())
        self._keeper.open_vault(key).result()
        who = self._call(unlocking.settle, self._world)
        return {"vault": True, "enrolled": who.enrolled, "new_writer": who.new_writer}

    def serve(self, order: dict[str, Any]) -> Any:
        """One order; whatever it raises is told by ``main``."""
        name = order.pop("do")
        if name == "arm":
            os.environ[steps.VARIABLE] = order["at"]
            return steps.arm(self._home)
        if name == "enrol":
            return self._enrol(order["code_line"])
        if name in _AT_THE_DOOR:
            return self._call(_AT_THE_DOOR[name], self._world, self._device, **order)
        verb: Callable[..., Any] = _VERBS[name]
        return self._call(verb, self._world, **order)

    def close(self) -> bool:
        """Lock as the app does and end."""
        try:
            self._call(unlocking.before_lock, self._world)
            self._keeper.close_vault().result()
        except (Fault, Refusal):
            return self._keeper.close(5) and False
        return self._keeper.close(5)

    def _call(self, verb: Callable[..., Any], *args: Any, **words: Any) -> Any:
        """On the Keeper's thread; a mailbag that is busy for a moment is tried again."""
        for _ in range(_OPEN_TRIES):
            future: Future[Any] = self._keeper.submit(verb, *args, **words)
            try:
                return future.result()
            except Fault as fault:
                if fault.code is not Code.STORE_BUSY:
                    raise
                time.sleep(0.05)
        return future.result()

    def _enrol(self, code_line: str) -> dict[str, Any]:
        """Begin, or go on with what was begun before the power went."""
        if self._call(_begun):
            return {"begun": True}
        laptop = enrol.Laptop(self._home, self._device, CHEAP, demo=True)
        self._call(enrol.begin, self._world, laptop, code_line, self._icon, PASSPHRASE)
        return {"begun": True}


def _begun(store: Store) -> bool:
    """Whether an enrolment is under way or over."""
    if not store.unlocked:
        return False
    over = store.vault.pins.get("root") is not None
    errand = store.vault.settings.read("enrol.errand")
    return over or (store.vault.settings.read(enrol.WISH) is not None and errand is not None)


def enrol_progress(store: Store, world: World) -> dict[str, Any]:
    """How far the enrolment is."""
    found = enrol.progress(store, world, True)
    return {"done": found.done, "code": found.code, "problem": found.problem}


def start_draft(store: Store, world: World, mark: str) -> dict[str, Any]:
    """Begin an intake, answer it, and save it: durable when this is answered."""
    opened = begin.start(store, world, "intake", None, {})
    session = filling.session_of(opened, world, "id")
    stored = {
        name: " ".join(value) if isinstance(value, list) else str(value)
        for name, value in DEFAULT["intake"].items()
    }
    filling.put_in(session, {**stored, "own_words": f"{mark} {stored['own_words']}"})
    drafts.save(store, world, opened.id, session.to_xml(), "", True)
    kept = store.vault.drafts.get(opened.id)
    assert kept is not None
    return {"id": opened.id.hex(), "rec": opened.rec.hex(), "sum": _sum(kept.body)}


def finish_draft(store: Store, world: World, draft: str) -> dict[str, Any]:
    """Turn a draft into the letters of its case."""
    opened = drafts.open_draft(store, bytes.fromhex(draft))
    session = filling.session_of(opened, world, "id")
    done = finish.finish(store, world, opened.id, session.to_xml(), filling.told(session))
    return {"rec": done.rec.hex()}


def press(store: Store, world: World, rec: str) -> dict[str, Any]:
    """Press *Kirim rujukan*."""
    pressed = refer.press(store, world, bytes.fromhex(rec), [refer.UPTD])
    return {"ticket": pressed.ticket}


def commit(store: Store, world: World) -> dict[str, Any]:
    """The ten seconds are over."""
    return {"count": refer.commit(store, world, True)}


def look(store: Store, world: World) -> dict[str, Any]:
    """The window's look after the road, and what it would show."""
    road.look(store, world)
    counts = road.door(store)
    return {
        "waiting": counts.waiting,
        "expected": counts.expected,
        "states": {
            row.row.rec.hex(): row.row.state.value
            for row in store.vault.cases.page(CaseFilter(), limit=500)
        },
    }


def accept_all(store: Store, world: World) -> list[str]:
    """At the desk: *Tangani* for each referral nobody has taken on."""
    taken = []
    for line in desk.incoming(store, world).lines:
        if not line.accepted:
            desk.answer(store, world, line.opid, ReferralStep.ACCEPTED)
            taken.append(line.opid.hex())
    return taken


def send_now(store: Store, world: World) -> int:
    """*Kirim sekarang*."""
    return road.wish(store, world, "send_now")


def road_state(store: Store, world: World) -> dict[str, Any]:
    """The courier's last word on the road."""
    state = road.road_state(store)
    return {
        "code": state.code.value,
        "waiting": state.waiting,
        "last_success": state.last_success,
        "next_try": state.next_try,
    }


def facts(store: Store, world: World) -> dict[str, Any]:
    """Everything the vault holds, as ids and counts, for the campaign's judgement."""
    vault = store.vault
    ops = [
        {
            "opid": row.opid.hex(),
            "writer": row.writer.hex(),
            "n": row.n,
            "kind": row.kind,
            "rec": row.rec.hex(),
            "own": row.src == OWN,
        }
        for row in vault.ops.each()
    ]
    drafts = {}
    for face in vault.drafts.list():
        kept = vault.drafts.get(face.id)
        assert kept is not None
        marks = {found.decode() for found in _MARK.findall(kept.body)}
        drafts[face.id.hex()] = {
            "rec": face.rec.hex(),
            "sum": _sum(kept.body),
            "mark": min(marks, default=""),
        }
    pending = {row.ticket: row.rec.hex() for row in vault.pending.list()}
    tickets = {
        ticket.number: {"rec": rec.hex(), "referral": ticket.referral.hex()}
        for rec in vault.ops.cases()
        for ticket in vault.tickets.of_case(rec)
    }
    counts = road.door(store)
    return {
        "ops": ops,
        "drafts": drafts,
        "pending": pending,
        "tickets": tickets,
        "waiting": counts.waiting,
        "expected": counts.expected,
        "writers": [writer.id.hex() for writer in vault.keys.writers()],
        "audit_broken": vault.audit.first_broken(),
    }


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def door_send(store: Store, world: World, device: DeviceKeys, mark: str) -> dict[str, Any]:
    """An urgent referral with nobody logged in."""
    answers = {**DOOR_ANSWERS, "address_note": mark}
    slip = door_referral.send(store, world, device, answers)
    return {"ticket": slip.number, "laid": slip.laid}


def door_look(store: Store, world: World, device: DeviceKeys) -> dict[str, Any]:
    """What the door does each minute, and what it would say."""
    found = door_mail.look(store, world, device)
    return {
        "waiting": found.waiting,
        "late": found.late,
        "bad": found.bad,
        "accepted": found.accepted,
    }


# What nobody's vault is needed for.
_AT_THE_DOOR: dict[str, Callable[..., Any]] = {"door_send": door_send, "door_look": door_look}
DOOR_ANSWERS = {
    "safe_now": "tidak",
    "perp_nearby": "ya",
    "violence_types": "fisik",
    "under_18": "tidak",
    "consent_store": "tidak_tahu",
    "legal_basis": "kepentingan_vital",
    "place_area_code": "21.72.04.1003",
    "safe_contact": "0812-0000-1111, sore",
    "reporter_relation": "tetangga_warga",
}
_VERBS: dict[str, Callable[..., Any]] = {
    "enrol_progress": enrol_progress,
    "start_draft": start_draft,
    "finish_draft": finish_draft,
    "press": press,
    "commit": commit,
    "look": look,
    "accept_all": accept_all,
    "send_now": send_now,
    "road_state": road_state,
    "facts": facts,
}


def live(arguments: list[str], line: Connection) -> int:
    """Log in where there is a vault, then serve orders until the line is closed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--icon", type=int, required=True)
    parser.add_argument("--new-mailbag", action="store_true")
    asked = parser.parse_args(arguments)
    os.umask(0o077)
    steps.arm(asked.home)
    person = Person(asked.home, asked.icon, new_mailbag=asked.new_mailbag)
    line.send({"ok": person.log_in()})
    while True:
        try:
            order: dict[str, Any] = line.recv()
        except EOFError:
            return 0 if person.close() else 1
        try:
            line.send({"ok": person.serve(order)})
        except Refusal as refusal:
            line.send({"refused": refusal.code.value})
        except Fault as fault:
            line.send({"fault": fault.code.value, "facts": repr(fault)})
