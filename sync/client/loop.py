"""When the courier goes: at new letters, at a wish of the app, at its hour, and after failures.

One thread, one connection to the mailbag. Wishes are rows of ``errand``; what the app or another
process wrote is noticed by ``PRAGMA data_version``. Nothing here ends the loop but ``stop``, an
errand that says so, or a mailbag that cannot be used any more.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from data.model.problems import Code, Fault
from data.model.road import RoadCode
from data.store.mail.errands import Errand
from data.store.position import Position
from sync.client.backoff import Backoff
from sync.client.blobs import HOLD
from sync.client.clock import time_past_dates
from sync.client.coverage import coverage
from sync.client.engine import Interrupted, Manner, sync_once
from sync.client.enrol import EnrolProblem, EnrolWish, enrol
from sync.client.ground import Ground, SyncOutcome
from sync.client.line import Line
from sync.client.relay import relay_after_pass
from sync.client.stick_errands import StickErrands
from sync.client.telling import Telling
from sync.client.transport import HttpRoad, RoadFailure
from sync.client.verdict import CityFailure
from sync.protocol.limits import CLOCK_SLACK, IDLE_INTERVAL, URGENT_PRI

Note = Callable[[str, dict[str, int]], None]
TICK = 0.25
_GLANCE_EVERY = 0.5
_NOT_TO_KEEP_WAITING = frozenset(
    {"stop", "pause", "enrol", "stick_out", "stick_in", "hold_attachments"}
)
_AFTER_A_BUG = 30.0
_SOONEST = 30.0
_IDLE_BEFORE_CHECKPOINT = 5.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``interval``: seconds between passes with nothing new; ``allow_plain``: http off loopback.

    ``between(a, b)`` draws a float for the back-off; ``note(word, counts)`` goes to the log.
    """

    between: Callable[[float, float], float]
    note: Note
    interval: float = IDLE_INTERVAL
    allow_plain: bool = False


@dataclass(frozen=True, slots=True)
class _Wishes:
    """Letters that wait, the scopes wished for (name, whole), how far each one is, and which
    attachments were laid or are wished for."""

    waiting: int
    scopes: tuple[tuple[str, bool], ...]
    places: tuple[Position, ...]
    attachments: frozenset[bytes]

    def news_since(self, before: _Wishes | None) -> bool:
        """Whether there is something to do that there was not."""
        if before is None or self.attachments - before.attachments:
            return True
        return replace(self, attachments=before.attachments) != before


