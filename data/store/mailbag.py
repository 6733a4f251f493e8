"""The mailbag of one laptop: opened by app and courier alike, with nobody logged in.

Its pockets are in ``data.store.mail``: outgoing letters, numbers, inbound letters, errands, papers,
packs, attachments on their way up and down.
Every call is one short durable transaction; each process has its own connection.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from data.model.problems import Code, Fault
from data.store.cipher import Drawer, Place, open_encrypted
from data.store.device import MAILBAG_TO_MAKE, DeviceKeys
from data.store.files import fault_of, give_name
from data.store.mail.blobs import Blobs
from data.store.mail.errands import Errands
from data.store.mail.inbound import Inbound
from data.store.mail.numbers import Numbers
from data.store.mail.outgoing import Outgoing
from data.store.mail.packs import Packs
from data.store.mail.papers import Papers
from data.store.mail.people import People
from data.store.mail.sticks import Sticks
from data.store.mail.wishes import Wishes
from data.store.migrations import migrate

FILE = "mailbag.db"
DAMAGED = "rusak"
IDLE_LOG_BYTES = 16 * 1024 * 1024


class Mailbag(Outgoing, Numbers, Inbound, Errands, Papers, People, Packs, Blobs, Wishes, Sticks):
    """All pockets over one connection; belongs to the thread that opened it."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    @property
    def id16(self) -> bytes:
        """The mailbag's random id, as writers' certificates name it."""
        return self.meta("mailbag16") or b""

    @property
    def home(self) -> Path:
        """The folder the mailbag lies in: packs lie beside it."""
        return self._drawer.path.parent

    def data_version(self) -> int:
        """Changes when the other process has written."""
        return self._drawer.data_version()

    def checkpoint(self) -> None:
        """Carry the write-ahead log home; call when idle."""
        self._drawer.checkpoint()

    def log_is_long(self) -> bool:
        """Whether a checkpoint should not wait for idleness any more (16 MiB)."""
        return self._drawer.log_bytes() > IDLE_LOG_BYTES

    def instance_of(self, vault16: bytes) -> bytes | None:
        """The instance a vault had when it was last open over this mailbag, or ``None``."""
        return self.meta("vault:" + vault16.hex())

    def note_instance(self, vault16: bytes, instance: bytes) -> None:
        """Remember a vault's instance, for the new-writer rule."""
        self.put_meta("vault:" + vault16.hex(), instance)

    def close(self) -> None:
        """Close the connection."""
        self._drawer.close()


def open_mailbag(home: Path, device: DeviceKeys) -> Mailbag:
    """Open the mailbag in ``home``; make it the first time, whole or not at all.

    Raises ``Fault``: MAILBAG_MISSING (there was one and it is gone: ``DeviceKeys.with_new_mailbag``
    is a person's answer), MAILBAG_PLAINTEXT, _FOREIGN, _NEWER, _DAMAGED. Such a file stays as it
    is.
    """
    path = home / FILE
    begin = home / MAILBAG_TO_MAKE
    if not path.exists() and begin.exists():
        _make(path, device)
    drawer = _open(path, device, create=False)
    try:
        migrate(drawer)
        bag = _recognised(Mailbag(drawer), device)
        begin.unlink(missing_ok=True)
    except BaseException:
        drawer.close()
        raise
    return bag


def set_aside(home: Path) -> None:
    """Give a damaged mailbag and its logs another name, for good: nothing of it is deleted.

    Does nothing where there is none. Raises ``Fault`` where the disk does not allow it.
    """
    mark = f"{secrets.token_hex(4)}.{DAMAGED}"
    try:
        for name in (f"{FILE}-shm", f"{FILE}-wal", FILE):  # the file last: it says that it is done
            path = home / name
            if path.exists():
                path.rename(home / f"{name}.{mark}")
    except OSError as error:
        raise fault_of(error) from error


def _open(path: Path, device: DeviceKeys, *, create: bool) -> Drawer:
    # The mailbag's id is its file's salt: another laptop's file is told from a damaged one.
    return open_encrypted(
        path,
        device.mailbag_key,
        create=create,
        place=Place.MAILBAG,
        salt16=device.mailbag16,
    )


def _recognised(bag: Mailbag, device: DeviceKeys) -> Mailbag:
    if bag.id16 != device.mailbag16:
        raise Fault(Code.MAILBAG_FOREIGN)
    return bag


def _make(path: Path, device: DeviceKeys) -> None:
    """Make the whole file under another name, then name it; another process may be first."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        drawer = _open(beside, device, create=True)
        try:
            migrate(drawer)
            Mailbag(drawer).put_meta("mailbag16", device.mailbag16)
        finally:
            drawer.close()
        give_name(beside, path)
    except OSError as error:
        raise fault_of(error) from error
    finally:
        beside.unlink(missing_ok=True)
