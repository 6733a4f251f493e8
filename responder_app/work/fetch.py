"""Files that must come from the city: wished for by a person, or one's own after a restore.

A vault restored from an older copy gets its letters back, and each of them names its files: those
are asked for without anybody's tap. What arrives is opened, held against the fingerprint its
sealed letter gives, and kept in the vault; then the mailbag lets its chunks go.
"""

from __future__ import annotations

import hashlib

from data.model.problems import Code, Refusal
from data.ops.blob import BadBlob, open_blob
from data.store.store import Store
from data.store.tables.attachments import Attachment
from data.store.tables.files import LetterFile
from responder_app.work import files
from responder_app.work.identity import Me
from responder_app.work.world import World

TAKEN_AT_ONCE = 16 * 1024 * 1024  # of ciphertext in one pass; the rest follows in the next
DIFFERS = "differs"  # it came whole and is not the file its letter names


def ask(store: Store, world: World, opid: bytes, at: int) -> None:
    """*Ambil berkas*: wish for a file of a letter. Asking again is a new try.

    Raises ``Refusal(FILE_GONE)`` for a letter that is not here or was erased.
    """
    one = store.vault.files.get(opid, at)
    if one is None:
        raise Refusal(Code.FILE_GONE)
    if one.here:
        return
    with store.transaction():
        store.vault.files.wish(opid, at, world.now())
    store.mailbag.drop_wish(one.blob, store.vault.vault16)
    _wish(store, one, world.now())
    store.mailbag.errand("send_now", {}, world.now())
    store.touch_road()


def leave(store: Store, opid: bytes, at: int) -> None:
    """The file is not wanted any more; what came of it is dropped."""
    one = store.vault.files.get(opid, at)
    if one is None:
        return
    with store.transaction():
        store.vault.files.wish(opid, at, 0)
    store.mailbag.drop_wish(one.blob, store.vault.vault16)
    store.touch_road()


def run(store: Store, world: World, me: Me) -> int:
    """Take what has come, wish for what is still to come; gives how many files are here now.

    The mailbag may have been lost: wishes are laid into it anew, from the vault.
    """
    awaited = store.vault.files.awaited()
    if not awaited:
        return 0
    wishes = store.mailbag.wishes(store.vault.vault16)
    wished = {wish.blob for wish in wishes}
    coming = {wish.blob for wish in wishes if not wish.refused}
    asked = {(one.rec, one.sha256) for one in awaited if one.blob in coming}
    taken = size = 0
    for one in awaited:
        if store.mailbag.blob_arrived(one.blob):
            if size >= TAKEN_AT_ONCE:
                store.touch_road()
                continue
            taken += _take(store, world, me, one)
            size += one.sealed_bytes
        elif one.blob not in wished and not _comes(one, asked):
            _wish(store, one, world.now())
            asked.add((one.rec, one.sha256))
    return taken


def _comes(one: LetterFile, asked: set[tuple[bytes, bytes]]) -> bool:
    """Whether the same file comes under another letter of the case: once is enough."""
    return one.wished_at == 0 and (one.rec, one.sha256) in asked


def _wish(store: Store, one: LetterFile, now: int) -> None:
    store.mailbag.wish_blob(one.blob, one.sealed_bytes, one.chunks, store.vault.vault16, now)


def _take(store: Store, world: World, me: Me, one: LetterFile) -> int:
    """Open what came and keep it, or note that it is not what the letter names."""
    body = _opened(store, me, one)
    with store.transaction():
        if body is None:
            store.vault.files.set_fault(one.opid, one.at, DIFFERS)
        else:
            _keep(store, world, one, body)
    store.mailbag.drop_wish(one.blob, store.vault.vault16)
    return 0 if body is None else 1


def _opened(store: Store, me: Me, one: LetterFile) -> bytes | None:
    key = files.key_of(store, me, one.opid)
    if key is None:
        return None
    try:
        body = open_blob(*key, one.at, store.mailbag.blob_chunks(one.blob))
    except BadBlob:
        return None
    fits = len(body) == one.size and hashlib.sha256(body).digest() == one.sha256
    return body if fits else None


def _keep(store: Store, world: World, one: LetterFile, body: bytes) -> None:
    """One's own file gets back the name its form says; anybody else's a name made here, since a
    name that came by the road may be that of another file."""
    name = one.name
    if not one.own or store.vault.attachments.get(name) is not None:
        made = hashlib.sha256(b"psk/file/1" + one.opid + bytes((one.at,))).hexdigest()[:16]
        name = f"{made}.{one.name.rpartition('.')[2]}"
    store.vault.attachments.add(
        Attachment(
            id=world.random(16),
            rec=one.rec,
            draft=None,
            name=name,
            mime=one.mime,
            size=one.size,
            sha256=one.sha256,
            added_at=world.now(),
        ),
        body,
    )