class CourierLoop:
    """The courier's life between start and stop."""

    def __init__(self, ground: Ground, rhythm: Rhythm) -> None:
        self._ground = ground
        self._bag = ground.bag
        self._rhythm = rhythm
        self._ended = threading.Event()
        self._line = Line()
        self._telling = Telling(ground.bag, self._line)
        self._backoff = Backoff(rhythm.between)
        self._sticks = StickErrands(ground, self._ended.is_set)
        self._road: HttpRoad | None = None
        self._road_url = ""
        self._next_at = 0.0
        self._version = -1
        self._wishes: _Wishes | None = None
        self._first_pass = True
        self._area: str | None = None
        self._ask_first = False
        self._glanced = 0.0
        self._clean_since: float | None = None

    def stop(self) -> None:
        """End as soon as the present step is over (from any thread or a signal handler)."""
        self._ended.set()

    def run(self) -> None:
        """Serve until stopped. Raises ``Fault`` only when the mailbag cannot be used at all."""
        self._tell_rest()
        while not self._ended.is_set():
            self._look()
            if self._ended.is_set():
                break
            if self._due():
                self._go()
            else:
                self._rest()
                self._ended.wait(TICK)
        self._close_road()

    def once(self) -> bool:
        """Serve the errands that wait, then one pass; say whether the pass went well."""
        self._look()
        good = True
        if not self._ended.is_set() and not self._paused and self._bag.meta("city_url"):
            good = self._go().good
        self._close_road()
        self._bag.checkpoint()
        return good

    @property
    def _paused(self) -> bool:
        return bool(self._bag.meta("paused"))

    def _look(self) -> None:
        """Notice what others wrote: errands first, then new letters or new scopes."""
        version = self._bag.data_version()
        if version == self._version:
            return
        self._version = version
        self._clean_since = None
        errand = self._bag.next_errand()
        while errand is not None and not self._ended.is_set():
            self._serve(errand)
            errand = self._bag.next_errand()
        wishes = self._present_wishes()
        if wishes.news_since(self._wishes):
            self._wishes = wishes
            self._next_at = 0.0

    def _present_wishes(self) -> _Wishes:
        """What there is to do, as a value: it changes when there is something new to do."""
        waiting = self._bag.waiting(coverage(self._bag).not_to_send).count
        scopes = tuple((one.scope, one.whole) for one in self._bag.subscriptions())
        laid = {blob for blob, _ in self._bag.blobs_laid()}
        wished = {blob for blob, _ in self._bag.open_wishes()}
        return _Wishes(waiting, scopes, self._places(scopes), frozenset(laid | wished))

    def _places(self, scopes: tuple[tuple[str, bool], ...]) -> tuple[Position, ...]:
        return tuple(self._bag.position(scope) for scope, _whole in scopes)

    def _serve(self, errand: Errand) -> None:
        """One wish of the app, to its end."""
        handlers: dict[str, Callable[[Errand], None]] = {
            "enrol": self._enrol,
            "send_now": self._send_now,
            "pause": self._pause,
            "resume": self._resume,
            "hold_attachments": self._hold_attachments,
            "release_attachments": self._hold_attachments,
            "stop": self._stop_wished,
            "stick_out": self._stick,
            "stick_in": self._stick,
            "stick_stop": self._stick,
            "people": self._people,
        }
        handler = handlers.get(errand.kind)
        if handler is None:
            self._finish(errand, "unknown-errand", ok=False)
            return
        handler(errand)

    def _finish(self, errand: Errand, code: str, *, ok: bool = True) -> None:
        self._bag.finish(errand.id, code, self._ground.now(), ok=ok)

    def _enrol(self, errand: Errand) -> None:
        now = self._ground.now
        self._bag.progress(errand.id, "asking-city", now())
        try:
            wish = EnrolWish.of(errand.args)
            done = enrol(wish, self._ground, self._line, allow_plain=self._rhythm.allow_plain)
        except EnrolProblem as problem:
            self._rhythm.note("courier-enrol-failed", {})
            self._finish(errand, problem.code.value, ok=False)
            return
        self._bag.finish(errand.id, "ok", now(), result=done.as_result())
        self._rhythm.note("courier-enrolled", {})
        self._next_at = 0.0

    def _send_now(self, errand: Errand) -> None:
        if self._paused:
            self._finish(errand, RoadCode.PAUSED.value, ok=False)
            return
        self._bag.progress(errand.id, "sending", self._ground.now())
        outcome = self._go()
        self._finish(errand, "ok" if outcome.good else outcome.code.value, ok=outcome.good)

    def _people(self, errand: Errand) -> None:
        """Fetch the address book of an area; the vault proves what came."""
        self._bag.progress(errand.id, "asking-city", self._ground.now())
        self._area = str(errand.args.get("area", ""))[:16]
        outcome = self._go()
        self._area = None
        result = {"people": outcome.people // 2}
        code = "ok" if outcome.good else outcome.code.value
        self._bag.finish(errand.id, code, self._ground.now(), ok=outcome.good, result=result)

    def _pause(self, errand: Errand) -> None:
        self._bag.put_meta("paused", b"1")
        self._telling.tell(RoadCode.PAUSED, self._ground.now())
        self._finish(errand, "ok")

    def _resume(self, errand: Errand) -> None:
        self._bag.put_meta("paused", b"")
        self._next_at = 0.0
        self._telling.tell(RoadCode.IDLE, self._ground.now())
        self._tell_rest()
        self._finish(errand, "ok")

    def _stick(self, errand: Errand) -> None:
        if self._sticks.serve(errand):
            self._next_at = 0.0

    def _hold_attachments(self, errand: Errand) -> None:
        """Attachments wait for a person's word, or go; letters go all the same."""
        held = errand.kind == "hold_attachments"
        self._bag.put_meta(HOLD, b"1" if held else b"")
        if not held:
            self._next_at = 0.0
        self._finish(errand, "ok")

    def _stop_wished(self, errand: Errand) -> None:
        self._finish(errand, "ok")
        self._ended.set()

    def _due(self) -> bool:
        return (
            not self._paused
            and bool(self._bag.meta("city_url"))
            and time.monotonic() >= self._next_at
        )

    def _go(self) -> SyncOutcome:
        """One pass, what it teaches about the next, and the state told."""
        # Should a bug of ours end the pass, the next one must not follow at once, for ever.
        self._next_at = time.monotonic() + _AFTER_A_BUG
        self._telling.tell(RoadCode.BUSY, self._ground.now())
        before = self._present_wishes()
        manner = Manner(
            ask_first=self._ask_first,
            samples=self._first_pass,
            last_success=self._telling.last_success,
            glance=self._glance,
            people=self._area,
        )
        outcome = self._over_road(manner)
        if outcome.good and self._road is not None:
            word = relay_after_pass(self._ground, self._road, self._glance)
            if word != "none":
                told = "courier-relayed" if word == "ok" else "courier-relay-failed"
                self._rhythm.note(told, {})
        self._first_pass = self._first_pass and not outcome.exchanges
        if outcome.exchanges or outcome.frames_out:
            self._ask_first = outcome.frames_out > 0
        self._plan_next(outcome)
        self._rhythm.note(
            f"courier-pass-{outcome.code.value}",
            {
                "exchanges": outcome.exchanges,
                "sent": outcome.ops_sent,
                "pulled": outcome.ops_pulled,
                "pack": outcome.pack_bytes,
                "chunks-sent": outcome.chunks_sent,
                "chunks-came": outcome.chunks_came,
                "unfit": len(outcome.unfit),
            },
        )
        # Not what there is now: a letter laid, or a scope wished for, after the pass last looked is
        # new, and would wait for the next hour if it were counted as seen.
        left = before.waiting if outcome.left is None else outcome.left
        self._wishes = replace(before, waiting=left, places=self._places(before.scopes))
        if self._bag.log_is_long():
            self._bag.checkpoint()
        return outcome

    def _over_road(self, manner: Manner) -> SyncOutcome:
        """A pass over the open road; where only dates fail, over one that shows the clock wrong."""
        try:
            road = self._open_road()
        except RoadFailure as failure:
            return SyncOutcome(code=failure.code, word=failure.word)
        outcome = sync_once(self._ground, road, manner)
        if outcome.word != "tls-date":
            return outcome
        try:
            server_id = self._bag.meta("server_id") or b""
            time_past_dates(road, server_id, self._ground.random, self._ground.now)
        except (RoadFailure, CityFailure) as failure:
            return SyncOutcome(code=failure.code, word=failure.word)
        return sync_once(self._ground, road, manner)

    def _open_road(self) -> HttpRoad:
        url = (self._bag.meta("city_url") or b"").decode()
        if self._road is None or url != self._road_url:
            self._close_road()
            self._road = HttpRoad(url, self._line, allow_plain=self._rhythm.allow_plain)
            self._road_url = url
        return self._road

    def _close_road(self) -> None:
        if self._road is not None:
            self._road.close()
            self._road = None

    def _plan_next(self, outcome: SyncOutcome) -> None:
        now, wall = time.monotonic(), self._ground.now()
        if outcome.code is RoadCode.BUSY:
            self._next_at = now
            return
        if outcome.good:
            self._backoff.success()
            asked = max(_SOONEST, float(outcome.next_after or IDLE_INTERVAL))
            wait = min(self._rhythm.interval, asked)
            wrong = abs(outcome.clock_offset or 0) > CLOCK_SLACK
            code = RoadCode.CLOCK_WRONG if wrong else RoadCode.IDLE
            self._telling.tell(code, wall, success=True, next_try=None)
        else:
            wait = self._backoff.failure(
                now, urgent=self._urgent_waits(), retry_after=outcome.retry_after
            )
            if outcome.code is RoadCode.WRONG_KEY:
                # Never hammer a stranger; a person is told and may ask for another try.
                wait = max(wait, IDLE_INTERVAL)
            self._telling.tell(outcome.code, wall, next_try=wall + int(wait))
        self._next_at = now + max(wait, TICK)

    def _urgent_waits(self) -> bool:
        held_back = coverage(self._bag).not_to_send
        return bool(self._bag.outgoing(held_back, 1, least_pri=URGENT_PRI))

    def _glance(self, urgent: bool) -> None:
        """Between two pieces of a stream: is there something better to do?"""
        if self._ended.is_set():
            raise Interrupted
        now = time.monotonic()
        if now - self._glanced < _GLANCE_EVERY:
            return
        self._glanced = now
        if self._bag.data_version() == self._version:
            return
        errand = self._bag.next_errand()
        if errand is not None and errand.kind in _NOT_TO_KEEP_WAITING:
            raise Interrupted
        if not urgent and self._urgent_waits():
            raise Interrupted

    def _rest(self) -> None:
        """Nothing to do: carry the write-ahead log home once, and stay quiet."""
        now = time.monotonic()
        if self._clean_since is None:
            self._clean_since = now
        elif 0 < self._clean_since < now - _IDLE_BEFORE_CHECKPOINT:
            self._bag.checkpoint()
            self._clean_since = -1.0

    def _tell_rest(self) -> None:
        now = self._ground.now()
        if self._paused:
            self._telling.tell(RoadCode.PAUSED, now)
        elif not self._bag.meta("city_url"):
            self._telling.tell(RoadCode.NOT_ENROLLED, now)


def is_fatal(fault: Fault) -> bool:
    """Whether the mailbag cannot be used any more, as opposed to being busy for a moment."""
    return fault.code not in (Code.STORE_BUSY, Code.DISK_FULL, Code.DISK_READ_ONLY)
