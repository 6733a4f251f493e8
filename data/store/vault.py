"""One person's vault: made, unlocked, its passphrase changed, its recovery slot added.

Files of a vault: ``vault-<random>.db`` and its header twice, ``.hdr`` and ``.hdr2``. A header is
written to the first copy, read back and unwrapped, and only then to the second. No error makes
this module delete or re-create a file; a damaged copy is moved aside when a good one replaces it.

    passphrase --Argon2id--> 32 B --HKDF "psk/vault/slot/1"--> wraps the master key (one slot)
    city recovery key --HPKE, info "psk/vault/recovery/1" || vault16--> the same key (another slot)
    master key --HKDF--> SQLCipher key 32 || salt 16 | header MAC key | audit key
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from data.model.problems import Code, Fault, Refusal
from data.store.cipher import Drawer, Place, open_encrypted
from data.store.faces import VaultFace, seconds_to_wait
from data.store.files import fault_of, give_name
from data.store.header import Header, Slot, SlotKind
from data.store.header_files import best_header, copies_of, read_copy, write_counters, write_proved
from data.store.kdf import stretch
from data.store.kdf_cost import KdfCost
from data.store.migrations import migrate

SHORTEST_PASSPHRASE: Final = 15
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class VaultKey:
    """The master key of an unlocked vault and what is derived from it."""

    path: Path
    vault16: bytes
    instance: bytes
    gen: int
    icon: int
    master: bytes = field(repr=False)

    @property
    def database_key(self) -> bytes:
        """SQLCipher's raw key and salt, 48 bytes."""
        return _derive(self.master, self.vault16, b"psk/vault/db/1", 48)

    @property
    def mac_key(self) -> bytes:
        """The key of the header's MAC."""
        return _derive(self.master, self.vault16, b"psk/vault/header/1", 32)

    @property
    def audit_key(self) -> bytes:
        """The key under which the audit chain names its objects."""
        return _derive(self.master, self.vault16, b"psk/vault/audit/1", 32)


@dataclass(frozen=True, slots=True)
class VaultFile:
    """A new vault: its face, and its key while it is still in hand."""

    face: VaultFace
    key: VaultKey


@dataclass(frozen=True, slots=True)
class OpenVault:
    """An open vault: its database and its key. Belongs to the thread that opened it."""

    drawer: Drawer
    key: VaultKey


