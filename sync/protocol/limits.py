"""Every number of the road in one place: sizes in bytes, times in seconds."""

from __future__ import annotations

from typing import Final

PROTOCOL_VERSION: Final = 2

# A frame (design 4c).
FRAME_HEADER: Final = 150
FRAME_SIGNED: Final = 86
FRAME_BODY: Final = 16_384
ANSWER_BODY: Final = 8 * 1024 * 1024
ANSWER_PLAIN: Final = 16 * 1024 * 1024
PACKED_PLAIN: Final = 65_536
STREAM_FRAMES: Final = 4_096
WRAP: Final = 80
TAG: Final = 16
SINGLE: Final = 48
OP_WHOLE: Final = 15_872
OP_HEADER: Final = 4_096
HELLO: Final = 12_288
CURSORS: Final = 64
SAMPLES: Final = 8

# A pack on its way: the whole file, one part of it, one part on a slow line.
PACK_BYTES: Final = 8 * 1024 * 1024
PACK_PART: Final = 64 * 1024
PACK_PART_SLOW: Final = 16 * 1024

# A file on a stick: the whole file, what we put into one, its padding; other people's files here.
BUNDLE_BYTES: Final = 64 * 1024 * 1024
BUNDLE_FILLED: Final = 4 * 1024 * 1024
HOMEWARD_FILLED: Final = 32 * 1024 * 1024
BUNDLE_STEP: Final = 65_536
TITIPAN_BYTES: Final = 256 * 1024 * 1024
STICK_WANT: Final = 96 * 1024  # an answer; a homeward file holds as many as there are

# What one POST may carry, and what it asks for.
POST_BYTES: Final = 4 * 1024 * 1024
WANT_SLOW: Final = 32 * 1024
WANT_FAST: Final = 512 * 1024
SLOW_LINE: Final = 40_000
URGENT_PRI: Final = 3

# The wire (design 4c: silence is measured on the wire).
PIECE: Final = 4_096
SEND_BUFFER_SLOW: Final = 8 * 1024
SEND_BUFFER_BULK: Final = 16 * 1024
SEND_BUFFER_FAST: Final = 64 * 1024
SWALLOWED: Final = 32 * 1024
BULK_LINE: Final = 24_000
FAST_LINE: Final = 250_000
CONNECT_TIMEOUT: Final = 3.0
SILENCE_FLOOR: Final = 5.0
SILENCE_ROUND_TRIPS: Final = 3
SILENCE_BYTES: Final = 24 * 1024
ASSUMED_RATE: Final = 6_000.0
SLOWEST_RATE: Final = 1_000.0

# When to try again (sync-security.md 2.8, amended by design 4c).
EAGER_FOR: Final = 120.0
BACKOFF_BASE: Final = 30.0
BACKOFF_CAP: Final = 1_800.0
BACKOFF_CAP_URGENT: Final = 120.0
IDLE_INTERVAL: Final = 900.0

# Clocks: beyond this the person is told, nothing is refused.
CLOCK_SLACK: Final = 600
