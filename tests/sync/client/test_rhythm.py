"""Waiting: at once after a break, then longer by chance; silence by what the line can carry."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.client.backoff import Backoff
from sync.client.body import PiecedBody
from sync.client.line import Line
from sync.protocol.limits import (
    BACKOFF_CAP,
    BACKOFF_CAP_URGENT,
    PIECE,
    SILENCE_FLOOR,
    SWALLOWED,
    WANT_FAST,
    WANT_SLOW,
)


def test_tries_follow_at_once_for_two_minutes_and_then_spread() -> None:
    backoff = Backoff(random.Random(7).uniform)
    assert backoff.failure(0.0, urgent=False) == 0.0
    early = [backoff.failure(float(t), urgent=False) for t in range(5, 120, 5)]
    assert max(early) <= 1
    later = [backoff.failure(200.0 + t, urgent=False) for t in range(40)]
    assert all(30 <= wait <= BACKOFF_CAP for wait in later)
    assert len(set(later)) > 10
    assert max(later) > 600


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32))
def test_while_something_urgent_waits_no_wait_is_longer_than_two_minutes(seed: int) -> None:
    backoff = Backoff(random.Random(seed).uniform)
    backoff.failure(0.0, urgent=True)
    waits = [backoff.failure(500.0, urgent=True) for _ in range(30)]
    assert all(wait <= BACKOFF_CAP_URGENT for wait in waits)


def test_a_named_time_is_kept_and_success_forgets_everything() -> None:
    backoff = Backoff(random.Random(7).uniform)
    assert backoff.failure(0.0, urgent=False, retry_after=77) == 77
    assert backoff.failure(0.0, urgent=False, retry_after=10**6) == BACKOFF_CAP
    assert backoff.failure(0.0, urgent=True, retry_after=10**6) == BACKOFF_CAP_URGENT
    assert backoff.failure(0.0, urgent=True, retry_after=90) == 90
    for t in range(10):
        backoff.failure(1000.0 + t, urgent=False)
    backoff.success()
    assert backoff.failure(5000.0, urgent=False) == 0.0


@pytest.mark.parametrize(("rate", "least", "most"), [(100, 24, 27), (2_400, 10, 13), (10**6, 5, 5)])
def test_silence_lasts_as_long_as_the_line_needs_for_24_kib(
    rate: int, least: float, most: float
) -> None:
    line = Line()
    for _ in range(50):
        line.taken(PIECE, SWALLOWED, PIECE / rate)
    line.connected(0.3)
    assert least <= line.silence <= most
    assert line.silence >= SILENCE_FLOOR


def test_what_buffers_swallow_is_not_taken_for_a_fast_line() -> None:
    line = Line()
    for before in range(0, SWALLOWED, PIECE):
        line.taken(PIECE, before, 0.0)
    assert not line.fast
    line.taken(PIECE, SWALLOWED, PIECE / 8_000)
    assert line.rate == pytest.approx(8_000)
    for _ in range(40):
        line.taken(PIECE, SWALLOWED, 0.001)
    assert line.fast


def test_little_is_asked_for_on_a_slow_line_and_more_on_a_fast_one() -> None:
    slow, fast = Line(), Line()
    slow.arrived(WANT_SLOW, 2.0)
    fast.arrived(200, 0.0)
    assert (slow.want, fast.want) == (WANT_SLOW, WANT_SLOW)
    fast.arrived(WANT_SLOW, 0.01)
    assert fast.want == WANT_FAST


def test_one_slow_connection_does_not_lengthen_silence_for_long() -> None:
    line = Line()
    line.connected(9.0)
    assert line.silence < 7
    for _ in range(20):
        line.connected(0.05)
    assert line.silence == SILENCE_FLOOR


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=9_000), max_size=6), st.integers(1, 20_000))
def test_a_body_hands_out_its_frames_in_pieces(frames: list[bytes], size: int) -> None:
    handed: list[int] = []
    body = PiecedBody(iter(frames), sum(map(len, frames)), handed.append)
    pieces = []
    while piece := body.read(size):
        pieces.append(piece)
    assert b"".join(pieces) == b"".join(frames)
    assert len(body) == body.handed == sum(handed)
    assert all(len(piece) <= min(size, PIECE) for piece in pieces)
