"""The store as verbs see it: the mailbag always, the vault's tables while somebody is logged in.

One transaction of the vault is one ``with store.transaction():``; what it touched is told by the
Keeper after it was committed. Lives on the Keeper's thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data.model.changes import Changes
from data.model.problems import Code, Fault
from data.store import steps
from data.store.cipher import Drawer
from data.store.drafts import Drafts
from data.store.mailbag import IDLE_LOG_BYTES, Mailbag
from data.store.packing import Packing
from data.store.tables.answered import Answered
from data.store.tables.attachments import Attachments
from data.store.tables.audit import Audit
from data.store.tables.cases import Cases
from data.store.tables.files import LetterFiles
from data.store.tables.forms import KeptForms, TakenPack
from data.store.tables.keys import Keys
from data.store.tables.notes import Notes
from data.store.tables.ops import Ops
from data.store.tables.pending import PendingRows
from data.store.tables.pins import Pins
from data.store.tables.positions import Positions
from data.store.tables.settings import Settings
from data.store.tables.tickets import Tickets
from data.store.vault import OpenVault, Random, add_recovery_slot


class VaultTables:
    """One person's tables: ops, cases, drafts, keys, pins, positions, pending, tickets, audit,
    settings, kept forms, the pack taken, files of letters; and which vault it is (``vault16``,
    ``instance``)."""

    def __init__(self, opened: OpenVault, notes: Notes, packing: Packing) -> None:
        drawer = opened.drawer
        self._key = opened.key
        self.drawer: Drawer = drawer
        self.vault16 = opened.key.vault16
        self.instance = opened.key.instance
        self.icon = opened.key.icon
        self.ops = Ops(drawer, notes)
        self.cases = Cases(drawer, notes, packing)
        self.drafts = Drafts(drawer, notes, packing)
        self.keys = Keys(drawer)
        self.pins = Pins(drawer)
        self.positions = Positions(drawer)
        self.pending = PendingRows(drawer, notes, packing)
        self.tickets = Tickets(drawer, notes)
        self.answered = Answered(drawer, packing)
        self.attachments = Attachments(drawer)
        self.files = LetterFiles(drawer)
        self.audit = Audit(drawer, opened.key.audit_key)
        self.settings = Settings(drawer)
        self.forms = KeptForms(drawer, packing)
        self.pack = TakenPack(drawer)

    def let_open(self, recovery_public: bytes, random: Random) -> bool:
        """Let the city recovery key (32-byte X25519 public key) open this vault too.

        True when its slot was written now, into both header copies; False when it stood there.
        Raises the ``Fault`` of a header that cannot be read or written.
        """
        before = self._key.gen
        self._key = add_recovery_slot(self._key, recovery_public, random)
        return self._key.gen != before


class Store:
    """What a function sent to the Keeper gets as its first argument."""

    def __init__(self, mailbag: Mailbag, packing: Packing | None = None) -> None:
        self.mailbag = mailbag
        self._packing = packing or Packing()
        self._notes = Notes()
        self._vault: VaultTables | None = None

    @property
    def unlocked(self) -> bool:
        """Whether somebody's vault is open."""
        return self._vault is not None

    @property
    def vault(self) -> VaultTables:
        """The open vault's tables. Raises ``Fault(STORE_CLOSED)`` while nobody is logged in."""
        if self._vault is None:
            raise Fault(Code.STORE_CLOSED)
        return self._vault

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing in the vault, durable (on disk) when it returns.

        Inside an open one it joins it. A failure undoes everything, notes included.
        """
        drawer = self.vault.drawer
        if drawer.in_transaction:
            yield
            return
        try:
            with drawer.transaction():
                yield
                steps.reached("vault-before-commit")
        except BaseException:
            self._notes.forget()
            raise
        steps.reached("vault-committed")

    def touch_road(self) -> None:
        """Say that the mailbag was changed from here, so that windows ask again."""
        self._notes.road = True

    def take_changes(self) -> Changes:
        """What was changed since the last call."""
        return self._notes.take()

    def open(self, opened: OpenVault) -> None:
        """Take an opened vault; one at a time."""
        if self._vault is not None:
            raise Fault(Code.STORE_BUSY)
        self._vault = VaultTables(opened, self._notes, self._packing)

    def lock(self) -> None:
        """Close the vault: log carried home, connection closed, key gone."""
        opened, self._vault = self._vault, None
        self._notes.forget()
        if opened is not None:
            opened.drawer.close()

    def tidy(self) -> bool:
        """A short step of idle work: merge the index, carry the logs home. True: there is more."""
        more = self._vault is not None and self._vault.cases.tidy()
        self.mailbag.checkpoint()
        if self._vault is not None:
            self._vault.drawer.checkpoint()
        return more

    def logs_are_long(self) -> bool:
        """Whether ``tidy`` should not wait for an idle moment (a log above 16 MiB)."""
        if self.mailbag.log_is_long():
            return True
        return self._vault is not None and self._vault.drawer.log_bytes() > IDLE_LOG_BYTES

    def close(self) -> None:
        """Close vault and mailbag."""
        self.lock()
        self.mailbag.close()
