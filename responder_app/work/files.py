"""Files of letters: sealed beside a letter, noted when it is folded, laid with it, gone with it.

A file lies in the vault once a case, as it came. Its chunks are nowhere but in the mailbag: they
are made again from the content key, the letter's salt, the place and the body, and are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.ops.attached import ATT, Attached, attached, said
from data.ops.blob import SealedBlob, seal_blob
from data.ops.fold import CaseState
from data.ops.op import Op
from data.ops.payload import Entry
from data.ops.seal import SALT_BYTES
from data.store.store import Store
from data.store.tables.files import LetterFile
from responder_app.work.identity import Me
from responder_app.work.reading import content_key

LAID_AT_ONCE = 16 * 1024 * 1024  # of bodies in one pass; the rest follows in the next


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a letter says of its files: ``att`` of its header, and an entry for each."""

    att: tuple[tuple[bytes, int, int], ...] = ()
    entries: tuple[Entry, ...] = ()
    files: tuple[Attached, ...] = ()


def of_form(store: Store, names: Iterable[str]) -> tuple[str, ...]:
    """Of the stored names a form says, those that are here, in a fixed order."""
    return tuple(name for name in sorted(names) if store.vault.attachments.get(name) is not None)


def line_of(store: Store, name: str) -> str:
    """A file as the entry of its form tells of it: its stored name, fingerprint and size."""
    face = store.vault.attachments.get(name)
    return "" if face is None else f"{face.name} {face.sha256.hex()} {face.size}"


def seal(store: Store, names: Sequence[str], ck: bytes, salt: bytes) -> Sealed:
    """Seal stored files for one letter, each at its place; at most 16 (``data.ops.blob``).

    Only the names are kept: the chunks are made again when they are laid.
    """
    att: list[tuple[bytes, int, int]] = []
    entries: list[Entry] = []
    files: list[Attached] = []
    for name in names:
        face, body = store.vault.attachments.get(name), store.vault.attachments.body(name)
        if face is None or body is None:
            continue
        at = len(att)
        blob = seal_blob(ck, salt, at, body)
        att.append((blob.blob32, blob.size, blob.count))
        entries.append(said(at, face.name, face.mime, face.size, face.sha256))
        files.append(
            Attached(
                at,
                face.name,
                face.mime,
                face.size,
                face.sha256,
                blob.blob32,
                blob.size,
                blob.count,
            )
        )
    return Sealed(tuple(att), tuple(entries), tuple(files))


def not_yet_told(store: Store, rec: bytes, aud: str, names: Iterable[str]) -> list[str]:
    """Of stored names those whose file no letter of the case to this audience carries yet."""
    carried = store.vault.files.carried(rec, aud)
    wanted: list[str] = []
    for name in names:
        face = store.vault.attachments.get(name)
        if face is not None and face.sha256 not in carried:
            carried.add(face.sha256)
            wanted.append(name)
    return wanted


def note(store: Store, me: Me, state: CaseState) -> None:
    """Note the files of every letter of a folded case that tells of any. Idempotent."""
    letters: dict[bytes, list[Entry]] = {}
    writers: dict[bytes, bytes] = {}
    for entry in state.entries:
        if entry.kind == ATT:
            letters.setdefault(entry.opid, []).append(Entry(ATT, dict(entry.data)))
            writers[entry.opid] = entry.by
    for opid, entries in letters.items():
        if store.vault.files.of_letter(opid):
            continue
        row = store.vault.ops.get(opid)
        if row is None or row.erased:
            continue
        head = Op.parse(row.raw).head
        found = attached((entry.d for entry in entries), head.att)
        own = writers[opid] in {user.id for user in me.users}
        store.vault.files.put(opid, state.rec, head.aud, found, own=own)


def lay(store: Store, me: Me, now: int, held: set[bytes]) -> int:
    """Lay the chunks of own letters that the mailbag holds, and of those whose files the city
    lacks; gives how many files are new. ``held``: letters of own writers not safe at the city yet.

    At most ``LAID_AT_ONCE`` bytes a pass: the road is touched where more is left to do.
    """
    own = store.vault.files.own()
    if not own:
        return 0
    laid, needed = store.mailbag.blobs_laid(), store.mailbag.blobs_needed()
    wanted = {
        (opid, blob)
        for opid, blob in own
        if (blob, opid) not in laid and (opid in held or blob in needed)
    }
    done = size = 0
    for opid in sorted({opid for opid, _blob in wanted}):
        if done and size >= LAID_AT_ONCE:
            store.touch_road()
            break
        letter = [
            one
            for one in store.vault.files.of_letter(opid)
            if one.here and (opid, one.blob) in wanted
        ]
        sealed = _sealed_again(store, me, letter) if letter else []
        if sealed:
            store.mailbag.lay_blobs(opid, store.vault.vault16, sealed, now)
            done += len(sealed)
            size += sum(one.size for one in sealed)
    return done


def _sealed_again(store: Store, me: Me, files: Sequence[LetterFile]) -> list[SealedBlob]:
    """The same chunks once more; a body that gives others is left out (it is not that file)."""
    key = key_of(store, me, files[0].opid)
    if key is None:
        return []
    sealed = []
    for one in files:
        body = store.vault.files.body(one.rec, one.sha256)
        blob = seal_blob(*key, one.at, body) if body is not None else None
        if blob is not None and blob.blob32 == one.blob:
            sealed.append(blob)
    return sealed


def key_of(store: Store, me: Me, opid: bytes) -> tuple[bytes, bytes] | None:
    """Content key and salt of a letter; None where it cannot be opened, or was erased."""
    row = store.vault.ops.get(opid)
    if row is None or row.erased:
        return None
    op = Op.parse(row.raw)
    key = content_key(store, me, op)
    if key is None or op.payload is None:
        return None
    return key, op.payload[:SALT_BYTES]


def forget(store: Store, opids: Iterable[bytes]) -> None:
    """Letters were erased: their files go, and the bytes that no other letter of the case carries.
    Inside the vault's transaction; what was wished is asked for no more."""
    for opid in opids:
        for one in store.vault.files.forget(opid):
            store.mailbag.drop_wish(one.blob, store.vault.vault16)
