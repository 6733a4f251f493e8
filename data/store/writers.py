"""Whether a vault must start a new writer before its first save (design.md 3).

A vault restored from an older copy, a copied disk or a new mailbag would otherwise give a number
twice, and two different ops would claim one place in the chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from data.store.store import Store


class WhyNewWriter(StrEnum):
    """What made the old writer unusable."""

    FIRST = "first"
    MAILBAG = "mailbag"
    INSTANCE = "instance"
    LAID = "laid"
    HAD = "had"


def why_new_writer(store: Store, had: Iterable[tuple[int, bytes]]) -> WhyNewWriter | None:
    """The reason for a new writer, or ``None`` when the one in use may go on.

    ``had``: the (number, opid) pairs of the writer in use that a *verified* receipt names as the
    ends of its ranges. Reads the mailbag's memory and the vault; changes nothing.
    """
    vault, mailbag = store.vault, store.mailbag
    writer = vault.keys.writer()
    if writer is None:
        return WhyNewWriter.FIRST
    if writer.mailbag != mailbag.id16:
        return WhyNewWriter.MAILBAG
    known = {vault.instance, writer.instance, vault.settings.get("instance") or b""}
    seen = mailbag.instance_of(vault.vault16)
    if len(known) > 1 or (seen is not None and seen != vault.instance):
        return WhyNewWriter.INSTANCE
    here = {(face.n, face.opid) for face in vault.ops.faces(writer.id)}
    if any(pair not in here for pair in mailbag.laid_chain(writer.id)):
        return WhyNewWriter.LAID
    if any(pair not in here for pair in had):
        return WhyNewWriter.HAD
    return None
