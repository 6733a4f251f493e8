"""What the courier says of the road: one honest state, written only when it changed."""

from __future__ import annotations

from dataclasses import replace

from data.model.road import RoadCode, RoadState
from data.store.mailbag import Mailbag
from sync.client.coverage import coverage
from sync.client.line import Line


class Telling:
    """The road's state over the life of a mailbag: totals go on where the last courier left off."""

    def __init__(self, bag: Mailbag, line: Line) -> None:
        self._bag = bag
        self._line = line
        self._before = bag.road_state()
        self._said = self._before

    @property
    def last_success(self) -> int | None:
        """Unix seconds of the last pass that went well, also of an earlier courier."""
        return self._said.last_success if self._said else None

    def tell(
        self, code: RoadCode, now: int, *, success: bool = False, next_try: int | None = None
    ) -> RoadState:
        """Write the state: what waits is counted now, from the newest receipt."""
        waiting = self._bag.waiting(coverage(self._bag).had)
        base = self._before or RoadState(RoadCode.IDLE, now)
        state = RoadState(
            code=code,
            at=now,
            last_success=now if success else self.last_success,
            waiting=waiting.count,
            waiting_bytes=waiting.size,
            oldest_waiting=waiting.oldest_at,
            next_try=next_try,
            sent_bytes=base.sent_bytes + self._line.sent,
            received_bytes=base.received_bytes + self._line.received,
            requests=base.requests + self._line.requests,
            held=len(self._bag.held()),
        )
        if self._said is None or replace(state, at=self._said.at) != self._said:
            self._bag.put_road_state(state)
            self._said = state
        return state
