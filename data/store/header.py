"""The bytes of a vault's header file: slots that wrap the master key, and a MAC over them.

"PSKV" | u16 ver | u16 size | vault16 | u64 gen | instance16                       48 B
16 slots of 128 B:
  u8 state | u8 type | u8 icon | u8 lanes | u32 m_KiB | u32 t | uid16
  type 1 passphrase: salt16 | nonce12 | wrapped48 | u16 fails | u64 failed_at | pad
  type 2 recovery:   first 76 B of the 80-byte HPKE wrap | u16 0 | last 4 B | key id 8 | pad
u32 crc (all before) | HMAC-SHA256(header key, all before crc, fail counters as zero)
"""

from __future__ import annotations

import hmac
import struct
import zlib
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

from data.model.problems import Code, Fault
from data.store.kdf_cost import KdfCost

SIZE: Final = 2132
VERSION: Final = 1
SLOTS: Final = 16
_MAGIC: Final = b"PSKV"
_HEAD: Final = struct.Struct(">4sHH16sQ16s")
_SLOT: Final = struct.Struct(">BBBBII16s76sHQ14s")
_SLOT_SIZE: Final = 128


class SlotKind(IntEnum):
    """Who opens a slot."""

    EMPTY = 0
    PASSPHRASE = 1
    RECOVERY = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the master key. ``wrap``: 76 bytes (salt, nonce, wrapped) or 80 (HPKE).

    ``fails`` and ``failed_at`` count wrong passphrases; they are a deterrent, not a defence, and
    stand outside the MAC. ``key_id``: which recovery key (8 bytes), for kind RECOVERY.
    """

    kind: SlotKind
    icon: int
    cost: KdfCost
    uid: bytes
    wrap: bytes = field(repr=False)
    fails: int = 0
    failed_at: int = 0
    key_id: bytes = b""

    @property
    def salt(self) -> bytes:
        """The Argon2id salt of a passphrase slot."""
        return self.wrap[:16]


@dataclass(frozen=True, slots=True)
class Header:
    """A vault's header. ``gen`` rises with every change but a fail counter."""

    vault16: bytes
    gen: int
    instance: bytes
    slots: tuple[Slot, ...]
    mac: bytes = field(default=b"", repr=False)

    def of_kind(self, kind: SlotKind) -> list[Slot]:
        """The slots of a kind."""
        return [slot for slot in self.slots if slot.kind is kind]

    def with_slot(self, slot: Slot) -> Header:
        """The header with a slot replaced (same uid) or added."""
        others = tuple(old for old in self.slots if old.uid != slot.uid)
        return replace(self, slots=(*others, slot))

    def sealed(self, mac_key: bytes) -> Header:
        """The header with its MAC made anew."""
        return replace(self, mac=hmac.digest(mac_key, _body(self, counters=False), "sha256"))

    def genuine(self, mac_key: bytes) -> bool:
        """Whether the MAC is this key's."""
        return hmac.compare_digest(
            self.mac, hmac.digest(mac_key, _body(self, counters=False), "sha256")
        )

    def packed(self) -> bytes:
        """The file's bytes."""
        if len(self.slots) > SLOTS:
            raise ValueError("a header has sixteen slots")
        body = _body(self, counters=True)
        return body + zlib.crc32(body).to_bytes(4, "big") + self.mac


def read_header(raw: bytes) -> Header:
    """Read a header file. Raises ``Fault`` VAULT_HEADER_DAMAGED, or VAULT_NEWER."""
    if len(raw) >= 6 and raw[:4] == _MAGIC and int.from_bytes(raw[4:6], "big") > VERSION:
        raise Fault(Code.VAULT_NEWER, found=int.from_bytes(raw[4:6], "big"), known=VERSION)
    body, tail = raw[: SIZE - 36], raw[SIZE - 36 :]
    if len(raw) != SIZE or zlib.crc32(body).to_bytes(4, "big") != tail[:4]:
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    magic, version, size, vault16, gen, instance = _HEAD.unpack_from(body)
    if (magic, version, size) != (_MAGIC, VERSION, SIZE):
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    slots = tuple(
        slot
        for at in range(_HEAD.size, len(body), _SLOT_SIZE)
        if (slot := _read_slot(body[at : at + _SLOT_SIZE])) is not None
    )
    header = Header(vault16, gen, instance, slots, tail[4:])
    if _body(header, counters=True) != body:  # no byte stands outside what the MAC covers
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    return header


def _read_slot(raw: bytes) -> Slot | None:
    state, kind, icon, lanes, memory, passes, uid, wrap, fails, late, pad = _SLOT.unpack(raw)
    if state == 0:
        return None
    cost = KdfCost(memory, passes, lanes)
    if state != 1 or kind not in (SlotKind.PASSPHRASE, SlotKind.RECOVERY):
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    if kind == SlotKind.RECOVERY:
        more = late.to_bytes(8, "big") + pad
        return Slot(SlotKind.RECOVERY, icon, cost, uid, wrap + more[:4], key_id=more[4:12])
    if not cost.bearable:
        raise Fault(Code.VAULT_HEADER_DAMAGED)
    return Slot(SlotKind.PASSPHRASE, icon, cost, uid, wrap, fails, late)


def _body(header: Header, *, counters: bool) -> bytes:
    head = _HEAD.pack(_MAGIC, VERSION, SIZE, header.vault16, header.gen, header.instance)
    slots = b"".join(_slot_bytes(slot, counters) for slot in header.slots)
    return head + slots + bytes(_SLOT_SIZE * (SLOTS - len(header.slots)))


def _slot_bytes(slot: Slot, counters: bool) -> bytes:
    fails, late, pad = 0, 0, bytes(14)
    if slot.kind is SlotKind.RECOVERY:
        more = slot.wrap[76:80] + slot.key_id.ljust(8, b"\0")
        late, pad = int.from_bytes(more[:8], "big"), more[8:].ljust(14, b"\0")
    elif counters:
        fails, late = slot.fails, slot.failed_at
    cost = slot.cost
    return _SLOT.pack(
        1,
        slot.kind,
        slot.icon,
        cost.lanes,
        cost.memory_kib,
        cost.time,
        slot.uid,
        slot.wrap[:76],
        fails,
        late,
        pad,
    )
