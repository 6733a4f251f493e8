"""The paper city's shelf of attachments: what laptops sent, and what they ask for, in chunks."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.store.mailbag import Mailbag
from tests.responder_app.work.laptops import Laptop
from tests.responder_app.work.paper_city import NOW


@dataclass
class PaperChunks:
    """Sealed chunks by attachment and number; nobody here can open one."""

    chunks: dict[bytes, dict[int, bytes]] = field(default_factory=dict)
    counts: dict[bytes, int] = field(default_factory=dict)

    def take(self, laptop: Laptop, most: int = 10_000) -> int:
        """One exchange upward: at most so many chunks, then the city says what it lacks."""
        bag = laptop.bag()
        try:
            return self._up(bag, most)
        finally:
            bag.close()

    def _up(self, bag: Mailbag, most: int) -> int:
        taken = 0
        for face in bag.blobs_waiting():
            shelf = self.chunks.setdefault(face.blob, {})
            self.counts[face.blob] = face.chunks
            for i in range(face.chunks):
                body = bag.chunk(face.blob, i)
                if i not in shelf and body is not None and taken < most:
                    shelf[i] = body
                    taken += 1
        self._say(bag)
        return taken

    def _say(self, bag: Mailbag) -> None:
        needs = []
        for blob, count in self.counts.items():
            missing = [i for i in range(count) if i not in self.chunks.get(blob, {})]
            needs.append((blob, [(i, i) for i in missing]))
        bag.note_blob_needs(needs, NOW)

    def give(self, laptop: Laptop, most: int = 10_000) -> int:
        """One exchange downward: at most so many chunks of what the laptop wishes for."""
        bag = laptop.bag()
        given = 0
        try:
            for blob, ranges in bag.open_wishes():
                shelf = self.chunks.get(blob, {})
                wanted = [i for lo, hi in ranges for i in range(lo, hi + 1) if i in shelf]
                some = wanted[: most - given]
                bag.put_chunks(blob, [(i, shelf[i]) for i in some], NOW)
                given += len(some)
        finally:
            bag.close()
        return given
