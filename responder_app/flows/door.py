"""The door: who are you, passphrase, what is open to everybody; and the way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.model.problems import Code, Fault
from data.store.faces import VaultFace
from data.store.vault import VaultKey
from responder_app.flows import wording
from responder_app.flows.door_page import door_model
from responder_app.flows.stage import Stage
from responder_app.work import road, unlock
from responder_app.work.road import DoorCounts
from responder_app.work.unlock import WhoIsIn
from ui.words import phrases
from ui.words.translate import translate


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Doorway:
    """What the root hands to the door: the vaults, trying a passphrase, opening the database.

    ``derive(face, passphrase)`` runs on the Keeper's thread; ``open_vault(key)`` too. ``notice``:
    the demo's words with its passphrases. ``desk``: opens the demo desk's laptop, where there is
    one.
    """

    faces: Callable[[], list[VaultFace]]
    derive: Callable[..., VaultKey]
    open_vault: Callable[..., None]
    notice: str = ""
    desk: Callable[[], None] | None = None


class DoorFlow:
    """Shows the door; on the right passphrase opens the vault and lets the person in."""

    def __init__(self, stage: Stage, doorway: Doorway) -> None:
        self._stage = stage
        self._doorway = doorway
        self._faces: list[VaultFace] = []
        screen = stage.window.door
        screen.unlock_asked.connect(self._on_unlock)
        screen.enrol_asked.connect(lambda: stage.go("welcome"))
        screen.language_changed.connect(lambda language: stage.go("language", language))
        screen.demo_desk_asked.connect(self._on_demo_desk)
        screen.guide_asked.connect(lambda: stage.go("door_guide"))
        screen.office_asked.connect(lambda: stage.go("office"))
        stage.routes["door"] = self.show

    def show(self) -> None:
        """The locked door, or the welcome page where nobody has a vault yet."""
        self._faces = self._doorway.faces()
        if self._faces:
            self._present(DoorCounts(0, 0))
            self._stage.window.show_room("door")
            self.count()
        else:
            self._stage.go("welcome")

    def count(self) -> None:
        """Ask again how much waits."""
        self._stage.bridge.ask(road.door, then=self._present, fails=self._stage.say, owner=self)

    def _present(self, counts: DoorCounts) -> None:
        doorway = self._doorway
        self._stage.window.door.present(
            door_model(
                self._faces,
                self._stage.here.language,
                counts.expected,
                doorway.notice,
                desk=doorway.desk is not None,
                mail_line=self._mail_line(counts),
            )
        )

    def _mail_line(self, counts: DoorCounts) -> str:
        """The one total the door may say, over everybody: how much waits, since when."""
        if not counts.waiting or counts.oldest is None:
            return ""
        age = phrases.age(self._stage.now() - counts.oldest)
        if counts.waiting == 1:
            return translate("flows", "1 letter waits, {age}").format(age=age)
        return translate("flows", "{count} letters wait, oldest {age}").format(
            count=counts.waiting, age=age
        )

    def _on_demo_desk(self) -> None:
        if self._doorway.desk is not None:
            self._doorway.desk()

    def _on_unlock(self, index: int, passphrase: str) -> None:
        face = self._faces[index]
        if face.problem is not None:
            self._stage.show_fault(Fault(face.problem))
            return
        self._stage.window.door.set_busy(True)
        self._stage.bridge.do(
            self._doorway.derive,
            face,
            passphrase,
            then=self._on_key,
            fails=self._on_refused,
            owner=self,
        )

    def _on_refused(self, error: BaseException) -> None:
        self._rest()
        code = wording.code_of(error)
        if code in (Code.WRONG_PASSPHRASE, Code.WAIT_BEFORE_TRYING) and isinstance(error, Fault):
            wait = int(error.facts.get("wait_seconds", 0))
            self._stage.window.door.show_refusal(wording.problem(error), wait)
        else:
            self._stage.say(error)

    def _rest(self) -> None:
        """The door asks nothing any more; where one came by the welcome page it never stood."""
        if self._stage.window.door.model() is not None:
            self._stage.window.door.set_busy(False)

    def _on_key(self, key: VaultKey) -> None:
        self._stage.bridge.do(
            self._doorway.open_vault,
            key,
            then=lambda _nothing: self.enter(),
            fails=self._on_refused,
            owner=self,
        )

    def enter(self) -> None:
        """After a vault was opened (here or at enrolment): settle it, then show home."""
        self._stage.bridge.do(
            unlock.settle,
            self._stage.world,
            then=self._on_settled,
            fails=self._on_refused,
            owner=self,
        )

    def _on_settled(self, who: WhoIsIn) -> None:
        self._rest()
        if not who.enrolled:
            self._stage.go("welcome", True)
            return
        self._stage.go("come_in", who)
        if who.new_writer:
            self._stage.window.toast(
                translate("flows", "A new beginning was made for your notes. Nothing is lost."),
                seconds=8,
            )
