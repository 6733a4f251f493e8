"""A slow, lossy, breaking line between two namespaces: rate, delay, queue, loss and cuts.

Each direction has a rate, a queue of 64 kB that drops what does not fit, the same delay, and loss
drawn from a seeded source. The TCP at both ends is the kernel's.
"""

from __future__ import annotations

import contextlib
import os
import random
import selectors
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from types import TracebackType

from tests.bench.link_space import CITY_IP, LAPTOP_IP, MTU, Space

QUEUE_BYTES = 64 * 1024
_TCP = 6
_SYN, _FIN = 0x02, 0x01


@dataclass(frozen=True, slots=True)
class Profile:
    """``up``, ``down``: bits a second; ``delay``: seconds one way; ``loss``: share of packets.

    ``cut_at``: when, seconds after the first packet, the 20 s cut of the goals begins.
    """

    name: str
    up: int
    down: int
    delay: float
    loss: float
    cut_at: float = 0.0


EDGE = Profile("edge", 64_000, 120_000, 0.3, 0.03, 12.0)
G3 = Profile("3g", 384_000, 1_000_000, 0.075, 0.01, 3.0)
# sync-security.md, L3: 60 kbit/s, 800 ms there and back, 5 % loss.
WEAK = Profile("weak", 60_000, 60_000, 0.4, 0.05)
# Nothing lost and nearly no delay, for looking at the emulator itself.
CLEAN = Profile("clean", 8_000_000, 8_000_000, 0.01, 0.0)
PROFILES = {one.name: one for one in (EDGE, G3, WEAK, CLEAN)}


@dataclass(frozen=True, slots=True)
class Cuts:
    """When nothing passes: once ``at`` seconds after the first packet, or after every ``bytes`` up.

    Each lasts ``lasting`` seconds; nobody is told.
    """

    at: float | None = None
    bytes: int | None = None
    lasting: float = 20.0


@dataclass(slots=True)
class _Flow:
    """One TCP connection, one direction: how far its stream of bytes was ever sent."""

    begin: int
    reach: int = 0
    data: bytearray | None = None

    def note(self, offset: int, payload: bytes) -> None:
        """A segment at ``offset`` of the stream."""
        end = offset + len(payload)
        self.reach = max(self.reach, end)
        if self.data is not None:
            self.data += bytes(max(0, end - len(self.data)))
            self.data[offset:end] = payload


@dataclass(slots=True)
class Count:
    """What one end gave to the line: packets' bytes, bytes of TCP streams, packets lost or cut.

    ``keep``: keep the streams themselves, as they were offered to the line.
    """

    keep: bool = False
    packets: int = 0
    ip: int = 0
    lost: int = 0
    flows: dict[bytes, _Flow] = field(default_factory=dict)

    @property
    def app(self) -> int:
        """Bytes the programs sent, headers of HTTP included, retransmissions not."""
        return sum(flow.reach for flow in self.flows.values())

    @property
    def streams(self) -> list[bytes]:
        """What was kept, a connection each, in their order."""
        return [bytes(flow.data) for flow in self.flows.values() if flow.data]

    def note(self, packet: bytes) -> None:
        """Count a packet that was offered."""
        self.packets += 1
        self.ip += len(packet)
        if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != _TCP:
            return
        start = (packet[0] & 15) * 4
        sequence, flags = struct.unpack_from("!4xI5xB", packet, start)
        payload = len(packet) - start - (packet[start + 12] >> 4) * 4
        name = packet[12:20] + packet[start : start + 4]
        if flags & _SYN:
            data = bytearray() if self.keep else None
            number = struct.pack("!I", len(self.flows))
            self.flows[name + number] = _Flow((sequence + 1) & 0xFFFFFFFF, 0, data)
            return
        flow = next((f for key, f in reversed(self.flows.items()) if key[:12] == name), None)
        if flow is not None and payload:
            offset = (sequence - flow.begin) & 0xFFFFFFFF
            if offset < 0x7FFFFFFF:
                flow.note(offset, packet[len(packet) - payload :])


