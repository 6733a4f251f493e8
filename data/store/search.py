"""The one full-text index over sealed text, inside the vault.

Words are matched without regard to case or accents; the last one also as the beginning of a word.
The index keeps no text and no places of words, so a search finds cases, not sentences.
"""

from __future__ import annotations

from data.store.cipher import Drawer

MOST_WORDS = 8

_ADD = "INSERT INTO case_text(rowid, said) VALUES (?, ?)"
_REMOVE = "DELETE FROM case_text WHERE rowid = ?"
_FORGET = "DELETE FROM case_text"
_TIDY = "INSERT INTO case_text(case_text) VALUES ('optimize')"
_MERGE = "INSERT INTO case_text(case_text, rank) VALUES ('merge', ?)"
MERGE_PAGES = 100


class Search:
    """The index; rows carry the number of their case in ``case_view``."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    def put(self, id: int, said: str, *, new: bool) -> None:
        """Index what was said in a case, in place of what was indexed before."""
        if not new:
            self._drawer.run(_REMOVE, id)
        if said:
            self._drawer.run(_ADD, id, said)

    def remove(self, id: int) -> None:
        """Take a case out and merge the index, so that no word of it is left in the file."""
        self._drawer.run(_REMOVE, id)
        self._drawer.run(_TIDY)

    def merge(self) -> bool:
        """One short step of merging what many saves have left; True while there is more to do.

        A step writes about a hundred pages (some milliseconds): a save that comes meanwhile
        waits no longer than that.
        """
        before = self._drawer.total_changes
        self._drawer.run(_MERGE, MERGE_PAGES)
        return self._drawer.total_changes - before >= 2

    def forget_all(self) -> None:
        """Empty the index, before the cache is made again."""
        self._drawer.run(_FORGET)
        self._drawer.run(_TIDY)


def words_of(typed: str) -> str:
    """An FTS5 query for what a person typed; never anything but quoted words, all required."""
    spaced = "".join(ch if ch.isalnum() else " " for ch in typed)
    words = spaced.split()[:MOST_WORDS]
    if not words:
        return ""
    quoted = [f'"{word}"' for word in words]
    # A single letter as the beginning of a word would match half the index.
    last = quoted[-1] + ("*" if len(words[-1]) >= 2 else "")
    return " ".join([*quoted[:-1], last])