def check_passphrase(passphrase: str) -> None:
    """Raise ``Refusal(PASSPHRASE_TOO_SHORT)`` under 15 characters; no other rule of composition."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise Refusal(Code.PASSPHRASE_TOO_SHORT, least=SHORTEST_PASSPHRASE)


def create_vault(
    home: Path, icon: int, passphrase: str, kdf: KdfCost, random: Random, now: int
) -> VaultFile:
    """Make a new vault in ``home`` with one passphrase slot.

    ``icon`` 0..255. The database gets its name last, so that a crash leaves nothing that looks
    like a vault. Raises ``Refusal`` for a passphrase too short, ``Fault`` DISK_FULL or _READ_ONLY.
    """
    check_passphrase(passphrase)
    path = home / f"vault-{random(8).hex()}.db"
    key = VaultKey(path, random(16), random(16), 1, icon, random(32))
    header = Header(key.vault16, 1, key.instance, ()).with_slot(
        _passphrase_slot(key, passphrase, kdf, random)
    )
    write_proved(path, header.sealed(key.mac_key), key.mac_key)
    beside = path.with_suffix(".db.new")
    secret = key.database_key
    drawer = open_encrypted(beside, secret[:32], create=True, salt16=secret[32:])
    try:
        migrate(drawer)
        with drawer.transaction():
            for name, value in (
                ("vault16", key.vault16),
                ("instance", key.instance),
                ("made_at", now.to_bytes(8, "big")),
            ):
                drawer.run("INSERT INTO setting(k, v) VALUES (?,?)", name, value)
    finally:
        drawer.close()
    try:
        give_name(beside, path)
        beside.unlink(missing_ok=True)
    except OSError as error:
        raise fault_of(error) from error
    return VaultFile(VaultFace(path, icon), key)


def unlock(face: VaultFace, passphrase: str, now: int) -> VaultKey:
    """The key of a vault for the right passphrase.

    A wrong one costs the same work and is counted in both header copies; from the fifth on there
    is a wait of 30 s, 1, 2, 5 minutes. Raises ``Fault``: WRONG_PASSPHRASE (``wait_seconds``),
    WAIT_BEFORE_TRYING (``wait_seconds``), VAULT_MISSING, VAULT_HEADER_MISSING, _HEADER_DAMAGED.
    """
    if not face.path.exists():
        raise Fault(Code.VAULT_MISSING)
    header = best_header(face.path)
    slots = header.of_kind(SlotKind.PASSPHRASE)
    if not slots:
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    wait = max(seconds_to_wait(slot, now) for slot in slots)
    if wait:
        raise Fault(Code.WAIT_BEFORE_TRYING, wait_seconds=wait)
    for slot in slots:
        key = _try_passphrase(face.path, header, slot, passphrase)
        if key is not None:
            _settle(face.path, header, key)
            return key
    counted = tuple(
        replace(slot, fails=min(slot.fails + 1, 0xFFFF), failed_at=now)
        if slot.kind is SlotKind.PASSPHRASE
        else slot
        for slot in header.slots
    )
    write_counters(face.path, replace(header, slots=counted))
    wait = max(seconds_to_wait(slot, now) for slot in counted if slot.kind is SlotKind.PASSPHRASE)
    raise Fault(Code.WRONG_PASSPHRASE, wait_seconds=wait)


def open_by_recovery(face: VaultFace, recovery_secret: bytes) -> VaultKey:
    """The key of a vault for the city recovery key (32-byte X25519 private key, from paper).

    Raises ``Fault(WRONG_PASSPHRASE)`` where no slot is for that key.
    """
    header = best_header(face.path)
    private = X25519PrivateKey.from_private_bytes(recovery_secret)
    for slot in header.of_kind(SlotKind.RECOVERY):
        try:
            master = _SUITE.decrypt(slot.wrap, private, info=_recovery_info(header.vault16))
        except InvalidTag:
            continue
        key = _key_of(face.path, header, master)
        if header.genuine(key.mac_key):
            return key
    raise Fault(Code.WRONG_PASSPHRASE, wait_seconds=0)


def add_recovery_slot(key: VaultKey, recovery_public: bytes, random: Random) -> VaultKey:
    """Let the city recovery key (32-byte X25519 public key) open this vault too.

    Idempotent per key; older recovery slots stay. Gives the key with its new ``gen``.
    """
    key_id = hashlib.sha256(recovery_public).digest()[:8]
    header = _genuine(key)
    if any(slot.key_id == key_id for slot in header.of_kind(SlotKind.RECOVERY)):
        return replace(key, gen=header.gen)
    public = X25519PublicKey.from_public_bytes(recovery_public)
    wrap = _SUITE.encrypt(key.master, public, info=_recovery_info(key.vault16))
    slot = Slot(SlotKind.RECOVERY, 0, KdfCost(0, 0, 0), random(16), wrap, key_id=key_id)
    return _change(key, header.with_slot(slot))


def change_passphrase(key: VaultKey, passphrase: str, kdf: KdfCost, random: Random) -> VaultKey:
    """Give the vault another passphrase: one slot is rewritten, the database is not.

    For a passphrase somebody else may know this is not enough: that needs a new vault key and file.
    """
    check_passphrase(passphrase)
    header = _genuine(key)
    kept = tuple(slot for slot in header.slots if slot.kind is not SlotKind.PASSPHRASE)
    slot = _passphrase_slot(key, passphrase, kdf, random)
    return _change(key, replace(header, slots=kept).with_slot(slot))


def open_database(key: VaultKey) -> OpenVault:
    """Open the vault's database; on the thread that will use it.

    Raises ``Fault``: VAULT_MISSING, _PLAINTEXT, _FOREIGN, _NEWER, _DAMAGED; the file stays as is.
    """
    secret = key.database_key
    drawer = open_encrypted(
        key.path, secret[:32], create=False, place=Place.VAULT, salt16=secret[32:]
    )
    try:
        migrate(drawer)
        _recognise(drawer, key)
    except BaseException:
        drawer.close()
        raise
    return OpenVault(drawer, key)


def _recognise(drawer: Drawer, key: VaultKey) -> None:
    named = drawer.row("SELECT v FROM setting WHERE k = 'vault16'")
    if named is None or named[0] != key.vault16:
        raise Fault(Code.VAULT_FOREIGN)


def _derive(master: bytes, vault16: bytes, label: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=vault16, info=label).derive(master)


def _recovery_info(vault16: bytes) -> bytes:
    return b"psk/vault/recovery/1" + vault16


def _slot_key(stretched: bytes, vault16: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derive(stretched, vault16, b"psk/vault/slot/1", 32))


def _passphrase_slot(key: VaultKey, passphrase: str, kdf: KdfCost, random: Random) -> Slot:
    if not kdf.bearable:
        raise ValueError("a cost that no reader would accept")
    uid, salt, nonce = random(16), random(16), random(12)
    seal = _slot_key(stretch(passphrase, salt, kdf), key.vault16)
    wrapped = seal.encrypt(nonce, key.master, key.vault16 + uid)
    return Slot(SlotKind.PASSPHRASE, key.icon, kdf, uid, salt + nonce + wrapped)


def _try_passphrase(path: Path, header: Header, slot: Slot, passphrase: str) -> VaultKey | None:
    stretched = stretch(passphrase, slot.salt, slot.cost)
    try:
        master = _slot_key(stretched, header.vault16).decrypt(
            slot.wrap[16:28], slot.wrap[28:76], header.vault16 + slot.uid
        )
    except InvalidTag:
        return None
    key = _key_of(path, header, master)
    if not header.genuine(key.mac_key):
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    return key


def _key_of(path: Path, header: Header, master: bytes) -> VaultKey:
    icons = [slot.icon for slot in header.of_kind(SlotKind.PASSPHRASE)]
    return VaultKey(
        path, header.vault16, header.instance, header.gen, icons[0] if icons else 0, master
    )


def _genuine(key: VaultKey) -> Header:
    header = best_header(key.path)
    if header.vault16 != key.vault16 or not header.genuine(key.mac_key):
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    return header


def _change(key: VaultKey, header: Header) -> VaultKey:
    changed = replace(header, gen=header.gen + 1).sealed(key.mac_key)
    write_proved(key.path, changed, key.mac_key)
    return replace(key, gen=changed.gen)


def _settle(path: Path, header: Header, key: VaultKey) -> None:
    """After the right passphrase: forget wrong tries, and end a change that a crash cut short."""
    slots = tuple(replace(slot, fails=0, failed_at=0) for slot in header.slots)
    quiet = replace(header, slots=slots)
    copies = [read_copy(copy)[0] for copy in copies_of(path)]
    if quiet != header or any(copy is None or copy.gen != header.gen for copy in copies):
        write_proved(path, quiet, key.mac_key)
