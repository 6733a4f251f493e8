"""The laptop's own keys, in ``device.key``: they open the mailbag and sign its streams, no more.

Whoever steals them can delay and drop letters and see their outside; never read, alter or speak
for a person. The file is made once, whole or not at all, and never again because of an error.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from data.model.problems import Code, Fault
from data.store.files import put_whole

FILE: Final = "device.key"
MAILBAG_TO_MAKE: Final = (
    "mailbag.begin"  # lies there from before device.key until the mailbag stands
)
_MAGIC: Final = b"PSKD\x00\x01"
_SIZE: Final = len(_MAGIC) + 32 * 3 + 16 + 32


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """``ed_seed``, ``x_seed``, ``mailbag_key`` 32 bytes each; ``mailbag16``: the mailbag's id."""

    ed_seed: bytes = field(repr=False)
    x_seed: bytes = field(repr=False)
    mailbag_key: bytes = field(repr=False)
    mailbag16: bytes

    @property
    def ed_public(self) -> bytes:
        """The 32-byte Ed25519 public half."""
        return Ed25519PrivateKey.from_private_bytes(self.ed_seed).public_key().public_bytes_raw()

    @property
    def x_public(self) -> bytes:
        """The 32-byte X25519 public half."""
        return X25519PrivateKey.from_private_bytes(self.x_seed).public_key().public_bytes_raw()

    @property
    def device16(self) -> bytes:
        """The device's id: the first 16 bytes of SHA-256 over its Ed25519 public half."""
        return hashlib.sha256(self.ed_public).digest()[:16]

    @staticmethod
    def load_or_create(home: Path, random: Callable[[int], bytes] = os.urandom) -> DeviceKeys:
        """Read ``device.key``; make it (mode 600) only where neither it nor a mailbag is there.

        Raises ``Fault``: DEVICE_KEY_MISSING (a mailbag stands without its key), DEVICE_KEY_DAMAGED,
        DISK_FULL, DISK_READ_ONLY.
        """
        path = home / FILE
        if not path.exists():
            if (home / "mailbag.db").exists() and not path.exists():
                raise Fault(Code.DEVICE_KEY_MISSING)
            keys = DeviceKeys(random(32), random(32), random(32), random(16))
            put_whole(home / MAILBAG_TO_MAKE, b"")
            put_whole(path, keys._packed(), only_new=True)
        return DeviceKeys._read(path)

    def with_new_mailbag(
        self, home: Path, random: Callable[[int], bytes] = os.urandom
    ) -> DeviceKeys:
        """A person's answer to MAILBAG_MISSING: keep the device, begin a new, empty mailbag.

        Its id is new, so every vault starts a new writer and lays everything again. The old key
        file stays beside as ``device.key.before``. Raises ``Fault`` where a mailbag is there.
        """
        if (home / "mailbag.db").exists():
            raise Fault(Code.VAULT_EXISTS)
        keys = DeviceKeys(self.ed_seed, self.x_seed, random(32), random(16))
        put_whole(home / (FILE + ".before"), self._packed())
        put_whole(home / MAILBAG_TO_MAKE, b"")
        put_whole(home / FILE, keys._packed())
        return keys

    @staticmethod
    def _read(path: Path) -> DeviceKeys:
        try:
            packed = path.read_bytes()
        except FileNotFoundError as error:
            raise Fault(Code.DEVICE_KEY_MISSING) from error
        except OSError as error:
            raise Fault(Code.DEVICE_KEY_DAMAGED) from error
        body, digest = packed[:-32], packed[-32:]
        if (
            len(packed) != _SIZE
            or not packed.startswith(_MAGIC)
            or hashlib.sha256(body).digest() != digest
        ):
            raise Fault(Code.DEVICE_KEY_DAMAGED)
        at = len(_MAGIC)
        return DeviceKeys(
            body[at : at + 32], body[at + 32 : at + 64], body[at + 64 : at + 96], body[at + 96 :]
        )

    def _packed(self) -> bytes:
        body = _MAGIC + self.ed_seed + self.x_seed + self.mailbag_key + self.mailbag16
        return body + hashlib.sha256(body).digest()
