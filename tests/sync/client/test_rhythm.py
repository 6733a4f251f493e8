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
    WANT_FAST,
    WANT_SLOW,
)


def test_tries_follow_at_once_for_two_minutes_and_then_spread() -> None:
    backoff = Backoff(random.Random(7).uniform)
    assert backoff.failure(0.0, urgent=False) == 0.0
    early = [backoff.failure(float(t), urgent=False) for t in range(5, 120, 5)]
    assert max(early) <= 4
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
        line.piece(PIECE, PIECE / rate)
    line.connected(0.3)
    assert least <= line.silence <= most
    assert line.silence >= SILENCE_FLOOR


def test_little_is_asked_for_on_a_slow_line_and_more_on_a_fast_one() -> None:
    slow, fast = Line(), Line()
    assert slow.want == WANT_SLOW
    slow.piece(PIECE, 1.0)
    fast.piece(PIECE, 0.001)
    assert (slow.want, fast.want) == (WANT_SLOW, WANT_FAST)
    assert (slow.fast, fast.fast) == (False, True)


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