class _Way:
    """One direction: what waits for its hour."""

    def __init__(self, sink: int, rate: int, profile: Profile, dice: random.Random) -> None:
        self._sink = sink
        self._rate = rate / 8
        self._profile = profile
        self._dice = dice
        self._free_at = 0.0
        self._waiting: deque[tuple[float, float, bytes]] = deque()
        self.count = Count()

    def offer(self, packet: bytes, now: float) -> None:
        """A packet comes to the line: queued, or dropped at its tail, or lost later."""
        self.count.note(packet)
        backlog = max(0.0, self._free_at - now) * self._rate
        if backlog + len(packet) > QUEUE_BYTES:
            self.count.lost += 1
            return
        self._free_at = max(now, self._free_at) + len(packet) / self._rate
        if self._dice.random() < self._profile.loss:
            self.count.lost += 1
            return
        self._waiting.append((self._free_at + self._profile.delay, self._free_at, packet))

    def next_at(self) -> float | None:
        """When the next packet is due."""
        return self._waiting[0][0] if self._waiting else None

    def deliver(self, now: float, *, cut: bool) -> None:
        """Hand over what is due; what is due in a cut is gone."""
        while self._waiting and self._waiting[0][0] <= now:
            _, _, packet = self._waiting.popleft()
            if cut:
                self.count.lost += 1
                continue
            with contextlib.suppress(OSError):
                os.write(self._sink, packet)


class Link:
    """Two namespaces and the line between them; ``set`` chooses its manners for the next run."""

    def __init__(self) -> None:
        self.city = Space.make(CITY_IP, LAPTOP_IP)
        self.laptop = Space.make(LAPTOP_IP, CITY_IP)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._began: float | None = None
        self._cut_until = 0.0
        self._passed = 0
        self.cuts = 0
        self.set(CLEAN)

    def __enter__(self) -> Link:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join(5)
        self.city.close()
        self.laptop.close()

    def set(
        self, profile: Profile, seed: int = 1, cuts: Cuts | None = None, *, keep: bool = False
    ) -> None:
        """A fresh line: empty queues, counts at nought, the clock begins at the next packet up.

        ``keep``: keep what the laptop sends, for ``up.streams``.
        """
        with self._lock:
            self._up = _Way(self.city.tun, profile.up, profile, random.Random(2 * seed))
            self._up.count.keep = keep
            self._down = _Way(self.laptop.tun, profile.down, profile, random.Random(2 * seed + 1))
            self._cuts = cuts or Cuts()
            self._began, self._cut_until, self.cuts = None, 0.0, 0
            self._passed = 0

    @property
    def up(self) -> Count:
        """What the laptop gave to the line since ``set``."""
        return self._up.count

    @property
    def down(self) -> Count:
        """What the city gave to the line since ``set``."""
        return self._down.count

    def _cut(self, now: float) -> bool:
        """Whether the line is cut now; begins a cut when its time has come."""
        if now < self._cut_until:
            return True
        plan = self._cuts
        if plan.at is not None and self._began is not None and now >= self._began + plan.at:
            self._cuts = Cuts()
        elif plan.bytes is None or self._passed < plan.bytes:
            return False
        self._passed = 0
        self._cut_until = now + plan.lasting
        self.cuts += 1
        return True

    def _carry(self) -> None:
        """Take packets from both devices and hand them over when they are due."""
        with selectors.DefaultSelector() as chooser:
            chooser.register(self.laptop.tun, selectors.EVENT_READ, True)
            chooser.register(self.city.tun, selectors.EVENT_READ, False)
            while not self._over.is_set():
                with self._lock:
                    due = [at for at in (self._up.next_at(), self._down.next_at()) if at]
                wait = min(due) - time.monotonic() if due else 0.2
                ready = chooser.select(max(0.0, min(0.2, wait)))
                now = time.monotonic()
                with self._lock:
                    cut = self._cut(now)
                    for key, _ in ready:
                        self._take(key.fd, now, upward=key.data, cut=cut)
                    self._up.deliver(now, cut=cut)
                    self._down.deliver(now, cut=cut)

    def _take(self, device: int, now: float, *, upward: bool, cut: bool) -> None:
        """Every packet that waits at a device; while the line is cut it goes nowhere."""
        way = self._up if upward else self._down
        while True:
            try:
                packet = os.read(device, MTU + 64)
            except OSError:
                return
            if upward and self._began is None:
                self._began = now
            if cut:
                way.count.note(packet)
                way.count.lost += 1
            else:
                way.offer(packet, now)
                self._passed += len(packet) if upward else 0
