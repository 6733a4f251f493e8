"""Laptops for the verbs: a home, a Keeper, a clock that stands until a test turns it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.content.dictionary import shipped
from data.forms.session import FormSession
from data.store.device import DeviceKeys
from data.store.faces import list_vaults
from data.store.kdf_cost import KdfCost
from data.store.keeper import Keeper
from data.store.mailbag import Mailbag, open_mailbag
from data.store.packing import Packing
from data.store.store import Store
from data.store.vault import open_database, unlock
from responder_app.demo_answers import DEFAULT, read_answers
from responder_app.work import assess, begin, enrol, filling, finish, refer
from responder_app.work import unlock as unlocking
from responder_app.work.assess import CasePlan
from responder_app.work.drafts import OpenDraft
from responder_app.work.finish import Finished
from responder_app.work.unlock import WhoIsIn
from responder_app.work.world import World
from tests.responder_app.work.paper_city import NOW, PaperCity

PASSPHRASE = "lima belas huruf cukup"
CHEAP = KdfCost(64, 1, 1)


@dataclass
class Clock:
    """A clock one can turn."""

    at: int = NOW

    def __call__(self) -> int:
        return self.at


@dataclass
class Laptop:
    """One person's laptop. ``do`` calls a verb on the Keeper's thread."""

    home: Path
    demo: bool = True
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.home.mkdir(exist_ok=True)
        self.world = World(self.clock, os.urandom, shipped.dictionaries(), shipped.CURRENT)
        self.device = DeviceKeys.load_or_create(self.home)
        self.start()

    def start(self) -> None:
        """The Keeper with the mailbag."""
        packing = Packing(shipped.dictionaries(), use=shipped.CURRENT)
        self.keeper = Keeper(self.home, self.device, lambda changes: None, packing=packing)
        self.keeper.start()

    def stop(self) -> None:
        """As at locking."""
        self.keeper.close(60)

    def do(self, fn: Callable[..., Any], *arguments: Any) -> Any:
        """What the verb gives, or its problem."""
        return self.keeper.submit(fn, *arguments).result(120)

    def w(self, fn: Callable[..., Any], *arguments: Any) -> Any:
        """The same for a verb that wants the world."""
        return self.do(fn, self.world, *arguments)

    def bag(self) -> Mailbag:
        """The mailbag as the courier opens it."""
        return open_mailbag(self.home, self.device)

    def meet(self, city: PaperCity) -> int:
        """The courier's session with the city."""
        bag = self.bag()
        try:
            return city.carry(bag)
        finally:
            bag.close()

    def enrol(self, city: PaperCity, role: str, icon: int = 0) -> WhoIsIn:
        """From the code line to being in."""
        laptop = enrol.Laptop(self.home, self.device, CHEAP, self.demo)
        self.w(enrol.begin, laptop, city.code_line(role), icon, PASSPHRASE)
        bag = self.bag()
        city.answer_enrolment(bag)
        bag.close()
        assert self.w(enrol.progress, self.demo).done
        return self.settle()

    def come_in(self, icon: int | None = None) -> WhoIsIn:
        """Unlock the vault with that icon, or the only one."""
        faces = list_vaults(self.home, self.clock())
        face = next(one for one in faces if icon is None or one.icon == icon)
        key = unlock(face, PASSPHRASE, self.clock())

        def open_it(store: Store) -> None:
            store.open(open_database(key))

        self.do(open_it)
        return self.settle()

    def settle(self) -> WhoIsIn:
        """What happens before the first save."""
        who: WhoIsIn = self.w(unlocking.settle)
        return who

    # --- forms, filled as the window fills them -------------------------------------------------

    def open_form(
        self, form_id: str, rec: bytes | None, answers: dict[str, str]
    ) -> tuple[OpenDraft, FormSession]:
        """A form begun and filled."""
        opened: OpenDraft = self.w(begin.start, form_id, rec, {})
        session = filling.session_of(opened, self.world, "id")
        filling.put_in(session, answers)
        return opened, session

    def fill(self, form_id: str, rec: bytes | None, answers: dict[str, str]) -> Finished:
        """A form filled to its end."""
        opened, session = self.open_form(form_id, rec, answers)
        done: Finished = self.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
        return done

    def fill_open(self, opened: OpenDraft) -> Finished:
        """A draft finished as it is."""
        return self.finish_session(opened, filling.session_of(opened, self.world, "id"))

    def open_correction(self, rec: bytes, instance: str) -> tuple[OpenDraft, FormSession]:
        """An answered form opened again."""
        opened: OpenDraft = self.w(begin.correct, rec, instance)
        return opened, filling.session_of(opened, self.world, "id")

    def finish_session(self, opened: OpenDraft, session: FormSession) -> Finished:
        """What was filled in, finished."""
        done: Finished = self.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
        return done

    def record_case(self, **changes: str) -> bytes:
        """The demo's case, with some answers changed ("" leaves one out)."""
        answers = {**intake_answers(), **changes}
        return self.fill("intake", None, answers).rec

    def judge(self, rec: bytes, **changes: str) -> CasePlan:
        """The demo's danger signs for a case."""
        self.fill("ipv5", rec, {**danger_answers(), **changes})
        plan: CasePlan = self.w(assess.plan_of, rec)
        return plan

    def refer(self, rec: bytes) -> None:
        """Press, wait ten seconds, written."""
        plan: CasePlan = self.w(assess.plan_of, rec)
        self.w(refer.press, rec, [one.service.id for one in plan.plan.sendable()])
        self.clock.at += refer.UNDO_SECONDS + 1
        assert self.w(refer.commit) == 1


def intake_answers() -> dict[str, str]:
    """The demo's intake as stored values."""
    return dict(read_answers(None).intake)


def danger_answers() -> dict[str, str]:
    """The demo's danger signs."""
    found: dict[str, str] = DEFAULT["danger"]
    return dict(found)
