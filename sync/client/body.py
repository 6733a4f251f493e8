"""A request body handed out in pieces of 4 KiB, so that silence shows on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sync.protocol.limits import PIECE


class PiecedBody:
    """A file-like body of known length over lazily built frames.

    ``before_piece(size, first)`` runs before each piece leaves and may raise to abandon the
    request. ``whole_frames`` counts frames every byte of which was handed out and followed by
    another piece (so that the wire has taken them).
    """

    def __init__(
        self,
        frames: Iterator[bytes],
        length: int,
        before_piece: Callable[[int], None] = lambda size: None,
    ) -> None:
        self._frames = frames
        self._length = length
        self._before_piece = before_piece
        self._rest = memoryview(b"")
        self.handed = 0
        self.whole_frames = 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(PIECE):
            yield piece

    def read(self, size: int = -1, /) -> bytes:
        """At most 4 KiB, whatever is asked for; empty at the end."""
        wanted = PIECE if size < 0 else min(size, PIECE)
        if wanted == 0:
            return b""
        pieces: list[bytes] = []
        while wanted:
            if not self._rest:
                following = next(self._frames, None)
                if following is None:
                    break
                self.whole_frames += 1
                self._rest = memoryview(following)
            piece = self._rest[:wanted]
            pieces.append(bytes(piece))
            self._rest = self._rest[len(piece) :]
            wanted -= len(piece)
        data = b"".join(pieces)
        if not data:
            return data
        self._before_piece(len(data))
        self.handed += len(data)
        return data
